"""Floats: bit for bit, else a relative tolerance against the original; all else exactly."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

SHAPES = [
    lambda x: x,
    lambda x: [x, "a"],
    lambda x: [x] * 50,
    lambda x: {"a": x},
    lambda x: {x},
    lambda x: [(1, x)] * 50,
    lambda x: np.array([x]),
    lambda x: np.array([x], dtype=object),
    lambda x: np.float64(x),
    lambda x: [np.float64(x)] * 50,
    lambda x: complex(x, 1),
    lambda x: np.array([complex(1, x)]),
    lambda x: pd.Series([x]),
    lambda x: pd.DataFrame({"a": [x]}),
    lambda x: pd.Series([x], dtype="Float64"),
    lambda x: pd.Index([x]),
]


@pytest.mark.parametrize("shape", SHAPES)
def test_rounding_is_accepted_and_no_more(compare, shape):
    accepted = compare({"x": shape(0.3)}, {"x": shape(0.1 + 0.2)})
    assert 0 < accepted.max_relative_error < 1e-15
    assert compare({"x": shape(0.3)}, {"x": shape(0.3)}).max_relative_error == 0
    assert hasattr(compare({"x": shape(0.3)}, {"x": shape(0.1 + 0.2)}, tolerance=0), "text")
    assert hasattr(compare({"x": shape(0.3)}, {"x": shape(0.3 * (1 + 1e-8))}), "text")
    assert not hasattr(compare({"x": shape(0.3)}, {"x": shape(0.301)}, tolerance=0.1), "text")


@pytest.mark.parametrize("shape", SHAPES)
def test_nan_equals_nan_and_infinity_only_itself(text, shape):
    if shape is SHAPES[14]:
        pytest.skip("the nullable type turns NaN into a missing value")
    assert text(shape(math.nan), shape(math.nan)) == ""
    assert text(shape(math.nan), shape(1.0)) != ""
    assert text(shape(math.inf), shape(math.inf)) == ""
    assert text(shape(math.inf), shape(-math.inf)) != ""
    assert text(shape(math.inf), shape(1e308)) != ""
    assert text(shape(1e308), shape(math.inf)) != ""


def test_the_traps_of_allclose(text):
    assert text(np.array([100000.0]), np.array([100001.0])) != ""
    assert text(np.array([1e-9]), np.array([5e-9])) != ""
    assert text(np.array([100000]), np.array([100001])) != ""
    assert text(np.array([2**53]), np.array([2**53 + 1])) != ""


def test_dust_beside_large_numbers_is_accepted_within_one_array(text):
    assert text(np.array([1.0, 0.0]), np.array([1.0, 1e-16])) == ""
    assert text([1.0, 0.0], [1.0, 1e-16]) == ""
    assert text(np.array([0.0]), np.array([1e-16])) != ""
    assert text(np.array([1.0, 0.0]), np.array([1.0, 1e-11])) != ""


def test_signs_of_zeros_are_noted_and_count_bit_for_bit(compare):
    for a, b in [(0.0, -0.0), (np.array([0.0]), np.array([-0.0])), (0j, complex(0, -0.0))]:
        assert compare({"x": a}, {"x": b}).notes == ("signs of zeros differ",)
        assert hasattr(compare({"x": a}, {"x": b}, tolerance=0), "text")


def test_a_difference_anywhere_in_a_large_array_is_found(text):
    a = np.arange(400_000, dtype="f4")
    b = a.copy()
    b[399_999] += 1
    assert text(a, b) == "`x[399999]`: is 400000.0, was 399999.0"
    assert text(a.astype("i8"), b.astype("i8")) == "`x[399999]`: is 400000, was 399999"


@pytest.mark.parametrize("dtype", ["f2", "f4", "f8", "g", ">f8", "c8", "c16", "G"])
def test_every_width_of_float(text, dtype):
    a = np.array([1.5, np.nan, np.inf, 0.0], dtype=dtype)
    assert text(a, a.copy()) == ""
    b = a.copy()
    b[0] = 1.75
    assert "1.75" in text(a, b)
    wider = {"f2": "f4", "c8": "c16"}.get(dtype, "c8" if dtype in "c16G" else "f2")
    assert text(a, np.array([1.5, np.nan, np.inf, 0.0], dtype=wider)) != ""
