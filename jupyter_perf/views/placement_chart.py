"""What takes the time at each place, term by term, as bars in static SVG."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..core import units
from . import svg
from .placement_rows import TERMS, Bar, duration
from .plain_axis import PlainAxis, axis
from .serving_grid import labels

_WIDTH, _LEFT, _RIGHT, _TOP = 600.0, 4.0, 590.0, 4.0
_STEP, _HIGH = 38, 15
_NAME_CHARS = 48
_GAP = 1
_AIR = 1.1
"""Room for whiskers."""
_COLOURS = dict(
    zip(TERMS, (svg.BLUE, "#9a8a1f", svg.ORANGE, "#2f9e6e", svg.GREY, "#c2689b"), strict=True)
)


def chart(bars: Sequence[Bar], label: str) -> str:
    """All bars on one scale from 0 on; "" where nothing takes any time.

    Whiskers are 80% intervals; one that goes on beyond the drawing has no end.
    """
    longest = _AIR * max((each.seconds.value for each in bars), default=0.0)
    across = axis([0.0, longest], _LEFT, _RIGHT, 0.0)
    if not bars or across is None or not 0 < longest < float("inf"):
        return ""
    content = [_bar(each, _TOP + at * _STEP, across) for at, each in enumerate(bars)]
    bottom = _TOP + len(bars) * _STEP
    ticks = [
        (across.at(tick), units.trimmed(units.seconds(tick)))
        for tick in across.ticks
        if 0 <= tick < 0.97 * longest
    ]
    content.append(_names(bars, bottom + 20))
    content.append(f'<g text-anchor="middle" opacity=".8">{labels(ticks, bottom + 10)}</g>')
    said = "; ".join(_in_words(each) for each in bars)
    return svg.drawing(_WIDTH, bottom + 36, f"{label}: {said}", "".join(content))


def _names(bars: Sequence[Bar], y: float) -> str:
    """Which colour is which term: short pieces have no name in them."""
    used = [name for name in TERMS if any(_takes(bar, name) for bar in bars)]
    boxes, said, x = "", [], _LEFT + 6
    for name in used:
        colour = _COLOURS[name]
        box = f"M{x:g} {y:g}h11v11h-11z"
        boxes += f'<path d="{box}" fill="{colour}" stroke="{colour}"/>'
        said.append((x + 16, name))
        x += 36 + round(svg.width_of(name))
    return f'<g fill-opacity=".35">{boxes}</g>{labels(said, y + 10)}'


def _takes(bar: Bar, term: str) -> bool:
    return term in bar.terms and bar.terms[term].value > 0


def _bar(bar: Bar, y: float, across: PlainAxis) -> str:
    name = svg.text(_LEFT, y + 12, f"{svg.title(bar.name, _NAME_CHARS)}: {duration(bar.seconds)}",
                    opacity=1)  # fmt: skip
    boxes, names = "", []
    for term, left, right in _segments(bar, across):
        colour = _COLOURS.get(term, svg.GREY)
        wide = max(right - left - _GAP, 0.6)
        box = f"M{left:g} {y + 17:g}h{wide:g}v{_HIGH}h-{wide:g}z"
        boxes += f'<path d="{box}" fill="{colour}" stroke="{colour}"/>'
        if svg.width_of(term) <= wide:
            names.append((round(left + wide / 2), term))
    inside = f'<g text-anchor="middle" font-size="11">{labels(names, y + 28)}</g>'
    whisker = _whisker(bar, y + 17 + _HIGH + 3, across)
    return f'{name}<g fill-opacity=".35">{boxes}</g>{inside if names else ""}{whisker}'


def _segments(bar: Bar, across: PlainAxis) -> Iterator[tuple[str, float, float]]:
    """Term, left end, right end; a bar whose terms aren't known is one."""
    known = {name: value.value for name, value in bar.terms.items() if value.value > 0}
    passed = 0.0
    for term, seconds in (known or {"": bar.seconds.value}).items():
        yield term, across.at(passed), across.at(passed + seconds)
        passed += seconds


def _whisker(bar: Bar, y: float, across: PlainAxis) -> str:
    """Below the bar, where it hides nothing."""
    low, high = across.at(bar.seconds.low), across.at(bar.seconds.high)
    if high <= low:
        return ""
    ends = f"M{low:g} {y - 2:g}v4"
    if bar.seconds.high <= across.high:
        ends += f"M{high:g} {y - 2:g}v4"
    return svg.path(f"M{low:g} {y:g}H{high:g}{ends}", stroke="currentColor",
                    more='stroke-opacity=".6"')  # fmt: skip


def _in_words(bar: Bar) -> str:
    parts = (
        f"{name} {units.trimmed(units.seconds(value.value))}"
        for name, value in bar.terms.items()
        if value.value > 0
    )
    return f"{svg.title(bar.name, _NAME_CHARS)} {duration(bar.seconds)} ({', '.join(parts)})"
