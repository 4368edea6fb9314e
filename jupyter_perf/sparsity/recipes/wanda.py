"""Wanda: prune a trained model by weight times input."""

from __future__ import annotations

import dataclasses

from . import RECIPES
from ._after import After

NAME = "wanda"


@dataclasses.dataclass(frozen=True)
class Wanda(After):
    """wanda: prune the trained model by |w| times the norm of its input, without training

    What it does: trains dense, then keeps in each row (N:M: in each group) the weights of largest

        |W_ij| · ||X_j||_2

    with X_j the j-th input of the layer over the user's own last batches. No weight changes.

    When it pays: a model that is too large to train on; at 2:4 the paper has it close to SparseGPT,
    in a fraction of its time.

    When not: small models. On digits it was behind magnitude (2:4: 88.8% and 91.2%, where SparseGPT
    had 94.3% and dense 94.9%; `make bench-sparsify`, 2026-11, 10 seeds), though outputs were nearer
    to the dense ones. Sparser patterns want training.

    Options: `batches` (8) of the training data, the last ones seen.

    Source: Sun et al., A Simple and Effective Pruning Approach for Large Language Models, arXiv
    2306.11695 (ICLR 2024), equation 1 and section 3.
    """

    name = NAME
    judge = "jupyter_perf.sparsity.posttraining.wanda:ByInput"
    words = "prune the trained model by weight times input, without training"
    cited = "Sun et al. 2023, arXiv 2306.11695, equation 1"


RECIPES.add(NAME, Wanda())
