"""Loops whose rounds can run in any order, or at once: each writes to places of its own only."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from .. import flow
from ..facts import Facts

_MAKERS = flow.words(
    "numpy.empty numpy.zeros numpy.ones numpy.full numpy.empty_like numpy.zeros_like"
    " numpy.ones_like numpy.full_like"
)
_BUILTINS = flow.words("abs bool float int len max min range round")
_STATEMENTS = (ast.Assign, ast.AugAssign, ast.If, ast.For, ast.While, ast.Pass, ast.Continue)
_OUTWARD = (ast.Lambda, ast.NamedExpr, ast.Starred, ast.Yield, ast.YieldFrom, ast.Await)
_MOST_BOUNDS = 2
"""Of a `range`: steps other than one aren't shared out."""


class _Shared(Exception):
    """The rounds have something in common."""


def independent(loop: ast.For, facts: Facts) -> bool:
    """Whether no round of a `for i in range(…)` of a function needs or disturbs another one.

    True only where each round writes to the places `[i]`, `[i, …]` or `[…, i]` of arrays that the
    function makes, reads no other places of these, and has its other names to itself.
    """
    if not _counts(loop, facts):
        return False
    function = facts.source.function(loop)
    if not isinstance(function, ast.FunctionDef):
        return False
    try:
        filled = _filled(loop, facts)
        own = flow.stores(loop.body) - filled.keys()
        _check_own(loop, own)
        _check_statements(loop.body, facts)
        _check_places(loop, filled)
        _check_made(function, loop, filled, facts)
        # What the last round leaves behind is nobody's.
        after = [stmt for stmt in function.body if stmt.lineno > (loop.end_lineno or 0)]
        _bound_after(after, own | flow.stores(loop.target), frozenset())
    except _Shared:
        return False
    return bool(filled)


def _counts(loop: ast.For, facts: Facts) -> bool:
    made = loop.iter
    return (
        isinstance(loop.target, ast.Name)
        and not loop.orelse
        and isinstance(made, ast.Call)
        and isinstance(made.func, ast.Name)
        and facts.is_builtin("range", at=made)
        and made.func.id == "range"
        and 1 <= len(made.args) <= _MOST_BOUNDS
        and not made.keywords
    )


def _filled(loop: ast.For, facts: Facts) -> dict[str, int]:
    """Array → where in its index the loop's variable stands, of those that are written to.

    Arrays that a round makes are its own, and not among them.
    """
    assert isinstance(loop.target, ast.Name)
    found: dict[str, int] = {}
    own = flow.stores(loop.body)
    for node in flow.walk(loop.body):
        if not isinstance(node, ast.Subscript) or isinstance(node.ctx, ast.Load):
            continue
        if not isinstance(node.value, ast.Name):
            raise _Shared
        if node.value.id in own:
            if not _only_made(node.value.id, loop, facts):
                raise _Shared
            continue
        at = _position(node, loop.target.id)
        if at is None or found.setdefault(node.value.id, at) != at:
            raise _Shared
    return found


def _only_made(name: str, loop: ast.For, facts: Facts) -> bool:
    """Whether a round binds `name` to arrays that it makes itself, and to nothing else."""
    bound = [
        stmt
        for stmt in flow.walk(loop.body)
        if isinstance(stmt, ast.stmt)
        and not isinstance(stmt, ast.If | ast.For | ast.While)
        and name in flow.stores(stmt)
    ]
    loops = [stmt for stmt in flow.walk(loop.body) if isinstance(stmt, ast.For)]
    return not any(name in flow.stores(inner.target) for inner in loops) and all(
        isinstance(stmt, ast.Assign)
        and [type(target) for target in stmt.targets] == [ast.Name]
        and isinstance(stmt.value, ast.Call)
        and facts.full_name(stmt.value.func) in _MAKERS
        for stmt in bound
    )


