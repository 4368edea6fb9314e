"""A list of the edits that were applied, as `%perf edits` shows it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from ..core import units
from ..records.edit_rows import Edit
from . import static_html as page
from .limits import clipped, visible

_CHARS = 60
_HEAD = ("When (UTC)", "Notebook", "Ratio", "What", "Began with")
_HERE_ONLY = "on that data only"


def edit_table(head: str, edits: Sequence[Edit], note: str = "") -> dict[str, Any]:
    """`head`, a line an edit, and what is wrong with the store, if it is."""
    rows = [_row(edit) for edit in edits]
    lines = [head, *("  ".join(filter(None, row)) for row in rows), *([note] if note else [])]
    parts = [page.paragraph(head), page.table(_HEAD, rows) if rows else ""]
    html = page.root(*parts, page.paragraph(note, "warn") if note else "")
    return {"text/plain": "\n".join(lines), "text/html": html}


def _row(edit: Edit) -> tuple[str, ...]:
    when = edit.created.replace("T", " ").removesuffix("+00:00")
    what = ", ".join([*edit.steps, *([] if edit.general else [_HERE_ONLY])])
    cells = (when, PurePath(edit.notebook).name, _ratio(edit), what, edit.title)
    return tuple(clipped(visible(cell), _CHARS) for cell in cells)


def _ratio(edit: Edit) -> str:
    """Never without its interval."""
    if edit.ratio is None or edit.low is None or edit.high is None:
        return ""
    ratio, interval = units.ratio_and_interval(edit.ratio, edit.low, edit.high)
    return f"{ratio} ({interval})"
