"""Real loops: compiled ones, accumulation, several seeds at once, low precision, donated arrays."""

from __future__ import annotations

import pickle
from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax
import pytest

from jupyter_perf.errors import UsageError
from jupyter_perf.sparsity.backends.jax import SparsityState, sparsify, wrap

from .nets import groups, loss, one_step, parameters, same, trained


@pytest.mark.slow
def test_jit_and_no_jit_agree_at_each_step() -> None:
    tx = wrap(optax.sgd(0.1), "sr-ste")
    params = parameters()
    eager = compiled = (params, tx.init(params))
    step = jax.jit(partial(one_step, tx))
    for _ in range(2):
        eager, compiled = one_step(tx, eager)[0], step(compiled)[0]
        for a, b in zip(jax.tree.leaves(eager), jax.tree.leaves(compiled), strict=True):
            np.testing.assert_allclose(a, b, rtol=1e-5, atol=1e-6)


def test_recipes_that_need_no_length_run_as_long_as_one_likes() -> None:
    params, state = trained(wrap(optax.adam(1e-2), "sr-ste"), parameters(), 5)
    assert int(state.step) == 5
    assert set(groups(params["one"]["kernel"], 4)) == {2}


def test_several_seeds_at_once() -> None:
    tx = wrap(optax.adam(1e-2), "sr-ste")
    several = [parameters(seed) for seed in range(2)]
    stacked = jax.tree.map(lambda *leaves: jnp.stack(leaves), *several)

    def run(params: Any) -> Any:
        return jax.lax.scan(partial(one_step, tx), (params, tx.init(params)), length=4)[0][0]

    found = jax.jit(jax.vmap(run))(stacked)
    alone, _ = trained(tx, several[1], 4)
    for a, b in zip(jax.tree.leaves(found), jax.tree.leaves(alone), strict=True):
        np.testing.assert_allclose(a[1], b, rtol=1e-4, atol=1e-5)
    assert set(groups(found["one"]["kernel"][0], 4)) == {2}


def test_arrays_can_be_donated() -> None:
    tx = wrap(optax.adam(1e-2), "gradual(every=1)", "unstructured:50%", steps=4)
    params = jax.tree.map(jnp.copy, parameters())
    carried = params, tx.init(params)
    step = jax.jit(partial(one_step, tx), donate_argnums=0)
    for _ in range(4):
        carried, _ = step(carried)
    assert np.count_nonzero(carried[0]["one"]["kernel"]) == 64


@pytest.mark.parametrize("outside", [False, True])
def test_gradients_can_be_accumulated(outside: bool) -> None:
    """Outside, steps are the optimizer's; inside, they are the micro-steps."""
    if outside:
        made = optax.MultiSteps(wrap(optax.adam(1e-2), "sr-ste"), 3)
        tx: Any = made
    else:
        tx = wrap(optax.MultiSteps(optax.adam(1e-2), 3), "sr-ste")
    params = parameters()
    carried = params, tx.init(params)
    step = jax.jit(partial(one_step, tx))
    kernels = []
    for _ in range(6):
        carried, _ = step(carried)
        kernels.append(np.asarray(carried[0]["one"]["kernel"]))
    (found,) = [
        each
        for each in jax.tree.leaves(carried[1], is_leaf=lambda x: isinstance(x, SparsityState))
        if isinstance(each, SparsityState)
    ]
    assert int(found.step) == (2 if outside else 6)
    assert not np.array_equal(kernels[2], kernels[5])
    assert np.array_equal(kernels[3], kernels[4])
    assert set(groups(kernels[5], 4)) == {2}


def test_low_precision_is_as_sparse_and_keeps_its_kind() -> None:
    tx = wrap(optax.adamw(1e-2), "mask-decay", steps=6)
    params, state = trained(tx, parameters(dtype=jnp.bfloat16), 6)
    assert {leaf.dtype for leaf in jax.tree.leaves(params)} == {jnp.dtype(jnp.bfloat16)}
    assert set(groups(params["one"]["kernel"].astype(jnp.float32), 4)) == {2}
    assert state.aside["one"]["kernel"].dtype == jnp.bfloat16


