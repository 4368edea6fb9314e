"""A copy of the user's model, and the layers of attention that are found in it."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from itertools import islice
from typing import Any

from ...errors import MissingExtra, UsageError
from .feeding import Loss, listed


def copied(model: Any) -> Any:
    """A copy that computes attention by functions that can be seen.

    A compiled model's own module is taken. Models of transformers that write their attention out
    (`eager`) are told to call torch's function instead, which computes the same. Raises UsageError
    for what isn't a module.
    """
    try:
        import torch
    except ImportError as error:
        raise MissingExtra("torch", "torch") from error
    if not isinstance(model, torch.nn.Module):
        raise UsageError(f"a torch.nn.Module is needed, not {type(model).__name__}")
    if isinstance(model, torch.jit.ScriptModule):
        raise UsageError("attention inside a scripted model can't be seen: give the model itself")
    made = copy.deepcopy(getattr(model, "_orig_mod", model))
    config = getattr(made, "config", None)
    if getattr(config, "_attn_implementation", "sdpa") != "sdpa":
        switch = getattr(made, "set_attn_implementation", None)
        if switch is not None:
            switch("sdpa")
    return made


def evaluated_and_fed(
    batches: Any, held_out: Any, most: int, steps: int
) -> tuple[list[Any], Iterable[Any]]:
    """(at most so many batches to evaluate on, batches to train on).

    Without `held_out` the first are taken from `batches`. Of a generator, which can be gone through
    once only, as many are kept as there are steps. Raises UsageError where there are none.
    """
    feed = listed(batches)
    if iter(feed) is feed:
        feed = list(islice(feed, max(steps, most if held_out is None else 0)))
    looked = list(islice(feed if held_out is None else listed(held_out), most))
    if not looked:
        raise UsageError("there are no batches: give a list of them, or a DataLoader")
    return looked, feed


def found_layers(
    model: Any, batches: list[Any], loss: Loss | None, quantile: float
) -> dict[str, float]:
    """Layer → that quantile of its scores on the first batch.

    Raises UsageError where no attention is seen.
    """
    from .measuring import measure
    from .policies import Exact

    seen = Exact(quantile)
    measure(model, seen, batches[:1], loss, None)
    if not seen.quantiles:
        raise UsageError(
            "no attention was seen: it is found in torch.nn.MultiheadAttention and in calls of"
            " torch.nn.functional.scaled_dot_product_attention, not where a model writes out its"
            " products and softmax"
        )
    return seen.quantiles
