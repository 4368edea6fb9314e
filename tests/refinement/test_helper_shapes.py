"""What is known of values that helpers from elsewhere, files and a few built-ins give."""

from __future__ import annotations

import ast
import calendar
import textwrap

import pytest

from jupyter_perf.refinement.facts import Facts
from jupyter_perf.refinement.shapes import only
from jupyter_perf.refinement.shaping import elements_of, shapes_of
from jupyter_perf.refinement.source import Source

SPACE = {"leapdays": calendar.leapdays, "dedent": textwrap.dedent, "years": [1900, 2000]}


def _value(code, space=SPACE):
    facts = Facts(Source(code), space)
    return shapes_of(facts.source.tree.body[-1].value, facts)


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("leapdays(1900, 2000)", only("int")),
        ("from functools import cache\nfast = cache(leapdays)\nfast(1900, 2000)", only("int")),
        ("leapdays(years, 2000)", None),
        ("leapdays(unknown, 2000)", None),
        ("leapdays(y1=1900, y2=2000)", None),
        ("format(3, '03b')", only("str")),
        ("oct(8)", only("str")),
        ("divmod('a', 2)", None),
    ],
)
def test_what_a_call_gives(code, found):
    assert _value(code) == found


def test_a_name_that_the_source_binds_is_no_helper():
    code = "def leapdays(a, b):\n    return 'x'\nleapdays(1900, 2000)"
    assert _value(code) == only("str")


def test_both_parts_of_divmod_are_whole():
    (pair,) = _value("divmod(7, 2)")
    assert dict(pair.parts) == {0: only("int"), 1: only("int")}


def test_lines_are_texts_whatever_the_files_name_was_before():
    code = "with open('a.txt') as f:\n    lines = f.readlines()\nlines"
    facts = Facts(Source(code), {"f": 3})
    name = facts.source.tree.body[-1].value
    assert isinstance(name, ast.Name)
    assert elements_of(name, facts) == only("str")


def test_a_list_keeps_its_elements_when_one_of_them_is_removed():
    code = "left = list(rows)\nfor row in left:\n    pass\nleft.remove(row)\nleft"
    facts = Facts(Source(code), {"rows": [{"a": 1}]})
    (held,) = elements_of(facts.source.tree.body[-1].value, facts)
    assert held.kind == "dict"
