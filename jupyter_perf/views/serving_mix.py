"""The mix of machines as two bars: its share of the requests, its share of the price."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..core import units
from ..estimation.serving.packing.plan import Plan
from ..estimation.serving.result import ServingEstimate
from . import svg
from .serving_grid import labels
from .serving_rows import Part, parts

_WIDTH, _LEFT, _HIGH, _STEP = 600.0, 72.0, 24.0, 32.0
_GAP = 2
_NAME_CHARS = 24
COLOURS = (svg.BLUE, svg.ORANGE, "#2f9e6e", "#c2689b", "#9a8a1f", svg.GREY)
ROWS = (("requests", "requests"), ("$/h", "money"))


def colours(found: ServingEstimate) -> dict[str, str]:
    """Of each instance, the same in all charts: those of the mix come first."""
    names = dict.fromkeys((*found.counts, *(each.name for each in found.offers)))
    return {name: COLOURS[at % len(COLOURS)] for at, name in enumerate(names)}


def bars(plan: Plan, colour_of: dict[str, str], most: int) -> str:
    """Segments stand in the same order in both bars; "" where nothing is rented."""
    shown = _shown(parts(plan), most)
    if not shown:
        return ""
    heads = (svg.text(_LEFT - 8, at * _STEP + 17, title, "end")
             for at, (title, _) in enumerate(ROWS))  # fmt: skip
    names = "".join(
        labels(_names(shown, share), at * _STEP + 17) for at, (_, share) in enumerate(ROWS)
    )
    content = [
        *heads,
        f'<g fill-opacity=".3">{"".join(_boxes(shown, colour_of))}</g>',
        f'<g text-anchor="middle">{names}</g>',
    ]
    return svg.drawing(_WIDTH, 2 * _STEP, _label(shown), "".join(content))


def _shown(all_: Sequence[Part], most: int) -> list[Part]:
    """Those beyond `most` together."""
    if len(all_) <= most:
        return list(all_)
    kept, rest = list(all_[: most - 1]), all_[most - 1 :]
    whole = (sum(each.requests for each in rest), sum(each.money for each in rest))
    return [*kept, Part(f"{len(rest)} more", 0, *whole, False)]


def _boxes(shown: Sequence[Part], colour_of: dict[str, str]) -> Iterator[str]:
    """Translucent, with an outline: what is written on them is read on any background."""
    for part in shown:
        boxes = "".join(
            f"M{left} {at * _STEP + 1:g}h{wide}v{_HIGH:g}h-{wide}z"
            for at, (_, share) in enumerate(ROWS)
            for each, left, wide in _places(shown, share)
            if each is part
        )
        colour = colour_of.get(part.name, svg.GREY)
        dashes = ' stroke-dasharray="4 3"' if part.spot else ""
        yield f'<path d="{boxes}" fill="{colour}" stroke="{colour}"{dashes}/>' if boxes else ""


def _names(shown: Sequence[Part], share: str) -> Iterator[tuple[float, str]]:
    for part, left, wide in _places(shown, share):
        yield round(left + wide / 2), _said(part, getattr(part, share), wide)


def _places(shown: Sequence[Part], share: str) -> Iterator[tuple[Part, int, int]]:
    """Left end and width of each segment that there is anything of."""
    left, room = _LEFT, _WIDTH - _LEFT - 1
    for part in shown:
        wide = room * getattr(part, share)
        if wide > _GAP + 1:
            yield part, round(left), round(left + wide) - round(left) - _GAP
        left += wide


def _said(part: Part, share: float, wide: float) -> str:
    """As much as there is room for."""
    name, percent = svg.title(part.name, _NAME_CHARS), units.percent(share)
    whole = f"{_counted(part)}: {percent}"
    for said in (whole, f"{name}: {percent}", name, percent):
        if svg.width_of(said) <= wide:
            return said
    return ""


def _counted(part: Part) -> str:
    """`3 × a10g`; several kinds together have no count."""
    name = svg.title(part.name, _NAME_CHARS)
    return f"{units.count(part.count)} × {name}" if part.count else name


def _label(shown: Sequence[Part]) -> str:
    """All of it in words, for those who can't see it."""
    said = (
        f"{_counted(part)} {units.percent(part.requests)} of requests,"
        f" {units.percent(part.money)} of the price"
        for part in shown
    )
    return f"The mix: {'; '.join(said)}"
