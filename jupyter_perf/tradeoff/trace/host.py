"""Tensors that wait in the host's memory while the device has no use for them.

Methods move tensors through here alone, so that a ledger can tell what lies on the host (which is
no part of the device's peak) and how much goes over the link between the two. Where the device is
the processor itself, moving is copying: the same work, the same ledger, the same answer.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import torch


class Witness(Protocol):
    """Told of each move: what is kept of a step, or the count of bytes over the link."""

    def stored(self, tensor: torch.Tensor) -> None:
        """This copy lies on the host now: count its storage there, not on the device."""

    def fetched(self, tensor: torch.Tensor) -> None:
        """This copy, on the device, came from the host."""


_witnesses: list[Witness] = []


@contextlib.contextmanager
def witnessed(by: Witness) -> Iterator[None]:
    """While inside, `by` is told of all moves in this process, of any thread: the backward pass
    has its own."""
    _witnesses.append(by)
    try:
        yield
    finally:
        _witnesses.remove(by)


def to_host(tensor: torch.Tensor) -> torch.Tensor:
    """A copy in the host's memory, without gradient, with the same strides where they are dense.

    From a CUDA device it is page-locked and copied in the order of the device's current stream: no
    waiting, and right for whatever that stream does next. To read it on the host, wait for the
    stream first.
    """
    import torch

    with torch.no_grad():
        pinned = tensor.device.type == "cuda"
        if pinned:
            copied = torch.empty_like(tensor, device="cpu", pin_memory=True)
            copied.copy_(tensor, non_blocking=True)
        else:
            copied = tensor.detach().to("cpu", copy=True)
    for each in _witnesses:
        each.stored(copied)
    return copied


def from_host(tensor: torch.Tensor, device: torch.device) -> torch.Tensor:
    """A copy on `device` of what `to_host` gave."""
    import torch

    with torch.no_grad():
        copied = tensor.to(device, non_blocking=True, copy=True)
    for each in _witnesses:
        each.fetched(copied)
    return copied
