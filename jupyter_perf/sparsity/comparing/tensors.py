"""PyTorch's tensors in a copy of a namespace: on GPUs too, with shared memory still shared.

Imported where torch is loaded already, never at import of the package.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import torch

from ...sandbox.pickling import Pickler, Reduced, Sink

_MOST_OF_A_STORAGE = 4
"""A storage that is more than so many times what a tensor shows of it isn't copied whole."""


class TensorPickler(Pickler):
    """Writes the memory of plain tensors apart from the stream, each storage once.

    PyTorch's own way writes addresses into the stream, so that equal values look different, and
    holds each tensor's bytes twice while it does.
    """

    def __init__(
        self,
        sink: Sink,
        on_buffer: Callable[..., object],
        home: Mapping[str, object],
        space: Mapping[str, object],
        shared: Mapping[int, Reduced],
    ) -> None:
        super().__init__(sink, on_buffer, home, space, shared)
        self._storages: dict[int, Any] = {}
        """Address → array over the storage; the arrays must live as long as the pickle's memo."""
        self._alive: list[object] = []

    def reducer_override(self, obj: Any) -> Reduced:
        if type(obj) is torch.nn.Parameter and _is_plain(obj):
            state = dict(vars(obj))
            return _parameter, (self._kept(obj.data), obj.requires_grad), state or None
        if type(obj) is torch.Tensor and _is_plain(obj):
            self.modules.add("torch")
            return self._tensor(obj)
        return super().reducer_override(obj)

    def _kept(self, value: Any) -> Any:
        self._alive.append(value)
        return value

    def _tensor(self, tensor: torch.Tensor) -> Reduced:
        detached = tensor.detach()
        if detached.device.type != "cpu":
            there = str(detached.device)
            return _on_device, (self._kept(detached.cpu()), there, tensor.requires_grad)
        storage = detached.untyped_storage()
        needed = detached.numel() * detached.element_size()
        if storage.nbytes() > _MOST_OF_A_STORAGE * max(1, needed):
            detached = detached.clone()
            storage = detached.untyped_storage()
        array = self._array(storage)
        layout = (tuple(detached.shape), detached.stride(), detached.storage_offset())
        name = str(detached.dtype).removeprefix("torch.")
        return _of_array, (array, name, *layout, tensor.requires_grad)

    def _array(self, storage: Any) -> Any:
        address = storage.data_ptr()
        if address not in self._storages or not address:
            flat = torch.tensor([], dtype=torch.uint8).set_(storage)
            self._alive.append(storage)
            array = flat.numpy()
            self._alive.append(array)
            self._storages[address] = array
        return self._storages[address]


def _is_plain(tensor: Any) -> bool:
    """Whether shape, strides and memory say all of it."""
    device = tensor.device.type
    return bool(
        tensor.layout is torch.strided
        and (device == "cpu" or device == "cuda")
        and not (tensor.is_quantized or tensor.is_conj() or tensor.is_neg())
    )


def _of_array(
    array: Any, name: str, shape: Any, stride: Any, offset: int, requires_grad: bool
) -> torch.Tensor:
    made = torch.empty(0, dtype=getattr(torch, name))
    if array.nbytes:
        made.set_(torch.from_numpy(_writable(array)).untyped_storage(), offset, shape, stride)
    else:
        made = torch.empty_strided(shape, stride, dtype=made.dtype)
    return made.requires_grad_(requires_grad)


def _writable(array: Any) -> Any:
    return array if array.flags.writeable else array.copy()


def _on_device(tensor: torch.Tensor, device: str, requires_grad: bool) -> torch.Tensor:
    return tensor.detach().to(device).requires_grad_(requires_grad)


def _parameter(data: torch.Tensor, requires_grad: bool) -> torch.nn.Parameter:
    return torch.nn.Parameter(data, requires_grad)
