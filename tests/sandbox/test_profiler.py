"""Which lines take the time, sampled inside the real sandbox."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from jupyter_perf.sandbox import reads, snapshot
from jupyter_perf.sandbox.compare import Same, same_outcome
from jupyter_perf.sandbox.environment import sandbox_environment
from jupyter_perf.sandbox.observed import Wanted, checked_facts
from jupyter_perf.sandbox.profiler import ALONE, BESIDE
from jupyter_perf.sandbox.runners.names import CALLS_NAME
from jupyter_perf.sandbox.sandbox import Sandbox
from jupyter_perf.sandbox.work import Ended, Kind, Outcome, SandboxSpec, Work

SLOW = """\
def slow(n):
    total = 0
    for i in range(n):
        total += i * i % 7
    return total

quick = 1
found = slow(COUNT)
"""


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    values: dict[str, object] = {"COUNT": 1_500_000, CALLS_NAME: [((1_500_000,), {})]}
    folder = str(tmp_path_factory.mktemp("notebook"))
    spec = SandboxSpec(
        read_paths=reads.allowed_paths(folder, sys.path, ()),
        sys_path=tuple(sys.path),
        cwd=folder,
        environment=sandbox_environment(),
    )
    copied = snapshot.take({}, [], extra=values)
    with Sandbox(spec, copied.fd, copied.layout) as opened:
        copied.close()
        opened.start()
        yield opened


def cell(code: str, **names: tuple[str, ...]) -> Work:
    return Work(Kind.CELL, code, written=names.get("written", ()), read=names.get("read", ()))


def shares(outcome: Outcome) -> tuple[dict[int, float], dict[int, float]]:
    """Share of the time by innermost line, and by line anywhere on the stack."""
    stacks = outcome.facts["profile"]
    whole = sum(seconds for _, _, seconds in stacks)
    inner: dict[int, float] = {}
    anywhere: dict[int, float] = {}
    for line, lines, seconds in stacks:
        inner[line] = inner.get(line, 0.0) + seconds / whole
        for one in lines:
            anywhere[one] = anywhere.get(one, 0.0) + seconds / whole
    return inner, anywhere


@pytest.mark.parametrize("how", [BESIDE, ALONE])
def test_the_loop_of_a_function_takes_the_time_of_its_call(sandbox: Sandbox, how: str) -> None:
    outcome = sandbox.run(cell(SLOW), wanted=Wanted(profile=how))
    assert outcome.ended is Ended.OK
    inner, anywhere = shares(outcome)
    assert inner.get(3, 0.0) + inner[4] > 0.9
    assert anywhere[8] > 0.9
    assert 7 not in anywhere


@pytest.mark.parametrize("how", [BESIDE, ALONE])
def test_functions_and_programs_are_sampled_too(sandbox: Sandbox, how: str) -> None:
    for work in (
        Work(Kind.FUNCTION, SLOW.split("quick")[0], entry="slow"),
        Work(Kind.PROGRAM, SLOW.replace("COUNT", "int(input())"), stdin="1500000\n"),
    ):
        inner, _ = shares(sandbox.run(work, wanted=Wanted(profile=how)))
        assert inner.get(3, 0.0) + inner[4] > 0.9


def test_one_long_call_of_a_library_counts_in_full(sandbox: Sandbox) -> None:
    code = "xs = range(COUNT)\nys = sorted(xs, key=abs)\nfor x in range(10):\n    x += 1\n"
    inner, _ = shares(sandbox.run(cell(code), wanted=Wanted(profile=BESIDE)))
    assert inner[2] > 0.9


@pytest.mark.parametrize("how", [BESIDE, ALONE])
def test_an_operator_takes_its_own_time_not_that_of_the_next_call(
    sandbox: Sandbox, how: str
) -> None:
    code = "a = 3 ** (COUNT // 5)\nb = a * a\nc = len([b])\nd = c\n"
    inner, _ = shares(sandbox.run(cell(code), wanted=Wanted(profile=how)))
    assert inner.get(1, 0.0) + inner.get(2, 0.0) > 0.9


def test_sampling_changes_nothing_of_the_answer(sandbox: Sandbox) -> None:
    code = (
        "import signal, random\nkept = signal.getsignal(signal.SIGPROF) is not None\n"
        + SLOW
        + "text = slow.__name__, slow.__doc__, slow(3)\n"
        + "draws = [random.random() for _ in range(1000)]\n1 / 0"
    )
    work = cell(code, written=("found", "draws", "slow", "text"), read=("COUNT",))
    plain, profiled = sandbox.run(work), sandbox.run(work, wanted=Wanted(profile=BESIDE))
    assert isinstance(same_outcome(plain, profiled), Same)
    assert plain.facts["profile"] == []
    assert profiled.facts["profile"]


def test_code_that_takes_the_timer_for_itself_is_left_alone(sandbox: Sandbox) -> None:
    code = "import signal\nsignal.signal(signal.SIGPROF, signal.SIG_IGN)\n" + SLOW
    outcome = sandbox.run(cell(code, written=("found",)), wanted=Wanted(profile=BESIDE))
    assert outcome.ended is Ended.OK
    assert outcome.facts["profile"] == []


@pytest.mark.parametrize(
    "stack", [[1, [1]], [1, 1, 0.1], [1, ["x"], 0.1], ["1", [1], 0.1], [1, [1], -1.0], "x"]
)
def test_a_report_of_another_form_is_refused(stack: object) -> None:
    with pytest.raises(ValueError, match="form"):
        checked_facts({"profile": [stack]})


def test_the_line_counts_that_runs_not_where_the_signal_is_handled(sandbox: Sandbox) -> None:
    code = (
        "many = list(range(3000))\nfound = []\nfor x in many:\n    if -x - 1 in many:\n"
        "        found.append(x)\n        found.append(x)\n"
    )
    for how in (BESIDE, ALONE):
        inner, _ = shares(sandbox.run(cell(code), wanted=Wanted(profile=how)))
        assert inner[4] > 0.9
