"""What is pruned of a call's scores: nothing, softly while training, hard, or by approximation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .bits import approximate
from .calls import Policy, Scores
from .soft import soft_threshold, surrogate_count
from .tally import Tally

if TYPE_CHECKING:
    import torch

MINUS_INFINITY = float("-inf")


class Exact:
    """Nothing is pruned; what layers there are, and their scores, are noted."""

    def __init__(self, quantile: float | None = None) -> None:
        self.quantile = quantile
        self.quantiles: dict[str, float] = {}
        """Of each layer's scores in its latest call."""

    def logits(self, layer: str, found: Scores) -> torch.Tensor:
        if self.quantile is not None:
            self.quantiles[layer] = _quantile(found, self.quantile)
        return found.scores.masked_fill(~found.allowed, MINUS_INFINITY)


class Soft:
    """LeOPArd in training: soft thresholds, and a count of what they leave to be penalized."""

    def __init__(self, thresholds: Mapping[str, Any], sharpness: float, depth: float) -> None:
        self.thresholds = thresholds
        self.sharpness = sharpness
        self.depth = depth
        self.left: list[torch.Tensor] = []
        """The share of scores that is left, of each call since `share_left` was asked."""

    def logits(self, layer: str, found: Scores) -> torch.Tensor:
        threshold = self.thresholds.get(layer)
        if threshold is None:
            return found.scores.masked_fill(~found.allowed, MINUS_INFINITY)
        softened = soft_threshold(found.scores, threshold, self.sharpness, self.depth)
        counted = surrogate_count(softened, self.depth).masked_fill(~found.allowed, 0.0)
        self.left.append(counted.sum() / found.allowed.sum().clamp(min=1))
        return softened.masked_fill(~found.allowed, MINUS_INFINITY)

    def share_left(self) -> Any:
        """The mean over the calls so far; begins anew. None where there were none."""
        import torch

        left, self.left = self.left, []
        return torch.stack(left).mean() if left else None


class Hard:
    """Scores below their layer's threshold are pruned; a query keeps its largest in any case."""

    def __init__(self, thresholds: Mapping[str, float], tally: Tally | None = None) -> None:
        self.thresholds = dict(thresholds)
        self.tally = tally

    def logits(self, layer: str, found: Scores) -> torch.Tensor:
        threshold = self.thresholds.get(layer)
        if threshold is None:
            return found.scores.masked_fill(~found.allowed, MINUS_INFINITY)
        kept = survivors(found.scores, found.allowed, threshold)
        if self.tally is not None:
            self.tally.hard(layer, found, kept, threshold)
        return found.scores.masked_fill(~kept, MINUS_INFINITY)


class Approximate(Hard):
    """SPRINT: products of few bits decide which scores are computed exactly."""

    def __init__(
        self, thresholds: Mapping[str, float], bits: int, tally: Tally | None = None
    ) -> None:
        super().__init__(thresholds, tally)
        self.bits = bits

    def logits(self, layer: str, found: Scores) -> torch.Tensor:
        threshold = self.thresholds.get(layer)
        if threshold is None:
            return found.scores.masked_fill(~found.allowed, MINUS_INFINITY)
        rough = approximate(found, self.bits)
        kept = survivors(rough, found.allowed, threshold)
        if self.tally is not None:
            exact = survivors(found.scores, found.allowed, threshold)
            self.tally.approximate(layer, found, kept, exact)
        return found.scores.masked_fill(~kept, MINUS_INFINITY)


class Switching:
    """What decides may change in mid-training."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy

    def logits(self, layer: str, found: Scores) -> torch.Tensor:
        return self.policy.logits(layer, found)


def survivors(scores: torch.Tensor, allowed: torch.Tensor, threshold: float) -> torch.Tensor:
    """Where scores aren't below the threshold, or are the largest of a query that has no other.

    A softmax over nothing has no value, so the largest is kept (all of them on a tie). NaN is kept:
    a model that went wrong shall show it.
    """
    kept = ~(scores < threshold) & allowed
    largest = scores.masked_fill(~allowed, MINUS_INFINITY).amax(dim=-1, keepdim=True)
    return kept | (allowed & (scores == largest) & ~kept.any(dim=-1, keepdim=True))


def _quantile(found: Scores, share: float) -> float:
    import torch

    numbers = found.scores.detach()[found.allowed]
    if not numbers.numel():
        return 0.0
    # torch.quantile takes 16 million numbers at most; a million say it well enough.
    thinned = numbers[:: numbers.numel() // 2**20 + 1]
    return float(torch.quantile(thinned, share))
