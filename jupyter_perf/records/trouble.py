"""What can go wrong with the file, and a damaged one out of the way."""

from __future__ import annotations

import contextlib
import datetime
import os
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

BUSY_SECONDS = 5.0
_PRIMARY_CODE = 0xFF
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_BESIDE = ("", "-wal", "-shm", "-journal")


def is_damaged(error: Exception) -> bool:
    """Whether the file isn't a sound database."""
    return _code(error) in _DAMAGED


def is_busy(error: Exception) -> bool:
    """Whether others held the file for longer than we wait."""
    return _code(error) in _BUSY


def set_aside(file: Path) -> Path | None:
    """Rename a damaged file, with the date in its name; None where it is sound after all.

    One process at a time, and only what is found damaged: another may have replaced it already.
    """
    with _alone(file.with_name(file.name + ".lock")):
        if not file.exists() or _is_sound(file):
            return None
        date = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H%M%S")
        kept = file.with_name(f"{file.name}.damaged-{date}-{os.getpid()}")
        for ending in _BESIDE:
            with contextlib.suppress(FileNotFoundError):
                file.with_name(file.name + ending).rename(kept.with_name(kept.name + ending))
        return kept


def _is_sound(file: Path) -> bool:
    uri = f"{file.absolute().as_uri()}?mode=rw"
    try:
        with contextlib.closing(sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS)) as each:
            return bool(each.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
    except sqlite3.DatabaseError as error:
        return not is_damaged(error)


@contextlib.contextmanager
def _alone(lock: Path) -> Iterator[None]:
    if sys.platform == "win32":  # a file that is open can't be renamed there anyway
        yield
        return
    import fcntl

    handle = os.open(lock, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _code(error: Exception) -> int:
    code: int = getattr(error, "sqlite_errorcode", None) or 0
    return code & _PRIMARY_CODE
