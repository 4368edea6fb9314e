"""Measured runs of one instance at one size, and the largest load that meets a target."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..terms import Slo

METRICS = ("tpot", "ttft", "latency")


@dataclass(frozen=True)
class Run:
    """What one instance did while requests of about one size came at a steady rate."""

    input: float
    """Mean tokens of the prompts."""
    output: float
    load: float
    """Requests a second that it finished."""
    offered: float | None = None
    """Requests a second that came; infinite where all came at once, None where nobody says."""
    latencies: Mapping[str, float] = field(default_factory=dict)
    """Mean seconds, by the names of `METRICS`; what wasn't measured is missing."""
    low: float | None = None
    """An 80% interval of `load`, where there is one."""
    high: float | None = None
    at_once: float | None = None
    """Requests that were let in together at most; None: any number."""


@dataclass(frozen=True)
class Load:
    """Requests a second that meet the target, or 0 and why."""

    value: float
    low: float
    high: float
    reason: str = ""


def largest(runs: Sequence[Run], slo: Slo) -> Load:
    """The largest load that meets `slo`; `runs` are of one size and at least one.

    Loads are walked upwards until one misses the target; between it and the one before, latency is
    taken to grow evenly. Nothing is said of loads above or below those that were measured. Runs
    without any latency count as measured under the target.
    """
    if not any(run.latencies for run in runs):
        best = max(runs, key=lambda run: run.load)
        return _as_measured(best)
    wanted = {
        name: limit
        for name in METRICS
        if (limit := getattr(slo, name)) is not None
        and not (name == "tpot" and runs[0].output <= 1)
    }
    known = [run for run in runs if all(name in run.latencies for name in wanted)]
    if not known:
        lacking = [name for name in wanted if all(name not in run.latencies for run in runs)]
        return Load(0, 0, 0, f"{_and(lacking or list(wanted))} wasn't measured")
    return _walk(_rising(known), wanted)


def _walk(runs: Sequence[Run], wanted: Mapping[str, float]) -> Load:
    if not _meets(runs[0], wanted):
        return Load(
            0, 0, 0, f"misses the target at the smallest load measured, {runs[0].load:.3g}/s"
        )
    for good, bad in itertools.pairwise(runs):
        if not _meets(bad, wanted):
            share = min(
                (limit - good.latencies[name]) / (bad.latencies[name] - good.latencies[name])
                for name, limit in wanted.items()
                if bad.latencies[name] > limit
            )
            return Load(good.load + share * (bad.load - good.load), good.load, bad.load)
    return _as_measured(runs[-1])


def _meets(run: Run, wanted: Mapping[str, float]) -> bool:
    return all(run.latencies[name] <= limit for name, limit in wanted.items())


def _rising(runs: Sequence[Run]) -> list[Run]:
    """By how hard it was tried: the rate that was offered, or how many were let in at once; what an
    instance did when it was tried less, it can do when it is tried more."""
    merged = [_mean(same) for same in _repeated(runs)]
    rates, limits = {run.offered for run in merged}, {_let_in(run) for run in merged}
    if None in rates or (len(rates) > 1 and len(limits) > 1):
        merged.sort(key=lambda run: run.load)
    else:
        merged.sort(key=lambda run: (run.offered, _let_in(run)))
    rising: list[Run] = []
    for run in merged:
        least = rising[-1].load if rising else 0.0
        rising.append(run if run.load >= least else replace(run, load=least, low=None, high=None))
    return rising


def _repeated(runs: Sequence[Run]) -> list[list[Run]]:
    """Together where the same was tried; runs that don't say are alone."""
    found: dict[object, list[Run]] = {}
    for at, run in enumerate(runs):
        said = run.offered is not None or run.at_once is not None
        found.setdefault((run.offered, run.at_once) if said else at, []).append(run)
    return list(found.values())


def _let_in(run: Run) -> float:
    return math.inf if run.at_once is None else run.at_once


def _mean(runs: Sequence[Run]) -> Run:
    """Of repetitions at one rate, whose spread is the interval where none is given."""
    if len(runs) == 1:
        return runs[0]
    names = set.intersection(*(set(run.latencies) for run in runs))
    return replace(
        runs[0],
        load=_average([run.load for run in runs]),
        latencies={name: _average([run.latencies[name] for run in runs]) for name in names},
        low=min(run.load if run.low is None else run.low for run in runs),
        high=max(run.load if run.high is None else run.high for run in runs),
    )


def _as_measured(run: Run) -> Load:
    low = run.load if run.low is None else run.low
    return Load(run.load, low, run.load if run.high is None else run.high)


def _average(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values)


def _and(names: Sequence[str]) -> str:
    return " and ".join(f"`{name}`" for name in names)
