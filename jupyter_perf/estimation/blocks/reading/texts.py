"""A cell's body as lines: sizes, line ends, comments and marked regions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ....core import units
from ....errors import UsageError

LONGEST_TEXT = 2_000_000
"""Characters: more is refused before any work."""
_LINE_ENDS = re.compile(r"\r\n|\r|\n")
_COMMENT = re.compile(r"//.*|#.*")
_LONG_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_MARK = re.compile(
    r"(?:#|;|//|/\*)[\s*]*(?:LLVM-MCA|OSACA|IACA)[-_ ](?P<what>BEGIN|START|END)\b\s*(?P<name>\S*)",
    re.IGNORECASE,
)
_INVISIBLE = {"\ufeff": "", "\u200b": "", "\u00a0": " ", "\u2007": " ", "\u202f": " "}
"""What web pages put between words, and editors at a file's start."""


class Line(NamedTuple):
    """A line of what the user wrote, without comments."""

    number: int
    """From 1."""
    text: str


class Region(NamedTuple):
    """The lines between two marks, or all."""

    name: str
    lines: list[Line]


def regions(text: str) -> list[Region]:
    """What is to be read, without comments: one region without a name where nothing is marked.

    Marks are comments as LLVM-MCA and OSACA know them: `# LLVM-MCA-BEGIN name`, `# OSACA-END`.
    Raises UsageError for a text that is too long, and for marks without their counterpart.
    """
    if len(text) > LONGEST_TEXT:
        raise UsageError(
            f"{units.count(len(text))} characters are too many: give the loop alone (at most "
            f"{units.count(LONGEST_TEXT)})"
        )
    for sign, instead in _INVISIBLE.items():
        text = text.replace(sign, instead)
    raw = _LINE_ENDS.split(text)
    plain = _LINE_ENDS.split(_LONG_COMMENT.sub(_blank, text))
    lines = [
        Line(number, _COMMENT.sub("", each).rstrip()) for number, each in enumerate(plain, start=1)
    ]
    marks = [(index, found) for index, each in enumerate(raw) if (found := _MARK.search(each))]
    if not marks:
        return [Region("", lines)]
    return _marked(marks, lines)


def check_ascii(lines: Sequence[Line]) -> None:
    """Raise UsageError where something but a comment holds what no assembler knows."""
    for each in lines:
        for place, sign in enumerate(each.text, start=1):
            if not sign.isascii():
                raise UsageError(
                    f"line {each.number} has {sign!r} at place {place}: only comments may hold "
                    "letters and signs beyond ASCII"
                )


def _blank(comment: re.Match[str]) -> str:
    """As many lines as the comment had."""
    return "\n" * len(_LINE_ENDS.findall(comment[0])) or " "


def _marked(marks: list[tuple[int, re.Match[str]]], lines: list[Line]) -> list[Region]:
    found: list[Region] = []
    begun: list[tuple[int, str]] = []
    for index, mark in marks:
        if mark["what"].upper() != "END":
            begun.append((index + 1, mark["name"]))
        elif begun:
            start, name = begun.pop()
            found.append(Region(name, lines[start:index]))
        else:
            raise UsageError(f"line {index + 1} ends a region that wasn't begun")
    if begun:
        raise UsageError(f"the region begun in line {begun[-1][0]} isn't ended")
    return sorted(found, key=lambda each: each.lines[0].number if each.lines else 0)
