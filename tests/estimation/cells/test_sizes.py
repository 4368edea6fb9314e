"""Sizes that a cost may depend on, and samples of them."""

from __future__ import annotations

import ast
import json

import numpy as np
import pandas as pd
import pytest

from jupyter_perf.errors import UsageError
from jupyter_perf.estimation.cells.columns import columns_by
from jupyter_perf.estimation.cells.cutting import cut, prime
from jupyter_perf.estimation.cells.parts import parts, replaced
from jupyter_perf.estimation.cells.sizes import Group, chosen, groups_of


def groups(source: str, **space: object) -> dict[str, Group]:
    found, _ = groups_of(ast.parse(source), space, sorted(space))
    return {group.name: group for group in found}


def test_values_of_one_length_go_together_and_numbers_that_state_it_follow() -> None:
    space = {"df": pd.DataFrame({"x": range(500)}), "w": np.arange(500.0), "n": 500}
    found = groups("for i in range(n): w[i]", **space)
    assert list(found) == ["df"]
    assert set(found["df"].alike) == {"w", "n"}
    assert (found["df"].value, found["df"].unit, found["df"].rows) == (500, "rows", 500)


def test_what_is_small_beside_the_largest_is_not_varied_at_first() -> None:
    found = groups("pass", big=list(range(10_000)), small=list(range(100)))
    assert found["big"].large
    assert not found["small"].large


def test_a_number_beside_rows_is_left_alone_at_first() -> None:
    found = groups("for i in range(n): x", x=list(range(1000)), n=200)
    assert not found["n"].large
    assert groups("for i in range(n): pass", n=200)["n"].large


def test_axes_of_arrays_are_sizes_of_their_own() -> None:
    found = groups("a", a=np.zeros((3, 4000)), b=np.zeros((900, 70)))
    seen = {(group.name, group.value, group.unit) for group in found.values()}
    assert seen == {("a", 4000, "columns"), ("b", 900, "rows"), ("b_columns", 70, "columns")}


def test_a_container_s_name_stands_for_its_parts() -> None:
    space = {"tables": {"a": list(range(100)), "b": list(range(90))}, "n": list(range(80))}
    found = list(groups("tables", **space).values())
    pinned = {group.name for group in chosen(found, ["tables"], {}) if group.pinned}
    assert pinned == {"n"}


def test_short_tables_and_short_texts_are_parameters() -> None:
    assert groups("x", x=pd.DataFrame({"a": [1] * 8}), s="a few words", t=(1, 2)) == {}


def test_a_short_list_may_be_one_of_tasks() -> None:
    assert groups("for p in paths: p", paths=["a", "b", "c", "d", "e"])["paths"].value == 5


def test_only_names_that_are_there_can_be_varied_or_fixed() -> None:
    found = list(groups("for i in range(n): x", x=list(range(1000)), n=200).values())
    with pytest.raises(UsageError, match="its sizes are those of n, x"):
        chosen(found, ["y"], {})
    with pytest.raises(UsageError, match="both varied and fixed"):
        chosen(found, ["x"], {"x": None})
    with pytest.raises(UsageError, match="from 1 to 1,000"):
        chosen(found, [], {"x": 2000.0})
    with pytest.raises(UsageError, match="nothing that the cell reads has a size"):
        chosen([], ["y"], {})


def test_over_varies_what_it_names_and_pins_all_else() -> None:
    found = list(groups("for i in range(n): x", x=list(range(1000)), n=200).values())
    by_name = {group.name: group for group in chosen(found, ["n"], {})}
    assert by_name["n"].large
    assert by_name["x"].pinned


def test_a_size_is_fixed_at_a_number() -> None:
    found = list(groups("for i in range(n): pass", n=200).values())
    (group,) = chosen(found, [], {"n": 50.0})
    assert (group.value, dict(group.numbers), group.pinned) == (50, {"n": 50}, True)


