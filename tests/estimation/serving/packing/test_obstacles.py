"""Where there is no plan, it says why, and never raises."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from serving_packing_cases import able, example, requests

from jupyter_perf.estimation.serving.packing.plan import Plan
from jupyter_perf.estimation.serving.packing.problem import MOST_REPLICAS
from jupyter_perf.estimation.serving.packing.solving import pack, solve
from jupyter_perf.estimation.serving.profiles import sizes
from jupyter_perf.estimation.serving.terms import Instance

ONE, TWO = Instance("one", "x", 1.0), Instance("two", "y", 2.0)
ASKED = requests([[0.25, 0.75]])


def why(plan: Plan) -> str:
    assert not plan.feasible
    assert plan.usd_per_hour is None
    assert plan.usd_per_month is None
    assert plan.gap is None
    assert plan.counts == {}
    assert Plan.from_json(plan.to_json()) == plan
    return plan.reasons["usd_per_hour"]


def test_a_size_that_nothing_serves_is_named_with_why():
    slow = able([[0.0, 1.0]])
    full = dataclasses.replace(
        slow, reasons={sizes.name(ASKED.buckets, 0, 0): "it doesn't fit in memory"}
    )
    plan = pack(ASKED, 1.0, [ONE, TWO], {"one": slow, "two": full})
    said = why(plan)
    assert "1 to 25 tokens in, 1 to 25 out (25% of requests" in said
    assert "one: it misses the latency target" in said
    assert "two: it doesn't fit in memory" in said
    (bucket,) = plan.unserved
    assert bucket.inputs == (1, 25)
    assert bucket.outputs == (1, 25)
    assert bucket.share == 0.25


def test_a_size_without_requests_may_be_served_by_nothing():
    asked = requests([[0.0, 1.0]])
    assert pack(asked, 1.0, [ONE], {"one": able([[0.0, 1.0]])}).feasible


def test_a_machine_of_which_there_is_none():
    plan = pack(ASKED, 1.0, [Instance("one", "x", 1.0, most=0)], {"one": able([[1.0, 1.0]])})
    assert "one: none of it is to be had" in why(plan)
    assert plan.unserved[1].outputs == (26, 50)


def test_what_it_can_do_at_the_high_end_alone():
    unsure = dataclasses.replace(able([[1.0, 1.0]]), low=np.array([[0.0, 1.0]]))
    plan = pack(ASKED, 1.0, [ONE], {"one": unsure}, end="low")
    assert "at the low end of what it may do" in why(plan)
    assert pack(ASKED, 1.0, [ONE], {"one": unsure}).feasible


def test_many_sizes_are_named_in_part():
    asked = requests(np.full((1, 8), 1 / 8))
    plan = pack(asked, 1.0, [ONE], {"one": able(np.zeros((1, 8)))})
    assert "and 5 more" in why(plan)
    assert len(plan.unserved) == 8


def test_numbers_that_limit_are_named_with_what_would_do():
    plan = solve(example().changed("A10G", most=2).changed("A100-80GB", most=1))
    said = why(plan)
    assert plan.limits == {"A10G": 3}
    assert "3 × A10G, not 2" in said
    assert not plan.unserved
    # What was said would do does.
    enough = example().changed("A10G", most=3).changed("A100-80GB", most=1)
    assert solve(enough).counts == {"A10G": 3, "A100-80GB": 1}
    # Split at will, one A100 and two A10G can do nearly as much: not beyond what is said.
    limited = example(slices=400).changed("A10G", most=2).changed("A100-80GB", most=1)
    assert solve(dataclasses.replace(limited, rate=plan.most_rate * 0.98)).feasible
    assert not solve(dataclasses.replace(limited, rate=plan.most_rate * 1.02)).feasible


def test_more_machines_than_there_are():
    limited = example(min_replicas=5).changed("A10G", most=3).changed("A100-80GB", most=1)
    plan = solve(limited)
    assert "`min_replicas` asks for 5 instances; 4 are to be had" in why(plan)
    assert plan.limits == {"A10G": 5, "A100-80GB": 5}


@pytest.mark.parametrize("rate", [1e7, 1e12, 1e300])
def test_a_rate_beyond_reason(rate):
    said = why(solve(dataclasses.replace(example(), rate=rate)))
    assert f"{MOST_REPLICAS:,}" in said


def test_a_throughput_next_to_nothing_isnt_divided_by():
    plan = pack(ASKED, 1.0, [ONE], {"one": able([[5e-324, 1.0]])})
    assert f"more than {MOST_REPLICAS:,} of it" in why(plan)
