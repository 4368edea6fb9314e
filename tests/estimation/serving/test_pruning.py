"""Machines that needn't be weighed."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_perf.estimation.serving import pruning, requests
from jupyter_perf.estimation.serving.packing.solving import pack
from jupyter_perf.estimation.serving.terms import Buckets, Instance, Throughput

REQUESTS = requests.read([[0.7, 0.3]], buckets=Buckets((100,), (100, 200)))


def throughput(values, reasons=None):
    value = np.array([values], float)
    return Throughput(value, 0.8 * value, 1.2 * value, "modelled", reasons or {})


ABLE = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 9)).map(
        lambda pair: [float(each) for each in pair]
    ),
    min_size=2,
    max_size=4,
)


@settings(max_examples=25, derandomize=True, deadline=None)
@given(
    able=ABLE,
    prices=st.lists(st.integers(1, 9), min_size=4, max_size=4),
    rate=st.integers(1, 30),
    spare=st.sampled_from([0.0, 0.2]),
    survive=st.integers(0, 1),
)
def test_without_them_the_cheapest_plan_is_as_cheap(able, prices, rate, spare, survive):
    instances = [
        Instance(f"{1 << at}×x", "x", float(price), 1 << at)
        for at, (price, _) in enumerate(zip(prices, able, strict=False))
    ]
    throughputs = {
        each.name: throughput(values) for each, values in zip(instances, able, strict=True)
    }
    left_out = pruning.replaceable(instances, throughputs, REQUESTS)
    kept = [each for each in instances if each.name not in left_out]
    assert kept
    for end in ("value", "low", "high"):
        options = {"end": end, "spare": spare, "survive": survive, "slices": 2}
        whole = pack(REQUESTS, rate, instances, throughputs, **options)
        some = pack(REQUESTS, rate, kept, {e.name: throughputs[e.name] for e in kept}, **options)
        assert (whole.usd_per_hour is None) == (some.usd_per_hour is None)
        if whole.usd_per_hour is not None:
            assert abs(whole.usd_per_hour - some.usd_per_hour) < 1e-6


def test_what_is_limited_or_of_another_target_replaces_nothing():
    small, large = Instance("x", "x", 1.0), Instance("2×x", "x", 2.0, 2)
    both = {"x": throughput([5, 5]), "2×x": throughput([10, 10]), "y": throughput([1, 1])}
    assert pruning.replaceable([small, large], both, REQUESTS) == {
        "2×x": "2 × x do as much for the money"
    }
    limited = Instance("x", "x", 1.0, most=3)
    assert not pruning.replaceable([limited, large], both, REQUESTS)
    kept = Instance("2×x", "x", 2.0, 2, least=1)
    assert not pruning.replaceable([small, kept], both, REQUESTS)
    assert not pruning.replaceable([small, Instance("y", "y", 9.0, 2)], both, REQUESTS)


def test_what_can_do_nothing_is_told_with_why_unless_it_only_misses_the_target():
    found = {
        "small": throughput([0, 0], {"all sizes": "it doesn't fit"}),
        "slow": throughput([0, 0]),
        "some": throughput([1, 0], {"100 × 200": "longer than its context"}),
    }
    assert pruning.unable(found) == {"small": "it doesn't fit"}
