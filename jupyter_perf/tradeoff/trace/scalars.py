"""Numbers that PyTorch's own optimizers read off tensors without data."""

from __future__ import annotations

import contextlib
import sys
from typing import Any


def readable(optimizer: Any) -> Any:
    """A mode for the step of an optimizer of `torch.optim`, as Adafactor: what `.item()` can't
    know is 1. There it scales the step and decides nothing, so memory is the same.

    For others nothing changes: what they do may depend on it, and that is said.
    """
    own = type(optimizer).__module__.startswith("torch.optim")
    return _mode() if own else contextlib.nullcontext()


def taken() -> Any:
    """A mode for a whole training step that somebody wrote: numbers that it reads off tensors
    (`loss.item()`, for a log) are 1, and a GradScaler finds no infinity. Truth stays unknown."""
    import torch

    return _mode((torch.Tensor.item, torch.Tensor.__float__, torch.Tensor.__int__))


def _mode(readings: Any = None) -> Any:
    import torch
    from torch._subclasses.fake_tensor import DataDependentOutputException
    from torch.overrides import TorchFunctionMode

    known = readings or (torch.Tensor.item,)

    class Readable(TorchFunctionMode):
        def __torch_function__(
            self, func: Any, types: Any, args: Any = (), kwargs: Any = None
        ) -> Any:
            try:
                return func(*args, **(kwargs or {}))
            except DataDependentOutputException:
                if func not in known:
                    raise
                scaling = sys._getframe(1).f_code.co_filename.endswith("grad_scaler.py")
                made = 0.0 if scaling else 1.0
                return int(made) if func is torch.Tensor.__int__ else made

    return Readable()
