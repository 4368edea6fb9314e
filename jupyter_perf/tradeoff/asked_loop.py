"""From a loop that somebody wrote (a trainer, a function of a step) to what is asked about it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from .making import Making


@dataclasses.dataclass(frozen=True)
class Given:
    """The plain step, and what the loop or its data say beside it."""

    making: Making
    global_batch: int | None = None
    epoch_examples: int | None = None
    notes: tuple[str, ...] = ()

    @property
    def extra(self) -> Mapping[str, Any]:
        """Fields of a making that a model with its inputs doesn't have."""
        names = ("around", "before_each", "in_backward")
        return {name: value for name in names if (value := getattr(self.making, name))}


def given(model: Any, batch: Any, loss: Any, optimizer: Any) -> Given | None:
    """None where `model` is no loop. `optimizer` is None where nobody named one. Raises UsageError
    for a loop that says too little."""
    from .loops import is_loop, read

    if not is_loop(model):
        return None
    loop = read(model, batch=batch, loss=loss, optimizer=optimizer)
    # One device's: that others do the same at the same time changes neither memory nor time here.
    whole = None if loop.batch is None else loop.batch * loop.making.accumulate
    several = loop.making.accumulate > 1
    notes = loop.notes
    if loop.devices > 1:
        notes += (f"the loop runs on {loop.devices} devices: figures are those of one of them",)
    return Given(
        loop.making.replaced(accumulate=1),
        whole if several else None,
        loop.epoch_examples,
        notes,
    )


def first_batch(batch: Any) -> tuple[Any, int | None]:
    """A sample batch and the examples in an epoch, where `batch` is a data loader; else itself."""
    from .loops import loaders

    if not loaders.is_loader(batch):
        return batch, None
    return loaders.batch_of(batch), loaders.epoch_examples(batch)
