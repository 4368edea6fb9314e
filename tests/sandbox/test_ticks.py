"""Ticks: put where they tell lines apart, and nowhere that they could be noticed."""

from __future__ import annotations

import ast

import pytest

from jupyter_perf.sandbox.runners.ticks import add_ticks

TICK = "().__len__()"


def ticked(source: str) -> str:
    tree = ast.parse(source)
    add_ticks(tree)
    return ast.unparse(tree)


def ticks(source: str) -> list[int]:
    tree = ast.parse(source)
    add_ticks(tree)
    compile(tree, "<cell>", "exec")
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and ast.unparse(node) == TICK
    ]


def test_each_statement_is_followed_by_one_at_its_line() -> None:
    assert ticks("a = 1\nb = a @ a\n\nc = (\n  b + 1\n)\n") == [1, 2, 4]


def test_what_a_test_or_the_next_element_took_is_told_apart_from_the_body() -> None:
    text = ticked("for x in xs:\n    if x in ys:\n        n += 1\n")
    assert text == (
        f"for x in xs:\n    {TICK}\n    if x in ys:\n        {TICK}\n        n += 1\n"
        f"        {TICK}\n    else:\n        {TICK}"
    )
    assert sorted(ticks("while f(x):\n    x = g(x)\n")) == [1, 2]


@pytest.mark.parametrize(
    "source",
    [
        '"""Text."""\nfrom __future__ import annotations\nimport os\n',
        "@njit\ndef f(x):\n    y = x\n    return y\n",
        "class A:\n    x = 1\n    def f(self):\n        return 1\n",
        "def f():\n    global x\n",
    ],
)
def test_there_is_none_where_it_would_be_noticed(source: str) -> None:
    assert ticks(source) == []


@pytest.mark.parametrize(
    "source",
    [
        "if a:\n    b = 1\nelif c:\n    d = 2\nelse:\n    e = 3\n",
        "match a:\n    case 1:\n        b = 1\n    case _:\n        b = 2\n",
        "try:\n    a = 1\nexcept* E:\n    b = 2\n",
        "try:\n    a = 1\nexcept E:\n    b = 2\nelse:\n    c = 3\nfinally:\n    d = 4\n",
        "with a as b:\n    c = b\n",
        "async def f():\n    async for x in y:\n        await x\n",
        "class A:\n    def f(self):\n        x = 1\n",
        "def f():\n    'text'\n    yield 1\n",
    ],
)
def test_bodies_of_every_kind_get_them(source: str) -> None:
    expected = source.count("=") - source.count("==") + source.count("await") + source.count("yi")
    assert len(ticks(source)) >= max(1, expected)
    plain, text = (
        s.replace("elif", "if") for s in (ast.unparse(ast.parse(source)), ticked(source))
    )
    kept = {line.strip() for line in text.splitlines()}
    assert [line for line in plain.splitlines() if line.strip() not in kept] == []
