"""How much of a frontier is shown before "… and more", so that it fits into a saved notebook."""

from __future__ import annotations

from dataclasses import dataclass

_HEAD_CHARS = 300


@dataclass(frozen=True)
class Cut:
    """Most of each kind that is shown, or saved as data."""

    methods: int
    """Rows of the first device's table."""
    others: int
    """Rows of the tables of further devices."""
    points: int
    """Of each curve."""
    devices: int
    curves: int
    """Devices whose curves are saved: sliders live on them."""
    curve_methods: int
    """Methods whose curves are, of each device."""
    notes: int
    """Longest list of remarks, assumptions, versions."""
    words_chars: int
    """Longest run of text that came from elsewhere."""
    code_chars: int
    """Longest code of one method; 0 for none."""
    codes: int
    """Methods whose code is shown: what is chosen comes first."""
    laws: int
    """Rows of what was fitted, and of what takes the memory."""
    drawn: int = 5
    """Curves in the static plot; 0 for no plot."""

    @property
    def head_chars(self) -> int:
        """Longest headline: it is the last thing to be cut."""
        return max(self.words_chars, _HEAD_CHARS)


LEVELS = (
    Cut(24, 16, 10, 6, 4, 24, 12, 400, 1600, 8, 24),
    Cut(20, 10, 8, 6, 2, 12, 8, 300, 1600, 4, 6),
    Cut(20, 6, 6, 6, 2, 9, 6, 240, 1600, 3, 3),
    Cut(18, 4, 6, 6, 1, 9, 5, 200, 1200, 2, 3),
    Cut(16, 2, 6, 5, 1, 8, 4, 160, 1200, 1, 2, 4),
    Cut(16, 1, 5, 5, 1, 7, 3, 140, 1000, 1, 0, 4),
    Cut(14, 1, 5, 4, 1, 6, 2, 110, 800, 1, 0, 3),
    Cut(12, 1, 4, 4, 1, 5, 2, 90, 600, 1, 0, 3),
    Cut(9, 1, 4, 4, 1, 5, 2, 80, 400, 1, 0, 2),
    Cut(8, 1, 4, 3, 1, 4, 2, 80, 300, 1, 0, 0),
    Cut(6, 1, 4, 3, 1, 3, 2, 80, 0, 0, 0, 0),
    Cut(3, 1, 0, 2, 0, 0, 2, 80, 0, 0, 0, 0),
    Cut(2, 0, 0, 1, 0, 0, 1, 50, 0, 0, 0, 0),
)
"""Most detailed first. The table of the first device and its curves are kept longest."""
