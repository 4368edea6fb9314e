"""Cells that are cut in two: a quick opening, which runs before rules are asked, and the rest."""

from __future__ import annotations

import ast

import pandas as pd
import pytest

from jupyter_perf.refinement.facts import Facts
from jupyter_perf.refinement.openings import opening_of
from jupyter_perf.refinement.profile import Profile, Stack
from jupyter_perf.refinement.rules import compose
from jupyter_perf.refinement.source import Source

SORTED = """\
d = df.groupby('day', as_index=False)['price'].max()
change = []
for i in range(len(d)):
    change.append(d['price'][i] * 2.0)
"""


def _profile(*spent):
    """(line, seconds) each."""
    return Profile(tuple(Stack(line, frozenset({line}), seconds) for line, seconds in spent))


def _frame():
    return pd.DataFrame({"day": [3, 1, 2] * 20, "price": [1.5, 2.5, 0.5] * 20})


def _made(source, opening, frame, **choice):
    choices = [{"only": None, "without": [], **choice}]
    payload = {"source": source, "opening": opening, "choices": choices}
    return compose({"df": frame, "pd": pd}, payload)["candidates"][0]


def test_the_opening_ends_before_the_slow_statement():
    slow = _profile((1, 0.01), (4, 0.9))
    assert opening_of(SORTED, slow, 0.9) == 1  # the list belongs to the loop that fills it


@pytest.mark.parametrize(
    ("source", "profile", "seconds"),
    [
        (SORTED, _profile((1, 0.5), (4, 0.6)), 10.0),
        (SORTED, _profile((1, 0.9), (4, 0.1)), 1.0),
        (SORTED, Profile(), 1.0),
        ("import math\nfor x in xs:\n    y = math.sqrt(x)\n", _profile((3, 1.0)), 1.0),
        ("n = 3\nfor x in xs:\n    y = x * n\n", _profile((3, 1.0)), 1.0),
        ("for x in xs:\n    y = x\n", _profile((2, 1.0)), 1.0),
        ("d = other()\nfor x in xs:\n    y = x\n", _profile((3, 1.0)), 1.0),
        ("d = (\n", _profile((1, 1.0)), 1.0),
    ],
    ids=[
        "takes long",
        "is the slow one",
        "nothing is known",
        "imports only",
        "a constant",
        "alone",
        "isn't used",
        "isn't Python",
    ],
)
def test_no_opening(source, profile, seconds):
    assert opening_of(source, profile, seconds) == 0


def test_rules_know_what_the_opening_makes():
    assert (
        _made(SORTED, 0, _frame()) is None or "to_numpy" not in _made(SORTED, 0, _frame())["code"]
    )
    found = _made(SORTED, 1, _frame())
    space, plain = {"df": _frame(), "pd": pd}, {"df": _frame(), "pd": pd}
    exec(found["code"], space)
    exec(SORTED, plain)
    assert space["change"] == plain["change"]
    assert found["code"].startswith(SORTED.splitlines()[0])
    lines = {line for part in found["parts"] for line in part["lines"]}
    assert lines <= {2, 3, 4}
    assert lines


def test_parts_are_named_by_lines_of_the_whole():
    found = _made(SORTED, 1, _frame())
    keys = [[part["rule"], part["line"]] for part in found["parts"]]
    assert _made(SORTED, 1, _frame(), only=keys)["code"] == found["code"]
    assert _made(SORTED, 1, _frame(), only=[]) is None
    left_out = _made(SORTED, 1, _frame(), without=keys)
    assert left_out is None or left_out["code"] != found["code"]


CALLED = """\
def doubled(d):
    change = []
    for i in range(len(d)):
        change.append(d['price'][i] * 2.0)
    return change

d = df.groupby('day', as_index=False)['price'].max()
change = doubled(d)
"""


def test_a_function_below_is_what_takes_the_time_of_its_call():
    slow = _profile((4, 0.9))
    nested = Profile((Stack(4, frozenset({4, 8}), 0.9),))
    assert opening_of(CALLED, slow, 0.9) == 0
    assert opening_of(CALLED, nested, 0.9) == 2


