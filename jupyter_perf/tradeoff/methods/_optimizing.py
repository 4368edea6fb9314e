"""From one optimizer to another of the same parameters, with the settings that both have."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ...errors import UsageError
from ..making import Making

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
        groups = list(_groups(list(parameters), self.before, known.intersection(self.shared)))
        made: torch.optim.Optimizer = kind(groups, **self.options)
        return made


def _groups(parameters: list[Any], before: Any, names: set[str]) -> Iterable[dict[str, Any]]:
    """One for each of the groups that the parameters were in, with its settings."""
    groups = list(getattr(before, "param_groups", []))
    of = {id(each): at for at, group in enumerate(groups) for each in group["params"]}
    members: dict[int | None, list[Any]] = {}
    for each in parameters:
        members.setdefault(of.get(id(each)), []).append(each)
    for at, those in members.items():
        settings = {} if at is None else {n: v for n, v in groups[at].items() if n in names}
        yield {**settings, "params": those}


def is_adaptive(optimizer: Any) -> bool:
    """Whether its learning rates are those of Adam's family; plain names count too."""
    name = optimizer if isinstance(optimizer, str) else type(optimizer).__name__
    return "adam" in name.lower()


def options_of(making: Making, method: str, names: Iterable[str]) -> dict[str, Any]:
    """Those of a method that the user gave."""
    asked = {name: making.option(method, name, None) for name in names}
    return {name: value for name, value in asked.items() if value is not None}


def previous(making: Making) -> Any:
    """The optimizer that is there already, as an object; None where it is but a name."""
    chosen = making.optimizer
    return chosen if hasattr(chosen, "param_groups") else getattr(chosen, "before", None)


def name_of(optimizer: Any) -> str:
    """As users write it: `AdamW`."""
    if isinstance(optimizer, str):
        return optimizer
    return type(optimizer).__name__ if hasattr(optimizer, "param_groups") else "the optimizer"


def arguments(making: Making, method: str, names: Iterable[str]) -> str:
    """For a line of code: `, lr=0.001, …`, as asked for, or as the optimizer before has them."""
    before = getattr(previous(making), "defaults", {})
    found = {name: before[name] for name in names if name in before}
    found |= options_of(making, method, names)
    return "".join(f", {name}={value!r}" for name, value in found.items())


def restore_types(optimizer: Any, saved: Mapping[str, Any]) -> None:
    """After `load_state_dict`: states with the types that they were saved with."""
    import torch

    ids = [each for group in saved["param_groups"] for each in group["params"]]
    parameters = [each for group in optimizer.param_groups for each in group["params"]]
    for key, parameter in zip(ids, parameters, strict=True):
        for name, value in saved["state"].get(key, {}).items():
            if isinstance(value, torch.Tensor):
                optimizer.state[parameter][name] = value.detach().to(parameter.device, copy=True)
