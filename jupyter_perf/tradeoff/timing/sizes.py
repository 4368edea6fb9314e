"""Batch sizes to time: one on the latency floor if there is one, the others beyond it.

A fit over sizes that all lie on the floor says nothing about larger ones (PAPAYA's T(x) is
max(a, k·x) + b): sizes double until twice as many examples take nearly twice as long.
"""

from __future__ import annotations

import time
from collections.abc import Callable

SIZES = 4
"""At most, the least included."""
RISES = 1.6
"""Time of twice the batch over time of the batch, from which on it counts as beyond the floor."""
_TIMES = 4
"""The largest size over the first beyond the floor, where time and memory allow."""
_STEPS = 6
"""Of the largest size, that are to fit in its share of the time."""


def chosen(
    seconds_of: Callable[[int], float | None],
    least: int,
    most: int,
    *,
    longest_s: float,
    ends: float,
    clock: Callable[[], float] = time.monotonic,
) -> list[int]:
    """Ascending sizes from `least` to `most`.

    `seconds_of` times a step of a size (None where it can't be done). A step of the largest takes
    `longest_s` / _STEPS at most, as far as can be told before; the search ends at `ends`.
    """
    longest = longest_s / _STEPS
    took: dict[int, float] = {}
    batch, knee = max(1, least), 0
    while batch <= max(most, least) and clock() < ends:
        found = seconds_of(batch)
        if found is None:
            break
        took[batch] = found
        if not knee and batch // 2 in took and found >= RISES * took[batch // 2]:
            knee = batch
        if (knee and batch >= knee * _TIMES) or 2 * found > longest:
            break
        batch *= 2
    return _spread(sorted(took), knee)


def _spread(known: list[int], knee: int) -> list[int]:
    """The least, and up to three from the knee on; where there is no knee, the largest ones."""
    if len(known) <= SIZES:
        return known
    beyond = [each for each in known if knee and each >= knee]
    upper = beyond if len(beyond) >= SIZES - 1 else known[-(SIZES - 1) :]
    at = {0, len(upper) // 2, len(upper) - 1}
    return sorted({known[0], *(upper[each] for each in at)})
