"""Masks by torch's own operations, on any device: exactly as many as the pattern says.

Equal scores are told apart by their place, the earlier one first, as in `sparsity.masks`.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor

from ...masks import kept
from ...pattern import NM, Block, Channel, Pattern, Unstructured

FEW = 8
"""Up to so many in a group, comparing each with each beats sorting."""


def mask(scores: Tensor, pattern: Pattern) -> Tensor:
    """What `pattern` keeps of a matrix (rows, inputs), as booleans. Scores may hold -inf.

    A NaN counts as the lowest score, so that a run gone wrong still has a mask.
    """
    scores = torch.nan_to_num(scores, nan=-torch.inf, posinf=torch.inf, neginf=-torch.inf)
    if isinstance(pattern, NM):
        return _of_groups(scores.reshape(-1, pattern.m), pattern.n).reshape(scores.shape)
    if isinstance(pattern, Unstructured):
        return largest(scores.reshape(-1), kept(pattern.density, scores.numel())).view(scores.shape)
    if isinstance(pattern, Channel):
        rows = largest(scores.sum(dim=1), kept(pattern.density, scores.shape[0]))
        return rows[:, None].expand_as(scores).contiguous()
    if isinstance(pattern, Block):
        return _of_blocks(scores, pattern)
    raise TypeError(f"no masks of {pattern!r}")


def regrown(old: Tensor, sizes: Tensor, gains: Tensor, pattern: Pattern, drop: float) -> Tensor:
    """As `sparsity.masks.regrown`, of matrices (rows, inputs)."""
    count = math.floor(drop * int(old.sum()) + 1e-9)
    if not count:
        return old.clone()
    dropped = largest(torch.where(old, -sizes, -torch.inf).reshape(-1), count).view(old.shape)
    stays = old & ~dropped
    width = pattern.m if isinstance(pattern, NM) else old.numel()
    scores = torch.where(stays, -torch.inf, gains).reshape(-1, width)
    if not isinstance(pattern, NM):
        return stays | largest(scores.reshape(-1), count).view(old.shape)
    order = torch.sort(scores, dim=1, descending=True, stable=True).indices
    rank = torch.empty_like(order)
    rank.scatter_(1, order, torch.arange(width, device=order.device).expand_as(order))
    grown = rank < dropped.reshape(-1, width).sum(dim=1, keepdim=True)
    return stays | grown.view(old.shape)


def of_all(scores: list[Tensor], density: float) -> list[Tensor]:
    """As `sparsity.masks.global_masks`: layers compete, and each keeps at least one weight."""
    flat = torch.cat([each.reshape(-1) for each in scores])
    best = largest(flat, kept(density, flat.numel()))
    found = [
        part.view(each.shape)
        for part, each in zip(best.split([s.numel() for s in scores]), scores, strict=True)
    ]
    for mask, each in zip(found, scores, strict=True):
        if not bool(mask.any()):
            mask.view(-1)[each.argmax()] = True
    return found


def largest(scores: Tensor, count: int) -> Tensor:
    """Which of a vector's scores are its `count` largest."""
    if count >= scores.numel():
        return torch.ones_like(scores, dtype=torch.bool)
    threshold = torch.kthvalue(scores, scores.numel() - count + 1).values
    above = scores > threshold
    equal = scores == threshold
    wanted = count - above.sum()
    return above | (equal & (equal.cumsum(0) <= wanted))


def _of_groups(groups: Tensor, n: int) -> Tensor:
    """The `n` largest of each row of (groups, m)."""
    m = groups.shape[1]
    if n >= m:
        return torch.ones_like(groups, dtype=torch.bool)
    if m > FEW:
        order = torch.sort(groups, dim=1, descending=True, stable=True).indices
        return torch.zeros_like(groups, dtype=torch.bool).scatter_(1, order[:, :n], True)
    planes = groups.t().contiguous()
    ranks = torch.zeros_like(planes, dtype=torch.uint8)
    for later in range(1, m):
        for earlier in range(later):
            before = planes[earlier] >= planes[later]
            ranks[later] += before
            ranks[earlier] += ~before
    return (ranks < n).t().contiguous()


def _of_blocks(scores: Tensor, pattern: Block) -> Tensor:
    down, across = scores.shape[0] // pattern.rows, scores.shape[1] // pattern.columns
    blocks = scores.reshape(down, pattern.rows, across, pattern.columns)
    best = largest(blocks.sum(dim=(1, 3)).reshape(-1), kept(pattern.density, down * across))
    return best.view(down, 1, across, 1).expand_as(blocks).reshape(scores.shape)
