"""LeOPArd's two differentiable stand-ins: for a threshold, and for how many scores survive it.

Source: Li et al. 2022, "Accelerating Attention through Gradient-Based Learned Runtime Pruning"
(arXiv 2204.03227), section 3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch

SHARPNESS = 10.0
"""s: how steep the threshold is, per unit of score."""
DEPTH = 1000.0
"""c: how far down a pruned score is pushed; its softmax is zero then."""
STEEPNESS = 0.1
"""k of the surrogate count: one that is steeper sees fewer scores at a time, and the threshold's
gradient is noisier. The form is the paper's; this value and the margin are chosen here."""
MARGIN = 50.0
"""α of the surrogate: how far above -c a softened score may be and still count as pruned."""


def soft_threshold(
    scores: torch.Tensor,
    threshold: torch.Tensor,
    sharpness: float = SHARPNESS,
    depth: float = DEPTH,
) -> torch.Tensor:
    """x · tanh(s (x - Th)) where x >= Th; c · tanh(s (x - Th)) below.

    Differentiable in both on both sides; continuous where they meet, at 0.
    """
    import torch

    rise = torch.tanh(sharpness * (scores - threshold))
    return rise * torch.where(scores >= threshold, scores, depth)


def surrogate_count(
    softened: torch.Tensor,
    depth: float = DEPTH,
    steepness: float = STEEPNESS,
    margin: float = MARGIN,
) -> torch.Tensor:
    """sigmoid(k (y + c - α)) of softened scores y: near 1 for those that are left, near 0 for
    those at -c. Its sum stands for the number of scores left (their L0 norm)."""
    import torch

    return torch.sigmoid(steepness * (softened + depth - margin))
