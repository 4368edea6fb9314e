"""Devices that instances of several sizes share, against every number of each there may be."""

import itertools
from dataclasses import replace

import numpy as np
import pytest
from serving_packing_cases import able, requests

from jupyter_perf.errors import UsageError
from jupyter_perf.estimation.serving.packing.capacity import most_rate
from jupyter_perf.estimation.serving.packing.problem import Problem
from jupyter_perf.estimation.serving.packing.solving import solve
from jupyter_perf.estimation.serving.terms import Instance


def case(seed: int) -> Problem:
    """Two sizes of one target, which share their devices, and another one."""
    random = np.random.default_rng(seed)
    sizes = int(random.integers(1, 4))
    price = round(float(random.uniform(0.5, 2)), 2)
    instances = (
        Instance("small", "ours", price, 1),
        Instance("large", "ours", round(price * float(random.uniform(1.6, 2.4)), 2), 2),
        Instance("other", "theirs", round(float(random.uniform(1, 6)), 2), 1, most=6),
    )
    served = {
        each.name: able(
            np.round(random.uniform(1, 6, (1, sizes)) * each.devices, 1)
            * (random.random((1, sizes)) < 0.9)
        )
        for each in instances
    }
    return Problem(
        requests(random.dirichlet(np.ones(sizes))[None]),
        float(random.choice([3.0, 10.0, 20.0])),
        instances,
        served,
        slices=2,
        min_replicas=int(random.choice([0, 0, 4])),
        shared={"ours": int(random.integers(0, 9))},
    )


def cheapest(problem: Problem) -> float | None:
    """By trying every assignment with every number of instances, from the words alone."""
    shares = np.asarray(problem.requests.shares)[0]
    parts = [(at, s * problem.rate / 2) for at, s in enumerate(shares) for _ in range(2)]
    found = []
    for chosen in itertools.product(problem.instances, repeat=len(parts)):
        load = dict.fromkeys(problem.names, 0.0)
        for kind, (at, rate) in zip(chosen, parts, strict=True):
            able_to = float(problem.throughputs[kind.name].value[0, at])
            load[kind.name] += rate / able_to if able_to else np.inf
        if np.isinf(list(load.values())).any():
            continue
        least = [int(np.ceil(load[each] - 1e-6)) for each in problem.names]
        limit = problem.shared["ours"]
        for small, large, other in itertools.product(*(range(n, max(n, 8) + 1) for n in least)):
            within = small + 2 * large <= limit and other <= 6
            if within and small + large + other >= problem.min_replicas:
                found.append(float(problem.prices @ [small, large, other]))
    return min(found, default=None)


@pytest.mark.parametrize("seed", range(40))
def test_it_is_the_cheapest_that_takes_no_more_devices_than_there_are(seed):
    problem = case(seed)
    plan, best = solve(problem), cheapest(problem)
    if best is None:
        assert not plan.feasible
        return
    assert plan.usd_per_hour == pytest.approx(best)
    counts = plan.counts
    assert counts.get("small", 0) + 2 * counts.get("large", 0) <= problem.shared["ours"]


def test_too_few_devices_are_said_with_what_would_do():
    problem = replace(case(1), rate=200.0, min_replicas=0, shared={"ours": 3})
    plan = solve(problem)
    assert "devices of ours, not 3" in plan.reasons["usd_per_hour"]
    most = most_rate(problem, problem.ceilings)
    assert plan.most_rate == pytest.approx(most)
    fine = replace(problem, slices=200)
    assert not solve(replace(fine, rate=most * 1.02)).feasible
    # With the devices taken away nothing of theirs counts.
    assert most_rate(replace(problem, shared={"ours": 0}), problem.ceilings) < most


def test_devices_are_whole_numbers():
    with pytest.raises(UsageError, match="devices of ours"):
        replace(case(0), shared={"ours": -1})


def test_no_share_of_requests_is_minus_nothing():
    for seed in range(6):
        for matrix in solve(replace(case(seed), shared={})).assignment.values():
            assert not np.signbit(np.array(matrix)).any()
