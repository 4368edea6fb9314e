"""Optimizer state in eight bits: dynamic tree quantization in blocks.

Dettmers et al. 2021 (arXiv 2110.02861): numbers are divided by the largest of their block (section
2.1; 2048 numbers there, 256 in the authors' library now) and rounded to the nearest of 256 values
that cover seven decades, more densely in the upper ones (section 1.3). States that are never
negative use the sign's bit for more values (section 2.2).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch

BLOCK = 256
AT_ONCE = BLOCK << 14
"""Numbers that are in fp32 at any moment, so that what is needed on the way stays small."""
ZERO = {True: 127, False: 0}
"""The code of zero, with a sign and without."""
_DECADES = 7


@cache
def levels(signed: bool, device: str = "cpu") -> torch.Tensor:
    """The 256 values, rising, in fp32: decade i (from 10^-6) has 2^i of them in equal steps (and
    as many negative ones; without a sign, twice as many), besides 0 and 1."""
    import torch
    from torch.utils._python_dispatch import _disable_current_modes

    found = [0.0, 1.0]
    for decade in range(_DECADES):
        count = 2**decade if signed else 2 ** (decade + 1)
        for at in range(count):
            value = (0.1 + 0.9 * (at + 0.5) / count) * 10.0 ** (decade - _DECADES + 1)
            found += [value, -value] if signed else [value]
    # These are kept for good, so they have data even while another step is traced without.
    with _disable_current_modes():
        return torch.tensor(sorted(found), dtype=torch.float32, device=device)


@cache
def _borders(signed: bool, device: str) -> torch.Tensor:
    """Between neighbouring values, the nearer one's side.

    Without a sign, only zero becomes zero: a second moment that vanished under a first one that
    didn't would make a step of any length.
    """
    from torch.utils._python_dispatch import _disable_current_modes

    with _disable_current_modes():
        values = levels(signed, device)
        found = (values[1:] + values[:-1]) / 2
        if not signed:
            found[0] = 0.0
        return found


def encode(numbers: torch.Tensor, codes: torch.Tensor, scales: torch.Tensor, signed: bool) -> None:
    """Flat fp32 numbers into uint8 `codes` and one fp32 scale for each `BLOCK` of them."""
    import torch

    device = str(numbers.device)
    for blocks, kept, mine in _blocks(numbers, codes, scales):
        torch.amax(blocks.abs(), dim=1, out=mine)
        divided = blocks / mine.masked_fill(mine == 0, 1.0)[:, None]
        kept.copy_(torch.bucketize(divided, _borders(signed, device), out_int32=True))


def decode(codes: torch.Tensor, scales: torch.Tensor, signed: bool) -> torch.Tensor:
    """The flat fp32 numbers again."""
    import torch

    values = levels(signed, str(codes.device))
    numbers = torch.empty(codes.shape, dtype=torch.float32, device=codes.device)
    for blocks, kept, mine in _blocks(numbers, codes, scales):
        # Indexing by brackets would take 8 bytes a number for its own copy of the codes.
        torch.index_select(values, 0, kept.view(-1).int(), out=blocks.view(-1))
        blocks.mul_(mine[:, None])
    return numbers


def blocks_in(count: int) -> int:
    return -(-count // BLOCK)


def _blocks(
    numbers: torch.Tensor, codes: torch.Tensor, scales: torch.Tensor
) -> list[tuple[torch.Tensor, torch.Tensor, torch.Tensor]]:
    """Whole blocks as rows, then what is left as one."""
    whole = numbers.numel() // BLOCK * BLOCK
    rows = whole // BLOCK
    found = []
    if whole:
        parts = numbers[:whole].view(rows, BLOCK), codes[:whole].view(rows, BLOCK), scales[:rows]
        found.append(parts)
    if whole < numbers.numel():
        found.append((numbers[whole:].view(1, -1), codes[whole:].view(1, -1), scales[rows:]))
    return found
