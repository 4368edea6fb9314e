from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..call_sites import call_sites, called_function
from ..concrete import Around, Swap
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ..source import COMPREHENSIONS, FUNCTIONS, LOOPS
from ._come_again import comes_again
from ._new_each_time import asked_anew
from ._place import library, place
from ._rule import Rewrite, rule
from .recursion_to_memo import keyable

LEAST_STEPS = 8
"""So many operations cost more than looking an answer up."""
_COSTLY_CALLS = frozenset({"sorted", "sum", "min", "max", "join", "count", "index", "replace"})


@rule(ast.Call, safety=Safety.CHECK, gain=6.0, hints=("def ",))
def repeated_calls_to_cache(node: ast.Call, facts: Facts) -> Rewrite | None:
    """Remember, while a loop lasts, what a function of yours said for the same arguments.

    What it does:
        A pure function that a loop calls with arguments that may come again is called through
        `functools.cache`, made anew before the loop; where loops of a program or of functions call
        the function around it, behind the definition.

    Why it is slow:
        The same is worked out from the same again and again.

    Before:
        for n in numbers:
            for p in range(2, n):
                if prime(p) and prime(n - p):
                    pairs.append((p, n - p))

    After:
        from functools import cache
        prime_cached = cache(prime)
        for n in numbers:
            for p in range(2, n):
                if prime_cached(p) and prime_cached(n - p):
                    pairs.append((p, n - p))

    When not:
        A function with effects, one that reads what the loop changes, one that returns something
        that could be changed, numbers of several types or floats as arguments, arguments that
        are new each time: one that the round reads, the other from a list that it goes through.

    Source:
        Michie, "Memo Functions and Machine Learning", Nature 218, 1968.
    """
    called = node.func
    function = called_function(node, facts)
    if function is None or not isinstance(called, ast.Name):
        return None
    if not is_costly(function) and not (_has_steps(function) and _are_repeated(node, facts)):
        return None
    if facts.source.inside(node, function) or not _keys_fit(node, facts):
        return None
    found = facts.purity(function)
    if found.impure or not shapes.hashable(shapes_of(node, facts)) or not _may_repeat(node, facts):
        return None
    if any(not isinstance(facts.scope(n, function), ast.Module) for n in found.globals):
        return None
    # Functions of the source are bound once, and stay as they are.
    data = {name for name in found.globals if facts.meaning(name) is None}
    before = place(node, data, facts)
    if before is None or asked_anew(node, node.args, before, facts):
        return None
    cache, imports = library("functools.cache", facts)
    name = facts.fresh(f"{called.id}_cached")
    text = f"{name} = {cache}({called.id})"
    lasting = _outlasts(node, function, data, facts)
    made = Around(function, after=f"\n\n{text}") if lasting else Around(before, text)
    return Rewrite((made, Swap(called, name)), imports)


def _outlasts(node: ast.Call, function: ast.FunctionDef, data: set[str], facts: Facts) -> bool:
    """True where a loop calls the function around `node`: answers then last longer.

    What the function reads must be bound once, to what can't be changed.
    """
    around = facts.source.function(node)
    top = isinstance(facts.source.parents[function], ast.Module)
    if facts.kind == "cell" or not isinstance(around, ast.FunctionDef) or not top:
        return False
    sites = call_sites(around, facts)
    if not any(facts.source.loops(call) for call, _ in sites or ()):
        return False
    for name in data:
        binders = facts.binders(name, facts.source.tree)
        if len(binders) != 1 or not isinstance(binders[0], ast.Name):
            return False
        if facts.source.loops(binders[0]) or not shapes.hashable(shapes_of(binders[0], facts)):
            return False
    return True


def _keys_fit(node: ast.Call, facts: Facts) -> bool:
    given = [*node.args, *(k.value for k in node.keywords)]
    plain = not any(isinstance(a, ast.Starred) for a in node.args)
    named = all(k.arg is not None for k in node.keywords)
    return bool(given) and plain and named and all(keyable(shapes_of(a, facts)) for a in given)


def is_costly(function: ast.FunctionDef) -> bool:
    """True for functions that do more than looking an answer up would."""
    for part in ast.walk(function):
        if isinstance(part, (*LOOPS, *COMPREHENSIONS)):
            return True
        if isinstance(part, ast.Call):
            name = getattr(part.func, "id", None) or getattr(part.func, "attr", "")
            if name in _COSTLY_CALLS or (isinstance(part.func, ast.Name) and name == function.name):
                return True
    return False


def _has_steps(function: ast.FunctionDef) -> bool:
    """True for enough operations that looking an answer up pays."""
    steps = (ast.BinOp, ast.Call, ast.Compare)
    return sum(isinstance(part, steps) for part in ast.walk(function)) >= LEAST_STEPS


def _are_repeated(node: ast.Call, facts: Facts) -> bool:
    """True where arguments are known to come again."""
    known = [loop for loop in facts.source.loops(node) if isinstance(loop, ast.For)]
    sampled = any(facts.samples(loop.iter) for loop in known)
    return sampled and comes_again(node, flow.loads(node.args), facts)


def _may_repeat(node: ast.Call, facts: Facts) -> bool:
    """False where the arguments hold the number of the only round around it: new each time."""
    loops: list[tuple[ast.expr, ast.expr]] = []
    for parent in facts.source.ancestors(node):
        if isinstance(parent, FUNCTIONS):
            break
        if isinstance(parent, COMPREHENSIONS):
            loops += [(part.target, part.iter) for part in parent.generators]
        elif isinstance(parent, ast.For) and not facts.source.inside(node, parent.iter):
            loops.append((parent.target, parent.iter))
        elif isinstance(parent, ast.While):
            return True
    again = _again(node, facts)
    if loops and not again and all(_is_counted(t, iterated, node, facts) for t, iterated in loops):
        return False
    if len(loops) != 1 or again:
        return bool(loops)
    target, iterated = loops[0]
    called = iterated.func if isinstance(iterated, ast.Call) else None
    counted = isinstance(called, ast.Name) and called.id == "range"
    return not (counted and flow.stores([target]) & flow.loads(node.args))


def _is_counted(target: ast.expr, iterated: ast.expr, node: ast.Call, facts: Facts) -> bool:
    """True for a number of a range that is an argument, or tells which of various elements is one:
    new in each round."""
    called = iterated.func if isinstance(iterated, ast.Call) else None
    counted = isinstance(called, ast.Name) and called.id == "range"
    return (
        counted
        and isinstance(target, ast.Name)
        and any(
            ast.unparse(a) == target.id or _is_one_of_various(a, target.id, facts)
            for a in node.args
        )
    )


def _is_one_of_various(given: ast.expr, place: str, facts: Facts) -> bool:
    """True for `items[place]` where most of the elements are known to differ."""
    if not isinstance(given, ast.Subscript) or ast.unparse(given.slice) != place:
        return False
    if not shapes.hashable(elements_of(given.value, facts)):
        return False
    known = [value for value in facts.samples(given.value) if isinstance(value, list | tuple)]
    return bool(known) and all(2 * len(set(value)) > len(value) for value in known)


def _again(node: ast.Call, facts: Facts) -> bool:
    """True where the same function is called elsewhere in the same function of the source."""
    where = facts.source.function(node)
    text = ast.unparse(node.func)
    return any(
        other is not node
        and ast.unparse(other.func) == text
        and facts.source.function(other) is where
        for other in facts.source.all(ast.Call)
        if isinstance(other.func, ast.Name)
    )
