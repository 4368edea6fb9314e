"""Inputs around the constants of a source, and texts and times that are unlike the others."""

from __future__ import annotations

import datetime
from typing import Any

import numpy as np
import pandas as pd

from jupyter_perf.sandbox.vary import (
    Call,
    call_variants,
    special_calls,
    special_inputs,
    special_variants,
    variants,
)
from jupyter_perf.sandbox.vary.times import odd_time


def test_arguments_become_constants_and_their_neighbours() -> None:
    calls: list[Call] = [((60_000, "a", 0.5), {})]
    made = special_calls(calls, [777, "root"], 40, seed=0)
    assert {args[0] for args, _ in made} >= {776, 777, 778, 60_000}
    assert {args[1] for args, _ in made} == {"a", "root"}
    assert 777.0 in {args[2] for args, _ in made}


def test_constants_lie_among_the_elements() -> None:
    values = {"xs": [i % 50 for i in range(500)], "a": np.arange(5, dtype="int8"), "s": ["b"] * 9}
    made: list[Any] = [v.apply() for v in special_variants(values, [123, "x"], 20, seed=0)]
    assert any({122, 123, 124} <= set(m["xs"]) for m in made)
    assert any("x" in m["s"] for m in made)
    assert all(m["a"].dtype == "int8" for m in made)
    assert values["xs"] == [i % 50 for i in range(500)]


def test_lengths_around_a_constant_with_repeated_rows() -> None:
    df = pd.DataFrame({"k": range(3000)})
    made: list[Any] = [v.apply()["df"] for v in special_variants({"df": df}, [1000], 9, seed=0)]
    lengths = {len(frame) for frame in made}
    assert {1000, 1001} <= lengths
    long = [frame for frame in made if len(frame) >= 1000]
    assert all(frame["k"].duplicated().any() for frame in long)
    assert {bool(frame["k"].is_monotonic_increasing) for frame in long} == {True, False}


def test_constants_that_are_no_lengths_make_none() -> None:
    made = special_variants({"xs": ["a", "b"]}, [0, -5, 10**9, 2.5], 20, seed=0)
    assert made == []
    assert special_calls([], [5], 10, seed=0) == []


def test_programs_get_constants_as_tokens_and_counts() -> None:
    made = special_inputs(["3\n5 6 7\n"], [4, "end"], 20)
    assert "4\n" in {text.partition("\n")[0] + "\n" for text in made}
    assert all(int(text.split("\n")[0]) == len(text.split("\n")[1].split()) for text in made)
    assert any("4" in text.split("\n")[1].split() for text in made)
    assert special_inputs(["100\n"], [4711], 5)[0] == "4711\n"


def test_the_same_every_time() -> None:
    values = {"xs": list(range(300)), "n": 3}
    first, again = (
        [(v.label, v.apply()) for v in special_variants(values, [7, 2.5], 12, seed=3)]
        for _ in range(2)
    )
    assert first == again


def test_preconditions_are_broken_one_at_a_time() -> None:
    calls: list[Call] = [((list(range(0, 90, 3)), 5), {})]
    made: list[Any] = [args[0] for args, _ in call_variants(calls, 48, seed=1)]
    assert any(xs != sorted(xs) and len(set(xs)) == len(xs) for xs in made)
    assert any(xs == sorted(xs) and len(set(xs)) < len(xs) for xs in made)


def test_numbers_and_dates_in_other_spellings() -> None:
    values = {"texts": [f"2024-{i % 12 + 1:02}-05" for i in range(60)]}
    made: set[str] = set()
    for variant in variants(values, 40, 0):
        texts: Any = variant.apply()["texts"]
        made |= {text for text in texts if text is not None}
    assert any(text.isdigit() and len(text) == 8 and text.isascii() for text in made)
    assert any(text.startswith(" ") for text in made)
    assert any(text and text[0] in "٠١٢٣٤٥٦٧٨٩" for text in made)


def test_short_decimals_and_halves() -> None:
    made: list[Any] = [v.apply()["x"] for v in variants({"x": [1.25, 3.75, 9.125] * 9}, 30, 0)]
    tenths = {x for xs in made for x in xs if x == x and abs(x) < 100}
    assert any(int(x * 100) != round(x * 100) for x in tenths)
    assert any(x % 1 == 0.5 for x in tenths)


def test_odd_times_keep_type_and_zone() -> None:
    zone = pd.Timestamp("2024-05-01 12:00", tz="Europe/Berlin")
    for like in (datetime.date(2023, 5, 1), datetime.datetime(2023, 5, 1), zone):
        made = [odd_time(like, at) for at in range(12)]
        assert {type(time) for time in made} == {type(like)}
        assert len(set(made)) > 8
        assert {getattr(time, "tzinfo", None) for time in made} == {getattr(like, "tzinfo", None)}
    assert odd_time("noon", 1) == "noon"


def test_times_in_frames_and_lists_vary() -> None:
    when = pd.date_range("2024-05-01 12:00", periods=30, freq="D", tz="Europe/Berlin")
    values = {"df": pd.DataFrame({"t": when}), "days": [datetime.date(2023, 5, 1)] * 12}
    made: list[Any] = [v.apply() for v in variants(values, 40, 0)]
    assert any((m["df"]["t"].dt.hour < 3).any() for m in made)
    assert any(datetime.date(2024, 2, 29) in m["days"] for m in made)
    assert all(m["df"]["t"].dtype == values["df"]["t"].dtype for m in made)  # type: ignore[index]
