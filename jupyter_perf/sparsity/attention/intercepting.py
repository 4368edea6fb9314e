"""Finding calls of attention in a model that isn't changed: by a mode for torch's functions.

Calls of `scaled_dot_product_attention` and of `MultiheadAttention` are seen wherever they are made
while the mode is on, with the name of the module they are made in. Attention that a model writes
out as a product and a softmax isn't.

Imports torch and is imported by functions only: its class derives from torch's.
"""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any

from torch.nn import functional
from torch.overrides import TorchFunctionMode

from .calls import NAMELESS, Policy, attend

_INSIDE: ContextVar[tuple[str, ...]] = ContextVar("modules that are running", default=())
_MODES: ContextVar[tuple[Any, ...]] = ContextVar("policies that are on", default=())


class Intercepting(TorchFunctionMode):
    """While this is on, calls of attention go by `policy`."""

    def __init__(self, policy: Policy) -> None:
        super().__init__()
        self.policy = policy

    def __torch_function__(
        self,
        func: Callable[..., Any],
        types: Any,
        args: tuple[Any, ...] = (),
        kwargs: Mapping[str, Any] | None = None,
    ) -> Any:
        named = dict(kwargs or {})
        if func is functional.scaled_dot_product_attention:
            return attend(self.policy, _place(), *args, **named)[0]
        if func is functional.multi_head_attention_forward:
            return self._multi_head(args, named)
        # A mode is off while it handles a function; a backward pass may run modules anew in one.
        token = _MODES.set(())
        try:
            return func(*args, **named)
        finally:
            _MODES.reset(token)

    def _multi_head(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        bound = _signature().bind(*args, **kwargs)
        bound.apply_defaults()
        arguments = bound.arguments
        wanted, averaged = arguments["need_weights"], arguments["average_attn_weights"]
        # Without weights torch calls its one function of attention, which has all we need. It then
        # takes the hint for the mask, which it doesn't where there are weights.
        arguments["need_weights"] = False
        if wanted and arguments["attn_mask"] is not None:
            arguments["is_causal"] = False
        seen: list[Any] = []

        def core(*args: Any, **kwargs: Any) -> Any:
            output, chances = attend(self.policy, _place(), *args, **kwargs)
            seen.append(chances)
            return output

        output, _ = _around(core)(**arguments)
        if not wanted:
            return output, None
        weights = seen[0].mean(dim=1) if averaged else seen[0]
        return output, weights if arguments["query"].dim() == 3 else weights.squeeze(0)


def _around(core: Callable[..., Any]) -> Callable[..., Any]:
    """torch's `multi_head_attention_forward` with another attention in its middle.

    A copy of the function with other globals: projections, biases and masks stay torch's own code,
    and nothing in its module is patched, which other threads would see.
    """
    own = functional.multi_head_attention_forward
    names = {
        **own.__globals__,
        "scaled_dot_product_attention": core,
        # Else it would hand itself to this mode again.
        "has_torch_function": lambda _: False,
    }
    made = types.FunctionType(own.__code__, names, own.__name__, own.__defaults__, own.__closure__)
    made.__kwdefaults__ = own.__kwdefaults__
    return made


@cache
def _signature() -> inspect.Signature:
    return inspect.signature(functional.multi_head_attention_forward)


@contextmanager
def on(policy: Policy) -> Iterator[None]:
    """Calls of attention go by `policy`; does nothing where it is on already."""
    modes = _MODES.get()
    if any(mode.policy is policy for mode in modes):
        yield
        return
    mode = Intercepting(policy)
    _MODES.set((*modes, mode))
    try:
        with mode:
            yield
    finally:
        _MODES.set(modes)


@contextmanager
def inside(layer: str) -> Iterator[None]:
    """Calls of attention are of `layer`, until another one runs inside it."""
    around = _INSIDE.get()
    _INSIDE.set((*around, layer))
    try:
        yield
    finally:
        _INSIDE.set(around)


def _place() -> str:
    running = _INSIDE.get()
    return running[-1] if running else NAMELESS
