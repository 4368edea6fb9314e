"""What the data of all kinds of result have in common: see `docs/messages.md`."""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
from typing import Any

MIME_TYPE = "application/vnd.jupyter-perf.result+json"
SCHEMA = 1


@dataclasses.dataclass(frozen=True)
class Context:
    """What a result can't know of itself: where it stands, and how the search for it went."""

    run: str | None = None
    """Id of the record that holds all of it."""
    job: str | None = None
    """What stops the search, while it runs."""
    cell: str | None = None
    trajectory: tuple[tuple[float, float], ...] = ()
    """(elapsed seconds, best ratio), whenever there was a new best."""


NOWHERE = Context()


def envelope(
    kind: str, source: str, context: Context, *, most_chars: int, created: str = ""
) -> dict[str, Any]:
    """The keys that place a result: which one it is, of which cell, of which text."""
    source = as_in_cell(source)
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    return {
        "schema": SCHEMA,
        "kind": kind,
        "run": context.run,
        "job": context.job,
        "cell": context.cell,
        "source": source if savable(source, most_chars) else None,
        "source_sha256": hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest(),
        "created": created or now,
    }


def as_in_cell(code: str) -> str:
    """`code` as it stands in a cell: a magic gets it with a line end that isn't there."""
    return code.rstrip("\n")


def savable(code: str, most_chars: int) -> bool:
    """Whether `code` is short enough, and nothing in it would be altered in a file."""
    return len(code) <= most_chars and not any("\ud800" <= c <= "\udfff" for c in code)


def short(number: float) -> float | None:
    """Four digits, which is what a picture needs; None where JSON has no such number."""
    return float(f"{number:.4g}") if abs(number) < float("inf") else None


def without_empty(value: Any) -> Any:
    """Dictionaries without what says nothing: null, empty texts, lists, dictionaries."""
    if isinstance(value, dict):
        kept = {name: without_empty(each) for name, each in value.items()}
        return {name: each for name, each in kept.items() if not _is_empty(each)}
    if isinstance(value, list):
        return [without_empty(each) for each in value]
    return value


def _is_empty(value: Any) -> bool:
    return value is None or (isinstance(value, str | list | dict) and not value)
