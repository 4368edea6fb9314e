"""Whole groups of rows, chosen by the numbers of their keys: the same groups wherever the keys are.

A group belongs to a sample if its key's number lies below a threshold. Smaller samples are then
part of larger ones, both sides of a join keep the same keys, and no table of groups is needed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

MANY = 64
"""Fewer groups are categories: a sample is to have all of them."""
OVERSHOOT = 2.0
"""A group that makes the sample so many times too large is left out while there are others."""
_LOOKED_AT = 20_000
_MOST_LEFT_OUT = 16


@dataclass
class Marked:
    """The key of each row, as its number."""

    numbers: np.ndarray
    """(rows,) uint64"""
    missing: np.ndarray
    """(rows,) bool"""
    _sorted: list[np.ndarray] = field(default_factory=list)

    def ordered(self) -> np.ndarray:
        """Numbers of the rows that have a key, ascending; found once."""
        import numpy as np

        if not self._sorted:
            known = self.numbers[~self.missing] if self.missing.any() else self.numbers
            self._sorted.append(np.sort(known))
        return self._sorted[0]

    def are_many(self) -> bool:
        """Whether some rows show that these aren't a few categories."""
        import numpy as np

        step = max(1, len(self.numbers) // _LOOKED_AT)
        return len(np.unique(self.numbers[::step])) >= MANY

    def up_to(self, wanted: int) -> Groups | None:
        """Groups with about so many rows together, one at the least; None where they are few."""
        import numpy as np

        ordered = self.ordered()
        if not 0 < wanted <= len(ordered) or not self.are_many():
            return None
        left_out: list[int] = []
        sizes: list[int] = []
        taken = at = 0
        while at < len(ordered) and len(left_out) < _MOST_LEFT_OUT:
            last = int(ordered[min(len(ordered), at + wanted - taken) - 1])
            begin, end = (
                int(np.searchsorted(ordered, np.uint64(last), side)) for side in ("left", "right")
            )
            below = taken + begin - at
            if below + end - begin <= OVERSHOOT * wanted:
                return Groups(last, tuple(left_out))
            if below * OVERSHOOT >= wanted:
                return Groups(last - 1, tuple(left_out))
            left_out.append(last)
            sizes.append(end - begin)
            taken, at = below, end
        if taken:
            return Groups(int(ordered[at - 1]), tuple(left_out))
        # All are larger than what is wanted: one of them, then, as samples of more have some.
        smallest = left_out[sizes.index(min(sizes))]
        return Groups(smallest, tuple(each for each in left_out if each < smallest))


@dataclass(frozen=True)
class Groups:
    """Those whose number is at most `last`, but for some that are too large."""

    last: int
    left_out: tuple[int, ...] = ()

    def rows_in(self, marked: Marked, fraction: float, random: np.random.Generator) -> np.ndarray:
        """Positions of their rows, with `fraction` of those that have no key."""
        import numpy as np

        kept = marked.numbers <= np.uint64(self.last)
        for number in self.left_out:
            kept &= marked.numbers != np.uint64(number)
        if marked.missing.any():
            some = random.random(len(marked.missing)) < fraction
            kept = np.where(marked.missing, some, kept)
        return np.flatnonzero(kept)
