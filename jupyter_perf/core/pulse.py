"""How fast the machine is at this moment: the time of a fixed small piece of work.

On shared machines and hyperthreads the same code takes up to twice as long from one second to the
next, whatever this machine's own load says, and each processor by itself: a pulse tells something
of a run in the same process, just before or after it.
"""

from __future__ import annotations

import time

_ROUNDS = 12_000
_TRIES = 3


def pulse() -> float:
    """Seconds of about half a millisecond's work, the best of three tries: a slow processor slows
    all of them, an interruption only one."""
    return min(_once() for _ in range(_TRIES))


def _once() -> float:
    begun = time.perf_counter()
    total = 0
    for number in range(_ROUNDS):
        total += number * number
    return time.perf_counter() - begun
