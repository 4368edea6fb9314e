"""Throughput against memory, a curve for each method, as static SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..core import units
from ..tradeoff.result import NONE, Device, Frontier, Point
from . import frontier_wording as wording
from . import svg
from .frontier_rows import curves_on, rows_of
from .log_axis import LogAxis, axis

_WIDTH, _HEIGHT = 600.0, 320.0
_LEFT, _RIGHT, _BOTTOM = 66.0, 584.0, 272.0
_TOP_OF_LEGEND, _LINE = 12.0, 16.0
_NAME_CHARS = 28
_GREEN, _PINK, _OLIVE = "#2f9e6e", "#c2689b", "#9a8a1f"
_STYLES = (
    (svg.BLUE, "", "square"),
    (svg.ORANGE, "7 3", "round"),
    (_GREEN, "2 3", "square"),
    (_PINK, "9 3 2 3", "round"),
    (_OLIVE, "4 4", "square"),
)
"""Colour, dashes and ends: curves are told apart without any colour too."""


@dataclass(frozen=True)
class _Curve:
    name: str
    points: list[Point]
    colour: str
    dashes: str
    ends: str

    def drawn(self, whiskers: str, line: str, marks: Sequence[tuple[float, float]]) -> str:
        """Its attributes once for all: a notebook keeps what is drawn."""
        dashes = f' stroke-dasharray="{self.dashes}"' if self.dashes else ""
        # Marks are ends of lines without length, a tenth of an outline's text.
        ends = "".join(f"M{x:g} {y:g}h0" for x, y in marks)
        width = 7 if self.ends == "round" else 5
        return (
            f'<g stroke="{self.colour}" fill="none"><path d="{whiskers}" stroke-opacity=".5"/>'
            f'<path d="{line}" stroke-width="1.8"{dashes}/>'
            f'<path d="{ends}" stroke-width="{width}" stroke-linecap="{self.ends}"/></g>'
        )


def chart(found: Frontier, device: Device, most_points: int, most_curves: int = 5) -> str:
    """Of one device, both axes logarithmic; "" where no time is known."""
    curves = _curves(found, device, most_curves)
    known = [point for curve in curves for point in curve.points]
    rates = [end for p in known if p.throughput for end in (p.throughput.low, p.throughput.high)]
    sizes = [p.peak_bytes.value for p in known if p.peak_bytes]
    names, keys, top = _legend(curves)
    limit = device.memory_bytes
    across = axis([*sizes, *([] if limit is None else [limit])], _LEFT, _RIGHT)
    scales = {wording.unit_of(found, p): _scale(found, p) for p in known}
    scale = max(scales.values(), default=1.0)
    up = axis([rate * scale for rate in rates], _BOTTOM, top)
    if across is None or up is None or len(known) < 2:
        return ""
    unit = max(scales, key=lambda name: scales[name])
    content = [
        svg.x_axis(across, "peak_bytes", _BOTTOM, top),
        svg.y_axis(up, "", _LEFT, _RIGHT),
        _memory_line(device, across, top),
        *(
            _drawn(curve, key, across, up, scale, most_points)
            for curve, key in zip(curves, keys, strict=True)
        ),
        _choice(found, device, across, up, scale),
        svg.text((_LEFT + _RIGHT) / 2, _BOTTOM + 32, "memory at the peak", "middle"),
        svg.text(_LEFT - 52, top - 10, f"{unit}/s"),
        names,
    ]
    return svg.drawing(_WIDTH, _HEIGHT, _label(found, device, curves), "".join(content))


def _curves(found: Frontier, device: Device, most: int) -> list[_Curve]:
    """The plain step and the methods that serve best."""
    ranked = [row.method.name for row in rows_of(found, device)]
    plain = [name for name in ranked if name == NONE]
    others = [name for name in ranked if name != NONE][: max(0, most - len(plain))]
    styles, known = iter(_STYLES), curves_on(found, device)
    curves = []
    for name in (*others, *plain):
        drawn = [p for p in known[name] if p.peak_bytes and p.throughput]
        if not drawn:
            continue
        is_plain = name == NONE
        style = ("currentColor", "", "round") if is_plain else next(styles, _STYLES[0])
        title = "plain" if is_plain else svg.title(name, _NAME_CHARS)
        curves.append(_Curve(title, drawn, *style))
    return curves


def _scale(found: Frontier, point: Point) -> float:
    is_tokens = wording.unit_of(found, point) == "tokens"
    return float(point.sequence or 1) if is_tokens else 1.0


def _drawn(
    curve: _Curve,
    key: tuple[float, float],
    across: LogAxis,
    up: LogAxis,
    scale: float,
    most: int,
) -> str:
    """The curve, and its sample at `key` in the legend."""
    places, whiskers = [], ""
    for point in _thinned(curve.points, most):
        assert point.peak_bytes is not None and point.throughput is not None  # noqa: PT018
        x = across.at(point.peak_bytes.value)
        low, high = (up.at(end * scale) for end in (point.throughput.low, point.throughput.high))
        places.append((x, up.at(point.throughput.value * scale)))
        whiskers += f"M{x:g} {low:.0f}V{high:.0f}"
    line = f"M{key[0]:g} {key[1]:g}h18{svg.line_through(places)}"
    return curve.drawn(whiskers, line, [(key[0] + 9, key[1]), *places])


def _thinned(points: Sequence[Point], most: int) -> list[Point]:
    """At most so many, both ends among them."""
    if len(points) <= most or most < 2:
        return list(points)
    step = (len(points) - 1) / (most - 1)
    return [points[round(k * step)] for k in range(most)]


def _memory_line(device: Device, across: LogAxis, top: float) -> str:
    if device.memory_bytes is None:
        return ""
    x = across.at(device.memory_bytes)
    line = svg.path(
        f"M{x:g} {top:g}V{_BOTTOM:g}",
        stroke="currentColor",
        more='stroke-opacity=".6" stroke-dasharray="3 3" stroke-width="1.5"',
    )
    said = f"{units.trimmed(units.size(device.memory_bytes))} of {svg.title(device.name, 20)}"
    ends = x > (_LEFT + _RIGHT) / 2
    return line + svg.text(x - 5 if ends else x + 5, _BOTTOM - 6, said, "end" if ends else "start")


def _choice(found: Frontier, device: Device, across: LogAxis, up: LogAxis, scale: float) -> str:
    """A ring around what to use."""
    chosen = found.best_on(device.name)
    if chosen is None or chosen.peak_bytes is None or chosen.throughput is None:
        return ""
    place = across.at(chosen.peak_bytes.value), up.at(chosen.throughput.value * scale)
    return svg.path(svg.dot(*place, 8), stroke="currentColor", more='stroke-width="1.5"')


def _legend(curves: Sequence[_Curve]) -> tuple[str, list[tuple[float, float]], float]:
    """Names above the plot in as many lines as they take; where samples of their lines begin; and
    where the plot does."""
    parts: list[str] = []
    keys: list[tuple[float, float]] = []
    x, y = 8.0, _TOP_OF_LEGEND
    for curve in curves:
        wide = svg.width_of(curve.name) + 34
        if x + wide > _WIDTH and x > 8:
            x, y = 8.0, y + _LINE
        keys.append((round(x), y))
        parts.append(svg.text(round(x + 23), y + 4, curve.name))
        x += wide
    return "".join(parts), keys, y + 2 * _LINE


def _label(found: Frontier, device: Device, curves: Sequence[_Curve]) -> str:
    """All of it in words, for those who can't see it."""
    said = [f"Throughput against memory on {svg.title(device.name, _NAME_CHARS)}"]
    if device.memory_bytes is not None:
        said[0] += f", which has {units.trimmed(units.size(device.memory_bytes))}"
    for curve in curves:
        last = curve.points[-1]
        figures = f"{wording.peak(last)}, {wording.throughput(found, last)}"
        said.append(f"{curve.name} at batch {last.batch}: {figures}")
    return "; ".join(said)
