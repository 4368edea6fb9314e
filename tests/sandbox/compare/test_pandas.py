"""pandas: dtypes, indexes, names, attrs and order exactly; caches and blocks don't count."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from jupyter_perf.sandbox.compare import FirstDifference, Same, same

DAYS = pd.date_range("2024", periods=3)
TEXTS = ["a", "b", None]

VALUES = [
    lambda: pd.Series([1, 2, 3]),
    lambda: pd.Series([1, 2, 3], dtype="int32"),
    lambda: pd.Series([1, 2, 3], dtype="Int64"),
    lambda: pd.Series([1, 2, None], dtype="Int64"),
    lambda: pd.Series([1, 2, None], dtype="Float64"),
    lambda: pd.Series([1, 2, None]),
    lambda: pd.Series([True, False, None], dtype="boolean"),
    lambda: pd.Series(TEXTS),
    lambda: pd.Series(TEXTS, dtype=object),
    lambda: pd.Series(TEXTS, dtype="string"),
    lambda: pd.Series(TEXTS, dtype=pd.StringDtype("python")),
    lambda: pd.Series(TEXTS, dtype="category"),
    lambda: pd.Series(pd.Categorical(TEXTS, ordered=True)),
    lambda: pd.Series(pd.Categorical(TEXTS, categories=["b", "a"])),
    lambda: pd.Series(DAYS),
    lambda: pd.Series(DAYS.as_unit("s")),
    lambda: pd.Series(DAYS.tz_localize("UTC")),
    lambda: pd.Series(DAYS.tz_localize("Asia/Tokyo")),
    lambda: pd.Series(DAYS - DAYS[0]),
    lambda: pd.Series(DAYS.to_period("D")),
    lambda: pd.Series(DAYS.to_period("M")),
    lambda: pd.Series(pd.interval_range(0, 3)),
    lambda: pd.Series(pd.interval_range(0, 3, closed="left")),
    lambda: pd.Series(pd.arrays.SparseArray([0, 0, 1])),
    lambda: pd.Series([1, 2, None], dtype=pd.ArrowDtype(pa.int64())),
    lambda: pd.Series([[1], [2], None], dtype=pd.ArrowDtype(pa.list_(pa.int64()))),
    lambda: pd.Series([1, 2, 3], name="n"),
    lambda: pd.Series([1, 2, 3], index=list("abc")),
    lambda: pd.Series([1, 2, 3], index=DAYS),
    lambda: pd.Series([1, 2, 3], index=pd.DatetimeIndex(DAYS, freq=None)),
    lambda: pd.Series([1, 2, 3], index=pd.MultiIndex.from_product([[1], [1, 2, 3]])),
    lambda: pd.Series(
        [1, 2, 3], index=pd.MultiIndex.from_product([[1], [1, 2, 3]], names=["a", "b"])
    ),
    lambda: pd.DataFrame({"a": [1, 2, 3]}),
    lambda: pd.DataFrame({"a": [1, 2, 3]}).rename_axis(columns="c"),
    lambda: pd.DataFrame({"a": [1, 2, 3]}).rename_axis(index="i"),
    lambda: pd.DataFrame({0: [1, 2, 3]}),
    lambda: pd.DataFrame({"0": [1, 2, 3]}),
    lambda: pd.DataFrame([[1, 2]], columns=["a", "a"]),
    lambda: pd.DataFrame(),
    lambda: pd.DataFrame(index=[0, 1]),
    lambda: pd.Index([1, 2]),
    lambda: pd.Index([1, 2], name="n"),
    lambda: pd.Index([1, 2], dtype="int8"),
    lambda: pd.Index(["a"]),
    lambda: pd.CategoricalIndex(["a"]),
    lambda: pd.Timestamp("2024"),
    lambda: pd.Timestamp("2024", tz="UTC"),
    lambda: pd.Timestamp("2024").as_unit("ns"),
    lambda: pd.Timedelta(1, "s"),
    lambda: pd.Period("2024-01", "M"),
    lambda: pd.Interval(0, 1),
    lambda: pd.Interval(0.0, 1.0),
    lambda: pd.NaT,
    lambda: pd.NA,
    lambda: pd.offsets.Day(2),
    lambda: pd.CategoricalDtype(["a"]),
    lambda: pd.array([1, None], dtype="Int64"),
    lambda: pa.array([1, None]),
    lambda: pa.array(["a", None]),
    lambda: pa.array([[1], None]),
    lambda: pa.array([1, 2], pa.timestamp("s")),
    lambda: pa.table({"a": [1, 2]}),
    lambda: pa.table({"b": [1, 2]}),
    lambda: pa.scalar(1),
]
if pd.__version__ < "3":  # plain texts are objects there, and "string" is kept as Python's
    del VALUES[7], VALUES[8]


@pytest.fixture(scope="module")
def twice(send):
    return [(send({"x": make()}), send({"x": make()})) for make in VALUES]


@pytest.mark.parametrize("at", range(len(VALUES)))
def test_like_values_are_the_same_and_all_others_differ(twice, at):
    one, like = twice[at]
    others = [other for number, (other, _) in enumerate(twice) if number != at]

    assert same(one, like) == Same()
    assert all(isinstance(same(one, other), FirstDifference) for other in others)


def test_what_dataframe_equals_ignores(text):
    frame = pd.DataFrame({"a": [1.0]})
    noted = frame.copy()
    noted.attrs["unit"] = "m"
    assert text(frame, noted) == "`x.attrs`: key 'unit' is new"
    assert text(frame, frame.rename_axis("i")) != ""
    assert text(frame, frame.set_axis(pd.Index([0], dtype="int8"))) != ""


def test_a_range_index_is_the_index_of_its_integers(text):
    frame = pd.DataFrame({"a": [1, 2, 3]})
    assert text(frame, frame.set_axis(pd.Index([0, 1, 2]))) == ""
    assert text(frame, frame.set_axis(pd.Index([0, 1, 3]))) != ""
    assert text(frame, frame.set_axis(pd.RangeIndex(1, 4))) != ""


def test_blocks_views_and_caches_do_not_count(text):
    a = pd.DataFrame(np.arange(6.0).reshape(3, 2), columns=["a", "b"])
    b = pd.DataFrame({"a": [0.0, 2.0, 4.0]})
    b["b"] = [1.0, 3.0, 5.0]
    b.index.get_loc(1)
    assert text(a, b) == ""
    assert text(a, a.iloc[:, :]) == ""


def test_shared_data_of_frames_is_not_seen_but_the_object_is(compare):
    frame = pd.DataFrame({"a": [1.0, 2.0]})
    assert not hasattr(
        compare({"x": frame, "y": frame[:]}, {"x": frame, "y": frame.copy()}), "text"
    )
    found = compare({"x": frame, "y": frame.copy()}, {"x": frame, "y": frame})
    assert found.text == "`y`: is the same object as `x`; it was a copy"


def test_missing_values_of_different_kinds_differ(text):
    assert text(pd.Series([None], dtype=object), pd.Series([np.nan], dtype=object)) != ""
    assert text(pd.Series([pd.NA], dtype=object), pd.Series([np.nan], dtype=object)) != ""


def test_what_lies_under_a_mask_does_not_count(text):
    a = pd.Series([1, None, 3], dtype="Int64")
    b = pd.Series([1, 2, 3], dtype="Int64").mask([False, True, False])
    assert text(a, b) == ""


def test_a_frame_of_a_users_class_keeps_its_own_state(text):
    class Table(pd.DataFrame):
        _metadata = ["unit"]  # noqa: RUF012

    a, b = Table({"a": [1]}), Table({"a": [1]})
    a.unit, b.unit = "m", "m"
    assert text(a, b) == ""
    assert text(a, pd.DataFrame({"a": [1]})) != ""
    b.unit = "km"
    assert "km" in text(a, b)


def test_what_a_grouping_has_worked_out_does_not_count(text):
    def grouped(rows):
        return pd.DataFrame({"k": list("abca")[:rows], "v": range(rows)}).groupby("k")["v"]

    asked = grouped(4)
    asked.mean()
    assert text(asked, grouped(4)) == ""
    assert text(asked, grouped(3)) != ""


def test_a_users_class_that_says_it_is_pandas_keeps_its_cache(text):
    class Table:
        __module__ = "pandas.core.frame"

    a, b = Table(), Table()
    a._cache, b._cache = {"rate": 1}, {"rate": 2}
    assert text(a, b) != ""
