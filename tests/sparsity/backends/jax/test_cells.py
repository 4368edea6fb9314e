"""What is said of a cell that trains with JAX."""

from __future__ import annotations

import jax
import optax

from jupyter_perf.sparsity.backends.jax_cells import recipe_for_cell


def test_the_lines_to_add_use_the_names_of_the_cell() -> None:
    said = recipe_for_cell({"optimizer": optax.sgd(0.1), "x": 1}, "", "sr-ste", "1:4", 500)
    assert "from jupyter_perf.sparsity.backends.jax import wrap" in said
    assert 'optimizer = wrap(optimizer, recipe="sr-ste", pattern="1:4", steps=500)' in said
    assert "optimizer.finish(params, opt_state)" in said


def test_the_lines_are_python() -> None:
    said = recipe_for_cell({"tx": optax.MultiSteps(optax.sgd(0.1), 2)}, "", "step", "2:4", 10)
    code = [line.strip() for line in said.splitlines() if line.startswith("    ")]
    space = {"tx": optax.sgd(0.1)}
    exec("\n".join(code), space)
    assert hasattr(space["tx"], "finish")


def test_modules_and_imports_tell_too() -> None:
    assert "tx = wrap(tx" in recipe_for_cell({"jnp": jax.numpy})
    assert "tx = wrap(tx" in recipe_for_cell({}, "import optax\ntrain()")


def test_a_cell_without_jax_has_no_message() -> None:
    import math

    assert recipe_for_cell({"math": math, "tx": object()}, "x = 1") == ""
