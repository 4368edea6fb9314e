"""Time against money of several targets, with the interval of each, as static SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..core.ranges import Range
from ..estimation.result import Estimate
from . import label_places, svg
from .estimate_wording import quantity, target_name
from .log_axis import LogAxis, axis

_WIDTH, _HEIGHT = 600.0, 300.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 66.0, 584.0, 22.0, 252.0
_STRIP = 110.0
"""Width of what stands right of the axis of money: targets that have no price."""
_NAME_CHARS = 26


@dataclass(frozen=True)
class _Mark:
    name: str
    x: float
    y: float
    found: Estimate


def chart(estimates: Sequence[Estimate]) -> str:
    """Both axes logarithmic; "" where fewer than two targets have a time."""
    timed = [each for each in estimates if each.seconds is not None and each.seconds.value > 0]
    if len(timed) < 2:
        return ""
    up = axis((end for each in timed for end in _ends(each.seconds)), _BOTTOM, _TOP)
    if up is None:
        return ""
    priced = [each for each in timed if each.usd is not None and each.usd.value > 0]
    has_strip = len(priced) < len(timed)
    edge = _RIGHT - _STRIP if has_strip else _RIGHT
    along = axis((end for each in priced for end in _ends(each.usd)), _LEFT, edge)
    marks = _marks(timed, up, along, (edge + _RIGHT) / 2)
    content = [svg.y_axis(up, "seconds", _LEFT, _RIGHT), _upright_title()]
    if along is not None:
        content += [svg.x_axis(along, "usd", _BOTTOM, _TOP), _money_title(edge)]
    if has_strip:
        content.append(_strip(edge if along is not None else _LEFT))
    content += [_drawn(mark, up, along) for mark in marks]
    content.append(_labels(marks))
    return svg.drawing(_WIDTH, _HEIGHT, _label(timed), "".join(content))


def _ends(value: Range | None) -> tuple[float, ...]:
    return () if value is None else (value.value, value.low, value.high)


def _marks(
    timed: Sequence[Estimate], up: LogAxis, along: LogAxis | None, aside: float
) -> list[_Mark]:
    without = [each for each in timed if each.usd is None or each.usd.value <= 0]
    marks = []
    for each in timed:
        assert each.seconds is not None
        name = svg.title(each.target, _NAME_CHARS)
        if along is None or each in without or each.usd is None:
            # Side by side: their whiskers would cover each other on one line.
            x = aside + 12 * (without.index(each) - (len(without) - 1) / 2)
        else:
            x = along.at(each.usd.value)
        marks.append(_Mark(name, x, up.at(each.seconds.value), each))
    return marks


def _drawn(mark: _Mark, up: LogAxis, along: LogAxis | None) -> str:
    """A dot with a cross of whiskers; a diamond where there is no price."""
    seconds, usd = mark.found.seconds, mark.found.usd
    assert seconds is not None
    whiskers = svg.upright(mark.x, up.at(seconds.low), up.at(seconds.high), 3)
    if along is not None and usd is not None and usd.value > 0:
        whiskers += svg.level(mark.y, along.at(usd.low), along.at(usd.high), 3)
        shape = svg.path(svg.dot(mark.x, mark.y, 4.5), fill=svg.BLUE)
    else:
        shape = svg.path(svg.diamond(mark.x, mark.y), fill=svg.ORANGE)
    return svg.path(whiskers, stroke="currentColor", more='stroke-opacity=".45"') + shape


def _labels(marks: Sequence[_Mark]) -> str:
    frame = label_places.Box(_LEFT, _TOP - 8, _WIDTH, _BOTTOM)
    widths = [svg.width_of(mark.name) for mark in marks]
    places = label_places.places([(mark.x, mark.y) for mark in marks], widths, frame)
    return "".join(
        svg.text(x, y, mark.name, opacity=1) for (x, y), mark in zip(places, marks, strict=True)
    )


def _strip(left: float) -> str:
    line = svg.path(
        f"M{left:g} {_TOP:g}V{_BOTTOM:g}",
        stroke="currentColor",
        more='stroke-opacity=".45" stroke-dasharray="3 3"',
    )
    return line + svg.text((left + _RIGHT) / 2, _BOTTOM + 15, "price unknown", "middle")


def _money_title(edge: float) -> str:
    return svg.text((_LEFT + edge) / 2, _BOTTOM + 32, "money", "middle")


def _upright_title() -> str:
    return svg.text(_LEFT, _TOP - 9, "time", "end")


def _label(timed: Sequence[Estimate]) -> str:
    """All of it in words, for those who can't see it."""
    said = []
    for each in timed:
        assert each.seconds is not None
        money = quantity("usd", each.usd) if each.usd is not None else "price unknown"
        name = svg.title(target_name(each), _NAME_CHARS)
        said.append(f"{name}: {quantity('seconds', each.seconds)}, {money}")
    return f"Time against money. {'; '.join(said)}"
