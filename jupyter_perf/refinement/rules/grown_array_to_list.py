from __future__ import annotations

import ast
from dataclasses import dataclass

from ...core.code import Safety
from .. import flow
from ..callees import reads
from ..concrete import Around, Change, Instead, Swap
from ..facts import Facts
from ..source import COMPREHENSIONS, FUNCTIONS, Loop
from ..syntax import is_name
from ..vectorise.doubts import guessed
from ..vectorise.inferred import type_of
from ..vectorise.inferred_names import assuming
from ..vectorise.types import Many, One, Type, type_of_value
from ._rule import Rewrite, rule

_ENDS = (ast.Return, ast.Yield, ast.YieldFrom, ast.Await, ast.Try, ast.With, ast.Delete)


@dataclass(frozen=True)
class _Grown:
    """An array of a loop: where it grows, by what, and where its elements and length are read."""

    name: str
    stmt: ast.Assign
    part: ast.expr
    uses: tuple[ast.Name, ...]


@rule(ast.For, ast.While, safety=Safety.CHECK, gain=30.0, hints=("append(",))
def grown_array_to_list(node: Loop, facts: Facts) -> Rewrite | None:
    """Let a list grow where a loop reads the last elements of an array that it appends to.

    What it does:
        `a = np.append(a, x)` in a loop that reads `a[-1]`, other single elements or `len(a)` in
        between becomes `a_list.append(x)`; an array is made of the list after the loop.

    Why it is slow:
        Arrays can't grow: each call copies all the elements that there are so far.

    Before:
        while t[-1] < 10:
            x = np.append(x, x[-1] + v * dt)
            t = np.append(t, t[-1] + dt)

    After:
        t_list = list(t)
        x_list = list(x)
        while t_list[-1] < 10:
            x_list.append(np.float64(x_list[-1] + v * dt))
            t_list.append(np.float64(t_list[-1] + dt))
        if len(t_list) > len(t):
            t = np.array(t_list)
        if len(x_list) > len(x):
            x = np.array(x_list)

    When not:
        The array is used as a whole in the loop, isn't known to be flat and of floats, grows at
        several places or by what isn't known to be a number; a function that is called reads it.

    Source:
        The numpy documentation of `append` ("a new array is allocated"). Measured: 5 times at ten
        thousand elements, more at more.
    """
    if flow.has(node, *_ENDS) or not facts.is_builtin("list", "len", at=node):
        return None
    np, line = facts.module("numpy", "np")
    names = {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}
    found = [one for name in sorted(names) if (one := _grown(name, node, facts)) is not None]
    found = _by_numbers(found, node, facts)
    if not found or line:
        return None
    lists = {one.name: facts.fresh(f"{one.name}_list") for one in found}
    grows = {part for one in found for part in ast.walk(one.stmt)}
    changes: list[Change] = [_appending(one, lists, np, facts) for one in found]
    for one in found:
        new = lists[one.name]
        # Nothing was appended where the list is as long as the array: that stays the same one.
        after = f"if len({new}) > len({one.name}):\n    {one.name} = {np}.array({new})"
        changes.append(Around(node, f"{new} = list({one.name})", after))
        changes += [Swap(use, new) for use in one.uses if use not in grows]
    return Rewrite(tuple(changes))


def _by_numbers(found: list[_Grown], loop: Loop, facts: Facts) -> list[_Grown]:
    """Those flat arrays of floats that grow by numbers, provided that all of them are."""
    found = [one for one in found if _is_flat(one, loop, facts)]
    types: dict[str, Type] = {one.name: Many("array", "float") for one in found}
    with assuming(types, loop, facts):
        held = [type_of(one.part, facts) for one in found]
    numbers = all(isinstance(one, One) and one.kind in ("float", "int") for one in held)
    return found if numbers else []


