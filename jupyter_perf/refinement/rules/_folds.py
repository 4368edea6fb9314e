"""Loops that work numbers out from the same start again, as far as they are asked for."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from .. import flow, shapes
from ..facts import Facts
from ..shaping import shapes_of
from ._hot import is_quiet
from ._leftovers import read_elsewhere

_BUILTINS = frozenset({"abs", "min", "max", "len", "str", "int", "sum", "range", "pow", "divmod"})
_WITHIN = (ast.Assign, ast.AugAssign, ast.If, ast.For, ast.Pass)


@dataclass(frozen=True)
class Fold:
    """`for i in range(first, stop)` that changes the numbers `carried`, which begin as `starts`.

    `begun` are the statements that gave them their starts. `read` are names from elsewhere.
    """

    first: int
    stop: ast.expr
    variable: str
    carried: tuple[str, ...]
    starts: tuple[str, ...]
    begun: tuple[ast.stmt, ...]
    read: frozenset[str]


def fold_of(node: ast.For, facts: Facts) -> Fold | None:
    """What a loop works out from its start, where nothing but the number of rounds differs."""
    ends = _ends(node, facts)
    if ends is None or not isinstance(node.target, ast.Name) or node.orelse:
        return None
    first, stop = ends
    if not all(_is_plain(part, facts) for stmt in node.body for part in ast.walk(stmt)):
        return None
    stored = flow.stores(node.body)
    temporary = {
        name
        for name in stored
        if _is_bound_first(name, node.body) or _is_counted(name, node.body, facts)
    }
    carried = tuple(sorted(stored - temporary))
    given = _starts(node, set(carried), facts)
    if _grows_fast(node.body, set(carried)):
        return None
    if given is None or not carried or node.target.id in stored:
        return None
    if any(read_elsewhere(name, [node], facts) for name in (*temporary, node.target.id)):
        return None
    uses = [n for n in ast.walk(node) if isinstance(n, ast.Name) and n.id in carried]
    if not all(shapes.within(shapes_of(use, facts), "int") for use in uses):
        return None
    read = flow.loads(node.body) - stored - {node.target.id}
    read |= {name for call in flow.walk(node.body) for name in _read_by(call, facts)}
    names = frozenset(name for name in read if not facts.is_builtin(name, at=node))
    if flow.loads(stop) & stored or names & stored:
        return None
    starts, begun = given
    texts = tuple(starts[name] for name in carried)
    return Fold(first, stop, node.target.id, carried, texts, begun, names)


def _ends(node: ast.For, facts: Facts) -> tuple[int, ast.expr] | None:
    call = node.iter
    if not (isinstance(call, ast.Call) and ast.unparse(call.func) == "range"):
        return None
    if len(call.args) not in (1, 2) or call.keywords:
        return None
    stop = call.args[-1]
    if isinstance(stop, ast.Constant) or not is_quiet(stop):
        return None
    if not shapes.within(shapes_of(stop, facts), "int"):
        return None
    if not facts.is_builtin("range", "len", "max", at=node):
        return None
    if len(call.args) == 1:
        return 0, stop
    start = call.args[0]
    known = isinstance(start, ast.Constant) and type(start.value) is int and start.value >= 0
    return (start.value, stop) if known else None  # type: ignore[attr-defined]


def _is_plain(part: ast.AST, facts: Facts) -> bool:
    """True for assignments to names, and for work that has no effect."""
    if isinstance(part, ast.stmt):
        targets = getattr(part, "targets", None) or [getattr(part, "target", None)]
        names = [t for t in targets if t is not None]
        flat = [p for t in names for p in (t.elts if isinstance(t, ast.Tuple) else [t])]
        return isinstance(part, _WITHIN) and all(isinstance(t, ast.Name) for t in flat)
    if isinstance(part, ast.Call):
        called = part.func
        if part.keywords or not isinstance(called, ast.Name):
            return False
        if called.id in _BUILTINS and facts.is_builtin(called.id, at=part):
            return True
        own = facts.definition(called.id)
        given = all(shapes.within(shapes_of(a, facts), "int", "str") for a in part.args)
        return own is not None and given and not facts.purity(own).impure
    return not isinstance(
        part, ast.NamedExpr | ast.Lambda | ast.Await | ast.Yield | ast.YieldFrom | ast.Starred
    )


def _read_by(part: ast.AST, facts: Facts) -> frozenset[str]:
    """What a called function of the user's reads beside its arguments."""
    if not (isinstance(part, ast.Call) and isinstance(part.func, ast.Name)):
        return frozenset()
    own = facts.definition(part.func.id)
    return facts.purity(own).globals if own is not None else frozenset()


