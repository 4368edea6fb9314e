"""Second forms of functions, for where they are called again and again with the same list."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .. import flow
from ..call_sites import argument_of
from ..concrete import Around, Change, Swap, rewrite
from ..facts import Facts
from ..source import Decline, Source
from ._place import place


@dataclass(frozen=True)
class Calls:
    """Calls of a function that all see the same list, which nothing changes in between."""

    names: tuple[ast.Name, ...]
    """The function's name in each of the calls."""
    items: ast.Name
    """The list, as the calls know it."""
    before: ast.stmt
    """The statement before which something can be made of the list."""


def repeated_calls(function: ast.FunctionDef, items: ast.Name, facts: Facts) -> Calls | None:
    """The calls of a function that a loop repeats, with one list for `items`, which it reads."""
    spec = function.args
    plain = not (spec.vararg or spec.kwarg or function.decorator_list)
    if not plain or facts.definition(function.name) is not function:
        return None
    if flow.has(function, ast.Yield, ast.YieldFrom, ast.Global, ast.Nonlocal):
        return None
    own = items.id in flow.local_names(function)
    if items.id in flow.stores(function.body) or items.id in facts.changed(function.body):
        return None
    names: list[ast.Name] = []
    found: Calls | None = None
    for name in facts.source.all(ast.Name):
        if name.id != function.name or facts.source.inside(name, function):
            continue
        call = facts.source.parents[name]
        if not (isinstance(call, ast.Call) and call.func is name):
            continue
        given = argument_of(call, function, items.id, 0) if own else items
        before = place(name, {given.id}, facts) if isinstance(given, ast.Name) else None
        if before is None or isinstance(before, ast.While) or not isinstance(given, ast.Name):
            continue
        if not own and not isinstance(facts.scope(given.id, name), ast.Module):
            continue
        if found is None:
            found = Calls((), given, before)
        elif before is not found.before or given.id != found.items.id:
            continue
        names.append(name)
    return replace(found, names=tuple(names)) if found is not None else None


def second_form(
    function: ast.FunctionDef, name: str, changes: Sequence[Change], calls: Calls, facts: Facts
) -> list[Change]:
    """Define `name`, the function with `changes` made in it, and have the calls use it."""
    text = facts.source.block_text(function)
    if text is None:
        raise Decline("text that can't be indented")
    copy = Source(text)
    twins = dict(zip(ast.walk(function), ast.walk(copy.tree.body[0]), strict=True))
    moved = [replace(change, node=twins[change.node]) for change in changes]  # type: ignore[arg-type]
    code = rewrite(copy, moved).strip("\n")
    renamed = re.sub(rf"^def {function.name}\b", f"def {name}", code, count=1)
    return [Around(calls.before, renamed), *(Swap(one, name) for one in calls.names)]
