"""Calls like the user's for warming up and timing: made once in the zygote, copied in each run.

To make them takes as long as many a function does. Each repetition gets its own copy rather than
pages that it shares with the zygote, whose copying the clock would see.
"""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from typing import Any

from .names import CALLS_NAME

Call = tuple[tuple[Any, ...], dict[str, Any]]

_SEED = 1
_MOST_BYTES = 50 << 20
"""More than this is made in each run instead, whose memory and time are limited."""
_made: dict[int, bytes] = {}


def number(calls: list[Call], warm: int, repeats: int) -> int:
    """How many calls a run needs that warms up on some, and is timed on more than the user's."""
    return warm + (repeats - 1) * len(calls)


def prime(values: Mapping[str, Any], warm: int, repeats: int) -> None:
    """Make what runs with so many calls will need, to be had by `similar`."""
    from ..snapshot import estimated_bytes
    from ..vary import similar_calls

    _made.clear()
    calls = values[CALLS_NAME]
    count = number(calls, warm, repeats)
    if count * estimated_bytes(calls) <= _MOST_BYTES * max(1, len(calls)):
        _made[count] = pickle.dumps(similar_calls(calls, count, seed=_SEED), protocol=5)


def similar(calls: list[Call], count: int) -> list[Call]:
    """Up to `count` calls like `calls`, the same each time: those made beforehand, or new ones."""
    from ..vary import similar_calls

    if packed := _made.get(count):
        # Made by this process's own parent from the same calls. Classes of the user's may
        # raise anything when they are made again.
        try:
            return list(pickle.loads(packed))
        except Exception:
            _made.clear()
    return list(similar_calls(calls, count, seed=_SEED))
