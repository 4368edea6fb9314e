"""An optimizer's moments of weights that were grown: they begin at zero, like the weights."""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp

MOMENTS = ("mu", "nu", "nu_max", "trace")
"""Fields of optax's states that are averages of gradients, each a tree as the parameters'."""


def forgotten(state: Any, params: Any, grown: dict[int, jax.Array]) -> Any:
    """`state` with zero wherever `grown` is true; by the place of a leaf among those of `params`.

    Other trees than the parameters' own (of a mask, of a group of them) are told by leaves' paths.
    """
    paths = [path for path, _ in jax.tree_util.tree_flatten_with_path(params)[0]]
    by_path = {jax.tree_util.keystr(paths[index]): each for index, each in grown.items()}

    def of_leaf(path: Any, leaf: Any) -> Any:
        where = by_path.get(jax.tree_util.keystr(path))
        if where is None or getattr(leaf, "shape", None) != where.shape:
            return leaf
        return jnp.where(where, jnp.zeros_like(leaf), leaf)

    def of_state(each: Any) -> Any:
        if not _has_moments(each):
            return each
        trees = {name: getattr(each, name) for name in MOMENTS if name in each._fields}
        return each._replace(
            **{
                name: jax.tree_util.tree_map_with_path(of_leaf, tree)
                for name, tree in trees.items()
            }
        )

    return jax.tree.map(of_state, state, is_leaf=_has_moments)


def _has_moments(thing: Any) -> bool:
    fields = getattr(thing, "_fields", ())
    return isinstance(thing, tuple) and any(name in fields for name in MOMENTS)
