"""Is the mix of machines that is planned really the cheapest, and how long does that take?

The authors' own example; small cases against every assignment there is, and against the program as
the paper writes it, with a binary variable for each slice; ten machines, a hundred sizes of
requests and four slices, as users may have them.

    python tests/bench/serving_packing.py
"""

from __future__ import annotations

import itertools
import math
import statistics
import time
from collections.abc import Iterator

import numpy as np
from serving_packing_cases import example, large, plain, small

from jupyter_perf.core.units import percent, seconds, usd
from jupyter_perf.estimation.serving.packing.alone import alone
from jupyter_perf.estimation.serving.packing.day import day
from jupyter_perf.estimation.serving.packing.plan import Plan
from jupyter_perf.estimation.serving.packing.problem import Problem
from jupyter_perf.estimation.serving.packing.quiet import without_noise
from jupyter_perf.estimation.serving.packing.solving import solve
from jupyter_perf.estimation.serving.terms import Instance

SMALL = 200
LARGE = 4
RATES = (3.0, 30.0, 300.0)
"""Requests a second."""
ROUNDING = 1e-6


def enumerated(problem: Problem) -> float | None:
    """US dollars an hour of the cheapest of all assignments of slices; None where none is allowed.

    Written from the problem's words alone, sharing nothing with what it checks.
    """
    shares = np.asarray(problem.requests.shares).ravel()
    slices = [
        (at, share * problem.rate / problem.slices)
        for at, share in enumerate(shares)
        for _ in range(problem.slices)
        if share * problem.rate > 0
    ]
    prices = [
        _price(problem, slices, chosen)
        for chosen in itertools.product(problem.instances, repeat=len(slices))
    ]
    return min((price for price in prices if price is not None), default=None)


def _price(
    problem: Problem, slices: list[tuple[int, float]], chosen: tuple[Instance, ...]
) -> float | None:
    total, rooms = 0.0, []
    counted = 0
    for kind in problem.instances:
        served = np.asarray(problem.throughputs[kind.name].value).ravel()
        mine = [part for part, taker in zip(slices, chosen, strict=True) if taker is kind]
        if any(served[at] == 0 for at, _ in mine):
            return None
        load = sum(rate / served[at] for at, rate in mine) * (1 + problem.spare)
        count = int(np.ceil(load / kind.available - ROUNDING)) + (problem.survive if mine else 0)
        count = max(count, kind.least)
        if kind.most is not None and count > kind.most:
            return None
        counted += count
        total += count * kind.usd_per_hour
        rooms.append((kind.usd_per_hour, np.inf if kind.most is None else kind.most - count))
    for price, room in sorted(rooms):
        more = max(0, min(problem.min_replicas - counted, room))
        counted, total = counted + int(more), total + more * price
    return total if counted >= problem.min_replicas else None


def binary(problem: Problem, limit_s: float = 60.0) -> tuple[float | None, float]:
    """The program as the paper writes it, x_sg binary for each slice s and instance g, without
    options: US dollars an hour of its optimum, None if there is none, and seconds that it took."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    loads = np.repeat(problem.loads, problem.slices, axis=0)
    slices, kinds = loads.shape
    can = np.isfinite(loads)
    finite = np.where(can, loads, 0.0)
    each = np.kron(np.eye(slices), np.ones(kinds))
    within = np.hstack([np.diag(row) for row in finite])
    bounds = Bounds(0.0, np.r_[can.ravel(), np.full(kinds, np.inf)])
    began = time.perf_counter()
    with without_noise():
        found = milp(
            np.r_[np.zeros(slices * kinds), problem.prices],
            constraints=[
                LinearConstraint(np.hstack([each, np.zeros((slices, kinds))]), 1, 1),
                LinearConstraint(np.hstack([within, -np.eye(kinds)]), -np.inf, 0),
            ],
            bounds=bounds,
            integrality=np.ones(slices * kinds + kinds),
            options={"time_limit": limit_s, "mip_rel_gap": 0.0},
        )
    return (None if found.x is None else float(found.fun)), time.perf_counter() - began


def rows() -> Iterator[str]:
    """What was measured, a line each."""
    plan = solve(example())
    yield f"the authors' example: {plan.counts}, {usd(plan.usd_per_hour or 0)} an hour"
    yield _against_all()
    yield _against_binary()
    for rate in RATES:
        yield _timed(f"{rate:g} requests/s", [large(seed, rate) for seed in range(LARGE)])
    yield _timed(
        "30 requests/s, no structure",
        [large(seed, 30.0, structured=False) for seed in range(LARGE)],
    )
    yield _over_a_day()
    found = [alone(large(seed, 30.0, gap=1e-3)).saving or 0.0 for seed in range(LARGE)]
    yield f"saved against the best machine alone: {', '.join(percent(each) for each in found)}"


def agrees(plan: Plan, price: float | None) -> bool:
    if plan.usd_per_hour is None or price is None:
        return plan.usd_per_hour is None and price is None
    return abs(plan.usd_per_hour - price) <= 1e-6 * max(1.0, price)


def _against_all() -> str:
    cases = [small(seed) for seed in range(SMALL)]
    prices = [enumerated(case) for case in cases]
    same = sum(agrees(solve(case), price) for case, price in zip(cases, prices, strict=True))
    none = sum(price is None for price in prices)
    return f"as cheap as the best of all assignments: {same} of {SMALL} cases ({none} have none)"


def _against_binary() -> str:
    cases = [plain(seed, sizes=8, kinds=4, slices=3) for seed in range(10)]
    began = time.perf_counter()
    plans = [solve(case) for case in cases]
    ours = time.perf_counter() - began
    found = [binary(case, 10.0) for case in cases]
    same = sum(agrees(plan, price) for plan, (price, _) in zip(plans, found, strict=True))
    theirs = sum(took for _, took in found)
    return (
        f"as cheap as the paper's binary program: {same} of {len(cases)} cases of 8 sizes, 4 "
        f"machines and 3 slices, in {seconds(ours)} against {seconds(theirs)}"
    )


def _over_a_day() -> str:
    """Rates as by day and night."""
    rates = [30 * (0.25 + 0.75 * math.sin(math.pi * hour / 24) ** 2) for hour in range(24)]
    began = time.perf_counter()
    found = day(large(0, 30.0), rates)
    took = seconds(time.perf_counter() - began)
    return (
        f"24 hourly plans in {took}: {percent(found.saving or 0.0)} saved against the peak's plan; "
        f"{found.changes} instances started; {'; '.join(found.notes) or 'each proven the cheapest'}"
    )


def _timed(name: str, cases: list[Problem]) -> str:
    times, gaps = [], []
    for case in cases:
        began = time.perf_counter()
        gaps.append(solve(case).gap or 0.0)
        times.append(time.perf_counter() - began)
    typical, longest = seconds(statistics.median(times)), seconds(max(times))
    proven = sum(gap == 0 for gap in gaps)
    return (
        f"10 machines × 100 sizes × 4 slices, {name}: {typical} ({longest} at most), proven the "
        f"cheapest {proven} of {len(cases)}, at most {percent(max(gaps))} above it"
    )


if __name__ == "__main__":
    for line in rows():
        print(line, flush=True)
