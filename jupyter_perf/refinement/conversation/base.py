"""What a request showed to be rewritten, kept until its answers have come.

The best code may change in between: an answer is put into the code that it was asked about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..answers.focus import Focus

_IN_LINE = re.compile(r" in line (\d+)$|^line (\d+)\b")


@dataclass(frozen=True)
class Base:
    """A code, and the part of it that a model sees and rewrites: `text`."""

    code: str
    text: str
    binds: tuple[str, ...] = ()
    """Names that a rewrite of `text` must leave."""
    focus: Focus | None = None
    """None where `text` is all of `code`."""

    def line(self, line: int) -> int | None:
        """The line of `text` that `line` of the code is; None where it stands outside."""
        if self.focus is None:
            return line
        first, last = self.focus.part
        return line - first + 1 if first <= line <= last else None

    def in_own_lines(self, why: str, rewritten: str) -> str:
        """`why`, said of a whole code, with its line as that of the `rewritten` part in it."""
        if self.focus is None:
            return why
        first, lines = self.focus.part[0], rewritten.rstrip("\n").count("\n") + 1

        def own(found: re.Match[str]) -> str:
            line = int(found[1] or found[2]) - first + 1
            if 1 <= line <= lines:
                return f" in line {line}" if found[1] else f"line {line}"
            return " outside of the part" if found[1] else "outside of the part"

        return _IN_LINE.sub(own, why)


@dataclass(frozen=True)
class Proposal:
    """The code that an answer comes to: whole, and the part that the model wrote."""

    base: Base
    code: str
    written: str
