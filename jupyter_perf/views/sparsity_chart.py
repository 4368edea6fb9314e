"""Plots of a sparsity report as static SVG: metric against size and latency, losses, layers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..core.ranges import Range
from ..sparsity.result import SparsityReport
from . import plain_axis, svg
from . import sparsity_wording as wording
from .log_axis import LogAxis
from .log_axis import axis as log_axis
from .plain_axis import PlainAxis
from .sparsity_changes import metric_change
from .sparsity_rows import RecipeRow, label_of, rows_of, shown_run
from .static_html import escape

_WIDTH, _HEIGHT = 460.0, 250.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 62.0, 448.0, 14.0, 206.0
_COLOURS = (svg.BLUE, svg.ORANGE, "#2f9e6e", "#c2689b", "#9a8a1f", svg.GREY)
_DASHES = ("", "7 3", "2 3", "9 3 2 3", "4 4", "1 3")
_MOST = 12
_NAME_CHARS = 22


@dataclass(frozen=True)
class _Dot:
    """A recipe in a plot: its place with both spreads, where they are known."""

    name: str
    x: Range
    y: float
    error: float
    is_plain: bool
    at: int
    """Among all recipes: it looks the same in all plots."""


class _Labels:
    """Texts of a plot, with what they have in common said once: a notebook keeps them."""

    def __init__(self) -> None:
        self._groups: dict[str, str] = {}

    def add(self, x: float, y: float, said: str, anchor: str) -> None:
        label = f'<text x="{x:.0f}" y="{y:.0f}">{escape(said)}</text>'
        self._groups[anchor] = self._groups.get(anchor, "") + label

    def __str__(self) -> str:
        return "".join(
            f'<g text-anchor="{anchor}" opacity=".8">{labels}</g>'
            for anchor, labels in self._groups.items()
        )


def against_size(found: SparsityReport, most: int = _MOST) -> str:
    """Metric against the packed size's share; "" where fewer than two recipes have both."""
    dots = [
        _dot(at, row, Range(ratio, ratio, ratio))
        for at, row in enumerate(rows_of(found))
        if (ratio := row.size_ratio) and row.summary.mean is not None
    ]
    return _scatter(found, dots[:most], "size, packed / dense fp32")


def against_latency(found: SparsityReport, most: int = _MOST) -> str:
    """Metric against how many times faster than dense the fastest form serves, at batch 1."""
    dots = []
    for at, row in enumerate(rows_of(found)):
        served = row.served
        ratio = served.ratio if served is not None else None
        if row.is_plain and ratio is None:
            ratio = Range(1.0, 1.0, 1.0) if found.latency else None
        if ratio is not None and ratio.low > 0 and row.summary.mean is not None:
            dots.append(_dot(at, row, ratio))
    return _scatter(found, dots[:most], "times as fast as dense, fastest form")


def losses(found: SparsityReport, curves: int, points: int) -> str:
    """Loss over steps, a curve for each recipe (its lowest seed); "" where none was seen."""
    lines = [
        (
            label_of(row.summary),
            thinned(list(zip(run.loss_steps, run.losses, strict=False)), points),
        )
        for row in rows_of(found)
        if (run := shown_run(row)) is not None
    ]
    lines = [(name, line) for name, line in lines if len(line) > 1][: min(curves, len(_COLOURS))]
    across = plain_axis.axis((step for _, line in lines for step, _ in line), _LEFT, _RIGHT, 0.0)
    values = [loss for _, line in lines for _, loss in line]
    up: LogAxis | PlainAxis | None = plain_axis.axis(values, _BOTTOM, _TOP + 16)
    if across is None or up is None or not lines:
        return ""
    names, keys = _legend([name for name, _ in lines])
    drawn = "".join(
        svg.path(
            key + svg.line_through([(round(across.at(x)), round(up.at(y))) for x, y in line]),
            stroke=colour,
            more=f'stroke-width="1.6"{_dashes(at)}',
        )
        for at, (key, colour, (_, line)) in enumerate(zip(keys, _COLOURS, lines, strict=False))
    )
    said = [f"{name} ends at {line[-1][1]:.3g}" for name, line in lines]
    return _drawing(
        f"Loss over steps of the optimizer: {'; '.join(said)}",
        _axes(across, up, "step", "loss") + drawn + names,
    )


