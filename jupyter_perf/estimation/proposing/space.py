"""The designs that can be proposed: all columns together."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .column import Array, Column, Places

if TYPE_CHECKING:
    import pandas as pd

Key = tuple[float, ...]


@dataclass(frozen=True)
class Space:
    """Designs are arrays of genes: (rows, columns)."""

    columns: tuple[Column, ...]

    @property
    def count(self) -> float:
        """Of designs that there are, constraints across columns aside; may be endless."""
        return math.prod(column.count for column in self.columns)

    @property
    def groups(self) -> list[int]:
        """The column of each feature."""
        return [place for place, each in enumerate(self.columns) for _ in range(each.width)]

    def features(self, genes: Array) -> Array:
        """(rows, features)."""
        parts = [column.features(genes[:, place]) for place, column in enumerate(self.columns)]
        return np.concatenate([np.empty((len(genes), 0)), *parts], axis=1)

    def genes(self, frame: pd.DataFrame) -> Array:
        """Of logged rows."""
        parts = [column.genes(frame[column.name]) for column in self.columns]
        return np.column_stack(parts) if parts else np.empty((len(frame), 0))

    def frame(self, genes: Array) -> pd.DataFrame:
        """As the table has them."""
        import pandas as pd

        return pd.DataFrame(
            {each.name: each.values(genes[:, place]) for place, each in enumerate(self.columns)}
        )

    def sample(self, count: int, random: np.random.Generator) -> Array:
        return np.column_stack([each.sample(count, random) for each in self.columns])

    def everything(self) -> Array:
        """All designs, where there are few of them."""
        values: list[Iterable[float]] = [
            np.arange(each.allowed[0], each.allowed[1] + 1)
            if each.kind == "integer"
            else each.allowed[:1]
            if each.kind == "float"
            else each.allowed
            for each in self.columns
        ]
        return np.array(list(itertools.product(*values)), dtype=np.float64)

    def children(self, parents: Array, random: np.random.Generator) -> Array:
        """One of each parent: half of them crossed with another one, each moved in some columns."""
        count, width = parents.shape
        others = parents[random.integers(0, count, count)]
        crossed = (random.random((count, 1)) < 0.5) & (random.random((count, width)) < 0.5)
        children = np.where(crossed, others, parents)
        reach = 10 ** random.uniform(_NEAREST, _FARTHEST, (count, 1))
        steps = random.normal(size=(count, width)) * reach
        chosen = random.random((count, width)) < max(1.5 / width, 0.3)
        chosen[np.arange(count), random.integers(0, width, count)] = True
        for place, column in enumerate(self.columns):
            moved = column.moved(children[:, place], steps[:, place], random)
            children[:, place] = np.where(chosen[:, place], moved, children[:, place])
        return children


def apart(points: Array, count: int, least: float) -> Places:
    """The first `count` of `points` (rows, features) that are farther than `least` from those
    chosen before, in any feature."""
    chosen: list[int] = []
    for place, point in enumerate(points):
        if len(chosen) == count:
            break
        off = np.abs(points[chosen] - point).max(axis=1, initial=0.0)
        if not chosen or off.min() > least:
            chosen.append(place)
    return np.array(chosen, dtype=np.intp)


_NEAREST, _FARTHEST = -3.0, -0.5
"""Powers of ten: how far a child is moved, as a share of a column's range."""


def keys(genes: Array) -> list[Key]:
    """What tells designs apart: every digit, since a column may hold 1e-14 or 1e15 + 1."""
    return [tuple(row) for row in genes.tolist()]
