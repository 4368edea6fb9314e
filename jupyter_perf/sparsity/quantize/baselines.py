"""A dense model in few bits: what every sparse one has to be compared with.

`post_training` rounds a trained model's weights; `straight_through` trains with rounded weights,
and with a mask as well where one is asked for (USM-Lite).
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from ...errors import UsageError
from . import fake_quantize, format_of
from .layers import weights_of

Masker = Callable[[str, Any], Any]
"""(parameter's name, dense weight) → the mask of what is kept, of its shape; None keeps all."""


def post_training(model: Any, format: str, names: Collection[str] | None = None) -> Any:
    """A copy of a trained model whose weights are what `format` makes of them.

    Without `names`, those of linear layers and convolutions. The model itself isn't touched.
    Raises UsageError as `fake_quantize` and `weights_of` do.
    """
    import torch

    format_of(format)
    made = copy.deepcopy(model)
    with torch.no_grad():
        for weight in weights_of(made, names).values():
            weight.copy_(fake_quantize(weight.detach(), format))
    return made


@contextmanager
def straight_through(
    model: Any,
    optimizer: Any,
    format: str,
    *,
    mask: Masker | None = None,
    names: Collection[str] | None = None,
) -> Iterator[None]:
    """While this lasts, the model computes with Q(W · Π) and the optimizer steps W.

        with straight_through(model, optimizer, "int4"):
            ...  # the training loop, as it is

    Between steps the parameters hold the rounded weights; the gradient at them is applied to the
    dense ones, which are kept aside (one more copy of the weights). `mask` is asked anew at every
    step, of the dense weight. Afterwards, also where the loop raises, the parameters hold the
    rounded weights and no hook is left. A parameter that is written to in place between two steps
    (a loaded state) takes the place of its dense weight.

    Source: Ding et al. 2023, arXiv 2312.08553: prune, then quantize, straight through both.

    Raises UsageError where the optimizer has none of these weights, or where its step is called
    with a closure, which would be run on dense weights.
    """
    format_of(format)
    owned = {id(each) for group in optimizer.param_groups for each in group["params"]}
    chosen = [(n, p) for n, p in weights_of(model, names).items() if id(p) in owned]
    if not chosen:
        raise UsageError("the optimizer has none of the weights that are to be quantized")
    swaps = [_Swap(name, weight, format, mask) for name, weight in chosen]

    def before(_: Any, args: Any, kwargs: Any) -> None:
        # The optimizer itself is the first of the arguments.
        if any(each is not None for each in args[1:]) or kwargs.get("closure") is not None:
            raise UsageError(
                "call `optimizer.step()` without a closure: it would see dense weights"
            )
        for each in swaps:
            each.densify()

    def after(*_: Any) -> None:
        for each in swaps:
            each.round()

    hooks = [optimizer.register_step_pre_hook(before), optimizer.register_step_post_hook(after)]
    try:
        after()
        yield
    finally:
        for hook in hooks:
            hook.remove()
        for each in swaps:
            each.finish()


@dataclass
class _Swap:
    """A parameter that holds its rounded weight, and its dense one between steps."""

    name: str
    weight: Any
    format: str
    mask: Masker | None
    dense: Any = None
    """None while the parameter itself holds it."""
    version: int = -1
    """Of the parameter, when it was rounded: another one means that it was written to."""

    def densify(self) -> None:
        import torch

        if self.dense is not None and self.weight._version == self.version:
            with torch.no_grad():
                self.weight.copy_(self.dense)
        self.dense = None

    def round(self) -> None:
        import torch

        self.dense = self.weight.detach().clone()
        kept = self.mask(self.name, self.dense) if self.mask else None
        with torch.no_grad():
            self.weight.copy_(fake_quantize(self.dense, self.format, kept))
        self.version = self.weight._version

    def finish(self) -> None:
        """Rounded for good: a step that raised has left it dense, a loaded state as it was."""
        if self.dense is None or self.weight._version != self.version:
            self.round()
        self.dense = None
