"""From rules to candidates."""

from __future__ import annotations

import ast

import pandas as pd
import pytest

from jupyter_perf.core.code import Safety
from jupyter_perf.refinement.concrete import Around, Conflict, Instead, Swap, rewrite
from jupyter_perf.refinement.rules import propose, propose_with_notes
from jupyter_perf.refinement.rules._rule import RULES, Rule
from jupyter_perf.refinement.source import Source

TWO = """\
# counts
text = ""
for w in words:
    if w in stop:  # known
        text += w
"""


def names(count=20):
    return {"words": [f"w{i}" for i in range(count)], "stop": [f"w{i}" for i in range(count)]}


def test_each_rule_alone_and_all_together():
    found = propose(names(), {"source": TWO, "kind": "cell"})
    assert [c["steps"] for c in found] == [
        ["list-to-set", "concatenation-to-join"],
        ["list-to-set"],
        ["concatenation-to-join"],
    ]
    assert all(c["code"].startswith("# counts\n") and "# known" in c["code"] for c in found)
    assert found[0]["expected"] > found[1]["expected"] > found[2]["expected"]


def test_what_was_proposed_can_be_proposed_from_again():
    first = propose(names(), {"source": TWO, "only": ["list-to-set"]})[0]["code"]
    second = propose(names(), {"source": first})
    assert [c["steps"] for c in second] == [["concatenation-to-join"]]
    assert propose(names(), {"source": second[0]["code"]}) == []


def test_only_and_skip():
    assert [c["steps"] for c in propose(names(), {"source": TWO, "skip": ["list-to-set"]})] == [
        ["concatenation-to-join"]
    ]
    assert propose(names(), {"source": TWO, "only": ["no-such-rule"]}) == []


@pytest.mark.parametrize("text", ["", "x = 1\n", "def (", "await f()\n", "x = '\0'"])
def test_sources_with_nothing_to_do(text):
    assert propose({}, {"source": text}) == []


def test_a_rule_that_crashes_is_named_and_takes_no_other_down(monkeypatch):
    def broken(node, facts):
        raise RuntimeError("oh")

    rule = Rule("broken", Safety.SAFE, 2.0, (ast.For,), ("for",), broken, ("cell",))
    monkeypatch.setitem(RULES._things, "broken", rule)
    result = propose_with_notes(names(), {"source": TWO})
    assert len(result["candidates"]) == 3
    assert "rule broken failed: RuntimeError: oh" in result["notes"]


def test_calls_of_a_function_tell_about_its_arguments():
    text = (
        "def f(frame):\n    total = 0.0\n    for _, row in frame.iterrows():\n"
        "        total += row['a']\n    return total\n"
    )
    frame = pd.DataFrame({"a": [1.0, 2.0], "b": ["x", "y"]})
    payload = {"source": text, "kind": "function", "entry": "f", "calls_name": "calls"}
    payload["only"] = ["rows-to-columns"]
    found = propose({"calls": [(frame,)]}, payload)
    assert [c["steps"] for c in found] == [["rows-to-columns"]]
    assert propose({"calls": []}, payload) == []


def test_indentation_by_tabs_and_two_spaces_stays():
    text = "def f(words):\n\ttext = ''\n\tfor w in words:\n\t\ttext += w\n\treturn text\n"
    code = propose({}, {"source": text})[0]["code"]
    assert '\t\ttext_parts.append(w)\n\ttext = "".join(text_parts)\n' in code
    text = text.replace("\t", "  ")
    code = propose({}, {"source": text})[0]["code"]
    assert "\n    text_parts.append(w)\n  text = " in code


def test_imports_go_behind_docstring_and_imports():
    source = Source('"""Doc."""\nfrom __future__ import annotations\n\nx = 1\n')
    code = rewrite(source, [Swap(source.all(ast.Constant)[-1], "2")], ["import numpy as np"])
    assert code == ('"""Doc."""\nfrom __future__ import annotations\nimport numpy as np\n\nx = 2\n')


def test_comments_of_a_replaced_statement_move_above_it():
    source = Source("# top\nfor x in y:  # head\n    # inside\n    f(x)\n# below\ng()\n")
    code = rewrite(source, [Instead(source.tree.body[0], "h(y)")])
    assert code == "# top\n# head\n# inside\nh(y)\n# below\ng()\n"


def test_overlapping_changes_and_shared_lines_are_conflicts():
    source = Source("a = b + c; d = 1\n")
    whole, part = source.all(ast.BinOp)[0], source.all(ast.Name)[1]
    with pytest.raises(Conflict, match="overlap"):
        rewrite(source, [Swap(whole, "x"), Swap(part, "y")])
    with pytest.raises(Conflict, match="share"):
        rewrite(source, [Around(source.tree.body[0], before="z = 1")])


def test_brackets_around_a_swapped_expression_stay():
    source = Source("x = (a + b) * c\n")
    assert rewrite(source, [Swap(source.all(ast.BinOp)[1], "p + q")]) == "x = (p + q) * c\n"
