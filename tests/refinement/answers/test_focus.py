"""The part of a long source that a model gets to see, and putting back what it makes of it."""

from __future__ import annotations

import ast
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_perf.refinement.answers.focus import Focus, focus, part_named, replaced

FILLER = "".join(f"setting_{number} = {number}\n" for number in range(200))
LONG = f"""\
import math
import os
{FILLER}
scale = 3  # the scale
rows = [1, 2, 3]

def weight(row,
           scale):
    '''How much.'''
    for i in range(3):
        row += i
    return row * scale

{FILLER}
def total_of(rows):
    result = 0
    for row in rows:
        # a comment
        result += weight(row, scale) + math.sqrt(2)
    return result

{FILLER}
total = total_of(rows)
print(total)
"""
LINES = LONG.split("\n")


def line_of(text: str) -> int:
    return next(number for number, line in enumerate(LINES, start=1) if line.startswith(text))


SUM_LINE = line_of("        result += weight")
DEF_LINE = line_of("def total_of")


def count(text: str) -> int:
    return len(text.split())


def test_a_source_that_fits_is_its_own_part() -> None:
    chosen = focus("x = 1\r\ny = 2\r\n", {}, 100)
    assert chosen == Focus((1, 2), "x = 1\ny = 2\n", "", ("x", "y"))


def test_the_slow_function_is_taken_with_what_it_needs() -> None:
    chosen = focus(LONG, {SUM_LINE: 0.9, 5: 0.01}, 150, estimate=count)

    assert chosen.part == (DEF_LINE, DEF_LINE + 5)
    assert chosen.code == "\n".join(LINES[DEF_LINE - 1 : DEF_LINE + 5]).rstrip()
    assert chosen.binds == ("total_of",)
    for needed in (
        "import math\n",
        "scale = 3  # the scale\n",
        "def weight(row,\n           scale):",
    ):
        assert needed in chosen.context
    assert "total = total_of(rows)" in chosen.context
    assert (
        f"# … here is the part to rewrite: lines {DEF_LINE} to {DEF_LINE + 5} …" in chosen.context
    )
    assert "lines left out …" in chosen.context
    assert "setting_17 " not in chosen.context
    assert count(chosen.code) + count(chosen.context) <= 150


def test_only_the_loop_is_taken_where_the_function_is_too_long() -> None:
    body = "".join(f"    a{number} = {number}\n" for number in range(300))
    source = (
        f"def f(rows):\n{body}    for row in rows:\n        work(row, a7)\n{body}    return 1\n"
    )

    chosen = focus(source, {303: 1.0}, 80, estimate=count)

    assert chosen.part == (302, 303)
    assert chosen.code == "for row in rows:\n    work(row, a7)"
    assert "def f(rows):\n" in chosen.context
    assert "    a7 = 7\n" in chosen.context
    assert "    # … here is the part to rewrite: lines 302 to 303 …" in chosen.context


def test_a_run_of_statements_at_one_level() -> None:
    source = f"{FILLER}a = f(1)\nb = f(2)\n{FILLER}"
    chosen = focus(source, {201: 0.5, 202: 0.4, 7: 0.05}, 100, estimate=count)
    assert chosen.part == (201, 202)


def test_without_a_profile_loops_count_most() -> None:
    source = f"{FILLER}for i in x:\n    for j in i:\n        f(j)\n{FILLER}"
    first, last = focus(source, {}, 60, estimate=count).part
    assert first <= 201
    assert last >= 203


def test_where_not_one_statement_fits_the_hottest_is_taken_all_the_same() -> None:
    source = f"{FILLER}slow = [\n{'    1,' * 99}\n]\n{FILLER}"
    chosen = focus(source, {202: 1.0}, 10, estimate=count)
    assert chosen.part == (201, 203)
    assert chosen.context == ""


@pytest.mark.parametrize("most", [0, 1, 7, 40, 200])
def test_the_context_never_takes_more_than_there_is(most: int) -> None:
    chosen = focus(LONG, {SUM_LINE: 1.0}, most, estimate=count)
    assert not chosen.context or count(chosen.code) + count(chosen.context) <= most


CELL = """\
@cache
def f(x):
    # first
    y = x; z = 1
    if x: y = 2
    elif z:
        y = 3

        w = 4
    else:
        y = 5
    return (y,
            z)

class A:
    def g(self):
        return 1


s = '''
  text'''
"""


