"""Numbers in a cell's text replaced by names, so that they can be varied like any other size."""

from __future__ import annotations

import io
from collections.abc import Iterable

from ...core.code import Edit, apply_edits
from .sizes import Literal


def lifted(source: str, literals: Iterable[Literal]) -> str:
    """The source with a name in the place of each number; its lines stay the same."""
    starts = _line_starts(source)
    edits = []
    for literal in literals:
        line, column, _, end_column = literal.place
        start = _offset(source, starts, line, column)
        end = _offset(source, starts, line, end_column)
        edits.append(Edit(start, end, literal.name))
    return apply_edits(source, edits)


def _line_starts(source: str) -> list[int]:
    starts, at = [], 0
    # Not splitlines: the parser doesn't end a line at a form feed.
    for line in io.StringIO(source, newline=""):
        starts.append(at)
        at += len(line)
    return starts


def _offset(source: str, starts: list[int], line: int, column: int) -> int:
    """Character offset of a place that `ast` gives: columns count bytes of UTF-8."""
    start = starts[line - 1]
    end = source.find("\n", start)
    text = source[start : end if end >= 0 else len(source)]
    return start + len(text.encode()[:column].decode())
