"""How a cost grows with a size: samples, fit with its band, the user's own case, as static SVG."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from ..core import units
from ..estimation.result import Curve, Estimate, Expected, Size
from . import svg
from .curves import drawn_points, is_aside, target_size
from .log_axis import LogAxis, axis
from .quantities import NAMES, quantity

_WIDTH, _HEIGHT = 560.0, 260.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 66.0, 544.0, 28.0, 216.0
_NAME_CHARS = 40


def chart(found: Estimate, curve: Curve, points: int) -> str:
    """`curve` with both axes logarithmic; "" where there is nothing to be drawn."""
    size = target_size(found, curve)
    fit = drawn_points(curve, points)
    samples = [s for s in curve.samples if curve.over in s.sizes]
    own = getattr(found, curve.quantity, None)
    actual = _actual(found, curve.quantity)
    xs = [s.sizes[curve.over] for s in samples] + [p.sizes[curve.over] for p in fit]
    xs += [size.value] if size else []
    ys = [s.measured for s in samples] + [end for p in fit for end in _ends(p)]
    ys += [] if own is None else [own.value, own.low, own.high]
    across = axis(xs, _LEFT, _RIGHT, 0.03)
    up = axis([*ys, *([] if actual is None else [actual])], _BOTTOM, _TOP)
    if across is None or up is None or len(fit) + len(samples) < 2:
        return ""
    content = [
        svg.x_axis(across, "", _BOTTOM, _TOP),
        svg.y_axis(up, curve.quantity, _LEFT, _RIGHT),
        _band(fit, curve.over, across, up),
        *_samples(found, curve, across, up),
        *(_own(size, found, curve, across, up) if size is not None else ()),
    ]
    if actual is not None and size is not None:
        marks = svg.cross(across.at(size.value), up.at(actual))
        content.append(svg.path(marks, stroke="currentColor", more='stroke-width="2"'))
    content.append(_axis_title(curve, size))
    content.append(_legend(found, curve, size is not None, actual is not None))
    return svg.drawing(_WIDTH, _HEIGHT, _label(found, curve, size), "".join(content))


def _ends(point: Expected) -> tuple[float, float, float]:
    return point.expected.low, point.expected.value, point.expected.high


def _actual(found: Estimate, name: str) -> float | None:
    if found.actual is None or found.actual.ended != "done":
        return None
    value = getattr(found.actual, name, None)
    return float(value) if value is not None and 0 < value < math.inf else None


def _band(fit: Sequence[Expected], over: str, across: LogAxis, up: LogAxis) -> str:
    """The fit, with the area in which 4 of 5 actual values lie."""
    if len(fit) < 2:
        return ""
    places = [across.at(point.sizes[over]) for point in fit]
    low = [(x, up.at(point.expected.low)) for x, point in zip(places, fit, strict=True)]
    high = [(x, up.at(point.expected.high)) for x, point in zip(places, fit, strict=True)]
    line = [(x, up.at(point.expected.value)) for x, point in zip(places, fit, strict=True)]
    area = svg.line_through([*high, *reversed(low)]) + "Z"
    return svg.path(area, fill=svg.BLUE, more='fill-opacity=".2"') + svg.path(
        svg.line_through(line), stroke=svg.BLUE, more='stroke-width="1.8"'
    )


def _samples(found: Estimate, curve: Curve, across: LogAxis, up: LogAxis) -> Iterator[str]:
    """Dots: full where fitted, hollow where too short, or where another size was another one."""
    full, hollow = "", ""
    for sample in curve.samples:
        if curve.over not in sample.sizes or not 0 < sample.measured < math.inf:
            continue
        mark = svg.dot(across.at(sample.sizes[curve.over]), up.at(sample.measured))
        if sample.used and not is_aside(found, curve, sample):
            full += mark
        else:
            hollow += mark
    if full:
        yield svg.path(full, fill="currentColor")
    if hollow:
        yield svg.path(hollow, stroke="currentColor", more='stroke-opacity=".6"')


def _own(size: Size, found: Estimate, curve: Curve, across: LogAxis, up: LogAxis) -> Iterator[str]:
    """What was asked for: its place, and its value with the ends of its range."""
    x = across.at(size.value)
    dashes = 'stroke-opacity=".45" stroke-dasharray="3 3"'
    yield svg.path(f"M{x:g} {_TOP:g}V{_BOTTOM:g}", stroke="currentColor", more=dashes)
    own = getattr(found, curve.quantity, None)
    if own is not None:
        whisker = svg.upright(x, up.at(own.low), up.at(own.high))
        yield svg.path(whisker, stroke=svg.ORANGE, more='stroke-width="1.8"')
        yield svg.path(svg.diamond(x, up.at(own.value)), fill=svg.ORANGE)


def _axis_title(curve: Curve, size: Size | None) -> str:
    unit = f" ({size.unit})" if size is not None and size.unit else ""
    said = svg.title(f"{curve.over}{unit}", _NAME_CHARS)
    return svg.text((_LEFT + _RIGHT) / 2, _BOTTOM + 30, said, "middle")


def _legend(found: Estimate, curve: Curve, has_own: bool, has_actual: bool) -> str:
    x, y = 0.0, _TOP - 14
    shown = []
    if any(sample.used for sample in curve.samples):
        shown.append((svg.path(svg.dot(x, y), fill="currentColor"), "measured"))
    if any(not sample.used or is_aside(found, curve, sample) for sample in curve.samples):
        hollow = svg.path(svg.dot(x, y), stroke="currentColor", more='stroke-opacity=".6"')
        shown.append((hollow, "measured, not fitted"))
    if len(curve.fit) > 1:
        dash = svg.path(f"M{x - 5:g} {y:g}h10", stroke=svg.BLUE, more='stroke-width="3"')
        shown.append((dash, "fit, 80% band"))
    if has_own and getattr(found, curve.quantity, None) is not None:
        shown.append((svg.path(svg.diamond(x, y), fill=svg.ORANGE), "estimate"))
    if has_actual:
        shown.append((svg.path(svg.cross(x, y), stroke="currentColor"), "actual"))
    return _in_a_row(shown, y)


def _in_a_row(shown: Sequence[tuple[str, str]], y: float) -> str:
    """Above the plot: inside of it a legend's dot would look like a sample."""
    parts, x = [], 14.0
    for mark, name in shown:
        said = svg.text(10, y + 4, name)
        parts.append(f'<g transform="translate({x:g} 0)">{mark}{said}</g>')
        x += svg.width_of(name) + 28
    return "".join(parts)


def _label(found: Estimate, curve: Curve, size: Size | None) -> str:
    """All of it in a sentence, for those who can't see it."""
    said = f"{NAMES[curve.quantity].capitalize()} against {svg.title(curve.over, _NAME_CHARS)}"
    said += f", {units.counted(len(curve.samples), 'sample')}"
    own = getattr(found, curve.quantity, None)
    if own is not None and size is not None:
        said += f"; at {units.short(size.value)}: {quantity(curve.quantity, own)}"
    return f"{said}; {curve.words}" if curve.words else said
