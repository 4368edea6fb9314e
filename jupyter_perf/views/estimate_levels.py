"""How much of an estimate is shown before "… and more", so that it fits into a saved notebook."""

from __future__ import annotations

from dataclasses import dataclass

_HEAD_CHARS = 240


@dataclass(frozen=True)
class Cut:
    """Most of each kind that is shown, or saved as data."""

    rows: int
    """Statements, layers, calls."""
    points: int
    """Of each curve's fit."""
    samples: int
    charts: int
    """Curves that are drawn in the static form; all of them are in the data."""
    notes: int
    """Longest list of remarks, assumptions, names, versions."""
    cases: int
    """Of "what if"."""
    words_chars: int
    """Longest run of text taken from a source or an error."""
    source_chars: int
    targets: int = 12
    """Estimates of a comparison."""

    @property
    def head_chars(self) -> int:
        """Longest headline: it is the last thing to be cut."""
        return max(self.words_chars, _HEAD_CHARS)


LEVELS = (
    Cut(20, 24, 24, 3, 12, 12, 400, 8000),
    Cut(14, 16, 16, 2, 10, 8, 300, 6000),
    Cut(12, 16, 16, 1, 10, 6, 300, 6000),
    Cut(10, 16, 14, 1, 8, 6, 200, 4000),
    Cut(8, 12, 12, 1, 7, 5, 160, 2000),
    Cut(6, 10, 8, 1, 6, 4, 160, 1000),
    Cut(5, 8, 8, 1, 5, 3, 120, 0),
    Cut(4, 6, 6, 1, 4, 2, 100, 0),
    Cut(3, 5, 4, 1, 3, 2, 80, 0),
    Cut(2, 4, 4, 0, 2, 2, 60, 0, 6),
    Cut(0, 0, 0, 0, 1, 0, 40, 0, 3),
)
"""Most detailed first. Points are kept longer than rows: sliders live on them."""
COMPARED = (
    Cut(6, 10, 6, 0, 6, 4, 200, 6000, 12),
    Cut(4, 8, 4, 0, 5, 3, 160, 4000, 12),
    Cut(3, 6, 0, 0, 4, 2, 120, 2000, 12),
    Cut(2, 5, 0, 0, 3, 0, 100, 1000, 12),
    Cut(0, 4, 0, 0, 2, 0, 80, 0, 12),
    Cut(0, 0, 0, 0, 1, 0, 60, 0, 10),
    Cut(0, 0, 0, 0, 1, 0, 40, 0, 5),
    Cut(0, 0, 0, 0, 1, 0, 40, 0, 3),
)
"""The same for each of several targets."""
