"""From a sample batch, as a data loader gives it, to a call of the model and its loss."""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Callable, Mapping
from typing import Any

from ..errors import UsageError

_LABELS = ("labels", "label", "targets", "target", "y")


@dataclasses.dataclass(frozen=True)
class Against:
    """A loss of the model's output and of what that should be."""

    loss: Callable[[Any, Any], Any]
    wanted: Any

    def __call__(self, output: Any) -> Any:
        return self.loss(output, self.wanted)


def call_of(batch: Any, loss: Any) -> tuple[tuple[Any, ...], Mapping[str, Any]]:
    """Arguments of the model. A loss that takes what the output should be, too, has the last part
    of the batch, or its labels. Raises UsageError for what is no batch."""
    _check(batch)
    compares = takes_two(loss)
    if isinstance(batch, Mapping):
        left_out = _labels(batch) if compares else None
        return (), {str(name): each for name, each in batch.items() if name != left_out}
    if isinstance(batch, tuple | list):
        return tuple(batch[:-1] if compares and len(batch) > 1 else batch), {}
    return (batch,), {}


def measured_loss(loss: Any, batch: Any) -> Callable[[Any], Any] | None:
    """Of the model's output alone. Raises UsageError where there is nothing to compare it to."""
    if loss is None:
        return None
    if not callable(loss):
        raise UsageError(f"`loss` is a function of the model's output, not {type(loss).__name__}")
    if not takes_two(loss):
        one: Callable[[Any], Any] = loss
        return one
    if isinstance(batch, Mapping):
        name = _labels(batch)
        if name is not None:
            return Against(loss, batch[name])
    elif isinstance(batch, tuple | list) and len(batch) > 1:
        return Against(loss, batch[-1])
    raise UsageError(
        "`loss` takes the output and what it should be: give a batch of both, such as (x, y), "
        "or a function of the output alone"
    )


def takes_two(loss: Any) -> bool:
    """Whether a loss must be given two things."""
    if loss is None or not callable(loss):
        return False
    try:
        found = inspect.signature(getattr(loss, "forward", loss)).parameters.values()
    except (TypeError, ValueError):
        return False
    places = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    return sum(p.kind in places and p.default is inspect.Parameter.empty for p in found) == 2


def _labels(batch: Mapping[Any, Any]) -> Any:
    return next((name for name in _LABELS if name in batch), None)


def _check(batch: Any) -> None:
    import torch
    from torch.utils import _pytree

    leaves = _pytree.tree_leaves(dict(batch) if isinstance(batch, Mapping) else batch)
    tensors = [each for each in leaves if isinstance(each, torch.Tensor)]
    if not any(each.dim() for each in tensors):
        given = "nothing" if batch is None else f"a {type(batch).__name__} without any"
        raise UsageError(
            "`batch` is a sample batch of tensors (a tensor, a tuple or a dict of them), "
            f"not {given}"
        )
    if any(0 in each.shape for each in tensors):
        raise UsageError("the sample batch is empty: give one with an example in it")
