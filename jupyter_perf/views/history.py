"""A list of recorded runs, as `%perf history` shows it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any

from ..core import units
from . import static_html as page
from .limits import clipped, visible

_TITLE_CHARS = 60
_HEAD = ("When (UTC)", "Kind", "Outcome", "Result", "Notebook", "Cell begins with")


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
    cells = (when, run["kind"], run["outcome"], _result(run), notebook, run["title"])
    return tuple(clipped(visible(str(cell)), _TITLE_CHARS) for cell in cells)


def _line(row: tuple[str, ...]) -> str:
    return "  ".join(cell for cell in row if cell)


def _result(run: Mapping[str, Any]) -> str:
    """A ratio, or what was predicted and then took place; never without its interval."""
    numbers = run["ratio"], run["low"], run["high"]
    if None not in numbers:
        ratio, interval = units.ratio_and_interval(*numbers)
        return f"{ratio} ({interval})"
    value, low, high, actual = (run.get(name) for name in _PREDICTION)
    if value is None:
        return ""
    # An end that is no number stands for one without end.
    low, high = (0.0 if low is None else low), (math.inf if high is None else high)
    number, interval = units.value_and_range(value, low, high, units.seconds)
    said = f"about {number}" + (f" ({interval})" if interval else "")
    return said if actual is None else f"{said}; took {units.trimmed(units.seconds(actual))}"


_PREDICTION = ("predicted", "predicted_low", "predicted_high", "actual")
