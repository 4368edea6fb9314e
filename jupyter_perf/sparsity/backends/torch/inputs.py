"""What models are called with: how many examples at a time, and a few of the last inputs."""

from __future__ import annotations

import collections
import dataclasses
from typing import Any

from torch import Tensor, nn
from torch.utils._pytree import tree_flatten, tree_map

KEPT = 4
"""Inputs that are kept of each kind (in training, in evaluation)."""
MOST_BYTES = 64 * 2**20
"""An input larger than this isn't kept: it may be all of the data."""


@dataclasses.dataclass
class Inputs:
    """Of one model."""

    sizes: collections.Counter[int] = dataclasses.field(default_factory=collections.Counter)
    """Length of the first dimension of its first tensor → how often."""
    training: collections.deque[tuple[tuple[Any, ...], dict[str, Any]]] = dataclasses.field(
        default_factory=lambda: collections.deque(maxlen=KEPT)
    )
    """The last (args, kwargs) in training mode, by reference, cut off from any graph."""
    evaluation: collections.deque[tuple[tuple[Any, ...], dict[str, Any]]] = dataclasses.field(
        default_factory=lambda: collections.deque(maxlen=KEPT)
    )

    @property
    def last(self) -> list[tuple[tuple[Any, ...], dict[str, Any]]]:
        """The last inputs there are: those of training, else those of evaluation."""
        return list(self.training or self.evaluation)

    def see(self, model: nn.Module, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        leaves, _ = tree_flatten((args, kwargs))
        tensors = [each for each in leaves if isinstance(each, Tensor)]
        if not tensors:
            return
        first = next((each for each in tensors if each.dim()), None)
        self.sizes[first.shape[0] if first is not None else 1] += 1
        if sum(each.numel() * each.element_size() for each in tensors) <= MOST_BYTES:
            kept = tree_map(_without_graph, (args, kwargs))
            (self.training if model.training else self.evaluation).append(kept)


class Peek:
    """A forward hook that only looks. Copies and pickles of its model get one that does nothing."""

    def __init__(self, inputs: Inputs | None = None) -> None:
        self._inputs = inputs

    def __call__(self, model: nn.Module, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        if self._inputs is not None:
            self._inputs.see(model, args, kwargs)

    def __deepcopy__(self, memo: dict[int, Any]) -> Peek:
        return Peek()

    def __reduce__(self) -> tuple[type[Peek], tuple[()]]:
        return Peek, ()


def _without_graph(value: Any) -> Any:
    return value.detach() if isinstance(value, Tensor) and value.requires_grad else value
