"""How much of a sparsity report is shown before "… and more", to fit into a saved notebook."""

from __future__ import annotations

from dataclasses import dataclass

_HEAD_CHARS = 700


@dataclass(frozen=True)
class Cut:
    """Most of each kind that is shown, or saved as data."""

    recipes: int
    """Rows of the table of recipes."""
    latency: int
    """Rows of the table of forms and batches."""
    losses: int
    """Loss curves, and points of each below."""
    points: int
    layers: int
    """Rows of layers, of their sensitivity, of formats, of those that stay dense."""
    masks: int
    """Pictures of masks, with so many rows and twice as many columns."""
    mask_rows: int
    notes: int
    """Longest list of remarks, assumptions, reasons, versions."""
    words_chars: int
    """Longest run of text that came from elsewhere."""
    drawn: int
    """Static plots: metric against size, then against latency, then losses, then sensitivity."""

    @property
    def head_chars(self) -> int:
        """Longest headline: it is the last thing to be cut."""
        return max(self.words_chars, _HEAD_CHARS)


LEVELS = (
    Cut(40, 40, 8, 40, 40, 3, 16, 12, 400, 4),
    Cut(32, 30, 6, 24, 24, 2, 16, 8, 300, 4),
    Cut(28, 20, 6, 16, 16, 1, 16, 6, 240, 4),
    Cut(24, 14, 5, 12, 12, 1, 16, 5, 200, 4),
    Cut(20, 10, 4, 10, 10, 1, 16, 4, 160, 4),
    Cut(18, 8, 4, 8, 8, 1, 12, 3, 140, 3),
    Cut(16, 6, 3, 8, 6, 1, 8, 3, 110, 2),
    Cut(14, 6, 2, 6, 5, 1, 8, 2, 90, 2),
    Cut(12, 4, 2, 6, 4, 0, 0, 2, 80, 1),
    Cut(10, 3, 0, 0, 3, 0, 0, 2, 80, 1),
    Cut(6, 2, 0, 0, 2, 0, 0, 2, 80, 0),
    Cut(3, 1, 0, 0, 1, 0, 0, 1, 60, 0),
    Cut(1, 1, 0, 0, 0, 0, 0, 1, 50, 0),
)
"""Most detailed first. The table of recipes is kept longest."""
