"""What models cost, as `%perf spend` shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any

from ..core import units
from ..records.spend import Line, Spend
from . import static_html as page
from .limits import clipped, visible

_LINES = 10
_CHARS = 60
_UNKNOWN = "not known"
_HEAD = ("Runs", "Tokens", "Spent")
_RUN_HEAD = ("When (UTC)", "Model", "Outcome", "Notebook", "Cell begins with", "Tokens", "Spent")
_NOTE = (
    "Money is reckoned from the tokens that the endpoints counted and the prices of that time; the"
    " endpoints' own bills are what counts. Runs that were deleted are no longer in it."
)


def spend_table(spend: Spend, notebook: str | None = None, note: str = "") -> dict[str, Any]:
    """The sums, for `notebook` where one is named; `note` says what is wrong, if it is."""
    where = f" for {PurePath(notebook).name}" if notebook else ""
    if not spend.total.runs:
        head = f"Nothing was spent on models{where} yet."
        tables: list[tuple[Sequence[str], list[tuple[str, ...]]]] = []
    else:
        runs = units.counted(spend.total.runs, "run")
        head = f"{_money(spend.total)}{where}: {runs}, {units.counted(spend.total.tokens, 'token')}"
        tables = _tables(spend, of_one=bool(notebook))
    notes = [_NOTE] if tables else []
    lines = [visible(head)]
    for columns, rows in tables:
        lines += ["", "  ".join(columns), *("  ".join(filter(None, row)) for row in rows)]
    lines += ["", *notes] if notes else []
    lines += [visible(note)] if note else []
    html = page.root(
        page.headline(visible(head), ""),
        *(page.table(columns, rows) for columns, rows in tables),
        *(page.paragraph(each, "soft") for each in notes),
        page.paragraph(note, "warn") if note else "",
    )
    return {"text/plain": "\n".join(lines), "text/html": html}


def _tables(spend: Spend, *, of_one: bool) -> list[tuple[Sequence[str], list[tuple[str, ...]]]]:
    groups = [
        ("Model", spend.models),
        ("Month (UTC)", spend.months),
        *([] if of_one else [("Notebook", spend.notebooks)]),
    ]
    tables: list[tuple[Sequence[str], list[tuple[str, ...]]]] = [
        ((name, *_HEAD), [_row(line) for line in lines[:_LINES]]) for name, lines in groups
    ]
    if spend.runs:
        tables.append((_RUN_HEAD, [_run(run) for run in spend.runs]))
    return tables


def _row(line: Line) -> tuple[str, ...]:
    name = clipped(visible(line.name), _CHARS) or _UNKNOWN
    return name, units.count(line.runs), units.count(line.tokens), _money(line)


def _money(line: Line) -> str:
    """A sum that lacks some prices is a lower end, and said to be."""
    if line.usd is None:
        return "price unknown"
    return ("at least " if line.unpriced else "") + units.usd(line.usd)


def _run(run: Mapping[str, Any]) -> tuple[str, ...]:
    when = str(run["created"]).replace("T", " ").removesuffix("+00:00")
    usd = "price unknown" if run["usd"] is None else units.usd(run["usd"])
    texts = (when, run["model"], run["outcome"], PurePath(run["notebook"]).name, run["title"])
    cells = (clipped(visible(str(text)), _CHARS) for text in texts)
    return (*cells, units.count(run["tokens"]), usd)
