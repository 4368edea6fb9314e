"""Numbers that PyTorch's own optimizers read off tensors without data."""

from __future__ import annotations

import contextlib
from typing import Any


def readable(optimizer: Any) -> Any:
    """A mode for the step of an optimizer of `torch.optim`, as Adafactor: what `.item()` can't
    know is 1. There it scales the step and decides nothing, so memory is the same.

    For others nothing changes: what they do may depend on it, and that is said.
    """
    own = type(optimizer).__module__.startswith("torch.optim")
    return _mode() if own else contextlib.nullcontext()


def _mode() -> Any:
    import torch
    from torch._subclasses.fake_tensor import DataDependentOutputException
    from torch.overrides import TorchFunctionMode

    class Readable(TorchFunctionMode):
        def __torch_function__(
            self, func: Any, types: Any, args: Any = (), kwargs: Any = None
        ) -> Any:
            try:
                return func(*args, **(kwargs or {}))
            except DataDependentOutputException:
                if func is not torch.Tensor.item:
                    raise
                return 1.0

    return Readable()
