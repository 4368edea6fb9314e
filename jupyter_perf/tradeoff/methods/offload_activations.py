"""Activations wait for the backward pass in the host's memory."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..making import Making
from ..trace import host
from . import METHODS, _own, _saved

if TYPE_CHECKING:
    import torch


@dataclass(frozen=True)
class OffloadActivations:
    """Copies each tensor that the backward pass needs to the host, and back when it is needed.

    Hooks on saved tensors (as `torch.autograd.graph.save_on_cpu`) take activations out of the
    device's memory. Each is copied once, however many layers read it; weights, the batch and
    tensors under 1 KiB stay where they are. Copies from and to CUDA go through page-locked memory
    in the order of the stream, so that the link's speed bounds them.

    Cost: exact; both ways over the link, for each byte. It pays where a layer computes longer than
    its activations travel: wide layers, long sequences, a fast link. The host's memory must hold
    all activations of a microbatch, page-locked.

    When not: on the processor (there is but one memory); where recomputing is cheaper, which it is
    for most transformers over PCIe.

    Source: vDNN, Rhu et al. 2016 (arXiv 1602.08124), section III; swapping in PAPAYA
    (arXiv 2303.14633).
    """

    words = "keep activations in the host's memory until the backward pass"
    exact = True
    costs = "none in accuracy; each activation goes over the link twice, and the host must hold all"
    modelled = False

    def unfit(self, making: Making) -> str:
        return ""

    def apply(self, making: Making) -> Making:
        around = functools.partial(offloading, functools.partial(_own.own_tensors, making))
        return making.replaced(around=(*making.around, around))

    def code(self, making: Making) -> str:
        return (
            "from jupyter_perf.tradeoff.methods.offload_activations import offloaded\n"
            "with offloaded(model):  # around the forward pass and the loss\n"
            "    loss = loss_of(model(batch))\n"
            "loss.backward()"
        )

    def settings(self, making: Making) -> Mapping[str, Mapping[str, Any]]:
        return {}


class _OnHost:
    """The form of a tensor in the host's memory."""

    def takes(self, tensor: torch.Tensor) -> bool:
        return True

    def keep(self, tensor: torch.Tensor) -> Any:
        return host.to_host(tensor), tensor.device

    def restore(self, kept: Any) -> torch.Tensor:
        waiting, device = kept
        return host.from_host(waiting, device)


@contextlib.contextmanager
def offloading(own: Any) -> Iterator[None]:
    """Around a forward pass; `own` gives the tensors to be left alone."""
    with _saved.kept_as(_OnHost(), own):
        yield


@contextlib.contextmanager
def offloaded(model: torch.nn.Module) -> Iterator[None]:
    """For a loop of one's own: around the forward pass and the loss."""
    with offloading(lambda: _own.own_tensors(Making(model))):
        yield


METHODS.add("offload-activations", OffloadActivations())
