"""SparseGPT: weights are pruned column by column, and those to come make up for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from ...errors import UsageError
from ..masks import kept
from ..pattern import NM, Pattern, Unstructured
from .judging import Choose

if TYPE_CHECKING:
    from torch import Tensor

TRIES = 6
"""How often damping is made ten times larger where the matrix can't be inverted."""


class ByHessian:
    """w^2 / [H^-1]_jj^2 with H = X^T X + damping · mean(diag), errors spread to later columns.

    Source: Frantar & Alistarh, arXiv 2301.00774, algorithm 1. Columns whose inputs are always zero
    are pruned first, as in its published code.
    """

    def __init__(self, recipe: Any, columns: int, device: Any) -> None:
        import torch

        self.blocksize = int(recipe.blocksize)
        self.damping = float(recipe.damping)
        # Apple's GPUs have no float64; elsewhere it keeps the inverse from being noise.
        self._dtype = torch.float32 if torch.device(device).type == "mps" else torch.float64
        self._hessian = torch.zeros((columns, columns), dtype=self._dtype, device=device)

    def see(self, inputs: Tensor) -> None:
        x = inputs.to(self._dtype)
        self._hessian += x.T @ x

    def pruned(self, weight: Tensor, pattern: Pattern, choose: Choose) -> Tensor:
        if not isinstance(pattern, (NM, Unstructured)):
            raise UsageError(f"SparseGPT judges single weights, and {pattern} has blocks or rows")
        left = weight.to(self._dtype).clone()
        dead = self._hessian.diagonal() == 0
        left[:, dead] = 0
        inverse = self._inverse(dead)
        group = pattern.m if isinstance(pattern, NM) else 1
        size = max(group, self.blocksize // group * group)
        for start in range(0, left.shape[1], size):
            end = min(start + size, left.shape[1])
            block, part = left[:, start:end], inverse[start:end, start:end]
            mask = None if isinstance(pattern, NM) else _best(block, part, pattern, start, end)
            errors = _column_by_column(block, part, pattern, mask, choose)
            left[:, end:] -= errors @ inverse[start:end, end:]
        return left.to(weight.dtype)

    def _inverse(self, dead: Tensor) -> Tensor:
        """The upper Cholesky factor of H^-1."""
        import torch

        hessian = self._hessian.clone()
        diagonal = hessian.diagonal()
        diagonal[dead] = 1
        damping = self.damping * float(diagonal.mean())
        for _ in range(TRIES):
            diagonal += damping
            lower, failed = torch.linalg.cholesky_ex(hessian)
            if not int(failed):
                inverse = torch.cholesky_inverse(lower)
                upper, failed = torch.linalg.cholesky_ex(inverse, upper=True)
                if not int(failed):
                    return cast("Tensor", upper)
            damping *= 10
        raise UsageError(
            "SparseGPT can't invert the inputs' products: they hold NaN or infinite values, or need"
            " more damping, sparsegpt(damping=0.1)"
        )


def _best(block: Tensor, inverse: Tensor, pattern: Unstructured, start: int, end: int) -> Tensor:
    """The mask of a whole block, so that all blocks together keep what the pattern says."""
    import torch

    rows = block.shape[0]
    count = kept(pattern.density, rows * end) - (kept(pattern.density, rows * start) * (start > 0))
    scores = (block / inverse.diagonal()).square().reshape(-1)
    best = scores.sort(descending=True, stable=True).indices[:count]
    mask = torch.zeros_like(scores, dtype=torch.bool)
    mask[best] = True
    return mask.reshape(block.shape)


def _column_by_column(
    block: Tensor, inverse: Tensor, pattern: Pattern, mask: Tensor | None, choose: Choose
) -> Tensor:
    """Prunes `block` in place and returns the errors that later blocks make up for."""
    import torch

    errors = torch.zeros_like(block)
    for column in range(block.shape[1]):
        if isinstance(pattern, NM) and column % pattern.m == 0:
            ahead = slice(column, column + pattern.m)
            scores = (block[:, ahead] / inverse.diagonal()[ahead]).square()
            group = choose(scores, pattern)
        stays = group[:, column % pattern.m] if isinstance(pattern, NM) else mask[:, column]  # type: ignore[index]
        weights = block[:, column]
        error = torch.where(stays, 0.0, weights / inverse[column, column])
        block[:, column] = torch.where(stays, weights, 0.0)
        block[:, column + 1 :] -= error[:, None] * inverse[column, column + 1 :]
        errors[:, column] = error
    return errors
