"""Do three measurements predict the others of PAPAYA's authors?

Reads their published points (columns model, device, method, batch_size, quantity, value), fits each
series at three spread sizes and predicts what was left out: seconds per step, peak memory, and the
throughput of each method against the plain step, at its largest batch within 0.8 of the memory.
Forms and noise were chosen on the methods in TUNED; the others judge. Several ways to choose three
sizes are tried, as no one of them is right. Writes .bench/papaya-published.json.

    python tests/bench/bench_papaya_published.py [--data PATH] [--each]
"""

from __future__ import annotations

import argparse
import json
import math
import statistics
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from jupyter_perf.core.ranges import Range
from jupyter_perf.core.units import percent, ratio
from jupyter_perf.tradeoff.fit import Fit, fit
from jupyter_perf.tradeoff.scoring import USABLE, quotient

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared" / "data" / "papaya_published_points.csv"
RESULT = ROOT / ".bench" / "papaya-published.json"
QUANTITIES = {"seconds_per_step": "time", "peak_mib": "memory"}
TUNED = ("L1", "L1_ckpt", "ckpt")
MEMORY_MIB = {"V100-16GB": 16 * 1024.0, "T4-16GB": 16 * 1024.0, "K80-12GB": 12 * 1024.0}
LEAST = 6
"""Points of a series, below which three of them leave too little to predict."""
Key = tuple[str, str, str]
Series = dict[float, float]


@dataclass(frozen=True)
class Judged:
    """One point that the fit hadn't seen."""

    quantity: str
    choice: str
    model: str
    device: str
    method: str
    batch: float
    actual: float
    predicted: Range
    line: float = math.nan
    """What a straight line through the same samples says, by least squares."""

    @property
    def error(self) -> float:
        return abs(self.predicted.value / self.actual - 1)

    @property
    def half(self) -> str:
        return "chosen on" if self.method in TUNED else "judged on"


def by_quantiles(*shares: float) -> Callable[[Sequence[float]], list[float]]:
    return lambda x: sorted({x[round(each * (len(x) - 1))] for each in shares})


def by_fractions(*shares: float) -> Callable[[Sequence[float]], list[float]]:
    """The sizes nearest to these parts of the largest one."""
    return lambda x: sorted({min(x, key=lambda at: abs(at - each * x[-1])) for each in shares})


CHOICES = {
    "least, middle, most": by_quantiles(0, 0.5, 1),
    "10%, 50%, 90%": by_quantiles(0.1, 0.5, 0.9),
    "1/8, 1/2, 1 of the most": by_fractions(1 / 8, 1 / 2, 1),
    "1/8, 1/4, 1/2 of the most": by_fractions(1 / 8, 1 / 4, 1 / 2),
}


def read(path: Path) -> dict[str, dict[Key, Series]]:
    """Quantity → series → batch → value."""
    found: dict[str, dict[Key, Series]] = {each: {} for each in QUANTITIES.values()}
    for row in pd.read_csv(path).to_dict("records"):
        if (quantity := QUANTITIES.get(str(row["quantity"]))) is not None:
            key = str(row["model"]), str(row["device"]), str(row["method"])
            found[quantity].setdefault(key, {})[float(row["batch_size"])] = float(row["value"])
    return {q: {k: dict(sorted(v.items())) for k, v in each.items()} for q, each in found.items()}


def fitted(quantity: str, sizes: Sequence[float], series: Series) -> Fit:
    values = [series[each] for each in sizes]
    return fit(sizes, **{"seconds" if quantity == "time" else "peak_bytes": values})


def points(data: dict[str, dict[Key, Series]]) -> Iterator[Judged]:
    for quantity, every in data.items():
        for key, series in every.items():
            for choice, choose in CHOICES.items():
                sizes = choose(list(series))
                if len(series) < LEAST or len(sizes) < 3:
                    continue
                known = fitted(quantity, sizes, series)
                at = known.seconds if quantity == "time" else known.peak_bytes
                slope, fixed = np.polyfit(sizes, [series[each] for each in sizes], 1)
                for batch, actual in series.items():
                    if batch not in sizes:
                        line = float(slope * batch + fixed)
                        yield Judged(quantity, choice, *key, batch, actual, at(batch), line)