def sensitivity(found: SparsityReport, pattern: str, most: int) -> str:
    """Relative error of each layer pruned alone, as bars, and what that does to the metric; ""
    where it isn't known."""
    known = [each for each in found.sensitivity if each.pattern == pattern][:most]
    if not known:
        return ""
    largest = max(each.relative_error for each in known) or 1.0
    top, bars, room, labels = 20.0, "", 150.0, _Labels()
    changes = [metric_change(each) for each in known]
    metric = f", and {svg.title(found.metric, _NAME_CHARS)}" if any(changes) else ""
    labels.add(room, 12, f"‖W − W·Π‖ / ‖W‖ at {pattern}{metric}", "start")
    said = []
    for each, change in zip(known, changes, strict=True):
        figures = wording.error(each.relative_error) + (change and f", {change}")
        said.append(f"{svg.title(each.layer, _NAME_CHARS)} {figures}")
        wide = (_WIDTH - room - (120 if metric else 70)) * each.relative_error / largest
        labels.add(room - 6, top + 11, svg.title(each.layer, _NAME_CHARS), "end")
        bars += f"M{room:g} {top:g}h{wide:.0f}v13h-{wide:.0f}Z"
        labels.add(room + wide + 5, top + 11, figures, "start")
        top += 18
    label = f"Relative error{metric} of each layer pruned alone to {pattern}: {'; '.join(said)}"
    return svg.drawing(_WIDTH, top + 4, label, svg.path(bars, fill=svg.BLUE) + str(labels))


def mask_picture(layer: str, picture: str, rows: int) -> str:
    """The top left of a mask: kept weights are filled."""
    lines = [line[: 2 * rows] for line in picture.splitlines() if line][:rows]
    if not lines:
        return ""
    points = ""
    for at, line in enumerate(lines):
        points += f"M0 {at + 0.5:g}"
        for bit, length in _lengths(line):
            points += f"{'h' if bit == '1' else 'm'}{length}{'' if bit == '1' else ' 0'}"
    wide, high = max(map(len, lines)), len(lines)
    label = f"Mask of {svg.title(layer, 60)}, top left {high} by {wide}: kept weights are filled"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide * 7}" height="{high * 7}"'
        f' viewBox="0 0 {wide} {high}" role="img" aria-label="{escape(label)}">'
        f'<path d="M0 0h{wide}v{high}h-{wide}Z" fill="{svg.GREY}" fill-opacity=".15"/>'
        f'<path d="{points}" stroke="{svg.BLUE}" stroke-width=".8" fill="none"/></svg>'
    )


def thinned(points: Sequence[tuple[int, float]], most: int) -> list[tuple[int, float]]:
    """At most `most` of those that are numbers, both ends among them."""
    known = [(step, loss) for step, loss in points if abs(loss) < 1e30]
    if len(known) <= most or most < 2:
        return known if most >= 2 else []
    step = (len(known) - 1) / (most - 1)
    return [known[round(at * step)] for at in range(most)]


def _lengths(line: str) -> list[tuple[str, int]]:
    runs: list[tuple[str, int]] = []
    for bit in line:
        if runs and runs[-1][0] == bit:
            runs[-1] = bit, runs[-1][1] + 1
        else:
            runs.append((bit, 1))
    return runs


def _dot(at: int, row: RecipeRow, x: Range) -> _Dot:
    summary = row.summary
    assert summary.mean is not None
    return _Dot(label_of(summary), x, summary.mean, summary.standard_error or 0.0, row.is_plain, at)


