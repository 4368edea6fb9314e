"""Parts of rewrites: any choice of them can be made, and each has its place in the user's text."""

from __future__ import annotations

import ast

from jupyter_perf.refinement.rules import compose
from jupyter_perf.refinement.rules._parts import Origin

SOURCE = """\
text = ""
for w in words:
    if w in stop:
        text += w

label = ""
for w in stop:
    label += w
"""
JOIN, SET = "concatenation-to-join", "list-to-set"


def made(*choices, source=SOURCE, **more):
    words = [f"w{i}" for i in range(20)]
    payload = {
        "source": source,
        "only": [JOIN, SET],
        "choices": [{"only": only, "without": without} for only, without in choices],
    }
    return compose({"words": words, "stop": words}, payload | more)


def keys(candidate):
    return [(part["rule"], part["line"]) for part in candidate["parts"]]


def test_all_parts_have_their_rule_and_place():
    (everything,) = made((None, []))["candidates"]
    assert sorted(keys(everything)) == [(JOIN, 2), (JOIN, 7), (SET, 3)]
    lines = {(p["rule"], p["line"]): p["lines"] for p in everything["parts"]}
    assert lines[JOIN, 7] == [7, 8]
    assert set(lines[SET, 3]) >= {2, 3, 4}


def test_any_subset_can_be_made_and_many_in_one_go():
    found = made(([(JOIN, 7)], []), (None, [(JOIN, 7)]), (None, [(JOIN, 2), (JOIN, 7), (SET, 3)]))[
        "candidates"
    ]
    assert keys(found[0]) == [(JOIN, 7)]
    assert found[0]["code"].startswith(SOURCE.partition("label")[0])
    assert sorted(keys(found[1])) == [(JOIN, 2), (SET, 3)]
    assert found[1]["code"].endswith("    label += w\n")
    assert found[2] is None
    for candidate in found[:2]:
        ast.parse(candidate["code"])


def test_a_part_keeps_its_place_whatever_was_rewritten_above_it():
    alone, after = made(([(JOIN, 7)], []), ([(SET, 3), (JOIN, 2), (JOIN, 7)], []))["candidates"]
    assert (JOIN, 7) in keys(alone)
    assert (JOIN, 7) in keys(after)
    assert len(after["code"].splitlines()) > len(SOURCE.splitlines())


def test_what_no_python_can_read_has_no_parts():
    assert made((None, []), source="def (")["candidates"] == [None]


def test_lines_of_what_a_text_has_become_have_an_origin():
    origin = Origin("a\nb\nc\nd\n", "new\na\nx\ny\nz\nd\n")
    assert [origin.first(line) for line in range(1, 7)] == [1, 1, 2, 2, 2, 4]
    assert origin.all(3, 6) == {2, 3, 4}
    assert Origin("a\n", "a\nb\n").first(2) == 1
    assert Origin("", "x\n").first(1) == 1


def test_what_is_left_out_stays_out_when_its_lines_are_rewritten_as_a_block():
    source = "out = []\nfor w in words:\n    if w in stop:\n        out.append(w)\n"
    rules = {"only": [SET, "append-to-comprehension"]}
    both, without = made((None, []), (None, [(SET, 3)]), source=source, **rules)["candidates"]
    assert SET in {rule for rule, _ in keys(both)}
    assert {rule for rule, _ in keys(without)} == {"append-to-comprehension"}
