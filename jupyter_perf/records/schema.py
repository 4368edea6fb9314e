"""The tables, and how a file of an earlier version becomes one of this.

`runs` holds what lists, filters and sorts read; it is narrow so that all of it is read quickly.
`texts` is what is searched, through `search`: an index over all sequences of three characters
(FTS5, trigrams) that triggers keep up to date. `documents` holds the results themselves.
Runs are numbered in the order of their dates, so `number` sorts by date.
`edits` holds the edits that users applied (`edit_rows`); they outlive the runs that found them.

To change the schema, add a function to `_STEPS`: it takes the version before its own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

_TABLES = """
CREATE TABLE runs (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, key TEXT,
    created TEXT NOT NULL, kind TEXT NOT NULL, notebook TEXT NOT NULL, cell TEXT,
    title TEXT NOT NULL, source_sha256 TEXT NOT NULL, outcome TEXT NOT NULL,
    ratio REAL, low REAL, high REAL, seconds REAL, tokens INTEGER, usd REAL,
    options TEXT NOT NULL, version TEXT NOT NULL, machine TEXT NOT NULL,
    masked INTEGER NOT NULL, bytes INTEGER NOT NULL,
    predicted REAL, predicted_low REAL, predicted_high REAL, actual REAL
);
CREATE INDEX runs_key ON runs (key) WHERE key IS NOT NULL;
CREATE INDEX runs_created ON runs (created);
CREATE INDEX runs_kind ON runs (kind);
CREATE INDEX runs_outcome ON runs (outcome);
CREATE INDEX runs_ratio ON runs (ratio);
CREATE INDEX runs_seconds ON runs (seconds);
CREATE INDEX runs_title ON runs (title);
CREATE INDEX runs_bytes ON runs (number, bytes);
CREATE INDEX runs_filters ON runs (kind, outcome, notebook, cell, ratio, seconds);
CREATE INDEX runs_names ON runs (notebook, title);
CREATE TABLE texts (
    number INTEGER PRIMARY KEY, title TEXT NOT NULL, notebook TEXT NOT NULL, source TEXT NOT NULL
);
CREATE TABLE documents (
    number INTEGER PRIMARY KEY, versions TEXT NOT NULL, json BLOB NOT NULL
);
CREATE TRIGGER runs_deleted AFTER DELETE ON runs BEGIN
    DELETE FROM texts WHERE number = old.number;
    DELETE FROM documents WHERE number = old.number;
END;
"""
_EDITS = """
CREATE TABLE edits (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, created TEXT NOT NULL,
    notebook TEXT NOT NULL, title TEXT NOT NULL, slow TEXT NOT NULL, fast TEXT NOT NULL,
    ratio REAL, low REAL, high REAL, general INTEGER NOT NULL, steps TEXT NOT NULL, run TEXT,
    source_sha256 TEXT NOT NULL, code_sha256 TEXT NOT NULL, bytes INTEGER NOT NULL
);
CREATE UNIQUE INDEX edits_once ON edits (notebook, source_sha256, code_sha256);
CREATE INDEX edits_created ON edits (created);
"""
_SEARCH = """
CREATE VIRTUAL TABLE search USING fts5(
    title, notebook, source, content='texts', content_rowid='number', tokenize='trigram'
);
CREATE TRIGGER texts_inserted AFTER INSERT ON texts BEGIN
    INSERT INTO search (rowid, title, notebook, source)
    VALUES (new.number, new.title, new.notebook, new.source);
END;
CREATE TRIGGER texts_deleted AFTER DELETE ON texts BEGIN
    INSERT INTO search (search, rowid, title, notebook, source)
    VALUES ('delete', old.number, old.title, old.notebook, old.source);
END;
INSERT INTO search (search) VALUES ('rebuild');
"""


def version_of(connection: sqlite3.Connection) -> int:
    """The schema's version in the file; 0 where it is new."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the file to this version, inside a transaction that the caller has begun.

    Raises sqlite3.DatabaseError for a file of a later version.
    """
    found = version_of(connection)
    if found > SCHEMA_VERSION:
        raise LaterVersion(f"written by a later version of jupyter-perf (schema {found})")
    for step in _STEPS[found:]:
        step(connection)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def has_search(connection: sqlite3.Connection) -> bool:
    """Whether the index is there: some builds of SQLite have no FTS5."""
    found = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'search'").fetchone()
    return found is not None


def execute_all(connection: sqlite3.Connection, script: str) -> None:
    """`executescript` would end the transaction; a trigger's body holds semicolons of its own."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""


class LaterVersion(sqlite3.DatabaseError):
    """The file is fine, but this version can't read it."""


def _results_by_key(connection: sqlite3.Connection) -> None:
    connection.execute(
        "CREATE TABLE IF NOT EXISTS results (key TEXT PRIMARY KEY, kind TEXT NOT NULL,"
        " created TEXT NOT NULL, json TEXT NOT NULL) WITHOUT ROWID"
    )


def _runs(connection: sqlite3.Connection) -> None:
    from .rows import insert, row_of

    execute_all(connection, _TABLES)
    _add_search(connection)
    old = connection.execute("SELECT key, kind, created, json FROM results ORDER BY created")
    for key, kind, created, json in old.fetchall():
        insert(connection, row_of(str(key), str(kind), str(json), created=str(created)))
    connection.execute("DROP TABLE results")


def _add_search(connection: sqlite3.Connection) -> None:
    connection.execute("SAVEPOINT search")
    try:
        execute_all(connection, _SEARCH)
    except sqlite3.OperationalError:  # no FTS5, or one older than its trigrams (SQLite 3.34)
        connection.execute("ROLLBACK TO search")
    connection.execute("RELEASE search")


def _edits(connection: sqlite3.Connection) -> None:
    execute_all(connection, _EDITS)


_PREDICTIONS = ("predicted", "predicted_low", "predicted_high", "actual")


def _predictions(connection: sqlite3.Connection) -> None:
    """Files of versions 2 and 3; in a new one they are there already."""
    there = columns_of(connection)
    for name in _PREDICTIONS:
        if name not in there:
            connection.execute(f"ALTER TABLE runs ADD COLUMN {name} REAL")
    for name in ("predicted", "actual"):
        connection.execute(f"CREATE INDEX runs_{name} ON runs ({name})")


def stand_in(connection: sqlite3.Connection) -> None:
    """Let an earlier version's runs be read as if they were of this one; nothing is written."""
    missing = [name for name in _PREDICTIONS if name not in columns_of(connection)]
    if missing:
        empty = ", ".join(f"NULL AS {name}" for name in missing)
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute(f"CREATE TEMP VIEW runs AS SELECT *, {empty} FROM main.runs")


def columns_of(connection: sqlite3.Connection) -> set[str]:
    """The columns of `runs` in this file, which may be of an earlier version."""
    return {str(row[1]) for row in connection.execute("PRAGMA table_info(runs)")}


_STEPS: tuple[Callable[[sqlite3.Connection], None], ...] = (
    _results_by_key,
    _runs,
    _edits,
    _predictions,
)
SCHEMA_VERSION = len(_STEPS)
READABLE = range(2, SCHEMA_VERSION + 1)
"""Versions whose runs can be listed where a file can't be brought to this one."""
