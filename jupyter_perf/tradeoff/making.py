"""What a training step is made of, in the parts that memory methods exchange.

The same `Making` describes a step over tensors without data, which is traced, and a real one, which
is measured here or is the user's own: a method changes both in the same way.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import torch

Around: TypeAlias = "Callable[[], AbstractContextManager[Any]]"
MakesOptimizer: TypeAlias = "Callable[[Iterable[torch.nn.Parameter]], torch.optim.Optimizer]"


@dataclasses.dataclass(frozen=True)
class Making:
    """A training step: forward, loss, backward, the optimizer's step."""

    model: torch.nn.Module
    args: tuple[Any, ...] = ()
    kwargs: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    loss: Callable[[Any], Any] | None = None
    """Of the model's output; None is the output's own `.loss`, or the mean of its first numbers."""
    optimizer: str | torch.optim.Optimizer | MakesOptimizer = "adamw"
    """A name of `trace.optimizers`, one over the model's parameters, or what makes one of those
    parameters that require gradients."""
    precision: str = "fp32"
    """`bf16` and `fp16` run the forward pass and the loss under `torch.autocast`."""
    accumulate: int = 1
    """Microbatches, each like `args` and `kwargs`, to one step of the optimizer."""
    around: tuple[Around, ...] = ()
    """Entered, first to last, around the forward pass and the loss: hooks on saved tensors, a
    choice of kernels."""
    in_backward: bool = False
    """Whether each parameter is updated, and its gradient dropped, as soon as that is complete."""
    before_each: tuple[Callable[[torch.nn.Module, int], None], ...] = ()
    """Called with the model and the number of the step, from 0, before each: a schedule."""
    options: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    """What methods were asked for, by their name and parameter: `{"lora.rank": 16}`."""

    def replaced(self, **changes: Any) -> Making:
        """Another step with these parts."""
        return dataclasses.replace(self, **changes)

    def option(self, method: str, name: str, default: Any) -> Any:
        """A parameter of a method, as the user asked for it."""
        return self.options.get(f"{method}.{name}", default)
