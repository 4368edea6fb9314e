"""Fenced blocks of Markdown, as models write them: CommonMark's rules, and what they forget."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .parsing import LONGEST_CODE

_LIST_ITEM = r"(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?"
_OPENING = re.compile(
    rf"(?P<indent>[ \t]*{_LIST_ITEM})(?P<fence>`{{3,}}(?=[^`]*$)|~{{3,}})(?P<info>.*)"
)
_CLOSING = re.compile(r"[ \t]*(?P<fence>`{3,}|~{3,})[ \t]*")
_WORD = re.compile(r"[\w+#]+")
_PYTHON = re.compile(r"(?:i?python|py|pycon|jupyter|sage)[\d.]*")
_UNLABELLED = frozenset({"", "code", "text", "txt", "plain", "plaintext"})
_MOST_CLOSINGS = 3
"""How many closing fences are tried where the first one stands inside of a string."""


@dataclass(frozen=True)
class Block:
    """What stands between two fences."""

    info: str
    """What stands after the opening fence."""
    lines: tuple[str, ...]
    """Without their ends, and without the indentation of the fence."""
    end: int
    """Index of the first line of the answer after this block."""
    closed: bool
    """By a fence, or by the next block's where its own was forgotten."""
    fenced: bool = True
    """Whether it was by its own fence, or at least by the end of the answer."""

    @property
    def text(self) -> str:
        return "\n".join(self.lines) + "\n"

    @property
    def language(self) -> str:
        """`python`, `json`, empty where nothing says, else the label in small letters."""
        words = [word.lower() for word in _WORD.findall(self.info)[:3]]
        if any(_PYTHON.fullmatch(word) for word in words) or ".py" in self.info.split(" ")[0]:
            return "python"
        label = words[0] if words else ""
        return "" if label in _UNLABELLED else label


def readings(lines: list[str], start: int) -> Iterator[Block]:
    """Ways to read the first block that opens at or after line `start`, the likeliest first.

    A fence may be closed by a line inside of a string of the code, and may be forgotten where the
    next block opens: the caller takes the first reading whose text makes sense. Nothing is yielded
    where no block opens. One that is longer than `LONGEST_CODE` takes the rest of the answer.
    """
    found = _next_opening(lines, start)
    if found is None:
        return
    first, opening = found
    fence, info, indent = opening["fence"], opening["info"].strip(), len(opening["indent"])
    body: list[str] = []
    size, closings, inner = 0, 0, -1
    for index in range(first + 1, len(lines)):
        line = lines[index]
        size += len(line) + 1
        if size > LONGEST_CODE:
            yield Block(info, (), len(lines), closed=False)
            return
        if _closes(line, fence):
            yield Block(info, tuple(body), index + 1, closed=True)
            closings += 1
            if closings == _MOST_CLOSINGS:
                break
        elif inner < 0 and closings == 0 and _opens_with_label(line):
            inner = index
        body.append(_outdented(line, indent))
    if closings == 0:
        yield Block(info, tuple(body), len(lines), closed=False)
    if inner >= 0:
        yield Block(info, tuple(body[: inner - first - 1]), inner, True, fenced=False)


def _next_opening(lines: list[str], start: int) -> tuple[int, re.Match[str]] | None:
    for index in range(start, len(lines)):
        if "```" in lines[index] or "~~~" in lines[index]:
            opening = _OPENING.fullmatch(lines[index])
            if opening is not None:
                return index, opening
    return None


def _closes(line: str, fence: str) -> bool:
    if fence[:3] not in line:
        return False
    closing = _CLOSING.fullmatch(line)
    return closing is not None and closing["fence"].startswith(fence)


def _opens_with_label(line: str) -> bool:
    if "```" not in line and "~~~" not in line:
        return False
    opening = _OPENING.fullmatch(line)
    return opening is not None and bool(opening["info"].strip())


def _outdented(line: str, indent: int) -> str:
    """`line` without as much of its leading blanks as the fence had (CommonMark 4.5)."""
    blanks = len(line) - len(line.lstrip(" \t"))
    return line[min(blanks, indent) :]
