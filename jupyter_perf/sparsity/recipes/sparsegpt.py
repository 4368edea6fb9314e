"""SparseGPT: prune a trained model, and let what stays make up for what goes."""

from __future__ import annotations

import dataclasses

from . import RECIPES, _options
from ._after import After

NAME = "sparsegpt"


@dataclasses.dataclass(frozen=True)
class SparseGpt(After):
    """sparsegpt: prune the trained model, weights that stay making up for those that go

    What it does: trains dense, then goes through the inputs of each layer in blocks of `blocksize`.
    With H = X X^T over the user's own last batches, dampened by `damping` times its mean diagonal,
    it keeps what has the largest

        W_ij^2 / [H^-1]_jj^2

    (N:M: in each group, as it comes to it) and spreads the error of each pruned weight over the
    inputs that are still to come, by the Cholesky factor of H^-1.

    When it pays: a model that is too large to train on. It solves a system of inputs by inputs for
    each layer, in a time that grows with their third power.

    Options: `batches` (8) of the training data, the last ones seen; `blocksize` (128); `damping`
    (0.01).

    Source: Frantar & Alistarh, SparseGPT: Massive Language Models Can Be Accurately Pruned in
    One-Shot, arXiv 2301.00774 (ICML 2023), algorithm 1; blocksize and damping as in its published
    code.
    """

    blocksize: int = 128
    damping: float = 0.01

    name = NAME
    judge = "jupyter_perf.sparsity.posttraining.sparsegpt:ByHessian"
    words = "prune the trained model, weights that stay making up for those that go"
    cited = "Frantar & Alistarh 2023, arXiv 2301.00774, algorithm 1"

    def __post_init__(self) -> None:
        super().__post_init__()
        _options.positive(NAME, "blocksize", self.blocksize, zero=False)
        _options.positive(NAME, "damping", self.damping, zero=False)


RECIPES.add(NAME, SparseGpt())
