"""Layers that compute from packed weights. Imported by functions only: it needs torch at its top.

They serve, they don't train: gradients with respect to inputs are right (by the dense weights),
packed weights get none. Pruned inputs are not read: where one is NaN or infinite, dense weights
would turn the sum into NaN (0 · NaN), packed ones don't.
"""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from .kernels import building, calling, choosing, layout, portable
from .packing import Packed, unpack
from .writing import floats_of


class PackedMatrix(nn.Module):
    """A weight of (rows, inputs), packed, as the kernels want it; layers may share it."""

    values: torch.Tensor
    words: torch.Tensor
    scales: torch.Tensor | None

    def __init__(self, packed: Packed, dtype: str, kind: str | None = None) -> None:
        """`packed` holds bits of floats of `dtype`, or levels; `kind` asks for one kernel."""
        super().__init__()
        self.shape = layout.Shape(packed.rows, packed.inputs, packed.n, packed.m)
        self.dtype: torch.dtype = getattr(torch, dtype)
        values = packed.values
        if packed.scales is None:
            values = floats_of(values, dtype).float().numpy()
        plain, words = layout.interleaved(packed, values)
        self.register_buffer("values", torch.from_numpy(plain))
        self.register_buffer("words", torch.from_numpy(words.view(np.int32)))
        scales = None if packed.scales is None else torch.from_numpy(packed.scales)
        self.register_buffer("scales", scales)
        self.kind = kind
        self._dense: torch.Tensor | None = None
        self._columns: tuple[torch.Tensor, torch.Tensor] | None = None
        self._call: tuple[Any, calling.Call | None] | None = None
        self._rows = packed.rows

    @property
    def dense(self) -> torch.Tensor:
        """The weight, dense, made where it is first needed and kept: `release()` frees it."""
        if self._dense is None:
            plain, places = layout.apart(
                self.values.cpu().numpy(), self.words.cpu().numpy().view("u4"), self.shape
            )
            scales = None if self.scales is None else self.scales.float().cpu().numpy()
            s = self.shape
            whole = unpack(Packed(s.n, s.m, s.rows, s.inputs, plain, places, scales))
            # A copy in PyTorch's own memory, aligned as its kernels like it; outside of inference
            # mode, as it may be needed for gradients later.
            with torch.inference_mode(False):
                device = self.values.device
                self._dense = torch.tensor(whole, dtype=self.dtype, device=device)
        return self._dense

    def release(self) -> None:
        """Free what was only made to be fast."""
        self._dense = self._columns = self._call = None

    def product(self, x: torch.Tensor, bias: torch.Tensor | None) -> torch.Tensor:
        """x (batch, inputs), float32 on the CPU, times the weight's transpose, plus bias."""
        values = self._buffers["values"]
        call = self._call
        if call is None or call[0] is not values:
            call = self._call = (values, self._prepared())
        if call[1] is None:
            return self._portable(x, bias)
        x = x.contiguous()
        y = torch.empty((x.shape[0], self._rows), dtype=torch.float32)
        at = 0 if bias is None else bias.data_ptr()
        call[1](x.data_ptr(), y.data_ptr(), at, x.shape[0], torch.get_num_threads())
        return y

    def _prepared(self) -> calling.Call | None:
        """A call of the kernel; None where PyTorch has to do it."""
        s, levels = self.shape, self.scales is not None
        kind, address = building.built(s.n, s.m, levels, self.kind)
        if kind == building.PORTABLE:
            return None
        scales = 0 if self.scales is None else self.scales.data_ptr()
        return calling.Call(address, s, self.values.data_ptr(), self.words.data_ptr(), scales)

    def _portable(self, x: torch.Tensor, bias: torch.Tensor | None) -> torch.Tensor:
        if self._columns is None:
            self._columns = portable.by_rows(self.values, self.words, self.shape)
        return portable.product(x, *self._columns, self.scales, bias)

    @property
    def key(self) -> str:
        """What the choice between packed and dense depends on, beside the batch."""
        s = self.shape
        kind, _ = building.built(s.n, s.m, self.scales is not None, self.kind)
        number = "levels" if self.scales is not None else "floats"
        return f"{kind} {s.n}:{s.m} {number} {s.rows}x{s.inputs} {self.dtype}"

    def _apply(self, fn: Any, recurse: bool = True) -> PackedMatrix:
        """Move to a device, never to another type: kernels read float32 and int8."""
        self.release()
        for name, buffer in self._buffers.items():
            if buffer is not None:
                self._buffers[name] = buffer.to(fn(buffer[:0]).device)
        moved = fn(torch.empty(0, dtype=self.dtype)).dtype
        self.dtype = moved if moved.is_floating_point else self.dtype
        return self

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_dense": None, "_columns": None, "_call": None}


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
