"""Which leaves are sparsified, and which axes of them are inputs."""

from __future__ import annotations

import collections

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from jupyter_perf.errors import UsageError
from jupyter_perf.sparsity.backends.jax.places import Choice, Place, places
from jupyter_perf.sparsity.pattern import NM, Channel, Pattern

PAIRS = NM(2, 4)


def of(params: object, pattern: Pattern = PAIRS, **choice: object) -> dict[str, Place]:
    return {each.name: each for each in places(params, pattern, Choice(**choice))[0]}


def why(params: object, pattern: Pattern = PAIRS, **choice: object) -> dict[str, str]:
    return {each.name: each.why for each in places(params, pattern, Choice(**choice))[1]}


def zeros(*shape: int) -> np.ndarray:
    return np.zeros(shape, np.float32)


@pytest.mark.parametrize(
    ("name", "shape", "matrix"),
    [
        ("kernel", (8, 3), (3, 8)),  # Flax: (inputs, outputs)
        ("w", (8, 3), (3, 8)),  # Haiku
        ("anything", (8, 3), (3, 8)),
        ("weight", (3, 8), (3, 8)),  # Equinox: (outputs, inputs)
        ("kernel", (5, 5, 8, 3), (75, 8)),  # (height, width, inputs, outputs)
        ("kernel", (5, 8, 3), (15, 8)),  # a convolution over one axis, or layers of one scan
        ("weight", (3, 8, 5, 5), (75, 8)),
    ],
)
def test_names_tell_which_axis_is_inputs(
    name: str, shape: tuple[int, ...], matrix: tuple[int, int]
) -> None:
    assert of({"layer": {name: zeros(*shape)}})[f"layer.{name}"].matrix_shape == matrix


def test_convolutions_are_matrices_as_pytorch_has_them() -> None:
    numbers = np.arange(2 * 3 * 4 * 5, dtype=np.float32).reshape(2, 3, 4, 5)  # HWIO
    place = of({"conv": {"kernel": numbers}})["conv.kernel"]
    as_pytorch = np.moveaxis(np.transpose(numbers, (3, 2, 0, 1)), 1, -1).reshape(-1, 4)
    assert np.array_equal(place.matrix(jnp.asarray(numbers)), as_pytorch)
    assert np.array_equal(place.leaf(jnp.asarray(as_pytorch)), numbers)
    assert place.kind == "Conv"


def test_attention_of_flax_has_inputs_in_front_or_behind() -> None:
    kernels = {
        **{name: {"kernel": zeros(8, 2, 3)} for name in ("query", "key", "value")},
        "out": {"kernel": zeros(2, 4, 8)},
    }
    found = of({"attention": kernels})
    assert found["attention.query.kernel"].matrix_shape == (6, 8)
    assert found["attention.out.kernel"].matrix_shape == (8, 8)
    numbers = np.arange(64, dtype=np.float32).reshape(2, 4, 8)
    place = found["attention.out.kernel"]
    assert np.array_equal(place.matrix(jnp.asarray(numbers)), numbers.reshape(8, 8).T)


def test_inputs_can_be_said() -> None:
    assert of({"w": zeros(3, 8)}, inputs=(("w", (1,)),))["w"].matrix_shape == (3, 8)
    assert of({"w": zeros(3, 8)}, inputs=(("w", (-1,)),))["w"].matrix_shape == (3, 8)
    with pytest.raises(UsageError, match="axes 0 to 1"):
        of({"w": zeros(3, 8)}, inputs=(("w", (2,)),))
    with pytest.raises(UsageError, match="some axes are inputs"):
        of({"w": zeros(4, 8)}, inputs=(("w", (0, 1)),))


def test_what_stays_dense_is_listed_with_the_reason() -> None:
    params = {
        "embed": {"embedding": zeros(8, 8)},
        "Dense_0": {"kernel": zeros(8, 8), "bias": zeros(8)},
        "Dense_1": {"kernel": zeros(6, 8), "lora_a": zeros(8, 8)},
        "lm_head": {"kernel": zeros(8, 8)},
        "table": np.zeros((8, 8), np.int32),
        "nothing": zeros(0, 8),
    }
    assert list(of(params)) == ["Dense_0.kernel"]
    assert why(params) == {
        "Dense_1.kernel": "its 6 inputs can't be divided into groups of 4",
        "Dense_1.lora_a": "an adapter, by its name",
        "embed.embedding": "an embedding, by its name",
        "lm_head.kernel": "an output head, by its name",
        "nothing": "it is empty",
        "table": "its numbers are int32",
    }


def test_only_and_skip_are_globs_and_only_wins_over_names() -> None:
    params = {"head": {"kernel": zeros(8, 8)}, "a": {"kernel": zeros(8, 8)}, "b": zeros(8, 8)}
    assert list(of(params, skip=("a*",))) == ["b"]
    assert list(of(params, only=("*kernel",))) == ["a.kernel", "head.kernel"]
    assert list(of(params, only=("*kernel",), skip=("head*",))) == ["a.kernel"]
    assert why(params, only=("b",)) == {"a.kernel": "not in only=", "head.kernel": "not in only="}


def test_lists_tuples_attributes_and_holes_have_names_too() -> None:
    Layer = collections.namedtuple("Layer", ("weight", "activation"))
    params = [(zeros(8, 4), zeros(4)), Layer(zeros(4, 8), None)]
    assert list(of(params)) == ["0.0", "1.weight"]
    assert list(of(zeros(8, 4))) == ["params"]


@pytest.mark.parametrize("params", [{"b": zeros(3)}, [1.0, 2.0], zeros(3)])
def test_nothing_to_sparsify_is_said(params: object) -> None:
    with pytest.raises(UsageError, match="no parameter has two axes"):
        places(params, PAIRS, Choice())


def test_no_leaf_that_fits_is_said_with_the_reasons() -> None:
    params = {f"l{at}": zeros(6, 2) for at in range(7)}
    with pytest.raises(UsageError, match=r"to 2:4: l0 \(6, 2\): its 6 inputs.*; and 2 more"):
        places(params, PAIRS, Choice())
    with pytest.raises(UsageError, match="one row only"):
        places({"w": zeros(8, 1)}, Channel(0.5), Choice())


def test_a_leaf_of_any_kind_of_array_will_do() -> None:
    shapes = {"w": jax.ShapeDtypeStruct((8, 4), jnp.bfloat16)}
    assert list(of(shapes)) == ["w"]
