"""The optimizer that looks for designs of a small score: evolution, or all of them where few.

PRIME's inner optimizer is evolutionary too (the firefly algorithm); designs stay designs, with
whole numbers and categories as they are, and never break a constraint.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .column import Array, Flags
from .space import Key, Space, keys

Score = Callable[[Array], Array]
"""Of designs (rows, columns) → (rows,); small is good."""
Allows = Callable[[Array], Flags]

MOST_LISTED = 3000
"""A space of no more designs is gone through instead of searched."""
POPULATION = 80
_TRIES = 40


@dataclass(frozen=True)
class Search:
    """Where designs are looked for. `starts` are logged ones that keep all constraints."""

    space: Space
    allows: Allows
    starts: Array
    random: np.random.Generator
    listed: Array | None = None
    """All designs, where there are few."""

    def best(self, score: Score, generations: int = 25) -> tuple[Array, Array]:
        """Every design that was looked at, once, with its score, the best first."""
        if self.listed is not None:
            return _sorted(self.listed, score(self.listed))
        parents = np.concatenate([self.starts, self.some(POPULATION)])
        seen: dict[Key, tuple[Array, float]] = {}
        scores = self._scored(parents, score, seen)
        for _ in range(generations):
            order = np.argsort(scores, kind="stable")[:POPULATION]
            parents, scores = parents[order], scores[order]
            children = self.space.children(parents, self.random)
            children = children[self.allows(children)]
            parents = np.concatenate([parents, children])
            scores = np.append(scores, self._scored(children, score, seen))
            parents, scores = _once(parents, scores)
        found = np.array([design for design, _ in seen.values()])
        return _sorted(found, np.array([score for _, score in seen.values()]))

    def some(self, count: int) -> Array:
        """Up to `count` designs at random that keep the constraints."""
        found = np.empty((0, len(self.space.columns)))
        for _ in range(_TRIES):
            made = self.space.sample(4 * count, self.random)
            found = np.concatenate([found, made[self.allows(made)]])
            if len(found) >= count:
                break
        return found[:count]

    def _scored(self, designs: Array, score: Score, seen: dict[Key, tuple[Array, float]]) -> Array:
        if not len(designs):
            return np.empty(0)
        scores = score(designs)
        pairs = zip(designs, scores.tolist(), strict=True)
        seen.update(zip(keys(designs), pairs, strict=True))
        return scores


def _once(designs: Array, scores: Array) -> tuple[Array, Array]:
    _, first = np.unique(designs, axis=0, return_index=True)
    return designs[first], scores[first]


def _sorted(designs: Array, scores: Array) -> tuple[Array, Array]:
    order = np.argsort(scores, kind="stable")
    return designs[order], scores[order]
