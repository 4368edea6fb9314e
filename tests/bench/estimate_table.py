"""The tables of `bench_estimate.py`."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from typing import Any

from baselines import METHODS
from estimate_judge import (
    QUANTITIES,
    Judged,
    Row,
    actual,
    busy,
    in_range,
    judge,
    outcome,
    reason,
    times,
)
from estimating_cases import HALVES, NUMBER
from forecasts import HEAD, summary
from forecasts import line as forecast

_WORDS = 90


def line(row: Row) -> str:
    """One case in one line."""
    head = f"{row['family'][:11]:<12}{row['half']:<5}{row['name'][:20]:<21}"
    if "broken" in row or row.get("estimate") is None:
        why = str(row.get("broken", "")).strip().splitlines()[-1:] or ["the estimate failed"]
        return f"{head} broken: {why[0][:_WORDS]}"
    if row["expect"] != NUMBER:
        came = outcome(row)
        return f"{head} {row['expect']}: {came}: {reason(row)[:_WORDS]}"
    told = {each.quantity: each for each in judge(row) if _ours(each)}
    marks = (" BUSY" if busy(row) else "") + ("" if in_range(row) else " not judged")
    parts = [f"{quantity} {_ratio(told[quantity])}" for quantity in QUANTITIES if quantity in told]
    note = told["time"].note[:_WORDS]
    took = f"{actual(row, 'time'):6.1f} s {times(row):4.0f}×"
    return f"{head}{took}  {'  '.join(parts)}{marks}  {note}"


def report(rows: Sequence[Row]) -> tuple[str, dict[str, dict[str, float]]]:
    """All tables as text, and the figures in them by label."""
    figures: dict[str, dict[str, float]] = {}
    lines = [HEAD]
    judged = [each for row in _judged_rows(rows) for each in judge(row)]
    for label, part in _parts(judged):
        figures[label.strip()] = summary(part)
        lines.append(forecast(label, figures[label.strip()]))
    return "\n".join(
        [*lines, *_quiet(rows, figures), *_again(rows), *_outcomes(rows), *_refusals(rows)]
    ), figures


def _judged_rows(rows: Sequence[Row]) -> list[Row]:
    """Those with a number to give whose full run was far beyond the samples.

    What was refused is judged as well: nobody knows how far its samples would have got.
    """
    good = [row for row in rows if row.get("estimate") is not None and row["expect"] == NUMBER]
    return [
        row
        for row in good
        if "full" in row and (in_range(row) or row["estimate"]["seconds"] is None)
    ]


def _parts(judged: Sequence[Judged]) -> Iterator[tuple[str, list[Judged]]]:
    for quantity in QUANTITIES:
        of = [each for each in judged if each.quantity == quantity]
        for half in HALVES:
            for method in ("estimate", *METHODS):
                part = [e for e in of if e.half == half and e.method == method]
                if part:
                    yield f"{quantity}, {half}, {method}", part
        ours = [each for each in of if _ours(each)]
        if len({each.half for each in ours}) > 1:
            yield f"{quantity}, all, estimate", ours
        for family in sorted({each.family for each in ours}):
            yield f"    {quantity}, {family}", [e for e in ours if e.family == family]


def _quiet(rows: Sequence[Row], figures: dict[str, dict[str, float]]) -> list[str]:
    """The same without what was measured while others used the machine, where anything was."""
    some = _judged_rows(rows)
    quiet = [row for row in some if not busy(row)]
    lines = [
        "full runs took "
        + (f"{statistics.median(map(times, some)):.0f} times" if some else "no multiple of")
        + " their samples (median)",
        f"{len(quiet)} of {len(some)} measured while nobody else used the machine"
        + ("; the others' time is CPU time" if len(quiet) < len(some) else ""),
    ]
    if 0 < len(quiet) < len(some):
        for quantity in QUANTITIES:
            part = [e for row in quiet for e in judge(row) if _ours(e) and e.quantity == quantity]
            if part:
                label = f"{quantity}, those only"
                figures[label] = summary(part)
                lines.append(forecast(label, figures[label]))
    outside = [row["name"] for row in rows if "full" in row and row not in some]
    if outside:
        lines.append(f"not judged, as less than 10 times the samples: {', '.join(outside)}")
    return lines


def _again(rows: Sequence[Row]) -> list[str]:
    """How far one full run is from another of the same cell."""
    pairs = [(row["full"], row["again"]) for row in rows if row.get("again")]
    lines = []
    for name, said in (("seconds", "time"), ("peak_bytes", "memory")):
        off = [abs(two[name] / one[name] - 1) for one, two in pairs if one[name] > 0]
        if off:
            within = sum(each <= 0.25 for each in off) / len(off)
            lines.append(
                f"the same run again, {said}: off by {statistics.median(off):.1%} (median of "
                f"{len(off)}), {within:.0%} within 25%, at most {max(off):.0%}"
            )
    return lines


def _outcomes(rows: Sequence[Row]) -> list[str]:
    """What came of cells where another answer than a number is right."""
    some = [row for row in rows if row["expect"] != NUMBER]
    right = [row for row in some if outcome(row) == "as expected"]
    lines = [f"other outcomes: {len(right)} of {len(some)} as expected"] if some else []
    return lines + [
        f"    {row['name']}: {outcome(row)}, not {row['expect']}"
        for row in some
        if row not in right
    ]


def _refusals(rows: Sequence[Row]) -> list[str]:
    lines = []
    for row in rows:
        if row["expect"] == NUMBER and row.get("estimate") and row["estimate"]["seconds"] is None:
            lines.append(f"    {row['name']}: {reason(row)[:200]}")
    broken = [row["name"] for row in rows if "broken" in row or row.get("estimate") is None]
    head = ["refused, though a number was hoped for:"] if lines else []
    return [*head, *lines, *([f"broken: {', '.join(broken)}"] if broken else [])]


def _ours(each: Judged) -> bool:
    return each.method == "estimate"


def _ratio(each: Judged) -> str:
    if each.ratio is None:
        return "refused   "
    return f"×{each.ratio:<5.2f}{'    ' if each.inside else ' OUT'}"


def plain(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Rows with what was judged of each, for the record."""
    return [{**row, "judged": [vars(each) for each in judge(row)]} for row in rows]
