"""One training step of a `Making`, again and again: over tensors with data, or without."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ..errors import UsageError
from .loops import whole
from .trace import optimizers
from .trace.failing import part
from .trace.scalars import readable

if TYPE_CHECKING:
    import torch

    from .making import Making

Enter = Callable[[str], None]
"""Told of each phase (`trace.PHASES`) as it begins."""
_HALF = {"bf16": "bfloat16", "fp16": "float16"}


def ignored(_phase: str) -> None:
    """For those who don't want to know the phase."""


class Stepper:
    """Does steps of a making, whose inputs are those of one microbatch."""

    def __init__(self, making: Making, *, foreach: bool | None = None) -> None:
        """Raises UsageError where nothing is to be trained. `foreach` is for optimizers that are
        given by their name; None leaves it to PyTorch."""
        self.making = making
        self._hooks: list[Any] = []
        self._number = 0
        self._whole = whole.is_whole(making.model)
        if self._whole:
            self.optimizers = whole_optimizers(making.model)
        elif making.in_backward:
            self.optimizers = self._in_backward(foreach)
        else:
            self.optimizers = [optimizers.made(making.optimizer, making.model, foreach=foreach)]

    def step(self, enter: Enter = ignored, *, most_microbatches: int | None = None) -> None:
        """One step of the optimizer, over all microbatches, or the first few of them. Gradients of
        before are dropped first. Raises `failing.InStep` with what the model raised."""
        making = self.making
        enter("forward")
        for scheduled in making.before_each:
            with part("the schedule"):
                scheduled(making.model, self._number)
        self._number += 1
        if self._whole:
            with within(making):
                whole.run(making, enter)
            return
        making.model.zero_grad(set_to_none=True)
        for _ in range(min(making.accumulate, most_microbatches or making.accumulate)):
            self._microbatch(enter)
        enter("optimizer")
        if not making.in_backward:
            with part("the optimizer's step"), readable(self.optimizers[0]):
                self.optimizers[0].step()

    def evaluate(self) -> None:
        """A forward pass without gradients in evaluation mode; those of before are dropped."""
        import torch

        making = self.making
        making.model.zero_grad(set_to_none=True)
        training = making.model.training
        making.model.eval()
        try:
            with torch.no_grad(), within(making, hooks=False), part("the forward pass"):
                making.model(*making.args, **making.kwargs)
        finally:
            making.model.train(training)

    def close(self) -> None:
        """Take the hooks off the parameters again."""
        for hook in self._hooks:
            hook.remove()

    def _microbatch(self, enter: Enter) -> None:
        making = self.making
        enter("forward")
        with within(making):
            with part("the forward pass"):
                output = making.model(*making.args, **making.kwargs)
            with part("the loss"):
                loss = loss_of(output, making.loss)
                if making.accumulate > 1:
                    loss = loss / making.accumulate
        del output
        enter("backward")
        with part("the backward pass"):
            loss.backward()

    def _in_backward(self, foreach: bool | None) -> list[torch.optim.Optimizer]:
        if self.making.accumulate > 1:
            raise UsageError(
                "an optimizer in the backward pass sees each microbatch alone: "
                "it can't be combined with gradient accumulation"
            )
        found = []
        for parameter in optimizers.trained(self.making.model):
            one = optimizers.over([parameter], self.making.optimizer, foreach=foreach)
            hook = parameter.register_post_accumulate_grad_hook(_update(one))
            self._hooks.append(hook)
            found.append(one)
        return found


def whole_optimizers(model: Any) -> list[torch.optim.Optimizer]:
    """Of a training step that is a function."""
    return list(model.whole_step_optimizers)


def _update(optimizer: torch.optim.Optimizer) -> Callable[[Any], None]:
    def update(_parameter: Any) -> None:
        with part("the optimizer's step"), readable(optimizer):
            optimizer.step()
        optimizer.zero_grad(set_to_none=True)

    return update


@contextlib.contextmanager
def within(making: Making, *, hooks: bool = True) -> Iterator[None]:
    """What the forward pass and the loss run in; `hooks` says whether with `Making.around`."""
    import torch

    with contextlib.ExitStack() as stack:
        if making.precision in _HALF:
            dtype = getattr(torch, _HALF[making.precision])
            device = _device_type(making.model)
            stack.enter_context(torch.autocast(device, dtype=dtype))
        for around in making.around if hooks else ():
            stack.enter_context(around())
        yield


def loss_of(output: Any, loss: Callable[[Any], Any] | None) -> Any:
    """`loss` of the output; None is its own `.loss`, or the mean of its first numbers."""
    import torch
    from torch.utils import _pytree

    if loss is not None:
        return loss(output)
    own = output.get("loss") if isinstance(output, Mapping) else getattr(output, "loss", None)
    if isinstance(own, torch.Tensor):
        return own
    for each in _pytree.tree_leaves(output):
        if isinstance(each, torch.Tensor) and each.requires_grad:
            return each.mean()
    raise ValueError("nothing in the model's output has a gradient: say what the loss is")


def _device_type(model: torch.nn.Module) -> str:
    for each in model.parameters():
        return each.device.type
    return "cpu"
