"""Predictions against what was measured: one line of a table for many of them."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from typing import Protocol

HEAD = f"{'':<38} cases  refused  median   ≤25%    ≤2×    worst   coverage"


class Judged(Protocol):
    """`ratio` is predicted over actual, None where it was refused; `inside` its interval?"""

    @property
    def ratio(self) -> float | None: ...
    @property
    def inside(self) -> bool | None: ...


def summary(judged: Sequence[Judged]) -> dict[str, float]:
    """Shares are of what was predicted at all; errors as ratios, either way."""
    ratios = [each.ratio for each in judged if each.ratio is not None]
    if not ratios:
        unknown = ("median_ape", "within_25", "within_2x", "worst", "coverage")
        return dict.fromkeys(unknown, math.nan) | {"cases": len(judged), "refused": 1.0}
    off = [factor(ratio) for ratio in ratios]
    errors = [abs(ratio - 1) for ratio in ratios]
    inside = [each.inside for each in judged if each.inside is not None]
    return {
        "cases": len(judged),
        "refused": 1 - len(ratios) / len(judged),
        "median_ape": statistics.median(errors),
        "within_25": sum(error <= 0.25 for error in errors) / len(ratios),
        "within_2x": sum(each <= 2 for each in off) / len(ratios),
        "worst": max(off),
        "coverage": sum(inside) / len(inside) if inside else math.nan,
    }


def factor(ratio: float) -> float:
    """How far off, either way."""
    return max(ratio, 1 / ratio) if ratio > 0 else math.inf


def line(label: str, row: dict[str, float]) -> str:
    return (
        f"{label:<38} {row['cases']:>5.0f} {row['refused']:>8.0%} {row['median_ape']:>7.1%}"
        f" {row['within_25']:>6.0%} {row['within_2x']:>6.0%} {row['worst']:>8.3g}×"
        f" {row['coverage']:>9.0%}"
    )
