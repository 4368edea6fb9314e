"""Short loops over constants, whose rounds are run one after another, and tests of constants."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from itertools import product
from typing import TYPE_CHECKING, Any

from ..facts import Facts
from .places import Place, summed
from .vector import ATOM, SIGN, Vector

if TYPE_CHECKING:
    from .body import Body
    from .terms import Terms

MOST = 9
"""Loops of more rounds would make expressions that nobody wants to read."""
_COMPARED: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: operator.eq, ast.NotEq: operator.ne, ast.Lt: operator.lt, ast.LtE: operator.le,
    ast.Gt: operator.gt, ast.GtE: operator.ge, ast.Is: operator.eq, ast.IsNot: operator.ne,
}  # fmt: skip
_ARITHMETIC: dict[type[ast.operator], Callable[[int, int], int]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul,
}  # fmt: skip


def rounds_of(stmt: ast.For, body: Body) -> list[dict[str, Vector]] | None:
    """What a loop's variables are in each round, where all of them are constants; else None."""
    facts = body.inputs.facts
    if isinstance(stmt.iter, ast.Call) and not (body.unroll or _is_enumerate(stmt.iter)):
        return None
    around = _rounds_around(stmt, body)
    if around is not None:
        return around
    held: dict[str, int] = {}
    iterated = _iterated(stmt.iter, facts, held) or _numbered(stmt.iter, facts, held)
    if held.keys() & (set(body.env) | set(body.rows) | body.changed):
        return None
    names = [stmt.target] if isinstance(stmt.target, ast.Name) else None
    if isinstance(stmt.target, ast.Tuple):
        parts = [p for one in stmt.target.elts for p in getattr(one, "elts", [one])]
        names = [one for one in parts if isinstance(one, ast.Name)]
        names = names if len(names) == len(parts) else None
    if iterated is None or names is None or not 0 < len(iterated) <= MOST or stmt.orelse:
        return None
    single = isinstance(stmt.target, ast.Name)
    rows = [[one] if single else one for one in iterated]
    if any(not isinstance(row, list) or len(row) != len(names) for row in rows):
        return None
    if any(type(one) is not int for row in rows for one in row):
        return None
    for name, number in held.items():
        body.inputs.guard(f"{name} == {number}")
    return [{n.id: constant(one) for n, one in zip(names, row, strict=True)} for row in rows]


def _numbered(node: ast.expr, facts: Facts, held: dict[str, int]) -> list[Any] | None:
    """`enumerate` of what is written out: each with its number in front."""
    named = isinstance(node, ast.Call) and ast.unparse(node.func) == "enumerate"
    if not isinstance(node, ast.Call) or not named or len(node.args) != 1 or node.keywords:
        return None
    if not facts.is_builtin("enumerate", at=node):
        return None
    found = _iterated(node.args[0], facts, held)
    rows = [one if isinstance(one, list) else [one] for one in found or []]
    return [[number, *row] for number, row in enumerate(rows)] or None


def _rounds_around(stmt: ast.For, body: Body) -> list[dict[str, Vector]] | None:
    """The rounds of `range(i - 1, i + 2)`; None for another loop."""
    if not is_around(stmt.iter) or not isinstance(stmt.target, ast.Name):
        return None
    assert isinstance(stmt.iter, ast.Call)
    if not body.inputs.facts.is_builtin("range", at=stmt.iter):
        return None
    first, last = (body(end) for end in stmt.iter.args)
    one, other = first.place, last.place
    if one is None or other is None or not one.axes:
        return None
    if (one.axes, one.base) != (other.axes, other.base):
        return None
    if not 0 < other.offset - one.offset <= MOST:
        return None
    steps = range(other.offset - one.offset)
    return [{stmt.target.id: body.operated(ast.Add(), first, constant(n))} for n in steps]


