"""Cross entropy of held logits, computed in parts."""

from __future__ import annotations

from typing import Any

import torch
from torch.nn import functional

from .logits import HeldLogits, handles


@handles(functional.cross_entropy)
def _cross_entropy(
    input: HeldLogits,
    target: Any,
    weight: Any = None,
    size_average: Any = None,
    ignore_index: int = -100,
    reduce: Any = None,
    reduction: str = "mean",
    label_smoothing: float = 0.0,
) -> Any:
    from .. import _chunks

    held = input
    fits = held.before or held.hidden.dim() == 2
    if not fits or not isinstance(target, torch.Tensor) or target.is_floating_point():
        return NotImplemented
    if size_average is not None or reduce is not None or target.shape != held.hidden.shape[:-1]:
        return NotImplemented
    rows, wanted = held.hidden.reshape(-1, held.hidden.shape[-1]), target.reshape(-1)
    with torch._C.DisableTorchFunctionSubclass():
        upcast = torch.is_autocast_enabled(held.device.type) and held.dtype != torch.float64
        dtype = torch.float32 if upcast else held.dtype
    chunks = held.how.chunks
    if held.how.positions:
        chunks = -(-len(rows) // held.how.positions)
    kind = _chunks.Kind(chunks, held.computed, dtype, weight, ignore_index, label_smoothing)
    found = _chunks.losses(rows, held.head.weight, held.head.bias, wanted, kind)
    if reduction == "none":
        return found.view(target.shape)
    if reduction == "sum":
        return found.sum()
    return found.sum() / kind.counted(wanted) if reduction == "mean" else NotImplemented
