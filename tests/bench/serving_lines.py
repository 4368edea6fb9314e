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


def proposals(found: Rows, summary: Rows) -> Iterator[str]:
    """Of `serving_proposals.rows` and `.summary`."""
    for row in found:
        yield (
            f"{row['problem']:16} {_half(row):8} {row['method']:21} best {row['best']:10.5g}"
            f" ({row['low']:.5g} to {row['high']:.5g}), {percent(row['left'])} of the way left,"
            f" {percent(row['feasible'])} feasible, alone best {row['alone']} of {row['seeds']}"
        )
    for row in summary:
        than = f": {row['more']:+.0%} ({row['low']:+.0%} to {row['high']:+.0%}) than ours"
        yield (
            f"{_half(row)}, {row['method']}: on average {percent(row['left'])} of the way left"
            f"{'' if row['method'] == 'prime' else than}"
        )
    yield from map(_intervals, _halves(found))


def _halves(found: Rows) -> Iterator[Rows]:
    ours = [row for row in found if "within" in row]
    for judging in (True, False):
        if half := [row for row in ours if row["judging"] is judging]:
            yield half


def _intervals(ours: Rows) -> str:
    works = sum(row["feasible proposals"] for row in ours)
    if not works:
        return f"{_half(ours[0])}, what is said of ours: no proposal is feasible"
    return (
        f"{_half(ours[0])}, what is said of ours: of {works} feasible ones"
        f" {percent(sum(row['within'] for row in ours) / works)} are in their 80% intervals,"
        f" {percent(sum(row['under'] for row in ours) / works)} worse than predicted; feasible are"
        f" {percent(statistics.fmean(row['feasible'] for row in ours))}, said"
        f" {percent(statistics.fmean(row['said feasible'] for row in ours))}"
    )


def _half(row: Mapping[str, Any]) -> str:
    return "judging" if row["judging"] else "tuning"
