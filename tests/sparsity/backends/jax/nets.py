"""A small problem, trained in one compiled loop."""

from __future__ import annotations

from functools import cache, partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax

from jupyter_perf.sparsity.backends.jax import Sparsifying

INPUTS, HIDDEN, OUTPUTS, ROWS = 16, 8, 4, 32


def parameters(seed: int = 0, dtype: Any = jnp.float32) -> dict[str, Any]:
    """Two layers as Flax has them, and a head that stays dense."""
    numbers = np.random.default_rng(seed)

    def layer(inputs: int, outputs: int) -> dict[str, Any]:
        kernel = numbers.normal(size=(inputs, outputs)) / np.sqrt(inputs)
        return {"kernel": jnp.asarray(kernel, dtype), "bias": jnp.zeros(outputs, dtype)}

    return {
        "one": layer(INPUTS, HIDDEN),
        "two": layer(HIDDEN, HIDDEN),
        "head": layer(HIDDEN, OUTPUTS),
    }


DATA = np.random.default_rng(1)
X = jnp.asarray(DATA.normal(size=(ROWS, INPUTS)), jnp.float32)
Y = jnp.tanh(X @ jnp.asarray(DATA.normal(size=(INPUTS, OUTPUTS)), jnp.float32))


def loss(params: Any) -> jax.Array:
    hidden = jnp.tanh(X @ params["one"]["kernel"] + params["one"]["bias"])
    hidden = jnp.tanh(hidden @ params["two"]["kernel"] + params["two"]["bias"])
    return jnp.mean((hidden @ params["head"]["kernel"] + params["head"]["bias"] - Y) ** 2)


def one_step(tx: Any, carried: Any, _: Any = None) -> tuple[Any, jax.Array]:
    params, state = carried
    value, gradients = jax.value_and_grad(loss)(params)
    updates, state = tx.update(gradients, state, params)
    return (optax.apply_updates(params, updates), state), value


def trained(tx: Sparsifying, params: Any, steps: int, state: Any = None) -> tuple[Any, Any]:
    """(parameters, state) after so many steps of one scan."""
    begun = tx.init(params) if state is None else state
    found: tuple[Any, Any] = _loop(tx, steps)((params, begun))
    return found


@cache
def _loop(tx: Any, steps: int) -> Any:
    """Compiled once for each optimizer."""
    return jax.jit(lambda carried: jax.lax.scan(partial(one_step, tx), carried, length=steps)[0])


def groups(kernel: Any, size: int) -> np.ndarray:
    """How many of each group along the inputs of an (inputs, outputs) kernel aren't zero."""
    return np.asarray(kernel != 0).T.reshape(-1, size).sum(axis=1)


def same(one: Any, other: Any) -> bool:
    """Whether two trees hold the same numbers, bit by bit."""
    return jax.tree.structure(one) == jax.tree.structure(other) and all(
        np.array_equal(np.asarray(a), np.asarray(b), equal_nan=True)
        for a, b in zip(jax.tree.leaves(one), jax.tree.leaves(other), strict=True)
    )
