"""Which proposals find the best design: PRIME's, Bayesian optimisation's, or random ones?

Offline, as in the paper: a log of 120 random designs, infeasible ones included, the same for all;
each method proposes 10 designs at once and is told nothing of them. What counts is the best true
objective among log and proposals. On problems of `judging` nothing of the method was tried before.

    python tests/bench/serving_proposals.py [--seeds 5]
"""

from __future__ import annotations

import argparse
import itertools
import statistics
import sys
import warnings
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import serving_lines
from serving_problems import PROBLEMS, Problem
from sklearn.base import clone

from jupyter_perf.estimation.proposing import propose

Array = npt.NDArray[np.float64]
LOGGED, PROPOSED = 120, 10
_CANDIDATES = 2000
_BOOTSTRAPS = 2000


def said(problem: Problem, seeds: int) -> dict[str, float | int]:
    """Is what ours says of its proposals so?

    `said feasible` is the mean probability that it gives; of its `feasible proposals`, `within` is
    how many are in the 80% intervals, `under` how many are worse than predicted.
    """
    logs = [_log(problem, seed) for seed in range(seeds)]
    made = [propose(log, "y", k=PROPOSED, seed=seed) for seed, log in enumerate(logs)]
    found = pd.concat(made, ignore_index=True)
    values, works = problem.outcome(problem.designs(found))
    real, low, high = values[works], found["low"][works], found["high"][works]
    return {
        "said feasible": float(found["feasible"].mean()),
        "feasible proposals": int(works.sum()),
        "within": int(((low <= real) & (real <= high)).sum()),
        "under": int((found["predicted"][works] < real).sum()),
    }


def by_prime(problem: Problem, log: pd.DataFrame, seed: int) -> Array:
    found: Array = problem.designs(propose(log, "y", k=PROPOSED, seed=seed))
    return found


def by_random(problem: Problem, log: pd.DataFrame, seed: int) -> Array:
    found: Array = problem.sample(PROPOSED, np.random.default_rng([seed, 7]))
    return found


def by_expected_improvement(problem: Problem, log: pd.DataFrame, seed: int) -> Array:
    """Expected improvement times the probability of feasibility (Gardner and others, 2014), by
    scikit-learn's Gaussian processes; the batch by believing the mean (Ginsbourger, Le Riche,
    Carraro, 2010)."""
    return _improving(problem, log, seed, 0.0)


def by_likely_improvement(problem: Problem, log: pd.DataFrame, seed: int) -> Array:
    """The same among designs that are more likely feasible than not: less bold."""
    return _improving(problem, log, seed, 0.5)


def _improving(problem: Problem, log: pd.DataFrame, seed: int, least: float) -> Array:
    """Candidates are random, beside the best logged, then beside the best of them."""
    random = np.random.default_rng([seed, 11])
    low, high = np.array(problem.bounds, dtype=float).T
    designs, values = problem.designs(log), log["y"].to_numpy()
    works = np.isfinite(values)
    model, likely = _fitted(problem.name, seed, _Log(problem, log))
    points, known = (designs[works] - low) / (high - low), _tamed(values[works])
    best = designs[works][np.argsort(known)[:20]]
    chosen: list[Array] = []
    for _ in range(PROPOSED):

        def gain(
            found: Array, model: Any = model, least_known: float = float(known.min())
        ) -> Array:
            scaled = (found - low) / (high - low)
            chance = likely(scaled)
            # Where none is likely, the likeliest.
            return np.where(chance >= least, _gain(model, scaled, least_known) * chance, chance - 1)

        around = _beside(problem, best, _CANDIDATES, 0.1, random)
        found = np.concatenate([problem.sample(_CANDIDATES, random), around])
        for reach in (0.02, 0.005):
            kept = found[np.argsort(-gain(found))[:20]]
            found = np.concatenate([kept, _beside(problem, kept, 400, reach, random)])
        pick = found[int(np.argmax(gain(found)))]
        chosen.append(pick)
        points = np.concatenate([points, (pick[None] - low) / (high - low)])
        known = np.append(known, model.predict(points[-1:]))
        model = clone(model).set_params(kernel=model.kernel_, optimizer=None).fit(points, known)
    return np.array(chosen)


@dataclass(frozen=True)
class Found:
    """The best feasible objective, and the share of proposals that are feasible."""

    best: float
    feasible: float


METHODS: dict[str, Callable[[Problem, pd.DataFrame, int], Array]] = {
    "prime": by_prime,
    "expected improvement": by_expected_improvement,
    "likely improvement": by_likely_improvement,
    "random": by_random,
}


def rows(seeds: int = 5, problems: Iterable[Problem] = PROBLEMS) -> list[dict[str, Any]]:
    """One for each problem and method.

    `best` is the median over seeds of the best objective among log and proposals, `low` and `high`
    their least and most; `left` the mean share of the way from the best logged design to the best
    known one that is left (1: nothing gained) and `lefts` that of each seed; `feasible` the share
    of proposals that are; `alone` the seeds in which no other method found as good a design. Ours
    has what `said` says too.
    """
    found: list[dict[str, Any]] = []
    for problem in problems:
        runs = [_run(problem, seed) for seed in range(seeds)]
        found += [_row(problem, method, runs) for method in METHODS]
        found[-len(METHODS)] |= said(problem, seeds)
    return found


