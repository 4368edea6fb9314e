"""From one optimizer to another of the same parameters, with the settings that both have."""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ...errors import UsageError
from ..making import Making
from ..trace import optimizers

if TYPE_CHECKING:
    import torch

Kind = Callable[..., Any]


@dataclass(frozen=True)
class Maker:
    """Makes an optimizer of another kind; what `Making.optimizer` may be."""

    kind: Callable[[], Kind]
    """Gives the class: it is imported only when one is made."""
    options: Mapping[str, Any] = field(default_factory=dict)
    """Those that the user asked for, of the new kind."""
    before: Any = None
    """The optimizer that it takes the place of, if there is one: its groups and their settings."""
    shared: tuple[str, ...] = ("lr", "weight_decay", "betas", "eps")
    """Settings that mean the same in both."""

    def __call__(self, parameters: Iterable[torch.nn.Parameter]) -> torch.optim.Optimizer:
        kind = self.kind()
        known = set(inspect.signature(kind).parameters)
        unknown = set(self.options) - known
        if unknown:
            raise UsageError(f"{kind.__name__} has no option {', '.join(sorted(unknown))}")
        names = known.intersection(self.shared) - set(self.options)
        groups = optimizers.grouped(list(parameters), self.before, names)
        made: torch.optim.Optimizer = kind(groups, **self.options)
        return made


def kind_of(optimizer: Any) -> str:
    """Name of its class, in lower case, or as it was given by name; empty where it can't be known
    before it is made."""
    if isinstance(optimizer, str):
        return optimizer.strip().lower().replace("-", "").replace("_", "")
    if hasattr(optimizer, "inner"):
        return kind_of(optimizer.inner)
    if isinstance(optimizer, Maker):
        return optimizer.kind().__name__.lower()
    maker = getattr(optimizer, "func", optimizer)
    if isinstance(maker, type):
        return maker.__name__.lower()
    return type(optimizer).__name__.lower() if hasattr(optimizer, "param_groups") else ""


def is_adaptive(optimizer: Any) -> bool:
    """Whether its learning rates are those of Adam's family, as far as that can be known."""
    return "adam" in (kind_of(optimizer) or "adam")


def has_momentum(optimizer: Any) -> bool:
    """Whether SGD has state."""
    groups = getattr(getattr(optimizer, "inner", optimizer), "param_groups", [])
    asked = getattr(optimizer, "options", {}).get("momentum")
    return optimizer == "momentum" or bool(asked) or any(each.get("momentum") for each in groups)


def with_optimizer(making: Making, maker: Maker) -> Making:
    """The step with another optimizer; what is done to it (offloading) stays."""
    chosen = making.optimizer
    if dataclasses.is_dataclass(chosen) and hasattr(chosen, "inner"):
        return making.replaced(optimizer=dataclasses.replace(chosen, inner=maker))
    return making.replaced(optimizer=maker)


def options_of(making: Making, method: str, names: Iterable[str]) -> dict[str, Any]:
    """Those of a method that the user gave."""
    asked = {name: making.option(method, name, None) for name in names}
    return {name: value for name, value in asked.items() if value is not None}


def previous(making: Making) -> Any:
    """The optimizer that is there already, as an object; None where it is but a name."""
    chosen = making.optimizer
    chosen = getattr(chosen, "inner", chosen)
    return chosen if hasattr(chosen, "param_groups") else getattr(chosen, "before", None)


def arguments(making: Making, method: str, names: Iterable[str]) -> str:
    """For a line of code: `, lr=0.001, …`, as asked for, or as the optimizer before has them."""
    before = getattr(previous(making), "defaults", {})
    found = {name: before[name] for name in names if name in before}
    found |= options_of(making, method, names)
    return "".join(f", {name}={value!r}" for name, value in found.items())


def step_of(
    optimizer: Any, closure: Callable[[], Any] | None, update: Callable[[Any, Any, Any], None]
) -> Any:
    """A step as PyTorch's own optimizers make it: what `closure` gives, and then
    `update(parameter, its state, its group)` of each parameter that has a gradient."""
    import torch

    loss = None
    if closure is not None:
        with torch.enable_grad():
            loss = closure()
    for group in optimizer.param_groups:
        for parameter in group["params"]:
            if parameter.grad is not None:
                update(parameter, optimizer.state[parameter], group)
    return loss


def restore_types(optimizer: Any, saved: Mapping[str, Any]) -> None:
    """After `load_state_dict`: states with the types that they were saved with."""
    import torch

    ids = [each for group in saved["param_groups"] for each in group["params"]]
    parameters = [each for group in optimizer.param_groups for each in group["params"]]
    for key, parameter in zip(ids, parameters, strict=True):
        for name, value in saved["state"].get(key, {}).items():
            if isinstance(value, torch.Tensor):
                optimizer.state[parameter][name] = value.detach().to(parameter.device, copy=True)


def class_name(optimizer: Any) -> str:
    """In `torch.optim`; AdamW where it isn't there."""
    import torch

    wanted = "sgd" if optimizer == "momentum" else kind_of(optimizer)
    found = (each for each in vars(torch.optim) if each.lower() == wanted and each != wanted)
    return next(found, "AdamW")
