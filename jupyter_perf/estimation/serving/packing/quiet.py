"""Keeps a line to itself that HiGHS prints for its developers now and then, whatever it is told.

https://github.com/jump-dev/HiGHS.jl/issues/312: it goes to the process's standard output directly,
past Python's.
"""

from __future__ import annotations

import ctypes
import functools
import os
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager

NOISE = b"HighsMipSolverData::"
STDOUT = 1
_alone = threading.Lock()


@contextmanager
def without_noise() -> Iterator[None]:
    """What anybody else prints meanwhile comes afterwards, in its order. One thread at a time."""
    with _alone, tempfile.TemporaryFile() as held:
        kept = _copy_of_stdout()
        if kept is None:
            yield
            return
        try:
            _flush()
            os.dup2(held.fileno(), STDOUT)
            yield
        finally:
            _flush()
            os.dup2(kept, STDOUT)
            os.close(kept)
            held.seek(0)
            _write(b"".join(line for line in held if not line.startswith(NOISE)))


def _copy_of_stdout() -> int | None:
    """None where there is none, or where it works otherwise."""
    if os.name != "posix":
        return None
    try:
        return os.dup(STDOUT)
    except OSError:
        return None


def _write(text: bytes) -> None:
    while text:
        text = text[os.write(STDOUT, text) :]


def _flush() -> None:
    """Of what C has printed, which it keeps for a while where nobody looks on."""
    _c().fflush(None)


@functools.cache
def _c() -> ctypes.CDLL:
    return ctypes.CDLL(None)
