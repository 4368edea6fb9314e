"""Which runs a question asks for, in which order."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping

from ..pattern import Pattern
from ..recipes import Recipe
from ..result import DENSE

BASELINES = ("int8", "int4")
"""Formats in which the dense model is shown beside whatever else."""


@dataclasses.dataclass(frozen=True)
class After:
    """Something made of a trained dense model without training it again."""

    recipe: str
    """`dense` for its weights in another number format."""
    pattern: str
    quantize: str = "none"


@dataclasses.dataclass(frozen=True)
class Task:
    """One training of the cell, in a process of its own."""

    recipe: str
    pattern: str
    """`dense` where nothing is pruned."""
    seed: int
    quantize: str = "none"
    after: tuple[After, ...] = ()

    @property
    def words(self) -> str:
        """As it is shown while it runs."""
        pruned = "" if self.pattern == DENSE else f" {self.pattern}"
        format_ = "" if self.quantize == "none" else f" {self.quantize}"
        return f"{self.recipe}{pruned}{format_}, seed {self.seed}"


def tasks(
    recipes: Mapping[str, Recipe],
    patterns: Iterable[Pattern],
    seeds: Iterable[int],
    quantize: str = "none",
) -> list[Task]:
    """All of them, seed by seed, dense first: whatever is cut off, what is there can be paired."""
    found: list[Task] = []
    wanted = list(patterns)
    for seed in seeds:
        found.append(Task(DENSE, DENSE, seed, after=_afterwards(recipes, wanted, quantize)))
        if quantize != "none":
            found.append(Task(DENSE, DENSE, seed, quantize))
        found += [
            Task(name, str(pattern), seed, quantize)
            for pattern in wanted
            for name, recipe in recipes.items()
            if name != DENSE and not recipe.after_training and not recipe.unfit(pattern)
        ]
    return found


def _afterwards(
    recipes: Mapping[str, Recipe], patterns: Iterable[Pattern], quantize: str
) -> tuple[After, ...]:
    # The dense model that is trained in a format is a better baseline than one rounded to it.
    formats = [each for each in BASELINES if each != quantize]
    return (
        *(After(DENSE, DENSE, each) for each in formats),
        *(
            After(name, str(pattern), quantize)
            for pattern in patterns
            for name, recipe in recipes.items()
            if recipe.after_training and not recipe.unfit(pattern)
        ),
    )