def _is_bound_first(name: str, body: list[ast.stmt]) -> bool:
    """True where each round gives a name its value before it reads it."""
    for stmt in body:
        if isinstance(stmt, ast.Assign) and name in flow.stores(stmt):
            return name not in flow.loads(stmt.value)
        if isinstance(stmt, ast.For) and name in flow.stores([stmt.target]):
            return name not in flow.loads(stmt.iter)
        if name in flow.loads(stmt) | flow.stores(stmt):
            return False
    return False


def _is_counted(name: str, body: list[ast.stmt], facts: Facts) -> bool:
    """True for the variable of inner loops, which are all that knows it."""
    uses = [part for part in flow.walk(body) if isinstance(part, ast.Name) and part.id == name]
    return all(
        any(
            isinstance(loop, ast.For) and name in flow.stores([loop.target])
            for loop in facts.source.ancestors(use)
            if any(facts.source.inside(loop, stmt) for stmt in body)
        )
        for use in uses
    )


def _starts(
    node: ast.For, names: set[str], facts: Facts
) -> tuple[dict[str, str], tuple[ast.stmt, ...]] | None:
    """(name → the number it begins with, statements) given just before the loop."""
    found: dict[str, str] = {}
    begun: list[ast.stmt] = []
    for stmt in facts.source.before(node):
        if names <= set(found):
            break
        if not isinstance(stmt, ast.Assign) or len(stmt.targets) != 1:
            return None
        given = _given(stmt.targets[0], stmt.value)
        if given is None or not set(given) <= names or set(given) & set(found):
            return None
        found |= given
        begun.append(stmt)
    return (found, tuple(begun)) if names <= set(found) else None


def _given(target: ast.expr, value: ast.expr) -> dict[str, str] | None:
    """Name → number of `a = 0` and `a, b = 0, 1`."""
    targets = target.elts if isinstance(target, ast.Tuple) else [target]
    values = value.elts if isinstance(value, ast.Tuple) else [value]
    if len(targets) != len(values):
        return None
    found: dict[str, str] = {}
    for one, number in zip(targets, values, strict=True):
        if not isinstance(one, ast.Name):
            return None
        if not (isinstance(number, ast.Constant) and type(number.value) is int):
            return None
        found[one.id] = ast.unparse(number)
    return found


def _grows_fast(body: list[ast.stmt], carried: set[str]) -> bool:
    """True where numbers are multiplied step by step and never brought down by a remainder.

    A list of all of them would take far more room than the last.
    """
    down = {ast.unparse(part.target) for part in flow.walk(body) if _is_remainder(part)}  # type: ignore[attr-defined]
    for part in flow.walk(body):
        grown = isinstance(part, ast.AugAssign) and isinstance(part.op, _GROWING)
        if grown and ast.unparse(part.target) not in down:  # type: ignore[attr-defined]
            return True
        if isinstance(part, ast.Assign):
            targets = flow.stores(part.targets)
            if not targets <= down and _multiplies(part.value, carried):
                return True
    return False


_GROWING = (ast.Mult, ast.Pow, ast.LShift)


def _is_remainder(part: ast.AST) -> bool:
    return isinstance(part, ast.AugAssign) and isinstance(part.op, ast.Mod)


def _multiplies(node: ast.AST, carried: set[str]) -> bool:
    """True for a product with one of the numbers that isn't under a remainder."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
        return False
    if isinstance(node, ast.BinOp) and isinstance(node.op, _GROWING):
        return bool(flow.loads(node) & carried)
    return any(_multiplies(part, carried) for part in ast.iter_child_nodes(node))
