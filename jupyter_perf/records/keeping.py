"""How much is kept: whether at all, how long, how many runs, how many bytes."""

from __future__ import annotations

import datetime
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

_FOREVER_DAYS = 365.0 * 1000
_NO_LIMIT = 2**53
"""Infinity, which is a way to say "keep all", is no date and no number for SQLite."""
_OFF = {"off", "0", "false", "no"}


@dataclass(frozen=True)
class Keeping:
    """What the user's settings say. The latest run is kept whatever they say."""

    history: bool = True
    days: float = 365.0
    runs: int = 100_000
    megabytes: float = 500.0
    """Of sources and compressed results; indexes come on top."""


_chosen = Keeping()


def choose(keeping: Keeping) -> None:
    """Use these settings in this process from now on."""
    global _chosen
    _chosen = keeping


def chosen() -> Keeping:
    return _chosen


def is_off() -> str:
    """Who says that nothing is to be kept on disk, in words; "" where nobody does.

    The administrator's policy comes first: `store` asks it itself.
    """
    if os.environ.get("JUPYTER_PERF_HISTORY", "").strip().lower() in _OFF:
        return "JUPYTER_PERF_HISTORY says so"
    return "" if _chosen.history else "the setting `JupyterPerf.history` says so"


def prune(connection: sqlite3.Connection, keeping: Keeping) -> int:
    """Delete what is too old or too much, the oldest first; returns how many runs."""
    return _prune(connection, keeping, "runs", "number < (SELECT max(number) FROM runs)")


def prune_edits(connection: sqlite3.Connection, keeping: Keeping) -> int:
    """The same for the edits that were applied, of which the latest goes too."""
    return _prune(connection, keeping, "edits", "1")


def _prune(connection: sqlite3.Connection, keeping: Keeping, table: str, among: str) -> int:
    today = datetime.datetime.now(datetime.UTC)
    days = min(keeping.days, _FOREVER_DAYS)
    oldest = (today - datetime.timedelta(days=days)).isoformat(timespec="seconds")
    deleted = 0
    for condition, value in (
        ("created < ?", oldest),
        (
            f"number <= (SELECT number FROM {table} ORDER BY number DESC LIMIT 1 OFFSET ?)",
            min(keeping.runs, _NO_LIMIT),
        ),
        (
            "number <= (SELECT number FROM (SELECT number, sum(bytes) OVER (ORDER BY number DESC)"
            f" AS held FROM {table}) WHERE held > ? ORDER BY number DESC LIMIT 1)",
            int(min(keeping.megabytes * 1e6, _NO_LIMIT)),
        ),
    ):
        deleted += connection.execute(
            f"DELETE FROM {table} WHERE {condition} AND {among}", (value,)
        ).rowcount
    return deleted
