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
holds of an optimizer is not believed but tried out, on parameters of one number each (`probed`).
Leaves that no Adam moves (`optax.multi_transform`) are moved by the first update.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
import optax

MOST_TRIES = 64
"""Updates after which an optimizer that accumulates gradients must have made a step."""
CLOSE = 1e-4
"""Relative: how well the third update must agree with the first, with the same variance."""
PLAIN_EPSILON = 1e-8
"""Adam's own, where an optimizer's can't be told."""
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
    empty = [each._replace(mu=_like(each.mu, 0.0), nu=_like(each.nu, 0.0)) for each in old]
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


def probed(optimizer: optax.GradientTransformation, params: Any) -> Adam | str:
    """What this optimizer's Adam is like, or why its variance can't be frozen.

    Tried out on a tree like `params` with one number a leaf, outside of what is being compiled.
    """
    with jax.ensure_compile_time_eval():
        small = jax.tree.map(lambda leaf: jnp.full((1,) * leaf.ndim, 0.5, jnp.float32), params)
        try:
            return _probed(optimizer, small)
        except jax.errors.ConcretizationTypeError:
            return (
                "its settings are values that are still being computed (a learning rate under"
                " jit or vmap): build it with optax.inject_hyperparams and set them in its state"
            )


def _probed(optimizer: optax.GradientTransformation, small: Any) -> Adam | str:
    still = jax.tree.map(jnp.zeros_like, small)
    state = optimizer.init(still)
    if not adams(state):
        return "it has no Adam or AdamW"
    paths = {jax.tree_util.keystr(path) for path, _ in jax.tree_util.tree_leaves_with_path(small)}
    if not moved_by(adams(state)) <= paths:
        return "its Adam doesn't see the parameters as they are (optax.flatten?)"
    open_to_all = optax.with_extra_args_support(optimizer)

    def update(gradients: Any, state: Any, params: Any) -> tuple[Any, Any]:
        found: tuple[Any, Any] = open_to_all.update(gradients, state, params, value=jnp.zeros(()))
        return found

    state = _about_to_step(jax.jit(update), still, state)
    if state is None:
        return f"it made no step in {MOST_TRIES} updates"
    measured = jax.jit(partial(_measured, update))(state, still, small)
    beta1, beta2, outside, inside, apart = map(float, measured)
    if not 0 < beta1 < 1 or not 0 < beta2 < 1:
        return f"its moments decay by {beta1:g} and {beta2:g}, which isn't Adam's"
    if not apart < CLOSE:
        return "it is no plain Adam or AdamW"
    # As they were written: float32 has 0.9 as 0.89999998, which would make horizons a step shorter.
    return Adam(*(float(f"{each:.6g}") for each in (beta1, beta2, outside, inside)))


def _about_to_step(update: Update, still: Any, state: Any) -> Any:
    """The state from which the next update is a step of Adam's; None where none came."""
    for _ in range(MOST_TRIES):
        _, after = update(still, state, still)
        pairs = zip(adams(state), adams(after), strict=True)
        if any(int(a.count) != int(b.count) for a, b in pairs):
            return state
        state = after
    return None


def _measured(update: Update, state: Any, still: Any, small: Any) -> tuple[Number, ...]:
    """(beta1, beta2, epsilon outside the root, inside, by how much our own step is off)."""
    ones = [_with(each, 1.0, 1.0) for each in adams(state)]
    after = adams(update(still, with_adams(state, ones), still)[1])
    beta1, beta2 = _the_one([each.mu for each in after]), _the_one([each.nu for each in after])
    outside, inside = _epsilons(update, state, still, beta2)
    apart = _apart(update, Adam(beta1, beta2, 0.0, 0.0), state, small)
    return beta1, beta2, outside, inside, apart


def _the_one(trees: list[Any]) -> jax.Array:
    """The one number that all leaves hold; NaN where they differ."""
    values = jnp.stack([jnp.ravel(leaf)[0] for tree in trees for leaf in jax.tree.leaves(tree)])
    return jnp.where(values.min() == values.max(), values.max(), jnp.nan)


def _epsilons(update: Update, state: Any, still: Any, beta2: Number) -> tuple[Number, Number]:
    """(outside, inside) the root, from how far steps go at variances 0, 1 and in between."""

    def reach(variance: Number) -> jax.Array:
        given = [
            _with(each, 1.0, variance * (1 - beta2 ** (each.count + 1)) / beta2)
            for each in adams(state)
        ]
        updates, _ = update(still, with_adams(state, given), still)
        return jnp.stack([jnp.abs(leaf).max() for leaf in jax.tree.leaves(updates)]).max()

    widest, narrow = reach(0.0), reach(1.0)
    at_zero = narrow / widest  # = inside^½ + outside, as long as both are far below 1
    gap = narrow / reach(at_zero**2) - at_zero  # = (at_zero² + inside)^½ - inside^½
    root = jnp.where(gap > 0, (at_zero**2 - gap**2) / (2 * gap), at_zero)
    root = jnp.where(root < 0.01 * at_zero, 0.0, jnp.minimum(root, at_zero))
    known = (narrow > 0) & (widest > narrow) & jnp.isfinite(widest) & jnp.isfinite(root)
    return jnp.where(known, at_zero - root, PLAIN_EPSILON), jnp.where(known, root * root, 0.0)


def _apart(update: Update, known: Adam, state: Any, small: Any) -> jax.Array:
    """How far a step with the variance that it would have anyway is off; relative, the worst."""
    leaves, shape = jax.tree.flatten(small)
    worst = jnp.zeros(())
    for sign in (1.0, -1.0):
        gradients = jax.tree.unflatten(
            shape, [leaf * sign * (1 + at % 5) for at, leaf in enumerate(leaves)]
        )
        begun = [_with(each, 0.3, 0.7) for each in adams(state)]
        plain, after = update(gradients, with_adams(state, begun), small)
        given = [
            a._replace(nu=corrected(b, known.beta2, jnp.array(False)))
            for a, b in zip(begun, adams(after), strict=True)
        ]
        frozen, _ = frozen_update(update, known, gradients, with_adams(state, given), small)
        for a, b in zip(jax.tree.leaves(plain), jax.tree.leaves(frozen), strict=True):
            off = jnp.abs(a - b) / jnp.maximum(jnp.abs(a), 1e-30)
            worst = jnp.maximum(worst, jnp.where(a == b, 0.0, off).max())
    return worst


def _with(adam: optax.ScaleByAdamState, mu: Number, nu: Number) -> optax.ScaleByAdamState:
    return adam._replace(mu=_like(adam.mu, mu), nu=_like(adam.nu, nu))


def _like(tree: Any, value: Number) -> Any:
    return jax.tree.map(lambda each: jnp.full(each.shape, value, each.dtype), tree)
