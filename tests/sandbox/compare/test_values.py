"""Each type: equal to its like, and told apart from what is nearly the same."""

from __future__ import annotations

import array
import collections
import datetime as dt
import decimal
import enum
import fractions
import functools
import io
import itertools
import pathlib
import re
import threading
import types
import uuid
import weakref
import zoneinfo
from dataclasses import dataclass

import pytest

from jupyter_perf.sandbox.compare import FirstDifference, Same, same

Pair = collections.namedtuple("Pair", "a b")
Other = collections.namedtuple("Other", "a b")


class Colour(enum.Enum):
    RED = 1
    BLUE = 2


class Level(enum.IntEnum):
    LOW = 1


@dataclass
class Point:
    x: float
    y: float


class Slotted:
    __slots__ = ("a", "b")

    def __init__(self, a: object) -> None:
        self.a = a


class Words(list):  # type: ignore[type-arg]
    pass


class Metres(float):
    pass


UTC = dt.UTC
TOKYO = zoneinfo.ZoneInfo("Asia/Tokyo")
NOW = dt.datetime(2024, 5, 6, 7, 8, 9, 10)

MAKERS = [
    lambda: None,
    lambda: True,
    lambda: 10**5000,
    lambda: -(2**63),
    lambda: float("inf"),
    lambda: complex(1, -0.0),
    lambda: "é\ud800 \U0001f600",
    lambda: "long " * 1000,
    lambda: b"\x00\xff" * 2000,
    lambda: bytearray(b"abc"),
    lambda: ...,
    lambda: [1, "a", 2.5, None, [True]],
    lambda: [0.5] * 100,
    lambda: list(range(100)),
    lambda: ["é", None, "x"] * 40,
    lambda: [(i, str(i), (i * 0.5, i % 2 == 0)) for i in range(50)],
    lambda: [True, False] * 50,
    lambda: (1, (2, (3,))),
    lambda: {"b": 1, "a": [2]},
    lambda: {(1, "a"): 2, None: 3},
    lambda: dict.fromkeys(range(100), 0.5),
    lambda: {1, 2, "a", None, (1, 2)},
    lambda: frozenset({frozenset({1}), frozenset()}),
    lambda: collections.deque([1, 2], maxlen=3),
    lambda: collections.defaultdict(list, a=[1]),
    lambda: collections.OrderedDict(a=1),
    lambda: collections.Counter("abca"),
    lambda: collections.ChainMap({"a": 1}),
    lambda: types.SimpleNamespace(a=1),
    lambda: types.MappingProxyType({"a": 1}),
    lambda: Pair(1, [2]),
    lambda: range(0, 10, 3),
    lambda: slice(1, None, 2),
    lambda: decimal.Decimal("1.10"),
    lambda: fractions.Fraction(1, 3),
    lambda: NOW,
    lambda: NOW.replace(tzinfo=UTC),
    lambda: NOW.replace(tzinfo=TOKYO, fold=1),
    lambda: NOW.date(),
    lambda: NOW.time(),
    lambda: dt.timedelta(1, 2, 3),
    lambda: dt.timezone(dt.timedelta(hours=1)),
    lambda: uuid.UUID(int=5),
    lambda: pathlib.Path("a/b"),
    lambda: pathlib.PurePosixPath("/x"),
    lambda: re.compile("a+", re.IGNORECASE),
    lambda: re.search("(a+)(b)?", "xaa"),
    lambda: re.search(b"a+", b"xaa"),
    lambda: [re.match("a", "a" * 5000)],
    lambda: array.array("d", [1.0]),
    lambda: Colour.RED,
    lambda: Level.LOW,
    lambda: Point(1.0, 2.0),
    lambda: Slotted([1]),
    lambda: Words([1, 2]),
    lambda: Metres(2.5),
    lambda: ValueError("bad", 3),
    lambda: len,
    lambda: [].append,
    lambda: pathlib,
    lambda: functools.partial(int, base=2),
    lambda: Point,
    lambda: Point(1, 2).__eq__,
    lambda: (i * i for i in range(10)),
    lambda: zip([1, 2], "ab", strict=False),
    lambda: iter([1, 2, 3]),
    lambda: {"a": 1}.keys(),
    lambda: object(),
    lambda: NotImplemented,
]


@pytest.fixture(scope="module")
def twice(send):
    return [(send({"x": make()}), send({"x": make()})) for make in MAKERS]


@pytest.mark.parametrize("at", range(len(MAKERS)))
def test_like_values_are_the_same_and_all_others_differ(twice, at):
    one, like = twice[at]
    others = [other for number, (other, _) in enumerate(twice) if number != at]

    found = same(one, like)
    assert isinstance(found, Same)
    assert found.max_relative_error == 0
    assert all(isinstance(same(one, other), FirstDifference) for other in others)


