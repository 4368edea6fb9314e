"""Activations wait for the backward pass in eight bits."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..making import Making
from . import METHODS, _own, _saved

if TYPE_CHECKING:
    import torch

GROUP = 256
"""Numbers, in the order of memory, with one scale: that of ActNN."""
_AT_ONCE = GROUP << 14
"""Numbers, so that what is needed on the way stays small."""
_LARGEST = 127
_MINUS_INFINITY = -128


@dataclass(frozen=True)
class QuantizeActivations:
    """Keeps tensors that the backward pass needs as int8 with a scale for each 256 numbers.

    The forward pass computes with full numbers; what is saved of it is rounded to the nearest of
    255 levels between minus and plus the largest of its group, but to zero only if it is zero: a
    ReLU passes gradients where its result isn't. Taken are floating-point tensors of 1 KiB and more
    that carry a gradient: neither weights nor masks, indices and statistics of norms. A quarter of
    fp32, half of bf16, plus 4 bytes for each 256 numbers.

    Cost: not exact. An activation is off by at most 1/254 of the largest in its group (1/127 next
    to zero); all gradients together by 0.4% in a small attention block and 0.8% in a small network
    of convolutions, BatchNorm and ReLU, as measured with this code. Minus infinity (of masked
    scores) stays itself, other numbers that aren't finite turn their group into NaN, so that a run
    that diverges is seen to. Some more passes over each activation.

    When not: where checkpointing saves as much, it is exact, and usually as fast.

    Source: ActNN, Chen et al. 2021 (arXiv 2104.14129), section 3: groups of 256; there with
    stochastic rounding to 2 to 4 bits. The quantization that PAPAYA (arXiv 2303.14633) measured.
    """

    words = "keep activations in 8 bits until the backward pass"
    exact = False
    costs = "activations are rounded to 8 bits for the backward pass: gradients are off by about 1%"
    modelled = False

    def unfit(self, making: Making) -> str:
        return ""

    def apply(self, making: Making) -> Making:
        own = functools.partial(_own.own_tensors, making)
        return making.replaced(around=(*making.around, functools.partial(quantizing, own)))

    def code(self, making: Making) -> str:
        return (
            "from jupyter_perf.tradeoff.methods.quantize_activations import quantized\n"
            "with quantized(model):  # around the forward pass and the loss\n"
            "    loss = loss_of(model(batch))\n"
            "loss.backward()"
        )

    def settings(self, making: Making) -> Mapping[str, Mapping[str, Any]]:
        return {}


class _EightBits:
    """The form of a tensor in int8."""

    def takes(self, tensor: torch.Tensor) -> bool:
        return tensor.is_floating_point() and tensor.requires_grad

    def keep(self, tensor: torch.Tensor) -> Any:
        dense = tensor if tensor.dim() == 1 and tensor.is_contiguous() else tensor.clone()
        shape, stride = tuple(dense.shape), tuple(dense.stride())
        codes, scales = encoded(dense.as_strided((dense.numel(),), (1,)))
        return codes, scales, tensor.dtype, shape, stride

    def restore(self, kept: Any) -> torch.Tensor:
        codes, scales, dtype, shape, stride = kept
        return decoded(codes, scales, dtype).as_strided(shape, stride)


def encoded(flat: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """int8 codes of `flat`, and fp32 scales, one for each `GROUP` of its numbers."""
    import torch

    count = flat.numel()
    codes = torch.empty(count, dtype=torch.int8, device=flat.device)
    scales = torch.empty(-(-count // GROUP), dtype=torch.float32, device=flat.device)
    for at, rows in _chunks(count):
        groups = flat[at].view(rows, -1)
        mine = scales[at.start // GROUP : at.start // GROUP + rows]
        _encode(groups, codes[at].view(rows, -1), mine)
    return codes, scales


def decoded(codes: torch.Tensor, scales: torch.Tensor, dtype: torch.dtype) -> torch.Tensor:
    """Flat numbers back."""
    import torch

    made = torch.empty(codes.shape, dtype=dtype, device=codes.device)
    for at, rows in _chunks(codes.numel()):
        mine = scales[at.start // GROUP : at.start // GROUP + rows]
        groups, kept = made[at].view(rows, -1), codes[at].view(rows, -1)
        groups.copy_(kept)
        groups.mul_(mine[:, None])
        groups.masked_fill_(kept == _MINUS_INFINITY, -torch.inf)
    return made


def _chunks(count: int) -> Iterator[tuple[slice, int]]:
    """Slices of flat numbers, with how many groups each is; all groups of one are equally long."""
    whole = count // GROUP * GROUP
    for start in range(0, whole, _AT_ONCE):
        stop = min(start + _AT_ONCE, whole)
        yield slice(start, stop), (stop - start) // GROUP
    if whole < count:
        yield slice(whole, count), 1


def _encode(groups: torch.Tensor, codes: torch.Tensor, scales: torch.Tensor) -> None:
    import torch

    masked = groups == -torch.inf
    finite = groups.masked_fill(masked, 0.0)
    steps = finite.abs().amax(dim=1).float() / _LARGEST
    # A group with NaN or plus infinity gets such a scale, and comes back as NaN.
    scales.copy_(steps.masked_fill(~steps.isfinite(), torch.nan))
    rounded = finite.div(steps.masked_fill(steps == 0, 1.0)[:, None]).round_()
    # A ReLU passes gradients where its result isn't zero: one more or less there, in place, since
    # this is done while memory is short.
    rounded.add_(finite.sign_().mul_(rounded == 0))
    codes.copy_(rounded.nan_to_num_(0.0, 0.0, 0.0))
    codes.masked_fill_(masked, _MINUS_INFINITY)


@contextlib.contextmanager
def quantizing(own: Any) -> Iterator[None]:
    """Around a forward pass; `own` gives the tensors to be left alone."""
    with _saved.kept_as(_EightBits(), own):
        yield


@contextlib.contextmanager
def quantized(model: torch.nn.Module) -> Iterator[None]:
    """For a loop of one's own: around the forward pass and the loss."""
    with quantizing(lambda: _own.own_tensors(Making(model))):
        yield


METHODS.add("quantize-activations", QuantizeActivations())
