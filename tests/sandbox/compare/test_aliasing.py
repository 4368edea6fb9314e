"""Being the same object shows once one of them is written to."""

from __future__ import annotations

import numpy as np
import pytest

from jupyter_perf.sandbox.compare import same
from jupyter_perf.sandbox.encode import encode

MUTABLE = [list, dict, set, bytearray, lambda: np.ones(3), lambda: Node(), lambda: [[]]]


class Node:
    def __init__(self) -> None:
        self.next: object = None


@pytest.mark.parametrize("make", MUTABLE)
def test_one_object_under_two_names(compare, make):
    one = make()

    copied = compare({"a": one, "b": one}, {"a": one, "b": make()})
    joined = compare({"a": one, "b": make()}, {"a": one, "b": one})

    assert copied.text == "`b`: is a copy of `a`; it was the same object"
    assert joined.text == "`b`: is the same object as `a`; it was a copy"
    assert {copied.kind, joined.kind} == {"aliasing"}
    assert not hasattr(compare({"a": one, "b": one}, {"a": one, "b": one}), "text")


@pytest.mark.parametrize(
    "value", [(1, 2), "a" * 5000, 10**30, frozenset({1}), range(3), b"b" * 5000]
)
def test_what_cannot_change_is_never_aliased(compare, value):
    other = eval(repr(value))
    assert not hasattr(compare({"a": value, "b": value}, {"a": value, "b": other}), "text")


def test_inside_containers_and_across_sections():
    row: list[int] = []
    assert same(encode({"names": {"x": [row, row]}}), encode({"names": {"x": [[], []]}})).text == (
        "`x[1]`: is a copy of `x[0]`; it was the same object"
    )
    before = encode({"names": {"out": row}, "inputs": {"given": row}})
    after = encode({"names": {"out": []}, "inputs": {"given": []}})
    assert same(before, after).text == "`given`: is a copy of `out`; it was the same object"


def test_cycles(text):
    def ring(size: int) -> Node:
        nodes = [Node() for _ in range(size)]
        for at, node in enumerate(nodes):
            node.next = nodes[(at + 1) % size]
        return nodes[0]

    assert text(ring(3), ring(3)) == ""
    assert "the same object" in text(ring(3), ring(4))
    loop: list[object] = []
    loop.append(loop)
    assert text(loop, loop) == ""
    assert "copy" in text(loop, [loop])


def test_views_and_copies_of_arrays(compare):
    x = np.arange(10)
    viewed = {"x": x, "y": x[2:5]}

    assert not hasattr(compare(viewed, {"x": x, "y": x[2:5]}), "text")
    assert compare(viewed, {"x": x, "y": x[2:5].copy()}).text == (
        "`y`: is a copy of part of `x`; it was a view"
    )
    assert compare({"x": x, "y": x[2:5].copy()}, viewed).text == (
        "`y`: shares memory with `x`; it was a copy"
    )


def test_another_part_of_the_same_array(compare):
    x = np.zeros(10)
    found = compare({"x": x, "y": x[:2]}, {"x": x, "y": x[4:6]})
    assert found.text == "`y`: is another part of `x` than it was"


def test_parts_that_do_not_overlap_are_apart(compare):
    x = np.arange(10)
    for a, b in [(x[:5], x[5:]), (x[::2], x[1::2])]:
        assert not hasattr(compare({"a": a, "b": b}, {"a": a.copy(), "b": b.copy()}), "text")
