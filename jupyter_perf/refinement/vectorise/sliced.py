"""Elements at places that are loop variables plus something, as slices and windows."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from ..source import Decline
from .arrays import array
from .inputs import LARGE
from .parts import Part
from .places import Place
from .vector import INNER, LAST, Vector

if TYPE_CHECKING:
    from .context import Axis
    from .terms import Terms

COLUMN = "column"
"""A window of a column is of this kind and that of its numbers."""
WINDOWS = "lib.stride_tricks.sliding_window_view"


def sliced(part: Part, terms: Terms) -> Vector:
    """Elements at places that are loop variables plus something."""
    text, order, windows = array(part, terms), [], []
    marks: list[str] = []
    inner = LAST - part.many.depth + 1
    for number, key in enumerate(part.keys):
        size = terms.inputs.size(part.text, number, part.many.form)
        if isinstance(key, ast.Slice):
            mark, axes, window = _slice(key, size, number + inner, terms)
            if part.many.form == "series" and not window:
                raise Decline("a part of a column that is the same in all rounds")
        else:
            assert key.place is not None
            mark, axes, window = place_mark(key, size, terms)
        marks.append(mark)
        order += axes[:1]
        if window:
            windows.append((number, window, axes[1]))
    if windows:
        np = terms.inputs.numpy()
        sizes, numbers = [w[1] for w in windows], [w[0] for w in windows]
        if len(windows) == 1 and part.many.depth == 1:
            given = sizes[0]
        elif len(windows) == 1:
            given = f"{sizes[0]}, axis={numbers[0]}"
        else:
            given = f"({', '.join(sizes)}), axis=({', '.join(map(str, numbers))})"
        text = f"{np}.{WINDOWS}({text}, {given})"
    while marks and marks[-1] == ":":
        marks.pop()
    text = f"{text}[{', '.join(marks)}]" if marks else text
    rest = range(inner + len(part.keys), LAST + 1)
    found = _ordered(part, text, [*order, *rest, *(w[2] for w in windows)])
    moving = part.many.form == "series" and any(isinstance(key, ast.Slice) for key in part.keys)
    return _column_window(found, part, windows[0][1], terms) if moving else found


def _column_window(found: Vector, part: Part, width: str, terms: Terms) -> Vector:
    """A window of a column, of which nothing but reductions is known to be as of an array.

    Those leave out what is missing, and a spread is that of a sample, of two values at least.
    """
    if part.many.kind == "float":
        terms.inputs.guard(f"{part.text}.notna().all()")
    elif part.many.kind != "int":
        raise Decline("a window of what aren't numbers")
    if not (width.isdigit() and int(width) > 1):
        terms.inputs.guard(f"{width} > 1")
    return replace(found, kind=f"{COLUMN} {part.many.kind}")


def _ordered(part: Part, text: str, order: list[int]) -> Vector:
    bound = LARGE if not part.many.numpy and part.many.kind == "int" else 0
    axes = tuple(sorted(order))
    if list(axes) != order:
        if len(order) == 2:
            text = f"{text}.T"
        else:
            text = f"{text}.transpose({', '.join(str(order.index(axis)) for axis in axes)})"
    return Vector(text, part.many.kind, part.many.numpy, axes, bound=bound)


def place_mark(key: Vector, size: Place, terms: Terms) -> tuple[str, list[int], str]:
    """(what stands between the brackets, axes, width of a window) for one key."""
    place = key.place
    assert place is not None
    if not place.axes:
        return key.text, [], ""
    if place.axes[0] >= INNER:
        return ":", [place.axes[0]], ""
    if len(place.axes) > 2:
        raise Decline("a place that is a sum of three loop variables")
    first = terms.axes[place.axes[0]]
    shift = Place(base=place.base, offset=place.offset)
    if len(place.axes) == 1:
        return span(first, shift, size, terms), [first.number], ""
    second = terms.axes[place.axes[1]]
    if first.step != 1 or second.step != 1:
        raise Decline("windows in steps")
    moved = shift.plus(second.start)
    width = second.size
    assert moved is not None
    beyond = replace(width, offset=width.offset - 1)
    mark = span(first, moved, size, terms, beyond)
    return mark, [first.number, second.number], width.text


def span(axis: Axis, shift: Place, size: Place, terms: Terms, beyond: Place | None = None) -> str:
    """The slice of a dimension that an axis goes through, and tests that it lies inside.

    `beyond` is how far further each round reaches (a window's width less 1).
    """
    start, stop = axis.start.plus(shift), axis.stop.plus(shift)
    assert start is not None
    assert stop is not None
    reach = stop if beyond is None else stop.plus(beyond)
    assert reach is not None
    terms.inputs.at_least(start)
    terms.inputs.at_most(reach, size)
    if beyond is not None and axis.number and axis.step == 1:
        # There must be one window at least.
        terms.not_negative(axis, 1)
    end, last = terms.inputs.settled(size), terms.inputs.settled(reach)
    whole = last == end
    low = "" if start == Place() else start.text
    high = "" if whole else stop.text
    if not whole and last.base == end.base and last.base and last.offset < end.offset:
        high = str(last.offset - end.offset)
    elif not whole and axis.number and not _a_size(terms.inputs.settled(stop)):
        # A negative end would count from the array's own end.
        terms.inputs.at_least(stop, 0)
    return f"{low}:{high}" if axis.step == 1 else f"{low}:{high}:{axis.step}"


def _a_size(place: Place) -> bool:
    """True for what can't be negative."""
    size = place.base.startswith("len(") or ".shape[" in place.base
    return place.offset >= 0 and (not place.base or size)


def _slice(key: ast.Slice, size: Place, inner: int, terms: Terms) -> tuple[str, list[int], str]:
    """A whole dimension, or a window that moves with a loop variable."""
    if key.step is not None:
        raise Decline("a slice in steps")
    low = terms(key.lower) if key.lower is not None else None
    high = terms(key.upper) if key.upper is not None else None
    if not any(one is not None and one.axes for one in (low, high)):
        start = low.text if low is not None else ""
        return f"{start}:{high.text if high is not None else ''}", [inner], ""
    if low is None or high is None or low.place is None or high.place is None:
        raise Decline("a slice that grows from round to round")
    if low.place.axes != high.place.axes or len(low.place.axes) != 1:
        raise Decline("a slice whose length changes")
    bare = replace(low.place, axes=())
    width = replace(high.place, axes=()).plus(bare, -1)
    assert width is not None
    terms.inputs.at_least(width, 1)
    axis = terms.axes[low.place.axes[0]]
    beyond = replace(width, offset=width.offset - 1)
    return span(axis, bare, size, terms, beyond), [axis.number, inner], width.text
