"""How well does the fit of `%%estimate` predict what it has not seen?

Replays tests/estimation/samples.json: for each snippet the sizes whose runs, one each, take no
more than a 10th, 30th or 100th of the full run are the samples, the full run is what is predicted.
Snippets are split in halves: one was tuned on, the other judges. Compared with scaling the largest
sample and with the best single term by least squares, on the same samples. Writes .bench/fit.json.

    python tests/bench/bench_fit.py [--each]
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
import statistics
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from jupyter_perf.core.ranges import Range
from jupyter_perf.estimation.fit import Machine, Sample, predict_peak, predict_seconds

TESTS = Path(__file__).resolve().parents[1]
SAMPLES = TESTS / "estimation" / "samples.json"
RESULT = TESTS.parent / ".bench" / "fit.json"
SHARES = (10, 30, 100)
METHODS = ("fit", "naive", "one term")
LEAST_SECONDS = 5e-4
"""Shorter runs aren't sampled: a sampler passes over them at once."""
LEAST_PEAK_BYTES = 8 << 20
"""Of the full run: below it there is nothing to predict."""
MACHINE = Machine(cache_bytes=(512 << 10, 32 << 20))
Row = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """A snippet at one share of its full run."""

    name: str
    half: str
    share: int
    samples: tuple[Sample, ...]
    sizes: dict[str, float]
    seconds: float
    peak_bytes: int


@dataclass(frozen=True)
class Judged:
    """`ratio` is predicted over actual; None where it was refused."""

    name: str
    half: str
    share: int
    quantity: str
    method: str
    ratio: float | None
    inside: bool | None = None
    note: str = ""


def sample(row: Row) -> Sample:
    """The typical run of a row, its relative noise, and what it went through."""
    seconds = row["seconds"]
    middle = statistics.median(seconds)
    spread = statistics.stdev(seconds) / middle / math.sqrt(len(seconds)) if seconds[1:] else 0.02
    working = row["input_bytes"] + row["peak_bytes"]
    return Sample(row["sizes"], middle, spread, row["peak_bytes"], working)


def cases() -> tuple[dict[str, str], list[Case]]:
    """What the samples were measured on, and every snippet at every share it has samples for."""
    stored = json.loads(SAMPLES.read_text("utf-8"))
    found = []
    for index, (name, rows) in enumerate(stored["snippets"].items()):
        full = rows[-1]
        seconds = statistics.median(full["seconds"])
        for share in SHARES:
            chosen = sampled(rows[:-1], seconds / share)
            if len({tuple(row["sizes"].items()) for row in chosen}) >= 3:
                half = "judging" if index % 2 else "tuning"
                samples = tuple(sample(row) for row in chosen)
                sizes, peak = full["sizes"], full["peak_bytes"]
                found.append(Case(name, half, share, samples, sizes, seconds, peak))
    return stored["about"], found


def sampled(rows: Sequence[Row], budget: float) -> list[Row]:
    """The rows that fit, cheapest first."""
    chosen, spent = [], 0.0
    for row in sorted(rows, key=lambda row: statistics.median(row["seconds"])):
        spent += statistics.median(row["seconds"])
        if spent > budget:
            break
        chosen.append(row)
    return [row for row in chosen if statistics.median(row["seconds"]) >= LEAST_SECONDS]


def naive(case: Case, value: Callable[[Sample], float]) -> float:
    """The largest sample, scaled by the product of the sizes."""
    largest = max(case.samples, key=value)
    assert isinstance(largest.sizes, dict)
    scale: float = math.prod(case.sizes[name] / largest.sizes[name] for name in case.sizes)
    return value(largest) * scale


TERMS: tuple[Callable[[Any], Any], ...] = (
    np.ones_like,
    np.log,
    lambda n: n,
    lambda n: n * np.log(n),
    lambda n: n**2,
    lambda n: n**3,
    lambda n: 2.0 ** np.minimum(n, 500),
)


def one_term(case: Case, value: Callable[[Sample], float]) -> float:
    """a + b·f(n) of the term with the least squares; n is the product of the sizes."""
    sizes = np.array(
        [math.prod(s.sizes.values()) for s in case.samples if isinstance(s.sizes, dict)]
    )
    target = np.array([math.prod(case.sizes.values())], float)
    values = np.array([value(each) for each in case.samples])
    best = (math.inf, 0.0)
    for term in TERMS:
        column = term(sizes.astype(float))
        rows = np.column_stack([np.ones_like(column), column])
        solution, *_ = np.linalg.lstsq(rows, values, rcond=None)
        error = float(((rows @ solution - values) ** 2).sum())
        if error < best[0]:
            best = error, float(solution[0] + solution[1] * term(target)[0])
    return best[1]


