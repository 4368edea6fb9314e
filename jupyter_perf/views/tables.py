"""Tables that aren't results: the rules, and what the doctor found."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

from ..core import units
from . import static_html as page

_WIDTH = 80


def rule_table(rules: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Rows of `refinement.rules.table()`: name, safety, gain (a prior guess), summary."""
    head = ("Rule", "Safety", "Gain", "What it does")
    rows = [
        (rule["name"], rule["safety"], f"about {rule['gain']:g}×", rule["summary"])
        for rule in rules
    ]
    note = (
        "Gains are guesses that order the search: each rewrite is run, compared and measured on"
        " your data. “check”: on some inputs the answer may differ, in rounding for example;"
        " a rewrite that does is never applied. `%perf explain NAME` shows a rule in full."
    )
    lines = [units.counted(len(rows), "rule"), *textwrap.wrap(note, _WIDTH)]
    for name, safety, gain, summary in rows:
        lines += _entry(name, f"{summary} ({safety}, {gain})")
    html = page.root(page.table(head, rows), page.paragraph(note, "soft"))
    return {"text/plain": "\n".join(lines), "text/html": html}


def findings(rows: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """(topic, finding) rows."""
    lines = [line for topic, finding in rows for line in _entry(topic, finding)]
    html = page.root(page.table(("", ""), rows))
    return {"text/plain": "\n".join(lines), "text/html": html}


def _entry(name: str, text: str) -> list[str]:
    return textwrap.wrap(
        f"{name}: {text}", _WIDTH, subsequent_indent="    ", break_on_hyphens=False
    )
