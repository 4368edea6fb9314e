"""Rows drawn at random: of whole groups, or evenly spread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .groups import OVERSHOOT
from .units import LEAST_KEPT

if TYPE_CHECKING:
    import numpy as np


def whole_groups(codes: Any, groups: int, wanted: int, random: Any) -> np.ndarray | None:
    """Rows of whole groups, about as many as wanted; None where groups are too large for that."""
    import numpy as np

    sizes = np.bincount(codes, minlength=groups)
    order = random.permutation(groups)
    enough = int(np.searchsorted(np.cumsum(sizes[order]), wanted)) + 1
    chosen = order[:enough]
    if enough < LEAST_KEPT or sizes[chosen].sum() > OVERSHOOT * wanted:
        return None
    kept = np.zeros(groups, dtype=bool)
    kept[chosen] = True
    return np.flatnonzero(kept[codes])


def spread(rows: int, wanted: int, random: np.random.Generator) -> np.ndarray:
    """Rows at random, one of each of as many equal parts: in order, and at no cost of the rest."""
    import numpy as np

    edges = np.arange(wanted + 1, dtype=np.int64) * rows // wanted
    return np.asarray(edges[:-1] + (random.random(wanted) * np.diff(edges)).astype(np.int64))
