"""What models cost: tokens and money of the runs that asked one, by notebook, model and month."""

from __future__ import annotations

import dataclasses
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from .query import Query, conditions_of, where_of

_MODEL = "CASE WHEN json_valid(options) THEN json_extract(options, '$.model') END"
_GROUPS = {
    "notebooks": "notebook",
    "models": f"CAST(coalesce({_MODEL}, '') AS TEXT)",
    "months": "substr(created, 1, 7)",
}
_SUMS = "count(*), coalesce(sum(tokens), 0), sum(usd), coalesce(sum(usd IS NULL), 0)"
_RUN = ("id", "created", "notebook", "title", "outcome", "tokens", "usd")
_MOST_LINES = 200


@dataclass(frozen=True)
class Line:
    """Sums over some runs."""

    name: str
    """Path of a notebook, id of a model, or month in UTC; empty where it isn't known."""
    runs: int = 0
    tokens: int = 0
    usd: float | None = None
    """Of the runs whose price is known; None where that is none of them."""
    unpriced: int = 0
    """Runs whose price isn't known: with any, `usd` is at least what was spent."""

    def plus(self, other: Line) -> Line:
        known = [each.usd for each in (self, other) if each.usd is not None]
        return Line(
            self.name,
            self.runs + other.runs,
            self.tokens + other.tokens,
            sum(known) if known else None,
            self.unpriced + other.unpriced,
        )


@dataclass(frozen=True)
class Spend:
    """Sums over all runs that asked a model, and over groups of them; the latest runs."""

    total: Line
    notebooks: tuple[Line, ...] = ()
    models: tuple[Line, ...] = ()
    months: tuple[Line, ...] = ()
    """The latest first; the others begin with what cost most."""
    runs: tuple[dict[str, Any], ...] = ()
    """`id`, `created`, `notebook`, `title`, `outcome`, `tokens`, `usd`, `model` of each."""

    def to_json(self) -> dict[str, Any]:
        return dataclasses.asdict(self)


def spend_of(connection: sqlite3.Connection, wanted: Query) -> Spend:
    """What the runs of `wanted.notebook` cost (all runs, where it is None or empty).

    At most `wanted.limit` runs are told one by one.
    """
    conditions, values = conditions_of(wanted)
    where = where_of([*conditions, "tokens IS NOT NULL"])
    total = connection.execute(f"SELECT '', {_SUMS} FROM runs{where}", values).fetchone()
    groups = {
        group: [
            Line(*row)
            for row in connection.execute(
                f"SELECT {by} AS name, {_SUMS} FROM runs{where} GROUP BY name", values
            )
        ]
        for group, by in _GROUPS.items()
    }
    latest = connection.execute(
        f"SELECT {', '.join(_RUN)}, {_GROUPS['models']} FROM runs{where}"
        " ORDER BY number DESC LIMIT ?",
        (*values, -1 if wanted.limit is None else wanted.limit),
    )
    runs = tuple(dict(zip((*_RUN, "model"), row, strict=True)) for row in latest)
    return _ordered(Line(*total), groups, runs)


def merged(places: Iterable[Spend], limit: int | None) -> Spend:
    """One account of what lies in several places; no run is in two of them."""
    total = Line("")
    groups: dict[str, dict[str, Line]] = {group: {} for group in _GROUPS}
    runs: list[dict[str, Any]] = []
    for place in places:
        total = total.plus(place.total)
        runs += place.runs
        for group, lines in groups.items():
            for line in getattr(place, group):
                lines[line.name] = lines.get(line.name, Line(line.name)).plus(line)
    latest = sorted(runs, key=lambda run: str(run["created"]), reverse=True)[:limit]
    return _ordered(
        total, {group: list(lines.values()) for group, lines in groups.items()}, tuple(latest)
    )


def _ordered(total: Line, groups: dict[str, list[Line]], runs: tuple[dict[str, Any], ...]) -> Spend:
    def dearest(line: Line) -> tuple[float, int]:
        return line.usd or 0.0, line.tokens

    months = sorted(groups["months"], key=lambda line: line.name, reverse=True)
    return Spend(
        total,
        tuple(sorted(groups["notebooks"], key=dearest, reverse=True)[:_MOST_LINES]),
        tuple(sorted(groups["models"], key=dearest, reverse=True)[:_MOST_LINES]),
        tuple(months[:_MOST_LINES]),
        runs,
    )
