"""What outlives a step, and is no activation: the model's weights and buffers, and the batch."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch

    from ..making import Making


def own_tensors(making: Making) -> Iterator[torch.Tensor]:
    import torch
    from torch.utils import _pytree

    yield from making.model.parameters()
    yield from making.model.buffers()
    for each in _pytree.tree_leaves((making.args, dict(making.kwargs))):
        if isinstance(each, torch.Tensor) and each.layout is torch.strided:
            yield each


def device_type(making: Making) -> str:
    """Of the device that the model is on: `cuda`, `cpu`."""
    for each in making.model.parameters():
        return each.device.type
    return "cpu"


def device_type_said(making: Making) -> str:
    """The same as Python to write; of a model without data, where to read it off."""
    known = device_type(making)
    return repr(known) if known != "meta" else "next(model.parameters()).device.type"


def is_without_data(tensor: torch.Tensor) -> bool:
    """Whether it has a shape alone, as in a trace."""
    from torch._subclasses.fake_tensor import FakeTensor

    return isinstance(tensor, FakeTensor) or tensor.device.type == "meta"
