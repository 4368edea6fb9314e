from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Around
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ._bounds import in_bounds
from ._hot import is_compiled
from ._leftovers import read_elsewhere
from ._place import sole
from ._rule import Rewrite, rule

BEFORE_SEARCHES = 81.0
"""Rules that know searches for a divisor or a member by their `break` are asked afterwards."""
_CONTAINERS = ("list", "tuple", "str", "set", "frozenset", "dict", "range")
_EXACT = (ast.Add, ast.Sub, ast.Mult)


@rule(
    ast.For,
    safety=Safety.CHECK,
    gain=BEFORE_SEARCHES,
    hints=(" = True", " = False", " = 1", " = 0"),
    kinds=("function", "program"),
)
def break_when_settled(node: ast.For, facts: Facts) -> Rewrite | None:
    """Leave a loop once it has nothing more to find out.

    What it does:
        A loop whose only work is to set a flag to a constant, where a test holds, gets a `break`
        behind that.

    Why it is slow:
        All further rounds can only set the flag to what it is already.

    Before:
        for d in range(2, n):
            if n % d == 0:
                prime = False

    After:
        for d in range(2, n):
            if n % d == 0:
                prime = False
                break

    When not:
        A test that may fail or does more than to ask, a loop's variable that is read afterwards,
        an iterator that others go on with, a cell, whose variables outlive it.

    Source:
        The Python tutorial, "break and continue Statements"; seen gain 2 times.
    """
    only = sole(node.body)
    if node.orelse or not isinstance(only, ast.If) or only.orelse or is_compiled(node, facts):
        return None
    if not all(_sets_flag(stmt) for stmt in only.body):
        return None
    flags, own = flow.stores(only.body), flow.stores([node.target])
    if flags & (own | flow.loads([only.test, node.iter])):
        return None
    if not _stays(node.iter, facts) or not _cannot_fail(only.test, node, facts):
        return None
    if any(read_elsewhere(name, [node], facts) for name in own):
        return None
    return Rewrite((Around(only.body[-1], after="break"),))


def _sets_flag(stmt: ast.stmt) -> bool:
    if not (isinstance(stmt, ast.Assign) and len(stmt.targets) == 1):
        return False
    return isinstance(stmt.targets[0], ast.Name) and isinstance(stmt.value, ast.Constant)


def _stays(iterated: ast.expr, facts: Facts) -> bool:
    """True for what nobody misses if the loop doesn't go through all of it."""
    if isinstance(iterated, ast.Call) and isinstance(iterated.func, ast.Name):
        name = iterated.func.id
        if name == "enumerate" and len(iterated.args) == 1 and facts.is_builtin(name, at=iterated):
            return _stays(iterated.args[0], facts)
        return name == "range" and facts.is_builtin(name, at=iterated)
    return shapes.within(shapes_of(iterated, facts), *_CONTAINERS)


def _cannot_fail(node: ast.expr, loop: ast.For, facts: Facts) -> bool:
    """True where an expression has a value in any case, and does nothing else."""
    if isinstance(node, ast.BoolOp):
        return all(_cannot_fail(part, loop, facts) for part in node.values)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return _cannot_fail(node.operand, loop, facts)
    if isinstance(node, ast.Compare):
        sides = [node.left, *node.comparators]
        return all(_is_plain(side, loop, facts) for side in sides) and all(
            _comparable(op, left, right, facts)
            for op, left, right in zip(node.ops, sides, sides[1:], strict=False)
        )
    return _is_plain(node, loop, facts)


def _comparable(op: ast.cmpop, left: ast.expr, right: ast.expr, facts: Facts) -> bool:
    if isinstance(op, ast.Eq | ast.NotEq | ast.Is | ast.IsNot):
        return True
    if isinstance(op, ast.In | ast.NotIn):
        return False
    found = shapes.union(shapes_of(left, facts), shapes_of(right, facts))
    return shapes.numeric(found) or shapes.within(found, "str")


def _is_plain(node: ast.expr, loop: ast.For, facts: Facts) -> bool:
    """True for a number, text or the like that is there for sure."""
    if isinstance(node, ast.Constant):
        return True
    if isinstance(node, ast.Name):
        return shapes.within(shapes_of(node, facts), *shapes.PLAIN)
    if isinstance(node, ast.Subscript):
        named = isinstance(node.value, ast.Name) and in_bounds(node.value, node.slice, facts)
        return named and shapes.within(elements_of(node.value, facts), *shapes.PLAIN)
    if not isinstance(node, ast.BinOp):
        return False
    sides = (node.left, node.right)
    if not all(_is_plain(side, loop, facts) for side in sides):
        return False
    if not all(shapes.whole(shapes_of(side, facts)) for side in sides):
        return False
    if isinstance(node.op, _EXACT):
        return True
    return isinstance(node.op, ast.Mod | ast.FloorDiv) and _is_positive(node.right, loop)


def _is_positive(node: ast.expr, loop: ast.For) -> bool:
    """True for a positive constant, and for what a range counts up to from one."""
    if isinstance(node, ast.Constant):
        return type(node.value) is int and node.value > 0
    called = loop.iter
    if not (isinstance(called, ast.Call) and ast.unparse(called.func) == "range"):
        return False
    if ast.unparse(node) != ast.unparse(loop.target) or len(called.args) < 2:
        return False
    first, *rest = called.args[0], *called.args[2:]
    return all(isinstance(one, ast.Constant) and _is_positive(one, loop) for one in (first, *rest))
