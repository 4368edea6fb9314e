"""Masks chosen anew, as a moment says: by which scores, among which weights, with what regrowth."""

from __future__ import annotations

from functools import partial

import jax
import jax.numpy as jnp

from . import masks
from .moments import Now, scores
from .plan import Plan

Leaves = list[jax.Array]
"""One for each place of the plan."""
GROWING = 1 << 20
"""Added to a place's number where chance says what grows, so that it isn't what was pruned by."""


def chosen(
    plan: Plan, moment: Now, dense: Leaves, gradients: Leaves | None, old: Leaves, key: jax.Array
) -> Leaves:
    """Masks by the scores of `dense` as it is now; without a gradient yet, by magnitude."""
    found = [
        _scores(plan, at, moment, dense[at], gradients[at] if gradients else None, old[at], key)
        for at in range(len(plan.places))
    ]
    if plan.competing:
        keep = jnp.asarray(plan.keep_of_all)[moment.pattern]
        matrices = [each | (moment.pattern == 0) for each in masks.of_all(found, keep)]
    else:
        matrices = [_mask(plan, at, moment, each) for at, each in enumerate(found)]
    return [place.leaf(each) for place, each in zip(plan.places, matrices, strict=True)]


def renewed(
    plan: Plan,
    before: Now,
    after: Now,
    dense: Leaves,
    gradients: Leaves,
    old: Leaves,
    key: jax.Array,
) -> tuple[Leaves, jax.Array]:
    """(masks, whether weights were grown) from one moment to the next."""
    changed = before.pattern != after.pattern
    grows = _truth(after.drop) & after.due & ~changed
    due = changed | (after.renew & after.due & ~grows)
    choose = partial(chosen, plan, after, dense, gradients, old, key)
    if isinstance(after.drop, float) and not after.drop:
        return jax.lax.cond(due, choose, lambda: old), grows
    regrow = partial(_regrown, plan, after, dense, gradients, old, key)
    branch = jnp.where(due, 1, jnp.where(grows, 2, 0))
    return jax.lax.switch(branch, [lambda: old, choose, regrow]), grows


def _regrown(
    plan: Plan, moment: Now, dense: Leaves, gradients: Leaves, old: Leaves, key: jax.Array
) -> Leaves:
    found = []
    for at, place in enumerate(plan.places):
        sizes = jnp.abs(place.matrix(dense[at])).astype(jnp.float32)
        by_chance = _random(key, at + GROWING, sizes)
        by_gradient = jnp.abs(place.matrix(gradients[at])).astype(jnp.float32)
        gains = jnp.where(_truth(moment.by_gradient), by_gradient, by_chance)
        kept = place.matrix(old[at])
        geometries = plan.geometries[at]
        branches = [
            partial(masks.regrown, kept, sizes, gains, of, jnp.asarray(moment.drop))
            for of in geometries
        ]
        found.append(place.leaf(_switch(plan, at, moment, branches)))
    return found


def _mask(plan: Plan, at: int, moment: Now, given: jax.Array) -> jax.Array:
    keep = jnp.asarray(plan.keep[at])[moment.pattern]
    branches = [partial(masks.mask, given, of, keep) for of in plan.geometries[at]]
    return _switch(plan, at, moment, branches)


def _switch(plan: Plan, at: int, moment: Now, branches: list[partial[jax.Array]]) -> jax.Array:
    """What the geometry that this leaf has now makes of it."""
    if len(branches) == 1:
        return branches[0]()
    place = jnp.asarray(plan.branch[at])[moment.pattern]
    found: jax.Array = jax.lax.switch(place, branches)
    return found


def _scores(
    plan: Plan,
    at: int,
    moment: Now,
    dense: jax.Array,
    gradient: jax.Array | None,
    old: jax.Array,
    key: jax.Array,
) -> jax.Array:
    """float32 (rows, inputs), larger ones are kept."""
    place = plan.places[at]
    sizes = jnp.abs(place.matrix(dense)).astype(jnp.float32)
    found = [_score(name, plan, at, moment, sizes, gradient, old, key) for name in scores(plan)]
    if len(found) == 1:
        return found[0]
    return jnp.select([moment.score == rank for rank in range(len(found))], found)


def _score(
    name: str,
    plan: Plan,
    at: int,
    moment: Now,
    sizes: jax.Array,
    gradient: jax.Array | None,
    old: jax.Array,
    key: jax.Array,
) -> jax.Array:
    place = plan.places[at]
    if name == "saliency" and gradient is not None:
        return sizes * jnp.abs(place.matrix(gradient)).astype(jnp.float32)
    if name == "random":
        stays_pruned = ~place.matrix(old) & _truth(moment.kept_only)
        return jnp.where(stays_pruned, -1.0, _random(key, at, sizes))
    if name == "kept":
        return sizes * place.matrix(old)
    return sizes


def _random(key: jax.Array, at: int, like: jax.Array) -> jax.Array:
    return jax.random.uniform(jax.random.fold_in(key, at), like.shape)


def _truth(value: jax.Array | float) -> jax.Array:
    return jnp.asarray(value) > 0
