"""Wanda's score: a weight times the norm of what it multiplies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..masks import kept
from ..pattern import Pattern, Unstructured
from .judging import Choose

if TYPE_CHECKING:
    from torch import Tensor


class ByInput:
    """|W_ij| · ||X_j||_2, compared within rows (N:M: within groups).

    Source: Sun et al., arXiv 2306.11695, equation 1; section 3 for why within rows.
    """

    def __init__(self, recipe: Any, columns: int, device: Any) -> None:
        import torch

        self._squares = torch.zeros(columns, dtype=torch.float32, device=device)

    def see(self, inputs: Tensor) -> None:
        self._squares += inputs.float().square().sum(dim=0)

    def pruned(self, weight: Tensor, pattern: Pattern, choose: Choose) -> Tensor:
        import torch

        scores = weight.float().abs() * self._squares.sqrt()
        if not isinstance(pattern, Unstructured):
            return weight * choose(scores, pattern)
        count = kept(pattern.density, weight.shape[1])
        best = scores.sort(dim=1, descending=True, stable=True).indices[:, :count]
        mask = torch.zeros_like(scores, dtype=torch.bool).scatter_(1, best, True)
        return weight * mask
