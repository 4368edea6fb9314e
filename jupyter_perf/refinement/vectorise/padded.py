"""Neighbours behind tests of bounds: slices of an array with an edge around it."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from ..source import Decline
from .places import Place, summed
from .vector import ATOM, Vector

if TYPE_CHECKING:
    from .parts import Part
    from .terms import Terms

WIDEST = 4
"""Wider edges are left to the form that clips places."""
_TURNED = {">": "<", "<": ">", ">=": "<=", "<=": ">=", "==": "==", "!=": "!="}
_NEGATED = {">": "<=", "<": ">=", ">=": "<", "<=": ">", "==": "!=", "!=": "=="}
_SYMBOLS = {ast.Gt: ">", ast.Lt: "<", ast.GtE: ">=", ast.LtE: "<=", ast.Eq: "==", ast.NotEq: "!="}

Test = tuple[str, str, str]


def padded(part: Part, terms: Terms) -> Vector | None:
    """The elements at `a[i - 1, j + 1]`, where the test around them keeps both places inside.

    Elements of the edge stand in rounds that the test rules out. None where another form does.
    """
    keys = part.keys
    if terms.mask is None or part.text in terms.written or part.many.form != "array":
        return None
    if any(not isinstance(k, Vector) or k.place is None or k.place.base for k in keys):
        return None
    places = [k.place for k in keys if isinstance(k, Vector) and k.place is not None]
    axes = [place.axes for place in places]
    if not part.whole or any(len(one) != 1 for one in axes) or len(set(axes)) < len(axes):
        return None
    if sorted(axes) != axes or len(keys) > 3:
        return None
    width = max(abs(place.offset) for place in places)
    tests = implied(terms.mask.text)
    if not 0 < width <= WIDEST or not all(
        _inside(key, part, number, tests, terms)
        for number, key in enumerate(keys)
        if isinstance(key, Vector)
    ):
        return None
    marks = [_mark(place, width, part, number, terms) for number, place in enumerate(places)]
    whole = f"{terms.inputs.numpy()}.pad({part.text}, {width})"
    terms.note(part.text, part.many)
    terms.name_for(f"{part.text}_padded", whole)
    text = f"{whole}[{', '.join(marks)}]"
    return Vector(text, part.many.kind, part.many.numpy, tuple(a for (a,) in axes), ATOM)


def _mark(place: Place, width: int, part: Part, number: int, terms: Terms) -> str:
    """The slice of an array with an edge that an axis goes through."""
    axis = terms.axes[place.axes[0]]
    first = axis.start.offset + place.offset + width
    size = terms.inputs.size(part.text, number, part.many.form)
    terms.inputs.at_most(axis.stop, size)
    last = axis.stop.plus(Place(offset=place.offset + width))
    assert last is not None
    left = 0
    if terms.inputs.settled(axis.stop) == terms.inputs.settled(size):
        left = width - place.offset
        return f"{first or ''}:{f'-{left}' if left else ''}"
    return f"{first or ''}:{last.text}"


def _inside(key: Vector, part: Part, number: int, tests: set[Test], terms: Terms) -> bool:
    """True where tests, and the ends of the loop, keep a place in its dimension."""
    assert key.place is not None
    axis = terms.axes[key.place.axes[0]]
    if axis.origin is not None or axis.step != 1 or axis.start.base or axis.start.offset < 0:
        return False
    inputs = terms.inputs
    size = inputs.settled(inputs.size(part.text, number, part.many.form))
    text = ast.unparse(ast.parse(key.text, mode="eval"))
    first = axis.start.offset + key.place.offset
    below = first >= 0
    above = key.place.offset <= 0
    for left, symbol, right in tests:
        if left != text:
            continue
        try:
            base, offset = summed(right)
        except SyntaxError:
            continue
        end = inputs.settled(Place(base=base, offset=offset))
        if not end.base:
            low = end.offset + (symbol == ">")
            below = below or (symbol in (">", ">=") and low >= 0)
            below = below or (symbol == "!=" and end.offset == first == -1)
        elif end.base == size.base:
            high = end.offset - (symbol == "<")
            above = above or (symbol in ("<", "<=") and high < size.offset)
            above = above or (
                symbol == "!=" and end.offset == size.offset and key.place.offset == 1
            )
    return below and above


def implied(text: str) -> set[Test]:
    """Comparisons (left, symbol, right), both ways around, that hold wherever a test holds."""
    try:
        return _implied(ast.parse(text, mode="eval").body, negated=False)
    except SyntaxError as error:
        raise Decline("a test that can't be read") from error


def _implied(node: ast.expr, *, negated: bool) -> set[Test]:
    if isinstance(node, ast.Subscript) and _spreads(node.slice):
        return _implied(node.value, negated=negated)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Invert):
        return _implied(node.operand, negated=not negated)
    if isinstance(node, ast.BinOp):
        wanted = ast.BitOr if negated else ast.BitAnd
        if isinstance(node.op, wanted):
            sides = (node.left, node.right)
            return {test for side in sides for test in _implied(side, negated=negated)}
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        symbol = _SYMBOLS.get(type(node.ops[0]), "")
        if symbol:
            symbol = _NEGATED[symbol] if negated else symbol
            left, right = ast.unparse(node.left), ast.unparse(node.comparators[0])
            return {(left, symbol, right), (right, _TURNED[symbol], left)}
    return set()


def _spreads(key: ast.expr) -> bool:
    """True for keys that only put dimensions of length 1 in: `[:, None]`."""
    parts = key.elts if isinstance(key, ast.Tuple) else [key]
    return all(
        (isinstance(one, ast.Constant) and one.value is None)
        or (isinstance(one, ast.Slice) and not (one.lower or one.upper or one.step))
        for one in parts
    )


def always(op: ast.cmpop, left: Vector, right: Vector, terms: Terms) -> bool:
    """True for a comparison of a loop's variable that its range makes true in all rounds."""
    symbol = _SYMBOLS.get(type(op), "")
    if left.place is None or right.place is None or symbol not in ("<", "<=", ">", ">="):
        return False
    if len(left.place.axes) == 0:
        left, right, symbol = right, left, _TURNED[symbol]
    place, limit = left.place, right.place
    assert place is not None
    assert limit is not None
    if len(place.axes) != 1 or place.base or limit.axes:
        return False
    axis = terms.axes.get(place.axes[0])
    if axis is None or axis.origin is not None:
        return False
    if symbol in (">", ">="):
        if axis.start.base or limit.base:
            return False
        return axis.start.offset + place.offset >= limit.offset + (symbol == ">")
    last, end = terms.inputs.settled(axis.stop), terms.inputs.settled(limit)
    return last.base == end.base and last.offset - 1 + place.offset < end.offset + (symbol == "<=")
