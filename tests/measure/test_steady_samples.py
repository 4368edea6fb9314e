"""Samples of all sizes of one kind: what `Plan.sample_each` keeps when it is asked for `steady`."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from jupyter_perf.measure.sampling.plan import plan


def test_rows_are_spread_in_order_and_none_comes_twice() -> None:
    values = {"x": 2 * np.arange(10_000)}
    for fraction in (0.0005, 0.03, 0.5, 0.97):
        left, _, rows = plan(values).sample_each({10_000: fraction}, 1, steady=True)
        x = left["x"]
        assert len(x) == rows[10_000] == max(8, round(10_000 * fraction))
        assert (np.diff(x) > 0).all()


def test_labels_that_number_the_rows_still_do_and_others_stay() -> None:
    frame = pd.DataFrame({"x": np.arange(5000)})
    named = frame.set_axis(frame.index + 7)
    values = {"frame": frame, "column": frame.x, "named": named}
    left, _, rows = plan(values).sample_each({5000: 0.1}, 1, steady=True)
    assert left["frame"].index.tolist() == left["column"].index.tolist() == list(range(rows[5000]))
    assert left["frame"].x.tolist() == left["column"].tolist()
    assert left["named"].index.tolist() == [x + 7 for x in left["named"].x]


@pytest.mark.parametrize("dtype", ["int64", "str", "object"])
def test_missing_keys_match_none(dtype: str) -> None:
    texts = dtype != "int64"
    keys = pd.Series([f"k{i % 300}" if texts else i % 300 for i in range(6000)], dtype=dtype)
    left = pd.DataFrame({"k": keys, "v": 1})
    right = pd.DataFrame({"k": keys[:300], "w": 2})
    if texts:
        left.loc[::7, "k"] = None
        right.loc[5, "k"] = None
    found = plan({"left": left, "right": right}, ["k"])
    smaller, _, _ = found.sample_each({6000: 0.1}, 1, steady=True)
    kept = set(smaller["left"].k.dropna())
    assert 0 < len(kept) < 300
    assert set(smaller["right"].k.dropna()) == kept - ({"k5"} if texts else set())


@pytest.mark.parametrize("as_frame", [False, True])
def test_what_is_looked_up_in_a_long_dictionary_is_found_there(as_frame: bool) -> None:
    prices = {f"item{i}": i for i in range(150_000)}
    keys = [f"item{i * 7 % 150_000}" for i in range(220_000)]
    asked = pd.DataFrame({"key": keys}) if as_frame else keys
    found = plan({"prices": prices, "asked": asked})
    smaller, _, rows = found.sample_each({150_000: 0.01, 220_000: 0.01}, 1, steady=True)
    left = smaller["asked"]["key"].tolist() if as_frame else smaller["asked"]
    assert 1000 < len(left) == rows[220_000] < 5000
    assert set(left) <= smaller["prices"].keys()
    assert len(smaller["prices"]) < 5000


@pytest.mark.parametrize("as_tuples", [False, True])
def test_records_refer_to_records_by_the_field_that_tells_most(as_tuples: bool) -> None:
    users = [{"name": f"u{i}", "id": 10 + i} for i in range(30_000)]
    orders = [{"count": 10 + i % 40, "user": 10 + i * 7 % 30_000} for i in range(70_000)]
    values: dict[str, list[object]] = {"users": [*users], "orders": [*orders]}
    if as_tuples:
        values = {name: [tuple(each.values()) for each in held] for name, held in values.items()}
    fractions = {30_000: 0.02, 70_000: 0.02}
    smaller, _, rows = plan(values).sample_each(fractions, 1, steady=True)
    ids = {each[1] if as_tuples else each["id"] for each in smaller["users"]}
    asked = {each[1] if as_tuples else each["user"] for each in smaller["orders"]}
    assert 500 < len(smaller["orders"]) == rows[70_000] < 3000
    assert asked <= ids
    assert len(ids) < 3000


def test_records_of_any_shape_are_cut_plainly() -> None:
    odd: list[object] = [(i,) if i % 3 else (i, [i]) for i in range(5000)]
    named: list[object] = [{"a": None, None: i} if i % 2 else {} for i in range(3000)]
    smaller, _, _ = plan({"odd": odd, "named": named}).sample_each(
        {5000: 0.1, 3000: 0.1}, 1, steady=True
    )
    assert len(smaller["odd"]) == 500
    assert len(smaller["named"]) == 300


def test_a_table_stays_whole_for_those_that_do() -> None:
    users = pd.DataFrame({"user": np.arange(3000)})
    orders = pd.DataFrame({"user": np.arange(7000) % 3000})
    found = plan({"users": users, "orders": orders})
    smaller, _, _ = found.sample_each({3000: 0.99, 7000: 1.0}, 1, steady=True)
    assert len(smaller["users"]) == 3000
    smaller, _, _ = found.sample_each({3000: 0.5, 7000: 0.5}, 1, steady=True)
    assert len(smaller["users"]) < 2000


def test_a_dictionary_that_lacks_what_another_value_holds_is_no_table_of_it() -> None:
    prices = {f"item{i}": i for i in range(5000)}
    keys = [f"item{i}" for i in range(3000, 9000)]
    smaller, _, _ = plan({"prices": prices, "keys": keys}).sample_each(
        {6000: 0.1, 5000: 0.1}, 1, steady=True
    )
    assert len(smaller["prices"]) == 500
    assert not set(smaller["keys"]) <= smaller["prices"].keys()


def test_columns_of_objects_without_any_text_are_no_keys() -> None:
    for values in ([None] * 50, [None, 1.5] * 25, [None, "a", ("b",)] * 20):
        frame = pd.DataFrame({"k": pd.Series(values, dtype=object)})
        assert plan({"frame": frame}).blocks[0].keys == []


def test_what_never_matched_is_thinned_out() -> None:
    left = pd.DataFrame({"k": np.repeat(np.arange(500), 10)})
    right = pd.DataFrame({"k": np.arange(1000)})
    smaller, _, _ = plan({"left": left, "right": right}, ["k"]).sample_each(
        {5000: 0.2}, 1, thinned=0.2, steady=True
    )
    orphans = (smaller["right"].k >= 500).sum()
    assert 60 < orphans < 140


def test_an_argsort_stays_one_and_what_looks_like_one_is_cut_plainly() -> None:
    order = np.random.default_rng(0).permutation(5000)
    values = {"order": order, "listed": order.tolist(), "other": [i % 4999 for i in range(5000)]}
    smaller, _, rows = plan(values).sample_each({5000: 0.1}, 1, steady=True)
    count = rows[5000]
    assert sorted(smaller["order"]) == list(range(count)) == sorted(smaller["listed"])
    assert len(smaller["other"]) == count
    assert max(smaller["other"]) > count
