"""AutoSwitch where the decision is made by compiled code: the same rule, over arrays.

The rule itself, and what it is asked, are those of `sparsity.autoswitch`.
"""

from __future__ import annotations

import math
from typing import Any

import jax
import jax.numpy as jnp

from ...autoswitch import SMALLEST, AutoSwitch
from ...recipes import Recipe, Switching
from .plan import Plan
from .state import SwitchState

TINY = 1.2e-38
"""Next to the smallest number that a float32 has at full precision."""


def begun(plan: Plan) -> SwitchState:
    """Before the first step."""
    return SwitchState(
        jnp.zeros(plan.horizon, jnp.float32),
        jnp.zeros((), jnp.int32),
        jnp.full((), -1, jnp.int32),
        jnp.zeros((), bool),
    )


def watched(
    plan: Plan, recipe: Recipe, switch: SwitchState, before: Any, after: Any, step: jax.Array
) -> SwitchState:
    """With this step's change of the variance: (before, after) are Adams' states around it."""
    if not plan.horizon or plan.adam is None or plan.table.window is None:
        return switch
    rule = recipe.watch(float(plan.adam.beta2)) if isinstance(recipe, Switching) else None
    if rule is None:
        return switch
    moved, change = _change(before, after)
    changes = switch.changes.at[switch.seen % plan.horizon].set(
        jnp.where(moved, change, switch.changes[switch.seen % plan.horizon])
    )
    seen = switch.seen + moved
    earliest, latest = plan.table.window
    fires = (
        (switch.at < 0)
        & moved
        & (seen >= plan.horizon)
        & (_mean(rule, changes) < rule.epsilon)
        & (step + 1 >= earliest)
        & (step + 1 <= latest)
    )
    return switch._replace(
        changes=changes, seen=seen, at=jnp.where(fires, step + 1, switch.at).astype(jnp.int32)
    )


def _change(before: Any, after: Any) -> tuple[jax.Array, jax.Array]:
    """(whether there was a step, Z_t = ||v_t - v_(t-1)||_1 / d over all coordinates)."""
    moved = jnp.zeros((), bool)
    total, size = jnp.zeros(()), 0
    for old, new in zip(before, after, strict=True):
        moved |= new.count != old.count
        pairs = zip(jax.tree.leaves(old.nu), jax.tree.leaves(new.nu), strict=True)
        for a, b in pairs:
            total += jnp.abs(b.astype(jnp.float32) - a.astype(jnp.float32)).sum()
            size += a.size
    return moved, total / max(1, size)


def _mean(rule: AutoSwitch, changes: jax.Array) -> jax.Array:
    if rule.mean == "arithmetic":
        return changes.mean()
    logs = jnp.where(changes > 0, jnp.log(jnp.maximum(changes, TINY)), math.log(SMALLEST))
    return jnp.exp(logs.mean())
