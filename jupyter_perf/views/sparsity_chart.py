"""Plots of a sparsity report as static SVG: metric against size and latency, losses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..core.ranges import Range
from ..sparsity.result import SparsityReport
from . import plain_axis, svg
from .log_axis import LogAxis
from .log_axis import axis as log_axis
from .plain_axis import PlainAxis
from .sparsity_rows import RecipeRow, label_of, rows_of, shown_run
from .svg_labels import Labels

WIDTH, _HEIGHT = 460.0, 250.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 62.0, 448.0, 14.0, 206.0
_COLOURS = (svg.BLUE, svg.ORANGE, "#2f9e6e", "#c2689b", "#9a8a1f", svg.GREY)
_DASHES = ("", "7 3", "2 3", "9 3 2 3", "4 4", "1 3")
_MOST = 12
NAME_CHARS = 22


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


def thinned(points: Sequence[tuple[int, float]], most: int) -> list[tuple[int, float]]:
    """At most `most` of those that are numbers, both ends among them."""
    known = [(step, loss) for step, loss in points if abs(loss) < 1e30]
    if len(known) <= most or most < 2:
        return known if most >= 2 else []
    step = (len(known) - 1) / (most - 1)
    return [known[round(at * step)] for at in range(most)]


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
    marks, labels = "", Labels()
    for dot in dots:
        x, y = round(across.at(dot.x.value)), round(up.at(dot.y))
        colour = _COLOURS[dot.at % len(_COLOURS)]
        whiskers = svg.upright(x, up.at(dot.y - dot.error), up.at(dot.y + dot.error), 3)
        if dot.x.high > dot.x.low:
            whiskers += svg.level(y, across.at(dot.x.low), across.at(dot.x.high), 3)
        shape = svg.diamond(x, y) if dot.is_plain else svg.dot(x, y, 4)
        marks += f'<g stroke="{colour}" fill="{colour}"><path d="{whiskers}{shape}"/></g>'
        ends_here = x > (_LEFT + _RIGHT) / 2
        name = svg.title(dot.name, NAME_CHARS)
        labels.add(x - 8 if ends_here else x + 8, y - 6, name, "end" if ends_here else "start")
    name = svg.title(found.metric or "metric", NAME_CHARS)
    said = (f"{d.name}: {d.y:.4g} ± {d.error:.2g} at {d.x.value:.3g}" for d in dots)
    label = f"{name} against {title}: {'; '.join(svg.title(each, 80) for each in said)}"
    return _drawing(label, _axes(across, up, title, name) + marks + str(labels))


def _axes(across: LogAxis | PlainAxis, up: LogAxis | PlainAxis, title: str, name: str) -> str:
    grid, labels = "", Labels()
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
    shown = [svg.title(name, NAME_CHARS) for name in names]
    x = _RIGHT - max(map(svg.width_of, shown))
    labels, keys = Labels(), []
    for at, name in enumerate(shown):
        y = _TOP + 14 + 16 * at
        keys.append(f"M{x - 26:.0f} {y - 4:.0f}h20")
        labels.add(x, y, name, "start")
    return str(labels), keys


def _dashes(at: int) -> str:
    return f' stroke-dasharray="{_DASHES[at]}"' if _DASHES[at] else ""


def _drawing(label: str, content: str) -> str:
    return svg.drawing(WIDTH, _HEIGHT, label, content)


PLOTS: tuple[Callable[[SparsityReport], str], ...] = (against_size, against_latency)
"""Those that need the report alone."""
