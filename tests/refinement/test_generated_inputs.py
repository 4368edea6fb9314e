"""Level 2 of cells: settled in two processes where both agree, one by one where they don't."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from compared_untimed import compare

FRAME = pd.DataFrame({"a": np.arange(30) % 7, "b": np.arange(30) * 0.5})
LOOP = """
def add(df):
    total = 0.0
    for a, b in zip(df['a'], df['b']):
        if a > 2:
            total += b
    return total
out = add(df)
"""
RIGHT = """
def add(df):
    total = 0.0
    for b in df['b'][df['a'] > 2]:
        total += b
    return total
out = add(df)
"""
WRONG = RIGHT + "if len(df) == 1:\n    out = 7.0\n"


def test_where_both_agree_each_runs_in_one_process_for_all_inputs() -> None:
    found = compare(LOOP, RIGHT, namespace={"df": FRAME})
    assert not found.tally.only_this_data
    assert found.tally.generated > 20
    assert [inputs for _, inputs in found.runs if inputs > 1][:2] == [36, 36]
    assert len(found.runs) < 10


def test_what_differs_there_is_run_again_by_itself_before_it_counts() -> None:
    found = compare(LOOP, WRONG, namespace={"df": FRAME})
    assert found.tally.only_this_data.startswith("`df`: one row: `out`")
    alone = [code for code, inputs in found.runs if inputs == 1]
    assert alone == [LOOP, WRONG]


@pytest.mark.slow
def test_an_original_that_changes_settings_runs_on_each_input_by_itself() -> None:
    code = "import numpy as np\nnp.seterr(divide='ignore')\nout = (1 / df['a']).sum()\n"
    found = compare(code, code.replace(".sum()", ".to_numpy().sum()"), namespace={"df": FRAME})
    several = [inputs for _, inputs in found.runs if inputs > 1]
    assert several == [36, 3] or several == [36]
    assert len(found.runs) > 36


@pytest.mark.slow
def test_an_original_that_never_ends_on_a_generated_input_costs_that_input_only() -> None:
    code = "n = len(xs)\nwhile n != 12:\n    n += 1\nout = sum(xs)\n"
    found = compare(code, code.replace("sum(xs)", "sum(iter(xs))"), namespace={"xs": [3] * 10})
    assert not found.tally.only_this_data
    assert found.tally.outside
    assert found.tally.generated


HALF_WAY = """
for i in range(len(df)):
    df.loc[i, 'b'] = 100.0 // int(df.loc[i, 'a'])
"""
AT_ONCE = "found = [100.0 // int(a) for a in df['a']]\nif len(df):\n    df['b'] = found\n"


def test_a_rewrite_may_leave_whole_what_the_original_leaves_half_changed() -> None:
    frame = pd.DataFrame({"a": np.arange(1, 31), "b": np.arange(30) * 0.5})
    found = compare(HALF_WAY, AT_ONCE, namespace={"df": frame})
    assert "zeros" not in found.tally.only_this_data
    assert any(code == "pass" for code, _ in found.runs)


def test_but_it_may_change_nothing_else_before_it_fails() -> None:
    frame = pd.DataFrame({"a": np.arange(1, 31), "b": np.arange(30) * 0.5})
    wrong = "if (df['a'] == 0).any():\n    df['b'] = -1.0\n" + AT_ONCE
    found = compare(HALF_WAY, wrong, namespace={"df": frame})
    assert "zeros" in found.tally.only_this_data
    assert "`df['b']`" in found.tally.only_this_data
