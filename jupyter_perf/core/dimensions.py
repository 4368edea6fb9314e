"""Which dimensions of a module's inputs are the batch and the sequence; inputs of other sizes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..errors import MissingExtra

IDS = ("int64", "int32", "int16", "uint8", "int8")
_MASKS = (*IDS, "bool")


@dataclass(frozen=True)
class Dimensions:
    """Lengths in the user's own inputs; None where they have no such dimension."""

    batch: int | None = None
    sequence: int | None = None
    batch_dim: int = 0

    def resized(
        self, shape: Sequence[int], dtype: str, batch: int | None, sequence: int | None
    ) -> tuple[int, ...]:
        """`shape` (of an input, or of what a loss holds) with another batch and sequence.

        A dimension is the batch or the sequence by its place and length; labels that were made
        flat (batch · sequence) and square masks (sequence × sequence) are known too.
        """
        new = list(shape)
        batch_now, batch_then = self.batch or 0, batch or self.batch or 0
        now, then = self.sequence or 0, sequence or self.sequence or 0
        square = len(shape) == 2 and shape[0] == shape[1] == now != batch_now
        for at, length in enumerate(shape):
            if length == batch_now and at == self.batch_dim and not square:
                new[at] = batch_then
            elif now and length == now and self._is_sequence(at, len(shape), dtype, square):
                new[at] = then
            elif now and at == 0 and length == batch_now * now:
                new[at] = batch_then * then
        return tuple(new)

    def _is_sequence(self, at: int, dims: int, dtype: str, square: bool) -> bool:
        if square or at == (1 - self.batch_dim):
            return True
        # Masks name it once or twice behind the batch; features of the same length aren't it.
        return dims == 4 or (dtype in _MASKS and at > 0)


def dimensions_of(inputs: Iterable[tuple[Sequence[int], str]], batch_dim: int = 0) -> Dimensions:
    """Of inputs given as (shape, dtype) in the order of the call.

    The first tensor with dimensions decides: its batch is dimension `batch_dim` (0 or 1), and it
    has a sequence if it holds ids (batch × sequence) or vectors of numbers (batch × sequence ×
    features).
    """
    for shape, dtype in inputs:
        if len(shape) <= batch_dim:
            continue
        sequence = None
        if (len(shape) == 2 and dtype in IDS) or (len(shape) == 3 and dtype not in IDS):
            sequence = shape[1 - batch_dim]
        return Dimensions(shape[batch_dim], sequence, batch_dim)
    return Dimensions(batch_dim=batch_dim)


def dimensions_in(
    inputs: tuple[Any, ...], kwargs: Mapping[str, Any] | None = None, batch_dim: int = 0
) -> Dimensions:
    """Of a call's arguments, whatever they are nested in. Raises MissingExtra without torch."""
    tensors = [*_tensors(inputs), *_tensors(dict(kwargs or {}))]
    return dimensions_of(
        ((tuple(each.shape), str(each.dtype).removeprefix("torch.")) for each in tensors), batch_dim
    )


def _tensors(value: Any) -> list[Any]:
    try:
        import torch
        from torch.utils import _pytree
    except ImportError as error:
        raise MissingExtra("torch", "torch") from error
    return [each for each in _pytree.tree_leaves(value) if isinstance(each, torch.Tensor)]
