"""How far predictions are from labels."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import numpy as np

LENGTHS = ((1, 2), (3, 4), (5, 8), (9, 16), (17, 32), (33, 10_000))
"""Instructions of a block, as bins."""


@dataclass(frozen=True)
class Figures:
    """`mape`, `median`: of |prediction/label - 1|; `tau`: Kendall's; `coverage` of intervals."""

    blocks: int
    mape: float
    median: float
    tau: float
    coverage: float | None = None
    """Of 80% intervals, where there are any."""

    def to_json(self) -> dict[str, float | int | None]:
        """As plain data."""
        return {k: round(v, 4) if isinstance(v, float) else v for k, v in asdict(self).items()}


def figures(predicted: np.ndarray, labels: np.ndarray) -> Figures:
    """Of `predicted` and `labels` (B,) > 0."""
    from scipy.stats import kendalltau

    error = np.abs(predicted / labels - 1)
    tau = float(kendalltau(predicted, labels).statistic) if len(labels) > 1 else float("nan")
    return Figures(len(labels), float(error.mean()), float(np.median(error)), tau)


def by_length(predicted: np.ndarray, labels: np.ndarray, lengths: np.ndarray) -> dict[str, float]:
    """MAPE by instructions of a block."""
    error = np.abs(predicted / labels - 1)
    found = {}
    for low, high in LENGTHS:
        chosen = (lengths >= low) & (lengths <= high)
        if chosen.any():
            found[f"{low}-{high}" if high < LENGTHS[-1][1] else f"{low}+"] = float(
                error[chosen].mean()
            )
    return found
