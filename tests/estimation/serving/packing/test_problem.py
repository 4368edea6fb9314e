"""What can't be meant is refused in words."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest
from serving_packing_cases import able, example, requests

from jupyter_perf.errors import UsageError
from jupyter_perf.estimation.serving.packing.problem import Problem
from jupyter_perf.estimation.serving.packing.solving import pack
from jupyter_perf.estimation.serving.terms import Buckets, Instance, Requests

ONE = Instance("one", "x", 1.0)


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("rate", -1.0),
        ("rate", math.nan),
        ("rate", math.inf),
        ("rate", "30"),
        ("rate", None),
        ("rate", True),
        ("slices", 0),
        ("slices", -1),
        ("slices", 2.5),
        ("slices", 10**9),
        ("spare", -0.1),
        ("spare", math.nan),
        ("survive", -1),
        ("survive", 0.5),
        ("min_replicas", -1),
        ("min_replicas", "3"),
        ("gap", -0.1),
        ("time_limit_s", 0.0),
        ("time_limit_s", math.nan),
        ("end", "middle"),
    ],
)
def test_numbers_that_make_no_sense(option, value):
    with pytest.raises(UsageError, match=f"`{option}`"):
        dataclasses.replace(example(), **{option: value})


def test_numbers_of_numpy_are_numbers():
    plan = pack(requests([[1.0]]), np.float64(4), [ONE], {"one": able([[2.0]])}, slices=np.int64(2))
    assert plan.counts == {"one": 2}
    assert isinstance(plan.rented[0].count, int)
    assert plan.to_json()


@pytest.mark.parametrize("given", [(), [], None, 3, ["a10g"], [ONE, "a10g"]])
def test_instances_are_needed(given):
    with pytest.raises(UsageError, match=r"at least one `Instance`"):
        Problem(requests([[1.0]]), 1.0, given, {"one": able([[2.0]])})


def test_names_must_agree():
    asked, cost = requests([[1.0]]), able([[2.0]])
    with pytest.raises(UsageError, match="no throughput of 'one'"):
        Problem(asked, 1.0, (ONE,), {})
    with pytest.raises(UsageError, match="of 'two', which is no instance"):
        Problem(asked, 1.0, (ONE,), {"one": cost, "two": cost})
    with pytest.raises(UsageError, match="two instances are named 'one'"):
        Problem(asked, 1.0, (ONE, ONE), {"one": cost})
    with pytest.raises(UsageError, match="no instance 'two'; there are one"):
        Problem(asked, 1.0, (ONE,), {"one": cost}).only(("two",))
    with pytest.raises(UsageError, match="no instance 'two'"):
        Problem(asked, 1.0, (ONE,), {"one": cost}).changed("two", most=1)


@pytest.mark.parametrize("field", ["least", "most"])
def test_numbers_of_machines_are_whole(field):
    odd = Instance("one", "x", 1.0, most=3, least=1)
    with pytest.raises(UsageError, match=f"{field} of one"):
        Problem(
            requests([[1.0]]),
            1.0,
            (dataclasses.replace(odd, **{field: 1.5}),),
            {"one": able([[2.0]])},
        )


@pytest.mark.parametrize(
    "value", [[[math.nan, 1.0]], [[-1.0, 1.0]], [[math.inf, 1.0]], [[1.0]], [[1.0], [1.0]]]
)
def test_throughputs_fit_the_buckets(value):
    with pytest.raises(UsageError, match="throughput of one"):
        Problem(requests([[0.5, 0.5]]), 1.0, (ONE,), {"one": able(value)})


def test_every_end_of_a_throughput_is_checked():
    broken = dataclasses.replace(able([[2.0]]), low=np.array([[math.nan]]))
    with pytest.raises(UsageError, match="throughput of one"):
        Problem(requests([[1.0]]), 1.0, (ONE,), {"one": broken})


@pytest.mark.parametrize("shares", [[[0.5]], [[0.0]], [[1.5, -0.5]], [[math.nan, 1.0]]])
def test_shares_are_shares(shares):
    matrix = np.array(shares)
    with pytest.raises(UsageError, match="add up to 1"):
        Problem(requests(matrix), 1.0, (ONE,), {"one": able(np.ones_like(matrix))})


def test_shares_fit_the_buckets():
    matrix = np.array([[0.5, 0.5]])
    asked = Requests(Buckets((25,), (25,)), matrix, matrix, matrix, "made up")
    with pytest.raises(UsageError, match="shares of requests are"):
        Problem(asked, 1.0, (ONE,), {"one": able([[1.0]])})
