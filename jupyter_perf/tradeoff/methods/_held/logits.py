"""The logits themselves: a tensor that knows its shape, and what it would be computed from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch.utils._pytree import tree_map_only

from ....errors import UsageError
from .._wrapping import How

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
        handler = HANDLERS.get(func)
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
        return HeldLogits.same(self, hidden, dtype, self.before)

    def same(self, hidden: Any, dtype: torch.dtype, before: bool) -> Any:
        """The same head over other positions, as another type or in another order."""
        made = HeldLogits(hidden, self.head, self.plain, self.how, dtype, before)
        made.computed, made.autocast = self.computed, self.autocast
        return made


def _writes(func: Any) -> bool:
    """Whether it changes what it is given: `clamp_`, `__setitem__`."""
    name = getattr(func, "__name__", "")
    return name in ("__setitem__", "__set__") or (name.endswith("_") and name[-2:] != "__")


HANDLERS: dict[Any, Callable[..., Any]] = {}
"""Function of torch → what does it without computing logits, or gives NotImplemented."""


def handles(*functions: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Decorator: of the function that does these of torch's."""

    def add(handler: Callable[..., Any]) -> Callable[..., Any]:
        HANDLERS.update(dict.fromkeys(functions, handler))
        return handler

    return add