def is_around(node: ast.expr) -> bool:
    """True for `range(i - 1, i + 2)`, a few places around one."""
    call = node if isinstance(node, ast.Call) and ast.unparse(node.func) == "range" else None
    if call is None or len(call.args) != 2 or call.keywords:
        return False
    low, high = (summed(ast.unparse(end)) for end in call.args)
    return bool(low[0]) and low[0] == high[0] and 0 < high[1] - low[1] <= MOST


def _iterated(node: ast.expr, facts: Facts, held: dict[str, int]) -> list[Any] | None:
    """The elements of a collection that is written out: whole numbers, or lists of them.

    `held` gets the names of numbers that are taken to stay what they are known to be.
    """
    if isinstance(node, ast.Name):
        value = facts.assigned(node)
        unchanged = value is not None and not _changes(node, facts)
        return _iterated(value, facts, held) if unchanged and value is not None else None
    if isinstance(node, ast.Call):
        return _counted(node, facts, held)
    if not isinstance(node, ast.Tuple | ast.List):
        return None
    found: list[Any] = []
    for part in node.elts:
        nested = isinstance(part, ast.Tuple | ast.List)
        inner: Any = _iterated(part, facts, held) if nested else _whole(part)
        if inner is None:
            return None
        found.append(inner)
    return found


def short_range(node: ast.expr, facts: Facts) -> bool:
    """True for a range of a few constants, and products of them."""
    if not isinstance(node, ast.Call):
        return False
    return is_around(node) or _counted(node, facts, {}) is not None


def _changes(node: ast.Name, facts: Facts) -> bool:
    """True where a list is used in another way than being gone through."""
    uses = [n for n in facts.source.all(ast.Name) if n.id == node.id]
    loads = [n for n in uses if isinstance(n.ctx, ast.Load)]
    around = [facts.source.parents[n] for n in loads]
    around = [facts.source.parents[p] if _is_enumerate(p) else p for p in around]
    return any(not isinstance(parent, ast.For) for parent in around)


def _is_enumerate(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) == "enumerate"


def _counted(node: ast.Call, facts: Facts, held: dict[str, int]) -> list[Any] | None:
    """`range(-1, 2)`, `range(3)`, and `product` of what is written out."""
    named = node.func.id if isinstance(node.func, ast.Name) else ""
    if node.keywords or not node.args:
        return None
    if named == "range" and facts.is_builtin(named, at=node):
        ends = [_whole_of(argument, facts, held) for argument in node.args]
        whole = [end for end in ends if end is not None]
        if len(whole) < len(ends) or len(ends) > 2:
            return None
        first, last = (0, *whole) if len(whole) == 1 else whole
        return list(range(first, last)) if -MOST < first <= 0 < last <= MOST else None
    if facts.full_name(node.func) == "itertools.product":
        parts = [_iterated(argument, facts, held) for argument in node.args]
        known = [part for part in parts if part is not None]
        return [list(one) for one in product(*known)] if len(known) == len(parts) else None
    return None


def _whole_of(node: ast.expr, facts: Facts, held: dict[str, int]) -> int | None:
    """The value of a sum of whole numbers and of names that hold known ones."""
    if isinstance(node, ast.Name):
        value = facts.assigned(node)
        if isinstance(value, ast.Constant) and type(value.value) is int:
            return value.value
        known = facts.samples(node)
        if not known or type(known[0]) is not int or any(one != known[0] for one in known):
            return None
        held[node.id] = known[0]
        return known[0]
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        inner = _whole_of(node.operand, facts, held)
        return None if inner is None else -inner
    if isinstance(node, ast.BinOp) and type(node.op) in _ARITHMETIC:
        sides = [_whole_of(side, facts, held) for side in (node.left, node.right)]
        left, right = sides
        return None if left is None or right is None else _ARITHMETIC[type(node.op)](left, right)
    return _whole(node)


def _whole(node: ast.expr) -> int | None:
    sign = -1 if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub) else 1
    inner = node.operand if isinstance(node, ast.UnaryOp) and sign < 0 else node
    value = inner.value if isinstance(inner, ast.Constant) else None
    return sign * value if type(value) is int else None


