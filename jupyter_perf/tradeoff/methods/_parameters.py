"""Models with some parameters frozen or exchanged, and optimizers over what is left to train."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ...errors import UsageError
from ..making import Making
from ..structure import shallow

if TYPE_CHECKING:
    import torch


def frozen(
    model: torch.nn.Module, which: Callable[[str, torch.nn.Parameter], bool]
) -> torch.nn.Module:
    """A shallow copy in which these parameters get no gradient. They are other objects over the
    same memory, so that the model given stays as it is; shared ones stay shared.

    `which(name, parameter)` is asked once per parameter, by its first name.
    """
    import torch

    def alias(name: str, parameter: Any) -> Any:
        if not parameter.requires_grad or not which(name, parameter):
            return parameter
        return torch.nn.Parameter(parameter.detach(), requires_grad=False)

    return exchanged(model, alias)


def separate(model: torch.nn.Module) -> torch.nn.Module:
    """A shallow copy whose parameters are all other objects over the same memory."""
    import torch

    def alias(_name: str, parameter: Any) -> Any:
        return torch.nn.Parameter(parameter.detach(), requires_grad=parameter.requires_grad)

    return exchanged(model, alias)


def exchanged(model: torch.nn.Module, make: Callable[[str, Any], Any]) -> torch.nn.Module:
    """A shallow copy with `make(name, parameter)` in each parameter's place, once for each."""
    made: dict[int, Any] = {
        id(each): make(name, each) for name, each in model.named_parameters(remove_duplicate=True)
    }
    root = shallow(model)
    for module in root.modules():
        for name, parameter in module._parameters.items():
            if parameter is not None:
                module._parameters[name] = made.get(id(parameter), parameter)
        flat = module.__dict__.get("_flat_weights")
        if isinstance(flat, list):  # what a recurrent layer really computes with
            module.__dict__["_flat_weights"] = [made.get(id(each), each) for each in flat]
    return root


def without_data(making: Making) -> Making:
    """The step on a copy of the model whose parameters and buffers have shapes only (on the device
    `meta`): what methods do to it can be looked at, and costs nothing."""
    import torch

    def empty(_name: str, tensor: Any) -> Any:
        bare = torch.empty_like(tensor, device="meta")
        if isinstance(tensor, torch.nn.Parameter):
            return torch.nn.Parameter(bare, requires_grad=tensor.requires_grad)
        return bare

    model = exchanged(making.model, empty)
    made: dict[int, Any] = {}
    for module in model.modules():
        for name, buffer in module._buffers.items():
            if buffer is not None:
                module._buffers[name] = made.setdefault(id(buffer), empty(name, buffer))
    return making.replaced(model=model)


def trained(model: torch.nn.Module) -> list[Any]:
    """Its parameters that get gradients."""
    return [each for each in model.parameters() if each.requires_grad]


def retargeted(making: Making, model: torch.nn.Module) -> Making:
    """The step on another model, of which other parameters are trained. An optimizer that exists
    already is made again over those, with its own settings and without its state."""
    import torch

    optimizer = making.optimizer
    if not isinstance(optimizer, torch.optim.Optimizer):
        return making.replaced(model=model)
    renamed = dict(
        zip(
            (id(each) for each in making.model.parameters()),
            (each for each in model.parameters()),
            strict=False,
        )
    )
    if len(renamed) != sum(1 for _ in model.parameters()):
        renamed = {id(each): each for each in model.parameters()}
    return making.replaced(model=model, optimizer=_again(optimizer, renamed))


def _again(optimizer: Any, renamed: dict[int, Any]) -> Callable[[Any], Any]:
    groups = [
        {
            **{key: value for key, value in group.items() if key != "params"},
            "params": [renamed.get(id(each), each) for each in group["params"]],
        }
        for group in optimizer.param_groups
    ]
    kind = type(optimizer)
    known = inspect.signature(kind).parameters
    defaults = {name: value for name, value in optimizer.defaults.items() if name in known}

    def made(parameters: Any) -> Any:
        wanted = {id(each): each for each in parameters}
        kept = []
        for group in groups:
            own = [wanted.pop(id(each)) for each in group["params"] if id(each) in wanted]
            if own:
                kept.append({**group, "params": own})
        if wanted:
            kept.append({"params": list(wanted.values())})
        try:
            return kind(kept, **defaults)
        except TypeError as error:
            raise UsageError(
                f"the optimizer {kind.__name__} can't be made again over other parameters "
                f"({error}): give a function of parameters that makes it"
            ) from error

    return made
