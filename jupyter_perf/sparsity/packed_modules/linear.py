"""Linear layers from packed weights."""

from __future__ import annotations

from typing import Any

import torch
from torch import nn
from torch.nn import functional

from ..kernels import choosing
from .matrix import PackedMatrix


class PackedLinear(nn.Module):
    """`nn.Linear` from packed weights: packed where that was measured to be faster, else dense."""

    bias: nn.Parameter | None

    def __init__(
        self, matrix: PackedMatrix, bias: torch.Tensor | None, choose: bool = True
    ) -> None:
        """`choose=False` never falls back to dense where the kernel can be used."""
        super().__init__()
        self.matrix = matrix
        own = None if bias is None else nn.Parameter(bias.detach(), requires_grad=False)
        self.register_parameter("bias", own)
        self.out_features, self.in_features = matrix.shape.rows, matrix.shape.inputs
        self.choose = choose
        self._packed_for: dict[tuple[int, int], bool] = {}

    @property
    def weight(self) -> torch.Tensor:
        """The dense weight, for whoever reads it; changing it changes nothing."""
        return self.matrix.dense

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        if not self._fits(x):
            return functional.linear(x, self.weight, self.bias)
        flat = x if x.ndim == 2 else x.reshape(-1, self.in_features)
        if not flat.shape[0]:
            return x.new_empty(*x.shape[:-1], self.out_features)
        if self.choose and not self.packed_for(flat.shape[0]):
            return functional.linear(x, self.weight, self.bias)
        y = self._product(flat)
        return y if x.ndim == 2 else y.reshape(*x.shape[:-1], self.out_features)

    def packed_for(self, batch: int) -> bool:
        """Whether a batch of so many rows is computed packed: measured where it isn't known."""
        threads = torch.get_num_threads()
        bucket = 1 << (batch - 1).bit_length()  # up to the next power of two
        known = self._packed_for.get((bucket, threads))
        if known is None:
            known = self._measured(bucket, threads)
            self._packed_for[bucket, threads] = known
        return known

    def _measured(self, batch: int, threads: int) -> bool:
        had = self.matrix._dense is not None
        x = torch.ones(batch, self.in_features, dtype=self.matrix.dtype)
        with torch.no_grad():
            wins = choosing.packed_wins(
                f"{self.matrix.key} batch {batch}",
                lambda: functional.linear(x, self.weight, self.bias),
                lambda: self._checked(x),
                threads,
            )
        if wins and not had:
            self.matrix._dense = None
        return wins

    def _checked(self, flat: torch.Tensor) -> torch.Tensor:
        """The product as `forward` comes to it: its questions take time too."""
        self._fits(flat)
        return self._product(flat)

    def _fits(self, x: torch.Tensor) -> bool:
        """Whether a kernel could compute this; what it can't, PyTorch does, or complains of."""
        matrix = self._modules["matrix"]  # without the long way of attributes of modules
        return (
            x.is_cpu
            and matrix._buffers["values"].is_cpu  # type: ignore[union-attr]
            and x.dtype is matrix.dtype  # type: ignore[union-attr]
            and x.ndim > 0
            and x.shape[-1] == self.in_features
            and not (torch.is_grad_enabled() and (x.requires_grad or self._trains()))
            and not torch.is_autocast_enabled("cpu")
            and not torch.compiler.is_compiling()
        )

    def _trains(self) -> bool:
        return self.bias is not None and self.bias.requires_grad

    def _product(self, flat: torch.Tensor) -> torch.Tensor:
        bias = self._parameters["bias"]
        if flat.dtype is torch.float32:
            return self._modules["matrix"].product(flat, bias)  # type: ignore[no-any-return,operator,union-attr]
        wide = None if bias is None else bias.float()
        return self.matrix.product(flat.float(), wide).to(flat.dtype)

    def extra_repr(self) -> str:
        s = self.matrix.shape
        number = "int8" if self.matrix.scales is not None else "float32"
        return (
            f"in_features={s.inputs}, out_features={s.rows}, bias={self.bias is not None},"
            f" pattern={s.n}:{s.m}, values={number}"
        )

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_packed_for": {}}
