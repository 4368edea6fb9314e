"""What the cheapest mix costs at other rates, as static SVG."""

from __future__ import annotations

import math
from collections.abc import Sequence

from ..core import units
from ..estimation.serving.result import ServingEstimate
from . import serving_wording as wording
from . import svg
from .plain_axis import PlainAxis, axis
from .serving_grid import labels
from .serving_rows import thinned

_WIDTH, _HEIGHT = 600.0, 230.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 66.0, 584.0, 24.0, 186.0
Points = Sequence[tuple[float, float]]


def chart(found: ServingEstimate, most: int) -> str:
    """Both axes from 0 on, the planned rate marked; "" where fewer than two rates have a plan."""
    known = thinned(_known(found), max(most, 2))
    points = [(rate, usd) for rate, usd in known if usd is not None]
    across = axis([0.0, *(rate for rate, _ in known)], _LEFT, _RIGHT, 0.0)
    about = found.usd_per_hour
    ends = [] if about is None else [about.value, about.high]
    up = axis([0.0, *(usd * 1.05 for usd in (*(usd for _, usd in points), *ends))], _BOTTOM, _TOP,
              0.0)  # fmt: skip
    if len(points) < 2 or across is None or up is None or across.low == across.high:
        return ""
    line = [(round(across.at(rate)), round(up.at(usd))) for rate, usd in points]
    marks = "".join(f"M{x} {y}h0" for x, y in line)
    content = [
        money_axis(up, _LEFT, _RIGHT),
        _rate_axis(across),
        f'<g stroke="{svg.BLUE}" fill="none"><path d="{svg.line_through(line)}"'
        f' stroke-width="1.8"/><path d="{marks}" stroke-width="6" stroke-linecap="round"/></g>',
        _without([rate for rate, usd in known if usd is None], across),
        _own(found, across, up),
        svg.text((_LEFT + _RIGHT) / 2, _BOTTOM + 34, "requests a second", "middle"),
        svg.text(4, _TOP - 10, "$ an hour"),
    ]
    return svg.drawing(_WIDTH, _HEIGHT, _label(found, points), "".join(content))


def _known(found: ServingEstimate) -> list[tuple[float, float | None]]:
    """Rates with prices: of the sensitivity, else of the day."""
    rates = found.sensitivity.rates if found.sensitivity else ()
    pairs: dict[float, float | None] = {each.rate: each.usd_per_hour for each in rates}
    if not pairs and found.day is not None:
        pairs = {each.rate: each.usd for each in found.day.hours}
    if found.plan is not None and found.rate is not None:
        pairs[found.rate] = found.plan.usd_per_hour
    return sorted((rate, usd) for rate, usd in pairs.items() if 0 <= rate < math.inf)


def money_axis(up: PlainAxis, left: float, right: float) -> str:
    """Grid lines to `right`, prices left of `left`."""
    grid = "".join(f"M{left:g} {up.at(tick):g}H{right:g}" for tick in up.ticks)
    names = "".join(
        f'<text x="{left - 6:g}" y="{up.at(tick) + 4:g}">{units.trimmed(units.usd(tick))}</text>'
        for tick in up.ticks
    )
    return _lines(grid) + f'<g text-anchor="end" opacity=".8">{names}</g>'


def _rate_axis(across: PlainAxis) -> str:
    grid = "".join(f"M{across.at(tick):g} {_BOTTOM:g}V{_TOP:g}" for tick in across.ticks)
    names = labels(((across.at(tick), across.label(tick)) for tick in across.ticks), _BOTTOM + 16)
    return _lines(grid) + f'<g text-anchor="middle" opacity=".8">{names}</g>'


def _lines(grid: str) -> str:
    return svg.path(grid, stroke="currentColor", more='stroke-opacity=".15"')


def _without(rates: Sequence[float], across: PlainAxis) -> str:
    """Crosses where there is no plan."""
    if not rates:
        return ""
    marks = "".join(svg.cross(across.at(rate), _BOTTOM - 8) for rate in rates)
    said = svg.text(across.at(rates[0]) - 8, _BOTTOM - 4, "no plan", "end")
    return svg.path(marks, stroke="currentColor", more='stroke-width="1.5"') + said


def _own(found: ServingEstimate, across: PlainAxis, up: PlainAxis) -> str:
    """The rate that is planned for, with the price's interval."""
    if found.rate is None or found.plan is None or found.plan.usd_per_hour is None:
        return ""
    x, y = across.at(found.rate), up.at(found.plan.usd_per_hour)
    dashes = 'stroke-opacity=".45" stroke-dasharray="3 3"'
    drawn = svg.path(f"M{x:g} {_TOP:g}V{_BOTTOM:g}", stroke="currentColor", more=dashes)
    if (about := found.usd_per_hour) is not None:
        whisker = svg.upright(x, up.at(about.low), up.at(about.high))
        drawn += svg.path(whisker, stroke=svg.ORANGE, more='stroke-width="1.8"')
    drawn += svg.path(svg.diamond(x, y), fill=svg.ORANGE)
    is_right = x > (_LEFT + _RIGHT) / 2
    said = f"{wording.number(found.rate)}/s: {units.usd(found.plan.usd_per_hour)}"
    return drawn + svg.text(x - 9 if is_right else x + 9, _TOP + 4, said,
                            "end" if is_right else "start", 1)  # fmt: skip


def _label(found: ServingEstimate, points: Points) -> str:
    """All of it in words, for those who can't see it."""
    ends = (points[0], points[-1])
    said = [f"{units.usd(usd)} at {wording.number(rate)} requests a second" for rate, usd in ends]
    own = "" if found.rate is None else f"; planned for {wording.number(found.rate)}"
    return f"Price an hour against rate: from {' to '.join(said)}{own}"
