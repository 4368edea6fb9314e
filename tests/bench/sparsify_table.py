"""What runs of recipes say: means with standard errors, paired tests, and the papers' orderings."""

from __future__ import annotations

import dataclasses
import math
import statistics
from collections.abc import Mapping, Sequence

from scipy import stats
from sparsify_tasks import Task

Metrics = Mapping[tuple[str, str, int], float]
"""(recipe, pattern, seed) → metric."""
DENSE, AGAINST = "dense", "sr-ste"
LEVEL = 0.05


@dataclasses.dataclass(frozen=True)
class Claim:
    """`better` does better than `worse`, says a paper."""

    better: str
    worse: str
    source: str
    patterns: tuple[str, ...] = ("2:4", "1:4", "1:8", "1:16")


CLAIMS = (
    Claim("dense", "sr-ste", "STEP 2302.01172: SR-STE loses under Adam"),
    Claim("step", "sr-ste", "STEP 2302.01172, switch by AutoSwitch"),
    Claim("step(switch=0.1)", "sr-ste", "STEP 2302.01172, switch at 10%"),
    Claim("step(switch=0.1)", "delayed-sr-ste", "STEP 2302.01172: the frozen variance itself"),
    Claim("step(switch=0.1)", "frozen-variance", "STEP 2302.01172: variance learnt dense"),
    Claim("sr-ste", "magnitude-ste", "SR-STE 2102.04010: its second term"),
    Claim("mask-decay", "sr-ste", "2209.07617 and 2402.04744", ("1:4", "1:8", "1:16")),
    Claim("structure-decay", "sr-ste", "2209.07617 and 2402.04744", ("1:4", "1:8", "1:16")),
    Claim("mask-decay", "structure-decay", "2402.04744, high sparsity", ("1:8", "1:16")),
    Claim("rigl", "static", "RigL 1911.11134"),
    Claim("wanda", "magnitude after", "Wanda 2306.11695"),
    Claim("sparsegpt", "wanda", "SparseGPT 2301.00774, Wanda 2306.11695"),
)


@dataclasses.dataclass(frozen=True)
class Paired:
    """A difference over the seeds that both have; better is positive."""

    seeds: int
    mean: float
    error: float
    p: float
    wins: int


def paired(metrics: Metrics, task: Task, one: str, other: str, pattern: str) -> Paired | None:
    """None with fewer than two seeds."""
    first, second = (of(metrics, name, pattern) for name in (one, other))
    gains = [task.sign * (first[seed] - second[seed]) for seed in sorted(first.keys() & second)]
    if len(gains) < 2:
        return None
    mean, error = statistics.fmean(gains), statistics.stdev(gains) / math.sqrt(len(gains))
    p = float(stats.ttest_1samp(gains, 0.0).pvalue) if error else (0.0 if mean else 1.0)
    return Paired(len(gains), mean, error, p, sum(gain > 0 for gain in gains))


def of(metrics: Metrics, recipe: str, pattern: str) -> dict[int, float]:
    """Seed → metric; dense is the same for each pattern."""
    wanted = recipe, DENSE if recipe == DENSE else pattern
    return {seed: value for (name, of_, seed), value in metrics.items() if (name, of_) == wanted}


def table(
    metrics: Metrics, task: Task, recipes: Sequence[str], patterns: Sequence[str]
) -> list[str]:
    """Lines: metric ± standard error, then against dense and against SR-STE."""
    lines = [f"{task.words}: {task.metric}, mean ± standard error (seeds)"]
    head = "".join(f"{pattern:>26}" for pattern in patterns)
    lines.append(f"{'':<20}{head}")
    for recipe in (DENSE, *recipes):
        cells = [_cell(of(metrics, recipe, pattern), task) for pattern in patterns]
        lines.append(f"{recipe:<20}" + "".join(f"{cell:>26}" for cell in cells))
    for other in (DENSE, AGAINST):
        lines.append(f"\npaired difference to {other} (better is +), p of a t-test, seeds won")
        for recipe in recipes:
            if recipe != other:
                found = [paired(metrics, task, recipe, other, pattern) for pattern in patterns]
                lines.append(f"{recipe:<20}" + "".join(f"{_said(p, task):>26}" for p in found))
    return lines


def orderings(metrics: Metrics, task: Task) -> list[dict[str, object]]:
    """What became of each claim at each pattern; p-values are of single tests, not corrected."""
    found: list[dict[str, object]] = []
    for claim in CLAIMS:
        for pattern in claim.patterns:
            pair = paired(metrics, task, claim.better, claim.worse, pattern)
            if pair is None:
                continue
            row = {"better": claim.better, "worse": claim.worse, "pattern": pattern}
            outcome = "can't be told"
            if pair.p < LEVEL:
                outcome = "shows" if pair.mean > 0 else "the other way round"
            found.append({**row, "source": claim.source, "outcome": outcome, **vars(pair)})
    return found


def ordering_lines(rows: Sequence[Mapping[str, object]]) -> list[str]:
    """One per claim: which patterns it shows at, and which not."""
    lines: list[str] = []
    claims = dict.fromkeys((row["better"], row["worse"], row["source"]) for row in rows)
    for better, worse, source in claims:
        mine = [row for row in rows if (row["better"], row["worse"]) == (better, worse)]
        said = []
        for outcome in ("shows", "can't be told", "the other way round"):
            at = [str(row["pattern"]) for row in mine if row["outcome"] == outcome]
            said += [f"{outcome} at {', '.join(at)}"] if at else []
        lines.append(f"  {better} > {worse}: {'; '.join(said)}   [{source}]")
    return lines


def _cell(values: Mapping[int, float], task: Task) -> str:
    if not values:
        return "-"
    known = list(values.values())
    mean = f"{statistics.fmean(known):.{task.digits}f}"
    if len(known) < 2:
        return f"{mean} (1)"
    error = statistics.stdev(known) / math.sqrt(len(known))
    return f"{mean} ± {error:.{task.digits}f} ({len(known)})"


def _said(pair: Paired | None, task: Task) -> str:
    if pair is None:
        return "-"
    return f"{pair.mean:+.{task.digits}f} p={pair.p:.2g} {pair.wins}/{pair.seeds}"
