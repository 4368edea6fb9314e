"""Elements further on by what is the same in all rounds, where a test keeps them inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .arrays import array
from .inputs import LARGE
from .padded import implied
from .places import Place, summed
from .vector import ATOM, Vector

if TYPE_CHECKING:
    from .parts import Part
    from .terms import Terms


def shifted(part: Part, terms: Terms) -> Vector | None:
    """The elements at `a[t + lag]` where the test around them asks `t + lag < len(a)`, and those
    at `a[t - lag]` where it asks `t >= lag`.

    Rounds that the test rules out read zeros behind (before) the array. None for other places.
    """
    key = part.keys[0] if len(part.keys) == 1 and part.whole else None
    if terms.mask is None or part.text in terms.written or part.many.form == "series":
        return None
    place = key.place if isinstance(key, Vector) else None
    if place is None or len(place.axes) != 1 or not place.base or part.many.kind == "bool":
        return None
    axis = terms.axes.get(place.axes[0])
    if axis is None or axis.origin is not None or axis.step != 1 or axis.start != Place():
        return None
    assert isinstance(key, Vector)
    inputs, shift = terms.inputs, Place(base=place.base, offset=place.offset)
    size = inputs.size(part.text, 0, part.many.form)
    below, above = _sides(key, size, terms)
    if below == above or inputs.settled(axis.stop) != inputs.settled(size):
        return None
    back = Place().plus(shift, -1)
    end = axis.stop.plus(shift)
    assert back is not None
    assert end is not None
    inputs.at_least(shift if above else back, 0)
    # No edge is made that is longer than the array itself.
    inputs.at_most(shift if above else back, size)
    pad = f"{inputs.numpy()}.pad({array(part, terms)}, "
    if above:
        text = f"{pad}(0, {shift.text}))[{shift.text}:{end.text}]"
    else:
        text = f"{pad}({back.text}, 0))[:{axis.stop.text}]"
    bound = LARGE if not part.many.numpy and part.many.kind == "int" else 0
    return Vector(text, part.many.kind, part.many.numpy, place.axes, ATOM, bound)


def _sides(key: Vector, size: Place, terms: Terms) -> tuple[bool, bool]:
    """Whether tests keep a place from lying before the first element, and behind the last."""
    assert terms.mask is not None
    below = above = False
    for left, symbol, right in implied(terms.mask.text):
        try:
            base, offset = summed(f"({key.text}) - (({left}) - ({right}))")
        except SyntaxError:
            continue
        limit = terms.inputs.settled(Place(base=base, offset=offset))
        whole = terms.inputs.settled(size)
        if not limit.base and symbol in (">", ">="):
            below = below or limit.offset + (symbol == ">") >= 0
        elif limit.base == whole.base and symbol in ("<", "<="):
            above = above or limit.offset - (symbol == "<") < whole.offset
    return below, above
