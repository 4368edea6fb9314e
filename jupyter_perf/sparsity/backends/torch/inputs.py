"""What models are called with: how many examples at a time, and a few of the last inputs.

Nothing is attached to a model: copies and pickles of it in the cell would carry it along. After
each step a global hook waits for the model's next call, and is gone again when it has come.
"""

from __future__ import annotations

import collections
import dataclasses
from collections.abc import Mapping
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.modules.module import register_module_forward_pre_hook
from torch.utils._pytree import tree_flatten, tree_map

Call = tuple[tuple[Any, ...], dict[str, Any]]
"""(args, kwargs)."""
KEPT = 4
"""Inputs that are kept of each kind (in training, in evaluation)."""
MOST_BYTES = 64 * 2**20
"""An input larger than this isn't kept: it may be all of the data."""
PATIENCE = 100
"""Calls of other modules that the hook waits through before it goes."""
CALLS_A_WAIT = 8
"""Calls that are looked at after one step: an evaluation follows the last one."""


def _kept() -> collections.deque[Call]:
    return collections.deque(maxlen=KEPT)


@dataclasses.dataclass
class Inputs:
    """Of one model: of its first calls after each step."""

    sizes: collections.Counter[int] = dataclasses.field(default_factory=collections.Counter)
    """Length of the first dimension of its first tensor → how often."""
    training: collections.deque[Call] = dataclasses.field(default_factory=_kept)
    """The last ones in training mode, by reference, cut off from any graph."""
    evaluation: collections.deque[Call] = dataclasses.field(default_factory=_kept)

    @property
    def last(self) -> list[Call]:
        """The last inputs there are: those of training, else those of evaluation."""
        return list(self.training or self.evaluation)

    def see(self, training: bool, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        """One call of the model."""
        tensors = [each for each in tree_flatten((args, kwargs))[0] if isinstance(each, Tensor)]
        if not tensors:
            return
        first = next((each for each in tensors if each.dim()), None)
        self.sizes[first.shape[0] if first is not None else 1] += 1
        if sum(each.numel() * each.element_size() for each in tensors) <= MOST_BYTES:
            (self.training if training else self.evaluation).append(
                tree_map(_without_graph, (args, kwargs))
            )


class Peeking:
    """Waits for calls of models after a step."""

    def __init__(self) -> None:
        self.inputs: dict[int, Inputs] = {}
        """By the `id` of a model."""
        self._waiting: Any = None
        self._inside: list[Any] = []
        self._patience = self._calls = 0

    def wait(self, models: Mapping[str, nn.Module]) -> None:
        """Look at the next calls of these models."""
        for model in models.values():
            self.inputs.setdefault(id(model), Inputs())
        self._patience, self._calls = PATIENCE, CALLS_A_WAIT
        if self._waiting is None:
            self._waiting = register_module_forward_pre_hook(self._called)

    def stop(self) -> None:
        if self._waiting is not None:
            self._waiting.remove()
            self._waiting = None
        while self._inside:
            self._inside.pop().remove()

    def _called(self, module: nn.Module, args: Any) -> None:
        # While a call is being compiled the hook would become a part of it.
        if torch.compiler.is_compiling():
            return
        inputs = self.inputs.get(id(module))
        self._patience -= 1
        if inputs is not None:
            self._calls -= 1
            if module.training:
                self._calls = 0
            self._look(module, inputs)
        if (self._calls <= 0 or self._patience <= 0) and self._waiting is not None:
            self._waiting.remove()
            self._waiting = None

    def _look(self, model: nn.Module, inputs: Inputs) -> None:
        """Global hooks aren't told of keywords; one of the model's own is, when its call ends."""

        def returned(module: nn.Module, args: Any, kwargs: Any, output: Any) -> None:
            handle.remove()
            if handle in self._inside:
                self._inside.remove(handle)
            inputs.see(module.training, args, kwargs)

        handle = model.register_forward_hook(returned, with_kwargs=True)
        self._inside.append(handle)


def _without_graph(value: Any) -> Any:
    return value.detach() if isinstance(value, Tensor) and value.requires_grad else value
