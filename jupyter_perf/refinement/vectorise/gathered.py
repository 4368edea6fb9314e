"""Elements at places that other arrays give: `a[places[i]]`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..source import Decline
from .arrays import array
from .inputs import LARGE
from .parts import Part
from .places import Place
from .vector import ATOM, INNER, LAST, Vector, joined

if TYPE_CHECKING:
    from .terms import Terms


def gathered(part: Part, terms: Terms) -> Vector:
    """Elements at places that other arrays give."""
    keys = [key for key in part.keys if isinstance(key, Vector)]
    if len(keys) < len(part.keys) or any(key.kind != "int" or key.mixed for key in keys):
        raise Decline("a place that isn't a whole number")
    within(part, keys, terms)
    if terms.mask is not None:
        keys = [_clipped(key, part, number, terms) for number, key in enumerate(keys)]
    axes, spreads = joined(*keys)
    left = part.many.depth - len(keys)
    inner = tuple(range(LAST - left + 1, LAST + 1))
    if any(axis >= INNER for axis in axes) and (left or len(keys) > 1):
        raise Decline("rows as places of rows")
    text = f"{array(part, terms)}[{', '.join(key.text for key in spreads)}]"
    bound = LARGE if not part.many.numpy and part.many.kind == "int" else 0
    return Vector(text, part.many.kind, part.many.numpy, (*axes, *inner), bound=bound)


def _clipped(key: Vector, part: Part, number: int, terms: Terms) -> Vector:
    """Places in which those lie inside, too, that only rounds have which a test rules out."""
    if not key.axes:
        return key
    size = terms.inputs.size(part.text, number, part.many.form)
    terms.inputs.at_least(size, 1)
    least = f"-{size.text}" if not size.offset else f"-({size.text})"
    text = f"{terms.inputs.numpy()}.clip({key.text}, {least}, {size.text} - 1)"
    return replace(key, text=text, rank=ATOM, place=None)


def _is_inside(key: Vector, size: Place, terms: Terms) -> bool:
    """True for a loop's variable that is known to run within the array."""
    place = key.place
    axis = terms.axes.get(place.axes[0]) if place is not None and len(place.axes) == 1 else None
    if axis is None or place is None or axis.origin is not None or axis.step != 1:
        return False
    shift = Place(base=place.base, offset=place.offset)
    start, stop = axis.start.plus(shift), axis.stop.plus(shift)
    if start is None or stop is None:
        return False
    first, last, end = (terms.inputs.settled(one) for one in (start, stop, size))
    below = last.base == end.base and last.offset <= end.offset
    return below and not first.base and first.offset >= 0


def _is_small(key: Vector, size: Place, terms: Terms) -> bool:
    """True for whole numbers that can't get as large as an array that is known to be that long."""
    known = terms.inputs.settled(size)
    return key.own and key.natural and not known.base and 0 < key.bound < known.offset


def within(part: Part, keys: list[Vector], terms: Terms) -> None:
    """Keep to the loop where a place lies outside the array."""
    for number, key in enumerate(keys):
        if _is_inside(key, terms.inputs.size(part.text, number, part.many.form), terms):
            continue
        size = terms.inputs.size(part.text, number, part.many.form).text
        if _is_small(key, terms.inputs.size(part.text, number, part.many.form), terms):
            continue
        least = "0" if part.many.form == "series" else f"-{size}"
        if key.axes and terms.mask is not None:
            terms.guard(f"({{0}} < {least}) | ({{0}} >= {size})", key)
        elif key.axes:
            low, high = f"{key.tight()}.min()", f"{key.tight()}.max()"
            terms.inputs.guard(f"{least} <= {low} and {high} < {size}")
        else:
            terms.inputs.guard(f"{least} <= {key.text} < {size}")
