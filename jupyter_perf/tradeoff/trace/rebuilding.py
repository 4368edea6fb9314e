"""The other side of `describing`: tensors without data, of other sizes where that is asked for."""

from __future__ import annotations

import io
import math
import pickle
from collections.abc import Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ...core.dimensions import Dimensions
from . import filling

if TYPE_CHECKING:
    import torch


@dataclass(frozen=True)
class Sizes:
    """What inputs are to be rebuilt with, and the storages that were made so far."""

    dimensions: Dimensions
    batch: int | None = None
    sequence: int | None = None
    storages: dict[tuple[int, str], Any] = field(default_factory=dict)
    filled: bool = False
    """Whether tensors have data, made up: random numbers, ids that the inputs could have."""


_SIZES: ContextVar[Sizes] = ContextVar("sizes")


def rebuilt(described: bytes, sizes: Sizes) -> tuple[Any, ...]:
    """What `described` is of. Call it under a FakeTensorMode; raises what unpickling raises."""
    before = _SIZES.set(sizes)
    try:
        made: tuple[Any, ...] = pickle.load(io.BytesIO(described))
        return made
    finally:
        _SIZES.reset(before)


def tensor(
    storage: int,
    elements: int,
    dtype: str,
    shape: Sequence[int],
    stride: Sequence[int],
    offset: int,
    requires_grad: bool,
    parameter: bool,
    resizable: bool,
    bounds: tuple[int, int] | None = None,
) -> Any:
    """A tensor like the one described; tensors that shared a storage share it again. `bounds` are
    those of whole numbers in an input."""
    import torch

    kind: torch.dtype = getattr(torch, dtype)
    sizes = _SIZES.get()
    new = tuple(shape)
    if resizable:
        new = sizes.dimensions.resized(shape, dtype, sizes.batch, sizes.sequence)
    with torch.no_grad():
        if new != tuple(shape):
            order = strides(new, stride)
            made = torch.empty_strided(new, order, dtype=kind, device="cpu")
            if sizes.filled:
                filling.fill(made, bounds, weight=False)
        else:
            key = (storage, dtype)
            if key not in sizes.storages:
                whole = torch.empty(elements, dtype=kind, device="cpu")
                if sizes.filled:
                    filling.fill(whole, bounds, weight=parameter and len(shape) > 1)
                sizes.storages[key] = whole
            made = sizes.storages[key].as_strided(shape, stride, offset)
    if parameter:
        return torch.nn.Parameter(made, requires_grad=requires_grad)
    return made.detach().requires_grad_(requires_grad)


def device() -> torch.device:
    """The only one there is while tracing."""
    import torch

    return torch.device("cpu")


def generator() -> torch.Generator:
    import torch

    return torch.Generator()


def strides(shape: Sequence[int], like: Sequence[int]) -> tuple[int, ...]:
    """Dense strides of `shape` with its dimensions in the order that `like` has in memory."""
    order = sorted(range(len(shape)), key=lambda at: (-like[at], at))
    made = [0] * len(shape)
    for place, at in enumerate(order):
        made[at] = math.prod(max(1, shape[after]) for after in order[place + 1 :])
    return tuple(made)
