"""Keys that are worked out from an element, with work that can't fail where its parts are there."""

from __future__ import annotations

import ast

from .. import flow, shapes
from ..facts import Facts
from ..shaping import shapes_of

_TEXT = flow.words(
    """capitalize casefold lower lstrip removeprefix removesuffix replace rstrip split rsplit
    strip swapcase title upper partition rpartition startswith endswith isdigit isalpha"""
)
_DATE = flow.words("weekday isoweekday date time isoformat")
_PARTS = (ast.Name, ast.Attribute, ast.Constant, ast.Tuple, ast.expr_context)


def worked_out(key: ast.expr) -> bool:
    """True for keys that aren't just there, as a field of a record is."""
    return flow.has(key, ast.Call, ast.Slice, ast.BinOp)


def is_known(node: ast.expr, facts: Facts) -> bool:
    """True for names, constants, and fields that all records are known to have."""
    if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name):
        held = shapes_of(node.value, facts)
        label = node.slice.value if isinstance(node.slice, ast.Constant) else None
        return bool(held) and all(label in dict(shape.parts) for shape in held or ())
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return shapes_of(node, facts) is not None
    return isinstance(node, ast.Name | ast.Constant)


def never_fails(test: ast.expr, facts: Facts) -> bool:
    """True for a comparison of what is just there, and can be compared, and for plain flags."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return never_fails(test.operand, facts)
    if isinstance(test, ast.BoolOp):
        return all(never_fails(part, facts) for part in test.values)
    if not (isinstance(test, ast.Compare) and len(test.ops) == 1):
        return is_known(test, facts) and shapes.within(shapes_of(test, facts), *shapes.PLAIN)
    sides = (test.left, test.comparators[0])
    if not all(is_known(side, facts) for side in sides):
        return False
    if isinstance(test.ops[0], ast.Eq | ast.NotEq | ast.Is | ast.IsNot):
        return True
    if isinstance(test.ops[0], ast.In | ast.NotIn):
        held = shapes.within(shapes_of(sides[1], facts), "set", "dict", "list", "tuple")
        return held and shapes.hashable(shapes_of(sides[0], facts))
    ordered = isinstance(test.ops[0], ast.Lt | ast.LtE | ast.Gt | ast.GtE)
    both = shapes.union(*(shapes_of(side, facts) for side in sides))
    return ordered and (shapes.numeric(both) or shapes.within(both, "str"))


def is_quiet_key(key: ast.expr, own: set[str], facts: Facts) -> bool:
    """True where a key hangs on `own` names alone, and working it out changes nothing.

    It may fail only where a part is missing (`row["k"]`, `text.split()[1]`).
    """
    called = {part.func for part in ast.walk(key) if isinstance(part, ast.Call)}
    names = {p.id for p in ast.walk(key) if isinstance(p, ast.Name) and p not in called}
    return bool(names) and names <= own and all(_is_quiet(p, facts) for p in ast.walk(key))


def _is_quiet(part: ast.AST, facts: Facts) -> bool:
    if isinstance(part, ast.Subscript):
        if isinstance(part.slice, ast.Slice):
            return shapes.within(shapes_of(part.value, facts), "str", "tuple")
        return isinstance(part.slice, ast.Constant | ast.UnaryOp | ast.Name)
    if isinstance(part, ast.Slice):
        ends = [end for end in (part.lower, part.upper, part.step) if end is not None]
        return all(_is_count(end) for end in ends) and part.step is None
    if isinstance(part, ast.BinOp):
        # Divided by a number that is written out and isn't 0.
        divided = isinstance(part.op, ast.FloorDiv | ast.Mod) and isinstance(
            part.right, ast.Constant
        )
        fits = divided and type(part.right.value) is int and part.right.value > 0  # type: ignore[attr-defined]
        return fits and shapes.whole(shapes_of(part.left, facts))
    if isinstance(part, ast.Call):
        return _is_quiet_call(part, facts)
    return isinstance(part, (*_PARTS, ast.operator, ast.unaryop)) or (
        isinstance(part, ast.UnaryOp) and _is_count(part)
    )


def _is_count(node: ast.expr) -> bool:
    bare = node.operand if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub) else node
    return isinstance(bare, ast.Constant) and type(bare.value) is int


def _is_quiet_call(call: ast.Call, facts: Facts) -> bool:
    called = call.func
    if call.keywords:
        return False
    if isinstance(called, ast.Name):
        known = called.id in ("len", "str") and facts.is_builtin(called.id, at=call)
        if not known or len(call.args) != 1:
            return False
        held = shapes_of(call.args[0], facts)
        if called.id == "len":
            return shapes.within(held, "str", "list", "tuple", "dict", "set")
        return shapes.within(held, *shapes.PLAIN)
    if not isinstance(called, ast.Attribute):
        return False
    base = shapes_of(called.value, facts)
    if called.attr in _DATE:
        return not call.args and shapes.within(base, "date")
    given = [a.value for a in call.args if isinstance(a, ast.Constant)]
    texts = len(given) == len(call.args) and all(type(g) is str and g for g in given[:1])
    fits = texts and (called.attr != "replace" or [type(g) for g in given] == [str, str])
    return fits and called.attr in _TEXT and shapes.within(base, "str")
