"""Attention scores pruned while a model runs, as library recipes on the user's own model and data.

    from jupyter_perf.sparsity.attention import leopard, sprint

    pruned = leopard(model, batches, steps=200)   # thresholds and weights, learned together
    pruned.model                                  # a copy that prunes its scores
    sprint(pruned.model, batches)                 # the same thresholds on scores of 4 bits

`leopard` learns one threshold for each layer (Li et al. 2022, arXiv 2204.03227); `sprint` decides
by approximate scores what is computed exactly (Yazdanbakhsh et al. 2022, arXiv 2209.00606). Both
count what share of scores is pruned and what that costs in loss and metric. Nothing runs faster by
it here: the time is saved by hardware that skips a score, which PyTorch's kernels don't.

calls (what a call of attention computes) · intercepting (finding the calls) · policies (what is
pruned) · recipes (LeOPArd, SPRINT) · training, measuring · bits (early termination, modelled)
"""

from __future__ import annotations

from typing import Any

from ...core.progress import silent
from .recipes import ATTENTION, Given, pruned
from .result import AttentionPruned, LayerPruned

__all__ = ["ATTENTION", "AttentionPruned", "LayerPruned", "attach", "detach", "leopard", "sprint"]


def leopard(
    model: Any,
    batches: Any,
    *,
    loss: Any = None,
    metric: Any = None,
    held_out: Any = None,
    seed: int = 0,
    progress: Any = None,
    **options: Any,
) -> AttentionPruned:
    """Learn thresholds for attention scores together with the weights, on a copy of `model`.

    `batches` (a list, a DataLoader) are trained on, `held_out` evaluated on (None: the first of
    `batches`). `loss(output, targets)` is as torch's losses are; None is the output's own `.loss`,
    cross-entropy for integer targets, or mean squared error. `metric(model)` gives a figure of a
    model in evaluation mode. `progress` hears `core.progress.Progress`. `options` are the fields of
    `recipes.leopard.Leopard`, whose docstring is the manual. An interrupt ends the training and
    keeps what was learnt. The kernel's random state stays as it was.

    Raises UsageError for a model in which no attention is seen, empty batches, a loss that isn't a
    number, or an option that isn't known.
    """
    given = Given(model, batches, loss, metric, held_out, seed, progress or silent)
    return pruned("leopard", given, options)


def sprint(
    model: Any,
    batches: Any,
    *,
    loss: Any = None,
    metric: Any = None,
    held_out: Any = None,
    seed: int = 0,
    progress: Any = None,
    **options: Any,
) -> AttentionPruned:
    """Prune by approximate scores and compute what is left exactly, on a copy of `model`.

    Arguments are those of `leopard`; nothing is trained. `options` are the fields of
    `recipes.sprint.Sprint`. A model that `leopard` returned brings its thresholds along.
    """
    given = Given(model, batches, loss, metric, held_out, seed, progress or silent)
    return pruned("sprint", given, options)


def attach(model: Any, thresholds: Any, *, approximate_bits: int | None = None) -> Any:
    """Have `model` itself prune scores below `thresholds` (layer → number), as found earlier.

    With `approximate_bits`, decisions are made as SPRINT makes them. Returns the model; `detach`
    undoes it. Raises UsageError for a layer that the model doesn't have.
    """
    from .attaching import attach as attached

    return attached(model, thresholds, approximate_bits)


def detach(model: Any) -> Any:
    """Have `model` compute attention exactly again. Returns the model."""
    from .attaching import detach as detached

    return detached(model)
