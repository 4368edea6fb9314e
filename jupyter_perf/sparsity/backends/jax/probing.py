"""What an optimizer's Adam is like, tried out on small parameters: decays and epsilons.

And whether a step with a frozen variance is what it should be: see `variance`.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
import optax

from .variance import (
    Adam,
    Number,
    Update,
    adams,
    corrected,
    frozen_update,
    like,
    moved_by,
    with_adams,
)

MOST_TRIES = 64
"""Updates after which an optimizer that accumulates gradients must have made a step."""
CLOSE = 1e-4
"""Relative: how well the third update must agree with the first, with the same variance."""
PLAIN_EPSILON = 1e-8
"""Adam's own, where an optimizer's can't be told."""


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
    return adam._replace(mu=like(adam.mu, mu), nu=like(adam.nu, nu))
