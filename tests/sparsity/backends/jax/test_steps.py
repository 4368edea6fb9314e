"""Steps are those of the papers' equations, worked out by hand in NumPy, and those of PyTorch."""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax
import pytest

from jupyter_perf.sparsity import masks as reference
from jupyter_perf.sparsity.backends.jax import wrap
from jupyter_perf.sparsity.pattern import parse

ROWS, INPUTS, STEPS = 6, 16, 12
RATE, DECAY = 0.05, 0.1
B1, B2, EPSILON, WEIGHT_DECAY = 0.9, 0.99, 1e-8, 0.01
NUMBERS = np.random.default_rng(0)
START = NUMBERS.normal(size=(ROWS, INPUTS)).astype(np.float32)
TARGETS = NUMBERS.normal(size=(STEPS, ROWS, INPUTS)).astype(np.float32)
CURVES = NUMBERS.uniform(0.5, 2.0, size=(STEPS, ROWS, INPUTS)).astype(np.float32)


def gradient(step: int, weight: Any) -> Any:
    """Of a loss that is another one at each step, so that first moments aren't all the same."""
    return CURVES[step] * (weight - TARGETS[step])


def by_jax(
    optimizer: Any, recipe: str, pattern: str = "2:4", sparse_from_the_first: bool = True
) -> list[np.ndarray]:
    """The sparse weight before each step and at the end, as (rows, inputs)."""
    tx = wrap(optimizer, recipe, pattern, steps=STEPS)
    params = {"weight": jnp.asarray(START)}
    state = tx.init(params)
    if sparse_from_the_first:
        params = tx.weights(params, state)
    found = [np.asarray(params["weight"])]

    @jax.jit
    def step(params: Any, state: Any, given: Any) -> Any:
        updates, state = tx.update({"weight": given}, state, params)
        return optax.apply_updates(params, updates), state

    for at in range(STEPS):
        params, state = step(params, state, gradient(at, found[-1]))
        found.append(np.asarray(params["weight"]))
    return found


def pruned(weight: np.ndarray, pattern: str = "2:4") -> np.ndarray:
    return np.asarray(reference.mask(np.abs(weight), parse(pattern)))


def test_sr_ste_is_equation_9_of_zhou() -> None:
    weight = START.astype(np.float64)
    wanted = [weight * pruned(weight)]
    for at in range(STEPS):
        mask = pruned(weight)
        given = gradient(at, weight * mask) + DECAY * (1 - mask) * weight
        weight = weight - RATE * given
        wanted.append(weight * pruned(weight))
    found = by_jax(optax.sgd(RATE), f"sr-ste(decay={DECAY})")
    np.testing.assert_allclose(found, wanted, rtol=2e-5, atol=1e-6)


@pytest.mark.parametrize("pattern", ["2:4", "1:8"])
def test_step_freezes_the_variance_of_its_first_phase(pattern: str) -> None:
    """At 1:8 and sparser the variance is raised to its mean over the tensor."""
    weight = START.astype(np.float64)
    first, second = np.zeros_like(weight), np.zeros_like(weight)
    switch, held = 4, np.zeros_like(weight)
    wanted = [weight]
    for at in range(STEPS):
        mask = pruned(weight, pattern) if at >= switch else np.ones_like(weight)
        given = gradient(at, weight * mask) + DECAY * (1 - mask) * weight
        first = B1 * first + (1 - B1) * given
        if at < switch:
            second = B2 * second + (1 - B2) * given**2
            held = second / (1 - B2 ** (at + 1))
            scale = np.sqrt(held) + EPSILON
        else:
            raised = np.maximum(held, held.mean()) if pattern == "1:8" else held
            scale = np.sqrt(raised + EPSILON)
        corrected = first / (1 - B1 ** (at + 1))
        weight = weight - RATE * (corrected / scale + WEIGHT_DECAY * weight)
        after = pruned(weight, pattern) if at + 1 >= switch else np.ones_like(weight)
        wanted.append(weight * after)
    adamw = optax.chain(
        optax.clip_by_global_norm(1e6),
        optax.adamw(RATE, b1=B1, b2=B2, weight_decay=WEIGHT_DECAY),
    )
    found = by_jax(adamw, f"step(switch_step={switch}, decay={DECAY})", pattern)
    np.testing.assert_allclose(found, wanted, rtol=1e-4, atol=2e-6)


def test_mask_decay_leaves_beta_of_what_is_pruned() -> None:
    found = by_jax(optax.sgd(0.0), "mask-decay(shape=linear, dense=0, fine_tune=0.5)")
    mask = pruned(START)
    for at, weight in enumerate(found):
        beta = max(0.0, 1 - at / 6)
        np.testing.assert_allclose(weight, START * (mask + (1 - mask) * beta), rtol=1e-5, atol=1e-6)


