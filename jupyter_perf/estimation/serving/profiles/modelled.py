"""Throughput by the roofline, for machines that nobody has measured.

Servers batch continuously: as one answer ends, the next prompt takes its place. With b requests of
one size in flight, p(g) seconds to read g prompts together, and step(b) seconds for one more token
of each, each step lasts step(b) + p(b / output), since b / output prompts come in during it, and

    time of a request = output × (step(b) + p(b / output))        seconds for each further token
    requests a second = b / time of a request                     (Little's law)
    first token       = p(1) + the rest of the running step, at most one

(Yu et al., "Orca", 2022; Agrawal et al., "Sarathi-Serve", 2024, for prompts between steps). More
requests in flight never make fewer a second, and never shorter latencies, so the largest b that
meets the target and fits in memory is the best. It needn't be whole: below 1 the machine is idle
for some of the time.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from ....core.ranges import Range
from ....core.targets import Target
from ....errors import UsageError
from ...configs import memory
from ...configs.asked import Terms
from ...models import llm
from ...models.llm import Architecture, Precision
from ..terms import Requests, Slo, Throughput
from . import sizes
from .steps import MOST_AT_ONCE, Steps, of_groups

SOURCE = "modelled"
_HALVINGS = 50
_LEAST = 1e-9
"""Requests a second: an instance that hardly does more than none does none."""


@dataclass(frozen=True)
class _Asked:
    """Sizes (n,), and what the roofline says of them, (3, n): value, low, high of seconds."""

    output: np.ndarray
    extra: np.ndarray
    reading: np.ndarray
    """(3, n, groups)"""
    steps: Steps

    def further(self, batch: np.ndarray) -> np.ndarray:
        """Seconds of each further token (3, n)."""
        read = of_groups(self.reading, batch / self.output)
        found: np.ndarray = self.steps.step(batch, self.extra) + read
        return found

    def meets(self, batch: np.ndarray, slo: Slo) -> np.ndarray:
        """(3, n)"""
        further = self.further(batch)
        first = self.reading[..., 0] + np.minimum(batch, 1.0) * further
        found = np.ones(batch.shape, dtype=bool)
        if slo.tpot is not None:
            found &= (further <= slo.tpot) | (self.output <= 1)
        if slo.ttft is not None:
            found &= first <= slo.ttft
        if slo.latency is not None:
            found &= first + (self.output - 1) * further <= slo.latency
        return found


def throughput(
    model: Architecture,
    target: Target,
    requests: Requests,
    slo: Slo,
    terms: Terms,
    *,
    devices: int = 1,
    precision: Precision | None = None,
) -> Throughput:
    """For each bucket, at its mean size. What can't be served is 0: because of the target (no
    reason is given), memory, the model's context, or since the target's figures are unknown."""
    steps = Steps(
        model, target, devices=devices, precision=precision, efficiency=terms.efficiency(target)
    )
    shape = requests.buckets.shape
    inputs = np.maximum(np.rint(requests.mean_input), 1).astype(int).ravel()
    outputs = np.maximum(requests.mean_output, 1.0).ravel()
    halfway = inputs + np.rint(outputs).astype(int) // 2
    try:
        asked = _Asked(outputs, steps.extra(halfway), steps.reading(inputs), steps)
        steps.step(np.ones((3, 1)), np.zeros((3, 1)))
    except UsageError as unknown:
        return sizes.nothing(requests.buckets, str(unknown), SOURCE)
    whole = np.rint(outputs).astype(int)
    if large := _too_large(steps, int(inputs.min()), int(whole.min())):
        nothing = sizes.nothing(requests.buckets, large.why, SOURCE)
        return replace(nothing, devices_needed=large.devices)
    room, words = _room(steps, inputs, whole)
    rate = _rate(asked, room, slo)
    # Slow steps are the low end of what is done in a second.
    value, high, low = rate.reshape(3, *shape)
    places = {divmod(at, shape[1]): why for at, why in words.items()}
    return Throughput(value, low, high, SOURCE, sizes.reasons(requests.buckets, places))


def _rate(asked: _Asked, room: np.ndarray, slo: Slo) -> np.ndarray:
    """Requests a second (3, n) with at most `room` (3, n) in flight, by halving."""
    good, bad = np.zeros(room.shape), room.copy()
    whole = asked.meets(room, slo)
    for _ in range(_HALVINGS):
        middle = (good + bad) / 2
        fine = asked.meets(middle, slo)
        good, bad = np.where(fine, middle, good), np.where(fine, bad, middle)
    batch = np.where(whole, room, good)
    found: np.ndarray = batch / (asked.output * asked.further(batch))
    return np.where(found > _LEAST, found, 0.0)


def _room(
    steps: Steps, inputs: np.ndarray, outputs: np.ndarray
) -> tuple[np.ndarray, dict[int, str]]:
    """Requests in flight that fit in memory (3, n), and why none does, by position.

    Answers are at all stages, so that half of each is there; the low end of the throughput keeps
    room for all of it, and for what a runtime may need besides.
    """
    room = np.zeros((3, len(inputs)))
    words: dict[int, str] = {}
    context = steps.model.context
    for at, (prompt, output) in enumerate(zip(inputs.tolist(), outputs.tolist(), strict=True)):
        if prompt + output > context:
            words[at] = f"longer than the {context:,} tokens that the model was made for"
            continue
        full = memory.largest_batch(steps.model, steps.serving(prompt, output), steps.target)
        half = memory.largest_batch(
            steps.model, steps.serving(prompt, max(1, output // 2)), steps.target
        )
        if full is None or half is None:
            room[:, at] = MOST_AT_ONCE
        elif full.value < 1:
            words[at] = "the cache of one such request doesn't fit in memory beside the weights"
        else:
            room[:, at] = half.value, half.high, full.low
    return np.minimum(room, MOST_AT_ONCE), words


def _too_large(steps: Steps, prompt: int, output: int) -> memory.TooLarge | None:
    """Whether not even the smallest request fits, and how many devices would do."""

    def needed(devices: int) -> Range:
        asked = replace(steps.serving(prompt, output), devices=devices)
        return llm.memory(steps.model, asked).total

    found = memory.fits(needed(steps.devices), steps.target)
    return memory.too_large(found, steps.target, lambda devices: needed(devices).value)
