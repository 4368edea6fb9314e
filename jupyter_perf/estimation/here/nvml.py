"""Energy of NVIDIA's GPUs, where `nvidia-ml-py` is installed (Volta and later count it)."""

from __future__ import annotations

import importlib
from typing import Any

from ...core.machine import this_machine
from .counter import Counter, Unreadable

_JOULES = 1e-3


def counters() -> list[Counter]:
    """One a GPU; none where there is no GPU. Raises Unreadable."""
    if not this_machine().gpus:
        return []
    try:
        nvml: Any = importlib.import_module("pynvml")
    except ImportError:
        raise Unreadable(
            "the GPU's energy isn't read: `pip install nvidia-ml-py` makes that possible"
        ) from None
    try:
        nvml.nvmlInit()
        handles = [
            nvml.nvmlDeviceGetHandleByIndex(at) for at in range(int(nvml.nvmlDeviceGetCount()))
        ]
    except nvml.NVMLError as error:
        raise Unreadable(f"the GPU's driver doesn't tell its energy: {error}") from None
    return [_counter(nvml, handle, last=handle is handles[-1]) for handle in handles]


def _counter(nvml: Any, handle: Any, *, last: bool) -> Counter:
    def read() -> int:
        try:
            return int(nvml.nvmlDeviceGetTotalEnergyConsumption(handle))
        except nvml.NVMLError as error:
            raise Unreadable(f"this GPU doesn't count its energy: {error}") from None

    def close() -> None:
        try:
            nvml.nvmlShutdown()
        except nvml.NVMLError as error:
            raise Unreadable(f"the GPU's driver: {error}") from None

    # What was begun once is ended once, with the last one.
    return Counter("GPU", read, _JOULES, close=close if last else lambda: None)
