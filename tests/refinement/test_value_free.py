"""What is said to a model of a refuted rewrite holds nothing of the user's data."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Iterator
from typing import Any

import pandas as pd
import pytest
from judged import judge

from jupyter_perf.core.code import Candidate
from jupyter_perf.core.names import names_in
from jupyter_perf.refinement import serial, verify
from jupyter_perf.refinement.cases import Case, Runs, own_cases
from jupyter_perf.refinement.request import Request
from jupyter_perf.refinement.verdict import Different, Faster
from jupyter_perf.sandbox import reads, snapshot
from jupyter_perf.sandbox.environment import sandbox_environment
from jupyter_perf.sandbox.runners.names import CALLS_NAME
from jupyter_perf.sandbox.sandbox import Sandbox
from jupyter_perf.sandbox.work import Ended, Outcome, Raised, SandboxSpec

SECRET = "SECRETVALUE"
PEOPLE = [f"{SECRET}{at}" for at in range(4)]
VALUES: dict[str, Any] = {
    "people": PEOPLE,
    "ages": {name: at + 4711 for at, name in enumerate(PEOPLE)},
    "df": pd.DataFrame({"who": PEOPLE, "n": [4711, 4712, 4713, 4714]}, index=PEOPLE),
}


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    calls = [(({PEOPLE[0]: 1}, PEOPLE[0]), {}), (({PEOPLE[0]: 1}, PEOPLE[1]), {})]
    copied = snapshot.take({}, [], extra={**VALUES, CALLS_NAME: calls})
    folder = str(tmp_path_factory.mktemp("notebook"))
    spec = SandboxSpec(
        read_paths=reads.allowed_paths(folder, sys.path, ()),
        sys_path=tuple(sys.path),
        cwd=folder,
        environment=sandbox_environment(),
    )
    with Sandbox(spec, copied.fd, copied.layout) as opened:
        copied.close()
        opened.start()
        yield opened


def refuted(sandbox: Sandbox, source: str, candidate: str, **more: Any) -> verify.Refuted:
    """Why `candidate` is no rewrite of `source`, on the values above."""
    names = names_in(source, VALUES)
    request = Request(
        source, **{"kind": "cell", "read": tuple(VALUES), "written": tuple(names.writes), **more}
    )
    runs = Runs(sandbox, request)
    try:
        verify.check_conduct(candidate, runs)
        cases = tuple(own_cases(request))
        verify.on_own_data(candidate, runs, cases, 60.0)
        verify.by_tests(candidate, runs, cases[0], 60.0)
    except verify.Refuted as error:
        return error
    pytest.fail("it was not refuted")


WRONG = [
    ("x = people[0]", "x = people[1]", "`x`: differs"),
    ("x = dict(ages)", "x = {**ages, people[0]: 1}", "`x[key number 1]`: differs"),
    ("x = dict(ages)", "x = {k: ages[k] for k in people[1:]}", "`x`: a key is missing"),
    ("x = dict(ages)", "x = {**ages, people[0] + '!': 1}", "`x`: a key is new"),
    ("x = dict(ages)", "x = dict(reversed(ages.items()))", "`x`: key order differs at position 0"),
    ("x = {'total': 1}", "x = {'total': ages[people[0]]}", "`x['total']`: differs"),
    ("x = set(people)", "x = set(people[1:])", "`x`: is a set of 3, was a set of 4"),
    ("x = set(people)", "x = {*people[1:], '!'}", "`x`: 1 items are missing and 1 are new"),
    ("x = [[people]]", "x = [[people[::-1]]]", "`x[0][0][0]`: differs"),
    ("x = {'a': {p: [p] for p in people}}", "x = {'a': {p: [p + '!'] for p in people}}",
     "`x['a'][key number 1][0]`: differs"),
    ("x = df.sort_index()", "x = df[::-1]", "`x.index, row 0`: differs"),
    ("x = df[['n']]", "x = df[['n']].rename(columns={'n': people[0]})",
     "`x`: column 'n' is missing"),
    ("x = df[['n']].copy()", "x = df.assign(**{people[0]: 1})[['n', people[0]]]",
     "`x`: column 2 is new"),
    ("x = df.set_index('n').T", "x = df.set_index('n').T.astype('category')", "`x`: column 1 is"),
    ("x = df['who']", "x = df['who'].rename(people[0])", "`x.name`: differs"),
    ("x = df['who'].astype('category')", "x = df['who'].replace(people[0], '!').astype('category')",
     "`x"),
    ("print(people[0])", "print(people[1])", "stdout: line 1 differs"),
    ("print('ok')", "print('ok')\nprint(people[1])", "stdout: 2 lines, were 1"),
    ("x = 1", "raise ValueError(people[0])", "raises ValueError in line 1"),
    ("x = 1", "x = ages['' + people[0] + '!']", "raises KeyError in line 1"),
    ("x = 1", "raise type(people[0], (ValueError,), {})()", "raises a kind of ValueError in line"),
    ("x = 1", "raise type(people[0], (BaseException,), {'__module__': 'pandas.errors'})()",
     "raises a kind of BaseException"),
    ("x = 1", "x = type(people[0], (), {})()", "`x`: is a class of its own, was an int"),
    ("import types\nx = types.SimpleNamespace(a=1)",
     "import types\nx = types.SimpleNamespace(a=1, **{people[0]: 2})", "`x`: attribute `…` is new"),
    ("import numpy as np\nx = np.zeros(2)",
     "import numpy as np\nx = np.zeros(2, dtype=[(people[0], float)])", "`x`: is "),
    ("import numpy as np\nx = np.zeros(2, dtype=[('a', float)])",
     "import numpy as np\nx = np.zeros(2, dtype=[(people[0], float)])", "`x`: is of another form"),
    ("x = 1", "open('/tmp/' + people[0], 'w')", "it writes files"),
    ("x = 1", "import sys\nx = 1\nsys.setrecursionlimit(4711)",
     "`another name`: is left otherwise"),
    ("def x(): return 1", "def x(): return 1\nx.__qualname__ = people[0]",
     "`x`: is a function of another name"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "candidate", "words"), WRONG)
def test_no_value_stands_in_what_may_be_sent(
    sandbox: Sandbox, source: str, candidate: str, words: str
) -> None:
    found = refuted(sandbox, source, candidate)
    assert str(found)
    assert found.safe.startswith(words), found.safe
    assert SECRET not in found.safe
    assert "471" not in found.safe


def test_messages_of_the_users_tests_are_values(sandbox: Sandbox) -> None:
    found = refuted(sandbox, "x = 1", "x = 1 # y", tests="assert x == 2, people[0]")
    assert SECRET in str(found)
    assert found.safe == "your tests fail on it"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ("word = input()\nprint(word)\n", "stdout: line 1 differs"),
        ("word = input()\nprint(len(word))\nraise SystemExit(int(word[11:]))\n",
         "exits with an error"),
        ("word = input()\nprint(len(word))\nraise KeyError(word)\n", "raises KeyError in line 3"),
        ("word = input()\nprint(len(word))\nimport sys\nprint(word, file=sys.stderr)\n",
         "stderr: 1 lines, were 0"),
    ],
)  # fmt: skip
def test_programs_say_neither_their_input_nor_their_exit_code(
    sandbox: Sandbox, wrong: str, words: str
) -> None:
    source, stdin = "word = input()\nprint(len(word))\n", (f"{SECRET}4711\n",)
    found = refuted(sandbox, source, wrong, kind="program", stdin=stdin, read=(), written=())
    assert found.safe.startswith(words)
    assert SECRET not in found.safe
    assert "4711" not in found.safe


def test_calls_are_told_by_their_number_and_the_type_of_exception(sandbox: Sandbox) -> None:
    source, wrong = "def f(d, k):\n    return d.get(k, 0)\n", "def f(d, k):\n    return d[k]\n"
    found = refuted(sandbox, source, wrong, kind="function", entry="f")
    assert found.safe == "call 2 raises KeyError; the original returns"
    assert SECRET in str(found)


def test_columns_that_the_model_was_told_of_have_names(sandbox: Sandbox) -> None:
    runs = Runs(sandbox, Request("x = df", "cell", read=("df",), written=("x",)))
    runs.sayable = runs.sayable.knowing(["who", "n"])
    with pytest.raises(verify.Refuted) as caught:
        verify.on_own_data("x = df.drop(columns='who')", runs, (Case(),), 60.0)
    assert caught.value.safe == "`x`: column 'who' is missing"


def test_a_difference_on_generated_inputs_keeps_the_kind_of_input() -> None:
    source = "x = 0\nfor p in people:\n    for _ in range(200_000):\n        x += 1\n"
    found = judge(source, ["x = 800_000\n"], namespace=VALUES)
    (verdict,) = found.verdicts
    assert isinstance(verdict, Faster)
    assert verdict.evidence.only_this_data
    assert verdict.evidence.safe.endswith("`x`: differs")
    assert verdict.evidence.safe.startswith("`people`: ")
    read = serial.from_json(serial.to_json(verdict))
    assert read == verdict


def test_records_from_before_still_load() -> None:
    verdict = Different(Candidate("x = 2", ("given 1",)), "`x`: is 2, was 1", 1, "`x`: differs")
    data = serial.to_json(verdict)
    del data["safe"]
    assert serial.from_json(data) == dataclasses.replace(verdict, safe="")  # type: ignore[call-arg]


def test_a_line_that_the_code_hasnt_is_not_repeated() -> None:
    outcome = Outcome(Ended.OK, raised=Raised("ValueError", "", 4711, in_user_code=True))
    with pytest.raises(verify.Refuted) as caught:
        verify._check_ended(outcome, Outcome(Ended.OK), "x = 1\n", verify.Sayable())
    assert caught.value.safe == "raises ValueError"