def _is_flat(one: _Grown, loop: Loop, facts: Facts) -> bool:
    """True for an array that is flat and of floats when the loop starts."""
    flat = Many("array", "float")
    for prior in facts.source.before(loop):
        if one.name in facts.changed(prior):
            plain = isinstance(prior, ast.Assign) and is_name(prior.targets[0], one.name)
            value = prior.value if isinstance(prior, ast.Assign) and plain else None
            return value is not None and type_of(value, facts) == flat and not guessed(value, facts)
    inside = facts.source.function(loop) is not None or facts.source.loops(loop)
    known = facts.namespace.get(one.name)
    return not inside and known is not None and type_of_value(known) == flat


def _appending(one: _Grown, lists: dict[str, str], np: str, facts: Facts) -> Change:
    """`a_list.append(…)`, with the elements of other lists in it."""
    swaps: dict[ast.expr, str] = {
        part: lists[part.id]
        for part in ast.walk(one.part)
        if isinstance(part, ast.Name) and part.id in lists
    }
    text = facts.source.render(one.part, swaps)
    return Instead(one.stmt, f"{lists[one.name]}.append({np}.float64({text}))")


def _grown(name: str, loop: Loop, facts: Facts) -> _Grown | None:
    stmts = [s for s in flow.walk(loop.body) if isinstance(s, ast.stmt) and name in _bound(s)]
    if len(stmts) != 1 or (isinstance(loop, ast.For) and name in flow.stores(loop.target)):
        return None
    stmt, part = stmts[0], _appended(stmts[0], name, facts)
    if part is None or any(one in facts.source.loops(stmt) for one in _inner(loop)):
        return None
    assert isinstance(stmt, ast.Assign)
    uses = [n for n in ast.walk(loop) if isinstance(n, ast.Name) and n.id == name]
    kept = [use for use in uses if facts.source.parents[use] not in (stmt, stmt.value)]
    if not kept or not all(_is_read(use, facts) for use in kept):
        return None
    others = facts.aliases_of(name) - {name}
    if others & flow.loads(loop) or reads([loop], name, facts):
        return None
    return _Grown(name, stmt, part, tuple(kept))


def _bound(stmt: ast.stmt) -> set[str]:
    if isinstance(stmt, ast.For | ast.While | ast.If):
        return set()
    return flow.stores(stmt)


def _inner(loop: Loop) -> list[Loop]:
    return [part for part in flow.walk(loop.body) if isinstance(part, ast.For | ast.While)]


def _appended(stmt: ast.stmt, name: str, facts: Facts) -> ast.expr | None:
    """`x` of `a = np.append(a, x)` and `a = np.append(a, [x])`."""
    if not (isinstance(stmt, ast.Assign) and len(stmt.targets) == 1):
        return None
    call = stmt.value
    if not isinstance(call, ast.Call) or facts.full_name(call.func) != "numpy.append":
        return None
    if call.keywords or len(call.args) != 2 or not is_name(stmt.targets[0], name):
        return None
    part = call.args[1]
    if isinstance(part, ast.List) and len(part.elts) == 1:
        part = part.elts[0]
    return part if is_name(call.args[0], name) and not isinstance(part, ast.Starred) else None


def _is_read(use: ast.Name, facts: Facts) -> bool:
    """True for `a[-1]`, `a[i]` and `len(a)`."""
    parent = facts.source.parents[use]
    for outer in facts.source.ancestors(use):
        if isinstance(outer, (*COMPREHENSIONS, *FUNCTIONS, ast.Lambda)):
            return False
        if isinstance(outer, ast.stmt):
            break
    if isinstance(parent, ast.Call):
        named = is_name(parent.func, "len")
        return named and parent.args == [use] and not parent.keywords
    if not (isinstance(parent, ast.Subscript) and parent.value is use):
        return False
    plain = isinstance(parent.ctx, ast.Load) and not isinstance(parent.slice, ast.Slice)
    return plain and type_of(parent.slice, facts) == One("int")
