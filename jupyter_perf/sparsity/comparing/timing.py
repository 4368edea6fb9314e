"""Forward passes of a trained model at the sizes that its cell called it with."""

from __future__ import annotations

from typing import Any

from ...measure.lock import timing_lock
from ..result import Latency, Run
from .models import Model

BUDGET_SECONDS = 5.0
MOST_BATCHES = 3
LARGEST_BATCH = 4096
_LOCK_SECONDS = 60.0
_NO_INPUTS = "no input of the model was small enough to keep"
_BOTH = "the model is called with positional and named inputs at once"


def timed(run: Run, model: Model, seen: Any) -> tuple[tuple[Latency, ...], str]:
    """Of each form at each batch size; or why there are none. `seen` is what the model was called
    with (`backends.torch.inputs.Inputs`)."""
    import torch

    from .. import forms, latency

    args, kwargs = seen.last[-1] if seen.last else ((), {})
    if not args and not kwargs:
        return (), _NO_INPUTS
    if args and kwargs:
        return (), _BOTH
    patterns = {
        layer.name.removeprefix(f"{model.name}."): layer.pattern or run.pattern
        for layer in run.layers
        if layer.name.startswith(f"{model.name}.")
    }
    if not patterns:
        return (), "no layer of the model was sparsified"
    trained = forms.Trained(model.module, patterns, run.recipe, run.pattern)
    # What a forward pass draws must not change what the cell draws next.
    with torch.random.fork_rng(), timing_lock(_LOCK_SECONDS):
        found = latency.latencies(
            trained, args or kwargs, batches(seen.sizes), budget=BUDGET_SECONDS
        )
    return found, ""


def batches(sizes: Any) -> tuple[int, ...]:
    """One example, and the sizes that the cell used most."""
    used = [size for size, _ in sizes.most_common() if 1 < size <= LARGEST_BATCH]
    return tuple(sorted({1, *used[: MOST_BATCHES - 1]}))
