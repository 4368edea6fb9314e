"""The rows of an estimate (statements, layers, phases) as a table that text and HTML share."""

from __future__ import annotations

from dataclasses import dataclass

from ..core import units
from ..estimation.result import Estimate, Row
from .estimate_wording import heaviest, row_name
from .quantities import quantity

TITLES = {
    "cell": "Statement",
    "function": "Statement",
    "module": "Layer",
    "config": "Part",
    "api": "Call",
}


@dataclass(frozen=True)
class Column:
    """A heading with the text of each row."""

    name: str
    cells: tuple[str, ...]


def columns(found: Estimate, most: int) -> list[Column]:
    """The heaviest rows, in those columns that say something; the first two are name and share."""
    rows = heaviest(found)[:most]
    shown = [
        Column(TITLES.get(found.kind, "Part"), tuple(row_name(row) for row in rows)),
        Column("Share", tuple(_share(row) for row in rows)),
        Column("Time", tuple(_ranged(row, "seconds") for row in rows)),
        Column("Memory", tuple(_ranged(row, "peak_bytes") for row in rows)),
        Column("Work", tuple(_work(row) for row in rows)),
        Column("Bound by", tuple(row.bound for row in rows)),
        Column("Remark", tuple(row.note for row in rows)),
    ]
    return [*shown[:2], *(column for column in shown[2:] if any(column.cells))]


def _share(row: Row) -> str:
    return "" if row.share is None else units.percent(row.share)


def _ranged(row: Row, name: str) -> str:
    value = getattr(row, name)
    return "" if value is None else quantity(name, value)


def _work(row: Row) -> str:
    parts = []
    if row.flops is not None:
        parts.append(units.trimmed(units.flops(row.flops)))
    if row.moved_bytes is not None:
        parts.append(f"{units.trimmed(units.size(row.moved_bytes))} moved")
    return ", ".join(parts)
