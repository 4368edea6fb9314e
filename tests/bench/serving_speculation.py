"""What the economics of speculative decoding say: beside published lengths, beside the roofline
that their lines are fitted to, and beside a simulated server in what they would choose."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import serving_simulation
from serving_simulation import ACCEPTANCES, LENGTHS, Machine, Scenario

from jupyter_perf.estimation.serving.speculation import (
    Line,
    Times,
    Traffic,
    best,
    hurts_from,
    of_model,
)

ANCHORS = {0.01: 7, 0.02: 6, 0.05: 4, 0.1: 3}
"""Cost of a drafted token, in steps → the best length at acceptance 0.6, where verifying costs one
step however many tokens it reads (Online Speculative Decoding, arXiv 2310.07177, section 3)."""
MACHINES = (
    ("llama-3.1-8b", "llama-3.2-1b", "h100"),
    ("llama-3.1-8b", "llama-3.2-1b", "a10g"),
    ("qwen2.5-32b", "qwen2.5-0.5b", "h200"),
    ("mixtral-8x7b", "mistral-7b", "h200"),
    ("deepseek-v2-lite", "qwen2.5-0.5b", "h100"),
)
SHARES = (0.2, 0.5, 0.8, 0.95)
"""Of the rate at which a machine without speculation is saturated."""
_REQUESTS = 8_000
Rows = list[dict[str, Any]]


def tables() -> dict[str, Rows]:
    """All of them; `choices` is empty where SimPy isn't installed."""
    return {
        "anchors": anchors(),
        "lines": lines(),
        "hurting": hurting(),
        "choices": list(choices()),
    }


def anchors() -> Rows:
    """Published best lengths and ours."""
    step = Line(0.0, 0.0, 1.0)
    found = {cost: best(1, 0.6, 0, Times.ratio(step, cost)) for cost in ANCHORS}
    return [
        {"draft_cost": cost, "published": length, "ours": found[cost].length,
         "speed_up": found[cost].speed_up}
        for cost, length in ANCHORS.items()
    ]  # fmt: skip


def lines(machines: Iterable[tuple[str, str, str]] = MACHINES) -> Rows:
    """How far the paper's line and a bent one are off the roofline."""
    made = []
    for model, target in dict.fromkeys((model, target) for model, _, target in machines):
        row: dict[str, Any] = {"model": model, "target": target}
        for name, bent in (("straight", False), ("bent", True)):
            fitted = of_model(model, target, bent=bent)
            row[f"{name}_median"], row[f"{name}_worst"] = fitted.median_error, fitted.worst_error
        made.append(row)
    return made


def hurting(
    machines: Iterable[tuple[str, str, str]] = MACHINES,
    acceptances: Sequence[float] = ACCEPTANCES,
) -> Rows:
    """At which loads no length is better than none, and what the best brings one request alone."""
    traffic = Traffic(output=200, prompt=500)
    made = []
    for (model, draft, target), acceptance in itertools.product(machines, acceptances):
        times = Times(of_model(model, target).line, of_model(draft, target).line)
        alone, found = best(1, acceptance, 600, times), hurts_from(acceptance, times, traffic)
        made.append({
            "model": model, "draft": draft, "target": target, "acceptance": acceptance,
            "length_alone": alone.length, "speed_up_alone": alone.speed_up,
            "verdict": found.verdict, "rate": found.rate, "batch": found.batch,
            "shares": [[each.low / found.capacity, each.high / found.capacity]
                       for each in found.stretches],
            "said": str(found),
        })  # fmt: skip
    return made


def choices(
    scenarios: Iterable[Scenario] = (),
    shares: Sequence[float] = SHARES,
    acceptances: Sequence[float] = ACCEPTANCES,
    requests: int = _REQUESTS,
) -> Iterator[dict[str, Any]]:
    """The length that is chosen for a load, and what it costs beside the one measured best.

    `regret`: seconds a token with the chosen one over those with the best one − 1.
    """
    given = () if serving_simulation.why_not() else scenarios or serving_simulation.usual()
    for scenario, share in itertools.product(given, shares):
        none = scenario.server(0.0, 0)
        rate = share * none.capacity
        alone = _measured(scenario, 0.0, 0, rate, requests)
        for acceptance in acceptances:
            taken = {k: _measured(scenario, acceptance, k, rate, requests) for k in LENGTHS if k}
            taken[0] = alone
            chosen, fastest = _chosen(scenario, acceptance, rate), min(taken, key=taken.__getitem__)
            yield {
                "scenario": scenario.name, "acceptance": acceptance, "share": share, "rate": rate,
                "chosen": chosen, "fastest": fastest,
                "regret": taken[chosen] / taken[fastest] - 1,
                "speed_up": taken[0] / taken[chosen],
            }  # fmt: skip


def _measured(
    scenario: Scenario, acceptance: float, length: int, rate: float, requests: int
) -> float:
    """Seconds a token."""
    return Machine(scenario, acceptance, length, rate, seed=7).run(requests).token_seconds


def _chosen(scenario: Scenario, acceptance: float, rate: float) -> int:
    """Of the lengths that are simulated, the one that is predicted to be fastest."""
    under = [scenario.server(acceptance, length).under(rate) for length in LENGTHS]
    return min(under, key=lambda each: (each.saturated, each.token_seconds, each.length)).length