def _position(node: ast.Subscript, variable: str) -> int | None:
    """Where in an index the plain variable stands."""
    parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    for at, part in enumerate(parts):
        if isinstance(part, ast.Name) and part.id == variable:
            return at
    return None


def _check_own(loop: ast.For, own: set[str]) -> None:
    """Each name that a round binds is bound in it before it is read."""
    assert isinstance(loop.target, ast.Name)
    if loop.target.id in own:
        raise _Shared
    _bound_after(loop.body, own, frozenset())


def _bound_after(body: Iterable[ast.stmt], own: set[str], bound: frozenset[str]) -> frozenset[str]:
    """The names of `own` that are surely bound after `body`; raises where one is read too soon."""
    for stmt in body:
        if isinstance(stmt, ast.Assign):
            _check_reads(stmt.value, own, bound)
            for target in stmt.targets:
                _check_reads(target, own, bound)
            bound |= frozenset(flow.stores(stmt)) & own
        elif isinstance(stmt, ast.If):
            _check_reads(stmt.test, own, bound)
            branches = [_bound_after(part, own, bound) for part in (stmt.body, stmt.orelse)]
            bound = branches[0] & branches[1]
        elif isinstance(stmt, ast.For):
            _check_reads(stmt.iter, own, bound)
            inside = bound | (frozenset(flow.stores(stmt.target)) & own)
            _bound_after(stmt.body, own, inside)
            _bound_after(stmt.orelse, own, bound)
        elif isinstance(stmt, ast.While):
            _check_reads(stmt.test, own, bound)
            _bound_after([*stmt.body, *stmt.orelse], own, bound)
        else:
            _check_reads(stmt, own, bound)
    return bound


def _check_reads(node: ast.AST, own: set[str], bound: frozenset[str]) -> None:
    if (flow.loads(node) & own) - bound:
        raise _Shared


def _check_statements(body: Iterable[ast.stmt], facts: Facts) -> None:
    """Nothing but arithmetic, branches and loops; calls of functions of numbers only."""
    for node in flow.walk(body):
        if isinstance(node, ast.stmt) and not isinstance(node, _STATEMENTS):
            raise _Shared
        if isinstance(node, _OUTWARD):
            raise _Shared
        if isinstance(node, ast.Call) and not _of_numbers(node, facts):
            raise _Shared


def _of_numbers(node: ast.Call, facts: Facts) -> bool:
    if isinstance(node.func, ast.Name) and node.func.id in _BUILTINS:
        return facts.is_builtin(node.func.id, at=node)
    full = facts.full_name(node.func) or ""
    if full.startswith(("numpy.random", "numpy.linalg")):
        return False
    return full.startswith(("math.", "numpy."))


def _check_places(loop: ast.For, filled: dict[str, int]) -> None:
    """Arrays that are written to are used at the round's own places only."""
    assert isinstance(loop.target, ast.Name)
    places = [node for node in flow.walk(loop.body) if isinstance(node, ast.Subscript)]
    inside = {id(node.value) for node in places}
    for node in flow.walk(loop.body):
        if isinstance(node, ast.Name) and node.id in filled and id(node) not in inside:
            raise _Shared
    for node in places:
        place = filled.get(node.value.id) if isinstance(node.value, ast.Name) else None
        if place is not None and _position(node, loop.target.id) != place:
            raise _Shared


def _check_made(function: ast.AST, loop: ast.For, filled: dict[str, int], facts: Facts) -> None:
    """Each array is made once, in the function, and goes by no other name."""
    for name in filled:
        at = next(n for n in flow.walk(loop.body) if isinstance(n, ast.Name) and n.id == name)
        value = facts.assigned(at)
        if not isinstance(value, ast.Call) or facts.full_name(value.func) not in _MAKERS:
            raise _Shared
        for node in flow.walk(function):
            if (
                isinstance(node, ast.Assign)
                and node.lineno < loop.lineno
                and node.value is not value
                and name in flow.loads(node.value)
            ):
                raise _Shared
