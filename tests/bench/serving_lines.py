"""What the benchmark of serving found, in lines."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from jupyter_perf.core.units import percent

Rows = Sequence[Mapping[str, Any]]


def speculation(found: Mapping[str, Rows], why_not: str | None) -> Iterator[str]:
    """Of `serving_speculation.tables`."""
    for row in found["anchors"]:
        yield (
            f"acceptance 0.6, draft cost {row['draft_cost']:g}: length {row['ours']},"
            f" published {row['published']}; {row['speed_up']:.2f}× as fast"
        )
    for row in found["lines"]:
        errors = ", ".join(
            f"{kind} line {percent(row[f'{kind}_median'])} off, {percent(row[f'{kind}_worst'])} at"
            " worst"
            for kind in ("straight", "bent")
        )
        yield f"{row['model']} on {row['target']}: {errors}"
    for row in found.get("hurting", ()):
        drafts = f"{row['model']} with {row['draft']} on {row['target']}"
        alone = f"alone {row['length_alone']} tokens, {row['speed_up_alone']:.2f}×"
        yield f"{drafts}, acceptance {row['acceptance']:g}: {alone}; {row['said']}"
    if chosen := found.get("choices"):
        yield _choices(chosen)
    elif "choices" in found:
        yield f"choices against a simulated server: not run: {why_not}"


def _choices(rows: Rows) -> str:
    regrets = [row["regret"] for row in rows]
    right = sum(row["chosen"] == row["fastest"] for row in rows)
    return (
        f"chosen lengths against a simulated server: the fastest in {right} of {len(rows)}, median"
        f" {percent(statistics.median(regrets))} slower, {percent(max(regrets))} at worst"
    )


def simulation(summary: Mapping[str, Any], aim: float) -> Iterator[str]:
    """Of `serving_simulation.summary`."""
    yield f"{summary['cells']} cells; predicted against simulated:"
    for name, each in summary.items():
        if name != "cells":
            yield (
                f"{name:32} median {percent(each['median']):>6} off, {percent(each['worst']):>5} at"
                f" worst; within {percent(aim)}: {percent(each['within'])}"
            )


def pipeline(row: Mapping[str, Any]) -> str:
    """Of `serving_pipelines.rows`."""
    paper = "" if row["paper"] is None else f"; the paper {row['paper']:.1f}"
    return f"{row['check']}: {row['ours']:,.2f} ({row['low']:,.2f} to {row['high']:,.2f}){paper}"


def proposals(found: Rows) -> Iterator[str]:
    """Of `serving_proposals.rows`."""
    for row in found:
        half = "judging" if row["judging"] else "tuning"
        yield (
            f"{row['problem']:16} {half:8} {row['method']:21} best {row['best']:10.5g}"
            f" ({row['low']:.5g} to {row['high']:.5g}), {percent(row['left'])} of the way left,"
            f" {percent(row['feasible'])} feasible, alone best {row['alone']} of {row['seeds']}"
        )
    for judging, half in ((True, "judging"), (False, "tuning")):
        of_half = [row for row in found if row["judging"] is judging]
        for method in dict.fromkeys(row["method"] for row in of_half):
            left = [row["left"] for row in of_half if row["method"] == method]
            yield f"{half}, {method}: on average {percent(statistics.fmean(left))} of the way left"
