"""The record of every run, so that nothing is searched twice and nothing found is lost.

One SQLite file for all kernels of a user (`data_folder()`), one row a run; `query` finds them,
`schema` says what a row holds. Where the file can't be used (a read-only home, a full disk, a
file of a later version, a policy or setting against history), runs are kept in memory for this
process only, and `Store.note` says why.
"""

from __future__ import annotations

import functools
import json
import logging
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from ..core.policy import policy
from ..core.secrets import Masker
from . import keeping, query
from .about import About
from .database import (
    Database,
    FileDatabase,
    MemoryDatabase,
    give_back,
    is_busy,
    is_damaged,
    set_aside,
)
from .query import Query
from .rows import insert, row_of, unpacked
from .schema import SCHEMA_VERSION

__all__ = ["SCHEMA_VERSION", "About", "Query", "Recalled", "Store", "data_folder", "store"]

T = TypeVar("T")
_WHOLE = (*query.SUMMARY, "machine", "masked", "number")
_RUNS_BETWEEN_PRUNINGS = 50
_IDS_AT_ONCE = 500
_PAGE = 100
_LOG = logging.getLogger("jupyter_perf")


class Recalled(NamedTuple):
    """A stored result: `created` in ISO form and UTC, its JSON, and the id of its record."""

    created: str
    json: str
    id: str


class Store:
    """Runs, by id and by key. `file` None keeps them in memory."""

    def __init__(self, file: Path | None, *, note: str = "") -> None:
        self.file = file
        self.note = note
        self._memory = MemoryDatabase()
        self._database: Database = self._memory
        self._written = 0
        if file is not None:
            self._open(file)

    def remember(
        self, key: str | None, kind: str, json: str, about: About | None = None
    ) -> str | None:
        """Record a result, in its own text form; returns its id, None where it isn't on disk.

        `key` finds it again (`recall`); a result that is not to be used again has none.
        """
        row = row_of(key, kind, json, about)

        def write(connection: sqlite3.Connection) -> None:
            insert(connection, row)
            is_time = self._written % _RUNS_BETWEEN_PRUNINGS == 0
            if is_time and keeping.prune(connection, keeping.chosen()):
                give_back(connection)
            self._written += 1

        kept_in = self._do(write, write=True)[1]
        return None if kept_in is self._memory else row.id

    def recall(self, key: str, source: str | None = None) -> Recalled | None:
        """The latest result under `key`, or None.

        Where secrets were taken out, `source` (the text that was searched) has to bring them back.
        """

        def read(connection: sqlite3.Connection) -> tuple[Any, ...] | None:
            row: tuple[Any, ...] | None = connection.execute(
                "SELECT created, json, masked, id FROM runs JOIN documents USING (number)"
                " WHERE key = ? ORDER BY number DESC LIMIT 1",
                (key,),
            ).fetchone()
            return row

        row, kept_in = self._do(read)
        if row is None and kept_in is not self._memory:  # perhaps kept while the file was busy
            with self._memory.transaction() as connection:
                row = read(connection)
        if row is None:
            return None
        text = _with_secrets(unpacked(row[1]), int(row[2]), source)
        return None if text is None else Recalled(str(row[0]), text, str(row[3]))

    def count(self, wanted: Query) -> int:
        """How many runs match, whatever `limit` and `offset` say."""
        return self.page(replace(wanted, limit=0))[0]

    def summaries(self, wanted: Query) -> list[dict[str, Any]]:
        """The runs that match, without their sources and results."""
        return self.page(wanted)[1]

    def page(self, wanted: Query) -> tuple[int, list[dict[str, Any]]]:
        """Both at once, which takes half the time."""
        total, found = self._do(lambda connection: query.find(connection, wanted))[0]
        return total, [_with_options(row) for row in found]

    def get(self, run: str) -> dict[str, Any] | None:
        """The whole record: a summary and `machine`, `versions`, `source`, `result`; or None."""
        return next(iter(self._whole([run])), None)

    def each(self, wanted: Query) -> Iterator[list[dict[str, Any]]]:
        """The whole records that match, some at a time."""
        ids = self._do(lambda connection: query.find(connection, wanted, ("id",)))[0][1]
        for start in range(0, len(ids), _PAGE):
            yield self._whole([row["id"] for row in ids[start : start + _PAGE]])

    def delete(self, runs: Sequence[str]) -> int:
        """Delete these runs for good; returns how many there were."""

        def write(connection: sqlite3.Connection) -> int:
            deleted = 0
            for start in range(0, len(runs), _IDS_AT_ONCE):
                some = runs[start : start + _IDS_AT_ONCE]
                marks = ", ".join("?" * len(some))
                sql = f"DELETE FROM runs WHERE id IN ({marks})"
                deleted += connection.execute(sql, list(some)).rowcount
            give_back(connection)
            return deleted

        return self._do(write, write=True)[0]

    def _whole(self, ids: Sequence[str]) -> list[dict[str, Any]]:
        marks = ", ".join("?" * len(ids))
        sql = (
            f"SELECT {', '.join(f'runs.{name}' for name in _WHOLE)}, source, versions, json"
            " FROM runs JOIN texts USING (number) JOIN documents USING (number)"
            f" WHERE id IN ({marks})"
        )
        rows = self._do(lambda connection: connection.execute(sql, list(ids)).fetchall())[0]
        names = (*_WHOLE, "source", "versions", "result")
        found = {row[0]: _record(dict(zip(names, row, strict=True))) for row in rows}
        return [found[each] for each in ids if each in found]

    def _do(
        self, work: Callable[[sqlite3.Connection], T], *, write: bool = False
    ) -> tuple[T, Database]:
        """`work` in a transaction of the file, or of memory where the file fails; and which."""
        for _attempt in ("as it is", "with a new file"):
            database = self._database
            if database is self._memory:
                break
            try:
                with database.transaction(write=write) as connection:
                    return work(connection), database
            except (OSError, sqlite3.Error) as error:
                if is_busy(error):
                    break  # this once
                self._recover(error)
        with self._memory.transaction(write=write) as connection:
            return work(connection), self._memory

    def _open(self, file: Path) -> None:
        try:
            self._database = FileDatabase(file)
        except (OSError, sqlite3.Error) as error:
            self._recover(error)

    def _recover(self, error: Exception) -> None:
        """Go on with a new file in the place of a damaged one, else in memory, and say so once."""
        file = self.file
        if file is not None and is_damaged(error):
            try:
                kept = set_aside(file)
                self._database = FileDatabase(file)
            except (OSError, sqlite3.Error) as again:
                error = again
            else:
                if kept is not None:
                    self._say(f"the history was damaged ({error}): it was set aside as {kept}")
                return
        self.file = None
        self._database = self._memory
        self._say(f"results are kept in memory only: {file}: {error}")

    def _say(self, note: str) -> None:
        self.note = note
        _LOG.warning("jupyter-perf: %s", note)


