"""What `bench_granite.py` prints: figures of predictors, side by side, by groups of blocks."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from granite_judge import (
    Case,
    Figures,
    Predicted,
    answered_by_all,
    figures,
    groups,
    lengths_between,
)
from granite_novelty import UNSEEN_OPCODES

HEAD = (
    f"{'':<32} {'blocks':>6} {'MAPE':>7} {'capped':>7} {'median':>7} {'<=10%':>6} {'tau':>6}"
    f" {'in 80%':>7} {'width':>6}"
)
AIM_MAPE, AIM_UNSEEN, AIM_LONG, AIM_TAU = 0.05, 0.09, 0.09, 0.92


def line(label: str, of: Figures) -> str:
    shown = [_share(each) for each in (of.mape, of.capped, of.median)]
    return (
        f"{label:<32} {of.answered:>6} {shown[0]:>7} {shown[1]:>7} {shown[2]:>7}"
        f" {_share(of.near, 0):>6} {_plain(of.tau, 3):>6} {_share(of.coverage):>7}"
        f" {_plain(of.width, 2):>6}"
    ).rstrip()


def _share(value: float, digits: int = 1) -> str:
    return "" if math.isnan(value) else f"{value:.{digits}%}"


def _plain(value: float, digits: int) -> str:
    return "" if math.isnan(value) else f"{value:.{digits}f}"


def side_by_side(cases: Sequence[Case], predictors: Sequence[Predicted]) -> list[dict[str, Any]]:
    """Each predictor where it answers, then, where that differs, all of them where all answer."""
    actual = [each.cycles for each in cases]
    rows = [_row(each.name, "where it answers", actual, each) for each in predictors]
    places = answered_by_all(predictors) if predictors else []
    if 0 < len(places) < len(cases):
        shared = [actual[place] for place in places]
        rows += [_row(p.name, "where all answer", shared, p.at(places)) for p in predictors]
    return rows


def by_groups(cases: Sequence[Case], predictors: Sequence[Predicted]) -> list[dict[str, Any]]:
    return [
        _row(each.name, f"{grouping} {group}", [cases[at].cycles for at in places], each.at(places))
        for grouping, group, places in groups(cases)
        for each in predictors
    ]


def _row(name: str, what: str, actual: Sequence[float], predicted: Predicted) -> dict[str, Any]:
    return {"predictor": name, "blocks are": what, "figures": figures(actual, predicted)}


def shown(rows: Sequence[dict[str, Any]]) -> list[str]:
    """The rows of one heading together, its name above them."""
    lines, last = [HEAD], ""
    for row in rows:
        if row["blocks are"] != last:
            last = row["blocks are"]
            lines.append(last)
        lines.append(line(f"    {row['predictor']}", row["figures"]))
    return lines


def aims(cases: Sequence[Case], model: Predicted) -> list[dict[str, Any]]:
    """What it must show, and what it does."""
    unseen = [at for at, case in enumerate(cases) if case.novelty == UNSEEN_OPCODES]
    whole, fresh, long = (
        figures([cases[at].cycles for at in places], model.at(places))
        for places in (range(len(cases)), unseen, lengths_between(cases, 9, 32))
    )
    return [
        _aim("MAPE", whole.mape, AIM_MAPE),
        _aim("MAPE of unseen opcode sequences", fresh.mape, AIM_UNSEEN),
        _aim("MAPE of 9 to 32 instructions", long.mape, AIM_LONG),
        {"what": "Kendall's tau", "is": whole.tau, "aim": AIM_TAU, "met": whole.tau >= AIM_TAU},
    ]


def _aim(what: str, value: float, most: float) -> dict[str, Any]:
    return {"what": what, "is": value, "aim": most, "met": value <= most}


def aims_shown(found: Sequence[dict[str, Any]]) -> list[str]:
    lines = []
    for each in found:
        share = each["what"].startswith("MAPE")
        value, aim = (f"{each[k]:.2%}" if share else f"{each[k]:.3f}" for k in ("is", "aim"))
        bound = "at most" if share else "at least"
        met = "met" if each["met"] else "missed"
        lines.append(f"{each['what']:<34} {value:>8}   aim: {bound} {aim}: {met}")
    return lines


def plain(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """For JSON, which has no NaN."""
    return [
        {**row, "figures": {k: _finite(v) for k, v in asdict(row["figures"]).items()}}
        for row in rows
    ]


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
