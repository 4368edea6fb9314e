"""One run as it is written: masked, summarised, packed."""

from __future__ import annotations

import datetime
import json
import secrets
import sqlite3
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..core.secrets import Masker
from ..core.versions import machine
from .about import About, options_text, sha256_of, title_of, version_of
from .facts import facts_of

RUN_COLUMNS = (
    "id", "key", "created", "kind", "notebook", "cell", "title", "source_sha256", "outcome",
    "ratio", "low", "high", "seconds", "tokens", "usd", "options", "version", "machine",
    "masked", "bytes", "predicted", "predicted_low", "predicted_high", "actual",
)  # fmt: skip
ID_BYTES = 10
_IDS_AT_ONCE = 500
INDEXED_CHARS = 100_000
"""A cell that holds more is a cell that holds data: to index a megabyte takes seconds, during
which no other kernel can write."""
_INSERT = (
    f"INSERT INTO runs ({', '.join(RUN_COLUMNS)})"
    f" VALUES ({', '.join(':' + name for name in RUN_COLUMNS)})"
)


@dataclass(frozen=True)
class Row:
    """What goes into the three tables."""

    columns: dict[str, Any]
    source: str
    """As much of it as is searched; all of it is in the document."""
    versions: str
    document: bytes

    @property
    def id(self) -> str:
        return str(self.columns["id"])

    def moved(self, before: str, now: str) -> Row:
        """The same run where its notebook was at `before` and is at `now`."""
        if self.columns["notebook"] != before:
            return self
        return replace(self, columns={**self.columns, "notebook": now})


def row_of(
    key: str | None, kind: str, result: str, about: About | None = None, created: str = ""
) -> Row:
    """The row for `result` (JSON), with likely secrets taken out of every text in it.

    The hash is that of the source as it was: what a cell's text is compared with.
    """
    about = about or About()
    masker = Masker()
    data = _parsed(result)
    facts = facts_of(kind, data)
    source = masker.text(facts.source)
    in_source = len(masker.taken)
    clean = masker.data(data)
    taken = len(masker.taken)
    kept = json.dumps(clean) if taken else result
    document = zlib.compress(kept.encode("utf-8", "backslashreplace"), 6)
    # What was found only beside the source can't be put back from it: never to be recalled.
    recallable = taken == in_source
    columns = {
        "id": secrets.token_hex(ID_BYTES),
        "key": key if recallable else None,
        "created": created or now(),
        "kind": kind,
        "notebook": about.notebook,
        "cell": about.cell,
        "title": title_of(source),
        "source_sha256": sha256_of(facts.source),
        "outcome": facts.outcome,
        "ratio": facts.ratio,
        "low": facts.low,
        "high": facts.high,
        "seconds": facts.seconds,
        "tokens": about.tokens,
        "usd": about.usd,
        "options": masker.text(options_text(about.options)),
        "version": version_of(facts),
        "machine": machine(),
        "masked": taken,
        "bytes": len(document) + len(source.encode("utf-8", "replace")),
        "predicted": facts.predicted,
        "predicted_low": facts.predicted_low,
        "predicted_high": facts.predicted_high,
        "actual": facts.actual,
    }
    return Row(columns, savable(source[:INDEXED_CHARS]), json.dumps(dict(facts.versions)), document)


def insert(connection: sqlite3.Connection, row: Row) -> int:
    """Write `row`; returns its number."""
    columns = {k: savable(v) if isinstance(v, str) else v for k, v in row.columns.items()}
    number = connection.execute(_INSERT, columns).lastrowid
    if number is None:
        raise sqlite3.DatabaseError("the run got no number")
    connection.execute(
        "INSERT INTO texts VALUES (?, ?, ?, ?)",
        (number, columns["title"], columns["notebook"], row.source),
    )
    connection.execute(
        "INSERT INTO documents VALUES (?, ?, ?)", (number, row.versions, row.document)
    )
    return number


def rename(connection: sqlite3.Connection, before: str, now: str) -> int:
    """Move the runs of one notebook to another path; returns how many there are."""
    numbers = connection.execute(
        "SELECT number, title, source FROM runs JOIN texts USING (number, title)"
        " WHERE runs.notebook = ?",
        (savable(before),),
    ).fetchall()
    path = savable(now)
    for number, title, source in numbers:
        connection.execute("UPDATE runs SET notebook = ? WHERE number = ?", (path, number))
        # The index over texts hears of what is deleted and inserted.
        connection.execute("DELETE FROM texts WHERE number = ?", (number,))
        connection.execute("INSERT INTO texts VALUES (?, ?, ?, ?)", (number, title, path, source))
    return len(numbers)


def delete(connection: sqlite3.Connection, runs: Sequence[str]) -> int:
    """Delete the runs of these ids; returns how many there were."""
    return delete_ids(connection, "runs", runs)


def delete_ids(connection: sqlite3.Connection, table: str, ids: Sequence[str]) -> int:
    """Delete the rows of these ids from `table`; returns how many there were."""
    deleted = 0
    ids = [each for each in ids if each.isascii()]  # ours are
    for start in range(0, len(ids), _IDS_AT_ONCE):
        some = ids[start : start + _IDS_AT_ONCE]
        marks = ", ".join("?" * len(some))
        sql = f"DELETE FROM {table} WHERE id IN ({marks})"
        deleted += connection.execute(sql, some).rowcount
    return deleted


def unpacked(document: bytes) -> str:
    """The result's JSON. Raises ValueError where it is damaged."""
    try:
        return zlib.decompress(document).decode()
    except zlib.error as error:
        raise ValueError(f"the stored result is damaged: {error}") from None


def now() -> str:
    """ISO date and time in UTC; to the second, as it is shown."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


def _parsed(result: str) -> Any:
    try:
        return json.loads(result)
    except ValueError:
        return None


def savable(text: str) -> str:
    """SQLite holds UTF-8: half a surrogate pair, which Python allows, is shown as its escape."""
    return text.encode("utf-8", "backslashreplace").decode()
