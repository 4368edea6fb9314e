from __future__ import annotations

import ast
from collections.abc import Iterator

from ...core.code import Safety
from .. import shapes
from ..call_sites import call_sites, called_function
from ..concrete import Change
from ..facts import Facts
from ..local_names import generator_of
from ..shaping import shapes_of
from ..source import COMPREHENSIONS, FUNCTIONS, LOOPS
from ._bodies import body_text, indented, instead_of
from ._place import library
from ._rule import Rewrite, rule
from ._shared_results import can_be_shared
from .recursion_to_memo import keyable
from .repeated_calls_to_cache import is_costly


@rule(ast.FunctionDef, safety=Safety.CHECK, gain=95.0, hints=("def ",), kinds=("cell", "program"))
def helpers_cached_meanwhile(node: ast.FunctionDef, facts: Facts) -> Rewrite | None:
    """Remember what helpers that call each other said, while the statements that use them run.

    What it does:
        Pure functions that other functions of the source call again and again, themselves too, are
        put behind `functools.cache` before the first statement that uses them. In a cell they are
        what they were when the last such statement is over, also where it fails.

    Why it is slow:
        Helpers that search a list or call further helpers do so anew for each of their callers.

    Before:
        def points(name):
            return sum(result(g, name) for g in games if name in g)

        def of_opponents(name):
            return sum(points(other) for other in opponents[name])

        for player in players:
            table.append((player, of_opponents(player)))

    After:
        from functools import cache
        def points(name):
            return sum(result(g, name) for g in games if name in g)

        def of_opponents(name):
            return sum(points(other) for other in opponents[name])

        points = cache(points)
        try:
            for player in players:
                table.append((player, of_opponents(player)))
        finally:
            points = points.__wrapped__

    When not:
        A function with effects, one that reads what changes meanwhile, one whose callers might
        change what it returns, numbers of several types or floats as arguments.

    Source:
        Michie, "Memo Functions and Machine Learning", Nature 218, 1968.
    """
    top = facts.source.tree.body
    helpers = [one for one in top if isinstance(one, ast.FunctionDef)]
    if not helpers or node is not helpers[-1]:
        return None
    rest = top[top.index(node) + 1 :]
    cached = [one for one in helpers if _fits(one, facts)]
    users = [stmt for stmt in rest if _has_rounds(stmt) and _uses(stmt, cached, facts)]
    if not users:
        return None
    block = rest[rest.index(users[0]) : rest.index(users[-1]) + 1]
    changed = facts.changed(block)
    reached = [one for one in cached if _uses(block, [one], facts)]
    names = [one.name for one in reached if not _read(one, facts) & changed]
    if not names or any(isinstance(stmt, ast.Import | ast.ImportFrom) for stmt in block):
        return None
    cache, imports = library("functools.cache", facts)
    return Rewrite(tuple(_written(block, names, cache, facts)), imports)


def _fits(function: ast.FunctionDef, facts: Facts) -> bool:
    """True for a costly, pure function of things that can be keys, which another function calls."""
    arguments = function.args
    plain = not (arguments.vararg or arguments.kwarg or arguments.kwonlyargs or arguments.defaults)
    if function.decorator_list or not arguments.args or not plain or not is_costly(function):
        return False
    sites = call_sites(function, facts)
    if not sites or not any(_is_repeated(call, facts) for call, _ in sites):
        return False
    for call in [call for call, _ in sites if not _is_single(call, facts)]:
        fit = not call.keywords and len(call.args) == len(arguments.args)
        if not fit or not all(keyable(shapes_of(one, facts)) for one in call.args):
            return False
    return facts.pure(function) and can_be_shared(function, facts)


def _is_single(call: ast.Call, facts: Facts) -> bool:
    """True for a call of a statement without loops, which is left as it is."""
    stmt: ast.AST = call
    while not isinstance(facts.source.parents[stmt], ast.Module):
        stmt = facts.source.parents[stmt]
    return isinstance(stmt, ast.stmt) and not _has_rounds(stmt) and not isinstance(stmt, FUNCTIONS)


def _is_repeated(call: ast.Call, facts: Facts) -> bool:
    """True for a call from a function, or of what `functools.cache` around one loop wouldn't do."""
    if facts.source.function(call) is not None:
        return True
    again = bool(facts.source.loops(call))
    return again and not shapes.hashable(shapes_of(call, facts))


def _has_rounds(stmt: ast.stmt) -> bool:
    return isinstance(stmt, LOOPS) or any(
        isinstance(part, (*LOOPS, *COMPREHENSIONS, ast.Lambda)) for part in ast.walk(stmt)
    )


def _uses(nodes: ast.stmt | list[ast.stmt], functions: list[ast.FunctionDef], facts: Facts) -> bool:
    """True where running `nodes` may call one of the functions, through others too."""
    return any(one in functions for one in _reached(nodes, facts))


def _reached(nodes: ast.stmt | list[ast.stmt], facts: Facts) -> Iterator[ast.FunctionDef]:
    todo: list[ast.AST] = list(nodes) if isinstance(nodes, list) else [nodes]
    seen: set[ast.AST] = set()
    while todo:
        for part in ast.walk(todo.pop()):
            function = called_function(part, facts) if isinstance(part, ast.Call) else None
            if isinstance(function, ast.FunctionDef) and function not in seen:
                seen.add(function)
                todo.append(function)
                yield function


def _read(function: ast.FunctionDef, facts: Facts) -> set[str]:
    """The data that a function and those that it calls read."""
    found: set[str] = set()
    for one in [function, *_reached(list(function.body), facts)]:
        data = {name for name in facts.purity(one).globals if facts.meaning(name) is None}
        found |= {use.id for use in ast.walk(one) if _is_global(use, data, facts)}  # type: ignore[attr-defined]
    return found


def _is_global(use: ast.AST, names: set[str], facts: Facts) -> bool:
    """True for a name that stands for a global here, and isn't a comprehension's own."""
    if not (isinstance(use, ast.Name) and use.id in names):
        return False
    outside = facts.scope(use.id, use) is facts.source.tree
    return outside and generator_of(use, facts.source) is None


def _written(block: list[ast.stmt], names: list[str], cache: str, facts: Facts) -> list[Change]:
    left = ", ".join(names)
    begin = f"{left} = {', '.join(f'{cache}({name})' for name in names)}"
    text = body_text(block, facts.source)
    if facts.kind == "program":
        return instead_of(block, f"{begin}\n{text}")
    end = f"{left} = {', '.join(f'{name}.__wrapped__' for name in names)}"
    return instead_of(block, f"{begin}\ntry:\n{indented(text)}\nfinally:\n{indented(end)}")
