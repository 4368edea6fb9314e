"""A list of recorded runs, as `%perf history` shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any

from ..core import units
from . import static_html as page
from .limits import clipped, visible

_TITLE_CHARS = 60
_HEAD = ("When (UTC)", "Kind", "Outcome", "Ratio", "Notebook", "Cell begins with")


def run_table(runs: Sequence[Mapping[str, Any]], total: int, note: str = "") -> dict[str, Any]:
    """Summaries of the latest of `total` runs that matched; `note` says what is wrong, if it is."""
    head = (
        f"{units.counted(total, 'run')}, the first {len(runs)} shown"
        if total > len(runs)
        else (units.counted(total, "run"))
    )
    rows = [_row(run) for run in runs]
    lines = [head, *(_line(row) for row in rows), *([note] if note else [])]
    parts = [page.paragraph(head), page.table(_HEAD, rows) if rows else ""]
    html = page.root(*parts, page.paragraph(note, "warn") if note else "")
    return {"text/plain": "\n".join(lines), "text/html": html}


def _row(run: Mapping[str, Any]) -> tuple[str, ...]:
    when = str(run["created"]).replace("T", " ").removesuffix("+00:00")
    notebook = PurePath(run["notebook"]).name
    cells = (when, run["kind"], run["outcome"], _ratio(run), notebook, run["title"])
    return tuple(clipped(visible(str(cell)), _TITLE_CHARS) for cell in cells)


def _line(row: tuple[str, ...]) -> str:
    return "  ".join(cell for cell in row if cell)


def _ratio(run: Mapping[str, Any]) -> str:
    """Never without its interval."""
    numbers = run["ratio"], run["low"], run["high"]
    if None in numbers:
        return ""
    ratio, interval = units.ratio_and_interval(*numbers)
    return f"{ratio} ({interval})"
