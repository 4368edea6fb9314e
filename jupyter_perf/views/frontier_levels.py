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
    has_chart: bool = True

    @property
    def head_chars(self) -> int:
        """Longest headline: it is the last thing to be cut."""
        return max(self.words_chars, _HEAD_CHARS)


LEVELS = (
    Cut(24, 16, 10, 6, 4, 24, 12, 400, 1600, 8, 24),
    Cut(20, 12, 8, 6, 3, 16, 12, 400, 1600, 4, 12),
    Cut(18, 10, 8, 6, 3, 12, 10, 300, 1600, 3, 8),
    Cut(18, 8, 7, 6, 2, 12, 10, 300, 1200, 2, 6),
    Cut(16, 6, 7, 6, 2, 9, 8, 240, 1200, 2, 4),
    Cut(16, 4, 6, 5, 1, 9, 6, 200, 1200, 1, 3),
    Cut(14, 3, 6, 5, 1, 7, 5, 160, 1000, 1, 2),
    Cut(10, 2, 5, 4, 1, 5, 4, 140, 800, 1, 2),
    Cut(8, 1, 5, 4, 1, 4, 3, 120, 400, 1, 0),
    Cut(5, 1, 4, 3, 1, 3, 3, 100, 0, 0, 0, False),
    Cut(3, 1, 0, 2, 0, 0, 2, 80, 0, 0, 0, False),
    Cut(2, 0, 0, 1, 0, 0, 1, 50, 0, 0, 0, False),
)
"""Most detailed first. The table of the first device and its curves are kept longest."""
