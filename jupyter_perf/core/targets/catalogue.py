"""The rows of `catalogue.csv`, whose columns carry their units."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from .target import PRECISIONS, Target

FILE = Path(__file__).with_name("catalogue.csv")


@cache
def shipped() -> tuple[Target, ...]:
    """What this package brings, in the table's order."""
    with FILE.open(encoding="utf-8", newline="") as rows:
        return tuple(_target(row) for row in csv.DictReader(rows))


def _target(row: dict[str, str]) -> Target:
    return Target(
        name=row["name"],
        title=row["title"],
        vendor=row["vendor"],
        kind=row["kind"],
        cores=int(row["cores"]) if row["cores"] else None,
        memory_gb=_number(row["memory_gb"]),
        bandwidth_gb_per_s=_number(row["bandwidth_gb_per_s"]),
        dense_tflops=_peaks(row, ""),
        sparse_tflops=_peaks(row, "sparse_"),
        tdp_w=_number(row["tdp_w"]),
        usd_per_hour=_number(row["usd_per_hour"]),
        price_source=row["price_source"],
        price_date=row["price_date"],
        source=row["source"],
        source_url=row["source_url"],
        note=row["note"],
    )


def _peaks(row: dict[str, str], prefix: str) -> dict[str, float]:
    found = {each: _number(row.get(f"{prefix}{each}_{_unit(each)}", "")) for each in PRECISIONS}
    return {each: value for each, value in found.items() if value is not None}


def _unit(precision: str) -> str:
    """Whole numbers aren't floating-point operations."""
    return "tops" if precision.startswith("int") else "tflops"


def _number(text: str) -> float | None:
    return float(text) if text else None
