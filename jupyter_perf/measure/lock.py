"""One timing at a time on a machine, and turns between those who wait."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

POLL_SECONDS = 0.005
NAME = "jupyter-perf-timing"


@contextlib.contextmanager
def timing_lock(timeout: float, folder: Path | None = None) -> Iterator[bool]:
    """Hold the machine's timing lock, waiting at most `timeout` seconds; yields whether it is had.

    The locks are empty files in `folder` (default: the machine's temporary folder), opened only
    for reading, so that users of one machine share them. Who waits stands in a turnstile first:
    the one who has just let go can't overtake. Where no such file can be made, or where what
    lies there isn't a plain file, there is nothing to agree on and it yields True.
    """
    folder = folder or _shared_folder()
    ends = time.monotonic() + max(0.0, timeout)
    with contextlib.ExitStack() as held:
        turnstile = _open(folder / f"{NAME}.turn", held)
        lock = _open(folder / f"{NAME}.lock", held)
        if turnstile is None or lock is None:
            yield True
            return
        had = _flock_until(turnstile, ends) and _flock_until(lock, ends)
        _unlock(turnstile)
        yield had


def _shared_folder() -> Path:
    """`/tmp` even where TMPDIR differs between kernels: the lock is the machine's."""
    return Path("/tmp") if os.name == "posix" else Path(tempfile.gettempdir())


def _open(path: Path, held: contextlib.ExitStack) -> int | None:
    """Open a lock file for reading, made if need be; None where that isn't possible safely.

    Never follows a link and never waits (a FIFO); the file is created exclusively, because
    systems refuse O_CREAT on other users' files in a sticky folder.
    """
    if sys.platform == "win32":
        return None
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK
    try:
        descriptor = _create(path, flags)
        if descriptor is None:
            descriptor = os.open(path, flags)
    except OSError:
        return None
    held.callback(os.close, descriptor)
    status = os.fstat(descriptor)
    return descriptor if stat.S_ISREG(status.st_mode) and status.st_nlink == 1 else None


def _create(path: Path, flags: int) -> int | None:
    try:
        descriptor = os.open(path, flags | os.O_CREAT | os.O_EXCL, 0o644)
    except OSError:
        return None  # there already, or not ours to create: opening it will tell
    with contextlib.suppress(OSError):
        os.fchmod(descriptor, 0o644)  # the umask would keep other users out
    return descriptor


def _flock_until(descriptor: int, ends: float) -> bool:
    import fcntl

    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= ends:
                return False
            time.sleep(POLL_SECONDS)
        except OSError:
            return True  # a file system without locks: nothing to wait for
        else:
            return True


def _unlock(descriptor: int) -> None:
    import fcntl

    with contextlib.suppress(OSError):
        fcntl.flock(descriptor, fcntl.LOCK_UN)
