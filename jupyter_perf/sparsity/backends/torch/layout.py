"""How a layer's weight lies in memory, and its groups of consecutive inputs in it."""

from __future__ import annotations

import dataclasses
import math
from typing import Any

from torch import Tensor, nn

ALONG_COLUMNS = "transformers.pytorch_utils", "Conv1D"
"""Where GPT-2's linear layer lives: its weight is (inputs, outputs)."""


@dataclasses.dataclass(frozen=True)
class Layout:
    """A contiguous weight as (outer, inputs, inner): groups run along its middle axis.

    Linear (rows, inputs, 1); convolutions (out, in, kernel places); transformers' Conv1D
    (1, inputs, outputs).
    """

    outer: int
    inputs: int
    inner: int

    @property
    def shape(self) -> tuple[int, int]:
        """(rows, inputs) as a matrix, the way patterns are about it."""
        return self.outer * self.inner, self.inputs

    def matrix(self, weight: Tensor) -> Tensor:
        """`weight` as (rows, inputs); a view where rows are contiguous, else a copy."""
        return (
            weight.reshape(self.outer, self.inputs, self.inner).movedim(1, -1).reshape(self.shape)
        )

    def weight(self, matrix: Tensor, shape: Any) -> Tensor:
        """What `matrix` made of a weight of this shape, turned back."""
        split = matrix.reshape(self.outer, self.inner, self.inputs).movedim(-1, 1)
        return split.reshape(shape)


def kind_of(module: nn.Module, name: str) -> str:
    """The kind of layer that the parameter `name` of `module` belongs to; empty where unknown."""
    if isinstance(module, nn.Linear) and name == "weight":
        return "Linear"
    if isinstance(module, nn.Conv1d | nn.Conv2d | nn.Conv3d) and name == "weight":
        return type(module).__name__
    if isinstance(module, nn.MultiheadAttention) and name.endswith("proj_weight"):
        return "MultiheadAttention"
    if isinstance(module, nn.RNNBase | nn.RNNCellBase) and name.startswith("weight_"):
        return type(module).__name__
    known = {(each.__module__, each.__name__) for each in type(module).__mro__}
    return "Conv1D" if ALONG_COLUMNS in known and name == "weight" else ""


def layout_of(kind: str, shape: tuple[int, ...]) -> Layout:
    """Of a weight of that kind and shape."""
    if kind == "Conv1D" and len(shape) == 2:
        return Layout(1, shape[0], shape[1])
    return Layout(shape[0], shape[1], math.prod(shape[2:]))
