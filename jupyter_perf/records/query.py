"""Which runs are asked for, as SQL: every value a parameter, every column from a list."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any

from ..errors import UsageError
from .schema import has_search

SUMMARY = (
    "id", "created", "kind", "notebook", "cell", "title", "source_sha256", "outcome", "ratio",
    "low", "high", "seconds", "tokens", "usd", "options", "version",
)  # fmt: skip
"""What is told of each run in a list, in this order."""
SORTS = {
    "created": "number", "kind": "kind", "notebook": "notebook", "title": "title",
    "outcome": "outcome", "ratio": "ratio", "seconds": "seconds",
}  # fmt: skip
ORDERS = ("desc", "asc")
LONGEST_SEARCH = 500
_GRAM = 3
"""The index holds sequences of so many characters: shorter words are looked for otherwise."""


@dataclass(frozen=True)
class Query:
    """Filters (None and "" match all), order and page. Raises UsageError where one is wrong.

    `notebook` is a path or the last parts of one; `search` is words that must all occur in the
    source, the title or the notebook's path, in any case, also inside of longer words. Words of
    one or two characters are looked for in titles and paths only.
    """

    kind: str | None = None
    notebook: str | None = None
    outcome: str | None = None
    cell: str | None = None
    search: str = ""
    sort: str = "created"
    order: str = "desc"
    limit: int | None = None
    offset: int = 0

    def __post_init__(self) -> None:
        _require("sort", self.sort, SORTS)
        _require("order", self.order, ORDERS)
        if self.limit is not None and self.limit < 0:
            raise UsageError(f"`limit` must be 0 or more, not {self.limit}")
        if self.offset < 0:
            raise UsageError(f"`offset` must be 0 or more, not {self.offset}")
        if len(self.search) > LONGEST_SEARCH:
            raise UsageError(f"`search` must have at most {LONGEST_SEARCH} characters")


def _require(name: str, value: str, known: Any) -> None:
    if value not in known:
        raise UsageError(f"`{name}` must be one of {', '.join(known)}, not {value!r}")


def count(connection: sqlite3.Connection, query: Query) -> int:
    """How many runs match, whatever the page."""
    where, values = _where(connection, query)
    return int(connection.execute(f"SELECT count(*) FROM runs{where}", values).fetchone()[0])


def select(
    connection: sqlite3.Connection, query: Query, columns: tuple[str, ...] = SUMMARY
) -> list[dict[str, Any]]:
    """One page of the runs that match, as dictionaries of `columns` (names of ours only)."""
    where, values = _where(connection, query)
    order = "ASC" if query.order == "asc" else "DESC"
    by = SORTS[query.sort]
    ordered = f"{by} {order} NULLS LAST" + ("" if by == "number" else ", number DESC")
    # Numbers first: what is sorted and skipped stays small.
    inner = f"SELECT number FROM runs{where} ORDER BY {ordered} LIMIT ? OFFSET ?"
    found = connection.execute(
        f"SELECT {', '.join(columns)} FROM runs WHERE number IN ({inner}) ORDER BY {ordered}",
        (*values, -1 if query.limit is None else query.limit, query.offset),
    )
    return [dict(zip(columns, row, strict=True)) for row in found]


def _where(connection: sqlite3.Connection, query: Query) -> tuple[str, list[object]]:
    conditions, values = [], list[object]()
    for column in ("kind", "outcome", "cell"):
        if wanted := getattr(query, column):
            conditions.append(f"{column} = ?")
            values.append(wanted)
    if query.notebook:
        conditions.append(r"(notebook = ? OR notebook LIKE ? ESCAPE '\')")
        values += [query.notebook, "%/" + _literally(query.notebook)]
    words = query.search.replace("\0", " ").split()
    long = [word for word in words if len(word) >= _GRAM]
    if long and has_search(connection):
        conditions.append("number IN (SELECT rowid FROM search WHERE search MATCH ?)")
        values.append(" ".join('"' + word.replace('"', '""') + '"' for word in long))
    elif long:
        for word in long:
            conditions.append(
                r"number IN (SELECT number FROM texts WHERE title LIKE ? ESCAPE '\'"
                r" OR notebook LIKE ? ESCAPE '\' OR source LIKE ? ESCAPE '\')"
            )
            values += [f"%{_literally(word)}%"] * 3
    for word in (word for word in words if len(word) < _GRAM):
        conditions.append(r"(title LIKE ? ESCAPE '\' OR notebook LIKE ? ESCAPE '\')")
        values += [f"%{_literally(word)}%"] * 2
    return (" WHERE " + " AND ".join(conditions) if conditions else ""), values


def _literally(text: str) -> str:
    """`text` inside a LIKE pattern, where `%` and `_` mean themselves."""
    return text.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
