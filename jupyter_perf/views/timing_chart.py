"""Bars with whiskers for how much faster each timed rewrite was, as SVG without scripts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ..core import units
from .limits import clipped
from .static_html import escape

_WIDTH, _ROW = 620, 22
_LEFT, _RIGHT = 210, 480
_LABEL_CHARS = 30
_LARGEST = 1e300


@dataclass(frozen=True)
class Bar:
    """`ratio` is original / candidate time, with its interval."""

    label: str
    ratio: float
    low: float
    high: float
    good: bool


def chart(bars: Sequence[Bar]) -> str:
    """A logarithmic chart around 1× (no gain); "" where fewer than two bars could be compared."""
    bars = [bar for bar in bars if is_comparable(bar)]
    if len(bars) < 2:
        return ""
    scale = Scale(bars)
    height = _ROW * len(bars) + 18
    rows = "".join(_row(bar, at, scale) for at, bar in enumerate(bars))
    one = scale.x(1.0)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" viewBox="0 0 {_WIDTH} {height}"'
        ' role="img" aria-label="How much faster each rewrite was" font-size="12"'
        f' fill="currentColor">{rows}'
        f'<line x1="{one}" x2="{one}" y1="0" y2="{height - 16}" stroke="currentColor"'
        f' stroke-opacity=".5" stroke-dasharray="2 2"/>'
        f'<text x="{one}" y="{height - 3}" text-anchor="middle" opacity=".75">no gain</text></svg>'
    )


def is_comparable(bar: Bar) -> bool:
    """Whether it has a place on a logarithmic axis."""
    return math.isfinite(bar.ratio) and bar.ratio > 0


class Scale:
    """Places on one logarithmic axis for all of `bars`, and for 1×."""

    def __init__(self, bars: Sequence[Bar]) -> None:
        ends = [1.0, *(bar.ratio for bar in bars)]
        ends += [end for bar in bars for end in (bar.low, bar.high) if 0 < end < math.inf]
        # A factor of at least 2 on the axis: noise around 1× isn't to look like a result.
        self.low = math.log(min(min(ends), 0.9))
        self.high = math.log(max(*ends, 2.0))

    def share(self, ratio: float) -> float:
        """From 0 to 1: where `ratio` is between the axis's ends."""
        ratio = min(ratio, _LARGEST)
        inside = min(max(math.log(ratio) if ratio > 0 else self.low, self.low), self.high)
        return (inside - self.low) / (self.high - self.low)

    def x(self, ratio: float) -> float:
        return round(_LEFT + self.share(ratio) * (_RIGHT - _LEFT), 1)


def _row(bar: Bar, at: int, scale: Scale) -> str:
    top = at * _ROW
    middle = top + _ROW / 2
    start, end = sorted((scale.x(1.0), scale.x(bar.ratio)))
    low, high = scale.x(bar.low), scale.x(bar.high)
    colour = "#2f9e4f" if bar.good else "#8a8f98"
    label = escape(clipped(bar.label, _LABEL_CHARS))
    ratio, interval = units.ratio_and_interval(bar.ratio, bar.low, bar.high)
    return (
        f'<text x="{_LEFT - 8}" y="{middle + 4}" text-anchor="end">{label}</text>'
        f'<rect x="{start}" y="{top + 5}" width="{max(1.0, round(end - start, 1))}"'
        f' height="{_ROW - 10}" rx="2" fill="{colour}" fill-opacity=".75"/>'
        f'<path d="M{low} {middle}H{high}M{low} {middle - 4}v8M{high} {middle - 4}v8"'
        f' stroke="currentColor" fill="none"/>'
        f'<text x="{_RIGHT + 8}" y="{middle + 4}">{escape(f"{ratio} ({interval})")}</text>'
    )
