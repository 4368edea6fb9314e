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
