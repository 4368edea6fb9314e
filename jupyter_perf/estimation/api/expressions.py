"""What an expression gives where that can be known without running anything of the user's."""

from __future__ import annotations

import ast
import operator
from typing import TYPE_CHECKING, Any

from . import calls
from .values import (
    UNKNOWN,
    Fields,
    Gapped,
    Items,
    Unknown,
    is_plain,
    is_tabular,
    items_of,
    joined,
    native,
)

if TYPE_CHECKING:
    from .reading import Reader

LARGEST = 2_000_000
"""Values: operations on larger tables take too long for a glance."""
_LONGEST_TEXT = 10_000_000
_BINARY = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.BitAnd: operator.and_,
    ast.BitOr: operator.or_,
}
_COMPARE = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}
_PLACES = ("loc", "iloc", "at", "iat")
# What an operation on values that don't go together raises.
_FAILED = (TypeError, ValueError, KeyError, IndexError, AttributeError, ArithmeticError)


def value(reader: Reader, node: ast.expr) -> Any:
    """What `node` gives, or UNKNOWN; everything inside it is read."""
    found = _READ.get(type(node))
    if found is not None:
        return found(reader, node)
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.expr):
            reader.value(child)
    return UNKNOWN


def decides(test: object) -> bool:
    """Whether a condition of that value can be told."""
    if isinstance(test, Gapped):
        return bool(str(test))
    return isinstance(test, str | int | float | bool | list | tuple | dict | type(None))


def binary(op: ast.operator, left: Any, right: Any) -> Any:
    """`left op right`; a text with what is unknown of it keeps its known part."""
    if isinstance(op, ast.Add) and (isinstance(left, str) or isinstance(right, str)):
        return joined([left, right])
    if isinstance(op, ast.Mod) and isinstance(left, str):
        parts = right if isinstance(right, tuple) else (right,)
        return joined([left, *parts])
    known = is_plain(left) and is_plain(right) and _small(left, right)
    if type(op) not in _BINARY or not known or _explodes(op, left, right):
        return UNKNOWN
    try:
        return _BINARY[type(op)](left, right)
    except _FAILED:
        return UNKNOWN


def unpacked(whole: Any, count: int) -> list[Any]:
    """`whole` as so many parts."""
    if isinstance(whole, list | tuple) and len(whole) == count:
        return list(whole)
    return [UNKNOWN] * count


def _name(reader: Reader, node: ast.Name) -> Any:
    return reader.get(node.id)


def _constant(reader: Reader, node: ast.Constant) -> Any:
    return node.value


def _format(reader: Reader, node: ast.JoinedStr) -> Any:
    return joined(
        [
            each.value if isinstance(each, ast.Constant) else _shown(reader.value(each.value))  # type: ignore[attr-defined]
            for each in node.values
        ]
    )


def _shown(found: Any) -> Any:
    return found if is_plain(found) else Gapped("", 1)


def _sequence(reader: Reader, node: ast.List | ast.Tuple | ast.Set) -> Any:
    parts: list[Any] = []
    for each in node.elts:
        if isinstance(each, ast.Starred):
            spread = reader.value(each.value)
            parts += spread if isinstance(spread, list | tuple) else [UNKNOWN]
        else:
            parts.append(reader.value(each))
    return tuple(parts) if isinstance(node, ast.Tuple) else parts


def _dictionary(reader: Reader, node: ast.Dict) -> Any:
    made: dict[Any, Any] = {}
    for key, each in zip(node.keys, node.values, strict=True):
        found = reader.value(each)
        if key is None:
            made |= found if isinstance(found, dict) else {}
            continue
        name = reader.value(key)
        if isinstance(name, str | int | float):
            made[name] = found
    return made


def _operation(reader: Reader, node: ast.BinOp) -> Any:
    return binary(node.op, reader.value(node.left), reader.value(node.right))


def _comparison(reader: Reader, node: ast.Compare) -> Any:
    left, *others = (reader.value(each) for each in (node.left, *node.comparators))
    if len(others) != 1 or not (is_plain(left) and is_plain(others[0])):
        return UNKNOWN
    right, op = others[0], node.ops[0]
    if not _small(left, right) or isinstance(left, Gapped) or isinstance(right, Gapped):
        return UNKNOWN
    try:
        if isinstance(op, ast.In | ast.NotIn):
            return (left in right) == isinstance(op, ast.In)
        if isinstance(op, ast.Is | ast.IsNot):
            return (left is right) == isinstance(op, ast.Is)
        return native(_COMPARE[type(op)](left, right))
    except _FAILED:
        return UNKNOWN


def _boolean(reader: Reader, node: ast.BoolOp) -> Any:
    found = [reader.value(each) for each in node.values]
    if not all(decides(each) for each in found):
        return UNKNOWN
    is_and = isinstance(node.op, ast.And)
    for each in found[:-1]:
        if bool(each) != is_and:
            return each
    return found[-1]


def _unary(reader: Reader, node: ast.UnaryOp) -> Any:
    found = reader.value(node.operand)
    if isinstance(node.op, ast.Not):
        return not found if decides(found) else UNKNOWN
    if isinstance(node.op, ast.USub) and type(found) in (int, float):
        return -found
    if isinstance(node.op, ast.Invert) and is_tabular(found) and _small(found):
        return ~found
    return UNKNOWN


def _choice(reader: Reader, node: ast.IfExp) -> Any:
    test = reader.value(node.test)
    if decides(test):
        return reader.value(node.body if test else node.orelse)
    with reader.at(may_not=True):
        return reader.value(node.body), reader.value(node.orelse)


