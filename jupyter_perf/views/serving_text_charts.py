"""Bars, a day and grids of an estimate of serving, drawn with characters."""

from __future__ import annotations

from collections.abc import Sequence

from ..core import units
from ..estimation.serving.packing.plan import Plan
from ..estimation.serving.parts import Day, Speculation
from . import serving_wording as wording
from .limits import clipped
from .serving_rows import parts
from .serving_speculation import shown

_BAR = 20
_NAME = 20
_LEVELS = "▁▂▃▄▅▆▇█"
_CELL = 6
_COLUMNS = 11
"""Of a grid: as many as fit into a line."""


def mix(plan: Plan, most: int) -> list[str]:
    """A line for each kind of instance: its share of requests, its share of the price."""
    known = parts(plan)[:most]
    wide = min(max((len(each.name) for each in known), default=0), _NAME)
    head = f"{'':<{wide}}  {'requests':<{_BAR + 6}}money"
    lines = [
        f"{clipped(each.name, _NAME):<{wide}}  {_bar(each.requests)}  {_bar(each.money)}".rstrip()
        for each in known
    ]
    return [head, *lines] if len(known) > 1 else []


def _bar(share: float) -> str:
    return f"{'█' * round(_BAR * share):<{_BAR}}{units.percent(share):>4}"


def day(curve: Day) -> str:
    """A character an hour, as high as its price; `×` where there is no plan."""
    prices = [each.usd for each in curve.hours]
    highest = max((price for price in prices if price is not None), default=0.0)
    if not highest:
        return ""
    drawn = "".join("×" if price is None else _level(price / highest) for price in prices)
    last = curve.hours[-1].hour
    return f"{curve.hours[0].hour:02d} {drawn} {last + 1:02d}  $ an hour, 0 to {units.usd(highest)}"


def _level(share: float) -> str:
    return _LEVELS[min(int(share * len(_LEVELS)), len(_LEVELS) - 1)]


def lengths(each: Speculation, columns: int) -> list[str]:
    """Best lengths of drafts: loads across, acceptances down; in brackets nearest to the plan's."""
    places = shown(each, min(columns, _COLUMNS))
    if places is None:
        return []
    head = "".join(f"{units.short(each.rates[at]):>{_CELL}}" for at in places.columns)
    lines = ["tokens to draft by acceptance (down) and requests a second of one (across)",
             f"{'':<6}{head}"]  # fmt: skip
    for at, row in enumerate(places.rows):
        cells = [str(each.lengths[row][column]) for column in places.columns]
        if at == places.nearest[0]:
            cells[places.nearest[1]] = f"[{cells[places.nearest[1]]}]"
        name = wording.number(each.acceptances[row])
        lines.append(f"{name:<6}{_cells(cells)}".rstrip())
    return lines


def _cells(cells: Sequence[str]) -> str:
    """Figures under each other; a closing bracket stands in the room between two."""
    line = ""
    for cell in cells:
        wide = _CELL + (1 if cell.endswith("]") else 0) - (1 if line.endswith("]") else 0)
        line += f"{cell:>{wide}}"
    return line
