"""How large the sparsified tensors are, packed and dense."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..result import Run
from .summing import Key


def sizes(runs: Iterable[Run]) -> Mapping[Key, tuple[int, int]]:
    """Bytes packed (indices and scales included) and in fp32, by recipe, pattern and format."""
    return {}
