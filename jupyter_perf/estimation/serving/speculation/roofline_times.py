"""Times of passes from a model's configuration: its roofline, read at some sizes, and a line
through that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import Any

from ....core import targets
from ....core.ranges import Range
from ....core.targets import Target
from ....errors import UsageError
from ...configs.locating import locate
from ...models.efficiency import Efficiency
from ...models.llm import Architecture, Precision
from ...models.llm.passes import Pass, works
from ...models.roofline import Timeline, timeline
from .checking import LONGEST, listed, whole
from .fitting import Fitted, Point, fit

BATCHES = (1, 2, 4, 8, 16, 32, 64, 128, 256)
LENGTHS = (0, 1, 3, 7)
"""Tokens drafted: with the one before them a power of two."""
CONTEXTS = (128, 512, 1024, 2048, 4096)
_ATTENTION = "attention"
_MOST_BATCH = 65_536


@dataclass(frozen=True)
class _Verification(Pass):
    """A pass over the last token of each sequence and those drafted after it."""

    def starts(self, kernels: int) -> float:
        """It has one shape again and again, so it's recorded like a step of one token."""
        return float(kernels)


def of_model(
    config: Mapping[str, Any] | str | Path,
    target: Target | str,
    *,
    precision: Precision | None = None,
    devices: int = 1,
    batches: Sequence[int] = BATCHES,
    lengths: Sequence[int] = LENGTHS,
    contexts: Sequence[int] | None = None,
    bent: bool = True,
    efficiency: Efficiency | None = None,
) -> Fitted:
    """Of passes over `batches` requests with `lengths` drafted tokens and `contexts` cached ones.

    Name those that will be met: a line is no better than its fit (`median_error`, `worst_error`),
    and fits few sizes better than many. `bent=False` is the line of the paper. Raises UsageError
    for a model that writes nothing, and as `locate`, `targets.get` and `models.roofline`.
    """
    found = locate(config)
    if not (found.model.causal and found.model.head_weights):
        raise UsageError(f"{found.name} reads text and writes none, so nothing can be drafted")
    machine = targets.get(target) if isinstance(target, str) else target
    bits = precision or Precision()
    whole("devices", devices, least=1, most=1024)
    if contexts is None:
        contexts = [each for each in CONTEXTS if each < found.model.context] or [1]
    sizes = [
        (batch, length, context)
        for batch in _sizes("batches", batches, 1, _MOST_BATCH)
        for length in _sizes("lengths", lengths, 0, LONGEST)
        for context in _sizes("contexts", contexts, 1, found.model.context)
    ]
    passes = [Pass(batch, 1 + length, context, bits, devices) for batch, length, context in sizes]
    lines = [_timeline(found.model, machine, each, efficiency) for each in passes]
    fitted = fit(list(map(_point, passes, lines)), bent=bent)
    return replace(
        fitted,
        source=f"roofline of {found.name} on {machine.name}",
        spread=_spread(lines),
        notes=(*found.notes, *found.model.assumptions, *lines[0].assumptions),
    )


def _timeline(
    model: Architecture, target: Target, step: Pass, efficiency: Efficiency | None
) -> Timeline:
    """Each sequence's cache is read once, however many of its tokens attend to it; all else is as
    if each token were a sequence, the head included: every token is verified."""
    shaped = _Verification(**vars(step))
    flat = replace(step, batch=step.tokens, new=1)
    pairs = zip(works(model, shaped), works(model, flat), strict=True)
    return timeline(
        [own if own.name == _ATTENTION else single for own, single in pairs],
        target,
        efficiency,
    )


def _point(step: Pass, made: Timeline) -> Point:
    return Point(step.batch * step.before, step.tokens, made.seconds.value)


def _spread(lines: Sequence[Timeline]) -> Range:
    """Of a pass in the middle: bands of efficiency are wrong for all passes together."""
    low = median(each.seconds.low / each.seconds.value for each in lines)
    return Range(1.0, low, median(each.seconds.high / each.seconds.value for each in lines))


def _sizes(name: str, sizes: Sequence[int], least: int, most: int) -> list[int]:
    given = listed(name, sizes, "whole numbers")
    return sorted({whole(name, each, least, most) for each in given})
