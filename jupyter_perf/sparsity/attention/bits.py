"""Products of few bits: SPRINT's approximate scores, and LeOPArd's early termination, modelled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .calls import Scores

if TYPE_CHECKING:
    import torch


def quantized(numbers: torch.Tensor, bits: int) -> tuple[torch.Tensor, torch.Tensor]:
    """(integers as float32, scale) of a whole tensor, symmetric: |integer| < 2^(bits - 1)."""
    largest = 2 ** (bits - 1) - 1
    numbers = numbers.detach().float()
    top = numbers.abs().amax() if numbers.numel() else numbers.new_zeros(())
    scale = (top / largest).clamp(min=1e-30)
    return (numbers / scale).round_().clamp_(-largest, largest), scale


def approximate(found: Scores, bits: int) -> torch.Tensor:
    """The call's scores from queries and keys of so many bits (a sign among them)."""
    query, query_scale = quantized(found.query, bits)
    key, key_scale = quantized(found.key, bits)
    rough = (query @ key.transpose(-2, -1)) * (query_scale * key_scale * found.scale)
    return rough if found.bias is None else rough + found.bias


def bits_examined(found: Scores, threshold: float, bits: int) -> torch.Tensor:
    """How many bits of a key each score takes until it is known to be below the threshold.

    A model of hardware that isn't here. Keys are read from the sign and the highest bit downwards;
    it stops where the partial sum and the largest that the bits not yet read can still add stay
    below the threshold: each product whose sign is positive adds at most |q| · (2^r - 1), the
    others nothing (arXiv 2204.03227, section 4). So no score at or above the threshold (of the
    quantized product) is ever stopped. Shape of the scores; `bits` where it never stops.
    """
    import torch

    query, query_scale = quantized(found.query, bits)
    key, key_scale = quantized(found.key, bits)
    needed = torch.as_tensor(threshold, device=query.device) - (
        0.0 if found.bias is None else found.bias
    )
    needed = (needed / (query_scale * key_scale * found.scale)).double()
    signs = torch.where(key < 0, -1.0, 1.0)
    room = _dot(query.clamp(min=0), signs.clamp(min=0)) + _dot(
        -query.clamp(max=0), -signs.clamp(max=0)
    )
    taken = torch.full_like(found.scores, float(bits))
    stopped = torch.zeros_like(found.allowed)
    for unread in range(bits - 1, 0, -1):
        weight = float(2**unread)
        read = torch.floor(key.abs() / weight) * weight * signs
        now = ~stopped & (_dot(query, read) + room * (weight - 1) < needed)
        taken[now] = bits - unread
        stopped |= now
    return taken


def _dot(query: torch.Tensor, key: torch.Tensor) -> torch.Tensor:
    # Integers up to 2^22 and sums of a few thousand of them: float32 would round.
    return query.double() @ key.double().transpose(-2, -1)
