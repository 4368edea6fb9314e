"""Convolutions from packed weights."""

from __future__ import annotations

import itertools
from typing import Any

import torch
from torch import nn
from torch.nn import functional

from ..kernels import choosing
from .linear import PackedLinear
from .matrix import PackedMatrix


class PackedConv2d(nn.Module):
    """`nn.Conv2d` (one group, zeros around) from packed weights, as a product with patches.

    Patches take memory and time: it pays where a kernel is 1x1 or weights outweigh images.
    """

    def __init__(self, matrix: PackedMatrix, conv: nn.Conv2d, choose: bool = True) -> None:
        super().__init__()
        self.linear = PackedLinear(matrix, None, choose=False)
        self.bias = None if conv.bias is None else nn.Parameter(conv.bias.detach(), False)
        self.kernel_size, self.stride = conv.kernel_size, conv.stride
        self.padding, self.dilation = conv.padding, conv.dilation
        self.in_channels, self.out_channels = conv.in_channels, conv.out_channels
        self.choose = choose
        self._packed_for: dict[tuple[Any, ...], bool] = {}

    @property
    def weight(self) -> torch.Tensor:
        """The dense weight, (out, in, height, width)."""
        high, wide = self.kernel_size
        flat = self.linear.weight.reshape(self.out_channels, high, wide, self.in_channels)
        return flat.movedim(-1, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        good = x.ndim == 4 and x.shape[1] == self.in_channels and min(x.shape) > 0
        fits = good and self.linear._fits(x[..., :1].movedim(1, -1))
        if not fits or (self.choose and not self._chosen(x)):
            return self._dense(x)
        return self._packed(x)

    def _dense(self, x: torch.Tensor) -> torch.Tensor:
        return functional.conv2d(
            x, self.weight, self.bias, self.stride, self.padding, self.dilation
        )

    def _packed(self, x: torch.Tensor) -> torch.Tensor:
        """Each kernel place is a product of all pixels with its rows; they add up, shifted."""
        high, wide = self.kernel_size
        down, right = self.padding if isinstance(self.padding, tuple) else (0, 0)
        padded = functional.pad(x, (right, right, down, down)) if down or right else x
        pixels = padded.movedim(1, -1)
        every = self.linear(pixels)  # (batch, height, width, out * high * wide)
        every = every.unflatten(-1, (self.out_channels, high, wide))
        sizes = [
            (padded.shape[2 + i] - self.dilation[i] * (self.kernel_size[i] - 1) - 1)
            // self.stride[i]
            + 1
            for i in (0, 1)
        ]
        total: torch.Tensor | None = None
        for i, j in itertools.product(range(high), range(wide)):
            top, left = i * self.dilation[0], j * self.dilation[1]
            rows = slice(top, top + (sizes[0] - 1) * self.stride[0] + 1, self.stride[0])
            columns = slice(left, left + (sizes[1] - 1) * self.stride[1] + 1, self.stride[1])
            part = every[:, rows, columns, :, i, j]
            total = part if total is None else total + part
        assert total is not None  # a kernel has a place
        whole = total.movedim(-1, 1)
        return whole if self.bias is None else whole + self.bias[:, None, None]

    def _chosen(self, x: torch.Tensor) -> bool:
        threads = torch.get_num_threads()
        known = self._packed_for.get((*x.shape, threads))
        if known is None:
            what = f"{self.linear.matrix.key} image {tuple(x.shape)} kernel {self.kernel_size}"
            how = f"stride {self.stride} padding {self.padding} dilation {self.dilation}"
            sides = (lambda: self._dense(x), lambda: self._packed(x))
            known = choosing.packed_wins(f"{what} {how}", *sides, threads)
            self._packed_for[*x.shape, threads] = known
        return known

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_packed_for": {}}
