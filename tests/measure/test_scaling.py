"""Samples keep what code relies on: lengths, joins, groups, order, labels."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pandas as pd
import pytest

from jupyter_perf.measure.scaling import LEAST_ROWS, fractions, sample, samplers_for

ROWS = 20_000


@pytest.fixture
def shop() -> dict[str, Any]:
    random = np.random.default_rng(1)
    orders = pd.DataFrame(
        {
            "customer_id": random.integers(0, 1200, ROWS),
            "price": random.normal(10, 3, ROWS),
            "when": np.sort(random.integers(0, 10**6, ROWS)),
        }
    )
    customers = pd.DataFrame(
        {"customer_id": np.arange(1200), "name": [f"c{n}" for n in range(1200)]}
    )
    return {
        "orders": orders,
        "customers": customers,
        "names": {n: f"c{n}" for n in range(1200)},
        "weights": np.ones((ROWS, 3)),
        "n": ROWS,
        "alias": orders,
        "threshold": 3,
    }


def test_joins_groups_and_lengths_hold_together(shop: dict[str, Any]) -> None:
    found, how = sample(shop, 0.05, seed=0)
    orders = found["orders"]
    assert 0.04 * ROWS < len(orders) < 0.11 * ROWS
    assert set(orders.customer_id) == set(found["customers"].customer_id)
    assert set(orders.customer_id) == set(found["names"])
    whole = shop["orders"].groupby("customer_id").size()
    kept = orders.groupby("customer_id").size()
    assert (kept == whole.loc[kept.index]).all()
    assert found["n"] == len(orders) == len(found["weights"])
    assert found["weights"].shape[1] == 3
    assert found["alias"] is orders
    assert found["threshold"] == 3
    assert how.startswith("5% of `orders`")
    assert "keys of `customer_id` kept" in how
    assert "what matches of `customers`" in how


def test_order_and_labels_stay_and_the_original_is_untouched(shop: dict[str, Any]) -> None:
    before = shop["orders"].set_axis(range(100, 100 + len(shop["orders"])))
    shop = {**shop, "orders": before.copy()}
    orders = sample(shop, 0.1, seed=3)[0]["orders"]
    assert orders.index.is_monotonic_increasing
    assert orders["when"].is_monotonic_increasing
    pd.testing.assert_frame_equal(orders, before.loc[orders.index])
    pd.testing.assert_frame_equal(shop["orders"], before)


def test_the_seed_decides(shop: dict[str, Any]) -> None:
    plan = samplers_for(shop)
    one, again, other = (plan.sample(0.1, seed)[0]["orders"] for seed in (1, 1, 2))
    assert one.equals(again)
    assert not one.equals(other)


def test_rows_without_a_match_stay_without_one() -> None:
    random = np.random.default_rng(0)
    left = pd.DataFrame({"key": random.integers(0, 1000, 5000)})
    right = pd.DataFrame({"key": np.arange(500, 2000)})
    found = sample({"left": left, "right": right}, 0.2, seed=0)[0]
    unmatched = ~found["right"].key.isin(left.key)
    assert 120 < unmatched.sum() < 280
    assert 0.3 < found["left"].key.isin(found["right"].key).mean() < 0.7


def test_a_giant_group_is_not_kept_whole() -> None:
    frame = pd.DataFrame({"kind": ["a"] * 9000 + [f"k{n}" for n in range(1000)]})
    found, how = sample({"frame": frame}, 0.05, seed=0)
    assert len(found["frame"]) <= 1000
    assert how.startswith("5% of `frame`")


def test_few_groups_are_all_still_there() -> None:
    frame = pd.DataFrame({"kind": list("abc") * 1000, "x": np.arange(3000.0)})
    found = sample({"frame": frame}, 0.1, seed=0)[0]["frame"]
    assert set(found.kind) == set("abc")


def test_the_caller_may_name_the_key() -> None:
    cells = itertools.product(range(100), range(50))
    frame = pd.DataFrame(cells, columns=["a", "b"])
    assert "`b`" in sample({"frame": frame}, 0.2, 0, keys=["b"])[1]
    found = sample({"frame": frame}, 0.2, 0, keys=["a"])[0]["frame"]
    assert (found.groupby("a").size() == 50).all()


def test_square_matrices_permutations_and_graphs_stay_what_they_are() -> None:
    order = np.random.default_rng(0).permutation(600)
    values: dict[str, Any] = {
        "matrix": np.arange(360_000.0).reshape(600, 600),
        "nested": [[1] * 600 for _ in range(600)],
        "order": order,
        "graph": {n: [(n + 1) % 600, (n + 7) % 600] for n in range(600)},
        "wide": np.zeros((3, 600)),
    }
    found = sample(values, 0.25, seed=0)[0]
    rows = len(found["matrix"])
    assert rows < 300
    assert found["matrix"].shape == (rows, rows)
    assert {len(row) for row in found["nested"]} == {rows} == {len(found["nested"])}
    assert sorted(found["order"]) == list(range(rows))
    assert found["wide"].shape == (3, rows)
    assert all(to in found["graph"] for ends in found["graph"].values() for to in ends)


def test_lists_text_tuples_and_sets() -> None:
    text = "name,x\n" + "".join(f"a{n},{n}\n" for n in range(999))
    values = {"xs": [n * 7 for n in range(1000)], "text": text, "s": set(range(500)), "t": (1, 2)}
    found = sample(values, 0.1, seed=0)[0]
    assert found["xs"] == sorted(found["xs"])
    assert len(found["xs"]) == 100
    assert found["text"].startswith("name,x\n")
    assert len(found["text"].splitlines()) in (100, 101)
    assert found["s"] < set(range(500))
    assert found["t"] == (1, 2)


def test_what_cannot_be_cut_comes_back_without_words() -> None:
    values = {"n": 5, "short": [1, 2, 3], "object": object()}
    assert sample(values, 0.1, seed=0) == (values, "")
    with pytest.raises(ValueError, match="fraction"):
        sample(values, 0, seed=0)


def test_fractions_are_geometric_and_not_too_small() -> None:
    assert fractions(10**6) == [1 / 32, 1 / 16, 1 / 8, 1 / 4]
    assert min(fractions(2000)) * 2000 >= LEAST_ROWS
    assert fractions(100) == [1.0]
