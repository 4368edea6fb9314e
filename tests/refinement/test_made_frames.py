"""What is known of frames that a source makes of its own rows."""

from __future__ import annotations

import ast

import pandas as pd
import pytest

from jupyter_perf.refinement.facts import Facts
from jupyter_perf.refinement.rules._known_frames import frame_at
from jupyter_perf.refinement.source import Source
from jupyter_perf.refinement.values import frame_of

_LINES = ["3,a", "5,b"]


def _known(code):
    """(what is known of `df` at the end, the frame that running the code makes)."""
    space = {"pd": pd, "lines": _LINES}
    facts = Facts(Source(code + "df\n"), dict(space))
    last = facts.source.tree.body[-1]
    assert isinstance(last, ast.Expr)
    made = dict(space)
    exec(compile(code, "<cell>", "exec"), made)
    return facts.frame(last.value, last), made["df"]


@pytest.mark.parametrize(
    "code",
    [
        """
rows = []
for line in lines:
    rows.append({"n": int(line[0]), "s": line[2:], "x": float(line[0])})
df = pd.DataFrame(rows)
""",
        """
rows = []
for line in lines:
    if line:
        rows.append((int(line[0]), line))
    else:
        rows.append((0, "none"))
print(len(rows))
df = pd.DataFrame(rows, columns=["n", "s"])
""",
        """
df = pd.DataFrame([{"n": len(line), "half": len(line) / 2} for line in lines])
df["twice"] = df["n"] * 2
""",
        """
df = pd.DataFrame({"n": [1, 2, 3], "b": [True, False, True], "s": list("xyz")})
""",
    ],
    ids=["dicts in a loop", "tuples with labels", "a comprehension", "columns"],
)
def test_columns_are_as_they_come_out(code):
    known, made = _known(code)
    actual = frame_of(made)
    assert known is not None
    assert known.columns == actual.columns
    assert (known.index_default, known.index_unique) == (True, True)


def test_what_is_not_known_of_a_column_is_said():
    known, _ = _known(
        "rows = []\nfor line in lines:\n    rows.append({'n': pd.Timestamp(0), 's': line})\n"
        "df = pd.DataFrame(rows)\n"
    )
    assert known is not None
    assert known.columns == {"n": "other", "s": "str"}


@pytest.mark.parametrize(
    "code",
    [
        "rows = []\nrows.append({'a': 1})\nrows.append({'b': 1})\ndf = pd.DataFrame(rows)\n",
        "rows = []\nrows.append({'a': 1})\nrows.extend([{'a': 'x'}])\ndf = pd.DataFrame(rows)\n",
        "rows = []\nother = rows\nrows.append({'a': 1})\nother.append({'a': 'x'})\n"
        "df = pd.DataFrame(rows)\n",
        "rows = []\nrows.append({'a': 1})\nrows[0]['a'] = 'x'\ndf = pd.DataFrame(rows)\n",
        "rows = []\nrows.append({'a': 1})\ndf = pd.DataFrame(rows, index=['x'])\n",
        "rows = []\nrows.append({'a': 1})\ndf = pd.DataFrame(rows)\ndf = df.set_index('a')\n",
        "rows = []\nrows.append((1, 2, 3))\ndf = pd.DataFrame(rows)\n",
        "rows = []\nrows.append({**{'a': 1}})\ndf = pd.DataFrame(rows)\n",
    ],
    ids=["other keys", "extended", "an alias", "changed", "an index", "bound again", "no labels",
         "keys that aren't written"],
)  # fmt: skip
def test_other_frames_are_unknown(code):
    known, _ = _known(code)
    assert known is None


def _in_loop(code):
    """What is known of `part` where `print(part)` stands."""
    df = pd.DataFrame({"key": ["a", "b"], "n": [1, 2]})
    facts = Facts(Source(code), {"df": df, "pd": pd})
    call = next(c for c in facts.source.all(ast.Call) if ast.unparse(c.func) == "print")
    return frame_at(call.args[0], facts.source.statement(call), facts)


def test_the_group_of_a_loop_has_the_frames_columns():
    found = _in_loop("for key, part in df.groupby('key'):\n    print(part)\n")
    assert found is not None
    assert found.columns == {"key": "str", "n": "int"}
    assert not found.index_default


def test_a_groups_columns_are_those_that_it_was_given_since():
    found = _in_loop(
        "for key, part in df.groupby('key'):\n"
        "    part = part.sort_values('n').reset_index(drop=True)\n"
        "    part['half'] = part['n'] / 2\n"
        "    for i in range(2):\n"
        "        print(part)\n"
    )
    assert found is not None
    assert set(found.columns) == {"key", "n", "half"}


@pytest.mark.parametrize(
    "code",
    [
        "for key, part in df.groupby('key'):\n    part = other(part)\n    print(part)\n",
        "for _, part in df.groupby('key'):\n    part.pop('n')\n    print(part)\n",
        "for part in df.groupby('key'):\n    print(part)\n",
        "while True:\n    print(part)\n    part = df[df['n'] > 1]\n    part = part.copy()\n",
    ],
)
def test_nothing_is_known_of_a_name_that_may_hold_another_frame(code):
    assert _in_loop(code) is None
