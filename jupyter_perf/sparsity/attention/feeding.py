"""The user's batches: how a model is called on one, and what its loss is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from ...errors import UsageError

Loss = Callable[[Any, Any], Any]
"""(the model's output, the batch's targets) → a scalar tensor, as torch's own losses are. For a
batch that has no targets apart (a dictionary, a tensor) the second is the batch itself."""


def loss_on(model: Any, batch: Any, loss: Loss | None) -> Any:
    """The loss of a batch, as a scalar tensor.

    A tuple or list of two or more is inputs, then targets; a dictionary is keyword arguments;
    anything else is the one input. Without `loss`, it is the output's own `.loss`; else
    cross-entropy for integer targets (classes last), mean squared error for others. Raises
    UsageError where that leaves none.
    """
    batch = moved(batch, next((each.device for each in model.parameters()), None))
    if isinstance(batch, Mapping):
        output, targets = model(**batch), batch
    elif isinstance(batch, tuple | list) and len(batch) > 1:
        output, targets = model(*batch[:-1]), batch[-1]
    else:
        only = batch[0] if isinstance(batch, tuple | list) and batch else batch
        output, targets = model(only), only
    found = loss(output, targets) if loss is not None else _own_loss(output, targets)
    if getattr(found, "ndim", None) != 0:
        raise UsageError("the loss of a batch must be a tensor of one number: say `loss=...`")
    return found


def _own_loss(output: Any, targets: Any) -> Any:
    import torch

    own = output.get("loss") if isinstance(output, Mapping) else getattr(output, "loss", None)
    if own is not None:
        return own
    if not isinstance(output, torch.Tensor) or not isinstance(targets, torch.Tensor):
        raise UsageError(
            "what the loss is can't be seen from this batch: say `loss=f`, f(output, targets)"
        )
    if targets.is_floating_point():
        return torch.nn.functional.mse_loss(output, targets)
    logits = output.reshape(-1, output.shape[-1])
    return torch.nn.functional.cross_entropy(logits, targets.reshape(-1))


def moved(batch: Any, device: Any) -> Any:
    """Its tensors on the model's device."""
    if hasattr(batch, "to") and device is not None:
        return batch.to(device)
    if isinstance(batch, Mapping):
        return {name: moved(each, device) for name, each in batch.items()}
    if isinstance(batch, tuple | list):
        return type(batch)(moved(each, device) for each in batch)
    return batch


def endless(batches: Iterable[Any]) -> Iterator[Any]:
    """Batches over and over; ends where they can be gone through once only (a generator).

    Raises UsageError where there are none.
    """
    empty = True
    while True:
        began = False
        for batch in batches:
            began, empty = True, False
            yield batch
        if empty:
            raise UsageError("there are no batches: give a list of them, or a DataLoader")
        if not began:
            return


def listed(batches: Iterable[Any]) -> Iterable[Any]:
    """A single batch as a list of one; others as they are. Raises UsageError for what is none."""
    import torch

    if isinstance(batches, torch.Tensor | Mapping) or _is_pair(batches):
        return [batches]
    if not isinstance(batches, Iterable):
        raise UsageError(f"batches are a list or a DataLoader, not {type(batches).__name__}")
    return batches


def _is_pair(batches: Any) -> bool:
    """(inputs, targets) itself, and no list of batches."""
    import torch

    return isinstance(batches, tuple) and all(isinstance(e, torch.Tensor) for e in batches)
