"""What of held logits is told and changed without computing them: shapes, parts, types."""

from __future__ import annotations

import math
from typing import Any

import torch

from .logits import HeldLogits, handles

_T: Any = torch.Tensor


@handles(_T.requires_grad.__get__)
def _requires_grad(held: HeldLogits) -> Any:
    return held.hidden.requires_grad or any(each.requires_grad for each in held.head.parameters())


@handles(_T.view, _T.reshape, torch.reshape)
def _reshaped(held: HeldLogits, *shape: Any) -> Any:
    if len(shape) == 1 and not isinstance(shape[0], int):
        shape = tuple(shape[0]) if isinstance(shape[0], tuple | list) else ()
    if held.before or not shape or not all(isinstance(each, int) for each in shape):
        return NotImplemented
    classes, count = held.head.out_features, math.prod(held.hidden.shape[:-1])
    last = shape[-1]
    if last == -1:
        last = count * classes // max(1, math.prod(shape[:-1]))
    if last != classes or len(shape) < 2:
        return NotImplemented
    return held.over(held.hidden.reshape(*shape[:-1], held.hidden.shape[-1]))


@handles(_T.flatten, torch.flatten)
def _flattened(held: HeldLogits, start_dim: int = 0, end_dim: int = -1) -> Any:
    last = held.hidden.dim() - 1
    end = end_dim % (last + 1)
    if held.before or end == last:
        return NotImplemented
    return held.over(held.hidden.flatten(start_dim, end))


@handles(_T.__getitem__)
def _cut(held: HeldLogits, index: Any) -> Any:
    parts = list(index) if isinstance(index, tuple) else [index]
    dims = held.hidden.dim()
    if held.before or any(not isinstance(each, slice | int | type(...)) for each in parts):
        return NotImplemented
    if any(isinstance(each, bool) for each in parts):
        return NotImplemented
    if ... in parts:
        at = parts.index(...)
        parts[at : at + 1] = [slice(None)] * (dims - len(parts) + 1)
    if len(parts) >= dims and parts.pop() != slice(None):
        return NotImplemented
    found = held.hidden[tuple(parts)]
    return held.over(found) if found.dim() >= 2 else NotImplemented


@handles(_T.contiguous)
def _contiguous(held: HeldLogits, **_kwargs: Any) -> Any:
    return held


@handles(_T.float)
def _float(held: HeldLogits, **_kwargs: Any) -> Any:
    return held.same(held.hidden, torch.float32, held.before)


@handles(_T.to)
def _to(held: HeldLogits, *args: Any, **kwargs: Any) -> Any:
    given = [*args, *kwargs.values()]
    if len(given) != 1 or not isinstance(given[0], torch.dtype | torch.device | str):
        return NotImplemented
    if isinstance(given[0], torch.dtype):
        return held.same(held.hidden, given[0], held.before)
    return held if torch.device(given[0]) == held.hidden.device else NotImplemented


@handles(_T.transpose, torch.transpose, _T.swapaxes, _T.swapdims)
def _transposed(held: HeldLogits, one: int, other: int) -> Any:
    if held.hidden.dim() != 3 or {one % 3, other % 3} != {1, 2}:
        return NotImplemented
    with torch._C.DisableTorchFunctionSubclass():
        dtype = held.dtype
    return held.same(held.hidden, dtype, not held.before)


@handles(_T.permute, torch.permute)
def _permuted(held: HeldLogits, *dims: Any) -> Any:
    order = tuple(dims[0]) if len(dims) == 1 and not isinstance(dims[0], int) else dims
    if held.hidden.dim() != 3 or tuple(each % 3 for each in order) != (0, 2, 1):
        return NotImplemented
    return _transposed(held, 1, 2)
