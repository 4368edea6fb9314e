"""Shapes across calls: what functions of the source are given, and what they return."""

from __future__ import annotations

import ast

import pytest

from jupyter_perf.refinement import shapes
from jupyter_perf.refinement.facts import Facts
from jupyter_perf.refinement.shaping import shapes_of
from jupyter_perf.refinement.source import Source


def kinds(source: str, name: str, **more: object) -> set[str] | None:
    """The kinds of the last use of a name; None where they aren't known."""
    facts = Facts(Source(source), **more)  # type: ignore[arg-type]
    use = [n for n in facts.source.all(ast.Name) if n.id == name][-1]
    found = shapes_of(use, facts)
    return None if found is None else {shape.kind for shape in found}


HELPER = "def half(n):\n    return n // 2\n\ndef top(limit):\n    x = {}\n    return x\n"


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("[half(n) for n in range(limit)][0]", {"int"}),
        ("half(limit)", {"int"}),
        ("half(n=limit)", {"int"}),
        ("half(*[limit])", None),
        ("list(map(half, [limit]))[0]", None),
    ],
)
def test_a_helper_is_given_what_its_calls_give(expression, expected):
    source = HELPER.format(expression)
    assert kinds(source, "x", entry="top", calls=[(5,)]) == expected


def test_a_default_counts_where_a_call_leaves_it_out():
    source = "def f(a, b=1.5):\n    return b\n\nx = [f(1), f(1, 2)]\ny = x[0]\ny\n"
    assert kinds(source, "y") == {"float", "int"}


def test_falling_off_the_end_gives_none():
    source = "def f(a):\n    if a:\n        return 1\n\nx = f(0)\nx\n"
    assert kinds(source, "x") == {"int", "NoneType"}
    ended = "def f(a):\n    while True:\n        return 1\n\nx = f(0)\nx\n"
    assert kinds(ended, "x") == {"int"}


def test_recursion_settles():
    source = (
        "def f(n):\n    if n < 2:\n        return n\n    return f(n - 1) + f(n - 2)\n\n"
        "x = f(9)\nx\n"
    )
    assert kinds(source, "x") == {"int"}


def test_methods_and_their_init():
    source = (
        "class Pot:\n    def __init__(self, size):\n        self.put(size)\n"
        "    def put(self, what):\n        what\n\nPot('s')\n"
    )
    assert kinds(source, "what") == {"str"}


def test_a_function_handed_on_is_given_anything():
    source = "def f(a):\n    a\n\nf(1)\ng = f\n"
    assert kinds(source, "a") is None


def test_decorated_or_redefined_functions_are_not_followed():
    assert kinds("import functools\n@functools.cache\ndef f(a):\n    a\n\nf(1 + 1)\n", "a") is None
    assert kinds("def f(a):\n    a\n\nf(1 + 1)\ndef f(b):\n    b\n", "a") is None


def test_what_is_in_a_returned_list_is_known():
    source = "def f():\n    out = []\n    out.append('a')\n    return out\n\nx = f()\nx\n"
    facts = Facts(Source(source))
    use = [n for n in facts.source.all(ast.Name) if n.id == "x"][-1]
    assert shapes.elements(shapes_of(use, facts)) == shapes.only("str")


def test_attributes_hold_what_the_class_gives_them():
    source = (
        "class Pot:\n    def __init__(self, sizes):\n"
        "        self.sizes = sizes\n        self.n = 0\n"
        "    def put(self, what):\n        self.n += 1.5\n        self.sizes.append(what)\n"
        "        got = self.sizes[0]\n        got, self.n\n\npot = Pot([1, 2])\npot.put('s')\n"
    )
    assert kinds(source, "got") == {"int", "str"}
    facts = Facts(Source(source))
    held = [n for n in facts.source.all(ast.Attribute) if n.attr == "n"][-1]
    found = shapes_of(held, facts)
    assert found is not None
    assert {shape.kind for shape in found} == {"int", "float"}


def test_attributes_of_classes_that_inherit_are_unknown():
    source = (
        "class Pot(dict):\n    def __init__(self):\n        self.n = 0\n"
        "    def put(self):\n        x = self.n\n        x\n"
    )
    assert kinds(source, "x") is None


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("xs = ['a', 'b']\nxs[0], xs[1] = xs[1], xs[0]\nx = xs[0]\nx\n", {"str"}),
        ("xs = ['a', 'b']\nk = 1\nxs[k] = 'c'\nx = xs[0]\nx\n", {"str"}),
        ("xs = ['a', 'b']\nxs[0], n = 1.5, 2\nx = xs[0]\nx\n", {"str", "float"}),
        ("xs = {}\nk = 1\nxs[k] = 'c'\nx = list(xs)[0]\nx\n", {"int"}),
        (
            "xs = {'a': [1], 'b': [2]}\nfor k in xs:\n    best = k\nx = xs[best][0]\nx\n",
            {"int"},
        ),
        (
            "from collections import Counter\nxs = [['a'], ['b']]\nfor row in xs:\n"
            "    Counter(row)\nx = xs[0][0]\nx\n",
            {"str"},
        ),
    ],
)
def test_items_that_are_given(code, expected):
    assert kinds(code, "x") == expected