def summary(found: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """One for each half and method: the mean of what is `left`, and by how much it is `more` than
    ours on the same logs, with an 80% interval over logs (`low`, `high`)."""
    made = []
    for judging, method in itertools.product((True, False), METHODS):
        of_half = [row for row in found if row["judging"] is judging]
        lefts, ours = (
            np.concatenate([row["lefts"] for row in of_half if row["method"] == each] or [[]])
            for each in (method, "prime")
        )
        if not len(lefts):
            continue
        drawn = np.random.default_rng(0).integers(0, len(lefts), (_BOOTSTRAPS, len(lefts)))
        low, high = np.quantile((lefts - ours)[drawn].mean(axis=1), (0.1, 0.9))
        more = float((lefts - ours).mean())
        made.append({"judging": judging, "method": method, "left": float(lefts.mean()),
                     "more": more, "low": float(low), "high": float(high)})  # fmt: skip
    return made


def _row(problem: Problem, method: str, runs: list[dict[str, Found]]) -> dict[str, Any]:
    bests = [run[method].best for run in runs]
    others = [min(run[each].best for each in METHODS if each != method) for run in runs]
    left = [(run[method].best - problem.least) / (run["log"].best - problem.least) for run in runs]
    return {
        "problem": problem.name,
        "judging": problem.judging,
        "method": method,
        "best": statistics.median(bests),
        "low": min(bests),
        "high": max(bests),
        "left": statistics.fmean(left),
        "lefts": left,
        "feasible": statistics.fmean(run[method].feasible for run in runs),
        "alone": sum(best < other for best, other in zip(bests, others, strict=True)),
        "seeds": len(runs),
    }


def _run(problem: Problem, seed: int) -> dict[str, Found]:
    """What each method found beside the log, and the log alone."""
    log = _log(problem, seed)
    logged = float(log["y"].min())
    found = {"log": Found(logged, float(log["y"].notna().mean()))}
    for name, method in METHODS.items():
        values, works = problem.outcome(method(problem, log, seed))
        found[name] = Found(min([logged, *values[works].tolist()]), float(works.mean()))
    return found


def _log(problem: Problem, seed: int) -> pd.DataFrame:
    return problem.frame(problem.sample(LOGGED, np.random.default_rng(seed)))


@dataclass(frozen=True)
class _Log:
    """A log that can be a key: all of one problem and seed are equal."""

    problem: Problem = field(compare=False)
    frame: pd.DataFrame = field(compare=False)


@cache
def _fitted(name: str, seed: int, log: _Log) -> tuple[Any, Callable[[Array], Array]]:
    """A Gaussian process of the objective, and the probability of feasibility."""
    from sklearn.gaussian_process import GaussianProcessClassifier, GaussianProcessRegressor
    from sklearn.gaussian_process.kernels import RBF, ConstantKernel, Matern, WhiteKernel

    low, high = np.array(log.problem.bounds, dtype=float).T
    points = (log.problem.designs(log.frame) - low) / (high - low)
    values = log.frame["y"].to_numpy()
    works, lengths = np.isfinite(values), np.full(len(low), 0.5)
    kernel = ConstantKernel(1.0) * Matern(lengths, (0.02, 50.0), nu=2.5) + WhiteKernel(1e-4)
    model = GaussianProcessRegressor(
        kernel, normalize_y=True, n_restarts_optimizer=1, random_state=seed
    )
    model.fit(points[works], _tamed(values[works]))
    if works.all():
        return model, lambda points: np.ones(len(points))
    labels = GaussianProcessClassifier(
        ConstantKernel(10.0) * RBF(lengths, (0.02, 50.0)), random_state=seed
    ).fit(points, works)
    return model, lambda points: np.asarray(labels.predict_proba(points)[:, 1])


def _gain(model: Any, points: Array, best: float) -> Array:
    """Expected improvement."""
    from scipy.special import ndtr

    middle, spread = model.predict(points, return_std=True)
    spread = np.maximum(spread, 1e-12)
    z = (best - middle) / spread
    density = np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
    return np.asarray(spread * (z * ndtr(z) + density))


def _tamed(values: Array) -> Array:
    """Logarithms above the least, where the worst are far beyond the median: as ours does."""
    step = float(np.median(values) - values.min())
    if values.max() - np.median(values) <= 3 * step:
        return values
    return np.asarray(np.log1p((values - values.min()) / step))


def _beside(
    problem: Problem, designs: Array, count: int, reach: float, random: np.random.Generator
) -> Array:
    low, high = np.array(problem.bounds, dtype=float).T
    near = designs[random.integers(0, len(designs), count)]
    near = np.clip(near + random.normal(size=near.shape) * reach * (high - low), low, high)
    for at in problem.whole:
        near[:, at] = np.round(near[:, at])
    return np.asarray(near)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seeds", type=int, default=5)
    found = rows(parser.parse_args(arguments).seeds)
    for line in serving_lines.proposals(found, summary(found)):
        print(line)
    return 0


if __name__ == "__main__":
    warnings.simplefilter("ignore")  # scikit-learn's, of kernels at the ends of their bounds
    sys.exit(main())
