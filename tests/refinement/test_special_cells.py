"""Cells that can't be refined, or only just: each gets its own plain answer, and soon."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from judged import judge

import jupyter_perf as jp
from jupyter_perf.refinement import engine
from jupyter_perf.refinement.verdict import Different, Failed, Faster, NotFaster

REASONS = {
    "a magic": ("%timeit 1\n", {}, r"`?%timeit"),
    "a shell line": ("!ls\n", {}, r"!ls"),
    "input()": ("name = input('?')\n", {}, r"asks for input"),
    "a write": ("open('x.txt', 'w').write('1')\n", {}, r"writes files"),
    "a frame written": ("df.to_csv('x.csv')\n", {"df": pd.DataFrame()}, r"writes files"),
    "a figure saved": ("fig.savefig('x.png')\n", {"fig": object()}, r"writes files"),
    "network": ("import requests\nr = requests.get('http://127.0.0.1:9/')\n", {}, r"network"),
    "a database": ("import sqlite3\nc = sqlite3.connect('x.db')\n", {}, r"database"),
    "CUDA": ("y = model.cuda()\n", {"model": object()}, r"GPU"),
    "a subprocess": ("import subprocess\nsubprocess.run(['true'])\n", {}, r"process"),
    "exec": ("exec('x = 1')\n", {}, r"exec"),
    "a star import": ("from os import *\nx = sep\n", {}, r"import \*"),
    "a lock": ("with lock:\n    x = 1\n", {"lock": __import__("threading").Lock()}, r"`lock`"),
    "a generator": ("x = sum(g)\n", {"g": (i for i in range(3))}, r"`g`"),
    "an open file": ("x = f.read()\n", {"f": open(os.devnull)}, r"`f`"),  # noqa: SIM115
}


def magic_to_python(source: str) -> str:
    from IPython.core.inputtransformer2 import TransformerManager

    return TransformerManager().transform_cell(source)


@pytest.mark.parametrize("name", REASONS)
def test_what_cannot_be_verified_is_said_before_anything_runs(name: str) -> None:
    source, namespace, pattern = REASONS[name]
    prepared = engine.prepare(source, namespace=namespace, transform=magic_to_python)
    assert prepared.reason is not None
    found = prepared.result()
    prepared.close()
    assert found.code == source
    assert found.best is None
    with pytest.raises(jp.errors.UsageError):
        prepared.start()
    import re

    assert re.search(pattern, prepared.reason), prepared.reason


DRAWS = "import random, time\nxs = []\nfor i in range(2000):\n    xs.append({})\n"


@pytest.mark.parametrize(
    ("source", "pattern"),
    [
        ("raise ValueError('bad input')\n", r"ValueError: bad input in line 1"),
        ("import os\nx = os.environ['HOME_OF_NOBODY']\n", r"KeyError"),
        (DRAWS.format("random.SystemRandom().random()"), r"another answer when it runs again"),
        (DRAWS.format("time.time()"), r"another answer when it runs again"),
        ("getattr(__import__('os'), 'mk' + 'dir')('there')\n", r"writes files"),
        ("b = bytearray(1 << 60)\n", r"memory"),
        ("import os\nos._exit(0)\n", r"without a (complete )?result|exit"),
    ],
)
def test_what_shows_only_when_run_is_said_too(
    source: str, pattern: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import re

    monkeypatch.chdir(tmp_path)
    found = jp.refine(source, namespace={}, budget=20.0)
    assert found.best is None
    assert found.reason is not None
    assert re.search(pattern, found.reason), found.reason
    assert list(tmp_path.iterdir()) == []


def test_an_endless_loop_ends_with_the_budget() -> None:
    found = jp.refine("while True:\n    pass\n", namespace={}, budget=3.0)
    assert found.best is None
    assert "too long for the time" in str(found.reason)


def test_where_no_rule_matches_one_run_is_enough() -> None:
    # A second one would show that the answer isn't the same each time.
    found = jp.refine("import time\nx = time.time()\n", namespace={}, budget=20.0)
    assert found.reason is None
    assert found.best is None
    assert found.looked_at


def test_a_syntax_error_is_raised_with_its_line() -> None:
    with pytest.raises(jp.errors.SourceError, match="line 2"):
        jp.refine("x = 1\nfor\n", namespace={})


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"entry": "f"}, "needs both"),
        ({"calls": [(1,)]}, "needs both"),
        ({"entry": "g", "calls": [(1,)]}, "defines no `g`"),
        ({"entry": "f", "calls": []}, "empty"),
        ({"entry": "f", "calls": [1]}, "tuple of positional"),
        ({"stdin": [1]}, "list of input strings"),
        ({"stdin": ["1"], "entry": "f", "calls": [(1,)]}, "give one"),
        ({"budget": 0}, "positive"),
        ({"tolerance": -1}, "relative error"),
        ({"engine": "magic"}, "no engine"),
        ({"budget": "60"}, "positive number"),
        ({"budget": float("nan")}, "positive number"),
        ({"tolerance": "no"}, "relative error"),
        ({"tests": 3}, "`tests` is text"),
        ({"tests": "assert ("}, "can't be compiled"),
        ({"entry": 3, "calls": [(1,)]}, "`entry` is text"),
        ({"entry": "f", "calls": 5}, "list of argument tuples"),
        ({"entry": "f", "calls": [{"x": 1}]}, "tuple of positional"),
        ({"namespace": [1]}, "dictionary of values"),
        ({"namespace": {1: 2}}, "dictionary of values"),
        ({"stdin": 5}, "list of input strings"),
        ({"stdin": [b"1"]}, "list of input strings"),
    ],
)
def test_wrong_arguments_say_what_to_do(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(jp.errors.UsageError, match=message):
        jp.refine("def f(x):\n    return x\n", **arguments)


def test_a_folder_that_is_gone_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "gone").mkdir()
    os.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    try:
        with pytest.raises(jp.errors.UsageError, match="no longer exists"):
            jp.refine("x = 1\n")
    finally:
        os.chdir(tmp_path)


def test_the_namespace_is_never_changed() -> None:
    frame = pd.DataFrame({"x": [1, 2, 3]})
    namespace = {"df": frame, "log": []}
    jp.refine("df['x'] *= 2\nlog.append(1)\nnew = 1\n", namespace=namespace, budget=10.0)
    assert list(namespace) == ["df", "log"]
    assert namespace["log"] == []
    assert frame["x"].tolist() == [1, 2, 3]


JUDGED: dict[str, tuple[str, dict[str, Any], str, type]] = {
    "prints": ("for i in range(3):\n    print(i)\n", {}, "print('0\\n1\\n3')\n", Different),
    "stderr": (
        "import sys\nprint('a', file=sys.stderr)\n", {},
        "import sys\nprint('b', file=sys.stderr)\n", Different,
    ),
    "no effect": ("1 + 1\n", {}, "3\n", Different),
    "a dropped row": (
        "out = [x for x in xs]\n", {"xs": [1, 1, 2]}, "out = list(set(xs))\n", Different,
    ),
    "a changed input": (
        "out = sorted(xs)\n", {"xs": [3, 1]}, "xs.sort()\nout = xs\n", Different,
    ),
    "a swallowed exception": (
        "out = []\nfor x in xs:\n    out.append(1 / x)\n", {"xs": [1, 2]},
        "out = []\nfor x in xs:\n    out.append(1 / x)\n1 / 0\n", Failed,
    ),
    "random numbers in another order": (
        "import random\nrandom.seed(1)\na = random.random()\nb = random.random()\n", {},
        "import random\nrandom.seed(1)\nb = random.random()\na = random.random()\n", Different,
    ),
    "more random numbers than before": (
        "import random\na = 1\n", {}, "import random\nrandom.random()\na = 1\n", Different,
    ),
    "the same random numbers": (
        "import random\nx = random.random()\n", {}, "import random\nx = random.random()\n#\n",
        NotFaster,
    ),
    "dtype": (
        "y = x.sum()\n", {"x": np.arange(3)}, "y = int(x.sum())\n", Different,
    ),
    "an overwritten name": ("y = 1\n", {"k": 5}, "k = 2\ny = 1\n", Different),
    "a syntax error": ("y = 1\n", {}, "y = (1\n", Failed),
    "an endless loop": ("y = 1\n", {}, "while True:\n    pass\n", Failed),
    "huge output": ("y = 1\n", {}, "while True:\n    print('x' * 10**6)\n", Failed),
    "memory": ("y = 1\n", {}, "y = bytearray(1 << 60)\n", Failed),
    "a file": ("y = 1\n", {}, "open('made', 'w').close()\ny = 1\n", Failed),
    "an alias": ("b = list(a)\n", {"a": [1]}, "b = a\n", Different),
    "a new scratch name": ("y = 1\n", {}, "helper = 1\ny = helper\n", NotFaster),
}  # fmt: skip


@pytest.mark.parametrize("name", JUDGED)
def test_candidates_get_the_outcome_they_deserve(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    source, namespace, candidate, expected = JUDGED[name]
    found = judge(source, [candidate], namespace=namespace, budget=20.0)
    (verdict,) = found.verdicts
    assert isinstance(verdict, expected), verdict
    assert found.code == source
    assert list(tmp_path.iterdir()) == []


def test_plots_are_compared_by_their_pixels() -> None:
    pytest.importorskip("matplotlib")
    source = "import matplotlib.pyplot as plt\nfor i in range(3):\n    plt.plot([0, i])\nNone\n"
    same = "import matplotlib.pyplot as plt\n[plt.plot([0, i]) for i in range(3)]\nNone\n"
    other = "import matplotlib.pyplot as plt\n[plt.plot([1, i]) for i in range(3)]\nNone\n"
    found = judge(source, [same, other], namespace={}, budget=60.0)
    assert isinstance(found.verdicts[0], NotFaster | Faster)
    assert isinstance(found.verdicts[1], Different)


def test_await_works_in_the_sandbox() -> None:
    source = "import asyncio\nx = await asyncio.sleep(0, 3)\n"
    found = judge(source, ["x = 3\n", "x = 4\n"], namespace={}, budget=20.0)
    assert isinstance(found.verdicts[0], Different)  # it no longer binds `asyncio`
    assert isinstance(found.verdicts[1], Different)


def test_local_modules_and_files_are_read_where_the_notebook_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "helpers_beside.py").write_text("def f(x):\n    return x + 1\n")
    (tmp_path / "numbers.txt").write_text("1\n2\n3\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend("")
    source = (
        "from helpers_beside import f\n"
        "with open('numbers.txt') as lines:\n"
        "    total = sum(f(int(line)) for line in lines)\n"
    )
    found = judge(source, [source + "\n# the same\n"], namespace={}, budget=20.0)
    assert isinstance(found.verdicts[0], NotFaster), found.verdicts[0]


def test_a_users_test_can_refuse_what_the_data_allows() -> None:
    source = "def f(x):\n    return abs(x)\n"
    found = judge(
        source,
        ["def f(x):\n    return x if x > 0 else -x\n"],
        entry="f",
        calls=[(3,), (-4,)],
        tests="assert f(-0.5) == 0.5\nassert f(True) is not None\n",
        budget=20.0,
    )
    assert isinstance(found.verdicts[0], NotFaster | Faster)
    assert found.verdicts[0].evidence.tests


def test_tests_that_fail_refute() -> None:
    found = judge(
        "def f(x):\n    return x\n",
        ["def f(x):\n    return min(x, 100)\n"],
        entry="f",
        calls=[(3,)],
        tests="assert f(1000) == 1000, 'large numbers pass through'\n",
        budget=20.0,
    )
    (verdict,) = found.verdicts
    assert isinstance(verdict, Different)
    assert verdict.level == 3
    assert "large numbers pass through" in verdict.difference