def judge(case: Case) -> list[Judged]:
    judged = []
    predictions = [("time", predict_seconds(case.samples, case.sizes, machine=MACHINE))]
    if case.peak_bytes >= LEAST_PEAK_BYTES:
        predictions.append(("memory", predict_peak(case.samples, case.sizes)))
    for quantity, prediction in predictions:
        actual = case.seconds if quantity == "time" else case.peak_bytes
        value = seconds_of if quantity == "time" else peak_of
        about = (case.name, case.half, case.share, quantity)
        guess = prediction.expected
        if guess is None:
            judged.append(Judged(*about, "fit", None, note=prediction.refused or ""))
        else:
            note = f"{prediction.form}; {prediction.words}; {width(guess):.2f}×"
            inside = actual in guess
            judged.append(Judged(*about, "fit", guess.value / actual, inside, note))
        judged.append(Judged(*about, "naive", naive(case, value) / actual))
        judged.append(Judged(*about, "one term", one_term(case, value) / actual))
    return judged


def seconds_of(sample: Sample) -> float:
    return sample.seconds


def peak_of(sample: Sample) -> float:
    return float(sample.peak_bytes or 0)


def width(guess: Range) -> float:
    return math.sqrt(guess.high / guess.low)


def summary(judged: Sequence[Judged]) -> dict[str, float]:
    """Shares are of what was predicted at all; errors as ratios, either way."""
    given = [each for each in judged if each.ratio is not None]
    off = sorted(factor(each.ratio or 0.0) for each in given)
    if not given:
        return dict.fromkeys(
            ("median_ape", "within_25", "within_2x", "worst", "coverage"), math.nan
        ) | {"cases": len(judged), "refused": 1.0}
    errors = [abs((each.ratio or 0.0) - 1) for each in given]
    inside = [each.inside for each in given if each.inside is not None]
    return {
        "cases": len(judged),
        "refused": 1 - len(given) / len(judged),
        "median_ape": statistics.median(errors),
        "within_25": sum(error <= 0.25 for error in errors) / len(given),
        "within_2x": sum(each <= 2 for each in off) / len(given),
        "worst": off[-1],
        "coverage": sum(inside) / len(inside) if inside else math.nan,
    }


def factor(ratio: float) -> float:
    return max(ratio, 1 / ratio) if ratio > 0 else math.inf


def show(label: str, row: dict[str, float]) -> None:
    print(
        f"{label:<34} {row['cases']:>5.0f} {row['refused']:>8.0%} {row['median_ape']:>7.1%}"
        f" {row['within_25']:>6.0%} {row['within_2x']:>6.0%} {row['worst']:>8.3g}×"
        f" {row['coverage']:>9.0%}"
    )


def each_case(judged: Sequence[Judged]) -> None:
    for each in judged:
        if each.method == "fit":
            ratio = "refused" if each.ratio is None else f"{each.ratio:.2f}"
            out = "OUT" if each.inside is False else ""
            print(
                f"{each.half:<8} {each.quantity:<7} {each.name:<16} 1/{each.share:<4}"
                f" {ratio:>7} {out:<4} {each.note}"
            )


def tables(judged: Sequence[Judged]) -> dict[str, dict[str, float]]:
    """Print a line per quantity, half and method, and per share for ours."""
    print(f"{'':<34} cases  refused  median   ≤25%    ≤2×    worst   coverage")
    rows: dict[str, dict[str, float]] = {}
    kinds = itertools.product(("time", "memory"), ("tuning", "judging"), METHODS)
    for kind in kinds:
        of = [each for each in judged if (each.quantity, each.half, each.method) == kind]
        parts = {", ".join(kind): of}
        if kind[-1] == "fit":
            parts |= {f"    samples of 1/{n}": [e for e in of if e.share == n] for n in SHARES}
        for label, part in parts.items():
            if part:
                row = summary(part)
                rows[f"{', '.join(kind)} {label.strip()}"] = row
                show(label, row)
    return rows


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--each", action="store_true", help="a line for each case as well")
    options = parser.parse_args(arguments)
    about, found = cases()
    judged = [each for case in found for each in judge(case)]
    if options.each:
        each_case(judged)
    rows = tables(judged)
    print("samples: " + ", ".join(f"{key} {value}" for key, value in about.items()))
    RESULT.parent.mkdir(exist_ok=True)
    record = {"about": about, "summary": rows, "cases": [asdict(each) for each in judged]}
    RESULT.write_text(json.dumps(record, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
