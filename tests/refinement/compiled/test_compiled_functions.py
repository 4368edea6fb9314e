"""Compiled functions against their originals where machines and Python disagree."""

from __future__ import annotations

import importlib.util
import math
from typing import Any

import pytest
from compiled_and_not import both, outcome, rewritten

from jupyter_perf.refinement.compiled.bounds import Bounds, TooWide, bits_of
from jupyter_perf.refinement.rules import propose

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


DIGITS = """
def digits(n, most):
    total, found = 0, []
    for k in range(n, most):
        text = str(k)
        if text == text[::-1] and "7" not in text:
            total += sum(map(int, text)) + int(text[0]) * len(text)
        elif int(text[::-1]) > k:
            found.append(sum(int(d) ** len(text) for d in str(k)))
    return total, found
"""
LETTERS = """
def letters(text, m):
    h = run = most = 0
    for ch in text:
        h = (h * 31 + ord(ch)) % m
        if ch.isdigit():
            h += int(ch)
        elif ch.isupper() or ch.isspace():
            run += ord("a")
        elif ch.isalpha() and not ch.islower():
            run = 0
        most = max(most, run)
    return h, most
"""
NEAREST = """
def nearest(points, centers):
    labels = []
    for p in points:
        far = []
        for c in centers:
            far.append((p - c) * (p - c))
        labels.append(far.index(min(far)))
    return labels
"""


@pytest.mark.slow
@pytest.mark.parametrize("span", [(1, 400), (98765, 98999), (10**14, 10**14 + 9), (5, 5), (-9, 9)])
def test_digits_of_whole_numbers(span: tuple[int, int]) -> None:
    original, compiled = both(DIGITS, "digits", [(1, 400)])
    assert outcome(compiled, span) == outcome(original, span)


@pytest.mark.parametrize(
    "text", ["", "Ab 1\t9\x1cz", "n\xe9 \u00b2 \u0663 \U0001f600 \u01c5", "a\x00[`{@"]
)
def test_characters(text: str) -> None:
    original, compiled = both(LETTERS, "letters", [("some Text 12", 1009)])
    assert outcome(compiled, (text, 1009)) == outcome(original, (text, 1009))
    assert outcome(compiled, (text, 0)) == outcome(original, (text, 0))


def test_all_of_ascii_is_classified_as_python_does() -> None:
    original, compiled = both(LETTERS, "letters", [("some Text 12", 1009)])
    for code in range(128):
        assert outcome(compiled, (chr(code), 97)) == outcome(original, (chr(code), 97))


def test_the_place_of_a_nan_is_left_to_python() -> None:
    original, compiled = both(NEAREST, "nearest", [([1.0, 2.5], [0.5, 3.0])])
    nan = float("nan")
    for centers in ([nan, 1.0], [1.0, nan], [nan], [-0.0, 0.0], []):
        args = ([0.0, 1.0, nan], centers)
        assert outcome(compiled, args) == outcome(original, args)


@pytest.mark.parametrize(
    ("base", "exponent"),
    [
        (2, 40),
        (2, 41),
        (-3, 7),
        (0, 0),
        (0, 9),
        (1, 10**6 + 1),
        (-1, 7),
        (1, 10**9),
        (10, 30),
        (2, -1),
    ],
)
def test_powers_of_whole_numbers(base: int, exponent: int) -> None:
    source = (
        "def powers(n, k):\n    total = 0\n    for i in range(3):\n"
        "        total += (n - i) ** k\n    return total\n"
    )
    original, compiled = both(source, "powers", [(3, 4)])
    assert outcome(compiled, (base, exponent)) == outcome(original, (base, exponent))


HELPERS = """
def far(p, q):
    total = 0.0
    for i in range(len(p)):
        total += abs(p[i] - q[i])
    return total

def nearest(rows, query):
    found = []
    for row in rows:
        found.append(far(row, query) + far(query, row))
    return found
"""
CHANGES = """
def bump(values):
    for i in range(len(values)):
        values[i] += 1

def twice(a, b):
    for _ in range(3):
        bump(a)
        bump(b)
    return len(a)
"""
GIVES = """
def longer(values):
    for i in range(9):
        if i == 3:
            return values
    return values

def pick(a, b, k):
    for _ in range(k):
        found = len(longer(b))
    return longer(a)
"""


def test_a_helper_may_look_at_several_inputs() -> None:
    original, compiled = both(HELPERS, "nearest", [([[1.0, 2.0], [3.0, 4.0]], [0.5, 0.5])])
    for args in ([[1.0, 2.0]], [0.5, 2.5]), ([[1.0]], [2.0, 3.0]), ([[1.0, 2.0]], [2.0]), ([], []):
        assert outcome(compiled, args) == outcome(original, args)


def test_a_helper_that_changes_or_gives_back_several_inputs_is_left_alone() -> None:
    for source, entry, call in ((CHANGES, "twice", ([1, 2], [3])), (GIVES, "pick", ([1], [3], 1))):
        assert f"{entry}_compiled" not in (rewritten(source, entry, [call]) or "")


