"""Cutting long sources where the least syntax breaks."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_perf.refinement.answers.segments import nodes_broken, segments

LINES = (
    "x = 1\n",
    "for i in y:\n",
    "    z = f(\n        i, 2)\n",
    "    if i:\n        pass\n",
    "s = '''\na\n\nb'''\n",
    "# a comment\n",
    "\n",
    "@d\ndef g():\n    return (1,\n        2)\n",
    "é = f'{x}'\n",
)
sources = st.lists(st.sampled_from(LINES), max_size=8).map("".join)


@settings(deadline=None, max_examples=60)
@given(sources, st.integers(1, 60))
def test_they_cover_the_source_and_keep_the_limit(source: str, most: int) -> None:
    found = segments(source, most)

    assert "".join(segment.text for segment in found) == source
    line = 1
    for segment in found:
        assert segment.first == line
        line = segment.last + 1
        assert len(segment.text) <= most or segment.first == segment.last


def best_by_brute_force(source: str, most: int) -> tuple[int, int, int]:
    """Nodes cut, segments, sum of squares of sizes: the least of all ways to cut."""
    lines = source.splitlines(keepends=True)
    broken = nodes_broken(source, len(lines))
    results = []
    for count in range(len(lines)):
        for inner in itertools.combinations(range(1, len(lines)), count):
            ends = [0, *inner, len(lines)]
            parts = [lines[a:b] for a, b in itertools.pairwise(ends)]
            sizes = [sum(map(len, part)) for part in parts]
            if all(s <= most or len(p) == 1 for s, p in zip(sizes, parts, strict=True)):
                cut = sum(broken[at] for at in inner)
                results.append((cut, len(parts), sum(size**2 for size in sizes)))
    return min(results)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=3).map("".join), st.integers(1, 60))
def test_no_other_way_to_cut_is_better(source: str, most: int) -> None:
    found = segments(source, most)
    broken = nodes_broken(source, len(source.splitlines()))

    cut = sum(broken[segment.first - 1] for segment in found[1:])
    squares = sum(len(segment.text) ** 2 for segment in found)
    assert (cut, len(found), squares) == best_by_brute_force(source, most)


@pytest.mark.parametrize(
    ("source", "broken"),
    [
        ("x = 1\ny = 2\n", [0, 0]),
        ("x = (1,\n2)\n", [0, 2]),  # the assignment and the tuple
        ("@d\ndef f():\n    pass\n", [0, 1, 1]),
        ("x = '''\n\n'''\n", [0, 2, 2]),
        ("def f(:\n  x\n", [0, 0]),
    ],
)
def test_what_a_boundary_cuts(source: str, broken: list[int]) -> None:
    assert nodes_broken(source, len(broken)) == broken


def test_functions_stay_whole_where_they_fit() -> None:
    function = "def f{}(x):\n    y = x + 1\n    return y\n"
    source = "".join(function.format(number) for number in range(20))

    for segment in segments(source, most=3 * len(function)):
        assert segment.text.startswith("def ")
        assert segment.text.endswith("return y\n")


def test_segments_are_as_even_as_they_can_be() -> None:
    assert [s.last for s in segments("x = 1\n" * 10, most=8 * 6)] == [5, 10]


def test_a_source_that_fits_is_one_segment_and_an_empty_one_none() -> None:
    assert [s.text for s in segments("x = 1\n", most=100)] == ["x = 1\n"]
    assert segments("", most=1) == []


def test_a_line_that_is_too_long_stands_alone() -> None:
    long = "x = 'é" + "é" * 100 + "'\n"
    assert [s.text for s in segments(f"a\n{long}b\n", most=10)] == ["a\n", long, "b\n"]


def test_line_ends_and_other_costs() -> None:
    source = "x = 1\r\ny = '\u2028'\r\n\fz = 3\r\n"

    found = segments(source, most=1, cost=lambda line: 1)

    assert [s.text for s in found] == ["x = 1\r\n", "y = '\u2028'\r\n", "\fz = 3\r\n"]


def test_a_limit_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        segments("x\n", most=0)


def test_five_thousand_lines() -> None:
    source = "for i in range(3):\n    y = f(i)\n    z = [\n        y,\n    ]\n" * 1000
    for most in (200, 5_000, 50_000):
        found = segments(source, most)
        assert all(segment.text.startswith("for") for segment in found)
