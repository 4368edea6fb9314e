"""A weight that stays packed."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from torch import nn

from ..kernels import building, calling, layout, portable
from ..packing import Packed, unpack
from ..writing import floats_of


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
