"""How much of an estimate of blocks is shown, so that it fits into a saved notebook."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Cut:
    """Most of each kind that is shown."""

    lines: int
    """Of each listing: those that cost the most, and the chain."""
    blocks: int
    """With a listing of their own."""
    rows: int
    """Of the table of blocks and targets."""
    notes: int
    words_chars: int
    """Longest run of text that came from outside: an origin, a note, an instruction."""
    code: bool = True
    """Whether an instruction's bytes are shown."""


LEVELS = (
    Cut(64, 8, 40, 12, 400),
    Cut(40, 6, 40, 10, 300),
    Cut(32, 4, 30, 8, 240),
    Cut(24, 3, 24, 8, 200),
    Cut(16, 2, 24, 6, 160, code=False),
    Cut(12, 1, 20, 5, 120, code=False),
    Cut(8, 1, 16, 4, 100, code=False),
    Cut(4, 1, 8, 2, 60, code=False),
    Cut(0, 0, 4, 1, 40, code=False),
)
"""Most detailed first."""
