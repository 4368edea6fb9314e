"""Logits that aren't there until something other than cross entropy wants them."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import torch
from torch.nn import functional
from torch.utils._pytree import tree_map_only

from ...errors import UsageError
from ._wrapping import How

_T: Any = torch.Tensor
_ANSWERED_BY_SHAPE = {
    _T.size, _T.dim, _T.numel, _T.is_floating_point, _T.is_complex, _T.element_size, _T.get_device,
    _T.__len__, _T.__hash__, _T.ndimension, _T.nelement, _T.shape.__get__, _T.dtype.__get__,
    _T.device.__get__, _T.layout.__get__, _T.ndim.__get__, _T.is_cuda.__get__,
    _T.is_sparse.__get__, _T.itemsize.__get__, _T.nbytes.__get__, _T.is_meta.__get__,
    _T.is_quantized.__get__, _T.is_nested.__get__,
}  # fmt: skip


class ChunkedHead(How):
    """In training, a head gives `HeldLogits`."""

    def __init__(self, chunks: int, positions: int | None) -> None:
        self.chunks = chunks
        self.positions = positions

    def forward(self, module: Any, plain: Any, args: tuple[Any, ...], kwargs: Any) -> Any:
        hidden = args[0] if args else kwargs["input"]
        if not (module.training and torch.is_grad_enabled()) or hidden.dim() < 2:
            return plain(*args, **kwargs)
        return HeldLogits(hidden, module, plain, self)


class HeldLogits(torch.Tensor):
    """hidden·Wᵀ + b, where it is shaped, cut and cast without being computed; cross entropy of it
    is computed in parts. Anything else computes it, once, and goes on as usual."""

    hidden: Any
    head: Any
    plain: Any
    how: ChunkedHead
    computed: torch.dtype
    before: bool
    """Whether classes are the second dimension of three, instead of the last."""
    whole: Any
    autocast: bool

    @staticmethod
    def __new__(
        cls,
        hidden: Any,
        head: Any,
        plain: Any,
        how: ChunkedHead,
        dtype: torch.dtype | None = None,
        before: bool = False,
    ) -> Any:
        kind = hidden.device.type
        cast = torch.is_autocast_enabled(kind) and hidden.dtype != torch.float64
        computed = torch.get_autocast_dtype(kind) if cast else head.weight.dtype
        lead = tuple(hidden.shape[:-1])
        shape = (*lead, head.out_features)
        if before:
            shape = (lead[0], head.out_features, lead[1])
        made: Any = torch.Tensor._make_wrapper_subclass(
            cls, shape, dtype=dtype or computed, device=hidden.device
        )
        made.hidden, made.head, made.plain, made.how = hidden, head, plain, how
        made.computed, made.before, made.whole = computed, before, None
        made.autocast = cast
        return made

    @classmethod
    def __torch_function__(cls, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        kwargs = kwargs or {}
        if func in _ANSWERED_BY_SHAPE:
            with torch._C.DisableTorchFunctionSubclass():
                return func(*args, **kwargs)
        handler = _HANDLERS.get(func)
        first = args[0] if args else kwargs.get("input")
        if handler is not None and isinstance(first, HeldLogits) and first.whole is None:
            found = handler(*args, **kwargs)
            if found is not NotImplemented:
                return found
        passing = not torch.is_grad_enabled() and not _writes(func)
        make = HeldLogits._computed if passing else HeldLogits.made
        args, kwargs = tree_map_only(HeldLogits, make, (args, kwargs))
        return func(*args, **kwargs)

    @classmethod
    def __torch_dispatch__(  # type: ignore[override]  # torch types it as no class method
        cls, func: Any, types: Any, args: Any = (), kwargs: Any = None
    ) -> Any:
        """Reached only past what sees Python functions, where no gradient could be had."""
        raise UsageError(
            f"`{func.name()}` was called on logits that aren't computed yet, below autograd: give "
            "it `logits.made()`, or leave out chunked-loss"
        )

    def made(self) -> Any:
        """All logits, computed once."""
        if self.whole is None:
            with torch.enable_grad():
                self.whole = self._computed()
        return self.whole

    def _computed(self) -> Any:
        if self.whole is not None:
            return self.whole
        with torch._C.DisableTorchFunctionSubclass():
            dtype, kind = self.dtype, self.device.type
        with torch.autocast(
            kind, dtype=self.computed if self.autocast else None, enabled=self.autocast
        ):
            whole = self.plain(self.hidden).to(dtype)
        return whole.transpose(1, 2) if self.before else whole

    def over(self, hidden: Any) -> Any:
        """Logits of other positions."""
        with torch._C.DisableTorchFunctionSubclass():
            dtype = self.dtype
        return HeldLogits._same(self, hidden, dtype, self.before)

    def _same(self, hidden: Any, dtype: torch.dtype, before: bool) -> Any:
        made = HeldLogits(hidden, self.head, self.plain, self.how, dtype, before)
        made.computed, made.autocast = self.computed, self.autocast
        return made


def _writes(func: Any) -> bool:
    """Whether it changes what it is given: `clamp_`, `__setitem__`."""
    name = getattr(func, "__name__", "")
    return name in ("__setitem__", "__set__") or (name.endswith("_") and name[-2:] != "__")


_HANDLERS: dict[Any, Callable[..., Any]] = {}


def _handles(*functions: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    def add(handler: Callable[..., Any]) -> Callable[..., Any]:
        _HANDLERS.update(dict.fromkeys(functions, handler))
        return handler

    return add


@_handles(_T.requires_grad.__get__)
def _requires_grad(held: HeldLogits) -> Any:
    return held.hidden.requires_grad or any(each.requires_grad for each in held.head.parameters())


@_handles(_T.view, _T.reshape, torch.reshape)
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


@_handles(_T.flatten, torch.flatten)
def _flattened(held: HeldLogits, start_dim: int = 0, end_dim: int = -1) -> Any:
    last = held.hidden.dim() - 1
    end = end_dim % (last + 1)
    if held.before or end == last:
        return NotImplemented
    return held.over(held.hidden.flatten(start_dim, end))


@_handles(_T.__getitem__)
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


@_handles(_T.contiguous)
def _contiguous(held: HeldLogits, **_kwargs: Any) -> Any:
    return held


@_handles(_T.float)
def _float(held: HeldLogits, **_kwargs: Any) -> Any:
    return held._same(held.hidden, torch.float32, held.before)


@_handles(_T.to)
def _to(held: HeldLogits, *args: Any, **kwargs: Any) -> Any:
    given = [*args, *kwargs.values()]
    if len(given) != 1 or not isinstance(given[0], torch.dtype | torch.device | str):
        return NotImplemented
    if isinstance(given[0], torch.dtype):
        return held._same(held.hidden, given[0], held.before)
    return held if torch.device(given[0]) == held.hidden.device else NotImplemented


@_handles(_T.transpose, torch.transpose, _T.swapaxes, _T.swapdims)
def _transposed(held: HeldLogits, one: int, other: int) -> Any:
    if held.hidden.dim() != 3 or {one % 3, other % 3} != {1, 2}:
        return NotImplemented
    with torch._C.DisableTorchFunctionSubclass():
        dtype = held.dtype
    return held._same(held.hidden, dtype, not held.before)


@_handles(_T.permute, torch.permute)
def _permuted(held: HeldLogits, *dims: Any) -> Any:
    order = tuple(dims[0]) if len(dims) == 1 and not isinstance(dims[0], int) else dims
    if held.hidden.dim() != 3 or tuple(each % 3 for each in order) != (0, 2, 1):
        return NotImplemented
    return _transposed(held, 1, 2)


@_handles(functional.cross_entropy)
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
    from . import _chunks

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
