"""Measured blocks: rows of CSV files with the columns hex, cycles_per_iteration and split."""

from __future__ import annotations

import csv
import gzip
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

import numpy as np

from .....errors import UsageError
from ..decoding import Undecodable, decode

_COLUMNS = {"hex", "cycles_per_iteration", "split"}
_PARTS = 1000
_TIMES = (2, 3, 4, 8)
_ONE_OF = 16
"""Of the blocks, for each of `_TIMES`."""
_MOST_BYTES = 200


@dataclass(frozen=True)
class Measured:
    """`codes` (B,); `cycles` (B, heads) float64, NaN where a target's label is missing."""

    targets: tuple[str, ...]
    codes: tuple[bytes, ...]
    cycles: np.ndarray

    def __len__(self) -> int:
        return len(self.codes)

    def where(self, chosen: np.ndarray) -> Measured:
        """Those of a mask (B,) or places."""
        places = np.flatnonzero(chosen) if chosen.dtype == bool else chosen
        return Measured(
            self.targets, tuple(self.codes[each] for each in places), self.cycles[places]
        )


def read(sources: Sequence[tuple[str, Path]], split: str = "train") -> Measured:
    """The rows of `split` of all (target, file): a block measured on several has several labels.

    Raises UsageError for files that can't be read as such, with the line.
    """
    targets = tuple(dict.fromkeys(target for target, _ in sources))
    labels: dict[bytes, list[float]] = {}
    for target, path in sources:
        head = targets.index(target)
        for code, cycles in _rows(path, split):
            labels.setdefault(code, [float("nan")] * len(targets))[head] = cycles
    kept = {code: each for code, each in labels.items() if _is_block(code)}
    if not kept:
        raise UsageError(
            f"no blocks of the split {split!r} in {', '.join(str(p) for _, p in sources)}"
        )
    return Measured(targets, tuple(kept), np.array(list(kept.values()), np.float64))


def _rows(path: Path, split: str) -> Iterator[tuple[bytes, float]]:
    with _opened(path) as stream:
        rows = csv.DictReader(stream)
        if not set(rows.fieldnames or ()) >= _COLUMNS:
            raise UsageError(f"{path} needs the columns {', '.join(sorted(_COLUMNS))}")
        for line, row in enumerate(rows, 2):
            try:
                code, cycles = bytes.fromhex(row["hex"]), float(row["cycles_per_iteration"])
            except ValueError as error:
                raise UsageError(f"{path}, line {line}: {error}") from None
            if row["split"] == split and cycles > 0:
                yield code, cycles


def _opened(path: Path) -> TextIO:
    try:
        if path.suffix == ".gz":
            return gzip.open(path, "rt")
        return path.open()
    except OSError as error:
        raise UsageError(f"{path} can't be read: {error.strerror}") from None


def _is_block(code: bytes) -> bool:
    try:
        return bool(decode(code))
    except Undecodable:
        return False


def unrolled(measured: Measured) -> Measured:
    """`measured` and some of its blocks several times over, with as many times the cycles.

    Labels are of blocks repeated without end, so that this is what would be measured of them.
    """
    parts = [measured]
    for times in _TIMES:
        chosen = [
            place
            for place, code in enumerate(measured.codes)
            if _part(code) % _ONE_OF == times and len(code) * times <= _MOST_BYTES
        ]
        one = measured.where(np.array(chosen, np.int64))
        codes = tuple(code * times for code in one.codes)
        parts.append(Measured(one.targets, codes, one.cycles * times))
    codes = tuple(code for part in parts for code in part.codes)
    return Measured(measured.targets, codes, np.concatenate([part.cycles for part in parts]))


def sequence(code: bytes) -> tuple[int, ...]:
    """The opcodes of a block: its kind, whatever its registers and numbers."""
    return tuple(each.code for each in decode(code))


def held_out(measured: Measured, share: float) -> tuple[np.ndarray, np.ndarray]:
    """Two masks (B,): blocks by chance, and all blocks of opcode sequences by chance.

    By hash, so that they are the same in every run. The rest is to train on.
    """
    of_code = np.array([_part(code) for code in measured.codes])
    of_sequence = np.array([_part(repr(sequence(code)).encode()) for code in measured.codes])
    unseen = of_sequence < share * _PARTS
    return (of_code < share * _PARTS) & ~unseen, unseen


def _part(data: bytes) -> int:
    return int.from_bytes(hashlib.sha256(data).digest()[:4], "big") % _PARTS
