"""What the charts share: pieces of SVG without scripts, in colours that all eyes tell apart.

Mid-tones, because what is behind them can't be known; shapes differ where colours do.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..core import units
from .limits import clipped
from .log_axis import LogAxis, spaced, ticks, time_ticks
from .static_html import escape

BLUE, ORANGE, GREY = "#3b8bc4", "#d9731a", "#8a8f98"
"""Predictions, the user's own case, all else: by brightness too, blue and orange of Okabe and Ito's
palette, made to be told apart with any colour vision."""
_CHAR = 7.2
"""Width of a character at the charts' size of type, 12."""


def drawing(width: float, height: float, label: str, content: str) -> str:
    """The whole: `label` is read out in its place."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" viewBox="0 0 {width:g}'
        f' {height:g}" role="img" aria-label="{escape(label)}" font-size="12"'
        f' fill="currentColor">{content}</svg>'
    )


def text(x: float, y: float, said: str, anchor: str = "start", opacity: float = 0.8) -> str:
    """A label; `anchor` is the end that stands at `x`."""
    return (
        f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}" opacity="{opacity:g}">'
        f"{escape(said)}</text>"
    )


def path(points: str, *, stroke: str = "none", fill: str = "none", more: str = "") -> str:
    return f'<path d="{points}" stroke="{stroke}" fill="{fill}"{more and " " + more}/>'


def line_through(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points) if points else ""


def dot(x: float, y: float, radius: float = 3.0) -> str:
    """A circle as part of a path."""
    half = f"a{radius:g} {radius:g} 0 1 0"
    return f"M{x - radius:g} {y:g}{half} {2 * radius:g} 0{half} {-2 * radius:g} 0"


def diamond(x: float, y: float, radius: float = 5.0) -> str:
    r = f"{radius:g}"
    return f"M{x:g} {y - radius:g}l{r} {r}l-{r} {r}l-{r} -{r}Z"


def cross(x: float, y: float, radius: float = 4.5) -> str:
    each = f"{2 * radius:g}"
    return (
        f"M{x - radius:g} {y - radius:g}l{each} {each}M{x - radius:g} {y + radius:g}l{each} -{each}"
    )


def upright(x: float, low: float, high: float, cap: float = 4.0) -> str:
    """A whisker from `low` to `high`, with caps."""
    return (
        f"M{x:g} {low:g}V{high:g}M{x - cap:g} {low:g}h{2 * cap:g}M{x - cap:g} {high:g}h{2 * cap:g}"
    )


def level(y: float, low: float, high: float, cap: float = 4.0) -> str:
    return (
        f"M{low:g} {y:g}H{high:g}M{low:g} {y - cap:g}v{2 * cap:g}M{high:g} {y - cap:g}v{2 * cap:g}"
    )


def width_of(label: str) -> float:
    return _CHAR * len(label)


def tick_label(kind: str, value: float) -> str:
    """As an axis says it; `kind` is a quantity, or "" for plain numbers."""
    said = {
        "seconds": units.seconds,
        "peak_bytes": units.size,
        "joules": units.energy,
        "grams_co2e": units.mass,
        "usd": units.usd,
    }.get(kind, units.short)
    return units.trimmed(said(float(f"{value:.12g}")))


def x_axis(scale: LogAxis, kind: str, y: float, top: float) -> str:
    """Grid lines up to `top` and labels below `y`."""
    found = _ticks(scale, kind, 9)
    labels = spaced(((scale.at(tick), tick_label(kind, tick)) for tick in found), width_of)
    grid = "".join(f"M{scale.at(tick):g} {y:g}V{top:g}" for tick in found)
    return _grid(grid) + "".join(text(x, y + 15, label, "middle") for x, label in labels)


def y_axis(scale: LogAxis, kind: str, x: float, right: float) -> str:
    """Grid lines to `right` and labels left of `x`."""
    found = _ticks(scale, kind, 6)
    grid = "".join(f"M{x:g} {scale.at(tick):g}H{right:g}" for tick in found)
    labels = (text(x - 6, scale.at(t) + 4, tick_label(kind, t), "end") for t in found)
    return _grid(grid) + "".join(labels)


def _ticks(scale: LogAxis, kind: str, most: int) -> list[float]:
    return time_ticks(scale, most) if kind == "seconds" else ticks(scale, most)


def _grid(points: str) -> str:
    return path(points, stroke="currentColor", more='stroke-opacity=".15"') if points else ""


def title(said: str, most: int) -> str:
    """A label that came from outside, cut."""
    return clipped(said, most)
