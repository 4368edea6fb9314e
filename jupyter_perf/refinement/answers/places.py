"""Where in a source a text stands, exactly or but for its blanks."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from dataclasses import dataclass

from ...core.code import Edit
from .edit_forms import Replacement

_MOST_NAMED = 5
_CLOSE = 0.6
"""Ratio of `difflib` from which a line may be the one that was meant."""


@dataclass(frozen=True)
class _Place:
    line: int
    """From 1."""
    start: int
    """Offsets into the text; without the last line end where it is of whole lines."""
    end: int
    whole_lines: bool = True


class Places:
    """A source, lines ending in newlines, in which texts are looked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = text.split("\n")
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)

    def edit(self, number: int, wanted: Replacement) -> Edit:
        """What `wanted` changes, as offsets into the source.

        Whole lines are looked for first, then lines that differ in trailing blanks and in how far
        all are indented, then parts of lines, then lines that differ in any indentation.
        Raises ValueError, in words for the model, where that is nowhere or in several places.
        """
        find = _without_blank_ends(wanted.find)
        if not find:
            raise ValueError(
                f"edit {number} has nothing to find: quote the lines next to where it belongs"
            )
        for places in (
            self._lines_like(find, lambda lines: lines),
            self._lines_like(find, _outdented),
            self._parts_of_lines(wanted.find.strip("\n")),
            self._lines_like(find, lambda lines: [line.strip() for line in lines]),
        ):
            if len(places) > 1 and wanted.near is not None:
                places = _nearest(places, wanted.near)
            if len(places) == 1:
                return self._replacing(places[0], find, wanted.replace)
            if places:
                raise ValueError(_several(number, places))
        raise ValueError(self._nowhere(number, find))

    def _lines_like(self, find: list[str], form: Callable[[list[str]], list[str]]) -> list[_Place]:
        """Runs of lines that have the same form as those to find."""
        count, first, wanted = len(find), find[0].strip(), form(find)
        return [
            _Place(at + 1, self.starts[at], self.starts[at + count] - 1)
            for at in range(len(self.lines) - count + 1)
            if self.lines[at].strip() == first and form(self.lines[at : at + count]) == wanted
        ]

    def _parts_of_lines(self, find: str) -> list[_Place]:
        """Where the text stands in the middle of lines, not inside of a longer word or number."""
        before = r"(?<!\w)" if re.match(r"\w", find) else ""
        after = r"(?!\w)" if re.search(r"\w\Z", find) else ""
        found = re.finditer(before + re.escape(find) + after, self.text)
        return [
            _Place(self.text.count("\n", 0, at.start()) + 1, at.start(), at.end(), False)
            for at in found
        ]

    def _replacing(self, place: _Place, find: list[str], replace: str) -> Edit:
        if not place.whole_lines:
            return Edit(place.start, place.end, replace.strip("\n"))
        new = _without_blank_ends(replace)
        if not new:
            return Edit(place.start, min(place.end + 1, len(self.text)), "")
        there, quoted = _indent(self.lines[place.line - 1]), _indent(find[0])
        if there != quoted:
            new = [_indented(line, quoted, there) for line in new]
        return Edit(place.start, place.end, "\n".join(new))

    def _nowhere(self, number: int, find: list[str]) -> str:
        wanted = find[0].strip()
        stripped = [line.strip() for line in self.lines]
        alike = difflib.get_close_matches(wanted, set(stripped), n=1, cutoff=_CLOSE)
        hint = f"; line {stripped.index(alike[0]) + 1} is the most like it" if alike else ""
        return f"the text to find in edit {number} isn't in the code{hint}: quote it exactly"


def _several(number: int, places: list[_Place]) -> str:
    lines = ", ".join(str(place.line) for place in places[:_MOST_NAMED])
    more = ", …" if len(places) > _MOST_NAMED else ""
    return (
        f"the text to find in edit {number} occurs {len(places)} times (lines {lines}{more}): "
        "quote more lines around the one that is meant"
    )


def _nearest(places: list[_Place], line: int) -> list[_Place]:
    """The places that are nearest to a line: one, or two where both are as near."""
    least = min(abs(place.line - line) for place in places)
    return [place for place in places if abs(place.line - line) == least]


def _without_blank_ends(text: str) -> list[str]:
    lines = text.split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    while lines and not lines[0].strip():
        del lines[0]
    return lines


def _outdented(lines: list[str]) -> list[str]:
    """The lines without the indentation of the first one, and without trailing blanks."""
    indent = _indent(lines[0])
    return [line.removeprefix(indent).rstrip() for line in lines]


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" \t"))]


def _indented(line: str, before: str, after: str) -> str:
    """A line of a text that was indented by `before` and goes where `after` is the indentation."""
    if not line.strip() or not line.startswith(before):
        return line
    return after + line[len(before) :]
