"""Layers pruned one at a time: what the statements after training say of the model then."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from ..pattern import parse
from ..result import Sensitivity
from ..training import Layer
from .job import Alone
from .looking import Looking
from .models import Model
from .observing import weights_of

LEAST_SECONDS = 5.0
SHARE = 0.05
"""Of the training's time, where that is more."""
SHARE_LEFT = 0.25
"""Of what is left until a hard end, where that is less."""

Clock = Callable[[], float]


def seconds_for(training: float, left: float | None) -> float:
    """How long layers may be looked at, after a training that took so long; `left` until all must
    have ended, None where nothing says so."""
    found = max(LEAST_SECONDS, SHARE * training)
    return found if left is None else min(found, SHARE_LEFT * max(left, 0.0))


def looked_at(
    layers: Iterable[Layer],
    models: Mapping[str, Model],
    wanted: Iterable[Sensitivity],
    looking: Looking,
    seconds: float,
    clock: Clock = time.monotonic,
) -> tuple[tuple[Alone, ...], str]:
    """What the statements leave with one layer pruned, pattern by pattern in the order of `wanted`,
    within about `seconds`; and why it isn't all of them. Weights are as they were afterwards."""
    known = {layer.name: (layer.kind, weight) for layer, weight in weights_of(layers, models)}
    order = _by_pattern(wanted)
    found: list[Alone] = []
    began, took = clock(), looking.seconds
    for at, each in enumerate(order):
        before = clock()
        if before - began + took > seconds:
            return tuple(found), _stopped(at, len(order), took)
        kind, weight = known[each.layer]
        with _pruned(weight, kind, each.pattern):
            values = looking.values(models)
        if values is None:
            return tuple(found), looking.reason
        found.append(Alone(each.layer, each.pattern, values))
        took = max(took, clock() - before)
    return tuple(found), ""


def _by_pattern(wanted: Iterable[Sensitivity]) -> list[Sensitivity]:
    """All layers at the first pattern, then at the next: a sum over layers needs all of them."""
    patterns: dict[str, list[Sensitivity]] = {}
    for each in wanted:
        patterns.setdefault(each.pattern, []).append(each)
    return [each for same in patterns.values() for each in same]


def _stopped(done: int, all_: int, took: float) -> str:
    return (
        f"what pruning one layer alone does to it was looked at {done} of {all_} times: the"
        f" statements after training take {took:.2g} s, too long for more"
    )


@contextlib.contextmanager
def _pruned(weight: Any, kind: str, pattern: str) -> Iterator[None]:
    """Meanwhile this weight alone is pruned by magnitude."""
    from ..backends.torch.layout import layout_of
    from ..backends.torch.masking import mask

    before = weight.clone()
    layout = layout_of(kind, tuple(weight.shape))
    matrix = layout.matrix(before)
    left = matrix * mask(matrix.float().abs(), parse(pattern))
    try:
        weight.copy_(layout.weight(left, weight.shape))
        yield
    finally:
        weight.copy_(before)
