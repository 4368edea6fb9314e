"""Edits as models give them, applied to the code that they are for."""

from __future__ import annotations

import json

import pytest

from jupyter_perf.refinement.answers.edits import EDITS_SCHEMA, apply_edits

SOURCE = """\
import math

def total(rows):
    result = 0  # a sum
    for row in rows:
        result += math.sqrt(row)
    return result


def other(rows):
    result = 0
    for row in rows:
        result += row
    return result
"""
CHANGED = SOURCE.replace(
    "    for row in rows:\n        result += math.sqrt(row)\n", "    result = sum(map(f, rows))\n"
)
FIND = "    for row in rows:\n        result += math.sqrt(row)"
REPLACE = "    result = sum(map(f, rows))"
F = "```"


def as_json(*edits: tuple[str, str]) -> str:
    return json.dumps({"edits": [{"find": find, "replace": new} for find, new in edits]})


def as_conflict(find: str, replace: str) -> str:
    return f"<<<<<<< SEARCH\n{find}\n=======\n{replace}\n>>>>>>> REPLACE\n"


DIFF = """\
@@ -4,4 +4,3 @@ def total(rows):
     result = 0  # a sum
-    for row in rows:
-        result += math.sqrt(row)
+    result = sum(map(f, rows))
     return result
"""
SAME = {
    "JSON": as_json((FIND, REPLACE)),
    "JSON in a fence, with prose": f"Sure:\n{F}json\n{as_json((FIND, REPLACE))}\n{F}\nBye",
    "JSON after thinking": f"<think>{{}}</think>{as_json((FIND, REPLACE))}",
    "JSON with line ends at the ends": as_json((f"\n{FIND}\n", f"{REPLACE}\n")),
    "JSON with CRLF": as_json((FIND.replace("\n", "\r\n"), REPLACE)),
    "trailing blanks": as_json((FIND.replace("\n", "  \n"), REPLACE)),
    "without the common indentation": as_json(
        ("for row in rows:\n    result += math.sqrt(row)", "result = sum(map(f, rows))")
    ),
    "indented too far": as_json(
        (f"    {FIND}".replace("\n", "\n    "), "        result = sum(map(f, rows))")
    ),
    "with tabs": as_json(
        ("\tfor row in rows:\n\t\tresult += math.sqrt(row)", "\tresult = sum(map(f, rows))")
    ),
    "conflict": as_conflict(FIND, REPLACE),
    "conflict in a fence": f"Here:\n\n{F}python\n{as_conflict(FIND, REPLACE)}{F}",
    "conflict, other words": as_conflict(FIND, REPLACE)
    .replace("SEARCH", "ORIGINAL")
    .replace("REPLACE", "UPDATED"),
    "diff": f"{F}diff\n--- a/cell.py\n+++ b/cell.py\n{DIFF}{F}",
    "diff without headers": f"{F}diff\n{DIFF[DIFF.index(chr(10)) + 1 :]}{F}",
    "diff without a fence": f"diff --git a/c b/c\nindex 1..2\n--- a/c\n+++ b/c\n{DIFF}",
    "diff with wrong numbers": f"{F}diff\n{DIFF.replace('-4,4 +4,3', '-90,1 +1,1')}{F}",
    "diff with CRLF": f"{F}diff\n{DIFF}{F}".replace("\n", "\r\n"),
    "diff that ends without a line end": f"{F}diff\n{DIFF}\\ No newline at end of file\n{F}",
}


@pytest.mark.parametrize("answer", SAME.values(), ids=SAME)
def test_each_form_does_the_same(answer: str) -> None:
    assert apply_edits(SOURCE, answer) == CHANGED