def test_functions_above_are_rewritten_by_what_they_are_called_with():
    found = _made(CALLED, 2, _frame())
    assert "to_numpy" in found["code"]
    space, plain = {"df": _frame(), "pd": pd}, {"df": _frame(), "pd": pd}
    exec(found["code"], space)
    exec(CALLED, plain)
    assert space["change"] == plain["change"]


def test_what_was_seen_holds_for_the_same_statement_only():
    frame = _frame()
    seen = {"d": ("d = df.sort_values('day')", frame)}
    for code, known in [
        ("d = df.sort_values('day')\nd\n", [frame]),
        ("d = df.sort_values('price')\nd\n", []),
        ("d\nd = df.sort_values('day')\n", []),
        ("d = df.sort_values('day')\nd\nd = 3\n", []),
        ("d = df.sort_values('day')\ndef f(d):\n    return d\n", []),
    ]:
        facts = Facts(Source(code), made=seen)
        (name,) = (
            node
            for node in ast.walk(facts.source.tree)
            if isinstance(node, ast.Name) and node.id == "d" and isinstance(node.ctx, ast.Load)
        )
        assert facts.samples(name) == known


def test_an_opening_that_fails_is_left_out():
    source = (
        "d = df['nothing'].max()\ntotal = 0.0\nfor p in df['price'].tolist():\n    total += p\n"
    )
    whole = _made(source, 0, _frame())
    begun = _made(source, 1, _frame())
    assert (whole and whole["code"]) == (begun and begun["code"])


def test_a_statement_on_the_openings_last_line_stays_with_it():
    source = "d = df.copy(); change = [d['price'][i] * 2.0 for i in range(len(d))]\n"
    whole = _made(source, 0, _frame())
    begun = _made(source, 1, _frame())
    assert (whole and whole["code"]) == (begun and begun["code"])


def test_a_form_feed_in_a_text_ends_no_line():
    source = SORTED.replace("d = df", "mark = 'a\x0cb'\nd = df")
    found = _made(source, 2, _frame())
    assert found["code"].startswith("mark = 'a\x0cb'\nd = df.groupby")
    assert "to_numpy" in found["code"]
    space, plain = {"df": _frame(), "pd": pd}, {"df": _frame(), "pd": pd}
    exec(found["code"], space)
    exec(source, plain)
    assert space["change"] == plain["change"]
    assert min(line for part in found["parts"] for line in part["lines"]) >= 3


COUNTED = """\
def tidy(text):
    return text.strip(".,").lower()

found = [tidy(text) for text in df["word"]]
counts = []
for word in sorted(set(found)):
    n = found.count(word)
    where = [i for i in range(len(df)) if tidy(df["word"].iloc[i]) == word]
    counts.append((word, n, len(where)))
"""


def test_imports_go_above_the_whole_and_functions_of_the_opening_stay_as_they_are():
    frame = pd.DataFrame({"word": ["One", "two,", "one", "Two", "three."] * 20})
    found = _made(COUNTED, 2, frame)
    head = found["code"].partition("def tidy")[0]
    assert "import" in head
    assert found["code"].count("def tidy") == 1
    assert "import" not in found["code"][len(head) :]
    space, plain = {"df": frame, "pd": pd}, {"df": frame, "pd": pd}
    exec(found["code"], space)
    exec(COUNTED, plain)
    assert space["counts"] == plain["counts"]


AVERAGED = """\
def mean(xs):
    s = 0
    for x in xs:
        s += x
    return s / len(xs)

size = len(heights)
acf = []
for lag in range(20):
    m = mean(heights)
    total = 0
    for t in range(size):
        if t + lag < size:
            total += (heights[t] - m) * (heights[t + lag] - m)
    acf.append(total)
"""


def test_functions_of_the_opening_are_read_where_the_rest_calls_them():
    heights = [float(i % 7) - 0.3 * (i % 5) for i in range(80)]
    payload = {"source": AVERAGED, "opening": 2, "choices": [{"only": None, "without": []}]}
    (found,) = compose({"heights": heights}, payload)["candidates"]
    assert "vectorise-loop" in [part["rule"] for part in found["parts"]]
    lines = {line for part in found["parts"] for line in part["lines"]}
    assert lines <= set(range(8, 16))
    space, plain = {"heights": heights}, {"heights": heights}
    exec(found["code"], space)
    exec(AVERAGED, plain)
    assert space["acf"] == pytest.approx(plain["acf"], rel=1e-12)
