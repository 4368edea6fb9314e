"""How often does the race call equal work faster, and how soon does it see a real gain?

Every repetition is a forked process that waits for *go*, works for about 1, 50 or 500 ms and
says *done*; the parent reads its CPU clock before and after, as the sandbox does. Prints false
"faster" verdicts of A/A races by size, then verdicts at true ratios; writes .bench/aa.json.

    python tests/bench/bench_aa.py [--quick] [--races 700,250,50] [--power 30]
"""

from __future__ import annotations

import argparse
import dataclasses
import gc
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from jupyter_perf.measure import load
from jupyter_perf.measure.race import race
from jupyter_perf.measure.rule import FASTER, INCONCLUSIVE, NOT_FASTER, Sample
from jupyter_perf.sandbox.clock import cpu_seconds

SIZES_MS = (1, 50, 500)
RATIOS = (1.1, 1.25, 2.0)
POWER_MS = 20
RESULT = Path(".bench/aa.json")


@dataclasses.dataclass
class Row:
    """Verdicts over the races of one size and true ratio."""

    milliseconds: float
    true_ratio: float
    verdicts: dict[str, int] = dataclasses.field(
        default_factory=lambda: dict.fromkeys((FASTER, NOT_FASTER, INCONCLUSIVE), 0)
    )
    ratios: list[float] = dataclasses.field(default_factory=list)
    pairs: int = 0

    @property
    def races(self) -> int:
        return sum(self.verdicts.values())


def work(steps: int) -> float:
    """Arithmetic and allocation in about equal parts, as cells do."""
    total, kept = 0.0, []
    for step in range(steps):
        total += step * 0.5
        if step % 4 == 0:
            kept.append(str(step))
            if len(kept) > 1000:
                kept.clear()
    return total


def repetition(steps: int) -> Callable[[], Sample]:
    """A runner that forks, lets the child work once, and times it from outside."""

    def run() -> Sample:
        go, done = os.pipe(), os.pipe()
        child = os.fork()
        if child == 0:
            gc.disable()
            os.read(go[0], 1)
            work(steps)
            os.write(done[1], b"d")
            os.read(go[0], 1)
            os._exit(0)
        before, started = cpu_seconds(child), time.perf_counter()
        os.write(go[1], b"g")
        os.read(done[0], 1)
        wall, cpu = time.perf_counter() - started, cpu_seconds(child) - before
        os.write(go[1], b"x")
        os.waitpid(child, 0)
        for end in (*go, *done):
            os.close(end)
        return Sample(cpu, wall)

    return run


def steps_for(milliseconds: float) -> int:
    """How many steps take that long, by the fastest of a few runs of the clock."""
    steps = 20_000
    fastest = min(repetition(steps)().cpu_seconds for _ in range(7))
    return max(1, round(steps * milliseconds / 1000 / fastest))


def measure(milliseconds: float, true_ratio: float, races: int) -> Row:
    row = Row(milliseconds, true_ratio)
    steps = steps_for(milliseconds)
    original, candidate = repetition(round(steps * true_ratio)), repetition(steps)
    for number in range(races):
        timing = race(original, candidate, deadline=lambda: float("inf"), seed=number)
        row.verdicts[timing.decision] += 1
        row.ratios.append(timing.ratio)
        row.pairs += len(timing.original_seconds)
    print(describe(row), flush=True)
    return row


def describe(row: Row) -> str:
    counts = "".join(f"{row.verdicts[name]:>14}" for name in (FASTER, NOT_FASTER, INCONCLUSIVE))
    ordered = sorted(row.ratios)
    middle = f"{ordered[len(ordered) // 2]:.3f}" if ordered else "-"
    pairs = f"{row.pairs / max(row.races, 1):.1f}"
    return (
        f"{row.milliseconds:>7g} ms{row.true_ratio:>7g}{row.races:>7}{counts}{middle:>9}{pairs:>7}"
    )


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--races", default="700,250,50", help="A/A races at 1, 50 and 500 ms")
    parser.add_argument("--power", type=int, default=30, help="races per true ratio above 1")
    parser.add_argument("--quick", action="store_true", help="40,10,2 races, 5 per true ratio")
    chosen = parser.parse_args()
    if chosen.quick:
        chosen.races, chosen.power = "40,10,2", 5
    return chosen


def main() -> int:
    chosen = options()
    counts = [int(part) for part in chosen.races.split(",")]
    machine = load.describe()
    print(machine)
    print(f"{'work':>10}{'true':>7}{'races':>7}{FASTER:>14}{NOT_FASTER:>14}{INCONCLUSIVE:>14}"
          f"{'median':>9}{'pairs':>7}")  # fmt: skip
    started = time.perf_counter()
    equal = [measure(ms, 1.0, n) for ms, n in zip(SIZES_MS, counts, strict=True) if n]
    power = [measure(POWER_MS, ratio, chosen.power) for ratio in RATIOS if chosen.power]
    races, false = sum(r.races for r in equal), sum(r.verdicts[FASTER] for r in equal)
    print(f'false "faster" verdicts: {false} of {races} A/A races · {load.load()} at the end')
    RESULT.parent.mkdir(exist_ok=True)
    rows = [dataclasses.asdict(row) for row in (*equal, *power)]
    record = {"machine": machine, "seconds": time.perf_counter() - started, "rows": rows}
    RESULT.write_text(json.dumps(record, indent=1), encoding="utf-8")
    return 1 if false else 0


if __name__ == "__main__":
    sys.exit(main())
