"""Each parameter is updated as soon as its gradient is there, and the gradient goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...errors import UsageError
from ..making import Making
from ..trace import optimizers, scalars
from . import METHODS, _optimizing

if TYPE_CHECKING:
    import torch


@dataclass(frozen=True)
class OptimizerInBackward:
    """Updates each parameter inside the backward pass and drops its gradient there.

    A hook (`register_post_accumulate_grad_hook`) on each parameter runs an optimizer of that
    parameter alone as soon as its gradient is complete. The gradients of all parameters are never
    there together: 4 bytes a parameter less at the peak of large models.

    Cost: exact, as long as parameters are treated apart, which optimizers of PyTorch do (but
    LBFGS). One optimizer a parameter: no kernels over many parameters at once, so steps of models
    with many small parameters are slower.

    When not: gradients are needed together or twice: clipping by their norm, accumulation over
    microbatches, a `GradScaler` that may skip a step, or a look at `.grad` after the backward pass.

    Source: Lv et al. 2023, LOMO (arXiv 2306.09782), section 3.1, fuses it with SGD; PyTorch's
    tutorial "How to save memory by fusing the optimizer step into the backward pass".
    """

    words = "update each parameter within the backward pass and drop its gradient"
    exact = True
    costs = "none in accuracy; gradients can't be clipped by norm, accumulated or scaled"
    modelled = False

    def unfit(self, making: Making) -> str:
        if making.accumulate > 1:
            return "gradients are accumulated over microbatches, so none is complete before the end"
        if making.precision == "fp16":
            return "a GradScaler looks at all gradients before it lets a step happen"
        if float(making.option("loop", "clip", 0) or 0) > 0:
            return "the loop clips gradients by their norm, which needs all of them together"
        if _optimizing.kind_of(making.optimizer) == "lbfgs":
            return "LBFGS treats all parameters together"
        return ""

    def apply(self, making: Making) -> Making:
        return making.replaced(in_backward=True)

    def code(self, making: Making) -> str:
        name, arguments = _written(making.optimizer)
        return (
            f"from {__name__} import attach\n"
            f"attach(model, lambda parameters: {name}(parameters{arguments}))\n"
            "# then no optimizer.step() and no zero_grad(): loss.backward() does both"
        )

    def settings(self, making: Making) -> Mapping[str, Mapping[str, Any]]:
        """transformers has it fused with SGD (LOMO, extra package lomo-optim) alone: none."""
        return {}


class Attached:
    """Optimizers in a backward pass, until `remove`."""

    def __init__(self, made: list[torch.optim.Optimizer], hooks: list[Any]) -> None:
        self.optimizers = made
        """One for each parameter that is trained; set their learning rates for a schedule."""
        self._hooks = hooks

    def remove(self) -> None:
        """Backward passes give gradients again."""
        for hook in self._hooks:
            hook.remove()


def attach(model: torch.nn.Module, make: Any) -> Attached:
    """From now on each `backward()` updates the model; `make` is a name, an optimizer to make
    others like, or what makes one of a list of parameters. Raises UsageError for what can't be
    split."""
    if _optimizing.kind_of(make) == "lbfgs":
        raise UsageError("LBFGS treats all parameters together: it can't step within backward")
    made, hooks = [], []
    for parameter in optimizers.trained(model):
        one = optimizers.over([parameter], make, foreach=False)
        made.append(one)
        hooks.append(parameter.register_post_accumulate_grad_hook(_updating(one)))
    return Attached(made, hooks)


def _updating(optimizer: Any) -> Any:
    def update(_parameter: Any) -> None:
        with scalars.readable(optimizer):
            optimizer.step()
        optimizer.zero_grad(set_to_none=True)

    return update


def _written(optimizer: Any) -> tuple[str, str]:
    """Its class and main settings, as code."""
    defaults = getattr(optimizer, "defaults", {})
    kept = {n: defaults[n] for n in ("lr", "betas", "momentum", "weight_decay") if n in defaults}
    arguments = "".join(f", {name}={value!r}" for name, value in kept.items())
    if defaults:
        return f"torch.optim.{type(optimizer).__name__}", arguments
    return f"torch.optim.{_optimizing.class_name(optimizer)}", arguments


METHODS.add("optimizer-in-backward", OptimizerInBackward())
