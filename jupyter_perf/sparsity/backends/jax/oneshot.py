"""`sparsify`: parameters pruned as they are, once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import jax
import jax.numpy as jnp
import optax

from ....errors import UsageError
from ...pattern import Pattern, Unstructured, parse
from ...recipes import Moment
from ...training import Asked, Distribution
from . import renewing
from .moments import now
from .places import Choice, axes, globs
from .plan import plan
from .stepping import flattened

SCORES = ("magnitude", "saliency", "random")


def sparsify(
    params: Any,
    pattern: str | Pattern = "2:4",
    *,
    score: Literal["magnitude", "saliency", "random"] = "magnitude",
    gradients: Any = None,
    scope: Literal["layer", "global"] = "layer",
    seed: int = 0,
    only: str | Sequence[str] = (),
    skip: str | Sequence[str] = (),
    inputs: Mapping[str, int | Sequence[int]] | None = None,
    distribution: Distribution = "uniform",
) -> tuple[Any, Any]:
    """(parameters, masks): pruned at once, without training. Options are those of `wrap`.

    `saliency` is |w · g| and needs `gradients`. `scope="global"`: leaves compete for an
    unstructured share. Masks are booleans, `optax.MaskedNode()` where a leaf isn't sparsified.
    """
    asked_pattern = parse(pattern)
    if score not in SCORES:
        raise UsageError(f"there is no score {score!r}; there are {', '.join(SCORES)}")
    if score == "saliency" and gradients is None:
        raise UsageError("saliency is |w · g|: give gradients=, a tree as the parameters'")
    if scope == "global" and not isinstance(asked_pattern, Unstructured):
        raise UsageError(f"leaves can compete for an unstructured share only, not {asked_pattern}")
    recipe = _Once(Moment(asked_pattern, score=score, scope=scope))
    asked = Asked("once", recipe, asked_pattern, 1, distribution=distribution)
    choice = Choice(globs(only, "only"), globs(skip, "skip"), axes(inputs or {}))
    made = plan(asked, choice, optax.identity(), params)
    leaves, tree = flattened(params)
    dense = [jnp.asarray(leaves[place.index]) for place in made.places]
    given = None
    if gradients is not None:
        flat = tree.flatten_up_to(gradients)
        given = [flat[place.index] for place in made.places]
    ones = [jnp.ones(place.shape, bool) for place in made.places]
    first = now(made, jnp.int32(0), jnp.int32(-1), 1)
    found = renewing.chosen(made, first, dense, given, ones, jax.random.key(seed))
    masks: list[Any] = [optax.MaskedNode()] * len(leaves)
    for place, mask, weight in zip(made.places, found, dense, strict=True):
        masks[place.index] = mask
        leaves[place.index] = jnp.where(mask, weight, 0)
    return jax.tree.unflatten(tree, leaves), jax.tree.unflatten(tree, masks)


class _Once:
    """A recipe of one moment."""

    words = "pruned once"
    cited = ""
    needs_steps = False
    after_training = False

    def __init__(self, moment: Moment) -> None:
        self._moment = moment

    def unfit(self, pattern: Pattern) -> str:
        return ""

    def moment(self, step: int, steps: int | None, pattern: Pattern) -> Moment:
        return self._moment