def test_a_group_of_a_larger_optimizer_can_be_sparse() -> None:
    labels = {name: "sparse" if name == "one" else "rest" for name in parameters()}
    sparse = wrap(optax.adam(1e-2), "sr-ste")
    tx = optax.chain(
        optax.clip_by_global_norm(1.0),
        optax.multi_transform({"sparse": sparse, "rest": optax.sgd(0.1)}, labels),
    )
    params, state = trained(tx, parameters(), 3)  # type: ignore[arg-type]
    assert set(groups(params["one"]["kernel"], 4)) == {2}
    assert np.all(np.asarray(params["two"]["kernel"]) != 0)
    del state


def test_what_the_loop_does_to_kept_weights_stays() -> None:
    tx = wrap(optax.sgd(0.0), "sr-ste")
    params, state = trained(tx, parameters(), 1)
    halved = jax.tree.map(lambda leaf: leaf / 2, params)
    later, _ = trained(tx, halved, 1, state)
    assert np.array_equal(later["one"]["bias"], halved["one"]["bias"])
    stays = state.masks["one"]["kernel"] & (later["one"]["kernel"] != 0)
    assert np.array_equal(later["one"]["kernel"][stays], halved["one"]["kernel"][stays])


def test_stopped_early_a_run_can_still_be_finished() -> None:
    tx = wrap(optax.adam(1e-2), "gradual", steps=100)
    params, state = trained(tx, parameters(), 3)
    assert np.all(np.asarray(params["one"]["kernel"]) != 0)
    ended = tx.finish(params, state)
    assert set(groups(ended["one"]["kernel"], 4)) == {2}
    assert "3 updates were made" in tx.summary(ended, state).notes[0]
    kept = np.asarray(ended["one"]["kernel"]) != 0
    assert np.array_equal(ended["one"]["kernel"][kept], params["one"]["kernel"][kept])


def test_masks_every_few_steps_only() -> None:
    tx = wrap(optax.adam(0.3), "sr-ste", mask_every=3)
    params = parameters()
    carried = params, tx.init(params)
    step = jax.jit(partial(one_step, tx))
    masks = []
    for _ in range(6):
        masks.append(carried[1].masks)
        carried, _ = step(carried)
    assert same(masks[0], masks[2])
    assert same(masks[3], masks[5])
    assert not same(masks[2], masks[3])


def test_densities_follow_erk() -> None:
    tx = wrap(optax.sgd(0.1), "one-shot", "unstructured:70%", distribution="erk")
    params, state = trained(tx, parameters(), 1)
    layers = {each.name: each for each in tx.summary(params, state).layers}
    sizes = {"one.kernel": (128, 24), "two.kernel": (64, 16)}
    eps = 0.3 * 192 / sum(sides for _, sides in sizes.values())
    for name, (size, sides) in sizes.items():
        assert layers[name].density == int(eps * sides / size * size + 0.5) / size
        assert layers[name].pattern.startswith("unstructured:")


def test_the_state_is_arrays_and_maps_like_other_optimizers() -> None:
    params = parameters()
    tx = wrap(optax.adam(1e-2), "sr-ste")
    state = tx.init(params)
    assert all(isinstance(leaf, jax.Array) for leaf in jax.tree.leaves(state))
    arrays = pickle.loads(pickle.dumps(jax.tree.map(np.asarray, state)))
    assert same(arrays, state)
    marked = optax.tree_map_params(
        tx, lambda leaf: "of a parameter", state, transform_non_params=lambda leaf: "other"
    )
    assert marked.masks["one"]["kernel"] == marked.aside["one"]["kernel"] == "of a parameter"
    assert marked.inner[0].mu["head"]["kernel"] == "of a parameter"
    assert marked.step == marked.key == "other"


def test_the_summary_is_of_what_there_is() -> None:
    tx = wrap(optax.adam(1e-2), "step(switch=0.5)", skip="two*", steps=4)
    params, state = trained(tx, parameters(), 4)
    found = tx.summary(params, state)
    assert [(each.name, each.density, each.pattern) for each in found.layers] == [
        ("one.kernel", 0.5, "2:4")
    ]
    assert {each.name: each.why for each in found.skipped} == {
        "head.kernel": "an output head, by its name",
        "two.kernel": "left out by skip=",
    }
    assert (found.steps, found.notes) == (4, ())
    assert found.switch == "at step 2, 50% of the run, as given"


