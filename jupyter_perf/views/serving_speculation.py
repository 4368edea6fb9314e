"""The best length of drafts over load and acceptance, as a grid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..core import units
from ..estimation.serving.parts import Speculation
from . import serving_wording as wording
from . import svg
from .serving_grid import Grid, drawing

MOST_ROWS = 8
_NAME_CHARS = 24


@dataclass(frozen=True)
class Shown:
    """What is shown of it: places of columns and rows, the highest acceptance first."""

    columns: list[int]
    rows: list[int]
    nearest: tuple[int, int]
    """Row and column, among those shown, that are nearest to the plan's own load."""


def shown(each: Speculation, columns: int, rows: int = MOST_ROWS) -> Shown | None:
    """None where there is no grid."""
    if not columns or not each.rates or not each.acceptances:
        return None
    own = _nearest(each.acceptances, each.acceptance), _nearest(each.rates, each.rate)
    kept_rows = sorted(_kept(len(each.acceptances), rows, own[0]), reverse=True)
    kept = sorted(_kept(len(each.rates), columns, own[1]))
    return Shown(kept, kept_rows, (kept_rows.index(own[0]), kept.index(own[1])))


def _nearest(values: Sequence[float], own: float) -> int:
    return min(range(len(values)), key=lambda at: abs(values[at] - own))


def _kept(count: int, most: int, own: int) -> set[int]:
    """At most so many places, evenly, `own` among them."""
    if count <= most or most < 2:
        return set(range(count)) if count <= most else {own}
    kept = [round(at * (count - 1) / (most - 1)) for at in range(most)]
    kept[min(range(most), key=lambda at: abs(kept[at] - own))] = own
    return set(kept)


def grid(each: Speculation, columns: int, *, speeds: bool = True) -> str:
    """As SVG; "" where there is none."""
    places = shown(each, columns)
    if places is None:
        return ""
    longest = max([length for row in each.lengths for length in row] or [0]) or 1
    lengths = [[each.lengths[row][at] for at in places.columns] for row in places.rows]
    gains = [[each.speed_ups[row][at] for at in places.columns] for row in places.rows]
    return drawing(
        Grid(
            columns=[units.short(each.rates[at]) for at in places.columns],
            rows=[wording.number(each.acceptances[row]) for row in places.rows],
            cells=[[str(length) for length in row] for row in lengths],
            strength=[[length / longest for length in row] for row in lengths],
            across="requests a second of one instance",
            down="acceptance",
            below=[
                [speed(value) if length else "" for value, length in zip(*pair, strict=True)]
                for pair in zip(gains, lengths, strict=True)
            ]
            if speeds
            else (),
            marked=places.nearest,
        ),
        _label(each, places),
    )


def speed(value: float) -> str:
    """`1.4×`."""
    return f"{value:.1f}×" if value < 9.95 else units.ratio(value)


def _label(each: Speculation, places: Shown) -> str:
    """All of it in words, for those who can't see it."""
    said = (
        f"acceptance {wording.number(each.acceptances[row])}:"
        f" {' '.join(str(each.lengths[row][at]) for at in places.columns)}"
        for row in places.rows
    )
    ends = [wording.number(each.rates[at]) for at in (places.columns[0], places.columns[-1])]
    name = svg.title(each.instance, _NAME_CHARS)
    return f"Best lengths on {name} from {' to '.join(ends)} requests a second: {'; '.join(said)}"


def legend(each: Speculation, *, speeds: bool) -> str:
    gains = ", and how many times as fast answers are written then" if speeds else ""
    own = f"{wording.number(each.rate)} requests a second, where it is {each.length}"
    return (
        f"Figures: tokens to draft, 0 for none{gains}; framed: nearest to the plan's own load"
        f" ({own})."
    )
