"""How much of an estimate of serving is shown, so that it fits into a saved notebook."""

from __future__ import annotations

from dataclasses import dataclass

_SAID_CHARS, _HEAD_CHARS = 240, 480


@dataclass(frozen=True)
class Cut:
    """Most of each kind that is shown."""

    rented: int
    """Kinds of instances in the mix."""
    rows: int
    """Of the tables of single kinds, of other rates, of prices."""
    points: int
    """Of the curve of cost against rate; 0 for no curve."""
    grids: int
    """Kinds of instances whose best lengths of drafts are drawn."""
    columns: int
    """Loads in such a grid."""
    sizes: int
    """Ranges of tokens, each way, in the grid of requests; 0 for none."""
    notes: int
    words_chars: int
    """Longest run of text that came from outside: a name, a reason, a note."""
    day: bool = True
    """Whether the day is drawn."""
    listed: bool = True
    """Whether what is drawn stands in a table as well."""
    speeds: bool = True
    """Whether the grids of best lengths say what those bring."""

    @property
    def said_chars(self) -> int:
        """Longest sentence of our own, with names in it."""
        return max(self.words_chars, _SAID_CHARS)

    @property
    def head_chars(self) -> int:
        """Longest answer."""
        return max(self.words_chars, _HEAD_CHARS)


_CUTS = (
    Cut(12, 16, 16, 3, 10, 10, 12, 400),
    Cut(12, 12, 16, 2, 10, 10, 12, 300),
    Cut(12, 8, 12, 1, 10, 8, 8, 240),
    Cut(10, 7, 12, 1, 10, 6, 6, 200, speeds=False),
    Cut(10, 6, 12, 1, 10, 0, 4, 180, speeds=False),
    Cut(8, 5, 10, 1, 8, 0, 3, 160, listed=False, speeds=False),
    Cut(6, 4, 8, 1, 6, 0, 2, 140, listed=False, speeds=False),
    Cut(6, 3, 6, 1, 6, 0, 1, 120, listed=False, speeds=False),
    Cut(6, 3, 6, 0, 0, 0, 1, 120, listed=False),
    Cut(4, 2, 0, 0, 0, 0, 1, 100, listed=False, day=False),
    Cut(2, 2, 0, 0, 0, 0, 1, 40, listed=False, day=False),
)
LEVELS = tuple(zip(_CUTS, (*_CUTS[:2], *_CUTS[4:], *_CUTS[-1:] * 2), strict=True))
"""Of the page and of the text, most detailed first: a notebook shows the page."""
