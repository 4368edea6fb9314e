"""Neighbours behind tests of bounds: slices of an array with an edge around it."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from ..source import Decline
from .arrays import array
from .inputs import LARGE
from .places import Place, summed
from .vector import ATOM, Vector, limited

if TYPE_CHECKING:
    from .parts import Part
    from .terms import Terms

WIDEST = 4
"""Wider edges are left to the form that clips places."""
_TURNED = {">": "<", "<": ">", ">=": "<=", "<=": ">=", "==": "==", "!=": "!="}
_NEGATED = {">": "<=", "<": ">=", ">=": "<", "<=": ">", "==": "!=", "!=": "=="}
_SYMBOLS = {ast.Gt: ">", ast.Lt: "<", ast.GtE: ">=", ast.LtE: "<=", ast.Eq: "==", ast.NotEq: "!="}

NEGATED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE, ast.LtE: ast.Gt,
}  # fmt: skip
"""What holds where a comparison of whole numbers doesn't."""

Test = tuple[str, str, str]


def padded(part: Part, terms: Terms) -> Vector | None:
    """The elements at `a[i - 1, j + 1]`, where the test around them keeps both places inside.

    Elements of the edge stand in rounds that the test rules out. None where another form does.
    """
    keys = part.keys
    if terms.mask is None or part.text in terms.written or part.many.form == "series":
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
    whole = f"{terms.inputs.numpy()}.pad({array(part, terms)}, {width})"
    terms.name_for(f"{part.text}_padded", whole)
    text = f"{whole}[{', '.join(marks)}]"
    bound = LARGE if not part.many.numpy and part.many.kind == "int" else 0
    found = Vector(text, part.many.kind, part.many.numpy, tuple(a for (a,) in axes), ATOM, bound)
    test = terms.test
    if test is not None and part.many.kind != "bool" and _asks_bounds_alone(test.text, part, terms):
        return limited(found, test.text)
    return found


def cut_window(part: Part, terms: Terms) -> Vector | None:
    """Elements of `a[i + j]` where a test rules out those beyond the border, which are 0 here."""
    key = part.keys[0] if len(part.keys) == 1 else None
    if terms.mask is None or part.text in terms.written or not isinstance(key, Vector):
        return None
    if part.many.form == "series" or part.many.depth > 1 or key.place is None:
        return None
    test = terms.test
    if len(key.place.axes) != 2 or test is None or not _asks_bounds_alone(test.text, part, terms):
        return None
    inputs, (first, second) = terms.inputs, (terms.axes[axis] for axis in key.place.axes)
    size = inputs.size(part.text, 0, part.many.form)
    if first.start != Place() or first.step != 1 or second.step != 1 or second.start != Place():
        return None
    if inputs.settled(first.stop) != inputs.settled(size):
        return None
    shift = Place(base=key.place.base, offset=key.place.offset)
    left, right = Place().plus(shift, -1), shift.plus(second.size)
    assert left is not None
    assert right is not None
    right = Place(base=right.base, offset=right.offset - 1)
    for edge in (left, right):
        inputs.at_least(edge, 0)
    np = inputs.numpy()
    text = f"{np}.pad({array(part, terms)}, ({left.text}, {right.text}))"
    windows = f"{np}.lib.stride_tricks.sliding_window_view({text}, {second.size.text})"
    bound = LARGE if not part.many.numpy and part.many.kind == "int" else 0
    axes = (first.number, second.number)
    found = Vector(windows, part.many.kind, part.many.numpy, axes, ATOM, bound)
    return limited(found, test.text)


def _asks_bounds_alone(text: str, part: Part, terms: Terms) -> bool:
    """True for a test that fails only where a place lies outside the array, on the edge."""
    keys = [key.text for key in part.keys if isinstance(key, Vector)]
    sizes = [
        terms.inputs.settled(terms.inputs.size(part.text, number, part.many.form))
        for number in range(len(keys))
    ]
    return all(
        any(_is_bound(symbol, _limit(key, left, right), size, terms)
            for key, size in zip(keys, sizes, strict=True)
            for left, symbol, right in ways)
        for ways in conjuncts(text)
    )  # fmt: skip


def _is_other_size(symbol: str, end: Place, size: Place) -> bool:
    """True for `< n` where it isn't known whether `n` is the size."""
    plain = end.base.isidentifier() and not end.offset and not size.offset
    return symbol == "<" and plain and bool(size.base) and end.base != size.base


def _limit(key: str, left: str, right: str) -> Place | None:
    """What a place is compared with by `left < right`, where `left` is the place plus a number."""
    try:
        (one, shift), (other, less), (base, offset) = summed(key), summed(left), summed(right)
    except SyntaxError:
        return None
    return Place(base=base, offset=offset + shift - less) if one and one == other else None


def _is_bound(symbol: str, limit: Place | None, size: Place, terms: Terms) -> bool:
    """True for `>= 0`, `> -1`, `< n`, `<= n - 1`, `!= -1`, `!= n`."""
    if limit is None:
        return False
    end = terms.inputs.settled(limit)
    if not end.base and (symbol, end.offset) in ((">=", 0), (">", -1), ("!=", -1)):
        return True
    beyond = end.offset - size.offset if end.base == size.base else None
    return (symbol, beyond) in (("<", 0), ("<=", -1), ("!=", 0))


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
    first = axis.start.offset + key.place.offset
    below = first >= 0
    above = key.place.offset <= 0
    for left, symbol, right in tests:
        limit = _limit(key.text, left, right)
        if limit is None:
            continue
        end = inputs.settled(limit)
        if _is_other_size(symbol, end, size) and end == inputs.settled(axis.stop):
            # `n` stands for the size, as the bounds that are asked for say.
            inputs.guard(f"{limit.base} == {size.base}")
            inputs.equal[end.base] = size.base
            end = size
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
    return {test for ways in conjuncts(text) for test in ways}


def conjuncts(text: str) -> list[tuple[Test, ...]]:
    """What all has to hold for a test to: comparisons, each in both ways; () for anything else."""
    try:
        return _conjuncts(ast.parse(text, mode="eval").body, negated=False)
    except SyntaxError as error:
        raise Decline("a test that can't be read") from error


def _conjuncts(node: ast.expr, *, negated: bool) -> list[tuple[Test, ...]]:
    if isinstance(node, ast.Subscript) and _spreads(node.slice):
        return _conjuncts(node.value, negated=negated)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Invert):
        return _conjuncts(node.operand, negated=not negated)
    if isinstance(node, ast.BinOp):
        wanted = ast.BitOr if negated else ast.BitAnd
        if isinstance(node.op, wanted):
            sides = (node.left, node.right)
            return [test for side in sides for test in _conjuncts(side, negated=negated)]
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        symbol = _SYMBOLS.get(type(node.ops[0]), "")
        if symbol:
            symbol = _NEGATED[symbol] if negated else symbol
            left, right = ast.unparse(node.left), ast.unparse(node.comparators[0])
            return [((left, symbol, right), (right, _TURNED[symbol], left))]
    return [()]


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
