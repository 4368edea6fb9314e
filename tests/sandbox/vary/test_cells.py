"""Generated inputs of cells: what changes, what hangs together, the same in every process."""

from __future__ import annotations

import copy
import math
import os
import subprocess
import sys
import textwrap
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pytest

from jupyter_perf.sandbox.vary import Variant, cell_variant, variants
from jupyter_perf.sandbox.vary.cells import ROWS

MANY = 160


@dataclass
class Point:
    x: float
    name: str


def shop(rows: int = 1000) -> dict[str, Any]:
    random = np.random.default_rng(0)
    orders = pd.DataFrame(
        {
            "customer": random.integers(0, 50, rows),
            "price": random.normal(10, 3, rows),
            "what": random.choice(["a", "b", "c"], rows),
            "when": pd.date_range("2024-01-01", periods=rows, freq="h"),
            "kind": pd.Categorical(random.choice(["x", "y"], rows)),
            "ok": random.random(rows) > 0.5,
            "maybe": pd.array(random.integers(0, 9, rows), dtype="Int64"),
            "short": random.normal(size=rows).astype("float32"),
        }
    )
    return {
        "orders": orders,
        "same": orders,
        "customers": pd.DataFrame({"customer": range(50), "city": ["P", "Q"] * 25}),
        "names": {n: f"c{n}" for n in range(50)},
        "weights": np.linspace(0, 1, rows),
        "n": rows,
        "rate": 0.5,
        "xs": [3, 1, 2],
        "points": [Point(1.0, "a"), Point(2.0, "b")],
        "tags": {"a", "b", "c"},
        "unhashable": pd.Series([[1], [2]]),
        "anything": object(),
    }


@pytest.fixture(scope="module")
def made() -> list[tuple[Variant, dict[str, Any]]]:
    return [(v, v.apply()) for v in variants(shop(), MANY, seed=0)]


def labelled(made: list[tuple[Variant, dict[str, Any]]], label: str) -> dict[str, Any]:
    """The variant with exactly this label."""
    return next(values for variant, values in made if variant.label == label)


def test_every_aspect_is_there(made: list[tuple[Variant, dict[str, Any]]]) -> None:
    labels = " | ".join(variant.label for variant, _ in made)
    for aspect in (
        "empty", "one row", "rows repeated", "rows reversed", "rows shuffled", "unsorted index",
        "index with repeated labels", "NaN", "missing values", "integers near 2**62",
        "limits of the integer type", "negative values", "zeros", "repeated values",
        "infinities", "very small and large", "strange text", "empty strings",
    ):  # fmt: skip
        assert aspect in labels


def test_values_of_equal_length_stay_so_and_counts_follow(
    made: list[tuple[Variant, dict[str, Any]]],
) -> None:
    lengths = set()
    for variant, values in made:
        counted = values["n"] if "`n`" not in variant.label else len(values["orders"])
        assert len(values["orders"]) == len(values["weights"]) == counted
        assert values["same"] is values["orders"]
        lengths.add(len(values["orders"]))
    assert {0, 1} < lengths
    assert max(lengths) <= 2 * ROWS


def test_types_stay(made: list[tuple[Variant, dict[str, Any]]]) -> None:
    dtypes = shop()["orders"].dtypes
    for variant, values in made:
        assert list(values) == list(shop())
        pd.testing.assert_series_equal(values["orders"].dtypes, dtypes, obj=variant.label)


def test_aspects_do_what_they_say(made: list[tuple[Variant, dict[str, Any]]]) -> None:
    prices = labelled(made, "`orders['price']`: NaN")["orders"].price
    assert 0 < prices.isna().sum() < len(prices)
    assert labelled(made, "`orders['what']`: missing values")["orders"].what.isna().any()
    extreme = labelled(made, "`orders['customer']`: integers near 2**62")["orders"].customer
    assert extreme.abs().max() > 2**61
    repeated = labelled(made, "`orders`, `weights`: index with repeated labels")["orders"]
    assert repeated.index.has_duplicates
    reversed_rows = labelled(made, "`orders`, `weights`: rows reversed")
    assert reversed_rows["orders"].when.is_monotonic_decreasing
    assert reversed_rows["orders"].index.is_monotonic_increasing
    assert (np.diff(reversed_rows["weights"]) < 0).all()


