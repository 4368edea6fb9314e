"""What energy emits, by the place where it is drawn from the grid: `grids.csv`.

    grams = joules / 3.6e6 · grams for each kWh

Figures are averages over a year of a place's grid, as it is, whatever certificates a provider
buys. Hours differ, so the range is a quarter to both sides; where the place isn't known, it spans
the grids that most data centres are on.
"""

from __future__ import annotations

import csv
import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..core.ranges import Range
from ..errors import UsageError
from .combining import product
from .energy import J_PER_KWH

FILE = Path(__file__).with_name("grids.csv")
WITHIN_A_YEAR = 1.25
_SOME = (
    "providers' regions such as us-east-1, europe-west4 or eastus, countries such as germany, and "
    "`world` for all (`jupyter_perf.estimation.emissions.regions()` lists them)"
)
UNKNOWN_PLACE = "world"
UNKNOWN_RANGE = (60.0, 700.0)
"""Between Ontario and coal, in grams for each kWh."""


@dataclass(frozen=True)
class Grid:
    """`grams_per_kwh` is CO2 and what warms like it."""

    region: str
    place: str
    grams_per_kwh: float
    basis: str
    """`operation`, of what burns; or `life cycle`, with what building and mining emitted."""
    year: int
    source: str
    source_url: str

    @property
    def range(self) -> Range:
        value = self.grams_per_kwh
        if self.region == UNKNOWN_PLACE:
            return Range(value, *UNKNOWN_RANGE)
        return Range(value, value / WITHIN_A_YEAR, value * WITHIN_A_YEAR)


def grams_co2e(energy_j: Range, region: str = UNKNOWN_PLACE) -> Range:
    """Of `energy_j` joules drawn in `region`. Raises UsageError as `grid`."""
    return product(energy_j.scaled(1 / J_PER_KWH), grid(region).range)


def grid(region: str) -> Grid:
    """By a provider's name of its region (`us-east-1`, `europe-west4`, `eastus`), by country, or
    `world`. Raises UsageError with the names that are near."""
    wanted = region.strip().lower().replace("_", "-")
    found = _by_name().get(wanted)
    if found is None:
        near = difflib.get_close_matches(wanted, _by_name(), n=3, cutoff=0.6)
        hint = f"did you mean {' or '.join(near)}?" if near else _SOME
        raise UsageError(f"no grid of a region {region[:40]!r} is known: {hint}")
    return found


def regions() -> list[str]:
    """All names that `grid` knows, sorted."""
    return sorted(_by_name())


@cache
def grids() -> tuple[Grid, ...]:
    """The table's rows."""
    return tuple(each for each, _ in _rows())


@cache
def _by_name() -> Mapping[str, Grid]:
    return {name: each for each, others in _rows() for name in (each.region, *others)}


@cache
def _rows() -> tuple[tuple[Grid, tuple[str, ...]], ...]:
    with FILE.open(encoding="utf-8", newline="") as rows:
        return tuple((_grid(row), tuple(row["aliases"].split())) for row in csv.DictReader(rows))


def _grid(row: Mapping[str, str]) -> Grid:
    return Grid(
        row["region"],
        row["place"],
        float(row["grams_per_kwh"]),
        row["basis"],
        int(row["year"]),
        row["source"],
        row["source_url"],
    )
