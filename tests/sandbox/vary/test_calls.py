"""Generated calls of functions: visible preconditions in most, the unusual in the rest."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from jupyter_perf.sandbox.vary import Call, call_variants, similar_calls
from jupyter_perf.sandbox.vary.preconditions import as_values, common, facts, missing


@dataclass(frozen=True)
class Item:
    weight: int
    value: float


OBSERVED: dict[str, list[Call]] = {
    "sorted list and target": [(([1, 3, 4, 9, 20, 31], 9), {}), (([2, 5, 6], 5), {})],
    "two lists": [(([1.5, 2.5, 3.5], [4.0, 5.0, 6.0]), {})],
    "length": [(([7, 8, 9, 1], 4), {})],
    "position": [(("abcdef", 2), {}), (("hello", 4), {})],
    "matrix": [(([[1, 2, 3], [4, 5, 6], [7, 8, 9]],), {})],
    "array": [((np.array([0.1, 0.5, 0.9]),), {})],
    "product": [((np.arange(15.0).reshape(5, 3), np.ones(3)), {})],
    "text": [(("the quick brown fox jumps over",), {"sep": " "})],
    "records": [(([Item(1, 2.0), Item(3, 4.0)], 10), {})],
    "dictionary": [(({"a": 1, "b": 2}, "a"), {})],
    "graph": [(({n: [(n + 1) % 20] for n in range(20)}, 0), {})],
    "frame": [((pd.DataFrame({"k": list("aab"), "v": [1.0, 2.0, 3.0]}),), {})],
    "nested": [(([("x", [1, 2]), ("y", [3])], None, {1, 2, 3}), {"flag": True})],
    "number": [((25,), {})],
}


@pytest.mark.parametrize("name", OBSERVED)
def test_most_keep_what_is_visible(name: str) -> None:
    calls = OBSERVED[name]
    made = call_variants(calls, 30, seed=0)
    needed = common(calls)
    kept = [not missing(needed, as_values(call)) for call in made]
    assert len(made) >= 8
    assert sum(kept) >= 0.65 * len(made)
    assert not all(kept)


@pytest.mark.parametrize("name", OBSERVED)
def test_arguments_keep_their_number_and_names(name: str) -> None:
    calls = OBSERVED[name]
    for args, kwargs in [*call_variants(calls, 12, seed=1), *similar_calls(calls, 6, seed=1)]:
        assert len(args) == len(calls[0][0])
        assert set(kwargs) == set(calls[0][1])


@pytest.mark.parametrize("name", OBSERVED)
def test_similar_calls_are_new_and_keep_everything(name: str) -> None:
    calls = OBSERVED[name]
    made = similar_calls(calls, 4, seed=0)
    texts = [repr(call) for call in made]
    assert len(made) == len(set(texts)) == 4
    assert not set(texts) & {repr(call) for call in calls}
    needed = common(calls)
    whole = [call for call in made if not missing(needed, as_values(call))]
    assert len(whole) >= 3


def test_similar_sizes_cost_alike() -> None:
    lengths = {len(args[0]) for args, _ in similar_calls([((list(range(100)),), {})], 5, 0)}  # type: ignore[arg-type]
    assert lengths == {100}
    numbers: list[Any] = [args[0] for args, _ in similar_calls([((25,), {})], 6, seed=0)]
    assert len(set(numbers)) == 6
    assert max(numbers) <= 28
    assert min(numbers) >= 17


def test_boundaries_are_tried() -> None:
    made: list[Any] = [args[0] for args, _ in call_variants([(([5, 2, 8, 1],), {})], 40, seed=0)]
    assert [] in made
    assert any(len(xs) == 1 for xs in made)
    assert any(len(xs) != len(set(xs)) for xs in made)
    assert any(abs(x) >= 2**61 for xs in made for x in xs)


def test_observed_values_are_not_changed() -> None:
    for calls in OBSERVED.values():
        before = copy.deepcopy(calls)
        call_variants(calls, 10, seed=0)
        similar_calls(calls, 3, seed=0)
        assert repr(before) == repr(calls)


def test_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert call_variants([(("some text", [1, 2]), {})], 15, seed=0)
    assert list(tmp_path.iterdir()) == []


def test_without_arguments_or_calls_there_is_nothing() -> None:
    assert call_variants([], 5, 0) == []
    assert similar_calls([], 5, 0) == []
    assert call_variants([((), {})], 5, 0) == []
    assert similar_calls([((), {})], 5, 0) == []


def test_objects_of_unknown_types_are_passed_on() -> None:
    anything = object()
    made = call_variants([((anything, [1, 2, 3]), {})], 10, seed=0)
    assert made
    assert all(args[0] is anything for args, _ in made)


@dataclass(frozen=True)
class Picky:
    x: int

    def __post_init__(self) -> None:
        if self.x != 3:
            raise ValueError(self.x)


UNUSUAL: dict[str, Any] = {
    "multi-index": pd.DataFrame(
        {"x": np.arange(6.0)}, index=pd.MultiIndex.from_product([[1, 2, 3], ["a", "b"]])
    ),
    "two columns of one name": pd.DataFrame([[1, 2], [3, 4]], columns=["a", "a"]),
    "time zone": pd.DataFrame({"t": pd.date_range("2024", periods=9, tz="Europe/Paris")}),
    "nullable": pd.DataFrame({"i": pd.array([1, None, 3], dtype="Int64")}),
    "sparse": pd.Series(pd.arrays.SparseArray([0, 0, 1])),
    "periods": pd.Series(pd.period_range("2024", periods=5, freq="M")),
    "bytes array": np.arange(10, dtype="u1"),
    "records": np.array([(1, 2.0)], dtype=[("a", "i4"), ("b", "f8")]),
    "no rows": np.zeros((0, 3)),
    "no columns": pd.DataFrame(),
    "picky class": [Picky(3), Picky(3)],
    "nothing": None,
}


@pytest.mark.parametrize("name", UNUSUAL)
def test_unusual_values_are_survived(name: str) -> None:
    calls: list[Call] = [((UNUSUAL[name],), {})]
    for args, _ in [*call_variants(calls, 8, seed=0), *similar_calls(calls, 2, seed=0)]:
        assert type(args[0]) is type(UNUSUAL[name])


def test_facts_of_a_call() -> None:
    found = facts({"xs": [1, 2, 5, 6, 8, 9], "k": 2, "n": 6, "m": np.eye(2), "p": [0.2, 0.8]})
    for fact in (
        ("xs", "*", "int", "sorted"),
        ("xs", "*", "int", "distinct"),
        ("k", "xs", "is a position in"),
        ("n", "xs", "is its length"),
        ("m", "shape", "is square"),
        ("m", "shape", "is symmetric"),
        ("p", "*", "float", "in 0..1"),
    ):
        assert fact in found
    assert ("n", "xs", "is a position in") not in found
