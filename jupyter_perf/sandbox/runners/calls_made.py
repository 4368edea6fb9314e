"""Calls like the user's, for warming up and timing, and generated ones, for the second level of
evidence: made once in the zygote, copied in each run.

To make them takes as long as many a function does, or far longer. Each repetition gets its own
copy rather than pages that it shares with the zygote, whose copying the clock would see.
"""

from __future__ import annotations

import contextlib
import pickle
import signal
import types
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .names import CALLS_NAME

Call = tuple[tuple[Any, ...], dict[str, Any]]

_SEED = 1
_MOST_BYTES = 50 << 20
"""More than this is made in each run instead, whose memory and time are limited."""
_MOST_SECONDS = 10.0
"""For generating calls here; what takes longer is left to the runs, which are limited."""
_made: dict[int, bytes] = {}
_generated: dict[tuple[int, int, str], bytes] = {}


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


def prime_generated(
    values: Mapping[str, Any], count: int, seed: int, constants: Sequence[Any] = ()
) -> None:
    """Make what runs on so many generated calls will need, to be had by `generated`."""
    with _limited(_MOST_SECONDS):
        packed = pickle.dumps(_generate(values[CALLS_NAME], count, seed, constants), protocol=5)
    if len(packed) <= _MOST_BYTES:
        _generated[count, seed, repr(list(constants))] = packed


def generated(
    calls: list[Call], count: int, seed: int, constants: Sequence[Any] = ()
) -> list[Call]:
    """Generated calls, around `constants` if there are any: made beforehand, or new ones."""
    key = (count, seed, repr(list(constants)))
    if packed := _generated.get(key):
        # As in `similar`.
        try:
            return list(pickle.loads(packed))
        except Exception:
            del _generated[key]
    return _generate(calls, count, seed, constants)


def _generate(calls: list[Call], count: int, seed: int, constants: Sequence[Any]) -> list[Call]:
    from ..vary import call_variants, special_calls

    if constants:
        return list(special_calls(calls, constants, count, seed))
    return list(call_variants(calls, count, seed))


class _TooLong(BaseException):
    """No `Exception`, as what makes calls goes on after those."""


@contextlib.contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """Raises TimeoutError after so long: classes of the user's run where calls are made."""

    def ring(_signal: int, _frame: types.FrameType | None) -> None:
        raise _TooLong

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    except _TooLong:
        raise TimeoutError(f"making calls took more than {seconds:.0f} s") from None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
