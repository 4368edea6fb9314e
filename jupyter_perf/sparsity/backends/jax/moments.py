"""What a recipe says before a step whose number is known only as the code runs."""

from __future__ import annotations

import dataclasses

import jax
import jax.numpy as jnp
import numpy as np

from .plan import Plan

Number = jax.Array | float


@dataclasses.dataclass(frozen=True)
class Now:
    """A moment. What is the same throughout a run is a number of Python's, and costs nothing."""

    pattern: jax.Array
    """The place of its pattern among the table's."""
    score: jax.Array
    """The place of its score among `scores`."""
    beta: Number
    decay: Number
    kept_only: Number
    """1 where pruned weights get no gradient and are zero in the master too."""
    frozen: Number
    floored: Number
    drop: Number
    by_gradient: Number
    """1 where what grows is where the gradient is largest, 0 by chance."""
    due: jax.Array
    """Whether this is a step at which masks may be chosen anew, though the pattern stays."""
    renew: jax.Array
    """Whether they are, then."""


def scores(plan: Plan) -> tuple[str, ...]:
    """By which scores masks are chosen in this run."""
    sparse = [each.score for each in plan.table.kinds if each.pattern is not None]
    return tuple(dict.fromkeys(sparse)) or ("magnitude",)


def now(plan: Plan, step: jax.Array, switched: jax.Array, mask_every: int) -> Now:
    """Before `step`, where the second phase began before step `switched` (-1: not by itself)."""
    table = plan.table
    at = jnp.minimum(step, table.rows - 1)
    second = jnp.int32(0)
    if table.window is not None:
        second = ((switched >= 0) & (step >= switched)).astype(jnp.int32)
    row = at + second * table.rows
    kind = _look_up(table.kind, row)
    sparse = np.array([each.pattern is not None for each in table.kinds])
    ranks = [scores(plan).index(each.score) if each.pattern else 0 for each in table.kinds]
    rows_sparse = sparse[table.kind]
    # Nothing is pruned in dense rows: what they say of pruned weights is all the same.
    return Now(
        pattern=_look_up(table.pattern, kind),
        score=_look_up(np.array(ranks, np.int32), kind),
        beta=_number(table.beta, row, rows_sparse),
        decay=_number(table.of("decay"), kind, sparse),
        kept_only=_number(1 - table.of("straight_through"), kind, sparse),
        frozen=_number(table.of("frozen_variance") * (plan.adam is not None), kind),
        floored=_number(table.of("floored_variance"), kind, sparse),
        drop=_number(table.of("drop"), kind),
        due=step % mask_every == 0,
        by_gradient=_number(
            np.array([each.grow == "gradient" for each in table.kinds], np.float32),
            kind,
            table.of("drop") > 0,
        ),
        renew=_look_up(table.renew, row),
    )


def _look_up(values: np.ndarray, place: jax.Array) -> jax.Array:
    if (values == values[0]).all():
        return jnp.asarray(values[0])
    return jnp.asarray(values)[place]


def _number(values: np.ndarray, place: jax.Array, where: np.ndarray | None = None) -> Number:
    """A plain number where all that count (`where`) are the same."""
    counting = values if where is None or not where.any() else values[where]
    if (counting == counting[0]).all():
        return float(counting[0])
    return jnp.asarray(values)[place]
