"""What is known of frames that a source makes of its own rows."""

from __future__ import annotations

import ast

import pandas as pd
import pytest

from jupyter_perf.refinement.facts import Facts
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
