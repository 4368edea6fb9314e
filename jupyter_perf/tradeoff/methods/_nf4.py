"""Matrices in four bits: the 16 quantiles of a normal distribution, scaled block by block.

Source: Dettmers et al., QLoRA, arXiv 2305.14314, section 3 and appendix E (the values).
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from ._own import is_without_data

if TYPE_CHECKING:
    import torch

BLOCK = 64
"""Weights to one scale."""
SUPERBLOCK = 256
"""Scales to one scale of theirs, in double quantization."""
VALUES = (
    -1.0, -0.6961928009986877, -0.5250730514526367, -0.39491748809814453,
    -0.28444138169288635, -0.18477343022823334, -0.09105003625154495, 0.0,
    0.07958029955625534, 0.16093020141124725, 0.24611230194568634, 0.33791524171829224,
    0.44070982933044434, 0.5626170039176941, 0.7229568362236023, 1.0,
)  # fmt: skip
_AT_ONCE = 1 << 22
"""Weights that are quantized together: bounds what that needs meanwhile."""


@dataclasses.dataclass
class Packed:
    """A matrix in four bits, with two weights to a byte."""

    codes: torch.Tensor
    """uint8, (blocks · 32); the earlier weight in the upper half."""
    scales: torch.Tensor
    """Largest absolute weight of each block: float32, or int8 of `outer`."""
    outer: torch.Tensor | None
    """float32, one scale for 256 scales, and then their mean."""


def packed(weight: torch.Tensor, *, double: bool) -> Packed:
    """Reads the weights, unless they have no data: then only shapes are right."""
    import torch

    count = -(-weight.numel() // BLOCK)
    device = weight.device
    codes = torch.empty(count * BLOCK // 2, dtype=torch.uint8, device=device)
    scales = torch.empty(count, dtype=torch.float32, device=device)
    if not is_without_data(weight):
        _fill(weight.detach().reshape(-1), codes, scales)
    if not double:
        return Packed(codes, scales, None)
    return Packed(codes, *_doubled(scales))


def table(device: Any) -> torch.Tensor:
    """The two values of each byte: float32, (256, 2)."""
    import torch

    pairs = [(first, second) for first in VALUES for second in VALUES]
    return torch.tensor(pairs, dtype=torch.float32, device=device)


def unpacked(
    codes: torch.Tensor,
    scales: torch.Tensor,
    outer: torch.Tensor | None,
    pairs: torch.Tensor,
    shape: tuple[int, int],
    dtype: torch.dtype,
) -> torch.Tensor:
    """The matrix again, in `dtype`; reads no values itself."""
    full = pairs.to(dtype).index_select(0, codes.int()).view(-1, BLOCK)
    full.mul_(_scales(scales, outer).to(dtype).unsqueeze(1))
    return full.view(-1)[: shape[0] * shape[1]].view(shape)


def _fill(flat: Any, codes: Any, scales: Any) -> None:
    import torch

    values = torch.tensor(VALUES, dtype=torch.float32, device=flat.device)
    borders = (values[1:] + values[:-1]) / 2
    for start in range(0, flat.numel(), _AT_ONCE):
        part = flat[start : start + _AT_ONCE].float()
        rows = torch.nn.functional.pad(part, (0, -part.numel() % BLOCK)).view(-1, BLOCK)
        largest = rows.abs().amax(dim=1)
        shares = rows / largest.clamp_min(torch.finfo(torch.float32).tiny).unsqueeze(1)
        found = torch.bucketize(shares, borders, out_int32=True).to(torch.uint8).view(-1, 2)
        first = start // BLOCK
        scales[first : first + len(rows)] = largest
        at = start // 2
        codes[at : at + len(found)] = (found[:, 0] << 4) | found[:, 1]


def _doubled(scales: Any) -> tuple[Any, Any]:
    """Scales in eight bits, each relative to the largest of 256, around their mean."""
    import torch

    mean = scales.mean() if scales.numel() else scales.new_zeros(())
    rows = torch.nn.functional.pad(scales - mean, (0, -scales.numel() % SUPERBLOCK))
    rows = rows.view(-1, SUPERBLOCK)
    largest = rows.abs().amax(dim=1).clamp_min(torch.finfo(torch.float32).tiny)
    small = (rows / largest.unsqueeze(1) * 127).round().to(torch.int8)
    return small.view(-1)[: scales.numel()].clone(), torch.cat([largest, mean.view(1)])


def _scales(scales: Any, outer: Any) -> Any:
    import torch

    if outer is None:
        return scales
    rows = torch.nn.functional.pad(scales.float(), (0, -scales.numel() % SUPERBLOCK))
    full = rows.view(-1, SUPERBLOCK) * (outer[:-1] / 127).unsqueeze(1) + outer[-1]
    return full.view(-1)[: scales.numel()]
