"""Several rewrites that are faster, side by side: what each gives, and what it costs."""

from __future__ import annotations

import functools
import textwrap
from typing import Any

from ..core import units
from ..refinement.readability import Change, change_between
from ..refinement.result import Refinement
from ..refinement.verdict import Faster
from . import wording
from .limits import Detail, clipped
from .qualifying import SMALL_BYTES

HEAD = ("Speed", "Peak memory", "Change", "Rewrite")
_WIDTH = 80
_GAP = 2
_LEAST_NAME = 24


def compared(found: Refinement) -> list[Faster]:
    """The rewrites to choose from, the fastest first; none where there is no choice."""
    general = [v for v in wording.ranked(found) if isinstance(v, Faster) and v.evidence.general]
    return general if len(general) > 1 else []


def rows(found: Refinement, detail: Detail) -> list[tuple[str, ...]]:
    """One row per rewrite, under `HEAD`; what is taken as the best is marked."""
    shown = compared(found)[: detail.verdicts]
    return [_row(found, verdict, detail) for verdict in shown]


def lines(found: Refinement, detail: Detail) -> list[str]:
    """The rows as text in columns, at most 80 wide."""
    table = rows(found, detail)
    if not table:
        return []
    body = [tuple(cell.lower() if at < 3 else cell for at, cell in enumerate(HEAD)), *table]
    widths = [max(len(row[at]) for row in body) for at in range(3)]
    indent = sum(widths) + 3 * _GAP
    if _WIDTH - indent < _LEAST_NAME:
        return [line for row in table for line in _wrapped("; ".join(filter(None, row)))]
    wrapped = []
    for row in body:
        cells = "".join(cell.ljust(width + _GAP) for cell, width in zip(row, widths, strict=False))
        name = textwrap.wrap(row[3], _WIDTH - indent, break_on_hyphens=False) or [""]
        wrapped.append((cells + name[0]).rstrip())
        wrapped += [" " * indent + more for more in name[1:]]
    return wrapped


def change_data(found: Refinement, verdict: Faster) -> dict[str, Any]:
    """How much of the source a rewrite changes, for a front end."""
    change = _change(found, verdict)
    return {"lines": change.changed, "added": change.added, "imports": list(change.imports[:5])}


def _row(found: Refinement, verdict: Faster, detail: Detail) -> tuple[str, ...]:
    name = wording.steps(verdict) + (" (taken)" if verdict == found.best else "")
    return (
        wording.speed(verdict.timing),
        _memory(verdict),
        clipped(_words(_change(found, verdict)), detail.words_chars),
        clipped(name, detail.words_chars),
    )


def _memory(verdict: Faster) -> str:
    if verdict.peak_bytes is None or max(verdict.peak_bytes) < SMALL_BYTES:
        return ""
    before, after = verdict.peak_bytes
    return f"{units.size(before)} → {units.size(after)}"


def _change(found: Refinement, verdict: Faster) -> Change:
    return _change_between(found.source, verdict.candidate.code)


@functools.lru_cache(maxsize=32)
def _change_between(source: str, code: str) -> Change:
    """Kept for a while: each level of detail asks again, and long texts take their time."""
    return change_between(source, code)


def _words(change: Change) -> str:
    """`7 lines, 3 more`, `5 lines, imports numpy`."""
    parts = [units.counted(change.changed, "line")]
    if change.added:
        parts.append(f"{abs(change.added)} {'more' if change.added > 0 else 'fewer'}")
    if change.imports:
        parts.append(f"imports {change.imports[0]}")
    return ", ".join(parts)


def _wrapped(line: str) -> list[str]:
    return textwrap.wrap(line, _WIDTH, subsequent_indent="  ", break_on_hyphens=False)
