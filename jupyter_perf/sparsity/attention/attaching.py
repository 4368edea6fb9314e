"""Models that prune their attention scores: on, off, and for a while."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from ...errors import UsageError
from .calls import NAMELESS, Policy
from .policies import Approximate, Hard

_HOOKS = "_jupyter_perf_attention_hooks"


class Forward:
    """Stands as `forward` on a model itself (not on its class): the same, with its policy on.

    Hooks would not do: PyTorch skips them where a cell is interrupted, and attention would stay
    intercepted in the whole kernel.
    """

    def __init__(self, model: Any, policy: Policy) -> None:
        self.model = model
        self.policy = policy
        self.before = model.__dict__.get("forward")
        """What stood there already: accelerate puts a wrapper of its own."""

    @property
    def __wrapped__(self) -> Any:
        """For `inspect.signature`, by which trainers choose a batch's columns."""
        return self.before or types.MethodType(type(self.model).forward, self.model)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        from .intercepting import on

        with on(self.policy):
            return self.__wrapped__(*args, **kwargs)


def attach(model: Any, thresholds: Mapping[str, float], approximate_bits: int | None = None) -> Any:
    """See `attention.attach`."""
    check_layers(model, thresholds)
    plain = {name: float(each) for name, each in thresholds.items()}
    policy: Policy = Hard(plain)
    if approximate_bits is not None:
        policy = Approximate(plain, approximate_bits)
    detach(model)
    hooked(model, policy)
    return model


def check_layers(model: Any, thresholds: Mapping[str, float]) -> None:
    """Raises UsageError where there are none, or one is of a layer that the model doesn't have."""
    names = {NAMELESS, *(name for name, _ in model.named_modules())}
    if missing := sorted(set(thresholds) - names):
        raise UsageError(f"the model has no layer {missing[0]!r}: it isn't the one pruned then")
    if not thresholds:
        raise UsageError("there are no thresholds to prune by")


def thresholds_of(model: Any) -> dict[str, float]:
    """Those that a model prunes by; empty for one that doesn't."""
    stands = model.__dict__.get("forward")
    policy = stands.policy if isinstance(stands, Forward) else None
    return dict(policy.thresholds) if isinstance(policy, Hard) else {}


def detach(model: Any) -> Any:
    """See `attention.detach`."""
    stands = model.__dict__.get("forward")
    if isinstance(stands, Forward):
        del model.forward
        if stands.before is not None:
            model.forward = stands.before
    for hook in model.__dict__.pop(_HOOKS, ()):
        hook.remove()
    return model


def hooked(model: Any, policy: Policy) -> None:
    """`policy` decides in `model` from now on, layer by layer."""
    from .intercepting import Entering, Leaving

    hooks = []
    for name, module in model.named_modules():
        if name:
            hooks.append(module.register_forward_pre_hook(Entering(name)))
            hooks.append(module.register_forward_hook(Leaving(name), always_call=True))
    model.__dict__[_HOOKS] = hooks
    model.forward = Forward(model, policy)


@contextmanager
def deciding(model: Any, policy: Policy) -> Iterator[None]:
    """While this lasts, `policy` decides: also in a backward pass that computes a part anew."""
    from .intercepting import on

    detach(model)
    hooked(model, policy)
    try:
        with on(policy):
            yield
    finally:
        detach(model)