@pytest.mark.parametrize(
    ("wanted", "part"),
    [
        ((1, 1), (1, 13)),
        ((3, 3), (1, 13)),
        ((4, 4), (4, 4)),
        ((3, 4), (4, 4)),
        ((5, 5), (5, 11)),
        ((6, 6), (5, 11)),
        ((7, 7), (7, 7)),
        ((7, 9), (7, 9)),
        ((8, 8), (5, 11)),
        ((7, 11), (5, 11)),
        ((4, 11), (4, 11)),
        ((13, 13), (12, 13)),
        ((13, 15), (1, 17)),
        ((16, 17), (16, 17)),
        ((14, 14), (15, 17)),
        ((18, 19), (20, 21)),
        ((21, 21), (20, 21)),
        ((0, 99), (1, 21)),
        ((50, 60), (20, 21)),
        ((9, 7), (7, 9)),
    ],
)
def test_a_selection_is_extended_to_whole_statements(
    wanted: tuple[int, int], part: tuple[int, int]
) -> None:
    assert focus(CELL, {}, 10_000, part=wanted).part == part


def test_a_selection_has_all_of_the_rest_around_it_where_that_fits() -> None:
    chosen = focus(CELL, {}, 10_000, part=(7, 9))
    assert chosen.code == "y = 3\n\nw = 4"
    lines = CELL.split("\n")
    marker = "        # … here is the part to rewrite: lines 7 to 9 …"
    assert chosen.context.rstrip("\n").split("\n") == [*lines[:6], marker, *lines[9:-1]]
    assert chosen.binds == ("w", "y")


