"""Time against money of several targets, with the interval of each, as static SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..core.ranges import Range
from ..estimation.result import Estimate
from . import svg
from .estimate_wording import target_name
from .label_places import Box, places
from .log_axis import LogAxis, axis
from .quantities import quantity

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
    down: tuple[float, float]
    """Ends of the whisker of time, the upper one first."""
    across: tuple[float, float] | None
    """Those of money; None where no price is known."""


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
    content += [_drawn(mark) for mark in marks]
    content.append(_labels(marks))
    return svg.drawing(_WIDTH, _HEIGHT, _label(timed), "".join(content))


def _ends(value: Range | None) -> tuple[float, ...]:
    return () if value is None else (value.value, value.low, value.high)


def _marks(
    timed: Sequence[Estimate], up: LogAxis, along: LogAxis | None, aside: float
) -> list[_Mark]:
    without = [each for each in timed if each.usd is None or each.usd.value <= 0]
    return [
        # Side by side where there is no price: whiskers would cover each other on one line.
        _mark(each, up, along, aside + 12 * _middle_out(without, each))
        for each in timed
    ]


def _middle_out(all_: Sequence[Estimate], each: Estimate) -> float:
    """Steps from the middle of `all_`; 0 for what isn't in there."""
    at = next((k for k, other in enumerate(all_) if other is each), None)
    return 0.0 if at is None else at - (len(all_) - 1) / 2


def _mark(each: Estimate, up: LogAxis, along: LogAxis | None, aside: float) -> _Mark:
    assert each.seconds is not None
    name = svg.title(each.target, _NAME_CHARS)
    down = up.at(each.seconds.high), up.at(each.seconds.low)
    y = up.at(each.seconds.value)
    if along is None or each.usd is None or each.usd.value <= 0:
        return _Mark(name, aside, y, each, down, None)
    across = along.at(each.usd.low), along.at(each.usd.high)
    return _Mark(name, along.at(each.usd.value), y, each, down, across)


def _drawn(mark: _Mark) -> str:
    """A dot with a cross of whiskers; a diamond where there is no price."""
    whiskers = svg.upright(mark.x, *mark.down, 3)
    if mark.across is not None:
        whiskers += svg.level(mark.y, *mark.across, 3)
        shape = svg.path(svg.dot(mark.x, mark.y, 4.5), fill=svg.BLUE)
    else:
        shape = svg.path(svg.diamond(mark.x, mark.y), fill=svg.ORANGE)
    return svg.path(whiskers, stroke="currentColor", more='stroke-opacity=".45"') + shape


def _labels(marks: Sequence[_Mark]) -> str:
    frame = Box(_LEFT, _TOP - 8, _WIDTH, _BOTTOM)
    widths = [svg.width_of(mark.name) for mark in marks]
    lines = [Box(mark.x - 4, mark.down[0], mark.x + 4, mark.down[1]) for mark in marks]
    lines += [Box(m.across[0], m.y - 2, m.across[1], m.y + 2) for m in marks if m.across]
    found = places([(mark.x, mark.y) for mark in marks], widths, frame, lines)
    return "".join(
        svg.text(x, y, mark.name, opacity=1) for (x, y), mark in zip(found, marks, strict=True)
    )


def _strip(left: float) -> str:
    line = svg.path(
        f"M{left:g} {_TOP:g}V{_BOTTOM:g}",
        stroke="currentColor",
        more='stroke-opacity=".45" stroke-dasharray="3 3"',
    )
    return line + svg.text((left + _RIGHT) / 2, _BOTTOM + 32, "price unknown", "middle")


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
