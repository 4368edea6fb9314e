"""Models that prune their attention scores: on, off, and for a while."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from ...errors import UsageError
from .calls import NAMELESS, Policy
from .policies import Approximate, Hard


class Forward:
    """Stands as `forward` on a module itself (not on its class): the same, with a policy on.

    Hooks would not do: PyTorch skips those that come after where a cell is interrupted, and
    attention would stay intercepted in the whole kernel. Every module has one, since a checkpoint
    runs modules anew in the backward pass, outside the model's own forward pass.
    """

    def __init__(self, module: Any, name: str, policy: Policy) -> None:
        self.module = module
        self.name = name
        self.policy = policy
        self.before = module.__dict__.get("forward")
        """What stood there already: accelerate puts a wrapper of its own."""

    @property
    def __wrapped__(self) -> Any:
        """For `inspect.signature`, by which trainers choose a batch's columns."""
        return self.before or types.MethodType(type(self.module).forward, self.module)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        from .intercepting import inside, on

        with on(self.policy), inside(self.name):
            return self.__wrapped__(*args, **kwargs)


def attach(model: Any, thresholds: Mapping[str, float], approximate_bits: int | None = None) -> Any:
    """See `attention.attach`."""
    check_layers(model, thresholds)
    plain = {name: float(each) for name, each in thresholds.items()}
    policy: Policy = Hard(plain)
    if approximate_bits is not None:
        policy = Approximate(plain, approximate_bits)
    decided(model, policy)
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
    for module in model.modules():
        stands = module.__dict__.get("forward")
        if isinstance(stands, Forward):
            del module.forward
            if stands.before is not None:
                module.forward = stands.before
    return model


def decided(model: Any, policy: Policy) -> None:
    """`policy` decides in `model` from now on, layer by layer."""
    detach(model)
    for name, module in model.named_modules():
        module.forward = Forward(module, name or NAMELESS, policy)


@contextmanager
def deciding(model: Any, policy: Policy) -> Iterator[None]:
    """While this lasts, `policy` decides: also in a backward pass that computes a part anew."""
    from .intercepting import on

    decided(model, policy)
    try:
        with on(policy):
            yield
    finally:
        detach(model)