def test_the_dense_master_can_be_seen() -> None:
    tx = wrap(optax.sgd(0.0), "sr-ste(decay=0)")
    start = parameters()
    params, state = trained(tx, start, 1)
    assert not same(params, start)
    assert same(tx.dense(params, state), start)
    assert same(tx.weights(params, state), params)


def test_parameters_can_be_pruned_as_they_are() -> None:
    params = parameters()
    pruned, masks = sparsify(params, "1:4")
    assert set(groups(pruned["one"]["kernel"], 4)) == {1}
    assert same(pruned["head"], params["head"])
    assert np.array_equal(masks["one"]["kernel"], pruned["one"]["kernel"] != 0)
    assert isinstance(masks["head"]["kernel"], optax.MaskedNode)
    gradients = jax.grad(loss)(params)
    by_saliency, _ = sparsify(
        params, "unstructured:90%", score="saliency", gradients=gradients, scope="global"
    )
    kept = sum(np.count_nonzero(by_saliency[name]["kernel"]) for name in ("one", "two"))
    assert kept == 19  # 10% of 192


PARAMS = {"w": jnp.ones((8, 4))}


@pytest.mark.parametrize(
    ("options", "match"),
    [
        ({"recipe": "magic"}, "magic"),
        ({"recipe": "gradual"}, "steps="),
        ({"recipe": "wanda"}, "sparsify"),
        ({"recipe": "rigl", "pattern": "block2x2:50%", "steps": 4}, "don't go together"),
        ({"pattern": "2to4"}, "no pattern"),
        ({"steps": 0}, "number of updates"),
        ({"steps": 1.5}, "number of updates"),
        ({"steps": True}, "number of updates"),
        ({"mask_every": 0}, "mask_every"),
        ({"only": [3]}, "only takes glob"),
        ({"inputs": 1}, "inputs takes"),
    ],
)
def test_what_makes_no_sense_is_refused(options: dict[str, Any], match: str) -> None:
    with pytest.raises(UsageError, match=match):
        wrap(optax.sgd(0.1), **options)


def test_other_mistakes_are_said_when_they_show() -> None:
    tx = wrap(optax.sgd(0.1), "sr-ste")
    state = tx.init(PARAMS)
    with pytest.raises(UsageError, match=r"update\(gradients, state, params\)"):
        tx.update(PARAMS, state)
    with pytest.raises(UsageError, match="another tree"):
        tx.update({"v": PARAMS["w"]}, state, PARAMS)
    with pytest.raises(UsageError, match=r"isn't one of tx\.init"):
        tx.update(PARAMS, optax.EmptyState(), PARAMS)
    with pytest.raises(UsageError, match="of other parameters"):
        tx.update({"w": jnp.ones((4, 8))}, state, {"w": jnp.ones((4, 8))})
    with pytest.raises(UsageError, match="no state of sparse training"):
        tx.finish(PARAMS, optax.EmptyState())
    with pytest.raises(UsageError, match="no parameter can be sparsified to 2:4"):
        tx.init({"w": jnp.ones((7, 4))})
    with pytest.raises(UsageError, match="nothing to sparsify"):
        tx.init({"b": jnp.ones(4)})
    with pytest.raises(UsageError, match="an optimizer of optax's"):
        wrap("adam", "sr-ste")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="reordered"):
        wrap(optax.sgd(0.1), "one-shot(permute=true)", steps=9)
    with pytest.raises(UsageError, match="no distribution"):
        wrap(optax.sgd(0.1), "sr-ste", distribution="erlang").init(PARAMS)  # type: ignore[arg-type]


def test_options_of_pruning_once_are_checked() -> None:
    with pytest.raises(UsageError, match="no score"):
        sparsify(PARAMS, score="luck")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="give gradients="):
        sparsify(PARAMS, score="saliency")
    with pytest.raises(UsageError, match="unstructured share only"):
        sparsify(PARAMS, scope="global")
