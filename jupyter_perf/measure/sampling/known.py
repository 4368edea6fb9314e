"""What is found out of keys and values once, since it takes long on many rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .groups import Marked
from .keys import Key
from .marks import marks
from .positions import positions_in
from .units import is_graph, listing

if TYPE_CHECKING:
    import numpy as np


class Known:
    """Of `values`, by name."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = values
        self._found: dict[Any, Any] = {}

    def groups(self, key: Key) -> Marked:
        if ("groups", key) not in self._found:
            self._found["groups", key] = Marked(*self._marks(key))
        found: Marked = self._found["groups", key]
        return found

    def codes(self, key: Key) -> tuple[Any, int]:
        """The group of each row by its number, and how many groups there are."""
        import pandas as pd

        if ("codes", key) not in self._found:
            codes, groups = pd.factorize(self._marks(key)[0])
            self._found["codes", key] = codes, len(groups)
        codes, count = self._found["codes", key]
        return codes, int(count)

    def joint_codes(self, mine: Key, other: Key) -> tuple[np.ndarray, np.ndarray, int]:
        """Of two columns' keys, the same number for the same key; and how many there are."""
        import numpy as np
        import pandas as pd

        if ("joint", mine, other) not in self._found:
            (one, one_missing), (two, two_missing) = self._marks(mine), self._marks(other)
            codes, keys = pd.factorize(np.concatenate([one, two]))
            # A missing key matches none: it has the number of its own side's missing ones.
            codes[: len(one)][one_missing] = len(keys)
            codes[len(one) :][two_missing] = len(keys) + 1
            found = codes[: len(one)], codes[len(one) :], len(keys) + 2
            self._found["joint", mine, other] = found
        joint: tuple[np.ndarray, np.ndarray, int] = self._found["joint", mine, other]
        return joint

    def positions(self, name: str) -> np.ndarray | None:
        """Those of all its rows that the value holds, if it does."""
        if ("positions", name) not in self._found:
            self._found["positions", name] = positions_in(self._values[name])
        found: np.ndarray | None = self._found["positions", name]
        return found

    def listed(self, name: str) -> list[Any] | None:
        """The value as a list, where that is how it is cut."""
        if ("listed", name) not in self._found:
            self._found["listed", name] = listing(self._values[name])
        found: list[Any] | None = self._found["listed", name]
        return found

    def graph(self, name: str) -> bool:
        """Whether it's an adjacency dictionary."""
        if ("graph", name) not in self._found:
            self._found["graph", name] = is_graph(self._values[name])
        return bool(self._found["graph", name])

    def _marks(self, key: Key) -> tuple[np.ndarray, np.ndarray]:
        """Of each row's key; equal texts are quicker to find by numbers."""
        if ("marks", key) not in self._found:
            self._found["marks", key] = marks(key.values(self._values))
        found: tuple[np.ndarray, np.ndarray] = self._found["marks", key]
        return found
