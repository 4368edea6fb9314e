"""Edits that users applied, as rows: what is kept of one, and the SQL that finds and deletes them.

A row belongs to a notebook and stands for one slow and one fast text in it, however often that
edit is applied. Texts are without likely secrets; hashes are of the texts as they were.
"""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from ..core.secrets import Masker, find
from .about import sha256_of, title_of
from .rows import ID_BYTES, delete_ids, now, savable

LONGEST_CHARS = 200_000
"""Of both texts: what is longer holds data, and serves nobody as an example."""


@dataclass(frozen=True)
class Edit:
    """An edit that was measured and applied."""

    id: str
    created: str
    """ISO date and time in UTC."""
    notebook: str
    """Path, absolute where it is known; empty where it isn't."""
    title: str
    slow: str
    fast: str
    ratio: float | None
    """CPU time of slow / fast, with its interval `low` to `high`; None where it wasn't measured."""
    low: float | None
    high: float | None
    general: bool
    """False where it is known to be right on that user's data only."""
    steps: tuple[str, ...]
    """What made it: names of rules, or of a provider."""
    run: str | None
    """Id of the record of the search that found it."""
    source_sha256: str
    code_sha256: str

    def columns(self) -> dict[str, Any]:
        row = {field.name: getattr(self, field.name) for field in fields(self)}
        row["steps"] = json.dumps(self.steps)
        size = len(self.slow.encode("utf-8", "replace")) + len(self.fast.encode("utf-8", "replace"))
        texts = {name: savable(value) for name, value in row.items() if isinstance(value, str)}
        return {**row, **texts, "bytes": size}

    def to_json(self) -> dict[str, Any]:
        """For export: plain data under the names above."""
        return {field.name: getattr(self, field.name) for field in fields(self)} | {
            "steps": list(self.steps)
        }


COLUMNS = tuple(field.name for field in fields(Edit))
_STORED = (*COLUMNS, "bytes")
_INSERT = (
    f"INSERT OR REPLACE INTO edits ({', '.join(_STORED)})"
    f" VALUES ({', '.join(':' + name for name in _STORED)})"
)


def edit_of(
    notebook: str,
    slow: str,
    fast: str,
    *,
    ratio: float | None = None,
    low: float | None = None,
    high: float | None = None,
    general: bool = True,
    steps: Sequence[str] = (),
    run: str | None = None,
    hashes: tuple[str, str] | None = None,
) -> Edit | None:
    """The edit without its secrets; None where they can't be kept out, or it is too long.

    `hashes` are those of the whole texts, where `slow` and `fast` come without secrets already.
    """
    if len(slow) + len(fast) > LONGEST_CHARS or not slow.strip() or not fast.strip():
        return None
    masker = Masker()
    masker.text(slow)
    masker.text(fast)
    # Again: what only the second text gives away may stand in the first.
    clean_slow, clean_fast = masker.text(slow), masker.text(fast)
    if any(find(clean_slow)) or any(find(clean_fast)):
        return None
    source_sha256, code_sha256 = hashes or (sha256_of(slow), sha256_of(fast))
    return Edit(
        secrets.token_hex(ID_BYTES), now(), notebook, title_of(clean_slow), clean_slow, clean_fast,
        ratio, low, high, general, tuple(steps), run, source_sha256, code_sha256,
    )  # fmt: skip


def insert(connection: sqlite3.Connection, edit: Edit) -> None:
    """Write `edit`, in the place of the same one in that notebook."""
    connection.execute(_INSERT, edit.columns())


def select(connection: sqlite3.Connection, notebook: str | None) -> list[Edit]:
    """The edits of a notebook, of all where that is None: the latest first."""
    where, values = ("", ()) if notebook is None else (" WHERE notebook = ?", (savable(notebook),))
    sql = f"SELECT {', '.join(COLUMNS)} FROM edits{where} ORDER BY number DESC"
    return [_read(row) for row in connection.execute(sql, values)]


def _read(row: tuple[Any, ...]) -> Edit:
    values = dict(zip(COLUMNS, row, strict=True))
    values["steps"] = tuple(json.loads(values["steps"]))
    values["general"] = bool(values["general"])
    return Edit(**values)


def delete_some(connection: sqlite3.Connection, ids: Sequence[str]) -> int:
    """Delete the edits of these ids; returns how many there were."""
    return delete_ids(connection, "edits", ids)


def delete_of(connection: sqlite3.Connection, notebook: str | None) -> int:
    """Delete the edits of a notebook, or all; returns how many there were."""
    if notebook is None:
        return connection.execute("DELETE FROM edits").rowcount
    return connection.execute("DELETE FROM edits WHERE notebook = ?", (savable(notebook),)).rowcount


def delete_applied(
    connection: sqlite3.Connection, run: str, code_sha256: str, notebook: str = ""
) -> int:
    """Delete the edit that put that code in the place of what `run` searched; how many there were.

    Only in `notebook`, where that is known. The same edit may have been applied from a later run of
    the same text there; the run itself may be another notebook's.
    """
    return connection.execute(
        "DELETE FROM edits WHERE code_sha256 = :code AND :notebook IN ('', notebook)"
        " AND (run = :run OR EXISTS (SELECT 1 FROM runs WHERE runs.id = :run"
        " AND edits.notebook IN (runs.notebook, :notebook)"
        " AND runs.source_sha256 = edits.source_sha256))",
        {"code": code_sha256, "run": run, "notebook": notebook},
    ).rowcount


def rename(connection: sqlite3.Connection, before: str, now: str) -> int:
    """Move the edits of one notebook to another path; returns how many there are."""
    sql = "UPDATE OR REPLACE edits SET notebook = ? WHERE notebook = ?"
    return connection.execute(sql, (savable(now), savable(before))).rowcount
