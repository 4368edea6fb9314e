"""Values that hold positions of all their own rows, such as an argsort: how they are cut."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...core.kinds import is_array

if TYPE_CHECKING:
    import numpy as np


_LOOKED_AT = 1000
_FEW_KEPT = 0.05
"""Of all rows: so few are faster to look up one by one."""


def positions_in(value: Any) -> np.ndarray | None:
    """Those that a value holds, if it is each position of all its rows once: an argsort, say."""
    import numpy as np

    if not (type(value) is list or is_array(value)) or not len(value):
        return None
    # Nearly all others show in their beginning that they are none: long lists are slow to look at.
    few = value[:_LOOKED_AT] if type(value) is list else []
    if not all(type(x) is int and 0 <= x < len(value) for x in few) or len({*few}) < len(few):
        return None
    positions: np.ndarray
    try:
        # Much quicker than `asarray` for a list.
        if type(value) is list:
            value = np.fromiter(value, dtype=np.int64, count=len(value))
    except (OverflowError, TypeError, ValueError):  # a number too large, or no number
        return None
    positions = value
    if positions.ndim != 1 or positions.dtype.kind not in "iu":
        return None
    if positions.min() != 0 or positions.max() != len(positions) - 1:
        return None
    once = bool((np.bincount(positions.astype(np.int64)) == 1).all())
    return positions if once else None


def renumbered(value: Any, positions: np.ndarray, at: np.ndarray) -> Any:
    """Positions of all rows stay positions of all that is left."""
    import numpy as np

    if len(at) < _FEW_KEPT * len(positions):
        left = positions[np.isin(positions, at, kind="table")]
        new = np.searchsorted(at, left).astype(positions.dtype)
    else:
        rank = np.full(len(positions), -1)
        rank[at] = np.arange(len(at))
        new = rank[positions]
        new = new[new >= 0].astype(positions.dtype)
    return new.tolist() if type(value) is list else new
