"""A packed file's tensors, each checked against what describes it before anything is allocated.

safetensors itself checks the header: its length, offsets that overlap or leave the file, sizes that
don't match types and shapes. It maps the file, so that opening a hostile one costs nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ..core.memory import free_bytes
from ..errors import MissingExtra, UsageError
from . import codes, describing, levels, packing
from .describing import FLOATS, Description, Entry

if TYPE_CHECKING:
    import torch

_TYPES = {"float64": "F64", "float32": "F32", "float16": "F16", "bfloat16": "BF16"}
"""safetensors' names."""


class PackedFile:
    """An open file whose description was found to be consistent with its tensors."""

    def __init__(self, opened: Any, description: Description) -> None:
        self._opened = opened
        self.entries = description.entries
        self.same = description.same
        self.about = description.about
        pieces = [piece for each in self.entries.values() for piece in each.pieces.values()]
        names = set(opened.keys())
        self.dense = sorted(names - set(pieces))
        _check(len(set(pieces)) == len(pieces), "two tensors share a piece")
        _check(not set(self.dense) & set(self.entries), "a tensor is in it dense and packed")
        for name, entry in self.entries.items():
            self._check_pieces(name, entry, names)
        real = {*self.dense, *self.entries}
        _check(not set(self.same) & real, "a tensor is in it twice")
        _check(set(self.same.values()) <= real, "it shares a tensor that isn't in it")
        self._check_memory()

    def dense_tensor(self, name: str) -> torch.Tensor:
        """A tensor that isn't packed."""
        tensor: torch.Tensor = self._opened.get_tensor(name)
        return tensor

    def groups(self, name: str) -> packing.Packed:
        """A packed tensor of the form `nm`; floats as bits."""
        entry = self.entries[name]
        (rows, inputs), (n, m) = entry.matrix, entry.sides
        count = rows * inputs // m
        bits = codes.code_bits(n, m)
        packed = self._array(entry, "codes") if bits else np.empty(0, np.uint8)
        try:
            places = codes.decode(codes.unpack_bits(packed, bits, count), n, m)
        except ValueError as error:
            raise UsageError(f"{name} is damaged: {error}") from error
        values = self._values(name, entry, count * n).reshape(rows, -1)
        return packing.Packed(
            n, m, rows, inputs, values, places.reshape(rows, -1), self._scales(entry)
        )

    def tensor(self, name: str) -> torch.Tensor:
        """A packed tensor, dense again, in its own shape and type."""
        entry = self.entries[name]
        if entry.form == "nm":
            matrix = packing.unpack(self.groups(name))
        else:
            matrix = self._blocks(name, entry)
        return shaped(matrix, entry)

    def sizes(self) -> dict[str, int]:
        """Bytes of the packed tensors: as they are in the file, dense, and dense in fp32."""
        pieces = [piece for each in self.entries.values() for piece in each.pieces.values()]
        return {
            "packed_bytes": sum(self._bytes(piece) for piece in pieces),
            "dense_bytes": sum(
                math.prod(e.shape) * FLOATS[e.dtype] // 8 for e in self.entries.values()
            ),
            "fp32_bytes": sum(math.prod(e.shape) * 4 for e in self.entries.values()),
        }

    def _bytes(self, piece: str) -> int:
        found = self._opened.get_slice(piece)
        size = {"F64": 8, "F32": 4, "F16": 2, "BF16": 2}.get(found.get_dtype(), 1)
        return int(math.prod(found.get_shape()) * size)

    def _blocks(self, name: str, entry: Entry) -> packing.Array:
        kept = self._kept(entry)
        values = self._values(name, entry, int(kept.sum()) * math.prod(entry.sides))
        values = values.reshape(-1, math.prod(entry.sides))
        dense = packing.unpack_blocks(packing.Blocks(*entry.matrix, entry.sides, kept, values))
        scales = self._scales(entry)
        return dense if scales is None else dense.astype(np.float32) * scales[:, None]

    def _kept(self, entry: Entry) -> Any:
        down, across = (
            whole // part for whole, part in zip(entry.matrix, entry.sides, strict=True)
        )
        mask = self._array(entry, "mask")
        kept = np.unpackbits(mask, count=down * across, bitorder="little")
        return kept.reshape(down, across).astype(bool)

    def _values(self, name: str, entry: Entry, count: int) -> packing.Array:
        """`count` values: bits of floats, or int8 levels."""
        from .writing import bits_of_floats

        if entry.number in FLOATS:
            return bits_of_floats(self._opened.get_tensor(entry.pieces["values"])).ravel()
        raw = self._array(entry, "values")
        if entry.number == "int8":
            return raw.ravel()
        top = levels.largest(entry.number)
        raised = codes.unpack_bits(raw, levels.BITS[entry.number], count)
        _check(
            not count or int(raised.max()) <= 2 * top, f"{name} is damaged: a level beyond {top}"
        )
        return raised.astype(np.int8) - np.int8(top)

    def _scales(self, entry: Entry) -> Any:
        if "scales" not in entry.pieces:
            return None
        scales = levels.scales_of(self._array(entry, "scales"))
        _check(np.isfinite(scales).all(), "a scale isn't finite")
        return scales

    def _array(self, entry: Entry, role: str) -> packing.Array:
        array: packing.Array = self._opened.get_tensor(entry.pieces[role]).numpy()
        return array

    def _check_pieces(self, name: str, entry: Entry, names: set[str]) -> None:
        wanted = _expected(entry)
        _check(set(wanted) == set(entry.pieces), f"{name} lacks pieces, or has too many")
        for role, (kind, shape) in wanted.items():
            piece = entry.pieces[role]
            _check(piece in names, f"{piece!r}, a piece of {name}, isn't in it")
            found = self._opened.get_slice(piece)
            good = found.get_dtype() == kind and tuple(found.get_shape()) == shape
            if role == "values" and entry.form == "blocks":
                continue  # as many as the mask says: below
            _check(good, f"the {role} of {name} are {found.get_dtype()} {found.get_shape()}")
        if entry.form == "blocks":
            self._check_blocks(name, entry)

    def _check_blocks(self, name: str, entry: Entry) -> None:
        count = int(self._kept(entry).sum()) * math.prod(entry.sides)
        found = self._opened.get_slice(entry.pieces["values"])
        kind, shape = _values_expected(entry, count)
        good = found.get_dtype() == kind and math.prod(found.get_shape()) == math.prod(shape)
        _check(good, f"the values of {name} aren't as many as its mask keeps")

    def _check_memory(self) -> None:
        """Packed tensors can be far larger than the file: a mask takes a bit for each block."""
        bits = sum(math.prod(e.shape) * FLOATS[e.dtype] for e in self.entries.values())
        free = free_bytes()
        if bits // 8 > free:
            raise UsageError(
                f"its tensors need {bits // 8:,} bytes, and {free:,} bytes of memory are free"
            )