def _with_secrets(text: str, masked: int, source: str | None) -> str | None:
    """The result as it was; None where `source` doesn't hold all that was taken out of it."""
    if not masked:
        return text
    masker = Masker()
    masker.text(source or "")
    if len(masker.taken) != masked:
        return None
    for secret, placeholder in masker.taken.items():
        # Inside of JSON, which may also have escaped the placeholder.
        text = text.replace(json.dumps(placeholder)[1:-1], json.dumps(secret)[1:-1])
    return text


def _with_options(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "options": json.loads(row["options"])}


def _record(row: dict[str, Any]) -> dict[str, Any]:
    del row["number"]
    try:
        # Infinity and NaN, which Python writes, aren't JSON: browsers would refuse all of it.
        result = json.loads(unpacked(row["result"]), parse_constant=lambda _name: None)
    except ValueError:
        result = None
    return _with_options(
        {
            **row,
            "masked": bool(row["masked"]),
            "versions": json.loads(row["versions"]),
            "result": result,
        }
    )


def data_folder() -> Path:
    """`$JUPYTER_PERF_HOME`, or a folder of ours in Jupyter's data folder."""
    if chosen := os.environ.get("JUPYTER_PERF_HOME"):
        return Path(chosen).expanduser()
    from jupyter_core.paths import jupyter_data_dir

    return Path(jupyter_data_dir()) / "jupyter-perf"


_opening = threading.Lock()


def store() -> Store:
    """The store of this process, opened at first use. Raises PolicyError."""
    with _opening:
        return _opened(os.getpid(), _why_not_on_disk())


def _why_not_on_disk() -> str:
    return keeping.is_off() if policy().history else f"{policy().file} says so"


@functools.cache
def _opened(_pid: int, why_not_on_disk: str) -> Store:
    if why_not_on_disk:
        return Store(None, note=f"results are kept in memory only: {why_not_on_disk}")
    return Store(data_folder() / "results.sqlite")
