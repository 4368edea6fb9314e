"""From what was measured to what is said of it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from ...core.ranges import Range
from .measuring import Measured, change, mean
from .result import AttentionPruned, LayerPruned
from .tally import Counts, Tally
from .training import Went, thinned

_ON_TRAINING = "evaluated on batches that it was trained on: say `held_out` for others"
_ONE_BATCH = "evaluated on one batch, whose spread can't be known"
_NOT_A_NUMBER = "the loss of some batch is no number"
_ONE_RUN = "of one training run on one set of data"


@dataclasses.dataclass(frozen=True)
class Seen:
    """A model before, after and, trained alike, without pruning."""

    before: Measured
    after: Measured
    control: Measured | None
    layers: tuple[LayerPruned, ...]
    held_out: bool
    """Whether evaluated on batches of their own."""


def concluded(
    method: str, cited: str, model: Any, seen: Seen, of_bits: int, went: Went | None = None
) -> AttentionPruned:
    """The result; `went` is None where nothing was trained."""
    against = seen.before if seen.control is None else seen.control
    notes = [] if seen.held_out or went is None else [_ON_TRAINING]
    if went is not None and went.stopped:
        notes.append(went.stopped)
    return AttentionPruned(
        method,
        seen.layers,
        mean(seen.before.losses),
        mean(seen.after.losses),
        None if seen.control is None else mean(seen.control.losses),
        change(seen.after, against),
        seen.before.metric,
        seen.after.metric,
        None if seen.control is None else seen.control.metric,
        0 if went is None else len(went.losses),
        () if went is None else thinned(went.losses),
        of_bits,
        tuple(notes),
        _reasons(seen),
        cited,
        model,
    )


def _reasons(seen: Seen) -> Mapping[str, str]:
    reasons = {}
    if seen.after.metric is not None:
        reasons["metric_after"] = _ONE_RUN
    if len(seen.after.losses) < 2:
        reasons["loss_after"] = reasons["share"] = _ONE_BATCH
    elif mean(seen.after.losses) is None:
        reasons["loss_after"] = _NOT_A_NUMBER
    return reasons


def layers(thresholds: Mapping[str, float], tally: Tally) -> tuple[LayerPruned, ...]:
    """What was counted, by layer."""
    return tuple(
        _layer(name, threshold, [batch[name] for batch in tally.batches if name in batch], tally)
        for name, threshold in thresholds.items()
    )


def _layer(name: str, threshold: float, by_batch: list[Counts], tally: Tally) -> LayerPruned:
    total = Counts(
        **{
            field.name: sum(getattr(each, field.name) for each in by_batch)
            for field in dataclasses.fields(Counts)
        }
    )
    modelled = tally.bits is not None and total.scores > 0
    approximated = total.needed > 0
    return LayerPruned(
        name,
        threshold,
        total.scores,
        total.pruned,
        _within(mean([each.pruned / each.scores for each in by_batch if each.scores])),
        total.bits / total.scores if modelled else None,
        total.same / total.scores if approximated else None,
        total.missed / total.needed if approximated else None,
    )


def _within(share: Range | None) -> Range | None:
    """A share is between none and all."""
    if share is None:
        return None
    return Range(share.value, max(0.0, share.low), min(1.0, share.high))