NEARLY = [
    (1, True),
    (1, 1.0),
    (0, False),
    ("a", b"a"),
    (b"a", bytearray(b"a")),
    ([1], (1,)),
    ([1, 2], [2, 1]),
    ({1}, frozenset({1})),
    ({"a": 1}, collections.OrderedDict(a=1)),
    ({"a": 1}, collections.defaultdict(int, a=1)),
    (collections.defaultdict(int), collections.defaultdict(list)),
    (Pair(1, 2), (1, 2)),
    (Pair(1, 2), Other(1, 2)),
    (Colour.RED, Colour.BLUE),
    (Level.LOW, 1),
    (Metres(2.0), 2.0),
    (Words([1]), [1]),
    (decimal.Decimal("1.1"), decimal.Decimal("1.10")),
    (NOW, NOW.replace(tzinfo=UTC)),
    (NOW, NOW.replace(fold=1)),
    (NOW.replace(tzinfo=UTC), NOW.replace(tzinfo=zoneinfo.ZoneInfo("UTC"))),
    (range(0, 3, 2), range(0, 4, 2)),
    (re.compile("a"), re.compile("a", re.MULTILINE)),
    (re.search("a", "aba"), re.search("b", "aba")),
    (re.search("a", "ab"), re.search("a", "ac")),
    (re.search("a", "aba"), re.compile("a").search("aba", 1)),
    (re.compile("a").search("ab"), re.compile("a").search("ab", 0, 1)),
    (re.search("(a)|b", "ab"), re.search("(?:a)|b", "ab")),
    (re.search("(a)?(a)?", "a"), re.search("(a)??(a)?", "a")),
    (re.search("(a)", "a"), re.search("(?P<x>a)", "a")),
    (re.search("a", "a"), None),
    (collections.deque([1]), collections.deque([1], maxlen=1)),
    (pathlib.PurePosixPath("a"), pathlib.PureWindowsPath("a")),
    (ValueError("a"), TypeError("a")),
    (ValueError("a"), ValueError("b")),
    ("\ud83d\ude00", "\U0001f600"),
    ([None] * 40 + ["a"], [""] * 40 + ["a"]),
    ([1] * 40, [1] * 39 + [True]),
    ([1] * 40, [1] * 39 + [2**70]),
    ([(1, 2)] * 40, [(1, 2)] * 39 + [(1, 2.0)]),
    ([(1, 2)] * 40, [(1, 2)] * 39 + [[1, 2]]),
    ([(1, 2)] * 40, [(1, 2)] * 39 + [(1, 2, 3)]),
    ([(1, "a")] * 40, [(1, "a")] * 39 + [(1, "b")]),
    ("x" * 2000, "x" * 1999 + "y"),
    (Slotted(1), Slotted(2)),
    (Point(1.0, 2.0), Point(1.0, 3.0)),
    (array.array("d", [1.0]), array.array("f", [1.0])),
]


@pytest.mark.parametrize(("a", "b"), NEARLY)
def test_nearly_the_same_is_a_difference(text, a, b):
    assert text(a, b) != ""
    assert text(b, a) != ""


def test_chains_longer_than_the_stack_are_walked(text):
    def chain(last: int) -> list[object]:
        inner: list[object] = [last]
        for _ in range(5000):
            inner = [inner]
        return inner

    assert text(chain(1), chain(1)) == ""
    assert text(chain(1), chain(2)).endswith("is 2, was 1")


def test_values_under_the_same_name_in_other_sections_are_compared_too(compare):
    assert compare({"": 1}, {"": 2}, section="value").text == "`Out`: is 2, was 1"
    assert compare({"0": 1}, {"0": 2}, section="calls").text.startswith("`the result of call 1`")
    assert "arguments of call 2" in compare({"1.args": 1}, {"1.args": 2}, section="calls").text


def test_iterators_are_compared_on_a_prefix_and_say_so(compare):
    same = compare({"g": itertools.count()}, {"g": itertools.count()})
    assert same.partial == ("g",)
    assert "first 1000 items" in same.notes[0]


def test_an_iterator_that_fails_differs_from_one_that_ends(text):
    def failing():
        yield 1
        raise KeyError("x")

    assert "fails" in text((x for x in [1]), failing())
    assert text(failing(), failing()) == ""
    assert text(iter([1, 2]), iter([1, 2, 3])) == "`x`: gives 3 items, gave 2"


@pytest.mark.parametrize("make", [threading.Lock, io.TextIOWrapper, weakref.WeakSet])
def test_what_cannot_be_compared_is_never_equal(compare, make):
    value = make(io.BytesIO()) if make is io.TextIOWrapper else make()
    found = compare({"x": value}, {"x": value})
    assert found.kind == "opaque"
    assert "can't be compared" in found.text


def test_sets_of_tuples_match_within_the_tolerance_and_by_structure(text):
    a = {(at, at * 0.1, "x") for at in range(50)}
    b = {(at, at * 0.1 * (1 + 1e-15), "x") for at in range(50)}
    assert text(a, b) == ""
    changed = (b | {(50, 0.0, "x")}) - {(0, 0.0, "x")}
    assert text(a, changed).startswith("`x`: lacks (0, 0.0, 'x') and has ")
    assert text({(1, (2, "a")), (1, (2, "b"))}, {(1, (2, "b")), (1, (2, "a"))}) == ""
    assert text({frozenset({1, 2})}, {frozenset({1, 3})}) != ""
    assert text({("a" * 2000,)}, {("b" * 2000,)}) != ""


def test_dictionaries_with_keys_that_are_tuples(text):
    a = {(at, str(at)): at for at in range(50)}
    assert text(a, dict(a)) == ""
    assert text(a, dict(reversed(a.items()))).startswith("`x`: key order differs at position 0")
    assert text({(1, (2,)): [1]}, {(1, (2,)): [2]}).endswith("is 2, was 1")
    assert text({(1, (2,)): 1}, {(1, (3,)): 1}) == "`x`: key a tuple of 2 is missing"
