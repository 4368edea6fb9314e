"""A training step as the user wrote it, as a module that does all of it when it is called.

So it is described to other processes, traced and timed as models are. `WholeStep` is a
`torch.nn.Module`; its class is made when it is first asked for, since making it imports torch.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from ..making import Making
from ..trace import failing, scalars

Enter = Callable[[str], None]


def is_whole(model: Any) -> bool:
    """Whether calling this model does the whole step."""
    return hasattr(model, "whole_step_optimizers")


def unsuited(before: Making, after: Making) -> str:
    """Why a method can't change a step that is a function; empty where it can.

    Hooks around it are all the same to it; what else a method changes, it never looks at.
    """
    if not is_whole(before.model) or after == before.replaced(around=after.around):
        return ""
    return "the training step is a function, which does as it was written"


def run(making: Making, enter: Enter) -> None:
    """The step, from the first phase to the last. Raises `failing.InStep`."""
    enter("forward")
    with phases(enter), failing.part("the training step"):
        making.model(*making.args, **making.kwargs)


@contextlib.contextmanager
def phases(enter: Enter) -> Iterator[None]:
    """Tells `enter` when a function inside goes from one phase to the next; numbers that it reads
    off tensors without data are those of `scalars.taken`."""
    from torch.optim import optimizer as optimizers

    def begins(*_: Any) -> None:
        enter("optimizer")

    def ends(*_: Any) -> None:
        enter("forward")

    hooks = [
        optimizers.register_optimizer_step_pre_hook(begins),
        optimizers.register_optimizer_step_post_hook(ends),
    ]
    try:
        with _backward_told(enter), scalars.taken():
            yield
    finally:
        for hook in hooks:
            hook.remove()


def _backward_told(enter: Enter) -> Any:
    import torch
    from torch.overrides import TorchFunctionMode

    passes = (torch.Tensor.backward, torch.autograd.backward, torch.autograd.grad)

    class Telling(TorchFunctionMode):
        def __torch_function__(
            self, func: Any, types: Any, args: Any = (), kwargs: Any = None
        ) -> Any:
            if func not in passes:
                return func(*args, **(kwargs or {}))
            enter("backward")
            try:
                return func(*args, **(kwargs or {}))
            finally:
                enter("forward")

    return Telling()


def __getattr__(name: str) -> Any:
    if name == "WholeStep":
        return _class()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


@cache
def _class() -> Any:
    import torch

    class WholeStep(torch.nn.Module):
        """Its submodules are the models that the step trains; it changes none of them by itself."""

        def __init__(
            self,
            function: Callable[..., Any],
            models: Mapping[str, torch.nn.Module],
            optimizers: Sequence[torch.optim.Optimizer],
        ) -> None:
            super().__init__()
            self.function = [function]  # in a list, so that one that is a module is none of it
            self.models = torch.nn.ModuleDict(dict(models))
            self.whole_step_optimizers = list(optimizers)

        def train(self, mode: bool = True) -> Any:
            """Whether parts of it train is the function's affair."""
            self.training = mode
            return self

        def forward(self, *args: Any, **kwargs: Any) -> Any:
            return self.function[0](*args, **kwargs)

    WholeStep.__qualname__ = "WholeStep"
    return WholeStep
