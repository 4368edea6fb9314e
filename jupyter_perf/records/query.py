"""Which runs are asked for, as SQL: every value a parameter, every column from a list."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from ..errors import UsageError
from .schema import has_search

SUMMARY = (
    "id", "created", "kind", "notebook", "cell", "title", "source_sha256", "outcome", "ratio",
    "low", "high", "seconds", "tokens", "usd", "options", "version",
    "predicted", "predicted_low", "predicted_high", "actual",
)  # fmt: skip
"""What is told of each run in a list, in this order."""
SORTS = {
    "created": "number", "kind": "kind", "notebook": "notebook", "title": "title",
    "outcome": "outcome", "ratio": "ratio", "seconds": "seconds",
    "predicted": "predicted", "actual": "actual",
}  # fmt: skip
ORDERS = ("desc", "asc")
LONGEST_SEARCH = 500
LONGEST_FILTER = 4096
LARGEST_COUNT = 2**53
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
        for name in ("kind", "notebook", "outcome", "cell", "search"):
            _require_text(name, getattr(self, name))
        _require("sort", self.sort, SORTS)
        _require("order", self.order, ORDERS)
        for name in ("limit", "offset"):
            _require_count(name, getattr(self, name))
        if len(self.search) > LONGEST_SEARCH:
            raise UsageError(f"`search` must have at most {LONGEST_SEARCH} characters")


def _require_text(name: str, value: Any) -> None:
    """SQLite refuses patterns of 50,000 characters, and text that UTF-8 has no form for."""
    if value is None:
        return
    if not isinstance(value, str) or len(value) > LONGEST_FILTER:
        raise UsageError(f"`{name}` must be text of at most {LONGEST_FILTER} characters")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise UsageError(f"`{name}` holds half a character, which no text can") from None


def _require_count(name: str, value: Any) -> None:
    if value is None and name == "limit":
        return
    if not isinstance(value, int) or not 0 <= value <= LARGEST_COUNT:
        raise UsageError(f"`{name}` must be a whole number, 0 or more, not {value!r}")


def _require(name: str, value: str, known: Any) -> None:
    if value not in known:
        raise UsageError(f"`{name}` must be one of {', '.join(known)}, not {value!r}")


def find(
    connection: sqlite3.Connection, query: Query, columns: tuple[str, ...] = SUMMARY
) -> tuple[int, list[dict[str, Any]]]:
    """How many runs match on all pages, and one page of them as dictionaries of `columns`."""
    if query.search.strip("\0 \t\r\n"):
        found = _searched(connection, query)
        end = None if query.limit is None else query.offset + query.limit
        return len(found), _rows(connection, query, columns, found[query.offset : end])
    conditions, values = conditions_of(query)
    where = where_of(conditions)
    total = connection.execute(f"SELECT count(*) FROM runs{where}", values).fetchone()[0]
    limit = -1 if query.limit is None else query.limit
    # Numbers first: what is sorted and skipped stays small.
    numbers = connection.execute(
        f"SELECT number FROM runs{where} ORDER BY {_order(query)} LIMIT ? OFFSET ?",
        (*values, limit, query.offset),
    )
    return int(total), _rows(connection, query, columns, [row[0] for row in numbers])


def merged(pages: list[list[dict[str, Any]]], query: Query) -> list[dict[str, Any]]:
    """Rows of several places in one order; of those that are alike the later place's come first.

    Numbers are each place's own, so that dates stand for them here.
    """
    oldest_first = query.sort == "created" and query.order == "asc"
    rows = {row["id"]: row for page in (pages if oldest_first else reversed(pages)) for row in page}
    known = [row for row in rows.values() if row[query.sort] is not None]
    known.sort(key=lambda row: row[query.sort], reverse=query.order == "desc")
    return known + [row for row in rows.values() if row[query.sort] is None]


def _rows(
    connection: sqlite3.Connection, query: Query, columns: tuple[str, ...], numbers: list[int]
) -> list[dict[str, Any]]:
    found = connection.execute(
        f"SELECT {', '.join(columns)} FROM runs"
        f" WHERE number IN (SELECT value FROM json_each(?)) ORDER BY {_order(query)}",
        (json.dumps(numbers),),
    )
    return [dict(zip(columns, row, strict=True)) for row in found]


def _searched(connection: sqlite3.Connection, query: Query) -> list[int]:
    """Numbers of all that match, in order.

    A common word is found in most runs. To look for it once, and to keep SQLite from asking the
    index about each run, what it finds and what the filters leave meet here.
    """
    words = query.search.replace("\0", " ").split()
    long = [word for word in words if len(word) >= _GRAM]
    conditions, values = conditions_of(query)
    for word in words if not has_search(connection) else set(words) - set(long):
        columns = ("title", "notebook", "source") if len(word) >= _GRAM else ("title", "notebook")
        matches = " OR ".join(rf"{column} LIKE ? ESCAPE '\'" for column in columns)
        table = "texts" if len(word) >= _GRAM else "runs"
        conditions.append(f"number IN (SELECT number FROM {table} WHERE {matches})")
        values += [f"%{_literally(word)}%"] * len(columns)
    hits = None
    if long and has_search(connection):
        quoted = " ".join('"' + word.replace('"', '""') + '"' for word in long)
        sql = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid"
        hits = [row[0] for row in connection.execute(sql, (quoted,))]
        if not conditions and query.sort == "created":
            return hits if query.order == "asc" else hits[::-1]
    sql = f"SELECT number FROM runs{where_of(conditions)} ORDER BY {_order(query)}"
    numbers = [row[0] for row in connection.execute(sql, values)]
    if hits is None:
        return numbers
    among = set(hits)
    return [number for number in numbers if number in among]


def conditions_of(query: Query) -> tuple[list[str], list[object]]:
    """What the filters besides `search` ask for."""
    conditions, values = [], list[object]()
    for column in ("kind", "outcome", "cell"):
        if wanted := getattr(query, column):
            conditions.append(f"{column} = ?")
            values.append(wanted)
    if query.notebook:
        is_whole = PurePath(query.notebook).is_absolute()
        endings = [] if is_whole else _endings(query.notebook)
        matches = ["notebook = ?", *(r"notebook LIKE ? ESCAPE '\'" for _ in endings)]
        conditions.append(f"({' OR '.join(matches)})")
        values += [query.notebook, *endings]
    return conditions, values


def _endings(path: str) -> list[str]:
    """Patterns for paths that end in `path`, as this system writes them."""
    own = str(PurePath("/", path))  # on Windows with backslashes
    return [f"%{_literally(each)}" for each in dict.fromkeys((f"/{path}", own))]


def where_of(conditions: list[str]) -> str:
    return " WHERE " + " AND ".join(conditions) if conditions else ""


def _order(query: Query) -> str:
    by = SORTS[query.sort]
    order = "ASC" if query.order == "asc" else "DESC"
    return f"{by} {order} NULLS LAST" + ("" if by == "number" else ", number DESC")


def _literally(text: str) -> str:
    """`text` inside a LIKE pattern, where `%` and `_` mean themselves."""
    return text.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
