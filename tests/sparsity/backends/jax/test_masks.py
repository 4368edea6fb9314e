"""Masks are those of the reference, ties and odd numbers included."""

from __future__ import annotations

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from jupyter_perf.sparsity import masks as reference
from jupyter_perf.sparsity.backends.jax import masks
from jupyter_perf.sparsity.pattern import NM, Block, Channel, Pattern, Unstructured

PATTERNS: list[Pattern] = [
    NM(2, 4),
    NM(1, 16),
    NM(8, 8),
    Unstructured(0.1),
    Unstructured(1.0),
    Block(4, 2, 0.3),
    Channel(0.5),
]


@pytest.mark.parametrize("pattern", PATTERNS, ids=str)
def test_the_same_weights_are_kept_as_by_the_reference(pattern: Pattern) -> None:
    shape = (12, 32)
    chosen = jax.jit(partial(masks.mask, of=masks.geometry(pattern, shape)))
    keep = masks.kept(pattern, shape)
    numbers = np.random.default_rng(0)
    for scores in (
        numbers.normal(size=shape),
        numbers.integers(0, 3, size=shape),  # ties
        np.zeros(shape),
    ):
        given = scores.astype(np.float32)
        found = np.asarray(chosen(jnp.asarray(given), keep=keep))
        assert np.array_equal(found, reference.mask(given, pattern))


def test_a_matrix_with_nan_still_has_its_mask() -> None:
    scores = jnp.full((4, 8), jnp.nan).at[:, ::2].set(1.0)
    found = masks.mask(scores, masks.Geometry("nm", (4,)), jnp.int32(2))
    assert np.array_equal(found, np.asarray(scores) == 1.0)
    all_nan = masks.mask(jnp.full((4, 8), jnp.nan), masks.Geometry("layer"), jnp.int32(5))
    assert int(all_nan.sum()) == 5


def test_layers_compete_and_each_keeps_at_least_one() -> None:
    numbers = np.random.default_rng(0)
    scores = {
        "large": numbers.uniform(1, 2, size=(4, 8)).astype(np.float32),
        "small": numbers.uniform(0, 0.1, size=(3, 4)).astype(np.float32),
    }
    keep = reference.kept(0.25, 44)
    found = masks.of_all([jnp.asarray(each) for each in scores.values()], jnp.int32(keep))
    wanted = reference.global_masks(scores, 0.25)
    for mask, name in zip(found, scores, strict=True):
        assert np.array_equal(mask, wanted[name])
    assert int(found[1].sum()) == 1


@pytest.mark.parametrize("pattern", [NM(2, 4), Unstructured(0.3)], ids=str)
@pytest.mark.parametrize("drop", [0.0, 0.3, 1.0])
def test_what_is_dropped_and_grown_is_what_the_reference_has(pattern: Pattern, drop: float) -> None:
    numbers = np.random.default_rng(0)
    sizes, gains = numbers.normal(size=(2, 6, 16)).astype(np.float32) ** 2
    old = reference.mask(numbers.uniform(size=(6, 16)), pattern)
    found = masks.regrown(
        jnp.asarray(old),
        jnp.asarray(sizes),
        jnp.asarray(gains),
        masks.geometry(pattern, old.shape),
        jnp.float32(drop),
    )
    assert np.array_equal(found, reference.regrown(old, sizes, gains, pattern, drop))
