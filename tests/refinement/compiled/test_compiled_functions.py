"""Compiled functions against their originals where machines and Python disagree."""

from __future__ import annotations

import copy
import importlib.util
from typing import Any

import pytest

from jupyter_perf.refinement.compiled.bounds import Bounds, TooWide, bits_of
from jupyter_perf.refinement.rules import propose


def rewritten(source: str, entry: str, calls: list[Any], **more: Any) -> str | None:
    payload = {
        "source": source,
        "kind": "function",
        "entry": entry,
        "calls_name": "CALLS",
        "only": ["function-to-numba"],
        **more,
    }
    found = propose({"CALLS": calls}, payload)
    return found[0]["code"] if found else None


def outcome(function: Any, args: tuple[Any, ...]) -> tuple[Any, ...]:
    """What a call returns or raises, with types, and what its arguments hold afterwards."""
    args = copy.deepcopy(args)
    try:
        result = function(*args)
    except Exception as error:
        return type(error), str(error), repr(args)
    return type(result), repr(result), repr(args)


def both(source: str, entry: str, calls: list[Any]) -> tuple[Any, Any]:
    code = rewritten(source, entry, calls)
    assert code is not None
    spaces: list[dict[str, Any]] = [{}, {}]
    for text, space in zip((source, code), spaces, strict=True):
        exec(text, space)
    return spaces[0][entry], spaces[1][entry]


GROW = """
def grow(n, steps):
    for _ in range(steps):
        n = 3 * n + 1
    return n
"""
SHARE = """
def share(values, parts):
    out = [0] * parts
    for i in range(len(values)):
        out[values[i] // parts] += values[i] % parts
    return out
"""
SWAP = """
def swap(values, again):
    for i in range(len(again)):
        values[i] = values[i] + again[i]
    return len(values)
"""
SAME = """
def same(a, b):
    count = 0
    for i in range(len(a)):
        if a[i] == b[i] or a[i] in "xyz":
            count += 1
    return count
"""
NEAR = """
import math
def near(xs):
    total = 0.0
    for x in xs:
        total += math.exp(x) + math.log(x) + x ** 2
    return total
"""


@pytest.mark.parametrize(
    ("source", "entry", "calls"),
    [
        (GROW, "grow", [(5, 20), (5, 100), (2**61, 1), (-7, 38), (True, 3), (2**70, 2), (1.5, 3)]),
        (SHARE, "share", [([1, 5, 3], 4), ([-1, -9], 4), ([9], 3), ([1], 0), ([], 2), ([True], 2)]),
        (SHARE, "share", [([1, 5, 3], 4), ([1.0, 2], 3), ((1, 2), 3), ([2**65], 2**64)]),
        (SWAP, "swap", [([1, 2], [3, 4]), ([1], [1, 2]), ([2**62], [2**62]), ([1, 2], [1])]),
        (
            SAME,
            "same",
            [("abc", "abd"), ("ab", "a"), ("zé😀", "aé😀"), ("", ""), ("\ud800x", "ax")],
        ),
        (NEAR, "near", [([1.0, 2.0],), ([1000.0],), ([0.0],), ([-1.0],), ([1e200],)]),
        (NEAR, "near", [([1.0, 2.0],), ([float("nan")],), ([float("inf")],), ([],), ([1],)]),
    ],
)
def test_whatever_the_machine_does_otherwise_is_left_to_python(
    source: str, entry: str, calls: list[Any]
) -> None:
    original, compiled = both(source, entry, calls[:1])
    for args in calls:
        assert outcome(compiled, args) == outcome(original, args), args


def test_a_list_given_twice_is_changed_as_the_original_changes_it() -> None:
    original, compiled = both(SWAP, "swap", [([1, 2], [3, 4])])
    lists = [[1, 2, 3], [1, 2, 3]]
    assert original(lists[0], lists[0]) == compiled(lists[1], lists[1])
    assert lists[0] == lists[1] == [2, 4, 6]


def test_cells_must_take_long_enough_for_a_compiler() -> None:
    cell = GROW + "\nresult = grow(3, 10)\n"
    assert rewritten(cell, "", [], kind="cell", calls_name=None) is None
    assert rewritten(cell, "", [], kind="cell", calls_name=None, seconds=0.4) is None
    assert rewritten(cell, "", [], kind="cell", calls_name=None, seconds=4.0) is not None


def test_nothing_is_proposed_where_numba_is_not_installed(monkeypatch: Any) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert rewritten(GROW, "grow", [(5, 20)]) is None


POWERS = """
def powers(n, m):
    total = 0
    for k in range(n):
        total = (total + (k + 2) ** k % m) % m
    return total
"""


def test_no_other_rule_changes_what_is_compiled() -> None:
    source = "import numba\n@numba.njit\n" + POWERS.lstrip()
    payload = {"source": source, "kind": "function", "entry": "powers", "calls_name": "CALLS"}
    assert propose({"CALLS": [(9, 7)]}, payload) == []
    assert propose({"CALLS": [(9, 7)]}, {**payload, "source": POWERS}) != []


def test_what_numba_cannot_type_is_left_to_python() -> None:
    code = rewritten(GROW, "grow", [(5, 20)])
    assert code is not None
    space: dict[str, Any] = {}
    exec(code.replace("n = 3 * n + 1", "n = pow(3 * n + 1, 1, 10**9)"), space)
    assert space["grow"](5, 3) == 148


def test_what_grows_in_each_round_is_found_and_can_be_held() -> None:
    free, held = Bounds(31, 53), Bounds(31, 53, frozenset({"x"}))
    free.assign("x", 62)
    with pytest.raises(TooWide) as raised:
        free.assign("x", 63)
    assert raised.value.keys == {"x"}
    assert held.assign("x", 60)
    assert not held.assign("x", 53)
    assert held.of("x") == 53


def test_steps_are_bounded_by_the_time_that_they_take() -> None:
    bounds = Bounds(31, 53)
    bounds.assign("count", 0)
    assert not bounds.add("count", 0)
    assert 44 <= bounds.of("count") <= 46
    with pytest.raises(TooWide):
        bounds.add("count", 31)


@pytest.mark.parametrize(("value", "bits"), [(0, 0), (1, 0), (2, 1), (3, 2), (-4, 2), (2**62, 62)])
def test_bits_bound_the_absolute_value(value: int, bits: int) -> None:
    assert bits_of(value) == bits
    assert abs(value) <= 2**bits