@contextmanager
def opened(path: Path) -> Iterator[PackedFile]:
    """The file at `path`. Raises UsageError where it isn't one of ours, or is damaged."""
    try:
        from safetensors import SafetensorError, safe_open
    except ImportError as error:
        raise MissingExtra("safetensors", "torch") from error
    try:
        with safe_open(path, "pt") as file:
            text = (file.metadata() or {}).get(describing.KEY)
            if text is None:
                raise UsageError("it is no packed file: `report.export(path)` writes those")
            yield PackedFile(file, describing.loads(text))
    except UsageError as error:
        raise UsageError(f"{path} can't be loaded: {error}") from error
    except OSError as error:
        raise UsageError(f"{path} can't be read: {error.strerror or error}") from error
    except SafetensorError as error:
        raise UsageError(f"{path} can't be loaded: it is damaged ({error})") from error


def shaped(matrix: packing.Array, entry: Entry) -> torch.Tensor:
    """A dense matrix as the tensor that it was."""
    import torch

    from .writing import floats_of

    dtype = getattr(torch, entry.dtype)
    if matrix.dtype.kind == "u":
        flat = floats_of(matrix, entry.dtype)
    else:
        flat = torch.from_numpy(matrix).to(dtype)
    out, inputs, *places = entry.shape
    return flat.reshape(out, *places, inputs).movedim(-1, 1).contiguous()


def _expected(entry: Entry) -> dict[str, tuple[str, tuple[int, ...]]]:
    """Role → (type, shape) of each piece; a block's values by its mask instead."""
    rows, inputs = entry.matrix
    first, second = entry.sides
    wanted: dict[str, tuple[str, tuple[int, ...]]] = {}
    if entry.form == "nm":
        groups = rows * inputs // second
        wanted["values"] = _values_expected(entry, groups * first, rows)
        if bits := describing.choices_bits(entry):
            wanted["codes"] = "U8", (codes.packed_bytes(groups, bits),)
    else:
        blocks = rows * inputs // (first * second)
        wanted["values"] = "", ()
        wanted["mask"] = "U8", (codes.packed_bytes(blocks, 1),)
    if entry.number in levels.BITS:
        whole = levels.SCALE_BITS[entry.number] == 32
        wanted["scales"] = ("F32", (rows,)) if whole else ("U8", (rows, 3))
    return wanted


def _values_expected(entry: Entry, count: int, rows: int = 1) -> tuple[str, tuple[int, ...]]:
    if entry.number in FLOATS:
        return _TYPES[entry.number], (rows, count // rows)
    if entry.number == "int8":
        return "I8", (rows, count // rows)
    return "U8", (codes.packed_bytes(count, levels.BITS[entry.number]),)


def _check(holds: object, complaint: str) -> None:
    if not holds:
        raise UsageError(complaint)
