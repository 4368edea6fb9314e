"""Activations that vanish when layers are frozen, and those that stay.

Source of the terms: Ardakani et al., SlimFit, arXiv 2305.18513, section 4.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..making import Making


@dataclasses.dataclass(frozen=True)
class Activations:
    """Bytes that the forward pass keeps for the backward pass, beside parameters and buffers."""

    dynamic: int
    """Needed for gradients of weights alone: gone where those are frozen."""
    static: int
    """Needed to pass gradients on to the first layer, whatever is frozen after it."""


def accounted(making: Making) -> Activations:
    """Runs the forward pass and the loss twice, on tensors with data or without: with everything
    trained, and with nothing but the first layer. The model's flags are left as they were."""
    from ._schedule import layers_of

    layers = layers_of(making.model, 0)
    everything = _kept(making)
    try:
        for each in layers[1:]:
            for parameter in each.parameters:
                parameter.requires_grad_(False)
        static = _kept(making)
    finally:
        for each in layers:
            for parameter in each.parameters:
                parameter.requires_grad_(True)
    return Activations(max(0, everything - static), static)


def _kept(making: Making) -> int:
    """Bytes of all storages that are saved, each once."""
    import torch

    from ..stepping import loss_of, within

    model = making.model
    own = {each.untyped_storage()._cdata for each in (*model.parameters(), *model.buffers())}
    kept: dict[int, Any] = {}

    def pack(tensor: Any) -> None:  # there is no backward pass that would want it
        storage = tensor.untyped_storage()
        if storage._cdata not in own:
            kept[storage._cdata] = storage

    with within(making), torch.autograd.graph.saved_tensors_hooks(pack, lambda each: each):
        loss = loss_of(model(*making.args, **making.kwargs), making.loss)
    total = sum(int(storage.nbytes()) for storage in kept.values())
    del loss
    return total
