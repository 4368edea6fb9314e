"""Why there is no plan, in words: sizes that nothing serves, machines that are too few."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from ....core.units import count, percent, trimmed
from .capacity import most_rate
from .plan import Plan, Unserved
from .problem import MOST_REPLICAS, Problem
from .search import Found

UNDECIDED = "time_limit_s"
"""The key under which a plan says that time was too short to know whether there is one."""
NAMED = 3
"""Buckets that are named in a sentence."""


def unserved(problem: Problem) -> Plan | None:
    """The outcome where some bucket fits nothing that is on offer; None where all fit something."""
    missed = np.flatnonzero(~np.isfinite(problem.loads).any(axis=1))
    if not len(missed):
        return None
    buckets = tuple(_bucket(problem, int(row)) for row in missed)
    named = "; ".join(_words(each) for each in buckets[:NAMED])
    more = f"; and {len(buckets) - NAMED} more" if len(buckets) > NAMED else ""
    return _none(problem, f"nothing on offer serves {named}{more}", unserved=buckets)


def limited(problem: Problem, found: Found, search: Callable[[Problem], Found]) -> Plan:
    """The outcome where each bucket fits something, and yet no plan was found."""
    if not found.impossible:
        seconds = f"{problem.time_limit_s:g} s"
        why = f"no plan was found in {seconds}, nor that there is none: allow more"
        return _none(problem, why, reasons={"usd_per_hour": why, UNDECIDED: seconds})
    if problem.ceilings.sum() < problem.min_replicas:
        had = count(float(problem.ceilings.sum()))
        wanted = f"`min_replicas` asks for {count(problem.min_replicas)}"
        return _none(problem, f"{wanted} instances; {had} are to be had", limits=_all(problem))
    free = search(_unlimited(problem))
    if free.counts is None:
        too_many = f"more than {MOST_REPLICAS:,} instances of a kind would be needed"
        return _none(problem, f"{too_many}: is the rate right?")
    most = most_rate(problem, problem.ceilings)
    why = _too_few(problem, free.counts, most)
    return _none(problem, why, limits=_beyond(problem, free.counts), most_rate=most)


def _beyond(problem: Problem, needed: np.ndarray) -> dict[str, int]:
    """Instances that are too few → how many are needed."""
    pairs = zip(problem.instances, needed, problem.ceilings, strict=True)
    return {each.name: int(number) for each, number, had in pairs if number > had}


def _too_few(problem: Problem, counts: np.ndarray, most: float) -> str:
    had = {each.name: each.most for each in problem.instances}
    taken, there = problem.pools
    wanted = [f"{n} × {name}, not {had[name]}" for name, n in _beyond(problem, counts).items()]
    wanted += [
        f"{count(float(devices))} devices of {target}, not {count(float(some))}"
        for target, devices, some in zip(problem.shared, taken @ counts, there, strict=True)
        if devices > some
    ]
    needed = ", ".join(wanted)
    serve = f"all that there are serve at most {trimmed(f'{most:.4g}')} requests a second"
    return f"there are too few instances: with {needed} there would be a plan; {serve}"


def _unlimited(problem: Problem) -> Problem:
    """Any number of what there is some of; what is excluded stays so."""
    freed = tuple(replace(each, most=None) if each.most else each for each in problem.instances)
    return replace(problem, instances=freed, shared={})


def _all(problem: Problem) -> dict[str, int]:
    return {each.name: problem.min_replicas for each in problem.instances if each.most is not None}


def _none(problem: Problem, reason: str, **fields: Any) -> Plan:
    known = {"reasons": {"usd_per_hour": reason}, **problem.options, **fields}
    return Plan(problem.rate, **known)


def _bucket(problem: Problem, row: int) -> Unserved:
    place = problem.cells[row]
    buckets = problem.requests.buckets
    ends = (buckets.inputs, buckets.outputs)
    (inputs, outputs) = (_tokens(each, int(at)) for each, at in zip(ends, place, strict=True))
    share = float(np.asarray(problem.requests.shares)[tuple(place)])
    words = {name: _why(problem, row, kind) for kind, name in enumerate(problem.names)}
    return Unserved(inputs, outputs, share, words)


def _tokens(ends: tuple[int, ...], at: int) -> tuple[int, int]:
    return (ends[at - 1] + 1 if at else 1), ends[at]


def _why(problem: Problem, row: int, kind: int) -> str:
    if problem.ceilings[kind] == 0:
        return "none of it is to be had"
    if problem.served[row, kind] > 0:
        return f"one slice would take more than {MOST_REPLICAS:,} of it"
    from ..profiles.sizes import why

    place = int(problem.cells[row, 0]), int(problem.cells[row, 1])
    throughput = problem.throughputs[problem.names[kind]]
    if throughput.value[place] > 0:
        return "at the low end of what it may do it misses the latency target"
    return why(throughput, problem.requests.buckets, *place) or "it misses the latency target"


def _words(bucket: Unserved) -> str:
    sizes = f"{_span(bucket.inputs)} tokens in, {_span(bucket.outputs)} out"
    said = ", ".join(f"{name}: {words}" for name, words in bucket.why.items())
    return f"{sizes} ({percent(bucket.share)} of requests; {said})"


def _span(ends: tuple[int, ...]) -> str:
    return f"{count(ends[0])} to {count(ends[-1])}"