@pytest.mark.parametrize(
    ("source", "answer", "result"),
    [
        ("x = 1\ny = 2\n", as_json(("x = 1", "x = 3"), ("y = 2", "y = 4")), "x = 3\ny = 4\n"),
        ("x = 1\ny = 2\n", as_json(("y = 2", "y = 4"), ("x = 1", "x = 3")), "x = 3\ny = 4\n"),
        ("x = 1\ny = 2\n", as_json(("x = 1", "")), "y = 2\n"),
        ("x = 1\ny = 2", as_json(("y = 2", "")), "x = 1\n"),
        ("xx = 1\nx = 1\n", as_json(("x = 1", "x = 2")), "xx = 1\nx = 2\n"),
        ("a = x + xx\n", as_json(("x", "y")), "a = y + xx\n"),
        ("a = f(1)\n", as_json(("f(1)", "g(1)")), "a = g(1)\n"),
        (
            "é = 'ü'\r\nz = 1\r\n",
            as_json(("z = 1", "z = 2\nw = 3")),
            "é = 'ü'\r\nz = 2\r\nw = 3\r\n",
        ),
        ("a = 1\r\nb = 2\nc = 3\r\n", as_json(("c = 3", "c = 4")), "a = 1\r\nb = 2\nc = 4\r\n"),
        ("a = 1\r\nb = 2\r\n", as_json(("a = 1\nb = 2", "c = 3")), "c = 3\r\n"),
        ("a = 1\rb = 2\r", as_json(("b = 2", "b = 3")), "a = 1\rb = 3\r"),
        ("if a:\n\tb\n\tc\n", as_json(("b", "d\nif d:\n\te")), "if a:\n\td\n\tif d:\n\t\te\n\tc\n"),
        (
            "if a:\n\tb = 1\n\tc = 2\n",
            as_json(("b = 1\nc = 2", "d\nif d:\n\te")),
            "if a:\n\td\n\tif d:\n\t\te\n",
        ),
        ("x = 1\n", as_json(("x = 1", "x = 1")), "x = 1\n"),
        ("s = '''\n=====\n'''\n", as_json(("s = '''", "t = '''")), "t = '''\n=====\n'''\n"),
    ],
)
def test_what_exactly_comes_out(source: str, answer: str, result: str) -> None:
    assert apply_edits(source, answer) == result


def test_a_diff_says_which_of_several_places_is_meant() -> None:
    diff = "@@ -14,2 +14,2 @@\n-    result = 0\n+    result = 1\n     for row in rows:\n"

    changed = apply_edits("\n" * 4 + SOURCE.replace("  # a sum", ""), f"{F}diff\n{diff}{F}")

    before, after = changed.split("def other")
    assert "result = 0" in before
    assert "result = 1" in after


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("", "has no edits"),
        ("I would use numpy here.", "has no edits"),
        (f"{F}python\nx = 1\n{F}", "has no edits"),
        ('{"edits": []}', "has no edits"),
        ('{"edits": {}}', "isn't a list"),
        ('{"edits": [{"find": "x", "replace": "y"}', "is no JSON: line 1: "),
        ('{"edits": [3]}', "edit 1 needs a text"),
        ('{"edits": [{"find": "import math", "replace": null}]}', "edit 1 needs a text"),
        (as_json(("", "x = 1")), "edit 1 has nothing to find"),
        (as_json(("    return result", "    return 1")), r"occurs 2 times \(lines 7, 14\)"),
        (as_json(("import math", "import cmath"), ("resul = 0", "x")), "edit 2 isn't in the code"),
        (as_json(("    resullt = 0 # a sum", "x")), "line 4 is the most like it"),
        (as_json((FIND, REPLACE), (FIND.strip(), REPLACE)), "edits 1 and 2 change the same lines"),
        (
            as_json(("    for row in rows:\n        result += row", "    (")),
            "doesn't parse: line 12",
        ),
        (as_json(("import math", "\0")), "doesn't parse"),
        ("<<<<<<< SEARCH\nimport math\n=======\nimport", "edit 1 has no end"),
        (as_json(*[("import math", "x")] * 201), "201 edits, more than 200"),
        (f"{F}diff\n@@ -1 +1,2 @@\n+x = 1\n{F}", "edit 1 has nothing to find"),
    ],
)
def test_what_is_wrong_is_said_to_the_model(answer: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        apply_edits(SOURCE, answer)


def test_the_schema_is_strict_and_its_own_example_applies() -> None:
    items = EDITS_SCHEMA["properties"]["edits"]["items"]
    assert EDITS_SCHEMA["additionalProperties"] is items["additionalProperties"] is False
    assert set(items["required"]) == set(items["properties"])
    assert apply_edits("a = 1\n", as_json(("a = 1", "a = 2"))) == "a = 2\n"


@pytest.mark.parametrize(
    "answer",
    [
        as_json(("x = 1\n" * 3_000 + "z", "y")),
        "<<<<<<< SEARCH\n" * 100_000,
        f"{F}diff\n" + "-x = 1\n+y\n" * 100_000 + F,
        "@@ -1 +1 @@\n" * 100_000,
    ],
)
def test_huge_answers_end_soon(answer: str) -> None:
    with pytest.raises(ValueError, match="edit"):
        apply_edits("x = 1\n" * 5_000, answer)
