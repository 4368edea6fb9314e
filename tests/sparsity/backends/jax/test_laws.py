"""What holds of every recipe under jit, as it does in PyTorch."""

from __future__ import annotations

from typing import Any

import jax
import numpy as np
import optax
import pytest

from jupyter_perf.sparsity import masks as reference
from jupyter_perf.sparsity.backends.jax import wrap
from jupyter_perf.sparsity.pattern import Unstructured, parse
from jupyter_perf.sparsity.recipes import RECIPES, recipe_of

from .nets import groups, parameters, same, trained

STEPS = 20
TRAINING = [name for name in RECIPES.names() if not RECIPES.get(name).after_training]
VARIED = ["step(switch=0.2)", "one-shot(at=0.5)", "structure-decay(shape=geometric)"]
QUICK = ["rigl(every=3)"]
PATTERNS = ["2:4", "1:8", "unstructured:80%", "block4x4:50%", "channel:50%"]
ALL = [
    (name, pattern)
    for name in [*TRAINING, *VARIED]
    for pattern in PATTERNS
    if not recipe_of(name)[1].unfit(parse(pattern))
]


def wrapped(name: str, pattern: str = "2:4", **options: Any) -> Any:
    return wrap(optax.adamw(1e-2), name, pattern, steps=STEPS, **options)


def laws(name: str, pattern: str) -> None:
    start = parameters()
    tx = wrapped(name, pattern)
    params, state = trained(tx, start, STEPS)
    ended = tx.finish(params, state)
    assert same(ended, params), "after the last step there is nothing left to prune"
    counted(name, tx, ended, state)
    assert not same(params["head"]["kernel"], start["head"]["kernel"]), "what is skipped is trained"
    assert np.all(np.asarray(params["head"]["kernel"]) != 0)
    again = trained(tx, parameters(), STEPS)
    assert same((params, state), again), "the same seed, the same run"


def counted(name: str, tx: Any, params: Any, state: Any) -> None:
    """Exactly as many are kept as the pattern says, and all else is zero."""
    asked = parse("unstructured:0%") if name == "dense" else tx._run.asked.pattern
    found = []
    for place in tx._run.stepping(params).plan.places:
        layer = place.name.partition(".")[0]
        mask = place.matrix(state.masks[layer]["kernel"])
        kept = np.asarray(mask)
        assert not np.asarray(place.matrix(params[layer]["kernel"]))[~kept].any()
        wanted = reference.mask(np.asarray(kept, np.float32), asked)
        found.append((kept.sum(), kept.size))
        if not name.startswith("global"):
            assert np.array_equal(kept, wanted)
    if name.startswith("global") and isinstance(asked, Unstructured):
        kept_of_all, size = map(sum, zip(*found, strict=True))
        assert kept_of_all == reference.kept(asked.density, size)


@pytest.mark.parametrize("name", QUICK)
def test_laws(name: str) -> None:
    laws(name, "2:4")


@pytest.mark.slow
@pytest.mark.parametrize(("name", "pattern"), ALL)
def test_laws_of_all(name: str, pattern: str) -> None:
    laws(name, pattern)


@pytest.mark.slow
@pytest.mark.parametrize("name", [*TRAINING, *VARIED])
def test_every_recipe_resumes(name: str) -> None:
    resumed(name)


def test_a_run_can_be_resumed_from_arrays() -> None:
    resumed("step(switch=0.5)")


def resumed(name: str) -> None:
    """From NumPy arrays alone, in the structure that a new `init` gives."""
    recipe = recipe_of(name)[1]
    pattern = next(each for each in PATTERNS if not recipe.unfit(parse(each)))
    tx = wrapped(name, pattern)
    half = trained(tx, parameters(), STEPS // 2)
    whole = trained(tx, parameters(), STEPS)
    leaves = [np.asarray(leaf) for leaf in jax.tree.leaves(half)]
    shape = jax.tree.structure((parameters(), wrapped(name, pattern).init(parameters())))
    params, state = jax.tree.unflatten(shape, leaves)
    assert same(trained(tx, params, STEPS // 2, state), whole)


def test_nothing_changes_where_all_are_kept() -> None:
    """But for the last bit, where XLA fuses the two otherwise."""
    params, _ = trained(wrapped("sr-ste", "4:4"), parameters(), STEPS)
    plain, _ = trained(optax.adamw(1e-2), parameters(), STEPS)  # type: ignore[arg-type]
    for a, b in zip(jax.tree.leaves(params), jax.tree.leaves(plain), strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-4, atol=1e-6)


def test_seeds_differ_and_groups_are_exact() -> None:
    one, _ = trained(wrapped("static", seed=0), parameters(), 2)
    two, _ = trained(wrapped("static", seed=1), parameters(), 2)
    kernels = [each["one"]["kernel"] for each in (one, two)]
    assert not np.array_equal(kernels[0] != 0, kernels[1] != 0)
    assert set(groups(kernels[0], 4)) == {2}
