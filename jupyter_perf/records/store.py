"""The record of every run, so that nothing is searched twice and nothing found is lost.

One SQLite file for all kernels of a user (`data_folder()`), one row a run; `query` finds them,
`schema` says what a row holds. Where the file can't be written (a read-only home, a full disk, a
file of a later version, a policy or setting against history), runs are kept in memory for this
process only, and `Store.note` says why; what the file holds is still listed where it can be read.
"""

from __future__ import annotations

import functools
import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from ..core.folders import data_folder
from ..core.policy import policy
from . import edit_rows, keeping, query
from .about import About
from .database import give_back
from .query import Query
from .record import record_of, with_options, with_secrets
from .rows import Row, delete, insert, rename, row_of, unpacked
from .schema import SCHEMA_VERSION
from .shelf import Shelf
from .spend import Spend, merged, spend_of

__all__ = ["SCHEMA_VERSION", "About", "Query", "Recalled", "Store", "data_folder", "store"]

_WHOLE = (*query.SUMMARY, "machine", "masked", "number")
_RUNS_BETWEEN_PRUNINGS = 50
_PAGE = 100
_MOST_WAITING = 1_000


class Recalled(NamedTuple):
    """A stored result: `created` in ISO form and UTC, its JSON, and the id of its record."""

    created: str
    json: str
    id: str


