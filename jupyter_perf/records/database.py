"""The file on disk, used by many kernels at once, or a stand-in in memory.

All give transactions on a connection; what is written in one is there as a whole or not at all.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from . import mounts, schema, trouble

_IMPATIENT_SECONDS = 0.5


class Database(Protocol):
    """Where the runs are."""

    def transaction(
        self, *, write: bool = False
    ) -> contextlib.AbstractContextManager[sqlite3.Connection]: ...


class MemoryDatabase:
    """For this process only; its threads take turns."""

    def __init__(self) -> None:
        self._turn = threading.RLock()
        self._connection: sqlite3.Connection | None = None

    @contextlib.contextmanager
    def transaction(self, *, write: bool = False) -> Iterator[sqlite3.Connection]:
        with self._turn:
            if self._connection is None:
                self._connection = sqlite3.connect(
                    ":memory:", isolation_level=None, check_same_thread=False
                )
                weakref.finalize(self, self._connection.close)
                with _whole(self._connection, "BEGIN"):
                    schema.migrate(self._connection)
            with _whole(self._connection, "BEGIN"):
                yield self._connection


class FileDatabase:
    """A SQLite file that only its owner may read. Raises OSError and sqlite3.Error."""

    def __init__(self, file: Path) -> None:
        self.file = file
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._make_private()
        self._bring_up_to_date()

    @contextlib.contextmanager
    def transaction(self, *, write: bool = False) -> Iterator[sqlite3.Connection]:
        # Taking the right to write at once can wait for it; taking it later can't.
        begin = "BEGIN IMMEDIATE" if write else "BEGIN"
        with contextlib.closing(self._connect()) as connection, _whole(connection, begin):
            yield connection

    def _connect(self) -> sqlite3.Connection:
        # A connection per use: none is shared between threads or inherited by a fork. No file is
        # made here: one that vanished is an error, not an empty history.
        uri = f"{self.file.absolute().as_uri()}?mode=rw"
        connection = sqlite3.connect(
            uri, uri=True, timeout=trouble.BUSY_SECONDS, isolation_level=None
        )
        try:
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA secure_delete = ON")
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def _make_private(self) -> None:
        # The sources of a user's cells are in there: nobody else is to read them.
        os.close(os.open(self.file, os.O_CREAT | os.O_RDONLY, 0o600))
        with contextlib.suppress(PermissionError):
            self.file.chmod(0o600)

    def _bring_up_to_date(self) -> None:
        with contextlib.closing(self._connect()) as connection:
            if schema.version_of(connection) == schema.SCHEMA_VERSION:
                if os.access(self.file, os.W_OK):
                    self._choose_journal(connection)
                return
            connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
            with _whole(connection, "BEGIN IMMEDIATE"):
                schema.migrate(connection)
            self._choose_journal(connection)

    def _choose_journal(self, connection: sqlite3.Connection) -> None:
        """A write-ahead log lets many read while one writes, where its shared memory works."""
        wanted = "wal" if mounts.is_local(self.file) else "delete"
        if connection.execute("PRAGMA journal_mode").fetchone()[0] != wanted:
            try:
                connection.execute(f"PRAGMA journal_mode = {wanted}")
            except sqlite3.OperationalError as error:
                if not trouble.is_busy(
                    error
                ):  # another process is at it, and makes the same choice
                    raise


class ReadableFile:
    """A file that can't be written: what is in it can be listed all the same.

    Raises OSError and sqlite3.Error, where it can't be read either, or isn't of this version.
    """

    def __init__(self, file: Path) -> None:
        self.file = file

    @contextlib.contextmanager
    def transaction(self, *, write: bool = False) -> Iterator[sqlite3.Connection]:
        with contextlib.closing(self._connect()) as connection, _whole(connection, "BEGIN"):
            yield connection

    def _connect(self) -> sqlite3.Connection:
        try:
            return self._opened("mode=ro")
        except sqlite3.OperationalError:
            # A read-only folder has no place for the shared memory that a write-ahead log needs,
            # and a lock that is stuck is never given back: read what is there, without either.
            return self._opened("immutable=1")

    def _opened(self, how: str) -> sqlite3.Connection:
        uri = f"{self.file.absolute().as_uri()}?{how}"
        connection = sqlite3.connect(
            uri, uri=True, timeout=_IMPATIENT_SECONDS, isolation_level=None
        )
        try:
            if schema.version_of(connection) not in schema.READABLE:
                raise sqlite3.DatabaseError("not of this version")
            schema.stand_in(connection)
        except sqlite3.Error:
            connection.close()
            raise
        return connection


def give_back(connection: sqlite3.Connection) -> None:
    """Make the file smaller by what was deleted in this transaction."""
    connection.execute("PRAGMA incremental_vacuum").fetchall()


@contextlib.contextmanager
def _whole(connection: sqlite3.Connection, begin: str) -> Iterator[None]:
    connection.execute(begin)
    try:
        yield
    except BaseException:
        if connection.in_transaction:  # some errors (a full disk) have ended it already
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
