"""Ranges that loops go through, and their variables: also those that depend on outer loops."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from ..source import Decline
from .context import Axis
from .places import Place
from .vector import SUM, Vector, both

if TYPE_CHECKING:
    from .body import Body


def range_axis(call: ast.Call, number: int, body: Body) -> Axis:
    """The axis of a range, from its arguments."""
    ends = [body(argument) for argument in call.args]
    cut = _cut_window(ends, number, body) if len(ends) == 2 else None
    if cut is not None:
        return cut
    places = [end.place for end in ends]
    if call.keywords or not 1 <= len(ends) <= 3 or None in places:
        raise Decline("a range of what aren't whole numbers")
    step = ends[2].value if len(ends) == 3 else 1
    if type(step) is not int or step < 1:
        raise Decline("a range with another step")
    start, stop = (Place(), places[0]) if len(ends) == 1 else (places[0], places[1])
    assert start is not None
    assert stop is not None
    if start.axes or stop.axes:
        if start.axes != stop.axes:
            return _triangle(start, stop, step, number, body)
        return _moving(start, stop, step, number)
    return Axis(number, start, stop, step)


def _cut_window(ends: list[Vector], number: int, body: Body) -> Axis | None:
    """`range(max(0, i - w), min(n, i + w + 1))`: a window that is cut at the border."""
    low, high = ends[0].place_within("max"), ends[1].place_within("min")
    start = low[0] if low is not None else ends[0].place
    stop = high[0] if high is not None else ends[1].place
    if (low is None and high is None) or start is None or stop is None:
        return None
    if (low is not None and low[1] != Place()) or start.axes != stop.axes or len(start.axes) != 1:
        return None
    axis = _moving(start, stop, 1, number)
    inner, tests = counter(axis, body), []
    zero = Vector("0", "int", place=Place(), value=0)
    if low is not None:
        tests.append(body.compared(ast.GtE(), inner, zero))
    if high is not None:
        end = Vector(high[1].text, "int", place=high[1])
        tests.append(body.compared(ast.Lt(), inner, end))
    body.triangle = both(tests[0], tests[-1])
    assert body.triangle is not None
    body.guard_memory(body.triangle, (body.axes[start.axes[0]], axis))
    return axis


def _moving(start: Place, stop: Place, step: int, number: int) -> Axis:
    """`range(i - w, i + 1)`: as many rounds each time, so that it counts from where it starts."""
    if start.axes != stop.axes or len(start.axes) != 1 or step != 1:
        raise Decline("a loop whose length changes from round to round")
    low, high = Place(base=start.base, offset=start.offset), Place((), stop.base, stop.offset)
    width = high.plus(low, -1)
    assert width is not None
    return Axis(number, Place(), width, origin=start)


def _triangle(start: Place, stop: Place, step: int, number: int, body: Body) -> Axis:
    """`range(i + 1, n)` and `range(i)`: all rounds there could be, most of which are left out."""
    moving = start if start.axes else stop
    if (start.axes and stop.axes) or len(moving.axes) != 1 or step != 1 or moving.base:
        raise Decline("a loop whose length changes from round to round")
    outer = body.axes[moving.axes[0]]
    if outer.origin is not None:
        raise Decline("a loop whose length changes from round to round")
    shift = Place(offset=moving.offset)
    if start.axes:
        first = outer.start.plus(shift)
        assert first is not None
        axis = Axis(number, first, stop)
    else:
        last = outer.stop.plus(Place(offset=moving.offset - 1))
        assert last is not None
        axis = Axis(number, start, last)
    inner, around = counter(axis, body), counter(outer, body)
    limit = around
    if shift.offset:
        more = Vector(str(shift.offset), "int", place=shift, value=shift.offset)
        limit = body.operated(ast.Add(), around, more)
    body.triangle = body.compared(ast.GtE() if start.axes else ast.Lt(), inner, limit)
    body.guard_memory(body.triangle, (outer, axis))
    return axis


def bind_index(target: ast.expr, axis: Axis, body: Body) -> None:
    """Bind the variable of a range."""
    if not isinstance(target, ast.Name):
        raise Decline("several variables of a range")
    body.bind(target.id, counter(axis, body))


def counter(axis: Axis, body: Body, first: Place | None = None) -> Vector:
    """The loop variable of a range, or the count of `enumerate` that starts at `first`."""
    np, shift = body.inputs.numpy(), first or Place()
    start, stop = axis.start.plus(shift), axis.stop.plus(shift)
    assert start is not None
    assert stop is not None
    ends = [stop.text] if start == Place() and axis.step == 1 else [start.text, stop.text]
    ends += [str(axis.step)] if axis.step != 1 else []
    place = Place((axis.number,)).plus(shift)
    if axis.origin is not None and place is not None:
        place = place.plus(axis.origin)
    known = abs(stop.offset) if not stop.base else 2**20
    text = f"{np}.arange({', '.join(ends)})"
    if axis.origin is not None:
        return _moved(text, axis, place, body)
    return Vector(text, "int", False, (axis.number,), bound=max(known, 1), place=place)


def _moved(text: str, axis: Axis, place: Place | None, body: Body) -> Vector:
    """The variable of an inner loop that starts where the outer one has got to."""
    assert axis.origin is not None
    outer = counter(body.axes[axis.origin.axes[0]], body)
    shift = Place(base=axis.origin.base, offset=axis.origin.offset)
    inner = f"{text} + {shift.text}" if shift != Place() else text
    axes = tuple(sorted((*outer.axes, axis.number)))
    return Vector(f"{outer.text}[:, None] + {inner}", "int", False, axes, SUM, 2**21, place)
