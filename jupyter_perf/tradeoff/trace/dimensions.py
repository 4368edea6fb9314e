"""Which dimensions of the inputs are the batch and the sequence, and inputs of other sizes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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
