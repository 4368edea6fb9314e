"""A few real steps of one method at one batch size, over a model that is made for them."""

from __future__ import annotations

import dataclasses
import gc
import time
from collections.abc import Mapping
from typing import Any

from ...core.dimensions import Dimensions
from ..making import Making
from ..stepping import Stepper
from ..trace.rebuilding import Sizes
from ..trace.step import making_of, watched
from ..trace.tracing import Variant

_LEAST_STEPS = 2
_SECONDS = 0.4
"""Of steps in one visit, beyond the least number: many short visits tell more than a long one."""


@dataclasses.dataclass
class Visit:
    """What was seen."""

    samples: list[tuple[float, float, float]]
    """(wall, CPU, update) seconds of each step."""
    ledger_bytes: int | None = None

    @property
    def fastest_s(self) -> float:
        return min(wall for wall, _, _ in self.samples)


def visit(
    described: bytes,
    dimensions: Dimensions,
    variant: Mapping[str, Any],
    seconds: float = 0.0,
    *,
    ledger: bool = False,
) -> Visit:
    """Make the model, warm it up with a step (which makes the optimizer's state), time the next.

    Two steps at least, and more for up to `seconds` (and _SECONDS); with `ledger` the peak of real
    tensors is looked at too.
    Raises what the model raises, as `failing.InStep`.
    """
    asked = Variant(**variant)
    sizes = Sizes(dimensions, asked.batch, asked.sequence, filled=True)
    making = making_of(described, sizes, asked)
    making.model.train()
    peak = int(watched(making)["peak_bytes"]) if ledger else None
    samples = _samples(making, min(seconds, _SECONDS))
    del making
    gc.collect()
    return Visit(samples, peak)


def _samples(making: Making, seconds: float) -> list[tuple[float, float, float]]:
    stepper = Stepper(making)
    try:
        stepper.step()
        samples: list[tuple[float, float, float]] = []
        ends = time.perf_counter() + seconds
        while len(samples) < _LEAST_STEPS or time.perf_counter() < ends:
            samples.append(_timed(stepper))
        return samples
    finally:
        stepper.close()


def _timed(stepper: Stepper) -> tuple[float, float, float]:
    marks: dict[str, float] = {}

    def enter(phase: str) -> None:
        marks[phase] = time.perf_counter()

    cpu, wall = time.process_time(), time.perf_counter()
    stepper.step(enter)
    ended = time.perf_counter()
    return ended - wall, time.process_time() - cpu, ended - marks["optimizer"]
