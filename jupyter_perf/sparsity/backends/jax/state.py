"""What a sparsifying transformation keeps from step to step: arrays only."""

from __future__ import annotations

from typing import Any, NamedTuple

import jax


class SwitchState(NamedTuple):
    """How far STEP's first phase is."""

    changes: jax.Array
    """float32 (horizon,): the last changes of the variance, the next one's place is
    `seen % horizon`."""
    seen: jax.Array
    """int32: how many changes there were."""
    at: jax.Array
    """int32: the step before which AutoSwitch ended it; -1 where it didn't (yet)."""
    frozen: jax.Array
    """bool: whether Adam's variance is held (then `nu` is without bias, and floored if asked)."""


class SparsityState(NamedTuple):
    """Arrays only, so that any tool can keep it: `orbax`, `flax.serialization`, `pickle` of NumPy.

    The dense master of a leaf is its parameter where it is kept and `aside` where it is pruned.
    """

    inner: Any
    """Of the optimizer that is wrapped."""
    aside: Any
    """A tree as the parameters', `optax.MaskedNode()` where a leaf isn't sparsified."""
    masks: Any
    """The same, of booleans: what is kept."""
    step: jax.Array
    """int32: steps so far."""
    key: jax.Array
    """uint32: where chance comes from, the same throughout."""
    switch: SwitchState


def placeholders(one: Any, inner: Any) -> SparsityState:
    """The state where `one` stands in place of each tree like the parameters'."""
    return SparsityState(inner, one, one, *[0, 0, SwitchState(0, 0, 0, 0)])  # type: ignore[arg-type]


def found(state: Any) -> SparsityState | None:
    """The first of these in an optimizer's state, however it is nested."""
    leaves = jax.tree.leaves(state, is_leaf=lambda each: isinstance(each, SparsityState))
    return next((each for each in leaves if isinstance(each, SparsityState)), None)
