"""What is kept of a weight, in JAX: masks by scores, with counts that may be known only as it runs.

The reference is `sparsity.masks`, in NumPy: the same weights are kept, ties to the first place.
"""

from __future__ import annotations

import dataclasses

import jax
import jax.numpy as jnp
import numpy as np

from ... import masks as reference
from ...pattern import NM, Block, Channel, Pattern, Shape


@dataclasses.dataclass(frozen=True)
class Geometry:
    """What weights compete in: groups of `m` inputs, whole blocks or rows, or a whole layer."""

    kind: str
    """`nm`, `layer`, `block`, `channel`; `dense`, where all are kept."""
    sizes: tuple[int, ...] = ()
    """Of an N:M group (m,), of a block (rows, columns)."""


DENSE = Geometry("dense")


def geometry(pattern: Pattern | None, shape: Shape) -> Geometry:
    """Of this pattern over a matrix; dense where the matrix can't have it."""
    if pattern is None or pattern.unfit(shape):
        return DENSE
    if isinstance(pattern, NM):
        return Geometry("nm", (pattern.m,))
    if isinstance(pattern, Block):
        return Geometry("block", (pattern.rows, pattern.columns))
    return Geometry("channel" if isinstance(pattern, Channel) else "layer")


def kept(pattern: Pattern | None, shape: Shape, density: float | None = None) -> int:
    """How many are kept: of each group for N:M, of all blocks, rows or weights otherwise.

    `density` is this layer's own, where layers have different ones. At least one is kept.
    """
    if pattern is None:
        return 0
    if isinstance(pattern, NM):
        return pattern.n
    units = shape[0] * shape[1]
    if isinstance(pattern, Block):
        units //= pattern.rows * pattern.columns
    elif isinstance(pattern, Channel):
        units = shape[0]
    return reference.kept(pattern.density if density is None else density, units)


def mask(scores: jax.Array, of: Geometry, keep: jax.Array) -> jax.Array:
    """Which weights of a (rows, inputs) matrix are kept: `keep` of each unit, a whole number.

    A NaN counts as the lowest score, so that a run gone wrong still has a mask.
    """
    if of.kind == "dense":
        return jnp.ones(scores.shape, bool)
    known = jnp.where(jnp.isnan(scores), -jnp.inf, scores)
    if of.kind == "nm":
        return _groups(known, of.sizes[0], keep)
    if of.kind == "layer":
        return best(known.ravel(), keep).reshape(scores.shape)
    if of.kind == "channel":
        rows = best(known.sum(axis=1), keep)
        return jnp.broadcast_to(rows[:, None], scores.shape)
    height, width = of.sizes
    blocks = known.reshape(scores.shape[0] // height, height, scores.shape[1] // width, width)
    kept_blocks = best(blocks.sum(axis=(1, 3)).ravel(), keep).reshape(blocks.shape[0], 1, -1, 1)
    return jnp.broadcast_to(kept_blocks, blocks.shape).reshape(scores.shape)


def _groups(scores: jax.Array, size: int, keep: jax.Array) -> jax.Array:
    """By comparing each weight with all of its group: XLA sorts short rows far more slowly."""
    groups = _groups_of(scores, size)
    each, other = groups[..., :, None], groups[..., None, :]
    place = jnp.arange(size)
    before = (other > each) | ((other == each) & (place[None, :] < place[:, None]))
    return (before.sum(axis=-1) < keep).reshape(scores.shape)


def best(scores: jax.Array, keep: jax.Array) -> jax.Array:
    """Which are the `keep` largest of a vector; of equal ones those that come first."""
    threshold = jnp.sort(scores)[jnp.clip(scores.size - keep, 0, scores.size - 1)]
    above, equal = scores > threshold, scores == threshold
    return (above | (equal & (jnp.cumsum(equal) <= keep - above.sum()))) & (keep > 0)


def of_all(scores: list[jax.Array], keep: jax.Array) -> list[jax.Array]:
    """The `keep` largest of several matrices together, at least one of each."""
    flat = jnp.concatenate([each.ravel() for each in scores])
    chosen = best(jnp.where(jnp.isnan(flat), -jnp.inf, flat), keep)
    ends = [int(end) for end in np.cumsum([each.size for each in scores])]
    parts = jnp.split(chosen, ends[:-1])
    one = [jnp.arange(each.size) == jnp.argmax(each.ravel()) for each in scores]
    return [
        jnp.where(part.any(), part, first).reshape(each.shape)
        for part, first, each in zip(parts, one, scores, strict=True)
    ]


def regrown(
    old: jax.Array, sizes: jax.Array, gains: jax.Array, of: Geometry, drop: jax.Array
) -> jax.Array:
    """The mask after a share `drop` of what `old` keeps was dropped, and as much grown; what grows
    is `new & ~old`. See `sparsity.masks.regrown`."""
    count = jnp.floor(drop * old.sum() + 1e-6).astype(jnp.int32)
    dropped = best(jnp.where(old, -sizes, -jnp.inf).ravel(), count).reshape(old.shape) & old
    stays = old & ~dropped
    scores = jnp.where(stays, jnp.inf, gains)
    if of.kind != "nm":
        return best(scores.ravel(), old.sum()).reshape(old.shape)
    return _groups(scores, of.sizes[0], _groups_of(old, of.sizes[0]).sum(axis=-1)[..., None])


def _groups_of(matrix: jax.Array, size: int) -> jax.Array:
    return matrix.reshape(matrix.shape[0], -1, size)