def ratios(data: dict[str, dict[Key, Series]]) -> Iterator[Judged]:
    """Of each method's throughput to the plain step's, both at the largest measured batch whose
    measured peak fits; those batches are never among the samples of the times."""
    for key, series in data["time"].items():
        model, device, method = key
        plain_key = (model, device, "plain")
        plain = data["time"].get(plain_key, {})
        if method == "plain" or min(len(series), len(plain)) < LEAST:
            continue
        own_most, plain_most = (_most(data, each) for each in (key, plain_key))
        if own_most is None or plain_most is None:
            continue
        for choice, choose in CHOICES.items():
            own, base = ({b: v for b, v in s.items() if b != most}
                         for s, most in ((series, own_most), (plain, plain_most)))  # fmt: skip
            sizes, plain_sizes = choose(list(own)), choose(list(base))
            if min(len(sizes), len(plain_sizes)) < 3:
                continue
            predicted = quotient(
                fitted("time", sizes, own).throughput(own_most),
                fitted("time", plain_sizes, base).throughput(plain_most),
            )
            actual = own_most / series[own_most] / (plain_most / plain[plain_most])
            yield Judged("ratio", choice, *key, own_most, actual, predicted)


def _most(data: dict[str, dict[Key, Series]], key: Key) -> float | None:
    """The largest measured batch that fits; of those without a measured peak, the largest."""
    times, peaks = data["time"][key], data["memory"].get(key)
    limit = USABLE * MEMORY_MIB.get(key[1], math.inf)
    if not peaks:
        return max(times)
    return max((each for each in times if peaks.get(each, math.inf) <= limit), default=None)


def table(judged: Sequence[Judged]) -> list[dict[str, object]]:
    print(f"{'':<40} points  median  series   p90     line   coverage")
    rows = []
    for quantity in ("time", "memory", "ratio"):
        for half in ("chosen on", "judged on"):
            of = [e for e in judged if (e.quantity, e.half) == (quantity, half)]
            rows += [_row(f"{quantity}, {half}", of)]
        for choice in CHOICES:
            of = [e for e in judged if (e.quantity, e.choice) == (quantity, choice)]
            rows += [_row(f"    {quantity}: {choice}", of)]
    return [row for row in rows if row]


def _row(label: str, of: Sequence[Judged]) -> dict[str, object]:
    if not of:
        return {}
    errors = sorted(each.error for each in of)
    series: dict[Key, list[float]] = {}
    for each in of:
        series.setdefault((each.model, each.device, each.method), []).append(each.error)
    lines = [abs(each.line / each.actual - 1) for each in of if not math.isnan(each.line)]
    row = {
        "label": label.strip(),
        "points": len(of),
        "median_error": statistics.median(errors),
        "median_of_series": statistics.median(map(statistics.median, series.values())),
        "p90_error": errors[int(0.9 * (len(errors) - 1))],
        "line_median_error": statistics.median(lines) if lines else None,
        "coverage": statistics.fmean(each.actual in each.predicted for each in of),
    }
    shown = [row[name] for name in ("median_error", "median_of_series", "p90_error")]
    line = "" if not lines else f"{statistics.median(lines):>7.2%}"
    print(f"{label:<40} {len(of):>6} {shown[0]:>7.2%} {shown[1]:>7.2%} {shown[2]:>7.2%}"
          f" {line:>7} {row['coverage']:>9.0%}")  # fmt: skip
    return row


def decisions(judged: Sequence[Judged]) -> str:
    """How often the predicted ratio says rightly whether the method raises throughput."""
    of = [each for each in judged if each.quantity == "ratio"]
    right = sum((each.predicted.value > 1) == (each.actual > 1) for each in of)
    never = sum(each.actual <= 1 for each in of)
    always = len(of) - never
    return f"whether a method pays: {right} of {len(of)} right; `never` {never}, `always` {always}"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=DATA, help="the published points, CSV")
    parser.add_argument("--each", action="store_true", help="a line for each ratio as well")
    asked = parser.parse_args(arguments)
    if not asked.data.is_file():
        print(f"skipped: {asked.data} isn't here; name the published points with --data")
        return 0
    data = read(asked.data)
    judged = [*points(data), *ratios(data)]
    if asked.each:
        for each in judged:
            if each.quantity == "ratio":
                out = "" if each.actual in each.predicted else " OUT"
                print(f"{each.model:<26} {each.method:<11} {each.choice:<26}"
                      f" {ratio(each.predicted.value):>6} [{each.predicted.low:.2f},"
                      f" {each.predicted.high:.2f}] actual {each.actual:.2f}"
                      f" off {percent(each.error)}{out}")  # fmt: skip
    rows = table(judged)
    words = decisions(judged)
    print(words)
    RESULT.parent.mkdir(exist_ok=True)
    record = {"summary": rows, "decisions": words, "points": [asdict(each) for each in judged]}
    RESULT.write_text(json.dumps(record, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
