"""Kernels of numpy: calls, streams through each level of memory, random access, functions."""

from __future__ import annotations

from typing import Any

from ._probe import Made, Room, probe

_CALLS = 4_000
_MOST_THREADS = 32
_USUAL_CACHES = (32 << 10, 512 << 10, 32 << 20)
"""Where a system doesn't say how large its caches are."""
_LEAST_RAM, _MOST_RAM = 96 << 20, 512 << 20
_BYTES_A_RUN = 96 << 20
"""That a stream moves in one run: some 10 ms."""


@probe("numpy-calls", "operations")
def numpy_calls(_room: Room) -> Made:
    """Calls of numpy with arrays too small to matter."""
    import numpy as np

    a, b = np.arange(8.0), np.ones(8)

    def run() -> None:
        for _ in range(_CALLS):
            np.add(a, b)

    return Made(run, _CALLS)


@probe("stream-l2", "bytes")
def stream_l2(room: Room) -> Made:
    """c = a + b where all three stay in the level-2 cache."""
    return _stream(_level(room, 1) // 2)


@probe("stream-l3", "bytes")
def stream_l3(room: Room) -> Made:
    """c = a + b where all three stay in the last cache but not in the one before."""
    last, before = _level(room, 2), _level(room, 1)
    # Cores share the last level: a quarter of it is what one can hope for.
    return _stream(max(2 * before, min(last // 4, 8 << 20)))


@probe("stream-ram", "bytes")
def stream_ram(room: Room) -> Made:
    """c = a + b where none of them fits a cache."""
    return _stream(_ram_bytes(room))


@probe("stream-all", "bytes")
def stream_all(room: Room) -> Made:
    """c = a + b where none of them fits a cache, in all threads that this process may run."""
    import atexit
    import itertools
    import os
    from concurrent.futures import ThreadPoolExecutor

    import numpy as np

    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    threads = min(cores or 1, _MOST_THREADS)
    length = _ram_bytes(room) // 24
    a, b, c = np.ones(length), np.ones(length), np.ones(length)
    ends = [length * each // threads for each in range(threads + 1)]
    parts = [slice(start, end) for start, end in itertools.pairwise(ends)]
    pool = ThreadPoolExecutor(threads)
    atexit.register(pool.shutdown)

    def run() -> None:
        # numpy lets go of the interpreter while it adds.
        list(pool.map(lambda part: np.add(a[part], b[part], c[part]), parts))

    return Made(run, 24.0 * length)


@probe("stream-new", "bytes")
def stream_new(room: Room) -> Made:
    """a + b where none fits a cache, and the result is new memory each time, as in expressions."""
    import numpy as np

    length = _ram_bytes(room) // 24
    a, b = np.ones(length), np.ones(length)
    return Made(lambda: a + b, 24.0 * length)


@probe("gather", "operations")
def gather(room: Room) -> Made:
    """Elements taken at random places of an array that no cache holds."""
    import numpy as np

    random = np.random.default_rng(0)
    values = np.ones(_ram_bytes(room) // 16)
    places = random.integers(0, len(values), 400_000)
    out = np.empty(len(places))
    return Made(lambda: np.take(values, places, out=out, mode="clip"), len(places))


@probe("math", "operations")
def math(_room: Room) -> Made:
    """Exponentials, logarithms and roots of an array in the cache."""
    import numpy as np

    values = np.linspace(0.1, 9.0, 20_000)
    out = np.empty_like(values)

    def run() -> None:
        for _ in range(10):
            np.exp(values, out=out)
            np.log(values, out=out)
            np.sin(values, out=out)
            np.sqrt(values, out=out)

    return Made(run, 40 * len(values))


def _stream(working_bytes: int) -> Made:
    """Bytes are those read and written: a line that is written is also read first, uncounted."""
    import numpy as np

    length = max(256, working_bytes // 3 // 8)
    a, b, c = np.ones(length), np.ones(length), np.ones(length)
    times = max(1, round(_BYTES_A_RUN / (24 * length)))
    add: Any = np.add

    def run() -> None:
        for _ in range(times):
            add(a, b, c)

    return Made(run, times * 24.0 * length)


def _level(room: Room, at: int) -> int:
    """Bytes of the level `at` (0 is the first); the usual ones where there are fewer or none."""
    known = room.cache_bytes
    return known[at] if at < len(known) else max((*known, _USUAL_CACHES[at]))


def _ram_bytes(room: Room) -> int:
    """Four times the last cache, within reason and an eighth of what is free."""
    wanted = min(max(4 * max((*room.cache_bytes, 0)), _LEAST_RAM), _MOST_RAM)
    return max(min(wanted, room.free_bytes // 8), 1 << 20)
