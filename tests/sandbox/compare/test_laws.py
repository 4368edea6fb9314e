"""For any value: it is the same as itself, and not the same once anything in it is changed."""

from __future__ import annotations

import copy
import datetime as dt
from typing import Any

import numpy as np
import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from jupyter_perf.sandbox.compare import FirstDifference, Same, same

FAST = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)

ATOMS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.complex_numbers()
    | st.text(st.characters(codec=None, exclude_categories=()), max_size=5)
    | st.binary(max_size=5)
    | st.dates()
    | st.datetimes(timezones=st.sampled_from([None, dt.UTC]))
    | st.decimals()
)
PLAIN = st.integers() | st.text(max_size=3)
KEYS = PLAIN | st.tuples(PLAIN, PLAIN) | st.frozensets(PLAIN, max_size=3)
ARRAYS = arrays.arrays(
    arrays.scalar_dtypes() | arrays.unicode_string_dtypes(max_len=3),
    arrays.array_shapes(min_dims=0, max_dims=2, min_side=0, max_side=4),
)
VALUES = st.recursive(
    ATOMS | ARRAYS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(KEYS, inner, max_size=3)
        | st.sets(KEYS, max_size=4)
        | st.lists(st.floats() | st.integers(), min_size=30, max_size=40)
    ),
    max_leaves=12,
)


@FAST
@given(value=VALUES)
def test_a_value_is_the_same_as_its_copy_bit_for_bit(send, value):
    found = same(send({"x": value}), send({"x": copy.deepcopy(value)}), tolerance=0)
    assert isinstance(found, Same), found.text
    assert found.max_relative_error == 0


@FAST
@given(value=VALUES, data=st.data())
def test_any_change_is_a_difference(send, value, data):
    changed, done = _changed(copy.deepcopy(value), data)
    if not done:
        return
    there = same(send({"x": value}), send({"x": changed}), tolerance=0)
    back = same(send({"x": changed}), send({"x": value}), tolerance=0)
    assert isinstance(there, FirstDifference)
    assert isinstance(back, FirstDifference)


@FAST
@given(
    columns=st.lists(
        st.sampled_from(["i8", "f4", "datetime64[s]", "str", "category", "Int64"]),
        min_size=1,
        max_size=3,
    ),
    rows=st.integers(2, 5),
    data=st.data(),
)
def test_a_change_in_a_frame_is_found_where_it_is(send, columns, rows, data):
    frame = pd.DataFrame(
        {f"c{at}": _series(dtype, rows) for at, dtype in enumerate(columns)},
    )
    other = frame.copy()
    at, row = data.draw(st.integers(0, len(columns) - 1)), data.draw(st.integers(0, rows - 1))
    other.iloc[row, at] = other.iloc[(row + 1) % rows, at]
    found = same(send({"x": frame}), send({"x": other}))
    assert isinstance(found, FirstDifference)
    assert f"c{at}" in found.text
    assert f"row {row}" in found.text
    assert isinstance(same(send({"x": frame}), send({"x": frame.copy()})), Same)


def _series(dtype: str, rows: int) -> pd.Series[Any]:
    return pd.Series(range(rows)).astype("str" if dtype == "category" else dtype).astype(dtype)


def _changed(value: Any, data: st.DataObject) -> tuple[Any, bool]:
    """`value` with one change in it, and whether one could be made."""
    if isinstance(value, list | tuple) and value:
        at = data.draw(st.integers(0, len(value) - 1))
        inner, done = _changed(value[at], data)
        items = [*value[:at], inner, *value[at + 1 :]]
        return type(value)(items), done
    if isinstance(value, dict) and value:
        name = data.draw(st.sampled_from(list(value)))
        inner, done = _changed(value[name], data)
        return {**value, name: inner}, done
    if isinstance(value, set):
        return value | {"something new"}, True
    if isinstance(value, np.ndarray):
        if not value.size:
            return value.astype("c8" if value.dtype != "c8" else "c16"), True
        flat = value.reshape(-1).view("u1")
        flat[data.draw(st.integers(0, flat.size - 1))] ^= 1 if value.dtype == bool else 2
        return value, value.dtype.kind in "biumM"
    return ["something else", value], True