def constant(value: int) -> Vector:
    """A whole number that is written out."""
    rank = ATOM if value >= 0 else SIGN
    return Vector(str(value), "int", rank=rank, bound=abs(value), place=Place(offset=value),
                  value=value)  # fmt: skip


def known(node: ast.expr, body: Terms) -> Any:
    """The value of an expression of constants; None where it isn't known."""
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.Name):
        state = body.env.get(node.id)
        return state.value if isinstance(state, Vector) and not state.axes else None
    if isinstance(node, ast.Call):
        named = node.func.id if isinstance(node.func, ast.Name) else ""
        inner = known(node.args[0], body) if len(node.args) == 1 else None
        builtin = named == "abs" and body.inputs.facts.is_builtin("abs", at=node)
        return abs(inner) if builtin and type(inner) is int else None
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub):
        inner = known(node.operand, body)
        if inner is None:
            return None
        return not inner if isinstance(node.op, ast.Not) else -inner
    if isinstance(node, ast.BinOp) and type(node.op) in _ARITHMETIC:
        left, right = known(node.left, body), known(node.right, body)
        whole = type(left) is int and type(right) is int
        return _ARITHMETIC[type(node.op)](left, right) if whole else None
    if isinstance(node, ast.BoolOp):
        return _known_together(node, body)
    return _known_comparison(node, body) if isinstance(node, ast.Compare) else None


def _known_together(node: ast.BoolOp, body: Terms) -> bool | None:
    every = isinstance(node.op, ast.And)
    found = [known(value, body) for value in node.values]
    if None in found:
        # What comes after something unknown decides too, but it may never be asked.
        first = found[: found.index(None)]
        return (not every) if any(bool(one) != every for one in first) else None
    return all(found) if every else any(found)


def _known_tuples(node: ast.Compare, body: Terms) -> bool | None:
    """Whether two tuples are equal, or differ, for which one pair of their parts may do."""
    pairs = zip(node.left.elts, node.comparators[0].elts, strict=True)  # type: ignore[attr-defined]
    equal = [_known_comparison(ast.Compare(a, [ast.Eq()], [b]), body) for a, b in pairs]
    same = False if False in equal else None if None in equal else True
    if same is None or not isinstance(node.ops[0], ast.Eq | ast.NotEq):
        return None
    return same == isinstance(node.ops[0], ast.Eq)


def _apart(sides: list[ast.expr], body: Terms) -> int | None:
    """By how much one sum of loop variables is more than another one, in all rounds alike."""
    found = [body.env.get(side.id) if isinstance(side, ast.Name) else None for side in sides]
    places = [one.place for one in found if isinstance(one, Vector) and one.place is not None]
    if len(places) < 2 or not places[0].axes:
        return None
    one, other = places
    same = (one.axes, one.base) == (other.axes, other.base)
    return one.offset - other.offset if same else None


def _known_comparison(node: ast.Compare, body: Terms) -> bool | None:
    sides = [node.left, *node.comparators]
    if all(isinstance(s, ast.Tuple) for s in sides):
        if len(sides) == 2 and len(sides[0].elts) == len(sides[1].elts):  # type: ignore[attr-defined]
            return _known_tuples(node, body)
        values: list[Any] = [[known(part, body) for part in s.elts] for s in sides]  # type: ignore[attr-defined]
        unknown = any(None in value for value in values)
    else:
        values = [known(side, body) for side in sides]
        unknown = any(type(value) is not int for value in values)
        apart = _apart(sides, body) if unknown and len(sides) == 2 else None
        if apart is not None:
            values, unknown = [apart, 0], False
    if unknown or any(type(op) not in _COMPARED for op in node.ops):
        return None
    pairs = zip(values, node.ops, values[1:], strict=False)
    return all(_COMPARED[type(op)](left, right) for left, op, right in pairs)
