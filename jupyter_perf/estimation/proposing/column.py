"""One column of the design space: which values it can take, and how a model sees them.

A design is a row of *genes*, one number a column: the value itself of a column with a range, the
place in `levels` of any other one.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import pandas as pd

Array = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.intp]
KINDS = ("float", "integer", "levels", "boolean", "category", "constant")
RANGES = ("float", "integer")


@dataclass(frozen=True)
class Column:
    """`low` and `high` are what was logged, by which features are scaled; proposals keep within
    `allowed`: the ends of a range, or places in `levels`."""

    name: str
    kind: str
    low: float = 0.0
    high: float = 1.0
    levels: tuple[Any, ...] = ()
    allowed: tuple[float, ...] = ()
    whole: bool = False
    """Whether the table holds integers here."""
    logarithmic: bool = False
    """Whether a factor of two is a step, wherever it begins."""

    @property
    def is_range(self) -> bool:
        return self.kind in RANGES

    @property
    def width(self) -> int:
        """How many features it has."""
        if self.kind == "constant":
            return 0
        return len(self.levels) if self.kind == "category" else 1

    @property
    def count(self) -> float:
        """Of values that can be proposed."""
        if self.kind == "float":
            return math.inf if self.allowed[0] < self.allowed[1] else 1
        return self.allowed[1] - self.allowed[0] + 1 if self.is_range else len(self.allowed)

    def features(self, genes: Array) -> Array:
        """(rows, width), numbers from 0 to 1 within what was logged."""
        if self.kind == "constant":
            return np.empty((len(genes), 0))
        if self.kind == "category":
            # Any two categories are 1 apart, as the two ends of a range are.
            return np.asarray(np.eye(len(self.levels))[genes.astype(int)] / math.sqrt(2))
        if not self.is_range:
            genes = np.array([float(each) for each in self.levels])[genes.astype(int)]
        return self._scaled(genes)[:, None]

    def genes(self, values: pd.Series[Any]) -> Array:
        """Of values that are among the logged ones."""
        if self.is_range:
            return values.to_numpy(dtype=np.float64)
        key = float if self.kind == "levels" else key_of
        places = {key(each): float(place) for place, each in enumerate(self.levels)}
        return np.array([places[key(each)] for each in values])

    def values(self, genes: Array) -> list[Any]:
        """As the table has them."""
        if not self.is_range:
            return [self.levels[int(each)] for each in genes]
        return [int(each) if self.whole else float(each) for each in genes]

    def sample(self, count: int, random: np.random.Generator) -> Array:
        """(count,) genes, each allowed value as likely."""
        if not self.is_range:
            return np.asarray(random.choice(np.array(self.allowed), count))
        low, high = self.allowed
        if self.kind == "integer" and not self.logarithmic:
            return np.asarray(random.integers(int(low), int(high) + 1, count), dtype=np.float64)
        found = self._unscaled(random.uniform(*self._ends(), count))
        return self._kept(found)

    def moved(self, genes: Array, steps: Array, random: np.random.Generator) -> Array:
        """Near ones: `steps` are shares of the range, with their sign."""
        if not self.is_range:
            return self._moved_level(genes, steps, random)
        found = self._unscaled(self._scaled(genes) + steps)
        if self.kind == "integer":
            still = np.round(found) == genes
            found = np.where(still, genes + np.sign(steps), found)
        return self._kept(found)

    def _moved_level(self, genes: Array, steps: Array, random: np.random.Generator) -> Array:
        places = np.array(self.allowed)
        if self.kind != "levels":
            return np.asarray(random.choice(places, len(genes)))
        here = np.searchsorted(places, genes)
        reach = np.maximum(1, np.abs(np.round(steps * len(places)))) * np.sign(steps)
        return np.asarray(places[np.clip(here + reach, 0, len(places) - 1).astype(int)])

    def _kept(self, values: Array) -> Array:
        values = np.round(values) if self.kind == "integer" else values
        return np.asarray(np.clip(values, self.allowed[0], self.allowed[1]))

    def _ends(self) -> tuple[float, float]:
        low, high = self._scaled(np.array(self.allowed, dtype=float))
        return float(low), float(high)

    def _scaled(self, values: Array) -> Array:
        low, high = self.low, self.high
        if self.logarithmic:
            values = np.log(np.maximum(values, low * 1e-9))
            low, high = math.log(low), math.log(high)
        return np.asarray((values - low) / ((high - low) or 1.0))

    def _unscaled(self, scaled: Array) -> Array:
        if self.logarithmic:
            low, high = math.log(self.low), math.log(self.high)
            return np.asarray(np.exp(low + np.clip(scaled, -1, 2) * (high - low)))
        return np.asarray(self.low + scaled * (self.high - self.low))


def key_of(value: Any) -> Any:
    """What tells values apart: `1`, `1.0` and `True` are three of a column of mixed types."""
    value = plain(value)
    return (type(value).__name__, value) if isinstance(value, bool | int | float) else value


def plain(value: Any) -> Any:
    """A number of NumPy as Python's own."""
    return value.item() if isinstance(value, np.generic) else value
