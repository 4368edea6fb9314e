"""Which weights of a module are quantized."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from ...errors import UsageError

_KINDS = ("Linear", "Conv1d", "Conv2d", "Conv3d")


def weights_of(model: Any, names: Collection[str] | None = None) -> dict[str, Any]:
    """Name → parameter, as `named_parameters` has them.

    Without `names`, the weights of linear layers, convolutions and `MultiheadAttention`, but not
    what an embedding shares. Raises UsageError for a name that isn't there, or where there is
    nothing to quantize.
    """
    found = dict(model.named_parameters())
    if names is not None:
        if missing := sorted(set(names) - set(found)):
            raise UsageError(f"the model has no parameter {missing[0]!r}")
        return {name: found[name] for name in names}
    fit = _fitting(model)
    chosen = {name: each for name, each in found.items() if id(each) in fit}
    if not chosen:
        raise UsageError("the model has no linear layer and no convolution to quantize")
    return chosen


def _fitting(model: Any) -> set[int]:
    """Ids of the parameters that layers of these kinds own, and no embedding."""
    import torch

    kinds = tuple(getattr(torch.nn, name) for name in _KINDS)
    fit: set[int] = set()
    embedded: set[int] = set()
    for module in model.modules():
        own = module._parameters
        if isinstance(module, kinds):
            fit.add(id(own.get("weight")))
        elif isinstance(module, torch.nn.MultiheadAttention):
            parts = ("in_proj_weight", "q_proj_weight", "k_proj_weight", "v_proj_weight")
            fit.update(id(own[part]) for part in parts if own.get(part) is not None)
        elif isinstance(module, torch.nn.Embedding | torch.nn.EmbeddingBag):
            embedded.add(id(module.weight))
    return fit - embedded
