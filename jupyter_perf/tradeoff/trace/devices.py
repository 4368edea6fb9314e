"""While tracing there is one device, whatever the model's code says."""

from __future__ import annotations

import contextlib
import re
from typing import Any

_OTHER = re.compile(r"(cuda|mps|xpu|hpu|npu)(:\d+)?")
_MOVES = ("cuda", "xpu", "npu")


def only_cpu(elsewhere: bool) -> Any:
    """A mode in which other devices mean the processor; nothing where the model is on that.

    Tracing gradients on a CUDA device that isn't there ends the process (PyTorch 2.13).
    """
    return _mode() if elsewhere else contextlib.nullcontext()


def on_cpu(value: Any) -> Any:
    """An argument, with any other device in it replaced."""
    import torch

    if isinstance(value, torch.device) and value.type not in ("cpu", "meta"):
        return torch.device("cpu")
    if isinstance(value, str) and _OTHER.fullmatch(value):
        return "cpu"
    return value


def _mode() -> Any:
    from torch.overrides import TorchFunctionMode

    class OnlyCpu(TorchFunctionMode):
        def __torch_function__(
            self, func: Any, types: Any, args: Any = (), kwargs: Any = None
        ) -> Any:
            if getattr(func, "__name__", "") in _MOVES:
                return args[0]
            changed = {name: on_cpu(value) for name, value in (kwargs or {}).items()}
            return func(*(on_cpu(value) for value in args), **changed)

    return OnlyCpu()
