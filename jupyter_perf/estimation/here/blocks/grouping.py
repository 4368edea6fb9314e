"""Which blocks are the same but for registers and constants."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ...models.granite.decoding import Undecodable, decode


def groups_of(blocks: Sequence[bytes]) -> NDArray[np.int64]:
    """A number for each block, (B,); equal for those with the same sequence of instructions.

    A block that can't be decoded is a group of its own. Raises MissingExtra.
    """
    known: dict[object, int] = {}
    return np.array([known.setdefault(_sequence(each), len(known)) for each in blocks], np.int64)


def _sequence(block: bytes) -> object:
    try:
        return tuple(int(each.code) for each in decode(block))
    except Undecodable:
        return block
