"""The product without compiled code: PyTorch gathers the inputs that are kept. Seldom faster than
dense; there so that a packed module gives the same anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import layout

if TYPE_CHECKING:
    import torch

_AT_ONCE = 1 << 22
"""Numbers that are gathered in memory at a time."""


def product(
    x: torch.Tensor,
    values: torch.Tensor,
    columns: torch.Tensor,
    scales: torch.Tensor | None,
    bias: torch.Tensor | None,
) -> torch.Tensor:
    """x (batch, inputs) times W^T: (batch, rows). `values` and `columns` are (rows, slots)."""
    import torch

    rows, slots = columns.shape
    some = max(1, _AT_ONCE // max(1, slots * len(x)))
    weights = values.float()
    parts = [
        torch.einsum(
            "brs,rs->br", x[:, columns[start : start + some]], weights[start : start + some]
        )
        for start in range(0, rows, some)
    ]
    y = torch.cat(parts, dim=1)
    y = y if scales is None else y * scales
    return y if bias is None else y + bias


def by_rows(
    values: torch.Tensor, words: torch.Tensor, shape: layout.Shape
) -> tuple[torch.Tensor, torch.Tensor]:
    """Interleaved weights as (values, columns), (rows, slots) each."""
    import numpy as np
    import torch

    plain, places = layout.apart(values.cpu().numpy(), words.cpu().numpy().view("u4"), shape)
    first = np.arange(shape.slots) // shape.n * shape.m
    columns = torch.from_numpy(places.astype(np.int64) + first)
    return torch.from_numpy(plain).to(values.device), columns.to(values.device)
