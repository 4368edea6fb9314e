"""Weights in few bits: number formats, straight-through training, and what each format costs.

formats (one file per family) · applying (a weight of any shape, in parts) · errors (one table over
the user's own weights) · baselines (a dense model, quantized) · training (straight-through,
jointly with a mask)

USM-Lite (Ding et al. 2023, arXiv 2312.08553) prunes first and quantizes what is kept, per channel:
the forward pass uses Q(W · Π), and the gradient goes straight through Q and Π to W.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .formats import FORMATS, Format

if TYPE_CHECKING:
    import torch

__all__ = ["FORMATS", "Format", "fake_quantize", "format_of"]


def format_of(name: str | Format) -> Format:
    """The number format of that name. Raises UsageError with the ones there are."""
    from ...errors import UsageError

    if not isinstance(name, str):
        return name
    try:
        return FORMATS.get(name.strip().lower())
    except KeyError as error:
        raise UsageError(str(error.args[0])) from None


def fake_quantize(
    weight: torch.Tensor, format: str | Format, mask: torch.Tensor | None = None
) -> torch.Tensor:
    """Q(weight · mask): what the weight is when stored in `format`, in its own type and shape.

    Scales come from kept weights only, zero stays zero, and the gradient is the identity (also
    where `mask`, of the same shape, prunes: what is done there is the recipe's). A weight that
    isn't finite stays so and leaves the others of its row alone. Applied again it changes nothing
    (in bfloat16 a product of code and scale is rounded, and an 8-bit one may move by that).
    Raises UsageError for a format that isn't known, or a weight that isn't a floating-point tensor
    of two or more dimensions.
    """
    from .applying import quantized

    made = quantized(weight, format_of(format), mask)
    if not weight.requires_grad:
        return made
    # The difference is zero, exactly; only its gradient counts.
    return made + (weight - weight.detach())
