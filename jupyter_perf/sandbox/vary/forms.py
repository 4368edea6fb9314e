"""What a text is made of: lines of fields, lines, or words."""

from __future__ import annotations

from collections import Counter

TABLE, LINES, WORDS = "table", "lines", "words"
SEPARATORS = ",;\t|"
_LEAST_LINES, _LEAST_WORDS = 3, 8
_TABLE_SHARE = 0.8


def form(text: str) -> str:
    """`TABLE`, `LINES` or `WORDS`; empty for a short text."""
    lines = [line for line in text[: 1 << 16].splitlines() if line.strip()]
    if len(lines) >= _LEAST_LINES:
        return TABLE if any(_regular(lines, mark) for mark in SEPARATORS) else LINES
    return WORDS if len(text[: 1 << 12].split()) >= _LEAST_WORDS else ""


def _regular(lines: list[str], mark: str) -> bool:
    """Whether most lines have the same number of `mark`, at least one."""
    count, how_often = Counter(line.count(mark) for line in lines).most_common(1)[0]
    return count > 0 and how_often >= _TABLE_SHARE * len(lines)
