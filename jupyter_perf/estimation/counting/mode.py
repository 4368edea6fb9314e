"""Count what really runs, here and now: the same functions without a trace."""

from __future__ import annotations

from typing import Any

from .counted import Counted
from .counter import Counter


class Counting:
    """A context; everything that PyTorch's dispatcher runs inside is counted, in one module ""."""

    def __init__(self) -> None:
        self._counter = Counter()
        self._mode: Any = None

    def __enter__(self) -> Counting:
        self._mode = _mode(self._counter)
        self._mode.__enter__()
        return self

    def __exit__(self, *raised: Any) -> None:
        self._mode.__exit__(*raised)

    def counted(self) -> Counted:
        """So far."""
        return self._counter.counted()


def phase_now() -> str:
    """`backward` while autograd runs, else `forward`: an optimizer's step can't be told from it."""
    import torch

    node: Any = torch._C._current_autograd_node()
    return "forward" if node is None else "backward"


def _mode(counter: Counter) -> Any:
    from torch.utils._python_dispatch import TorchDispatchMode

    class Mode(TorchDispatchMode):
        def __torch_dispatch__(
            self, func: Any, types: Any, args: Any = (), kwargs: Any = None
        ) -> Any:
            out = func(*args, **(kwargs or {}))
            counter.operation(func, args, kwargs or {}, out, "", phase_now())
            return out

    make: Any = Mode
    return make()
