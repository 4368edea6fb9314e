"""Where nothing meets a latency target: which one each machine could meet, by the roofline."""

from __future__ import annotations

import numpy as np

from ...core import targets
from ...errors import UsageError
from ..configs.asked import Terms
from . import profiles
from .profiles.steps import Steps
from .question import ServingQuestion
from .terms import Instance, Slo

_ROOM = 1.05
"""Above what a machine does for a single request: at that itself it could serve none a second."""
MOST = 3
"""Instances that are told, those that come nearest to the target."""


def loosest(asked: ServingQuestion) -> dict[str, Slo]:
    """By instance, the nearest to the target first: `asked.slo` with what it can't meet put up to
    the least that it could. Of each target the one with most devices, which is the fastest; without
    those on which some size doesn't fit at all."""
    if asked.config is None:
        return {}
    instances = [each for each in asked.offer.instances if each.most != 0]
    largest = {each.target: each for each in sorted(instances, key=lambda each: each.devices)}
    found = {}
    for instance in largest.values():
        slo = _tightest(asked, instance)
        if slo is not None:
            found[instance.name] = slo
    by_name = {each.name: each for each in instances}
    chosen: dict[str, Slo] = {}
    for name in sorted(found, key=lambda name: _beyond(asked.slo, found[name])):
        if len(chosen) < MOST and _meets(asked, by_name[name], found[name]):
            chosen[name] = found[name]
    return chosen


def _tightest(asked: ServingQuestion, instance: Instance) -> Slo | None:
    assert asked.config is not None
    requests = asked.requests
    some = np.asarray(requests.shares) > 0
    prompts = np.maximum(np.rint(requests.mean_input[some]), 1).astype(int)
    answers = np.maximum(requests.mean_output[some], 1.0)
    try:
        steps = Steps(
            asked.config.model,
            targets.get(instance.target),
            devices=instance.devices,
            precision=asked.precision,
            efficiency=Terms().efficiency(targets.get(instance.target)),
        )
        extra = steps.extra(prompts + np.rint(answers).astype(int) // 2)
        further = steps.step(np.ones(extra.shape), extra)[0]
        first = steps.reading(prompts)[0, :, 0]
    except UsageError:
        return None  # its figures are unknown
    reached = {
        "tpot": float(further[answers > 1].max(initial=0.0)),
        "ttft": float(first.max()),
        "latency": float((first + (answers - 1) * further).max()),
    }
    loosened = {
        name: None if value is None else max(value, float(f"{reached[name] * _ROOM:.2g}"))
        for name, value in vars(asked.slo).items()
    }
    return Slo(**loosened)


def _beyond(asked: Slo, found: Slo) -> float:
    """How many times as long the worst of its parts is."""
    pairs = zip(vars(found).values(), vars(asked).values(), strict=True)
    return max((float(ours / theirs) for ours, theirs in pairs if theirs is not None), default=1.0)


def _meets(asked: ServingQuestion, instance: Instance, slo: Slo) -> bool:
    """Whether it can serve every size then: one may not fit beside the weights."""
    made = profiles.throughputs(
        [instance], asked.requests, slo, config=asked.work, precision=asked.precision
    )
    some = np.asarray(asked.requests.shares) > 0
    return bool((made[instance.name].value[some] > 0).all())
