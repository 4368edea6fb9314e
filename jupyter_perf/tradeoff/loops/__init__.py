"""Loops that somebody wrote already: what their step is made of.

    loop = read(trainer)            # transformers' Trainer
    loop = read((model, optimizer, loader))     # what accelerate prepared, or the Accelerator
    loop = read((trainer, module, loader))      # Lightning
    loop = read(step, batch=batch)  # a function that does a whole training step

None of these packages is imported: their objects are known by their public attributes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...errors import UsageError
from . import accelerate, lightning, steps, transformers
from .loop import Loop

__all__ = ["Loop", "in_use", "is_loop", "read", "settings_for"]
_READERS = (transformers, lightning, accelerate, steps)
"""Asked in this order; each has `knows` and `read`."""


def is_loop(thing: Any) -> bool:
    """Whether `read` knows what it is; a plain module is none."""
    return any(each.knows(thing) for each in _READERS)


def read(thing: Any, *, batch: Any = None, loss: Any = None, optimizer: Any = None) -> Loop:
    """The step of a loop. `batch`, `loss` and `optimizer` go before what the loop says itself.

    Nothing is trained. Raises UsageError for what isn't known, or says too little, naming what to
    give.
    """
    for each in _READERS:
        if each.knows(thing):
            found: Loop = each.read(thing, batch=batch, loss=loss, optimizer=optimizer)
            return found
    raise UsageError(
        f"a {type(thing).__name__} is no loop that is known: give a model and a sample batch, a "
        "Trainer, what accelerate prepared, a Lightning module with its data, or a function of one "
        "training step with a batch"
    )


def in_use(thing: Any) -> tuple[str, Any]:
    """Which trainer a loop is of, and its model; nothing of it is read but that. Raises UsageError
    for a function of a step, which has no settings."""
    for each in _READERS:
        if each.knows(thing):
            name = each.__name__.rpartition(".")[2]
            return name, each.model_of(thing)
    raise UsageError(f"a {type(thing).__name__} is no loop that is known")


def settings_for(
    thing: Any, trainers: Mapping[str, Mapping[str, Any]]
) -> dict[str, Mapping[str, Any]]:
    """Settings by trainer, those of a loop's own named as its installed version wants them."""
    if not transformers.knows(thing):
        return dict(trainers)
    return {
        name: transformers.settings_for(thing, given) if name == "transformers" else given
        for name, given in trainers.items()
    }
