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
        return _none(problem, f"no plan was found in {seconds}, nor that there is none: allow more")
    if problem.ceilings.sum() < problem.min_replicas:
        had = count(float(problem.ceilings.sum()))
        wanted = f"`min_replicas` asks for {count(problem.min_replicas)}"
        return _none(problem, f"{wanted} instances; {had} are to be had", limits=_all(problem))
    free = search(_unlimited(problem))
    if free.counts is None:
        too_many = f"more than {MOST_REPLICAS:,} instances of a kind would be needed"
        return _none(problem, f"{too_many}: is the rate right?")
    limits = {
        each.name: int(needed)
        for each, needed, had in zip(problem.instances, free.counts, problem.ceilings, strict=True)
        if needed > had
    }
    most = most_rate(problem, problem.ceilings)
    return _none(problem, _too_few(problem, limits, most), limits=limits, most_rate=most)


def _too_few(problem: Problem, limits: dict[str, int], most: float) -> str:
    had = {each.name: each.most for each in problem.instances}
    needed = ", ".join(f"{number} × {name}, not {had[name]}" for name, number in limits.items())
    serve = f"all that there are serve at most {trimmed(f'{most:.4g}')} requests a second"
    return f"there are too few instances: with {needed} there would be a plan; {serve}"


def _unlimited(problem: Problem) -> Problem:
    """Any number of what there is some of; what is excluded stays so."""
    freed = tuple(replace(each, most=None) if each.most else each for each in problem.instances)
    return replace(problem, instances=freed)


def _all(problem: Problem) -> dict[str, int]:
    return {each.name: problem.min_replicas for each in problem.instances if each.most is not None}


def _none(problem: Problem, reason: str, **fields: Any) -> Plan:
    why = {"usd_per_hour": reason}
    return Plan(problem.rate, reasons=why, **problem.options, **fields)


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