class Store:
    """Runs, by id and by key. `file` None keeps them in memory."""

    def __init__(self, file: Path | None, *, note: str = "") -> None:
        self._shelf = Shelf(file, note)
        self._turn = threading.Lock()
        self._waiting: list[Row] = []
        """Runs that came while others held the file: they are written with the next one."""
        self._written = 0

    @property
    def file(self) -> Path | None:
        """The file that is written; None where runs are kept in memory."""
        return self._shelf.file

    @property
    def shelf(self) -> Shelf:
        """Where all of it lies: the edits that users applied (`edits`) are kept beside the runs."""
        return self._shelf

    @property
    def note(self) -> str:
        """What is wrong with the file, in words; empty where nothing is."""
        return self._shelf.note

    def remember(
        self, key: str | None, kind: str, json: str, about: About | None = None
    ) -> str | None:
        """Record a result, in its own text form; returns its id, None where it isn't on disk.

        `key` finds it again (`recall`); a result that is not to be used again has none.
        """
        row = row_of(key, kind, json, about)
        with self._turn:
            waiting, self._waiting = self._waiting, []
        if self._shelf.write(lambda connection: self._add(connection, [*waiting, row])):
            if waiting:
                ids = [each.id for each in waiting]
                self._shelf.write_in_memory(lambda connection: _delete(connection, ids))
            return row.id
        self._shelf.write_in_memory(lambda connection: self._add(connection, [row]))
        if self.file is not None:
            with self._turn:
                self._waiting = [*waiting, row, *self._waiting][-_MOST_WAITING:]
        return None

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

        found = [row for row in reversed(self._shelf.read(read)) if row is not None]
        if not found:
            return None
        row = max(found, key=lambda each: str(each[0]))
        try:
            text = with_secrets(unpacked(row[1]), int(row[2]), source)
        except ValueError:  # damaged: as if it weren't there
            return None
        return None if text is None else Recalled(str(row[0]), text, str(row[3]))

    def count(self, wanted: Query) -> int:
        """How many runs match, whatever `limit` and `offset` say."""
        return self.page(replace(wanted, limit=0))[0]

    def summaries(self, wanted: Query) -> list[dict[str, Any]]:
        """The runs that match, without their sources and results."""
        return self.page(wanted)[1]

    def page(self, wanted: Query) -> tuple[int, list[dict[str, Any]]]:
        """Both at once, which takes half the time."""
        total, found = self._find(wanted, query.SUMMARY)
        return total, [with_options(row) for row in found]

    def spent(self, wanted: Query) -> Spend:
        """What the runs of `wanted.notebook` cost, the latest `wanted.limit` of them one by one."""
        places = self._shelf.read(lambda connection: spend_of(connection, wanted))
        return merged(places, wanted.limit)

    def get(self, run: str) -> dict[str, Any] | None:
        """The whole record: a summary and `machine`, `versions`, `source`, `result`; or None."""
        return next(iter(self._whole([run])), None)

    def each(self, wanted: Query) -> Iterator[list[dict[str, Any]]]:
        """The whole records that match, some at a time."""
        ids = [row["id"] for row in self._find(wanted, ("id", "created"))[1]]
        for start in range(0, len(ids), _PAGE):
            yield self._whole(ids[start : start + _PAGE])

    def delete(self, runs: Sequence[str]) -> int:
        """Delete these runs for good; returns how many there were.

        What stands in a file that can't be written stays there.
        """
        with self._turn:
            self._waiting = [row for row in self._waiting if row.id not in set(runs)]
        on_disk = self._shelf.write(lambda connection: _delete(connection, runs)) or 0
        return on_disk + self._shelf.write_in_memory(lambda connection: _delete(connection, runs))

    def rename(self, before: str, now: str) -> None:
        """Have the runs and edits of the notebook at `before` belong to the one at `now`."""
        with self._turn:
            self._waiting = [row.moved(before, now) for row in self._waiting]

        def move(connection: sqlite3.Connection) -> None:
            rename(connection, before, now)
            edit_rows.rename(connection, before, now)

        self._shelf.write(move)
        self._shelf.write_in_memory(move)

    def _add(self, connection: sqlite3.Connection, rows: Sequence[Row]) -> bool:
        for row in rows:
            insert(connection, row)
        is_time = self._written % _RUNS_BETWEEN_PRUNINGS == 0
        if is_time and _prune(connection):
            give_back(connection)
        self._written += 1
        return True

    def _find(self, wanted: Query, columns: tuple[str, ...]) -> tuple[int, list[dict[str, Any]]]:
        found = self._shelf.read(lambda connection: query.find(connection, wanted, columns))
        if len(found) == 1:
            return found[0]
        limit = None if wanted.limit is None else wanted.offset + wanted.limit
        from_start = replace(wanted, limit=limit, offset=0)
        sorting = tuple(dict.fromkeys((*columns, "created", wanted.sort)))
        found = self._shelf.read(lambda connection: query.find(connection, from_start, sorting))
        merged = query.merged([page for _, page in found], wanted)
        return sum(total for total, _ in found), merged[wanted.offset : limit]

    def _whole(self, ids: Sequence[str]) -> list[dict[str, Any]]:
        ids = [each for each in ids if each.isascii()]  # ours are
        marks = ", ".join("?" * len(ids))
        sql = (
            f"SELECT {', '.join(f'runs.{name}' for name in _WHOLE)}, source, versions, json"
            " FROM runs JOIN texts USING (number) JOIN documents USING (number)"
            f" WHERE id IN ({marks})"
        )
        names = (*_WHOLE, "source", "versions", "result")
        found: dict[str, dict[str, Any]] = {}
        for rows in self._shelf.read(lambda each: each.execute(sql, list(ids)).fetchall()):
            found |= {row[0]: record_of(dict(zip(names, row, strict=True))) for row in rows}
        return [found[each] for each in ids if each in found]


def _prune(connection: sqlite3.Connection) -> int:
    settings = keeping.chosen()
    return keeping.prune(connection, settings) + keeping.prune_edits(connection, settings)


def _delete(connection: sqlite3.Connection, runs: Sequence[str]) -> int:
    deleted = delete(connection, runs)
    give_back(connection)
    return deleted


_opening = threading.Lock()


def store() -> Store:
    """The store of this process, opened at first use. Raises PolicyError."""
    with _opening:
        return _opened(os.getpid(), why_not_on_disk())


def why_not_on_disk() -> str:
    """Who says that nothing is to be kept on disk, in words; "" where nobody does.

    Raises PolicyError.
    """
    return keeping.is_off() if policy().history else f"{policy().file} says so"


@functools.cache
def _opened(_pid: int, why_not_on_disk: str) -> Store:
    if why_not_on_disk:
        return Store(None, note=f"results are kept in memory only: {why_not_on_disk}")
    return Store(data_folder() / "results.sqlite")
