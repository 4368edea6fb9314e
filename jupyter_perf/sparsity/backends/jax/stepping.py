"""One step of the wrapped optimizer, from sparse weights to sparse weights."""

from __future__ import annotations

import dataclasses
from typing import Any

import jax
import jax.numpy as jnp
import optax

from ...training import Asked
from . import renewing, switching
from .forgetting import forgotten
from .moments import Now, Number, now
from .plan import Plan
from .state import SparsityState, SwitchState
from .variance import adams, corrected, frozen_update, with_adams

IMPLEMENTATION = "threefry2x32"
"""Of random numbers, whatever the process's default is: a seed means the same everywhere."""
Leaves = list[jax.Array]


@dataclasses.dataclass(frozen=True)
class Stepping:
    """A recipe's steps over one kind of tree."""

    asked: Asked
    plan: Plan
    inner: optax.GradientTransformationExtraArgs

    def begun(self, params: Any, seed: Any) -> SparsityState:
        """The state before the first step, but for `inner`: masks by the weights as they come."""
        leaves, tree = flattened(params)
        places = self.plan.places
        ones = [jnp.ones(place.shape, bool) for place in places]
        key = jax.random.key(seed, impl=IMPLEMENTATION)
        switch = switching.begun(self.plan)
        first = self.now(jnp.int32(0), switch.at)
        dense = [jnp.asarray(leaves[place.index]) for place in places]
        masks = renewing.chosen(self.plan, first, dense, None, ones, jax.random.fold_in(key, 0))
        asides = [_aside(first, mask, each) for mask, each in zip(masks, dense, strict=True)]
        return SparsityState(
            None,
            self._tree(tree, asides),
            self._tree(tree, masks),
            jnp.zeros((), jnp.int32),
            jax.random.key_data(key),
            switch,
        )

    def now(self, step: jax.Array, switched: jax.Array) -> Now:
        return now(self.plan, step, switched, self.asked.mask_every)

    def step(
        self, gradients: Any, state: SparsityState, params: Any, extra: dict[str, Any]
    ) -> tuple[Any, SparsityState]:
        """(updates, state): what the parameters lack of the next sparse weights."""
        leaves, tree = flattened(params)
        raw = tree.flatten_up_to(gradients)
        masks, asides = self.of_places(tree, state.masks), self.of_places(tree, state.aside)
        shown = [leaves[place.index] for place in self.plan.places]
        dense = [jnp.where(m, p, a) for m, p, a in zip(masks, shown, asides, strict=True)]
        before = self.now(state.step, state.switch.at)
        given = [
            _gradient(before, raw[place.index], mask, weight)
            for place, mask, weight in zip(self.plan.places, masks, dense, strict=True)
        ]
        updates, inner, switch = self._optimized(
            before,
            self._with(tree, raw, given),
            state,
            self._with(tree, leaves, dense),
            extra,
        )
        steps = self.of_places(tree, updates)
        fresh = [
            _moved(before, weight, each, mask)
            for weight, each, mask in zip(dense, steps, masks, strict=True)
        ]
        after = self.now(state.step + 1, switch.at)
        key = jax.random.wrap_key_data(state.key, impl=IMPLEMENTATION)
        own = [raw[place.index] for place in self.plan.places]
        new, grew = renewing.renewed(
            self.plan, before, after, fresh, own, masks, jax.random.fold_in(key, state.step + 1)
        )
        fresh, inner = self._grown(after, grew, masks, new, fresh, inner, params)
        sent = [
            _sent(after, *several) for several in zip(masks, new, shown, fresh, steps, strict=True)
        ]
        asides = [_aside(after, mask, each) for mask, each in zip(new, fresh, strict=True)]
        return self._with(tree, tree.flatten_up_to(updates), sent), SparsityState(
            inner,
            self._tree(tree, asides),
            self._tree(tree, new),
            state.step + 1,
            state.key,
            switch,
        )

    def _optimized(
        self, moment: Now, gradients: Any, state: SparsityState, dense: Any, extra: dict[str, Any]
    ) -> tuple[Any, Any, SwitchState]:
        """The inner optimizer's own step on the dense master: (updates, its state, switch)."""

        def update(gradients: Any, inner: Any, params: Any) -> tuple[Any, Any]:
            found: tuple[Any, Any] = self.inner.update(gradients, inner, params, **extra)
            return found

        known, switch = self.plan.adam, state.switch
        if known is None or (isinstance(moment.frozen, float) and not moment.frozen):
            updates, inner = update(gradients, state.inner, dense)
            return updates, inner, switch

        def frozen() -> tuple[Any, Any]:
            floored = jnp.asarray(moment.floored) > 0
            held = [
                each._replace(
                    nu=jax.tree.map(
                        lambda old, new: jnp.where(switch.frozen, old, new),
                        each.nu,
                        corrected(each, known.beta2, floored),
                    )
                )
                for each in adams(state.inner)
            ]
            return frozen_update(update, known, gradients, with_adams(state.inner, held), dense)

        def plain() -> tuple[Any, Any]:
            return update(gradients, state.inner, dense)

        is_frozen = jnp.asarray(moment.frozen) > 0
        updates, inner = jax.lax.cond(is_frozen, frozen, plain)
        switch = switch._replace(frozen=switch.frozen | is_frozen)
        return (
            updates,
            inner,
            switching.watched(
                self.plan,
                self.asked.recipe,
                switch,
                adams(state.inner),
                adams(inner),
                state.step,
            ),
        )

    def _grown(
        self,
        moment: Now,
        grew: jax.Array,
        old: Leaves,
        new: Leaves,
        fresh: Leaves,
        inner: Any,
        params: Any,
    ) -> tuple[Leaves, Any]:
        """Weights and the optimizer's moments, both zero where weights were grown."""
        if isinstance(moment.drop, float) and not moment.drop:
            return fresh, inner
        grown = [b & ~a & grew for a, b in zip(old, new, strict=True)]
        zeroed = [jnp.where(g, 0, each) for g, each in zip(grown, fresh, strict=True)]
        by_index = {p.index: g for p, g in zip(self.plan.places, grown, strict=True)}
        return zeroed, forgotten(inner, params, by_index)

    def of_places(self, tree: Any, whole: Any) -> Leaves:
        """Of a tree as the parameters', the leaves that are sparsified."""
        leaves = tree.flatten_up_to(whole)
        return [leaves[place.index] for place in self.plan.places]

    def _with(self, tree: Any, leaves: list[Any], of_places: Leaves) -> Any:
        replaced = list(leaves)
        for place, each in zip(self.plan.places, of_places, strict=True):
            replaced[place.index] = each
        return jax.tree.unflatten(tree, replaced)

    def _tree(self, tree: Any, of_places: Leaves) -> Any:
        return self._with(tree, [optax.MaskedNode()] * tree.num_leaves, of_places)


