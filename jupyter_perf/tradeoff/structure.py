"""Copies of a model's structure that share its parameters, and its repeated blocks."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import torch


def shallow(model: torch.nn.Module) -> torch.nn.Module:
    """Modules of their own over the same parameters and buffers: replacing a submodule of the copy
    leaves the model as it is. A module that is used in several places is one copy in all."""
    return _shallow(model, {})


def _shallow(module: torch.nn.Module, done: dict[int, Any]) -> torch.nn.Module:
    known: torch.nn.Module | None = done.get(id(module))
    if known is not None:
        return known
    made = copy.copy(module)
    done[id(module)] = made
    for name in ("_parameters", "_buffers", "_modules"):
        made.__dict__[name] = type(module.__dict__[name])(module.__dict__[name])
    for name, value in list(vars(made).items()):
        if name.endswith("_hooks") or name.endswith("_hooks_with_kwargs"):
            made.__dict__[name] = copy.copy(value)
    for name, child in module._modules.items():
        if child is not None:
            made._modules[name] = _shallow(child, done)
    return made


def blocks(model: torch.nn.Module) -> list[tuple[str, torch.nn.Module]]:
    """The repeated blocks of a network, outermost: children of a list or sequence that are mostly
    of one class, such as the layers of a transformer or the stages' blocks of a ResNet; `[]` where
    nothing repeats."""
    import torch

    holders = (torch.nn.ModuleList, torch.nn.Sequential)
    found: list[tuple[str, torch.nn.Module]] = []
    inside: set[str] = set()
    for name, module in model.named_modules():
        if any(name.startswith(each + ".") for each in inside) or not isinstance(module, holders):
            continue
        children = [(f"{name}.{k}".lstrip("."), v) for k, v in module.named_children()]
        kinds = [type(child) for _, child in children if any(True for _ in child.children())]
        if len(kinds) >= 2 and max(map(kinds.count, kinds)) * 2 > len(children):
            found += [pair for pair in children if any(True for _ in pair[1].children())]
            inside.update(path for path, _ in children)
    return found
