"""Cutting answers back to whole syntax."""

from __future__ import annotations

import ast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_perf.refinement.answers.trim import complete_prefix, trimmed

LOOP = "total = 0\nfor row in rows:\n    "
AFTER = "\nprint(total)\n"


@pytest.mark.parametrize(
    ("prefix", "completion", "suffix", "kept"),
    [
        (LOOP, "total += row", AFTER, "total += row"),
        (LOOP, "total += row\n    x = (1,", AFTER, "total += row\n"),
        (LOOP, "total += row\nprint('done')", AFTER, "total += row\n"),
        (LOOP, "total += row\nprint('done')\n# and more (", AFTER, "total += row\n"),
        (LOOP, "if row:\n        total += 1\n    elif", AFTER, "if row:\n        total += 1\n"),
        (LOOP, "x = '''\nnot\nindented'''", AFTER, "x = '''\nnot\nindented'''"),
        (LOOP, "(", AFTER, None),
        (LOOP, "", AFTER, None),
        (LOOP, "\n\n", AFTER, None),
        ("for x in y:\n", "    a(x)\n    b(x)\nc(", "z = 1\n", "    a(x)\n    b(x)\n"),
        ("for x in y:\n", "    a(x)", "z = 1\n", "    a(x)\n"),
        ("for x in y:\r\n", "    a(x)", "z = 1\r\n", "    a(x)\r\n"),
        ("", "x = 1\ny = (", "", "x = 1\n"),
        ("def f(:\n", "    x", "\n", None),
        ("s = '''", "x", "'''\n", None),
        ("if a:\n    ", "x = 1\nelse:\n    y = 2", "\nelse:\n    z = 3\n", "x = 1\n"),
        ("if a:\n    ", "x = 1\nelif b:\n    y", "\nz\n", "x = 1\n"),
        ("try:\n    ", "x()\nexcept E:\n    y", "\nexcept F:\n    z\n", "x()\n"),
        (
            "class A:\n    def f(self):\n        ",
            "return 1\n\n    def g(self):\n",
            "\n",
            "return 1\n\n",
        ),
        ("for é in y:\n    ", "π = 'ü'\n    (", "\nz\n", "π = 'ü'\n"),
    ],
)
def test_a_block_is_trimmed_to_what_stays_inside(
    prefix: str, completion: str, suffix: str, kept: str | None
) -> None:
    assert trimmed(prefix, completion, suffix) == kept


def naive(prefix: str, completion: str, suffix: str) -> str | None:
    """The paper's loop as it stands there, one line at a time; the block is at column 4."""
    lines = completion.splitlines(keepends=True)
    while "".join(lines).strip():
        part = "".join(lines)
        try:
            whole = ast.parse(prefix + part + suffix)
        except SyntaxError:
            lines.pop()
            continue
        head, loop, *rest = whole.body
        bare = ast.parse(prefix + "pass" + suffix)
        if len(rest) == 1 and ast.dump(rest[0]) == ast.dump(bare.body[2]):
            assert isinstance(loop, ast.For)
            if not loop.orelse:
                return part
        del head
        lines.pop()
    return None


PIECES = (
    "a = 1\n",
    "    b = f(\n",
    "    c)\n",
    "    if a:\n",
    "        d\n",
    "e\n",
    "    '''\n",
    "\n",
    ")",
)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_jumping_finds_what_going_line_by_line_finds(completion: str) -> None:
    assert trimmed(LOOP, completion, AFTER) == naive(LOOP, completion, AFTER)


@pytest.mark.parametrize(
    ("code", "kept"),
    [
        ("x = 1\ny = 2\n", "x = 1\ny = 2\n"),
        ("x = 1\ny = f(x", "x = 1\n"),
        ("x = 1\ny = f(x)", "x = 1\n"),  # `+ g(x)` may have been to come
        ("x = 1\ny = f(\n    x,\n    z", "x = 1\n"),
        ("for i in x:\n    a(i)\n    b(i", "for i in x:\n    a(i)\n"),
        ("x = 1\ndef f():\n", "x = 1\n"),
        ("x = 1\n@cache\n", "x = 1\n"),
        ("x = 1\ns = '''abc\n\ndef", "x = 1\n"),
        ("x = 1\ntry:\n    a\n    b\n", "x = 1\n"),
        ("def f():\n    a\n    try:\n        b\n        c\n", "def f():\n    a\n"),
        ("x = 1\r\ny = 'é\u2028'\r\nz = (\r\n", "x = 1\r\ny = 'é\u2028'\r\n"),
        ("def f(", None),
        ("# nothing\n", None),
        ("", None),
        ("x = '\0'\n", None),
    ],
)
def test_a_cell_that_was_cut_off_keeps_its_whole_statements(code: str, kept: str | None) -> None:
    assert complete_prefix(code) == kept


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 400))
def test_wherever_a_cell_is_cut_off_the_rest_parses(length: int) -> None:
    cell = (
        "import a\n\n\n@a.b\ndef f(x):\n    '''Does\n    this.'''\n    try:\n        y = [\n"
        "            x,\n        ]\n    except E:\n        raise\n    return y\n\n\nif f(1):\n"
        "    print(1)\nelse:\n    s = f'{x!r:>{3}}'\n    while s:\n        s = s[1:]\n" * 2
    )
    kept = complete_prefix(cell[:length])
    if kept is not None:
        ast.parse(kept)
        assert cell[:length].startswith(kept)


def test_many_lines_in_an_open_try() -> None:
    assert complete_prefix("b = 1\ntry:\n" + "    a\n" * 20_000) == "b = 1\n"
