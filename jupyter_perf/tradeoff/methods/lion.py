"""Lion: one moment, and steps of equal length.

`Lion` is a `torch.optim.Optimizer` for loops of one's own; its class is made when it is first asked
for, since making it imports torch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ..making import Making
from . import METHODS, _optimizing

_OPTIONS = ("lr", "betas", "weight_decay")
_SLOWER = 1 / 10
"""Of Adam's learning rate; the paper: 3 to 10 times smaller."""


@dataclass(frozen=True)
class LionMethod:
    """Takes Lion in place of AdamW: 4 bytes of state for each fp32 parameter, not 8.

    Each step goes along the sign of a mean of gradients: w ← w - η(sign(β₁m + (1-β₁)g) + λw), then
    m ← β₂m + (1-β₂)g, with β = (0.9, 0.99).

    Cost: not exact, another optimizer. Its steps are longer: the paper takes a learning rate 3 to
    10 times smaller than AdamW's and a weight decay as many times larger, and finds it weaker at
    batches under 64 examples. Where your optimizer is there to read, both are changed by 10.

    When not: learning rates can't be tuned again; small batches.

    Source: Chen et al. 2023, "Symbolic Discovery of Optimization Algorithms" (arXiv 2302.06675),
    program 1 and section 5.
    """

    words = "the Lion optimizer: one moment in place of AdamW's two"
    exact = False
    costs = "another optimizer: tune it again, from a learning rate 3–10 times smaller"
    modelled = False

    def unfit(self, making: Making) -> str:
        name = _optimizing.kind_of(making.optimizer)
        return f"{name} has no more state than it" if name in ("lion", "sgd") else ""

    def apply(self, making: Making) -> Making:
        before = _optimizing.previous(making)
        options = {**_slower(before), **_optimizing.options_of(making, "lion", _OPTIONS)}
        made = _optimizing.Maker(_class, options, before, shared=())
        return _optimizing.with_optimizer(making, made)

    def code(self, making: Making) -> str:
        options = _slower(_optimizing.previous(making))
        options |= _optimizing.options_of(making, "lion", _OPTIONS)
        arguments = "".join(f", {name}={value!r}" for name, value in options.items())
        return (
            f"from {__name__} import Lion\n"
            f"optimizer = Lion(model.parameters(){arguments})  # tune the learning rate again"
        )

    def settings(self, making: Making) -> Mapping[str, Mapping[str, Any]]:
        """Needs bitsandbytes; the learning rate is that of `learning_rate`."""
        return {"transformers": {"optim": "lion_32bit"}}


def _slower(before: Any) -> dict[str, float]:
    """What goes with the settings of an optimizer of Adam's family."""
    known = getattr(before, "defaults", {})
    found = {}
    if (
        before is not None
        and _optimizing.is_adaptive(before)
        and isinstance(known.get("lr"), float)
    ):
        found["lr"] = known["lr"] * _SLOWER
        if known.get("weight_decay"):
            found["weight_decay"] = known["weight_decay"] / _SLOWER
    return found


def __getattr__(name: str) -> Any:
    if name == "Lion":
        return _class()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


@cache
def _class() -> Any:
    import torch

    class Lion(torch.optim.Optimizer):
        """Evolved sign momentum, with decoupled weight decay; arXiv 2302.06675, program 1."""

        def __init__(
            self,
            params: Iterable[Any],
            lr: float = 1e-4,
            betas: tuple[float, float] = (0.9, 0.99),
            weight_decay: float = 0.0,
        ) -> None:
            super().__init__(params, {"lr": lr, "betas": betas, "weight_decay": weight_decay})

        @torch.no_grad()
        def step(self, closure: Callable[[], Any] | None = None) -> Any:
            return _optimizing.step_of(self, closure, _update)

    Lion.__qualname__ = "Lion"
    return Lion


def _update(parameter: Any, state: dict[str, Any], group: Mapping[str, Any]) -> None:
    import torch

    gradient = parameter.grad
    if gradient.is_sparse or gradient.is_complex():
        raise RuntimeError("Lion takes neither sparse nor complex gradients")
    if not state:
        state["exp_avg"] = torch.zeros_like(parameter, memory_format=torch.preserve_format)
    first, second = group["betas"]
    moment = state["exp_avg"]
    direction = moment.lerp(gradient, 1 - first).sign_()
    parameter.mul_(1 - group["lr"] * group["weight_decay"])
    parameter.add_(direction, alpha=-group["lr"])
    moment.lerp_(gradient, 1 - second)


METHODS.add("lion", LionMethod())
