"""Whole groups by the numbers of their keys."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from jupyter_perf.measure.sampling import keys
from jupyter_perf.measure.sampling.groups import OVERSHOOT, Marked
from jupyter_perf.measure.sampling.marks import marks

TEXTS = ["", "a", "ab", "abcdefgh", "abcdefghi", "bcdefghi", None, "héllo", "a", "ab\0", "é"]


@pytest.mark.parametrize("dtype", ["str", "object", "category"])
def test_equal_texts_have_equal_marks_and_others_have_others(dtype: str) -> None:
    column = pd.Series(TEXTS, dtype=dtype)
    numbers, missing = marks(column)
    assert missing.tolist() == [text is None for text in TEXTS]
    # What the column holds: before pandas 3 a text and the same with a NUL are one category.
    known = dict(zip(column[~missing], numbers[~missing], strict=True))
    assert len(set(known.values())) == len(known)
    assert numbers[1] == numbers[8]


def test_marks_are_the_same_in_slices_and_across_chunks() -> None:
    column = pd.Series(TEXTS, dtype="str")
    numbers, _ = marks(column)
    twice = pd.concat([column, column], ignore_index=True)
    assert (marks(twice)[0] == np.tile(numbers, 2)).all()
    assert (marks(twice.iloc[4:17])[0] == np.tile(numbers, 2)[4:17]).all()
    assert len(marks(column.iloc[:0])[0]) == 0


def test_numbers_are_marked_by_their_value() -> None:
    small, large = (marks(pd.Series([3, -1, 3], dtype=kind))[0] for kind in ("int32", "int64"))
    assert (small == large).all()
    assert small[0] == small[2] != small[1]


@pytest.mark.parametrize(
    ("keys", "dtype"),
    [(["a", None, "bcd" * 9, "é"], "str"), ([3, -1, 2**62], "int64"), ([3, None, -7], "Int64")],
)
def test_objects_of_a_list_are_marked_as_the_same_ones_in_a_column(keys, dtype) -> None:
    listed, column = marks(pd.Series(keys, dtype=object)), marks(pd.Series(keys, dtype=dtype))
    assert listed[1].tolist() == column[1].tolist()
    if dtype != "Int64":
        assert listed[0].tolist() == column[0].tolist()


@pytest.mark.parametrize("keys", [[1, 2**70, 1], ["a", "\ud800", "a"], [1, "a", 1]])
def test_objects_that_no_column_holds_have_marks_too(keys: list[object]) -> None:
    numbers, missing = marks(pd.Series(keys, dtype=object))
    assert not missing.any()
    assert numbers[0] == numbers[2] != numbers[1]


def grouped(sizes: list[int]) -> Marked:
    keys = pd.Series(np.repeat(np.arange(len(sizes)), sizes))
    return Marked(*marks(keys.sample(frac=1, random_state=0, ignore_index=True)))


@pytest.mark.parametrize("wanted", [10, 300, 4000, 49_000])
def test_groups_are_whole_and_smaller_samples_are_part_of_larger_ones(wanted: int) -> None:
    marked = grouped([25] * 2000)
    random = np.random.default_rng(0)
    found = marked.up_to(wanted)
    assert found is not None
    at = found.rows_in(marked, 0.1, random)
    assert wanted / OVERSHOOT <= len(at) <= max(25, OVERSHOOT * wanted)
    kept = marked.numbers[at]
    assert (np.unique(kept, return_counts=True)[1] == 25).all()
    more = marked.up_to(min(50_000, 2 * wanted))
    assert more is not None
    assert set(at.tolist()) <= set(more.rows_in(marked, 0.1, random).tolist())


def test_a_giant_group_is_left_out_of_samples_that_it_would_fill() -> None:
    marked = grouped([5] * 1000 + [100_000])
    found = marked.up_to(500)
    assert found is not None
    assert len(found.rows_in(marked, 0.1, np.random.default_rng(0))) <= 1000


def test_where_all_groups_are_too_large_there_is_one() -> None:
    marked = grouped([500] * 100)
    found = marked.up_to(10)
    assert found is not None
    assert len(found.rows_in(marked, 0.1, np.random.default_rng(0))) == 500


def test_few_groups_are_categories() -> None:
    assert grouped([1000] * 10).up_to(100) is None


def test_rows_without_a_key_are_thinned() -> None:
    keys = pd.Series([None if i % 2 else f"key {i}" for i in range(10_000)], dtype="str")
    marked = Marked(*marks(keys))
    found = marked.up_to(500)
    assert found is not None
    at = found.rows_in(marked, 0.1, np.random.default_rng(0))
    without = int(marked.missing[at].sum())
    assert 350 <= without <= 650
    assert 400 <= len(at) - without <= 600


def test_records_with_something_else_in_a_field_of_keys_have_no_key_there() -> None:
    records = [{"user": f"u{at % 50}", "n": at} for at in range(5000)]
    records[1] = {"user": ["u1", "u2"], "n": 1}  # not among those that are looked at
    by_user = next(key for key in keys.keys_of("visits", records) if key.column == "user")
    found = by_user.values({"visits": records})
    assert found.isna().tolist() == [at == 1 for at in range(5000)]
    assert marks(found)[0][1] == 0