REPEATED = """
def spread(xs, ys):
    found, x = [], 0.5
    while x < 9.0:
        total = 0.0
        for y in ys:
            total += (x - y) * (x - y)
        found.append(total)
        x = x + 1.5 + x % 0.7
    return found
"""


def test_loops_that_a_compiled_function_repeats_are_left_to_it(monkeypatch: Any) -> None:
    call = ([float(k) for k in range(60)], [k / 7 for k in range(60)])
    only = {"only": ["vectorise-loop"]}
    assert rewritten(REPEATED, "spread", [call], **only) is None
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert rewritten(REPEATED, "spread", [call], **only) is not None


SETS = """
def rounds(n, m):
    seen = set()
    cells = set()
    x, y = n, 0
    while n not in seen:
        seen.add(n)
        n = (n * n + 1) % m
        x, y = y + 1, x % 5
        if (x, y) in cells:
            continue
        cells.add((x, y))
    return len(seen), len(cells), bool(n in seen)
"""
ORDER = """
def first(n, m):
    seen = set()
    for k in range(n):
        seen.add(k * m % 17)
    for one in seen:
        return one
    return -1
"""


@pytest.mark.parametrize("args", [(5, 77), (-3, 1000), (0, 1), (2**70, 9), (3, 0), (True, 5)])
def test_sets_of_whole_numbers(args: tuple[int, int]) -> None:
    original, compiled = both(SETS, "rounds", [(5, 77)])
    assert outcome(compiled, args) == outcome(original, args)


def test_the_order_of_sets_is_pythons() -> None:
    assert rewritten(ORDER, "first", [(9, 5)]) is None
    given = ORDER.replace("for one in seen:\n        return one\n    return -1", "return seen")
    assert rewritten(given, "first", [(9, 5)]) is None
    held = ORDER.replace("for one in seen:\n        return one\n    return -1", "return len(seen)")
    assert rewritten(held, "first", [(9, 5)]) is not None


LONGEST = """
def chain(n):
    found = [n]
    while n > 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        found.append(n)
    return found

def longest(limit):
    best = []
    for i in range(1, limit):
        found = chain(i)
        if len(found) > len(best):
            best = found
    return best
"""
CLOSEST = """
def apart(a, b):
    count = 0
    for x in a:
        for y in b:
            if x == y:
                count += 1
    return count

def closest(word, others):
    best = {}
    for other in others:
        best[other] = apart(word, other)
    return best
"""


def test_an_empty_list_takes_the_type_of_what_replaces_it() -> None:
    original, compiled = both(LONGEST, "longest", [(30,)])
    for args in ((30,), (1,), (0,), (2,)):
        assert outcome(compiled, args) == outcome(original, args)
    code = rewritten(LONGEST, "longest", [(30,)]) or ""
    space: dict[str, Any] = {}
    exec(code, space)
    assert space["longest_compiled"](4) == original(4)


def test_helpers_are_compiled_for_what_their_callers_give_them() -> None:
    original, compiled = both(CLOSEST, "closest", [("abca", ["ab", "xa", "\xe9a"])])
    for others in (["ab", "xa", "\xe9a"], ["", "a"], [("a", "b")], []):
        assert outcome(compiled, ("abca", others)) == outcome(original, ("abca", others))


SHIFTS = """
def shifts(n, k):
    total = 0
    for i in range(k, k + 3):
        total += (n >> i) & 7
        if n % 5 < 4:
            total ^= n << i
    return total
"""


@pytest.mark.parametrize("n", [0, 1, -1, 77, -78, 2**40, 2**40 + 1, -(2**40), 2**61, 2**70])
def test_shifts_of_whole_numbers(n: int) -> None:
    original, compiled = both(SHIFTS, "shifts", [(9, 3)])
    for places in (0, 3, 38, 61, 62, 63, 64, 100, -1, -3):
        assert outcome(compiled, (n, places)) == outcome(original, (n, places)), places


NEAREST_SITES = """
def nearest(points, sites):
    found = []
    for x, y in points:
        best = None
        least = float("inf")
        for i, (a, b) in enumerate(sites):
            if i > 3:
                continue
            distance = (x - a) ** 2 + (y - b) ** 2
            if distance < least:
                least = distance
                best = i
        found.append((best, round(least, 1)))
    return found
"""


def test_none_may_stand_in_the_tuples_of_a_list() -> None:
    points, sites = [(0.5, 1.25), (3.0, 4.0)], [(1.0, 1.0), (3.0, 3.0)]
    original, compiled = both(NEAREST_SITES, "nearest", [(points, sites)])
    far, nowhere = (1e9, 0.0), (math.nan, 0.0)
    for args in [(points, sites), (points, []), ([far, nowhere, *points], sites)]:
        assert outcome(compiled, args) == outcome(original, args), args
