"""What is said of a cell that trains with JAX."""

from __future__ import annotations

import jax
import numpy as np
import optax
import pytest

from jupyter_perf.sparsity.backends.jax_cells import recipe_for_cell


def test_the_lines_to_add_use_the_names_of_the_cell() -> None:
    said = recipe_for_cell({"optimizer": optax.sgd(0.1), "x": 1}, "", "sr-ste", "1:4", 500)
    assert "from jupyter_perf.sparsity.backends.jax import wrap" in said
    assert 'optimizer = wrap(optimizer, recipe="sr-ste", pattern="1:4", steps=500)' in said
    assert "optimizer.finish(params, opt_state)" in said


def test_the_lines_are_python() -> None:
    said = recipe_for_cell({"tx": optax.MultiSteps(optax.sgd(0.1), 2)}, "", "step", "2:4", 10)
    code = [line.strip() for line in said.splitlines() if line.startswith("    ")][:2]
    space = {"tx": optax.sgd(0.1)}
    exec("\n".join(code), space)
    assert hasattr(space["tx"], "finish")


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("opt = optax.adam(1e-3)\nst = opt.init(w)", "w = opt.finish(w, st)"),
        (
            "opt = optax.chain(optax.clip(1.0))\nst = opt.init(net.w)",
            "params = opt.finish(params, st)",
        ),
        ("w = net.init(key, x)\ntx = optax.adam(1e-3)", "params = tx.finish(params, opt_state)"),
        ("%time tx = optax.adam(1)", "params = tx.finish(params, opt_state)"),
        ("s = nnx.Optimizer(net, optax.adam(1e-3))", "params = tx.finish(params, opt_state)"),
    ],
)
def test_names_are_told_by_the_cells_own_text(cell: str, said: str) -> None:
    """As they are before it has run for the first time, when the namespace knows none."""
    assert f"    {said}\n" in recipe_for_cell({"optax": optax}, cell)


def test_a_cell_with_the_lines_added_trains_sparsely() -> None:
    cell = """
optimizer = optax.adam(1e-2)
state = optimizer.init(weights)
for _ in range(6):
    grads = jax.grad(lambda w: ((x @ w["one"] @ w["head"]) ** 2).mean())(weights)
    updates, state = optimizer.update(grads, state, weights)
    weights = optax.apply_updates(weights, updates)
"""
    said = recipe_for_cell({"optax": optax}, cell, "sr-ste", "1:4", 6)
    *begin, end = (line.strip() for line in said.splitlines() if line.startswith("    "))
    first, *rest = cell.strip().splitlines()
    ones = {"one": jax.numpy.arange(64.0).reshape(8, 8), "head": jax.numpy.ones((8, 2))}
    space = {"jax": jax, "optax": optax, "x": jax.numpy.ones((4, 8)), "weights": ones}
    exec("\n".join([first, *begin, *rest, end]), space)
    kept = np.asarray(space["weights"]["one"]).reshape(2, 4, 8)  # groups of inputs
    assert ((kept != 0).sum(axis=1) == 1).all()


def test_modules_and_imports_tell_too() -> None:
    assert "tx = wrap(tx" in recipe_for_cell({"jnp": jax.numpy})
    assert "tx = wrap(tx" in recipe_for_cell({}, "import optax\ntrain()")


def test_a_cell_without_jax_has_no_message() -> None:
    import math

    assert recipe_for_cell({"math": math, "tx": object()}, "x = 1") == ""
