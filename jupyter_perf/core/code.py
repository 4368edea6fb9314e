"""Pieces of a rewrite: an edit, how safe it is, and the candidate that results."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass


class Safety(enum.Enum):
    """How much a rewrite promises before it is run (every one is run all the same)."""

    SAFE = "safe"
    """Same behaviour for every input that passes the guards stated in its docstring."""
    CHECK = "check"
    """May differ on some inputs (rounding, dtype, leftovers): only running it can tell."""


@dataclass(frozen=True, order=True)
class Edit:
    """Replace `source[start:end]` (character offsets) by `text`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Candidate:
    """A rewrite of a whole source, not yet judged.

    `steps` names what made it, in order (rule names, or a provider's name); `expected` is the
    prior guess of original time / new time that orders the search and is never shown as a result.
    """

    code: str
    steps: tuple[str, ...]
    safety: Safety = Safety.CHECK
    summary: str = ""
    expected: float = 1.0


def apply_edits(source: str, edits: Iterable[Edit]) -> str:
    """Return `source` with non-overlapping `edits` applied.

    Raises ValueError where two edits overlap or one lies outside the text.
    """
    result: list[str] = []
    position = 0
    for edit in sorted(edits):
        if not position <= edit.start <= edit.end <= len(source):
            raise ValueError(f"edit {edit} overlaps another or lies outside the source")
        result += source[position : edit.start], edit.text
        position = edit.end
    return "".join([*result, source[position:]])
