"""Estimates of serving by the real engine, small enough to be made in a moment."""

from __future__ import annotations

from functools import cache

from jupyter_perf.core import targets
from jupyter_perf.core.workload import Workload
from jupyter_perf.estimation.serving import engine
from jupyter_perf.estimation.serving.question import question
from jupyter_perf.estimation.serving.result import ServingEstimate

MELANGE = {
    "buckets": {"inputs": [25, 100], "outputs": [25, 100]},
    "A10G": {"cost": 1.01, "tputs": [[2, 1], [5, 2]]},
    "A100-80GB": {"cost": 3.67, "tputs": [[20, 20], [40, 20]]},
}
"""The example that Mélange's authors publish."""
SHARES = [[0.2, 0.1], [0.5, 0.2]]
RATE = 30.0
DAY = tuple(5.0 + 25.0 * (8 <= hour < 20) for hour in range(24))


def asked(work=None, target=None, namespace=None, offer="on-demand", **workload):
    """The question of such a workload; `target`: names."""
    named = None if target is None else [targets.get(name) for name in target.split(",")]
    given = Workload(kind="serve", **workload)
    return question(work, given, named, namespace=namespace, offer=offer)


def estimated(work=None, target=None, **workload) -> ServingEstimate:
    return engine.estimate(asked(work, target, **workload))


@cache
def small() -> ServingEstimate:
    """The authors' example, with a day: 3 A10G and 1 A100-80GB."""
    own = {"profile": MELANGE, "slices": 1, "day": DAY}
    return estimated(requests=SHARES, rate=RATE, slo={"tpot": 0.1}, own=own)


@cache
def modelled() -> ServingEstimate:
    """By the roofline, with speculation; of few sizes, so that it is quick."""
    sizes = {(500, 200): 0.8, (3000, 300): 0.2}
    own = {"tensor_parallel": (1, 2), "acceptance": (0.6, 0.8)}
    slo = {"tpot": 0.05, "ttft": 2.0}
    return estimated("llama-3.1-8b", "a10g,a100-80gb", requests=sizes, rate=10.0, slo=slo, own=own)


@cache
def refused() -> ServingEstimate:
    """Nothing meets the target."""
    return estimated(
        "llama-3.1-8b", "a10g,h100", requests={(500, 200): 1}, rate=10.0, slo={"tpot": 0.001}
    )


@cache
def nothing_to_do() -> ServingEstimate:
    """No requests come."""
    return estimated(requests=SHARES, rate=0, slo=0.1, own={"profile": MELANGE})
