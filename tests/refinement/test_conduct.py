"""Rewrites that give the right answer and leave something else in the notebook changed."""

from __future__ import annotations

from typing import Any

import pytest
from judged import judge

from jupyter_perf.refinement.conduct import beyond_sandbox, side_effect
from jupyter_perf.refinement.request import Request
from jupyter_perf.refinement.verdict import Different, Failed, Faster, NotFaster

CELL = Request("y = sum(xs)\n", "cell", written=("y",), read=("xs",), taken=("_kept", "k", "xs"))
FUNCTION = Request("def f(x, *, n: int = 1):\n    return x\n", "function", entry="f", taken=("k",))
PROGRAM = Request("print(input())\n", "program", stdin=("1",))


@pytest.mark.parametrize(
    ("request_", "code", "words"),
    [
        (CELL, "k = 1\ny = sum(xs)\n", "overwrite your `k`"),
        (CELL, "_kept = 1\ny = sum(xs)\n", "overwrite your `_kept`"),
        (CELL, "del k\ny = sum(xs)\n", "overwrite your `k`"),
        (CELL, "sum = max\ny = sum(xs)\n", "hide Python's own `sum`"),
        (CELL, "import json\njson.dumps = None\ny = 1\n", "change `json.dumps`"),
        (CELL, "import os\nos.environ['A'] = '1'\ny = 1\n", r"change `os.environ\['A'\]`"),
        (FUNCTION, "k = 1\ndef f(x, *, n=1):\n    return x\n", "overwrite your `k`"),
        (FUNCTION, "len = None\ndef f(x, *, n=1):\n    return x\n", "hide Python's own `len`"),
        (FUNCTION, "def f(y, *, n=1):\n    return y\n", r"would take `\(y, \*, n=1\)`"),
        (FUNCTION, "def f(x, *, n=2):\n    return x\n", "would take"),
    ],
)
def test_changes_for_what_runs_afterwards(request_: Request, code: str, words: str) -> None:
    import re

    assert re.search(words, str(side_effect(code, request_)))


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        (CELL, "helper = xs\ny = sum(helper)\n"),
        (CELL, "import numpy as np\ny = np.sum(xs)\n"),
        (FUNCTION, "import functools\n@functools.cache\ndef f(x, *, n=1):\n    return x\n"),
        (PROGRAM, "import sys\ninput = sys.stdin.readline\nprint(input())\n"),
    ],
)
def test_what_a_rewrite_may_do(request_: Request, code: str) -> None:
    assert side_effect(code, request_) is None
    assert beyond_sandbox(code, request_) is None


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("globals()['k'] = 2\ny = 1\n", "globals"),
        ("exec('k = 2')\ny = 1\n", "exec"),
        ("try:\n    open('x', 'w')\nexcept OSError:\n    pass\ny = 1\n", "writes files"),
        ("import socket\nsocket.create_connection(('', 9))\ny = 1\n", "network"),
    ],
)
def test_what_the_sandbox_cant_follow(code: str, words: str) -> None:
    assert words in str(beyond_sandbox(code, CELL))


SLOW = "sum(i for i in range(100_000))\n"
CANDIDATES: dict[str, tuple[str, type]] = {
    "folder": ("import os\ngetattr(os, 'chdir')('/')\n", Different),
    "environment": ("import os\nos.environ.update(A='1')\n", Different),
    "path": ("import sys\nsys.path.append('/nowhere')\n", Different),
    "warnings": ("import warnings\nwarnings.simplefilter('ignore')\n", Different),
    "built-ins": ("import builtins\nvars(builtins)['sum'] = max\n", Different),
    "recursion": ("import sys\nsys.setrecursionlimit(5000)\n", Different),
    "decimal": ("import decimal\ndecimal.getcontext().prec = 5\n", Different),
    "logging": ("import logging\nlogging.getLogger().setLevel(10)\n", Different),
    "a swallowed refusal": (
        "import os\ntry:\n    getattr(os, 'mk' + 'dir')('x')\nexcept OSError:\n    pass\n", Failed,
    ),
    "nothing": ("", Faster),
}  # fmt: skip


def test_only_the_honest_one_gets_through(tmp_path: Any, monkeypatch: Any) -> None:
    monkeypatch.chdir(tmp_path)
    codes = [f"{code}y = 1\n" for code, _ in CANDIDATES.values()]
    found = judge(f"{SLOW}y = 1\n", codes, namespace={})
    for verdict, (name, (_, expected)) in zip(found.verdicts, CANDIDATES.items(), strict=True):
        assert isinstance(verdict, expected), (name, verdict)
    assert found.code == "y = 1\n"


def test_settings_that_the_original_changes_must_be_changed() -> None:
    source = f"import os\nos.environ['PERF_TEST'] = '1'\n{SLOW}y = 1\n"
    kept = "import os\nos.environ['PERF_TEST'] = '1'\ny = 1\n"
    found = judge(source, ["import os\ny = 1\n", kept], namespace={})
    assert isinstance(found.verdicts[0], Different)
    assert "environment variables" in found.verdicts[0].difference
    assert isinstance(found.verdicts[1], Faster)


def test_warnings_that_come_and_go_are_noted() -> None:
    source = f"import warnings\n{SLOW}warnings.warn('careful')\ny = 1\n"
    found = judge(source, ["import warnings\ny = 1\n"], namespace={})
    (verdict,) = found.verdicts
    assert isinstance(verdict, Faster | NotFaster)
    assert verdict.evidence.notes == ("no longer warns: UserWarning: careful",)


ALIASES: dict[str, tuple[str, str, bool]] = {
    "changed in place": ("xs = xs + [3]\n", "xs.append(3)\n", False),
    "bound anew": ("xs += [3]\n", "xs = xs + [3]\n", False),
    "changed, then bound anew": ("xs = xs + [3]\n", "xs.append(3)\nxs = list(xs)\n", False),
    "a frame changed in place": ("df = df.assign(y=1)\n", "df['y'] = 1\n", False),
    "a copy of a frame": ("df = df.assign(y=1)\n", "df = df.copy()\ndf['y'] = 1\n", True),
    "a view of a frame": ("df = df[df['x'] > 1]\n", "df = df.query('x > 1')\n", True),
    "a count": ("n = n + 1\n", "n += 1\n", True),
}


@pytest.mark.parametrize("name", ALIASES)
def test_objects_that_have_other_names_too_are_left_as_the_original_leaves_them(name: str) -> None:
    import pandas as pd

    original, code, same = ALIASES[name]
    xs, df = [1, 2], pd.DataFrame({"x": [1, 2, 3]})
    namespace = {"xs": xs, "ys": xs, "df": df, "backup": df, "n": 1}
    found = judge(original, [code], namespace=namespace)
    assert isinstance(found.verdicts[0], Different) is not same, found.verdicts[0]


def test_a_cache_that_hands_out_the_same_list_twice_holds_for_this_data_only() -> None:
    body = "    sum(i for i in range(50_000))\n    return [n]\n"
    cached = "import functools\n@functools.cache\ndef f(n):\n    return [n]\n"
    source = f"def f(n):\n{body}"
    found = judge(source, [cached, "def f(n):\n    return [n]\n"], entry="f", calls=[(1,), (2,)])
    shared, fresh = found.verdicts
    assert isinstance(shared, Faster)
    assert isinstance(fresh, Faster)
    assert "same object" in shared.evidence.only_this_data
    assert fresh.evidence.general
    assert found.code == fresh.candidate.code