def _subscript(reader: Reader, node: ast.Subscript) -> Any:
    whole = reader.value(node.value)
    place = node.value.attr if isinstance(node.value, ast.Attribute) else ""
    if place in _PLACES and is_tabular(whole):
        return _at_place(reader, getattr(whole, place), node.slice)
    if isinstance(node.slice, ast.Slice):
        ends = [
            None if each is None else reader.value(each)
            for each in (node.slice.lower, node.slice.upper, node.slice.step)
        ]
        if any(each is not None and type(each) is not int for each in ends):
            return UNKNOWN
        key: Any = slice(*ends)
    else:
        key = reader.value(node.slice)
    if isinstance(whole, Items):
        return whole if isinstance(key, slice) else reader.picked(whole)
    if (
        not is_plain(whole)
        or isinstance(key, Unknown | Items)
        or not is_plain(key) | (isinstance(key, slice))
    ):
        return UNKNOWN
    if is_tabular(whole) and not isinstance(key, slice | str | int) and not _small(whole):
        return UNKNOWN
    try:
        return native(whole[key])
    except _FAILED:
        return UNKNOWN


def _at_place(reader: Reader, places: Any, node: ast.expr) -> Any:
    """`df.loc[…]` and its like, at one place."""
    key = reader.value(node)
    parts = key if isinstance(key, tuple) else (key,)
    if not all(type(part) in (int, str, float, bool) for part in parts):
        return UNKNOWN
    try:
        return native(places[key])
    except _FAILED:
        return UNKNOWN


def _attribute(reader: Reader, node: ast.Attribute) -> Any:
    whole = reader.value(node.value)
    if isinstance(whole, Fields):
        return whole.values.get(node.attr, UNKNOWN)
    if is_tabular(whole):
        return _of_table(whole, node.attr)
    return UNKNOWN


def _of_table(whole: Any, name: str) -> Any:
    """A column, or one of the properties that cost nothing."""
    kind = type(whole).__name__
    if kind == "DataFrame" and name in whole.columns and not hasattr(type(whole), name):
        return whole[name]
    if kind == "Series" and not hasattr(type(whole), name):
        # A row that a loop over a frame gives.
        try:
            return whole[name]
        except _FAILED:
            return UNKNOWN
    if name in _PLACES:
        return whole
    return getattr(whole, name) if name in ("index", "columns", "values", "shape") else UNKNOWN


def _comprehension(reader: Reader, node: Any) -> Any:
    return _generators(reader, node, list(node.generators))


def _generators(reader: Reader, node: Any, left: list[ast.comprehension]) -> Any:
    """How many there are, and one of them."""
    if not left:
        if isinstance(node, ast.DictComp):
            return reader.value(node.key), reader.value(node.value)
        return reader.value(node.elt)
    first, *others = left
    items = items_of(reader.value(first.iter))
    weight = reader.place.weight
    with reader.repeated(items, first.iter):
        reader.bind(first.target, reader.picked(items))
        tests = [reader.value(test) for test in first.ifs]
        if first.ifs and all(decides(test) for test in tests):
            # One item of many: whether it passes stands for its share, over many readings.
            with reader.at(weight=reader.place.weight * all(tests)):
                made = _generators(reader, node, others)
        else:
            with reader.at(may_not=reader.place.may_not or bool(first.ifs)):
                made = _generators(reader, node, others)
        count = reader.place.weight / weight if weight else 0.0
    if items is None:
        return UNKNOWN
    if others and isinstance(made, Items):
        inner = made
        return Items(items.count * inner.count, inner.pick, items.most or inner.most)
    return Items(count, lambda _random: made, items.most or bool(first.ifs))


def _awaited(reader: Reader, node: ast.Await) -> Any:
    return (
        calls.call(reader, node.value, awaited=True)
        if isinstance(node.value, ast.Call)
        else reader.value(node.value)
    )


def _starred(reader: Reader, node: ast.Starred) -> Any:
    return reader.value(node.value)


def _named(reader: Reader, node: ast.NamedExpr) -> Any:
    found = reader.value(node.value)
    reader.bind(node.target, found)
    return found


def _lambda(reader: Reader, node: ast.Lambda) -> Any:
    return calls.Function(node, tuple(reader.scopes[1:]))


def _small(*values: Any) -> bool:
    return all(getattr(each, "size", 0) <= LARGEST for each in values if is_tabular(each))


def _explodes(op: ast.operator, left: Any, right: Any) -> bool:
    """Whether a product of a sequence or a huge number would be too large to make."""
    if not isinstance(op, ast.Mult):
        return False
    for one, other in ((left, right), (right, left)):
        if isinstance(one, str | list | tuple | bytes) and isinstance(other, int):
            return len(one) * max(0, other) > _LONGEST_TEXT
    numbers = isinstance(left, int) and isinstance(right, int)
    return numbers and left.bit_length() + right.bit_length() > 10_000


_READ: dict[type, Any] = {
    ast.Name: _name,
    ast.Constant: _constant,
    ast.JoinedStr: _format,
    ast.List: _sequence,
    ast.Tuple: _sequence,
    ast.Set: _sequence,
    ast.Dict: _dictionary,
    ast.BinOp: _operation,
    ast.Compare: _comparison,
    ast.BoolOp: _boolean,
    ast.UnaryOp: _unary,
    ast.IfExp: _choice,
    ast.Subscript: _subscript,
    ast.Attribute: _attribute,
    ast.ListComp: _comprehension,
    ast.SetComp: _comprehension,
    ast.GeneratorExp: _comprehension,
    ast.DictComp: _comprehension,
    ast.Await: _awaited,
    ast.Starred: _starred,
    ast.NamedExpr: _named,
    ast.Lambda: _lambda,
    ast.Call: lambda reader, node: calls.call(reader, node),
}
