"""What a session of sparse training is made of, to be saved and gone on with: plain tensors."""

from __future__ import annotations

from typing import Any

import torch

from ....errors import UsageError
from ...pattern import parse
from .held import Held
from .watching import Watched

VERSION = 1


def state_of(watched: list[Watched], clock: int) -> dict[str, Any]:
    """Numbers, strings and copies of tensors; `torch.save` writes it, `weights_only` reads it."""
    return {
        "version": VERSION,
        "clock": clock,
        "optimizers": [_optimizer(each) for each in watched],
    }


def restore(watched: Watched, state: dict[str, Any], clock: int) -> None:
    """Go on where `state` left: the weights are the sparse ones that were saved beside it.

    Raises UsageError where it is of other weights.
    """
    layers = state["layers"]
    if set(layers) != {held.name for held in watched.layers}:
        raise UsageError(
            "the state to go on with is of other layers"
            f" ({', '.join(layers) or 'none'}): resume with the model it was saved from"
        )
    watched.clock, watched.count = clock, state["count"]
    watched.renewal.generator.set_state(state["generator"])
    if watched.switch is not None and state["switch"] is not None:
        watched.switch.restore(state["switch"])
        if state["switch"]["fired_at"] is not None:
            watched.recipe = watched.switch.switched(state["switch"]["fired_at"])
    watched.moment = watched.moment_at(clock)
    for held in watched.layers:
        _restore_layer(held, layers[held.name])
        held.resumed(watched.moment, watched.asked.quantize)
    if state["freezing"] is not None:
        watched.freeze().restore(state["freezing"])


def _optimizer(watched: Watched) -> dict[str, Any]:
    return {
        "count": watched.count,
        "generator": watched.renewal.generator.get_state(),
        "switch": watched.switch.state() if watched.switch is not None else None,
        "freezing": watched.freezing.state() if watched.freezing is not None else None,
        "layers": {held.name: _layer(held) for held in watched.layers},
    }


def _layer(held: Held) -> dict[str, Any]:
    return {
        "shape": list(held.parameter.shape),
        "pattern": None if held.pattern is None else str(held.pattern),
        "mask": None if held.mask is None else held.mask.clone(),
        "aside": None if held.aside is None else held.aside.clone(),
        "whole": held.whole,
        "beta": held.beta,
    }


def _restore_layer(held: Held, state: dict[str, Any]) -> None:
    if list(held.parameter.shape) != state["shape"]:
        raise UsageError(
            f"{held.name} is {tuple(held.parameter.shape)} and was {tuple(state['shape'])} in the"
            " state to go on with"
        )
    device = held.parameter.device
    held.pattern = None if state["pattern"] is None else parse(state["pattern"])
    held.mask = None if state["mask"] is None else state["mask"].to(device, torch.bool).clone()
    like = held.parameter
    aside = state["aside"]
    held.aside = None if aside is None else aside.to(device, like.dtype).clone()
    held.whole, held.beta = bool(state["whole"]), float(state["beta"])
