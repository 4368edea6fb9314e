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
from typing import Any, TypeVar

from .forms import smallest_of_each_form
from .names import CALLS_NAME

Call = tuple[tuple[Any, ...], dict[str, Any]]
Key = TypeVar("Key")

_SEED = 1
_MOST_BYTES = 50 << 20
"""More than this is made in each run instead, whose memory and time are limited."""
_MOST_SECONDS = 10.0
"""For generating calls here; what takes longer is left to the runs, which are limited."""
_MOST_SCALARS = 300_000
"""Of calls to be timed on: each costs about a microsecond to make, and a tenth to copy."""
_MOST_WARM_SCALARS = 3_000_000
"""Of calls to warm up on: there are none at all rather than seconds of making them."""
_similar: dict[tuple[int, int], bytes] = {}
_generated: dict[tuple[int, int, str], bytes] = {}


def prime(values: Mapping[str, Any], warm: int, repeats: int) -> None:
    """Make what runs that are warmed up and repeated so often will need, for `similar`."""
    calls = values[CALLS_NAME]
    packed = pickle.dumps(_like(calls, warm, repeats), protocol=5)
    if len(packed) <= _MOST_BYTES:
        _similar[warm, repeats] = packed


def similar(calls: list[Call], warm: int, repeats: int) -> tuple[list[Call], list[Call]]:
    """Calls to warm up on, and those to be timed beside the user's, each like some of `calls`:
    made beforehand, or new ones, the same each time. Fewer where there are no more of them."""
    made = _copied(_similar, (warm, repeats))
    first, timed = _like(calls, warm, repeats) if made is None else made
    return first, timed


def _like(calls: list[Call], warm: int, repeats: int) -> tuple[list[Call], list[Call]]:
    from ..vary import scalar_count, similar_calls

    if not calls:
        return [], []
    models = smallest_of_each_form(calls)
    first: list[Call] = []
    if warm * scalar_count(models) <= _MOST_WARM_SCALARS * len(models):
        first = list(similar_calls(models, warm, seed=_SEED, besides=calls))
    each = max(1.0, scalar_count(calls) / len(calls))
    further = min((repeats - 1) * len(calls), int(_MOST_SCALARS / each))
    # Whole rounds: the mix of calls stays that of the user's.
    count = further - further % len(calls)
    return first, list(similar_calls(calls, count, seed=_SEED, besides=first))


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
    made = _copied(_generated, (count, seed, repr(list(constants))))
    return _generate(calls, count, seed, constants) if made is None else list(made)


def _copied(store: dict[Key, bytes], key: Key) -> Any:
    """A copy of the calls kept under `key`; None where there are none that can be read back."""
    packed = store.get(key)
    if packed is None:
        return None
    # Packed by this process's own parent from the same calls. Classes of the user's may raise
    # anything when they are made again.
    try:
        return pickle.loads(packed)
    except Exception:
        del store[key]
        return None


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