def _scatter(found: SparsityReport, dots: Sequence[_Dot], title: str) -> str:
    if len(dots) < 2:
        return ""
    ends = [end for dot in dots for end in (dot.y - dot.error, dot.y + dot.error)]
    across = log_axis([end for d in dots for end in (d.x.low, d.x.high)], _LEFT, _RIGHT)
    up = plain_axis.axis(ends, _BOTTOM, _TOP + 8)
    if across is None or up is None:
        return ""
    marks, labels = "", _Labels()
    for dot in dots:
        x, y = round(across.at(dot.x.value)), round(up.at(dot.y))
        colour = _COLOURS[dot.at % len(_COLOURS)]
        whiskers = svg.upright(x, up.at(dot.y - dot.error), up.at(dot.y + dot.error), 3)
        if dot.x.high > dot.x.low:
            whiskers += svg.level(y, across.at(dot.x.low), across.at(dot.x.high), 3)
        shape = svg.diamond(x, y) if dot.is_plain else svg.dot(x, y, 4)
        marks += f'<g stroke="{colour}" fill="{colour}"><path d="{whiskers}{shape}"/></g>'
        ends_here = x > (_LEFT + _RIGHT) / 2
        name = svg.title(dot.name, _NAME_CHARS)
        labels.add(x - 8 if ends_here else x + 8, y - 6, name, "end" if ends_here else "start")
    name = svg.title(found.metric or "metric", _NAME_CHARS)
    said = (f"{d.name}: {d.y:.4g} ± {d.error:.2g} at {d.x.value:.3g}" for d in dots)
    label = f"{name} against {title}: {'; '.join(svg.title(each, 80) for each in said)}"
    return _drawing(label, _axes(across, up, title, name) + marks + str(labels))


def _axes(across: LogAxis | PlainAxis, up: LogAxis | PlainAxis, title: str, name: str) -> str:
    grid, labels = "", _Labels()
    for tick, said in _ticks(across):
        x = across.at(tick)
        grid += f"M{x:.0f} {_BOTTOM:g}V{_TOP + 8:g}"
        labels.add(x, _BOTTOM + 15, said, "middle")
    for tick, said in _ticks(up):
        y = up.at(tick)
        grid += f"M{_LEFT:g} {y:.0f}H{_RIGHT:g}"
        labels.add(_LEFT - 6, y + 4, said, "end")
    labels.add((_LEFT + _RIGHT) / 2, _BOTTOM + 34, title, "middle")
    labels.add(4, 11, name, "start")
    return svg.path(grid, stroke="currentColor", more='stroke-opacity=".15"') + str(labels)


def _ticks(scale: LogAxis | PlainAxis) -> list[tuple[float, str]]:
    if isinstance(scale, PlainAxis):
        return [(tick, scale.label(tick)) for tick in scale.ticks]
    from .log_axis import spaced, ticks

    places = spaced(((scale.at(t), svg.tick_label("", t)) for t in ticks(scale, 9)), svg.width_of)
    by_place = {scale.at(tick): tick for tick in ticks(scale, 9)}
    return [(by_place[place], said) for place, said in places]


def _legend(names: Sequence[str]) -> tuple[str, list[str]]:
    """Names in the top right corner, and beside each where a sample of its line stands."""
    shown = [svg.title(name, _NAME_CHARS) for name in names]
    x = _RIGHT - max(map(svg.width_of, shown))
    labels, keys = _Labels(), []
    for at, name in enumerate(shown):
        y = _TOP + 14 + 16 * at
        keys.append(f"M{x - 26:.0f} {y - 4:.0f}h20")
        labels.add(x, y, name, "start")
    return str(labels), keys


def _dashes(at: int) -> str:
    return f' stroke-dasharray="{_DASHES[at]}"' if _DASHES[at] else ""


def _drawing(label: str, content: str) -> str:
    return svg.drawing(_WIDTH, _HEIGHT, label, content)


PLOTS: tuple[Callable[[SparsityReport], str], ...] = (against_size, against_latency)
"""Those that need the report alone."""
