"""Lines of texts that a terminal shows whole, and lists of them that are cut."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import Protocol

from .limits import clipped

WIDTH = 80


class Cut(Protocol):
    """How much of the words is kept."""

    @property
    def notes(self) -> int: ...

    @property
    def words_chars(self) -> int: ...


def wrapped(line: str, indent: str = "", width: int = WIDTH) -> list[str]:
    """`line` in lines; `indent` is of all but the first."""
    return textwrap.wrap(line, width, subsequent_indent=indent, break_on_hyphens=False) or [""]


def wrapped_inside(line: str, indent: str = "") -> list[str]:
    """The same with room for an indent of two."""
    return wrapped(line, indent, WIDTH - 2)


def listed(head: str, lines: Iterable[str], cut: Cut, most: int) -> list[str]:
    """A list with its head, `most` lines of text each; what was cut is counted."""
    found = list(lines)
    shown = [part for line in found[: cut.notes] for part in short(line, cut, most, "  ")]
    if (more := len(found) - cut.notes) > 0:
        shown.append(f"  … and {more} more")
    return ["", head, *shown] if found else []


def short(line: str, cut: Cut, most: int, indent: str = "") -> list[str]:
    """At most so many lines of it; none of an empty one."""
    parts = wrapped_inside(clipped(line, cut.words_chars), "    ") if line else []
    return [indent + part for part in parts][:most]