def test_keys_that_refer_to_each_other_change_alike() -> None:
    random = np.random.default_rng(0)
    values = {
        "orders": pd.DataFrame({"customer": random.integers(0, 50, 150)}),
        "names": {n: f"c{n}" for n in range(50)},
        "wanted": list(range(0, 50, 2)),
    }
    made = variants(values, 60, seed=0)
    variant = next(v for v in made if v.label == "`orders['customer']`: integers near 2**62")
    changed: dict[str, Any] = variant.apply()
    assert set(changed["orders"].customer) <= set(changed["names"])
    assert set(changed["wanted"]) <= set(changed["names"])


def test_large_values_are_cut_with_their_joins_kept() -> None:
    random = np.random.default_rng(0)
    keys = random.permutation(5000)
    values = {
        "facts": pd.DataFrame({"key": random.choice(keys, 20_000)}),
        "table": pd.DataFrame({"key": keys, "value": 1.0}),
    }
    changed: dict[str, Any] = cell_variant(values, 1)
    assert len(changed["facts"]) <= ROWS
    cut = next(v.apply() for v in variants(values, 30, 0) if v.label == "`table`: rows reversed")
    facts: Any = cut["facts"]
    table: Any = cut["table"]
    assert facts.key.isin(table.key).mean() > 0.9


def test_nothing_changes_the_originals() -> None:
    values = shop(300)
    before = copy.deepcopy({k: v for k, v in values.items() if k != "anything"})
    for variant in variants(values, 80, seed=1):
        variant.apply()
    for name, value in before.items():
        if isinstance(value, pd.DataFrame):
            pd.testing.assert_frame_equal(value, values[name])
        elif isinstance(value, np.ndarray):
            np.testing.assert_array_equal(value, values[name])
        elif not isinstance(value, pd.Series):
            assert value == values[name]


def test_the_nth_variant_does_not_depend_on_how_many_are_asked_for() -> None:
    values = {"xs": [3.0, 1.0, 2.0, 7.0], "n": 4}
    labels = [variant.label for variant in variants(values, 30, seed=5)]
    assert [variant.label for variant in variants(values, 10, seed=5)] == labels[:10]
    for number, variant in enumerate(variants(values, 10, seed=5), 1):
        assert repr(variant.apply()) == repr(cell_variant(values, number, seed=5))


def test_plain_python_values() -> None:
    made = [v.apply() for v in variants({"xs": [5, 1, 4], "text": "abc", "flag": True}, 60, 0)]
    lists: list[Any] = [values["xs"] for values in made]
    assert [] in lists
    assert any(len(xs) == 1 for xs in lists)
    assert any(abs(x) > 2**63 for xs in lists for x in xs)
    assert {values["text"] for values in made} > {"", "abc"}
    assert {values["flag"] for values in made} == {True, False}


def test_dataclasses_and_special_floats() -> None:
    values = {"points": [Point(1.0, "a"), Point(2.0, "b")]}
    made: list[Any] = [v.apply()["points"] for v in variants(values, 40, 0)]
    assert all(type(point) is Point for points in made for point in points)
    assert any(math.isnan(p.x) for points in made for p in points)


def test_nothing_to_vary() -> None:
    anything = object()
    assert variants({"f": len, "o": anything}, 5, 0) == []
    assert cell_variant({"o": anything}, 3) == {"o": anything}


def test_two_processes_make_the_same() -> None:
    script = textwrap.dedent(
        """
        import pandas as pd
        from jupyter_perf.sandbox.vary import call_variants, similar_calls, stdin_variants, variants
        values = {"s": {"a", "b", "c", "d"}, "d": {"x": 1, "y": 2}, "xs": list(range(30)),
                  "df": pd.DataFrame({"k": list("abcab"), "v": [1.5, 2, 3, 4, 5]})}
        for variant in variants(values, 40, 3):
            made = variant.apply()
            print(variant.label, sorted(made["s"], key=repr), made["d"], made["xs"], made["df"])
        calls = [(([3, 1, 2], {"a": 1}), {"k": 2}), (([1, 5], {"b": 2}), {"k": 1})]
        print(call_variants(calls, 20, 1), similar_calls(calls, 10, 1))
        text = [(("hello", {"p", "q", "r"}), {})]
        print([(a[0], sorted(a[1], key=repr)) for a, _ in call_variants(text, 20, 1)])
        print(stdin_variants(["3\\n1 2\\n3 4\\n5 6\\n"], 10, 0))
        """
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "77")
    }
    assert len(outputs) == 1
    assert len(outputs.pop()) > 1000