def test_one_shot_keeps_its_mask_and_moves_nothing_else() -> None:
    mask = pruned(START)
    found = by_jax(optax.sgd(RATE, momentum=0.9), "one-shot")
    weight, momentum = START * mask, np.zeros_like(START)
    for at in range(STEPS):
        momentum = 0.9 * momentum + gradient(at, weight) * mask
        weight = weight - RATE * momentum
    np.testing.assert_allclose(found[-1], weight, rtol=1e-5, atol=1e-6)
    assert np.array_equal(found[-1] != 0, mask)


def test_the_cubic_schedule_prunes_what_jaxpruner_would() -> None:
    """Its densities: 1 - s (1 - (1 - t/T)^3), at whole updates (Zhu & Gupta, equation 1)."""
    found = by_jax(optax.sgd(0.0), "gradual(begin=0, end=0.5, every=1)", "unstructured:75%")
    total = START.size
    for at, weight in enumerate(found):
        share = 1 - 0.75 * (1 - (1 - min(1.0, at / 6)) ** 3)
        assert np.count_nonzero(weight) == int(share * total + 0.5)
    least = np.sort(np.abs(START).ravel())[-np.count_nonzero(found[-1])]
    assert np.array_equal(found[-1] != 0, np.abs(START) >= least)


def test_saliency_prunes_by_the_gradient_of_its_step() -> None:
    recipe = "saliency(begin=0.5, end=0.5)"
    found = by_jax(optax.sgd(0.0), recipe, "unstructured:50%")
    scores = np.abs(START * gradient(5, START))
    assert np.array_equal(found[6] != 0, reference.mask(scores, parse("unstructured:50%")))


def test_rigl_grows_where_the_gradient_is_largest_from_zero() -> None:
    tx = wrap(optax.sgd(0.1, momentum=0.9), "rigl(every=2, until=1)", "2:4", steps=STEPS)
    params = {"weight": jnp.asarray(START)}
    state = tx.init(params)
    params = tx.weights(params, state)
    update = jax.jit(tx.update)
    for at in range(2):
        before, old = params, np.asarray(state.masks["weight"])
        given = gradient(at, np.asarray(params["weight"]))
        updates, state = update({"weight": given}, state, params)
        params = optax.apply_updates(params, updates)
    moved = np.asarray(before["weight"]) + np.asarray(updates["weight"])
    new = np.asarray(state.masks["weight"])
    share = 0.3 / 2 * (1 + np.cos(np.pi * 2 / STEPS))
    assert new.sum() == old.sum()
    grown = new & ~old
    assert grown.any()
    assert not np.asarray(params["weight"])[grown].any()
    assert not np.asarray(jax.tree.leaves(state.inner)[0])[grown].any(), "momentum begins at zero"
    dropped = old & ~new
    assert 0 < dropped.sum() == grown.sum() <= np.floor(share * old.sum())
    assert np.abs(moved[dropped]).max() <= np.abs(moved[old & new]).max()


@pytest.mark.parametrize(
    ("recipe", "pattern"), [("sr-ste", "2:4"), ("step(switch=0.3)", "2:4"), ("one-shot", "1:4")]
)
def test_pytorch_comes_to_the_same_weights(recipe: str, pattern: str) -> None:
    torch = pytest.importorskip("torch")
    from jupyter_perf.sparsity.backends.torch.session import sparsifying
    from jupyter_perf.sparsity.recipes import recipe_of
    from jupyter_perf.sparsity.training import Asked

    torch.set_num_threads(1)
    layer = torch.nn.Linear(INPUTS, ROWS, bias=False)
    layer.weight.data = torch.from_numpy(START.copy())
    optimizer = torch.optim.AdamW(
        layer.parameters(), RATE, betas=(B1, B2), weight_decay=WEIGHT_DECAY
    )
    seen = []

    def train() -> None:
        for at in range(STEPS):
            optimizer.zero_grad()
            seen.append(layer.weight.detach().numpy().copy())
            layer.weight.grad = torch.from_numpy(gradient(at, seen[-1]))
            optimizer.step()

    asked = Asked(recipe, recipe_of(recipe)[1], parse(pattern), STEPS, only=("*weight",))
    space = {"layer": layer, "optimizer": optimizer, "train": train}
    with sparsifying(asked, space):
        train()
    seen.append(layer.weight.detach().numpy().copy())
    adamw = optax.adamw(RATE, b1=B1, b2=B2, weight_decay=WEIGHT_DECAY)
    # Hooks see a model at its first step: the first gradient is that of dense weights.
    found = by_jax(adamw, recipe, pattern, sparse_from_the_first=False)
    np.testing.assert_allclose(found[1:], seen[1:], rtol=2e-4, atol=2e-5)
