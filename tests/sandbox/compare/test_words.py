"""Differences in the user's words, and the same words without a value."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

FRAME = pd.DataFrame({"a": [1, 2], "total": [4.0, 4.0], "b": ["x", "y"]})
TIMES = pd.date_range("2024", periods=3)


def changed(**columns: object) -> pd.DataFrame:
    return FRAME.assign(**columns)


WORDS = [
    ([1, 2, 3, 4], [1, 2, 3], "`x`: is a list of 3, was a list of 4"),
    ([1, 2.0, "a"], [1, 2.0, "b"], "`x[2]`: is 'b', was 'a'"),
    ({"a": [1]}, {"a": [2]}, "`x['a'][0]`: is 2, was 1"),
    ({"b": 1, "a": 2}, {"a": 2, "b": 1}, "`x`: key order differs at position 0: 'a', was 'b'"),
    ({"a": 1}, {}, "`x`: key 'a' is missing"),
    ({}, {"a": 1}, "`x`: key 'a' is new"),
    ({1, 2}, {1, 3}, "`x`: lacks 2 and has 3, which is new"),
    (1, "1", "`x`: is '1' (str), was 1 (int)"),
    (np.arange(3.0), np.arange(4.0), "`x`: has shape (4,), had (3,)"),
    (np.arange(3), np.arange(3.0), "`x`: is float64, was int64"),
    (np.eye(2), np.ones((2, 2)), "`x[0, 1]`: is 1.0, was 0.0"),
    (np.float64(1), np.float64(2), "`x`: is np.float64(2.0), was np.float64(1.0)"),
    (FRAME, changed(total=[4.0, 3.5]), "`x['total']`: row 1 is 3.5, was 4.0"),
    (FRAME, changed(b=["x", "z"]), "`x['b'], row 1`: is 'z', was 'y'"),
    (FRAME, changed(a=[1.0, 2.0]), "`x`: column 'a' is float64, was int64"),
    (FRAME, FRAME.drop(columns="a"), "`x`: column 'a' is missing"),
    (FRAME, changed(c=1), "`x`: column 'c' is new"),
    (
        FRAME,
        FRAME[["total", "a", "b"]],
        "`x`: columns are 'total', 'a', 'b', were 'a', 'total', 'b'",
    ),
    (FRAME, FRAME.iloc[:1], "`x`: has 1 row, had 2 rows"),
    (FRAME, FRAME.iloc[::-1], "`x.index`: row 0 is 1, was 0"),
    (FRAME["a"], FRAME["a"].rename("z"), "`x.name`: is 'z', was 'a'"),
    (FRAME["total"], FRAME["total"] + 1, "`x`: row 0 is 5.0, was 4.0"),
    (pd.Series(TIMES), pd.Series(TIMES.shift(1)), "`x`: row 0 is 2024-01-02T"),
]


@pytest.mark.parametrize(("a", "b", "words"), WORDS)
def test_the_first_difference_in_words(text, a, b, words):
    assert text(a, b).startswith(words)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("secret", "other"),
        ({"secret": 1}, {"secret": 2}),
        ({"secret": 1}, {}),
        ({"secret", 1}, {1, 2}),
        ([4711, "a"], [4712, "a"]),
        (pd.DataFrame({"a": ["secret"]}), pd.DataFrame({"a": ["other"]})),
        (np.array([4711]), np.array([4712])),
        ("secret " * 1000, "secret " * 999),
    ],
)
def test_the_place_holds_no_value(compare, a, b):
    place = compare({"x": a}, {"x": b}).place
    assert place.startswith("`x")
    assert not any(word in place for word in ("secret", "other", "471"))


def test_a_missing_name_differs_unless_it_is_optional(compare):
    assert compare({"x": 1, "i": 2}, {"x": 1}).text == "`i`: is missing"
    assert compare({"x": 1, "i": 2}, {"x": 1}, optional=frozenset({"i"})).dropped == ("i",)
    assert compare({"i": 2}, {"i": 3}, optional=frozenset({"i"})).text == "`i`: is 3, was 2"
    assert compare({"x": 1}, {"x": 1, "y": 2}).kind == "missing"
    assert compare({"x": 1}, {"x": 1, "y": 2}, exact_names=False).dropped == ()


def test_random_generators_are_a_difference_of_their_own(compare):
    found = compare({"numpy": (1, 2)}, {"numpy": (1, 3)}, section="rng")
    assert found.kind == "rng"
    assert found.text == "`numpy`: uses the random generator differently"


def test_a_random_generator_that_only_one_side_uses(compare):
    for a, b in [({"random": "1"}, {}), ({}, {"random": "1"})]:
        assert compare(a, b, section="rng").text == (
            "`random`: uses the random generator differently"
        )
