"""Ways of pruning attention scores, one file each; their fields are options, their docstrings the
manual."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, Protocol

from ....core.progress import Report
from ....core.registry import Registry
from ....errors import UsageError
from ..result import AttentionPruned


@dataclasses.dataclass(frozen=True)
class Given:
    """What the user asks of a recipe; see `attention.leopard`."""

    model: Any
    batches: Any
    loss: Any
    metric: Any
    held_out: Any
    seed: int
    progress: Report


class AttentionRecipe(Protocol):
    """What every one of them has."""

    @property
    def words(self) -> str:
        """What it does, in a few words, without its name."""

    @property
    def cited(self) -> str:
        """Where it is from."""

    def prune(self, given: Given) -> AttentionPruned:
        """On a copy of the model."""


ATTENTION: Registry[AttentionRecipe] = Registry(
    "attention", "jupyter_perf.sparsity.attention.recipes"
)


def pruned(name: str, given: Given, options: Mapping[str, Any]) -> AttentionPruned:
    """By the recipe of that name. Raises UsageError for an option that it doesn't have."""
    recipe: Any = ATTENTION.get(name)
    known = [field.name for field in dataclasses.fields(recipe)]
    if wrong := [each for each in options if each not in known]:
        raise UsageError(f"`{name}` has no option {wrong[0]!r}; it has {', '.join(known)}")
    made: AttentionPruned = dataclasses.replace(recipe, **options).prune(given)
    return made
