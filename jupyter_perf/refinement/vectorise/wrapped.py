"""Neighbours on a ring: `a[(i - 1) % n]`, `a[i - 1]`, for all places of an array, by `np.roll`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .arrays import array
from .inputs import LARGE
from .places import Place
from .vector import ATOM, Vector

if TYPE_CHECKING:
    from .parts import Part
    from .terms import Terms


def wrapped(part: Part, terms: Terms) -> Vector | None:
    """The elements of a whole array that is turned around; None where another form does."""
    if part.text in terms.written or part.many.form == "series" or not part.whole:
        return None
    keys = [key for key in part.keys if isinstance(key, Vector)]
    if any(key.wrapped_place for key in keys):
        _take_for_sizes(part, keys, terms)
    places = [_place(key, part, number, terms) for number, key in enumerate(keys)]
    found = [place for place in places if place is not None]
    if len(found) < len(part.keys):
        return None
    axes = [place.axes[0] for place in found]
    moved = {number: -place.offset for number, place in enumerate(found) if place.offset}
    if axes != sorted(set(axes)) or not moved:
        return None
    for key, place in zip(keys, found, strict=True):
        if place.offset < 0 and not key.wrapped_place:
            terms.inputs.at_least(terms.axes[place.axes[0]].stop, -place.offset)
    shifts, numbers = list(moved.values()), list(moved)
    if len(found) == 1:
        given = str(shifts[0])
    elif len(moved) == 1:
        given = f"{shifts[0]}, axis={numbers[0]}"
    else:
        given = f"({', '.join(map(str, shifts))}), axis=({', '.join(map(str, numbers))})"
    text = f"{terms.inputs.numpy()}.roll({array(part, terms)}, {given})"
    bound = LARGE if not part.many.numpy and part.many.kind == "int" else 0
    return Vector(text, part.many.kind, part.many.numpy, tuple(axes), ATOM, bound)


def _take_for_sizes(part: Part, keys: list[Vector], terms: Terms) -> None:
    """Hold `n`, to which all loops go, to the size that it stands for in `a[(i + 1) % n]`."""
    inputs = terms.inputs
    for number, key in enumerate(keys):
        place = key.wrapped_place[0] if key.wrapped_place else key.place
        axis = terms.axes.get(place.axes[0]) if place is not None and len(place.axes) == 1 else None
        if axis is None:
            continue
        size = inputs.settled(inputs.size(part.text, number, part.many.form))
        end = inputs.settled(axis.stop)
        around = inputs.settled(key.wrapped_place[1]) if key.wrapped_place else end
        named = bool(end.base) and not end.offset and not size.offset
        if end != size and end == around and named and size.base:
            inputs.guard(f"{end.base} == {size.base}")
            inputs.equal[end.base] = size.base


def _place(key: Vector, part: Part, number: int, terms: Terms) -> Place | None:
    """Where a key has come to in a loop over all places of its dimension, before it is wrapped."""
    inputs = terms.inputs
    size = inputs.settled(inputs.size(part.text, number, part.many.form))
    around = key.wrapped_place
    place = around[0] if around else key.place
    if place is None or len(place.axes) != 1 or place.base:
        return None
    axis = terms.axes.get(place.axes[0])
    if axis is None or axis.step != 1 or axis.origin is not None:
        return None
    if inputs.settled(axis.start) != Place() or inputs.settled(axis.stop) != size:
        return None
    if around:
        return place if inputs.settled(around[1]) == size else None
    return place if place.offset <= 0 else None
