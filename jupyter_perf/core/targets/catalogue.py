"""The rows of `catalogue.csv`."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from .rows import target_of_row
from .target import Target

FILE = Path(__file__).with_name("catalogue.csv")


@cache
def shipped() -> tuple[Target, ...]:
    """What this package brings, in the table's order."""
    with FILE.open(encoding="utf-8", newline="") as rows:
        return tuple(target_of_row(row) for row in csv.DictReader(rows))
