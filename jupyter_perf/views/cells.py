"""Cells of rows as text: in a notebook file each item of a list takes a line."""

from __future__ import annotations

from ..core.ranges import Range


def tabbed(*texts: str) -> str:
    """One text with a tab between cells."""
    return "\t".join(text.replace("\t", " ") for text in texts)


def numbers_of(value: Range | None) -> tuple[float | None, ...]:
    """A number and the ends of its interval."""
    return (None,) * 3 if value is None else (value.value, value.low, value.high)
