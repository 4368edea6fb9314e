"""Layers as products of matrices: their weights as (rows, columns), their inputs as (samples,
columns), with input channels last, so that groups of a pattern lie side by side."""

from __future__ import annotations

import dataclasses
import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from torch import Tensor, nn

NOT_SEEN = "its inputs weren't seen"


@dataclasses.dataclass(frozen=True)
class Columns:
    """Of one weight. `unknown` says why inputs can't be had as columns; empty where they can."""

    module: nn.Module
    kind: str
    """As `backends.torch.layout.kind_of` has it."""
    attribute: str = "weight"

    @property
    def unknown(self) -> str:
        module: Any = self.module
        if self.kind in ("Linear", "Conv1D"):
            return ""
        if self.kind == "MultiheadAttention" and self.attribute == "in_proj_weight":
            return ""
        if self.kind in ("Conv1d", "Conv2d"):
            return "a convolution in groups" if module.groups != 1 else ""
        return f"a weight of a {self.kind}, whose inputs no hook sees"

    def matrix(self, weight: Tensor) -> Tensor:
        """`weight` as (rows, columns)."""
        if self.kind == "Conv1D":
            return weight.T
        return weight.movedim(1, -1).reshape(weight.shape[0], -1)

    def weight(self, matrix: Tensor, shape: Any) -> Tensor:
        """What `matrix` made of a weight of this shape, turned back."""
        if self.kind == "Conv1D":
            return matrix.T
        return matrix.reshape(shape[0], *shape[2:], shape[1]).movedim(-1, 1)

    def inputs(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Tensor | None:
        """A call's inputs as (samples, columns); None where they can't be had."""
        given = [*args, *kwargs.values()]
        if not given:
            return None
        x = given[0]
        if self.kind == "MultiheadAttention":
            own = [*args[:3], *(kwargs[k] for k in ("query", "key", "value") if k in kwargs)]
            if len({id(each) for each in own}) != 1 or x.is_nested:
                return None  # other inputs for queries than for keys: no one matrix for all rows
        if self.kind in ("Conv1d", "Conv2d"):
            return _unfolded(self.module, x)
        return x.detach().reshape(-1, x.shape[-1])  # type: ignore[no-any-return]


def _unfolded(module: Any, x: Tensor) -> Tensor:
    """Each place of the output as a row: (samples · places, kernel places · channels)."""
    from torch.nn import functional

    flat = module.weight.dim() == 3
    x = x.detach()
    x = x if x.dim() == module.weight.dim() else x[None]
    kernel, dilation, stride = module.kernel_size, module.dilation, module.stride
    before, after = _padding(module, kernel, dilation)
    mode = "constant" if module.padding_mode == "zeros" else module.padding_mode
    around = [side for pair in zip(before[::-1], after[::-1], strict=True) for side in pair]
    x = functional.pad(x, around, mode=mode) if any(around) else x
    if flat:
        x, kernel, dilation, stride = x[:, :, None], (1, *kernel), (1, *dilation), (1, *stride)
    columns = functional.unfold(x, kernel, dilation=dilation, stride=stride)
    split = columns.reshape(x.shape[0], x.shape[1], math.prod(kernel), -1)
    return split.permute(0, 3, 2, 1).reshape(-1, math.prod(kernel) * x.shape[1])


Sides = tuple[int, ...]


def _padding(module: Any, kernel: Sides, dilation: Sides) -> tuple[list[int], list[int]]:
    """Before and after each dimension."""
    if module.padding == "valid":
        return [0] * len(kernel), [0] * len(kernel)
    if module.padding == "same":
        total = [d * (k - 1) for d, k in zip(dilation, kernel, strict=True)]
        return [t // 2 for t in total], [t - t // 2 for t in total]
    return list(module.padding), list(module.padding)
