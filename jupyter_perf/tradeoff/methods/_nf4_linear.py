"""A linear layer whose frozen matrix is in four bits, with adapters beside it."""

from __future__ import annotations

from typing import Any

import torch
from torch import nn
from torch.nn import functional

from . import _nf4
from ._adapters import Adapted, add_matrices
from ._linears import is_transposed, sizes


class Nf4Linear(nn.Linear):
    """Made by `quantized`; loads and gives back plain weights by their old name, `weight`."""

    weight_codes: torch.Tensor
    weight_scales: torch.Tensor
    weight_outer: torch.Tensor | None
    pairs: torch.Tensor
    how: Adapted
    lora_a: torch.Tensor
    lora_b: torch.Tensor
    kind: type[nn.Module]
    dtype: torch.dtype

    def __getattr__(self, name: str) -> Any:
        if name == "weight":  # for code that asks for its type or device
            return self.whole(self.dtype)
        return super().__getattr__(name)

    def forward(self, input: Any) -> Any:
        kind = input.device.type
        if torch.is_autocast_enabled(kind):
            input = input.to(torch.get_autocast_dtype(kind))
        product: Any = _Product.apply
        out: Any = product(input, self)
        if self.bias is not None:
            out = out + self.bias.to(out.dtype)
        return out.add(self.how.beside(self, input), alpha=self.how.scale)

    def whole(self, dtype: torch.dtype) -> torch.Tensor:
        """The matrix (outputs, inputs) that the four bits stand for."""
        return _nf4.unpacked(
            self.weight_codes,
            self.weight_scales,
            self.weight_outer,
            self.pairs,
            (self.out_features, self.in_features),
            dtype,
        )

    def restore(self) -> None:
        """Of a copy of one's own: the layer that it was, with the adapters in its matrix."""
        with torch.no_grad():
            change = (self.lora_b @ self.lora_a) * self.how.scale
            whole = (self.whole(torch.float32) + change).to(self.dtype)
        for name in ("lora_a", "lora_b"):
            del self._parameters[name]
        for name in ("weight_codes", "weight_scales", "weight_outer", "pairs"):
            self._buffers.pop(name)
        self.__dict__["_non_persistent_buffers_set"] = self._non_persistent_buffers_set - {"pairs"}
        before: Any = self.__dict__.pop("before")
        self.__class__ = self.__dict__.pop("kind")
        self.__dict__.pop("how"), self.__dict__.pop("dtype")
        transposed = is_transposed(self)
        if transposed:
            del self.__dict__["in_features"], self.__dict__["out_features"]
        matrix = whole.T.contiguous() if transposed else whole
        self._parameters = {
            name: nn.Parameter(matrix) if name == "weight" else self._parameters[name]
            for name in before
        }

    def _load_from_state_dict(self, state_dict: Any, prefix: str, *rest: Any) -> None:
        given = state_dict.pop(f"{prefix}weight", None)
        if given is not None:
            matrix = given.T if self.kind.__name__ == "Conv1D" else given
            made = _nf4.packed(matrix.contiguous(), double=self.weight_outer is not None)
            state_dict[f"{prefix}weight_codes"] = made.codes
            state_dict[f"{prefix}weight_scales"] = made.scales
            if made.outer is not None:
                state_dict[f"{prefix}weight_outer"] = made.outer
        super()._load_from_state_dict(state_dict, prefix, *rest)


def quantize(module: Any, how: Adapted, rank: int, seed: int, pairs: Any, *, double: bool) -> None:
    """Make a copy of a linear layer one in four bits, in place."""
    weight = module._parameters["weight"]
    inputs, outputs = sizes(module)
    matrix = weight.detach().T.contiguous() if is_transposed(module) else weight.detach()
    made = _nf4.packed(matrix, double=double)
    own = module.__dict__
    own["before"], own["kind"], own["dtype"] = list(module._parameters), type(module), weight.dtype
    own["in_features"], own["out_features"], own["how"] = inputs, outputs, how
    own["_non_persistent_buffers_set"] = set(own["_non_persistent_buffers_set"])
    del module._parameters["weight"]
    module.__class__ = Nf4Linear
    module.register_buffer("weight_codes", made.codes)
    module.register_buffer("weight_scales", made.scales)
    module.register_buffer("weight_outer", made.outer)
    module.register_buffer("pairs", pairs, persistent=False)
    add_matrices(module, inputs, outputs, rank, weight, seed)


class _Product(torch.autograd.Function):
    """x·Wᵀ, with W made of its four bits each time it is needed, and never kept."""

    @staticmethod
    def forward(ctx: Any, value: Any, layer: Nf4Linear) -> Any:
        ctx.layer = layer
        return functional.linear(value, layer.whole(value.dtype))

    @staticmethod
    def backward(ctx: Any, *gradients: Any) -> Any:
        (gradient,) = gradients
        return gradient @ ctx.layer.whole(gradient.dtype), None
