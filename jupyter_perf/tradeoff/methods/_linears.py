"""The linear layers of a model that adapters can stand beside."""

from __future__ import annotations

import fnmatch
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ..making import Making
from ..structure import blocks
from ._options import names

if TYPE_CHECKING:
    import torch


def candidates(model: torch.nn.Module) -> list[tuple[str, Any]]:
    """Layers that multiply by a matrix of their own in their forward pass: `nn.Linear` and
    Transformers' `Conv1D`. Those inside of `nn.MultiheadAttention` aren't among them, which takes
    their weights without calling them."""
    import torch

    inside = [
        name
        for name, module in model.named_modules()
        if isinstance(module, torch.nn.MultiheadAttention)
    ]
    return [
        (name, module)
        for name, module in model.named_modules()
        if is_linear(module) and not any(name.startswith(f"{each}.") for each in inside)
    ]


def is_linear(module: Any) -> bool:
    """Whether it is a layer with a matrix of floating-point numbers."""
    import torch

    weight = module._parameters.get("weight")
    if weight is None or weight.dim() != 2 or not weight.is_floating_point():
        return False
    return isinstance(module, torch.nn.Linear) or is_transposed(module)


def is_transposed(module: Any) -> bool:
    """Whether its matrix is (inputs, outputs), as GPT-2's `Conv1D` in Transformers has it."""
    return type(module).__name__ == "Conv1D" and hasattr(module, "nf")


def sizes(module: Any) -> tuple[int, int]:
    """Inputs and outputs."""
    first, second = module.weight.shape
    return (first, second) if is_transposed(module) else (second, first)


def targets(making: Making, method: str) -> list[tuple[str, Any]]:
    """What the option `targets` names: by default all inside of the repeated blocks; where nothing
    repeats, all but the last one. Each module once."""
    found = candidates(making.model)
    asked = names(making, method, "targets")
    if asked:
        every = asked == ["all"]
        return [pair for pair in found if every or matches(pair[0], asked)]
    inside = tuple(f"{name}." for name, _ in blocks(making.model))
    return [pair for pair in found if pair[0].startswith(inside)] if inside else found[:-1] or found


def matches(name: str, patterns: Sequence[str]) -> bool:
    """Whether a dotted name is one of these, ends with one (`q_proj`) or is like one (`*.mlp*`)."""
    return any(
        name == each or name.endswith(f".{each}") or fnmatch.fnmatchcase(name, each)
        for each in patterns
    )


def unfit(making: Making, method: str) -> str:
    """Why there is nothing to put adapters beside."""
    found = candidates(making.model)
    if not found:
        return "it has no linear layers that adapters could stand beside"
    if any("lora_a" in module._parameters or hasattr(module, "lora_A") for _, module in found):
        return "it has adapters already"
    if not targets(making, method):
        some = ", ".join(name for name, _ in found[:6])
        asked = ", ".join(names(making, method, "targets"))
        return f"no linear layer is named like {asked}: there are {some}" + (
            "" if len(found) <= 6 else f" and {len(found) - 6} more"
        )
    return ""


def without_shortcuts(model: torch.nn.Module) -> None:
    """Have a copy's transformer layers call their parts in evaluation too, where PyTorch would take
    the parts' weights and leave out what stands beside them."""
    import torch

    for module in model.modules():
        if isinstance(module, torch.nn.TransformerEncoderLayer):
            module.__dict__["activation_relu_or_gelu"] = 0
