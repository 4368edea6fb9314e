"""A day that is planned anew each hour as bars, beside one plan for the busiest hour."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..core import units
from ..estimation.serving.parts import Day, Hour
from ..estimation.serving.result import ServingEstimate
from . import serving_remarks as remarks
from . import serving_wording as wording
from . import svg
from .plain_axis import PlainAxis, axis
from .serving_curve import money_axis
from .serving_grid import labels

_WIDTH, _HEIGHT = 600.0, 204.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 66.0, 584.0, 28.0, 164.0
_HOURS = 24
_GAP = 3
_NAME_CHARS = 20


def chart(found: ServingEstimate, colour_of: Mapping[str, str]) -> str:
    """Of each hour what each kind of instance costs; "" without a day, or where none has a plan."""
    day = found.day
    if day is None:
        return ""
    peak = _peak(day)
    prices = [each.usd for each in day.hours if each.usd is not None]
    up = axis([0.0, *(price * 1.08 for price in (*prices, peak or 0.0))], _BOTTOM, _TOP, 0.0)
    if not any(prices) or up is None:
        return ""
    content = [
        money_axis(up, _LEFT, _RIGHT),
        _bars(found, day.hours, up, colour_of),
        _without([each.hour for each in day.hours if each.usd is None]),
        _line(peak, up),
        _names(),
        svg.text(4, 12, "$ an hour"),
        svg.text((_LEFT + _RIGHT) / 2, _BOTTOM + 34, "hour of the day", "middle"),
    ]
    return svg.drawing(_WIDTH, _HEIGHT, _label(found, day), "".join(content))


def _peak(day: Day) -> float | None:
    """US dollars an hour of the busiest hour's plan."""
    return day.usd_of_peak / len(day.hours) if day.usd_of_peak is not None and day.hours else None


def _bars(
    found: ServingEstimate, hours: Sequence[Hour], up: PlainAxis, colour_of: Mapping[str, str]
) -> str:
    """One path of thick lines for each kind, and its name: a notebook keeps what is drawn."""
    price_of = {each.name: each.usd_per_hour for each in found.offers}
    paths: dict[str, str] = {}
    for each in hours:
        for name, low, high in _stacked(each, price_of):
            top, bottom = round(up.at(high)), round(up.at(low))
            if bottom > top:
                paths[name] = paths.get(name, "") + f"M{_middle(each.hour)} {bottom}V{top}"
    wide = round((_RIGHT - _LEFT) / _HOURS) - _GAP
    drawn, x = "", 90
    order = [*colour_of, *paths]
    for name, points in sorted(paths.items(), key=lambda each: order.index(each[0])):
        colour = colour_of.get(name, svg.GREY)
        key = f"M{x} 2v12" if len(paths) > 1 and x < _RIGHT - 80 else ""
        drawn += f'<path d="{points}{key}" stroke="{colour}"/>'
        if key:
            said = svg.title(name, _NAME_CHARS)
            drawn += svg.text(x + 14, 12, said)
            x += round(svg.width_of(said)) + 42
    return f'<g stroke-width="{wide}" stroke-opacity=".55">{drawn}</g>'


def _stacked(each: Hour, price_of: Mapping[str, float]) -> Iterator[tuple[str, float, float]]:
    """Name, lower and upper end of what it costs; the whole as one where a price isn't known."""
    if each.usd is None:
        return
    if not set(each.counts) <= set(price_of):
        yield "all", 0.0, each.usd
        return
    low = 0.0
    for name, count in each.counts.items():
        high = low + count * price_of[name]
        yield name, low, high
        low = high


def _middle(hour: int) -> int:
    return round(_LEFT + (_RIGHT - _LEFT) / _HOURS * (hour + 0.5))


def _without(hours: Sequence[int]) -> str:
    """Crosses where there is no plan."""
    marks = "".join(svg.cross(_middle(hour), _BOTTOM - 8) for hour in hours)
    return svg.path(marks, stroke="currentColor", more='stroke-width="1.5"') if marks else ""


def _line(peak: float | None, up: PlainAxis) -> str:
    """What the plan for the busiest hour would cost all day."""
    if not peak:
        return ""
    y = up.at(peak)
    line = svg.path(
        f"M{_LEFT:g} {y:g}H{_RIGHT:g}",
        stroke="currentColor",
        more='stroke-opacity=".7" stroke-dasharray="5 3" stroke-width="1.5"',
    )
    said = f"busiest hour's plan all day: {units.usd(peak)}"
    return line + svg.text(_LEFT + 4, y - 4, said, opacity=1)


def _names() -> str:
    step = (_RIGHT - _LEFT) / _HOURS
    names = ((round(_LEFT + step * hour), str(hour)) for hour in range(0, _HOURS + 1, 3))
    return f'<g text-anchor="middle" opacity=".8">{labels(names, _BOTTOM + 16)}</g>'


def _label(found: ServingEstimate, day: Day) -> str:
    """All of it in words, for those who can't see it."""
    busiest = max(day.hours, key=lambda each: each.rate)
    said = f"busiest: {wording.number(busiest.rate)} requests a second from {busiest.hour}:00 on"
    return f"{remarks.day(found)}; {said}"
