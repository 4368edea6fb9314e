"""`pack`: the cheapest mix of machines for a rate of requests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from ....core.units import percent
from ..terms import Instance, Requests, Throughput
from .obstacles import limited, unserved
from .plan import Matrix, Plan, Rented
from .problem import TIME_LIMIT_S, Problem
from .search import PROVEN, Found, busy, search


class Interrupted(KeyboardInterrupt):
    """Somebody stopped the search, which knew a plan already."""

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        self.plan = plan


def pack(
    requests: Requests,
    rate: float,
    instances: Iterable[Instance],
    throughputs: Mapping[str, Throughput],
    *,
    slices: int = 4,
    end: str = "value",
    spare: float = 0.0,
    survive: int = 0,
    min_replicas: int = 0,
    gap: float = 0.0,
    time_limit_s: float = TIME_LIMIT_S,
) -> Plan:
    """The cheapest mix that serves `rate` requests a second, spread as `requests` say.

    What the options mean is said at `Problem`. Where nothing serves them the plan says why. Raises
    UsageError as `Problem`.
    """
    return solve(
        Problem(
            requests,
            rate,
            tuple(instances),
            throughputs,
            slices=slices,
            end=end,
            spare=spare,
            survive=survive,
            min_replicas=min_replicas,
            gap=gap,
            time_limit_s=time_limit_s,
        )
    )


def solve(problem: Problem) -> Plan:
    """As `pack`, of a problem that was checked. Raises Interrupted."""
    if refused := unserved(problem):
        return refused
    found = Found(problem)
    try:
        search(problem, found)
    except KeyboardInterrupt as stop:
        found.stopped = True
        if found.parts is None or found.counts is None:
            raise
        raise Interrupted(_plan(problem, found, found.parts, found.counts)) from stop
    if found.parts is None or found.counts is None:
        return limited(problem, found, search)
    return _plan(problem, found, found.parts, found.counts)


def _plan(problem: Problem, found: Found, parts: np.ndarray, counts: np.ndarray) -> Plan:
    shares = np.asarray(problem.requests.shares, float)
    rows, columns = problem.cells.T
    given = np.zeros((len(counts), *shares.shape))
    given[:, rows, columns] = (parts / problem.slices).T * shares[rows, columns]
    loads, price = busy(problem, parts), found.price
    near = price - found.bound <= price * PROVEN
    rented = tuple(
        _rented(each, int(count), float(load), float(share.sum()))
        for each, count, load, share in zip(problem.instances, counts, loads, given, strict=True)
        if count
    )
    return Plan(
        rate=problem.rate,
        usd_per_hour=price,
        rented=rented,
        assignment={
            each.name: _matrix(share)
            for each, share in zip(problem.instances, given, strict=True)
            if share.any()
        },
        lower_bound=price if near else found.bound,
        notes=() if near else (_unproven(found),),
        **problem.options,
    )


def _rented(each: Instance, count: int, load: float, share: float) -> Rented:
    return Rented(
        name=each.name,
        target=each.target,
        devices=int(each.devices),
        kind=each.kind,
        count=count,
        usd_per_hour=float(each.usd_per_hour),
        available=float(each.available),
        load=load,
        share=share,
    )


def _unproven(found: Found) -> str:
    above = percent(1 - found.bound / found.price)
    if found.done:
        return f"at most {above} above the cheapest plan, as was asked"
    if found.stopped:
        return f"at most {above} above the cheapest plan: it was stopped before more was proven"
    seconds = f"{found.problem.time_limit_s:g} s"
    return f"at most {above} above the cheapest plan: {seconds} weren't enough to prove more"


def _matrix(share: np.ndarray) -> Matrix:
    return tuple(tuple(float(each) for each in row) for row in share)
