"""The runtime that a served model would have on hardware of one's own, to compare offers by.

    T(prompt, output) = F(prompt) + g · (output − 1)

F is about linear in the prompt. Behind an API, queues and other users' work come on top; the ideal
of two models on the same hardware can be compared. Source: Narayanan et al., "Cheaply Estimating
Inference Efficiency Metrics for Autoregressive Transformer Models", 2023, section 3.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from ....core.ranges import Range
from ....core.targets import Target
from ....errors import UsageError
from ..efficiency import Efficiency
from .architecture import Architecture
from .serving import Serving, decode, prefill

SHORT, LONG = 256, 2048
"""Prompts between which F is taken as linear."""


@dataclass(frozen=True)
class Idealized:
    """Seconds."""

    start: Range
    per_prompt_token: Range
    per_output_token: Range

    def seconds(self, prompt: int, output: int) -> Range:
        """Raises UsageError for no tokens."""
        if min(prompt, output) < 1:
            raise UsageError("a prompt and an answer have at least one token each")

        def at(end: str) -> float:
            reading = getattr(self.start, end) + prompt * getattr(self.per_prompt_token, end)
            return float(reading + (output - 1) * getattr(self.per_output_token, end))

        return Range(at("value"), at("low"), at("high"))


def idealized(
    model: Architecture,
    target: Target,
    serving: Serving | None = None,
    efficiency: Efficiency | None = None,
) -> Idealized:
    """F and g for one sequence on `target`, with the precision and devices of `serving`.

    Raises UsageError as `serving.generate`.
    """
    asked = replace(serving or Serving(), batch=1)
    short = prefill(model, target, replace(asked, prompt=SHORT), efficiency).seconds
    long = prefill(model, target, replace(asked, prompt=LONG), efficiency).seconds

    def slope(end: str) -> float:
        return float((getattr(long, end) - getattr(short, end)) / (LONG - SHORT))

    def start(end: str) -> float:
        # A short prompt is bound by reading the weights, so the line never starts below nothing.
        return max(0.0, float(getattr(short, end)) - SHORT * slope(end))

    slopes = sorted(slope(end) for end in ("low", "value", "high"))
    starts = sorted(start(end) for end in ("low", "value", "high"))
    return Idealized(
        Range(starts[1], starts[0], starts[2]),
        Range(slopes[1], slopes[0], slopes[2]),
        decode(model, target, asked, efficiency=efficiency).seconds,
    )
