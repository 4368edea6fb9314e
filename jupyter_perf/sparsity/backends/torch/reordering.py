"""Channels put into a better order in the middle of a run, just before masks are chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from torch import nn
from torch.optim import Optimizer

from ....errors import UsageError
from ...pattern import Pattern
from ...posttraining.permutation import permuted

NOT_SEEN = "no call of it was seen before"


def reordered(
    models: Mapping[str, nn.Module],
    batches: Mapping[str, Any],
    pattern: Pattern,
    optimizers: Iterable[Optimizer],
) -> list[str]:
    """Reorder what can be, of weights that are dense now; what the user should know of it.

    `batches`: each model's `inputs.Inputs`. A model that can't be traced or wasn't seen keeps its
    order, and is named.
    """
    notes: list[str] = []
    known = tuple(optimizers)
    for name, model in models.items():
        seen = batches[name].last if name in batches else []
        if not seen:
            notes.append(f"channels of {name} stay in their order: {NOT_SEEN}")
            continue
        try:
            found = permuted(model, seen[-1], pattern, known)
        except UsageError as error:
            notes.append(f"channels of {name} stay in their order: {error}")
            continue
        notes += [f"{name}: {each}" for each in found.notes]
    return notes
