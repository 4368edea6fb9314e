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

from baselines import METHODS, naive, one_term
from forecasts import HEAD, line, summary

from jupyter_perf.core.ranges import Range
from jupyter_perf.estimation.fit import Machine, Sample, predict_peak, predict_seconds

TESTS = Path(__file__).resolve().parents[1]
SAMPLES = TESTS / "estimation" / "samples.json"
RESULT = TESTS.parent / ".bench" / "fit.json"
SHARES = (10, 30, 100)
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


def baseline(method: str, case: Case, value: Callable[[Sample], float]) -> float:
    """What a simpler method makes of the same samples."""
    sizes = [each.sizes for each in case.samples if isinstance(each.sizes, dict)]
    predict = naive if method == "naive" else one_term
    return predict(sizes, [value(each) for each in case.samples], case.sizes)


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
        for method in METHODS:
            judged.append(Judged(*about, method, baseline(method, case, value) / actual))
    return judged


def seconds_of(sample: Sample) -> float:
    return sample.seconds


def peak_of(sample: Sample) -> float:
    return float(sample.peak_bytes or 0)


def width(guess: Range) -> float:
    return math.sqrt(guess.high / guess.low)


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
    print(HEAD)
    rows: dict[str, dict[str, float]] = {}
    kinds = itertools.product(("time", "memory"), ("tuning", "judging"), ("fit", *METHODS))
    for kind in kinds:
        of = [each for each in judged if (each.quantity, each.half, each.method) == kind]
        parts = {", ".join(kind): of}
        if kind[-1] == "fit":
            parts |= {f"    samples of 1/{n}": [e for e in of if e.share == n] for n in SHARES}
        for label, part in parts.items():
            if part:
                row = summary(part)
                rows[f"{', '.join(kind)} {label.strip()}"] = row
                print(line(label, row))
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
