"""Results on disk (SQLite), so that nothing is searched twice.

One table, one row a result, found by the key that the engine computes from source, inputs,
options, versions and machine. Several kernels may use the file at once. Where it can't be used
(a read-only home, a file of a later version, a policy against history), results are kept in
memory for this process only, and `Store.note` says why.
"""

from __future__ import annotations

import contextlib
import datetime
import functools
import logging
import os
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

from ..core.policy import policy

SCHEMA_VERSION = 1
_KEPT_RESULTS = 5_000
_BUSY_SECONDS = 5.0
_LOG = logging.getLogger("jupyter_perf")
_SCHEMA = """
CREATE TABLE IF NOT EXISTS results (
    key TEXT PRIMARY KEY, kind TEXT NOT NULL, created TEXT NOT NULL, json TEXT NOT NULL
) WITHOUT ROWID
"""


class Store:
    """Results by key. `file` None keeps them in memory."""

    def __init__(self, file: Path | None, *, note: str = "") -> None:
        self.file = file
        self.note = note
        self._memory: dict[str, tuple[str, str]] = {}
        if file is not None:
            try:
                self._create(file)
            except (OSError, sqlite3.Error) as error:
                self._fall_back(error)

    def remember(self, key: str, kind: str, json: str) -> None:
        """Keep `json` (the result's own text form) under `key`, in place of what was there."""
        created = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        if self.file is not None:
            try:
                with self._transaction(self.file) as connection:
                    connection.execute(
                        "INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?)",
                        (key, kind, created, json),
                    )
                    connection.execute(
                        "DELETE FROM results WHERE key IN (SELECT key FROM results"
                        " ORDER BY created DESC LIMIT -1 OFFSET ?)",
                        (_KEPT_RESULTS,),
                    )
            except (OSError, sqlite3.Error) as error:
                self._fall_back(error)
            else:
                return
        self._memory[key] = created, json

    def recall(self, key: str) -> tuple[str, str] | None:
        """(date of the record in ISO form and UTC, its JSON), or None where there is none."""
        if self.file is not None:
            try:
                with self._transaction(self.file) as connection:
                    row = connection.execute(
                        "SELECT created, json FROM results WHERE key = ?", (key,)
                    ).fetchone()
            except (OSError, sqlite3.Error) as error:
                self._fall_back(error)
            else:
                return None if row is None else (str(row[0]), str(row[1]))
        return self._memory.get(key)

    def _create(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not file.exists():
            # The sources of a user's cells are in there: nobody else is to read them.
            os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
        with self._transaction(file) as connection:
            found = connection.execute("PRAGMA user_version").fetchone()[0]
            if found > SCHEMA_VERSION:
                raise sqlite3.DatabaseError(f"written by a later version ({found})")
            connection.execute(_SCHEMA)
            connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        with contextlib.closing(self._connect(file)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")

    @staticmethod
    def _connect(file: Path) -> sqlite3.Connection:
        # A connection per use: none is shared between threads or inherited by a fork.
        return sqlite3.connect(file, timeout=_BUSY_SECONDS, isolation_level=None)

    @contextlib.contextmanager
    def _transaction(self, file: Path) -> Iterator[sqlite3.Connection]:
        with contextlib.closing(self._connect(file)) as connection:
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("BEGIN IMMEDIATE" if os.access(file, os.W_OK) else "BEGIN")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    def _fall_back(self, error: Exception) -> None:
        self.note = f"results are kept in memory only: {self.file}: {error}"
        self.file = None
        _LOG.warning("jupyter-perf: %s", self.note)


def data_folder() -> Path:
    """`$JUPYTER_PERF_HOME`, or a folder of ours in Jupyter's data folder."""
    if chosen := os.environ.get("JUPYTER_PERF_HOME"):
        return Path(chosen).expanduser()
    from jupyter_core.paths import jupyter_data_dir

    return Path(jupyter_data_dir()) / "jupyter-perf"


_opening = threading.Lock()


def store() -> Store:
    """The store of this process, opened at first use."""
    with _opening:
        return _opened(os.getpid())


@functools.cache
def _opened(_pid: int) -> Store:
    if not policy().history:
        return Store(None, note=f"results are kept in memory only: {policy().file} says so")
    return Store(data_folder() / "results.sqlite")