def flattened(params: Any) -> tuple[list[Any], Any]:
    """(leaves, structure)."""
    leaves, tree = jax.tree.flatten(params)
    return leaves, tree


def _gradient(moment: Now, gradient: Any, mask: jax.Array, dense: jax.Array) -> jax.Array:
    """What the optimizer is given at the dense master: g + decay · (1 - Π) · W, or g · Π."""
    found = jnp.asarray(gradient)
    if not (isinstance(moment.decay, float) and not moment.decay):
        term = (jnp.asarray(moment.decay) * dense).astype(found.dtype)
        found = jnp.where(mask, found, found + term)
    return _where(moment.kept_only, jnp.where(mask, found, 0), found)


def _moved(moment: Now, dense: jax.Array, update: jax.Array, mask: jax.Array) -> jax.Array:
    """The dense master after the step, rounded as `optax.apply_updates` rounds."""
    fresh = (dense + update).astype(dense.dtype)
    return _where(moment.kept_only, jnp.where(mask, fresh, 0), fresh)


def _aside(moment: Now, mask: jax.Array, dense: jax.Array) -> jax.Array:
    """The dense master where it is pruned; zero where that is zero in the master too."""
    return jnp.where(mask | (jnp.asarray(moment.kept_only) > 0), 0, dense).astype(dense.dtype)


def _sent(
    moment: Now,
    old: jax.Array,
    new: jax.Array,
    shown: jax.Array,
    fresh: jax.Array,
    update: jax.Array,
) -> jax.Array:
    """What is added to a parameter: the optimizer's own update where it is kept and stays kept."""
    next_shown = jnp.where(new, fresh, jnp.asarray(moment.beta, fresh.dtype) * fresh)
    return jnp.where(old & new, update, (next_shown - shown).astype(update.dtype))


def _where(condition: Number, yes: jax.Array, no: jax.Array) -> jax.Array:
    if isinstance(condition, float):
        return yes if condition else no
    return jnp.where(condition > 0, yes, no)
