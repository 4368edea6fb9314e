"""Dense tensors into the pieces of a packed file."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import UsageError
from . import codes, levels, packing
from .describing import FLOATS, Description, Entry, Form, matrix_shape
from .pattern import NM, Block, Channel, Pattern, parse

if TYPE_CHECKING:
    import torch

DENSE = "dense"


def packed_state(
    state: Mapping[str, torch.Tensor],
    patterns: Mapping[str, str],
    quantize: str,
    about: dict[str, Any],
) -> tuple[dict[str, torch.Tensor], Description]:
    """(the file's tensors, what describes them). Raises UsageError for names or numbers unknown."""
    unknown = sorted(set(patterns) - set(state))
    if unknown:
        raise UsageError(f"there is no tensor {unknown[0]!r} to pack among {len(state)}")
    if quantize not in ("none", *levels.BITS):
        raise UsageError(f"there is no number format {quantize!r}: none, {', '.join(levels.BITS)}")
    same, kept = _shared(state)
    tensors: dict[str, torch.Tensor] = {}
    entries: dict[str, Entry] = {}
    for name, tensor in kept.items():
        if shared := [patterns[each] for each in _names(name, same) if each in patterns]:
            found = packed(tensor, shared[0], quantize)
            if found is not None:
                entry, pieces = found
                names = {role: _free(f"{name}:{role}", state) for role in pieces}
                tensors.update({names[role]: piece for role, piece in pieces.items()})
                entries[name] = Entry(**{**vars(entry), "pieces": names})
                continue
        tensors[name] = tensor.detach().cpu().contiguous()
    return tensors, Description(entries, same, about)


def packed(
    tensor: torch.Tensor, pattern: str, quantize: str
) -> tuple[Entry, dict[str, torch.Tensor]] | None:
    """One tensor's entry (its pieces unnamed) and pieces; None where it has to stay dense.

    That is where it isn't a matrix of floats, doesn't keep to its pattern, would not be smaller, or
    is to be quantized and isn't finite.
    """
    dtype = str(tensor.dtype).removeprefix("torch.")
    if tensor.ndim < 2 or dtype not in FLOATS or not tensor.numel():
        return None
    sides = _sides(pattern, matrix_shape(tuple(tensor.shape)), quantize)
    numbers = _numbers(tensor, quantize)
    if sides is None or numbers is None:
        return None
    bits, scales = numbers
    form: Form = "nm" if isinstance(sides, NM) else "blocks"
    if isinstance(sides, NM):
        if not packing.fits(bits_of(tensor), sides.n, sides.m):
            return None
        values, pieces = _groups(packing.pack(bits, sides.n, sides.m))
        sides = (sides.n, sides.m)
    else:
        blocks = packing.pack_blocks(bits, sides)
        values = blocks.values
        pieces = {"mask": _tensor(np.packbits(blocks.kept.ravel(), bitorder="little"))}
    pieces["values"] = _kept_numbers(values, dtype, quantize)
    if scales is not None:
        pieces["scales"] = _tensor(levels.scale_bytes(scales, quantize))
    if sum(each.nbytes for each in pieces.values()) >= tensor.nbytes:
        return None
    number = dtype if quantize == "none" else quantize
    return Entry(form, tuple(tensor.shape), dtype, sides, number, {}), pieces


def bits_of(tensor: torch.Tensor) -> packing.Bits:
    """A weight as a matrix of (rows, inputs), its floats as unsigned integers."""
    return bits_of_floats(tensor.detach().cpu().movedim(1, -1).reshape(-1, tensor.shape[1]))


def bits_of_floats(tensor: torch.Tensor) -> packing.Bits:
    """The bits of floats, in the same shape."""
    import torch

    size = tensor.element_size()
    kind = {2: torch.int16, 4: torch.int32, 8: torch.int64}[size]
    same = tensor.contiguous().view(kind).numpy()
    bits: packing.Bits = same.view(f"u{size}")
    return bits


def floats_of(bits: packing.Array, dtype: str) -> torch.Tensor:
    """The floats of `dtype` that these bits are, in the same shape."""
    import torch

    signed = np.ascontiguousarray(bits).view(f"i{bits.dtype.itemsize}")
    return torch.from_numpy(signed).view(getattr(torch, dtype))


def bytes_of(shape: tuple[int, ...], pattern: str, quantize: str = "none", bits: int = 32) -> int:
    """That a weight takes in the file: values, codes and scales; `bits` are of one of its floats.

    Of patterns other than N:M, what their density lets expect.
    """
    rows, inputs = matrix_shape(shape)
    kind = NM(1, 1) if pattern == DENSE else parse(pattern)
    number = levels.BITS.get(quantize, bits)
    scales = rows * levels.SCALE_BITS[quantize] // 8 if quantize in levels.BITS else 0
    if isinstance(kind, NM):
        groups = rows * inputs // kind.m
        coded = codes.packed_bytes(groups, codes.code_bits(kind.n, kind.m))
        return codes.packed_bytes(groups * kind.n, number) + coded + scales
    high, wide = _block(kind, (rows, inputs))
    values = math.ceil(kind.density * rows * inputs)
    mask = codes.packed_bytes(rows * inputs // (high * wide), 1)
    return codes.packed_bytes(values, number) + mask + scales


def _numbers(tensor: torch.Tensor, quantize: str) -> tuple[packing.Bits, Any] | None:
    """The matrix as bits of floats, or of int8 levels with scales; None where it has no levels."""
    if quantize == "none":
        return bits_of(tensor), None
    matrix = tensor.detach().cpu().float().movedim(1, -1).reshape(-1, tensor.shape[1])
    try:
        level, scales = levels.to_levels(matrix.numpy(), quantize)
    except ValueError:
        return None
    return level.view(np.uint8), scales


def _groups(made: packing.Packed) -> tuple[packing.Array, dict[str, torch.Tensor]]:
    """A packed matrix's values, and its codes as a piece (none where there is no choice)."""
    bits = codes.code_bits(made.n, made.m)
    if not bits:
        return made.values, {}
    ranks = codes.encode(made.places.reshape(-1, made.n), made.m)
    return made.values, {"codes": _tensor(codes.pack_bits(ranks, bits))}


def _kept_numbers(values: packing.Array, dtype: str, quantize: str) -> torch.Tensor:
    """Values as a file keeps them: floats, int8, or levels from 0 on in few bits."""
    if quantize == "none":
        return floats_of(values, dtype)
    level = values.view(np.int8)
    if quantize == "int8":
        return _tensor(level)
    raised = (level + np.int8(levels.largest(quantize))).astype(np.uint8)
    return _tensor(codes.pack_bits(raised.ravel(), levels.BITS[quantize]))


def _tensor(array: packing.Array) -> torch.Tensor:
    import torch

    return torch.from_numpy(np.ascontiguousarray(array))


def _sides(pattern: str, matrix: tuple[int, int], quantize: str) -> NM | tuple[int, int] | None:
    """How to pack a matrix of this pattern; None where it stays dense."""
    if pattern == DENSE:
        return None if quantize == "none" else NM(1, 1)
    kind = parse(pattern)
    if isinstance(kind, NM):
        return None if kind.unfit(matrix) else kind
    return _block(kind, matrix)


def _block(kind: Pattern, matrix: tuple[int, int]) -> tuple[int, int]:
    """The blocks in which a pattern keeps weights: single weights where they don't divide."""
    if isinstance(kind, Channel):
        return 1, matrix[1]
    if isinstance(kind, Block) and not kind.unfit(matrix):
        return kind.rows, kind.columns
    return 1, 1


def _shared(
    state: Mapping[str, torch.Tensor],
) -> tuple[dict[str, str], dict[str, torch.Tensor]]:
    """(name → the name of the same tensor, the tensors without those)."""
    first: dict[tuple[object, ...], str] = {}
    same: dict[str, str] = {}
    kept: dict[str, torch.Tensor] = {}
    for name, tensor in state.items():
        place = (tensor.data_ptr(), tensor.shape, tensor.stride(), tensor.dtype, tensor.device)
        if tensor.numel() and (known := first.get(place)):
            same[name] = known
        else:
            first[place] = name
            kept[name] = tensor
    return same, kept


def _names(name: str, same: Mapping[str, str]) -> list[str]:
    """All names of one tensor."""
    return [name, *(other for other, known in same.items() if known == name)]


def _free(wanted: str, taken: Mapping[str, object]) -> str:
    """A name that no tensor of the state has."""
    while wanted in taken:
        wanted += ":"
    return wanted
