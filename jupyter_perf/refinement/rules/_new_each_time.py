"""Whether rounds give a call other arguments each time, as far as the source tells."""

from __future__ import annotations

import ast

from .. import flow
from ..facts import Facts
from ..source import COMPREHENSIONS

_DEPTH = 3
"""Names that stand for other names are followed so far."""


def new_each_time(call: ast.Call, given: list[ast.expr], stmt: ast.stmt, facts: Facts) -> bool:
    """True where each round between `stmt` and a call is told by one of the arguments `given`.

    Numbers that a loop counts and elements that it goes through are taken to be new each time.
    """
    loops = _loops(call, stmt, facts)
    if loops is None:
        return False
    bound = flow.stores(loops)
    return all(any(_tells(one, target, bound, facts) for one in given) for target in loops)


def asked_anew(call: ast.Call, given: list[ast.expr], stmt: ast.stmt, facts: Facts) -> bool:
    """True where one round reads what is asked for (`word = input()`), and arguments tell all
    others within it apart."""
    names = flow.loads(given)
    for loop in facts.source.loops(call):
        if isinstance(loop, ast.For) and any(_is_read(name, loop) for name in names):
            inner = _loops(call, loop, facts)
            told = inner is not None and inner[:-1]
            bound = flow.stores(inner or [])
            return bool(told) and all(
                any(_tells(one, target, bound, facts) for one in given) for target in told or []
            )
        if loop is stmt:
            break
    return False


def _is_read(name: str, loop: ast.For) -> bool:
    """True for a name that each round of a loop gives what it reads, and at most works on that."""
    binders = [stmt for stmt in loop.body if name in flow.stores(stmt)]
    first, *others = binders or [loop]
    if not isinstance(first, ast.Assign) or not _reads(first.value):
        return False
    return all(isinstance(stmt, ast.Assign) and flow.loads(stmt.value) == {name} for stmt in others)


def _reads(value: ast.expr) -> bool:
    """True where an expression reads a line, by Python's own `input` or one of the source's."""
    calls = [part.func for part in ast.walk(value) if isinstance(part, ast.Call)]
    named = {getattr(called, "id", "") or getattr(called, "attr", "") for called in calls}
    return bool(named & {"input", "readline"})


def _loops(call: ast.Call, stmt: ast.stmt, facts: Facts) -> list[ast.expr] | None:
    """The targets of the rounds up to `stmt`; None where one only has a test."""
    found: list[ast.expr] = []
    for parent in facts.source.ancestors(call):
        if isinstance(parent, COMPREHENSIONS):
            parts = [p for p in parent.generators if not facts.source.inside(call, p.iter)]
            found += [part.target for part in parts]
        elif isinstance(parent, ast.For) and not facts.source.inside(call, parent.iter):
            found.append(parent.target)
        elif isinstance(parent, ast.While | ast.Lambda):
            return None
        if parent is stmt:
            break
    return found


def _tells(
    given: ast.expr, target: ast.expr, bound: set[str], facts: Facts, depth: int = _DEPTH
) -> bool:
    """True where an argument is another one in each round: `i`, `i + 1`, `(i, j)`, `items[i]`."""
    if isinstance(given, ast.Tuple):
        return any(_tells(part, target, bound, facts, depth) for part in given.elts)
    if isinstance(given, ast.BinOp) and isinstance(given.op, ast.Add | ast.Sub):
        counted = isinstance(given.right, ast.Constant)
        return counted and _tells(given.left, target, bound, facts, depth)
    if isinstance(given, ast.Subscript) and isinstance(given.value, ast.Name):
        chosen = given.value.id in bound
        return not chosen and _tells(given.slice, target, bound, facts, depth)
    if not isinstance(given, ast.Name):
        return False
    if given.id in flow.stores([target]):
        return True
    made = facts.assigned(given) if depth else None
    return made is not None and _tells(made, target, bound, facts, depth - 1)