@pytest.mark.parametrize(
    ("part", "new", "instead"),
    [
        ((7, 9), "y = w = 3", "        y = w = 3"),
        (
            (7, 9),
            "    y = 3\n    if y:\n        w = 4\n",
            "        y = 3\n        if y:\n            w = 4",
        ),
        ((7, 9), "import os\ny = os.sep", "        import os\n        y = os.sep"),
        ((4, 4), "\ny = '''\nas it is'''\n\nz = 1\n", "    y = '''\nas it is'''\n\n    z = 1"),
        ((16, 17), "g = one", "    g = one"),
        ((20, 21), "s = 1", "s = 1"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_rewritten_part_goes_where_it_was(
    part: tuple[int, int], new: str, instead: str, end: str
) -> None:
    source = CELL.replace("\n", end)
    chosen = focus(source, {}, 10_000, part=part)
    assert chosen.part == part

    lines = CELL.split("\n")
    expected = "\n".join([*lines[: part[0] - 1], instead, *lines[part[1] :]])
    assert replaced(source, chosen, new) == expected.replace("\n", end)


@pytest.mark.parametrize(
    ("part", "new", "words"),
    [
        ((7, 9), "y = (", r"doesn't parse: line 1: '\(' was never closed"),
        ((7, 9), "", "no statement"),
        ((7, 9), "# nothing", "no statement"),
        ((7, 9), "    y = 3\nz = 4", "doesn't parse"),
        ((7, 9), "y = 3\n\0", "doesn't parse"),
        ((12, 13), "return y\nelse:\n    z", "doesn't parse"),
    ],
)
def test_what_does_not_fit_is_said(part: tuple[int, int], new: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        replaced(CELL, focus(CELL, {}, 10_000, part=part), new)


def test_what_would_capture_the_clauses_that_follow_is_refused() -> None:
    source = "for x in y:\n    a(x)\nelse:\n    b()\n"
    chosen = focus(source, {}, 1_000, part=(2, 2))
    assert replaced(source, chosen, "if x:\n    a(x)") == source.replace(
        "    a(x)", "    if x:\n        a(x)"
    )
    with pytest.raises(ValueError, match="doesn't parse"):
        replaced(source, chosen, "a(x)\n  else:\n    c()")


def test_a_part_of_another_source_is_refused() -> None:
    chosen = focus(CELL, {}, 10_000, part=(7, 9))
    with pytest.raises(ValueError, match="isn't the one"):
        replaced("x = 1\n", chosen, "y = 1")
    with pytest.raises(ValueError, match="isn't the one"):
        replaced(CELL.replace("y = 3", "y = 4"), chosen, "y = 1")


def test_a_tab_stays_a_tab() -> None:
    source = "if a:\n\tfor x in y:\n\t\tf(x)\n\tz = 1"
    chosen = focus(source, {}, 1_000, part=(2, 3))
    assert chosen.code == "for x in y:\n\tf(x)"
    assert replaced(source, chosen, "g(y)") == "if a:\n\tg(y)\n\tz = 1"
    last = focus(source, {}, 1_000, part=(4, 4))
    assert replaced(source, last, "z = 2\n") == "if a:\n\tfor x in y:\n\t\tf(x)\n\tz = 2"


STATEMENTS = (
    "x = 1\n",
    "y = x; z = 2\n",
    "for i in x:\n    f(i)\n    # note\n\n    g(i)\n",
    "if x: y = 1\nelif y:\n    z = '''\n  é\n'''\nelse:\n    z = 2\n",
    "@d\ndef h(a):\n\tb = (a,\n1)\n\treturn b\n",
    "# a comment\n",
    "\n",
    "try:\n    while x:\n        x -= 1\nexcept E:\n    pass\n",
    "match x:\n    case 1:\n        y = 1\n        z = 3\n",
    "s = f'''{x}\n   {y}'''\n",
)
sources = st.lists(st.sampled_from(STATEMENTS), min_size=1, max_size=6).map("".join)


class Without(ast.NodeTransformer):
    """Takes out the assignment that a test has added."""

    def visit_Assign(self, node: ast.Assign) -> ast.Assign | None:
        return None if ast.unparse(node.targets[0]) == "added" else node


@settings(deadline=None, max_examples=80)
@given(sources, st.integers(1, 30), st.integers(0, 5), st.sampled_from(["\n", "\r\n"]))
def test_a_part_put_back_as_it_is_changes_nothing(
    text: str, line: int, more: int, end: str
) -> None:
    source = ("q = 0\n" + text).replace("\n", end)
    chosen = focus(source, {}, 10_000, part=(line, line + more))

    assert replaced(source, chosen, chosen.code) == source
    # With a line more it isn't known again as the same, and is spliced in.
    again = replaced(source, chosen, f"{chosen.code}\nadded = 1")
    assert again.replace(f"added = 1{end}", "").replace("added = 1", "").split() == source.split()
    tree = ast.parse(again)
    (added,) = [n for n in ast.walk(tree) if isinstance(n, ast.Name) and n.id == "added"]
    assert added.lineno == chosen.part[1] + 1
    assert ast.dump(Without().visit(tree)) == ast.dump(ast.parse(source))


@settings(deadline=None, max_examples=100)
@given(
    st.lists(st.sampled_from(STATEMENTS), min_size=1, max_size=25).map("".join),
    st.dictionaries(st.integers(-1, 90), st.floats(-1, 1)),
    st.integers(0, 80),
)
def test_any_source_and_profile_give_a_part_that_can_be_put_back(
    text: str, shares: dict[int, float], most: int
) -> None:
    source = "q = 0\n" + text
    chosen = focus(source, shares, most, estimate=count)
    assert replaced(source, chosen, chosen.code + "\n#\n") != source
    ast.parse(chosen.code)


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("f", (1, 2)),
        ("A", (6, 10)),
        ("A.run", (9, 10)),
        ("run", (9, 10)),
        ("A.run.inner", (10, 10)),
    ],
)
def test_a_part_has_a_name(name: str, part: tuple[int, int]) -> None:
    source = (
        "@d\ndef f(): pass\nif a:\n    def é(): pass\n\nclass A:\n    def run(self): pass\n"
        "    # again\n    async def run(self):\n        def inner(): pass\n"
    )
    assert part_named(source, name) == part
    assert part_named(source, "é") == (4, 4)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("tot", "'tot': did you mean total?"),
        ("xyz", "'xyz': there are A, A.go, B, B.go, total"),
        ("go", "several things: say which of A.go, B.go"),
        ("", "there are A"),
    ],
)
def test_a_name_that_is_none_comes_with_those_that_are(name: str, words: str) -> None:
    source = (
        "def total(): pass\nclass A:\n    def go(self): pass\nclass B:\n    def go(self): pass\n"
    )
    with pytest.raises(ValueError, match=words.replace("?", r"\?")):
        part_named(source, name)
    with pytest.raises(ValueError, match="nor any other"):
        part_named("x = 1\n", "x")


@pytest.mark.parametrize(
    "source", ["", "# nothing\n", "def f(:\n", "x = '\0'\n", "x = 1\n" * 100_000]
)
def test_what_is_no_source_is_refused(source: str) -> None:
    with pytest.raises(ValueError, match="the code"):
        focus(source, {}, 10)
    with pytest.raises(ValueError, match="the code"):
        replaced(source, replace(focus("y = 1\n", {}, 10)), "y = 2")


def test_five_thousand_lines_take_a_moment() -> None:
    function = "def f{}(x):\n    y = g(x)\n    for i in y:\n        x += i\n    return x\n"
    source = "".join(function.format(number) for number in range(1_000))
    chosen = focus(source, {2_504: 0.8, 2_503: 0.1}, 200)
    assert chosen.part == (2_501, 2_505)
    assert replaced(source, chosen, "def f500(x):\n    return sum(x)").count("\n") == 5_000 - 3
