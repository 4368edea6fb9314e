"""What each number format does to the user's own weights: one table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..result import FormatError
from . import format_of
from .applying import matrix_of, parts_of, quantized

if TYPE_CHECKING:
    import torch

TABLE = ("int8", "int4", "fp8-e4m3", "fp8-e5m2", "mxfp4", "mxint8")
"""The formats that are compared where none are named."""


def errors(weights: Any, formats: Sequence[str] = TABLE) -> tuple[FormatError, ...]:
    """The relative error (Frobenius norm) and the bits of each format, for each weight matrix.

    `weights` is a module (its parameters of two or more dimensions) or a mapping of names to
    tensors. A weight that two layers share counts once. Left out is what no format is asked of:
    biases, integers, empty weights, and weights of which some aren't finite. Raises UsageError for
    a format that isn't known. Computed from the weights as they are, so it has no interval.
    """
    chosen = [format_of(name) for name in formats]
    return tuple(
        FormatError(name, each.name, error, each.bits(weight.shape[1]))
        for name, weight in _matrices(weights)
        for each in chosen
        if (error := relative_error(weight, each.name)) is not None
    )


def relative_error(weight: torch.Tensor, format: str) -> float | None:
    """||W - Q(W)|| / ||W||; 0 for a weight of zeros, None for one that isn't finite."""
    lost = whole = 0.0
    rule = format_of(format)
    for at in parts_of(weight):
        part = weight.detach()[at]
        exact, stored = matrix_of(part).double(), matrix_of(quantized(part, rule)).double()
        lost += float((exact - stored).square_().sum())
        whole += float(exact.square_().sum())
    if whole - whole != 0.0:
        return None
    return (lost / whole) ** 0.5 if whole else 0.0


def _matrices(weights: Any) -> Iterator[tuple[str, torch.Tensor]]:
    import torch

    named = weights if isinstance(weights, Mapping) else dict(weights.named_parameters())
    seen: set[int] = set()
    for name, weight in named.items():
        if not isinstance(weight, torch.Tensor) or not _has_rows(weight):
            continue
        if weight.data_ptr() not in seen:
            seen.add(weight.data_ptr())
            yield str(name), weight


def _has_rows(weight: torch.Tensor) -> bool:
    import torch

    real = weight.is_floating_point() and weight.layout is torch.strided and not weight.is_meta
    return real and weight.ndim >= 2 and weight.numel() > 0
