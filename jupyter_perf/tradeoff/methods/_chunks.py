"""Cross entropy of a linear head, over a part of the positions at a time."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

import torch
from torch.nn import functional


@dataclasses.dataclass(frozen=True)
class Kind:
    """How logits become losses."""

    chunks: int
    """Parts that the positions are divided into."""
    computed: torch.dtype
    """Of the product, as autocast (or the weights) had it when the head ran."""
    logits: torch.dtype
    """That the loss starts from."""
    weight: torch.Tensor | None = None
    """Of the classes."""
    ignore_index: int = -100
    label_smoothing: float = 0.0

    def of(self, logits: Any, target: Any) -> Any:
        """One loss for each position."""
        return functional.cross_entropy(
            logits.to(self.logits),
            target,
            weight=self.weight,
            ignore_index=self.ignore_index,
            label_smoothing=self.label_smoothing,
            reduction="none",
        )

    def counted(self, target: Any) -> Any:
        """What the mean divides by: positions that count, by the weights of their classes."""
        counts = target != self.ignore_index
        if self.weight is None:
            return counts.sum()
        return self.weight[target.where(counts, 0)].where(counts, 0).sum()


def losses(rows: Any, weight: Any, bias: Any, target: Any, kind: Kind) -> Any:
    """One for each of `rows` (positions, inputs), whose logits exist `kind.chunks`-wise only."""
    product: Any = _ChunkedLoss.apply
    return product(rows, weight, bias, target, kind)


def _parts(count: int, chunks: int) -> Iterator[slice]:
    step = max(1, -(-count // chunks))
    for start in range(0, count, step):
        yield slice(start, start + step)


class _ChunkedLoss(torch.autograd.Function):
    """Logits are made twice and never kept."""

    @staticmethod
    def forward(ctx: Any, rows: Any, weight: Any, bias: Any, target: Any, kind: Kind) -> Any:
        ctx.kind = kind
        ctx.save_for_backward(rows, weight, bias, target)
        found = rows.new_empty(len(rows), dtype=kind.logits)
        with torch.autocast(rows.device.type, enabled=False):
            matrix, offset = _cast(weight, kind), _cast(bias, kind)
            for part in _parts(len(rows), kind.chunks):
                logits = functional.linear(_cast(rows[part], kind), matrix, offset)
                found[part] = kind.of(logits, target[part])
                del logits
        return found

    @staticmethod
    def backward(ctx: Any, *gradients: Any) -> Any:
        kind: Kind = ctx.kind
        rows, weight, bias, target = ctx.saved_tensors
        wanted = ctx.needs_input_grad
        of_rows = torch.empty_like(rows) if wanted[0] else None
        of_weight = torch.zeros_like(weight) if wanted[1] else None
        of_bias = torch.zeros_like(bias) if wanted[2] else None
        with torch.autocast(rows.device.type, enabled=False):
            matrix, offset = _cast(weight, kind), _cast(bias, kind)
            for part in _parts(len(rows), kind.chunks):
                some = _cast(rows[part], kind)
                change = _change(some, matrix, offset, target[part], gradients[0][part], kind)
                if of_rows is not None:
                    of_rows[part] = change @ matrix
                if of_weight is not None:
                    _add_product(of_weight, change, some)
                if of_bias is not None:
                    of_bias += change.sum(0)
                del change
        return of_rows, of_weight, of_bias, None, None


def _change(rows: Any, matrix: Any, offset: Any, target: Any, gradient: Any, kind: Kind) -> Any:
    """The gradient of a part's logits."""
    logits = functional.linear(rows, matrix, offset).requires_grad_()
    with torch.enable_grad():
        found = kind.of(logits, target)
    (change,) = torch.autograd.grad(found, logits, gradient)
    return change


def _add_product(total: Any, change: Any, rows: Any) -> None:
    if total.dtype == change.dtype:
        total.addmm_(change.T, rows)
    else:
        total += change.T @ rows


def _cast(tensor: Any, kind: Kind) -> Any:
    return None if tensor is None else tensor.to(kind.computed)
