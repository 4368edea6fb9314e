"""Adam's second moment in any nesting of an optax optimizer's state: found, frozen, replaced.

A transformation is a closure: its variance can't be held still from outside. But an Adam whose
gradient is zero computes mu' = b1 · mu and nu' = b2 · nu, so that it can be given moments which
come out as those that are wanted. A step with a frozen variance is then three updates:

1. one as it is, for the new first moment and all other state;
2. one of a zero gradient from zero moments, for what stages before Adam make of zero (an L2
   penalty, gradients that were accumulated): nothing, as a rule;
3. one of a zero gradient from the moments that come out as wanted, for the update itself.

Whatever stands before and after Adam (clipping, decoupled weight decay, schedules, masks) does in
the third what it does in the first. XLA drops what isn't used of the others. Whether all of this
holds of an optimizer is not believed but tried out, on parameters of one number each
(`probing.probed`). Leaves that no Adam moves (`optax.multi_transform`) are moved by the first
update.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import optax

NOISE = 1e-6
"""What rounding leaves of a term that cancels, as a share of it; float32 has 6e-8."""

Update = Callable[[Any, Any, Any], tuple[Any, Any]]
"""(gradients, state, parameters) → (updates, state), as optax has it."""


Number = float | jax.Array


@dataclasses.dataclass(frozen=True)
class Adam:
    """What was seen of an optimizer's Adam."""

    beta1: Number
    beta2: Number
    epsilon: Number
    """Outside the root."""
    epsilon_root: Number
    """Inside."""


def adams(state: Any) -> list[optax.ScaleByAdamState]:
    """Every Adam's state in an optimizer's, in order."""
    leaves = jax.tree.leaves(state, is_leaf=_is_adam)
    return [each for each in leaves if _is_adam(each)]


def with_adams(state: Any, new: list[optax.ScaleByAdamState]) -> Any:
    """The same state with these Adams instead."""
    leaves, shape = jax.tree.flatten(state, is_leaf=_is_adam)
    rest = iter(new)
    return jax.tree.unflatten(shape, [next(rest) if _is_adam(each) else each for each in leaves])


def _is_adam(thing: Any) -> bool:
    return isinstance(thing, optax.ScaleByAdamState)


def corrected(adam: optax.ScaleByAdamState, beta2: Number, floored: jax.Array) -> Any:
    """Its variance without the bias of its first steps; where `floored`, each weight's of two
    axes or more is at least their mean.

    Zero where there was no step yet.
    """
    bias = 1 - jnp.asarray(beta2, jnp.float32) ** adam.count

    def of(nu: jax.Array) -> jax.Array:
        value = jnp.where(adam.count > 0, nu / jnp.maximum(bias, 1e-30), nu)
        raised = jnp.maximum(value, value.mean()) if nu.ndim > 1 else value
        return jnp.where(floored, raised, value).astype(nu.dtype)

    return jax.tree.map(of, adam.nu)


def frozen_update(
    update: Update, known: Adam, gradients: Any, state: Any, params: Any
) -> tuple[Any, Any]:
    """A step with w -= lr · m^ / sqrt(v* + eps), where v* is what `state` has as its variance.

    Returns (updates, state), as `update` does. Where the optimizer makes no step (accumulation,
    gradients that aren't finite), what it does stands.
    """
    plain, after = update(gradients, state, params)
    old, new = adams(state), adams(after)
    nothing = jax.tree.map(jnp.zeros_like, gradients)
    empty = [each._replace(mu=like(each.mu, 0.0), nu=like(each.nu, 0.0)) for each in old]
    _, from_zero = update(nothing, with_adams(state, empty), params)
    wanted = [
        _leading_to(known, *several) for several in zip(old, new, adams(from_zero), strict=True)
    ]
    frozen, _ = update(nothing, with_adams(state, wanted), params)
    stepped = jnp.array([b.count != a.count for a, b in zip(old, new, strict=True)]).any()
    of_adam = moved_by(old)

    def chosen(path: Any, a: jax.Array, b: jax.Array) -> jax.Array:
        own = jax.tree_util.keystr(path) in of_adam
        return jnp.where(stepped, a.astype(b.dtype), b) if own else b

    updates = jax.tree_util.tree_map_with_path(chosen, frozen, plain)
    kept = [b._replace(nu=a.nu) for a, b in zip(old, new, strict=True)]
    return updates, with_adams(after, kept)


def moved_by(states: list[optax.ScaleByAdamState]) -> frozenset[str]:
    """Paths of the leaves that these Adams have moments of; others have another optimizer."""
    leaves = [each for state in states for each in jax.tree_util.tree_leaves_with_path(state.mu)]
    return frozenset(jax.tree_util.keystr(path) for path, _ in leaves)


def _leading_to(known: Adam, old: Any, new: Any, from_zero: Any) -> optax.ScaleByAdamState:
    """Moments that a zero gradient leads to the new first moment, and to v* + eps in the root."""
    b1, b2 = known.beta1, known.beta2
    count = old.count + 1
    bias = 1 - jnp.asarray(b2, jnp.float32) ** count

    def second(nu: jax.Array, extra: jax.Array) -> jax.Array:
        frozen = jnp.asarray(nu, jnp.float32)
        root = jnp.sqrt(frozen + known.epsilon) - known.epsilon
        target = jnp.maximum(root * root - known.epsilon_root, 0.0) * bias
        return (jnp.maximum(target, NOISE * extra) - extra) / b2

    def first(mu: jax.Array, extra: jax.Array) -> jax.Array:
        return ((jnp.asarray(mu, jnp.float32) - extra) / b1).astype(mu.dtype)

    return optax.ScaleByAdamState(
        count=old.count,
        mu=jax.tree.map(first, new.mu, from_zero.mu),
        nu=jax.tree.map(second, old.nu, from_zero.nu),
    )


def like(tree: Any, value: Number) -> Any:
    return jax.tree.map(lambda each: jnp.full(each.shape, value, each.dtype), tree)
