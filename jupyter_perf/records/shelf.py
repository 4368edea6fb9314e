"""Where the runs of this process are: in the file, in memory, or in both.

What fails on disk goes on in memory and never raises. A file that can't be written is still read,
so that what was found before stays in sight; one that is damaged is set aside.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from .database import Database, FileDatabase, MemoryDatabase, ReadableFile
from .trouble import is_busy, is_damaged, set_aside

T = TypeVar("T")
_LOG = logging.getLogger("jupyter_perf")
_READING_FAILED = (OSError, sqlite3.Error)

_REMEDY = "Another folder can be named in the variable JUPYTER_PERF_HOME"
_ANY = "SELECT EXISTS (SELECT 1 FROM runs) OR EXISTS (SELECT 1 FROM edits)"
Work = Callable[[sqlite3.Connection], T]


class Shelf:
    """`file` is what is written now, None where that is memory; `note` says why, in words."""

    def __init__(self, file: Path | None, note: str = "") -> None:
        self.file = file
        self.note = note
        self._memory = MemoryDatabase()
        self._database: Database | None = None
        self._older: Database | None = None
        self._in_memory = False
        if file is not None:
            self._open(file)

    def write(self, work: Work[T]) -> T | None:
        """`work` in a transaction of the file; None where it can't be written, now or at all."""
        done = self._in_file(work, write=True)
        return done[0] if done else None

    def write_in_memory(self, work: Work[T]) -> T:
        """`work` in a transaction of memory."""
        with self._memory.transaction(write=True) as connection:
            done = work(connection)
            self._in_memory = bool(connection.execute(_ANY).fetchone()[0])
            return done

    def read(self, work: Work[T]) -> list[T]:
        """`work` in each place that holds anything: the file first, then memory."""
        found = self._in_file(work, write=False)
        if not found:
            found = self._in_older(work)
        if self._in_memory or not found:
            with self._memory.transaction() as connection:
                found.append(work(connection))
        return found

    def _in_file(self, work: Work[T], *, write: bool) -> list[T]:
        """What `work` gave, in a list that is empty where the file failed."""
        for _attempt in ("as it is", "with a new file"):
            database = self._database
            if database is None:
                break
            try:
                with database.transaction(write=write) as connection:
                    return [work(connection)]
            except _READING_FAILED as error:
                if is_busy(error):
                    break  # this once
                self._recover(error)
        return []

    def _in_older(self, work: Work[T]) -> list[T]:
        """The same in a file that isn't written: whatever is wrong with it, memory is there."""
        older = self._older
        if older is None:
            return []
        try:
            with older.transaction() as connection:
                return [work(connection)]
        except _READING_FAILED:
            _LOG.debug("older runs can't be read", exc_info=True)
            return []

    def _open(self, file: Path) -> None:
        self._older = ReadableFile(file)
        try:
            self._database = FileDatabase(file)
        except _READING_FAILED as error:
            self._recover(error)

    def _recover(self, error: Exception) -> None:
        """Go on with a new file in the place of a damaged one, else in memory, and say so once."""
        file = self.file
        if file is not None and is_damaged(error):
            try:
                kept = set_aside(file)
                self._database = FileDatabase(file)
            except _READING_FAILED as again:
                error = again
            else:
                if kept is not None:
                    self._say(f"the history was damaged ({error}): it was set aside as {kept}")
                return
        if self._database is None and file is None:
            return  # another thread was here first
        self.file = None
        self._database = None
        why = error.strerror if isinstance(error, OSError) and error.strerror else error
        self._say(f"results are kept in memory only: {file} can't be used ({why}). {_REMEDY}")

    def _say(self, note: str) -> None:
        self.note = note
        _LOG.warning("jupyter-perf: %s", note)
