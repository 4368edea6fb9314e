"""What is asked of a run between and after its steps: weights, masters, densities."""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from ....errors import UsageError
from ...recipes import Switching
from ...training import Layer, Trained
from . import renewing
from .state import SparsityState, found
from .stepping import IMPLEMENTATION, Stepping


def dense(stepping: Stepping, params: Any, state: Any) -> Any:
    """The dense master, as a tree like `params`."""
    return _changed(stepping, params, _masters(stepping, params, _of(state)))


def weights(stepping: Stepping, params: Any, state: Any) -> Any:
    """What the forward pass uses at this moment."""
    held = _of(state)
    beta = jnp.asarray(stepping.now(held.step, held.switch.at).beta)
    masks = stepping.of_places(jax.tree.structure(params), held.masks)
    masters = _masters(stepping, params, held)
    shown = [
        jnp.where(mask, each, (beta * each).astype(each.dtype))
        for mask, each in zip(masks, masters, strict=True)
    ]
    return _changed(stepping, params, shown)


def finished(stepping: Stepping, params: Any, state: Any) -> Any:
    """Parameters of exactly the pattern that was asked for."""
    held = _of(state)
    masters = _masters(stepping, params, held)
    masks = stepping.of_places(jax.tree.structure(params), held.masks)
    here = stepping.now(held.step, held.switch.at)
    end = stepping.now(jnp.int32(stepping.plan.table.rows - 1), held.switch.at)
    key = jax.random.wrap_key_data(held.key, impl=IMPLEMENTATION)

    def kept() -> list[jax.Array]:
        return masks

    def chosen() -> list[jax.Array]:
        return renewing.chosen(stepping.plan, end, masters, None, masks, key)

    final = jax.lax.cond(here.pattern == end.pattern, kept, chosen)
    pruned = [jnp.where(mask, each, 0) for mask, each in zip(final, masters, strict=True)]
    return _changed(stepping, params, pruned)


def summary(stepping: Stepping, params: Any, state: Any) -> Trained:
    """Of `params` as they are; arrays must be there, not being compiled."""
    held = _of(state)
    leaves = jax.tree.leaves(params)
    plan = stepping.plan
    layers = tuple(
        Layer(
            place.name,
            place.shape,
            place.kind,
            float(np.count_nonzero(np.asarray(leaves[place.index]))) / leaves[place.index].size,
            _pattern(stepping, at),
        )
        for at, place in enumerate(plan.places)
    )
    return Trained(
        steps=int(held.step),
        layers=layers,
        skipped=plan.skipped,
        losses=(),
        loss_steps=(),
        step_seconds=None,
        switch=_switch(stepping, held),
        notes=(*plan.notes, *_left(stepping, held)),
    )


def _of(state: Any) -> SparsityState:
    held = found(state)
    if held is None:
        raise UsageError("there is no state of sparse training in this: give what update returned")
    return held


def _masters(stepping: Stepping, params: Any, held: SparsityState) -> list[jax.Array]:
    leaves, tree = jax.tree.flatten(params)
    masks, asides = stepping.of_places(tree, held.masks), stepping.of_places(tree, held.aside)
    return [
        jnp.where(mask, leaves[place.index], aside)
        for place, mask, aside in zip(stepping.plan.places, masks, asides, strict=True)
    ]


def _changed(stepping: Stepping, params: Any, of_places: list[jax.Array]) -> Any:
    leaves, tree = jax.tree.flatten(params)
    for place, each in zip(stepping.plan.places, of_places, strict=True):
        leaves[place.index] = each
    return jax.tree.unflatten(tree, leaves)


def _pattern(stepping: Stepping, at: int) -> str:
    """What was asked of a layer in the end; with a distribution, each its own share."""
    pattern = stepping.asked.pattern
    if stepping.asked.distribution == "uniform" or stepping.plan.competing:
        return str(pattern)
    last = stepping.plan.table.patterns.index(pattern) if pattern in _patterns(stepping) else 0
    place, geometry = stepping.plan.places[at], stepping.plan.geometries[at]
    kind = geometry[int(stepping.plan.branch[at][last])].kind
    units = {"layer": place.matrix_shape[0] * place.matrix_shape[1]}.get(kind)
    if kind == "channel":
        units = place.matrix_shape[0]
    if not units:
        return str(pattern)
    pruned = 1 - int(stepping.plan.keep[at][last]) / units
    return f"{str(pattern).partition(':')[0]}:{round(100 * pruned, 1):g}%"


def _patterns(stepping: Stepping) -> tuple[Any, ...]:
    return stepping.plan.table.patterns


def _switch(stepping: Stepping, held: SparsityState) -> str:
    recipe, steps = stepping.asked.recipe, stepping.asked.steps
    if not isinstance(recipe, Switching):
        return ""
    at = int(held.switch.at)
    latest = recipe.window(steps)[1]
    if at < 0 and int(held.step) < latest:
        return ""
    return recipe.why(at if at >= 0 else latest, steps, at >= 0)


def _left(stepping: Stepping, held: SparsityState) -> tuple[str, ...]:
    steps, count = stepping.asked.steps, int(held.step)
    if steps is None or count == steps:
        return ()
    return (f"{count} updates were made, and the recipe was laid out for {steps}",)
