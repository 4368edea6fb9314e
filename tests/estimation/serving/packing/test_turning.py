"""The price at which a machine leaves the mix, or enters it."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from serving_packing_cases import able, example, plain, requests

from jupyter_perf.errors import UsageError
from jupyter_perf.estimation.serving.packing.planning import Planner
from jupyter_perf.estimation.serving.packing.problem import Problem
from jupyter_perf.estimation.serving.packing.solving import solve
from jupyter_perf.estimation.serving.packing.turning import turning
from jupyter_perf.estimation.serving.terms import Instance


def turn(problem, name):
    return turning(problem, name, Planner(60.0))


def has_more(problem, name, price):
    """Whether the cheapest mix at that price is cheaper than that without."""
    kept = problem.only((name,)).instances[0].least
    at = problem.changed(name, usd_per_hour=price)
    without = solve(at.changed(name, most=kept)).usd_per_hour
    return solve(at).usd_per_hour < without * (1 - 1e-7)


def test_the_authors_example():
    # Two A100 cost 7.34: as soon as three A10G cost more than the second one, they go.
    found = turn(example(), "A10G")
    assert found.used
    assert found.usd_per_hour == pytest.approx(3.67 / 3)
    # Twelve A10G do it all: against nine fewer, the A100 may cost as much as those.
    assert turn(example(), "A100-80GB").usd_per_hour == pytest.approx(9 * 1.01)


def test_one_that_isnt_used_enters():
    dear = example().changed("A10G", usd_per_hour=2.0)
    found = turn(dear, "A10G")
    assert not found.used
    assert found.now == 2.0
    assert found.usd_per_hour == pytest.approx(3.67 / 3)


@pytest.mark.parametrize("seed", range(3))
def test_halving_finds_the_same(seed):
    problem = plain(seed)
    for name in problem.names:
        found = turn(problem, name)
        if found.usd_per_hour is None:
            continue
        low, high = found.usd_per_hour / 2, found.usd_per_hour * 2
        for _ in range(14):
            middle = (low + high) / 2
            low, high = (middle, high) if has_more(problem, name, middle) else (low, middle)
        assert found.usd_per_hour == pytest.approx(low, rel=2e-4)
        assert found.exact


def test_one_that_is_needed():
    asked = requests([[0.5, 0.5]])
    kinds = (Instance("all", "x", 3.0), Instance("short", "y", 1.0))
    problem = Problem(asked, 8.0, kinds, {"all": able([[2.0, 2.0]]), "short": able([[2.0, 0.0]])})
    found = turn(problem, "all")
    assert found.usd_per_hour is None
    assert "needed at any price: without it, nothing on offer serves" in found.reason
    assert "short: it misses the latency target" in found.reason


def test_one_that_is_worth_nothing():
    problem = example()
    useless = dataclasses.replace(
        problem, throughputs={**problem.throughputs, "A10G": able(np.zeros((2, 2)))}
    )
    found = turn(useless, "A10G")
    assert found.usd_per_hour is None
    assert "even for nothing" in found.reason


def test_what_is_kept_anyway_doesnt_count():
    kept = example().changed("A10G", least=3)
    found = turn(kept, "A10G")
    assert not found.used
    # More of them would have to replace the A100 altogether, nine for one.
    assert found.usd_per_hour == pytest.approx(3.67 / 9)


def test_no_requests():
    idle = dataclasses.replace(example(), rate=0.0)
    assert turn(idle, "A10G").usd_per_hour is None


def test_unknown_names():
    with pytest.raises(UsageError, match="no instance 'h100'"):
        turn(example(), "h100")