def test_parts_of_small_containers_have_names_and_go_back_to_their_places() -> None:
    values = {"tables": {"a": list(range(40)), "b": 3}, "pair": ([1] * 50, [2] * 60), "n": 7}
    found = parts(values)
    assert set(found) >= {"tables['a']", "tables['b']", "pair[0]", "pair[1]", "n"}
    again = replaced(values, {"tables['a']": [1], "pair[1]": [9]})
    assert again == {"tables": {"a": [1], "b": 3}, "pair": ([1] * 50, [9]), "n": 7}
    assert values["tables"]["a"] == list(range(40))  # type: ignore[index]


def test_a_cut_says_what_is_left() -> None:
    values: dict[str, object] = {"x": list(range(1000)), "n": 1000}
    smaller, words = cut(values, {"1000": 0.1}, {}, 0)
    told = json.loads(words)
    assert told["rows"] == {"1000": 100}
    assert len(smaller["x"]) == 100  # type: ignore[arg-type]
    assert smaller["n"] == 100
    assert smaller["x"] == sorted(smaller["x"])  # type: ignore[call-overload]
    assert told["bytes"] > 0


def test_numbers_are_put_in() -> None:
    assert cut({"n": 200}, {}, {"n": 50, "_size_0_": 9}, 0)[0] == {"n": 50, "_size_0_": 9}


def test_all_of_it_is_a_copy() -> None:
    array = np.arange(100.0)
    values: dict[str, object] = {"a": array}
    prime(values)
    whole = cut(values, {}, {}, 0)[0]["a"]
    assert isinstance(whole, np.ndarray)
    assert not np.shares_memory(whole, array)
    assert (whole == array).all()


def test_axes_are_cut_where_the_first_is_short() -> None:
    values: dict[str, object] = {"a": np.zeros((3, 4000))}
    smaller, words = cut(values, {"4000": 0.25}, {}, 0)
    assert smaller["a"].shape == (3, 1000)  # type: ignore[attr-defined]
    assert json.loads(words)["rows"] == {"4000": 1000}


@pytest.mark.parametrize("fraction", [0.01, 0.05, 0.2, 0.6])
def test_groups_stay_whole_in_samples_of_all_sizes(fraction: float) -> None:
    rng = np.random.default_rng(1)
    df = pd.DataFrame({"k": rng.integers(0, 500, 20_000), "x": 1.0})
    smaller = cut({"df": df}, {"20000": fraction}, {}, 0, ["k"])[0]["df"]
    assert isinstance(smaller, pd.DataFrame)
    whole = df.groupby("k").size()
    assert (smaller.groupby("k").size() == whole[smaller.k.unique()].sort_index()).all()
    assert 0.5 * fraction * 20_000 <= len(smaller) <= 2 * fraction * 20_000 + 60


def test_categories_all_stay() -> None:
    df = pd.DataFrame({"k": list("abcdefgh") * 2500, "x": 1.0})
    smaller = cut({"df": df}, {"20000": 0.02}, {}, 0, ["k"])[0]["df"]
    assert isinstance(smaller, pd.DataFrame)
    assert set(smaller.k) == set("abcdefgh")
    assert len(smaller) == 400


def test_joins_keep_matching_keys() -> None:
    rng = np.random.default_rng(1)
    orders = pd.DataFrame({"customer": rng.integers(0, 400, 20_000)})
    customers = pd.DataFrame({"customer": range(400), "name": "x"})
    values: dict[str, object] = {"orders": orders, "customers": customers}
    smaller = cut(values, {"20000": 0.05}, {}, 0, ["customer"])[0]
    left, right = smaller["orders"], smaller["customers"]
    assert isinstance(left, pd.DataFrame)
    assert isinstance(right, pd.DataFrame)
    assert set(left.customer) == set(right.customer)
    assert len(right) < 60


def test_columns_that_a_cell_groups_by_are_found() -> None:
    source = "df.groupby(['a', 'b']).x.sum()\nl.merge(r, on='c')\nfor v in df['d'].unique(): v"
    assert set(columns_by(ast.parse(source))) == {"a", "b", "c", "d"}
