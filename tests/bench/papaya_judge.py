"""What a model's measurements say about predictions from three of its batch sizes."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from typing import Any

from jupyter_perf.core.ranges import Range
from jupyter_perf.tradeoff.fit import Fit, fit
from jupyter_perf.tradeoff.scoring import quotient

Row = dict[str, Any]
Kept = dict[str, Any]


def spread(sizes: Sequence[int]) -> list[int]:
    """The three that are measured: the least, the middle one, the most."""
    return [sizes[0], sizes[len(sizes) // 2], sizes[-1]]


def judged(name: str, rows: Sequence[Row]) -> Kept:
    """All that is held against measurements, of one model."""
    by_method: dict[str, dict[int, Row]] = {}
    for row in rows:
        by_method.setdefault(row["method"], {})[row["batch"]] = row
    fits = {method: _fitted(each) for method, each in by_method.items()}
    return {
        "model": name,
        "peaks": list(_peaks(rows)),
        "times": [
            each for method, known in fits.items() for each in _times(method, known, by_method)
        ],
        "r2": [_r2(known, by_method[method]) for method, known in fits.items()],
        "ratios": list(_ratios(fits, by_method)),
        "decisions": list(_decisions(fits, by_method)),
    }


def _fitted(rows: dict[int, Row]) -> Fit:
    """From all rounds at three sizes, which tell the noise as well."""
    sizes = [each for each in spread(sorted(rows)) for _ in rows[each]["rounds"]]
    times = [took for each in spread(sorted(rows)) for took in rows[each]["rounds"]]
    peaks = [rows[each].get("traced", rows[each]["tensors"]) for each in sizes]
    return fit(sizes, times, peaks)


def _peaks(rows: Sequence[Row]) -> Iterator[Kept]:
    """Relative errors of the trace: against a ledger of real tensors, and the allocator."""
    for row in rows:
        if "traced" in row:
            yield {
                "method": row["method"],
                "batch": row["batch"],
                "tensors": row["traced"] / row["tensors"] - 1,
                "allocator": row["traced"] / row["allocator"] - 1,
            }


def _held(rows: dict[int, Row]) -> list[int]:
    return [each for each in sorted(rows) if each not in spread(sorted(rows))]


def _times(method: str, known: Fit, by_method: dict[str, dict[int, Row]]) -> Iterator[Kept]:
    rows = by_method[method]
    for batch in _held(rows):
        yield _kept(known.seconds(batch), rows[batch]["seconds"]) | {"method": method}


def _r2(known: Fit, rows: dict[int, Row]) -> float:
    """Of the sizes that the fit hasn't seen."""
    actual = [rows[each]["seconds"] for each in _held(rows)]
    guess = [known.seconds(each).value for each in _held(rows)]
    mean = statistics.fmean(actual)
    left = float(sum((a - g) ** 2 for a, g in zip(actual, guess, strict=True)))
    return 1 - left / float(sum((a - mean) ** 2 for a in actual))


def _ratios(fits: dict[str, Fit], by_method: dict[str, dict[int, Row]]) -> Iterator[Kept]:
    """Of throughputs at the same size, which no fit has seen."""
    for method, known in fits.items():
        for batch in _held(by_method["none"]) if method != "none" else []:
            predicted = quotient(fits["none"].seconds(batch), known.seconds(batch))
            actual = by_method["none"][batch]["seconds"] / by_method[method][batch]["seconds"]
            yield _kept(predicted, actual) | {"method": method}


def _decisions(fits: dict[str, Fit], by_method: dict[str, dict[int, Row]]) -> Iterator[Kept]:
    """Whether a method gives more within a memory, each with its largest measured size in it."""
    plain = by_method["none"]
    for limit in (row["allocator"] for row in plain.values()):
        base = _most(plain, limit)
        for method, rows in by_method.items():
            own = _most(rows, limit)
            if method == "none" or not own or not base:
                continue
            predicted = quotient(fits[method].throughput(own), fits["none"].throughput(base))
            actual = own / rows[own]["seconds"] / (base / plain[base]["seconds"])
            yield _kept(predicted, actual) | {"method": method, "batches": [base, own]}


def _most(rows: dict[int, Row], limit: int) -> int:
    return max((each for each, row in rows.items() if row["allocator"] <= limit), default=0)


def _kept(predicted: Range, actual: float) -> Kept:
    return {
        "predicted": predicted.value,
        "actual": actual,
        "error": abs(predicted.value / actual - 1),
        "inside": actual in predicted,
        "clear": 1.0 not in predicted,
    }
