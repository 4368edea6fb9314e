"""Which optimizers' variance can be frozen: found out, however they are built."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import optax
import pytest

from jupyter_perf.errors import UsageError
from jupyter_perf.sparsity.backends.jax import wrap
from jupyter_perf.sparsity.backends.jax.probing import probed
from jupyter_perf.sparsity.backends.jax.variance import Adam, adams, frozen_update

from .nets import loss, parameters, same

PARAMS = {"a": {"kernel": jnp.ones((8, 4)), "bias": jnp.ones(4)}, "b": {"kernel": jnp.ones((4, 4))}}
LABELS = {"a": {"kernel": "sparse", "bias": "rest"}, "b": {"kernel": "sparse"}}
CAN: dict[str, Callable[[], Any]] = {
    "adam": lambda: optax.adam(1e-3, b1=0.8, b2=0.9),
    "adamw": lambda: optax.adamw(optax.cosine_decay_schedule(1e-3, 10), 0.8, 0.9, weight_decay=0.1),
    "clipped": lambda: optax.chain(
        optax.clip_by_global_norm(1.0), optax.adamw(1e-3, b1=0.8, b2=0.9), optax.scale(0.5)
    ),
    "penalized": lambda: optax.chain(
        optax.add_decayed_weights(0.1), optax.adam(1e-3, b1=0.8, b2=0.9)
    ),
    "accumulating": lambda: optax.MultiSteps(
        optax.adamw(1e-3, b1=0.8, b2=0.9), 3
    ).gradient_transformation(),
    "groups": lambda: optax.multi_transform(
        {"sparse": optax.adam(1e-3, b1=0.8, b2=0.9), "rest": optax.sgd(1.0)}, LABELS
    ),
    "injected": lambda: optax.inject_hyperparams(optax.adamw)(1e-3, b1=0.8, b2=0.9),
    "guarded": lambda: optax.apply_if_finite(optax.adam(1e-3, b1=0.8, b2=0.9), 3),
    "lamb": lambda: optax.lamb(1e-3, b1=0.8, b2=0.9),
}
CANNOT: dict[str, tuple[Callable[[], Any], str]] = {
    "sgd": (lambda: optax.sgd(0.1), "no Adam"),
    "lion": (lambda: optax.lion(0.1), "no Adam"),
    "amsgrad": (lambda: optax.amsgrad(0.1), "no Adam"),
    "nadam": (lambda: optax.nadam(0.1), "no plain Adam"),
    "flattened": (lambda: optax.flatten(optax.adam(0.1)), "doesn't see the parameters"),
    "never": (
        lambda: optax.MultiSteps(optax.adam(0.1), 10**6).gradient_transformation(),
        "no step in",
    ),
}


@pytest.mark.parametrize("name", ["clipped", "accumulating", "groups"])
def test_adam_is_found_in_any_nesting(name: str) -> None:
    known = probed(CAN[name](), PARAMS)
    assert isinstance(known, Adam)
    assert (known.beta1, known.beta2) == (0.8, 0.9)


@pytest.mark.slow
@pytest.mark.parametrize("name", CAN)
def test_adam_is_found_in_every_nesting(name: str) -> None:
    known = probed(CAN[name](), PARAMS)
    assert isinstance(known, Adam)
    assert (known.beta1, known.beta2) == (0.8, 0.9)
    assert known.epsilon == pytest.approx(1e-6 if name == "lamb" else 1e-8, rel=1e-3) or (
        name == "lamb"  # what follows Adam there hides how far it steps
    )


@pytest.mark.parametrize(("epsilon", "root"), [(1e-8, 0.0), (1e-3, 0.0), (1e-4, 1e-6)])
def test_epsilon_is_told_inside_and_outside_the_root(epsilon: float, root: float) -> None:
    known = probed(optax.adam(1e-3, eps=epsilon, eps_root=root), {"w": jnp.ones((2, 2))})
    assert isinstance(known, Adam)
    assert known.epsilon == pytest.approx(epsilon, rel=0.02)
    assert known.epsilon_root == pytest.approx(root, rel=0.02)


@pytest.mark.parametrize("name", CANNOT)
def test_others_are_told_apart_with_the_reason(name: str) -> None:
    optimizer, why = CANNOT[name]
    said = probed(optimizer(), PARAMS)
    assert isinstance(said, str)
    assert why in said


def test_where_it_cannot_be_frozen_it_is_sr_ste_and_says_so() -> None:
    params = parameters()
    tx = wrap(optax.sgd(0.1), "step(switch=0.5)", steps=4)
    state = tx.init(params)
    note = tx.summary(params, state).notes[0]
    assert "no Adam or AdamW" in note
    assert "SR-STE" in note


def test_a_setting_that_is_still_computed_is_refused_with_the_remedy() -> None:
    def init(rate: jax.Array) -> Any:
        return wrap(optax.adam(rate), "step(switch=0.5)", steps=4).init(parameters())

    with pytest.raises(UsageError, match="inject_hyperparams"):
        jax.eval_shape(init, jax.ShapeDtypeStruct((), jnp.float32))


def test_a_step_that_was_not_made_changes_nothing() -> None:
    """A gradient that isn't finite, under `apply_if_finite`."""
    optimizer = optax.apply_if_finite(optax.adam(0.1), 3)
    known = probed(optimizer, PARAMS)
    assert isinstance(known, Adam)
    state = optimizer.init(PARAMS)
    given = jax.tree.map(jnp.ones_like, PARAMS)

    @jax.jit
    def step(gradients: Any, state: Any) -> Any:
        return frozen_update(optimizer.update, known, gradients, state, PARAMS)

    _, state = step(given, state)
    before = adams(state)
    updates, after = step(jax.tree.map(lambda each: each * jnp.nan, given), state)
    assert same(adams(after), before)
    assert not any(bool(jnp.any(each)) for each in jax.tree.leaves(updates))


def test_autoswitch_fires_where_the_variance_has_settled() -> None:
    """Once, from the earliest step on, with the rule's own words; and the variance stays."""
    params = parameters()
    tx = wrap(optax.adam(1e-3, b2=0.8), "step(epsilon=1e6)", steps=40)
    state = tx.init(params)

    @jax.jit
    def step(params: Any, state: Any) -> Any:
        updates, state = tx.update(jax.grad(loss)(params), state, params)
        return optax.apply_updates(params, updates), state

    fired = []
    for _ in range(12):
        params, state = step(params, state)
        fired.append(int(state.switch.at))
    assert fired[:4] == [-1] * 4  # a horizon of 5 steps is the later of it and the earliest, 4
    assert fired[4:] == [5] * 8
    assert tx.summary(params, state).switch == (
        "at step 5, by AutoSwitch (arithmetic mean below 1e+06)"
    )
    (held,) = adams(state.inner)
    _, later = step(params, state)
    assert same(adams(later.inner)[0].nu, held.nu)
    assert int(adams(later.inner)[0].count) == 13
