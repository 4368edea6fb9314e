"""Which lines let memory grow, and profiles of any code: in the real sandbox."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import numpy as np
import pytest

from jupyter_perf.refinement import original
from jupyter_perf.refinement.cases import Case, Runs
from jupyter_perf.refinement.profile import Profile
from jupyter_perf.refinement.request import Request
from jupyter_perf.sandbox import reads, residency, snapshot
from jupyter_perf.sandbox.environment import sandbox_environment
from jupyter_perf.sandbox.observed import checked_facts
from jupyter_perf.sandbox.runners.names import CALLS_NAME
from jupyter_perf.sandbox.sandbox import Sandbox
from jupyter_perf.sandbox.work import Ended, Outcome, SandboxSpec

MB = 1 << 20
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="read from /proc")


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    values = {"big": np.ones(100 * MB // 8), CALLS_NAME: [((40_000,), {})]}
    copied = snapshot.take({}, [], extra=values)
    folder = str(tmp_path_factory.mktemp("notebook"))
    spec = SandboxSpec(
        read_paths=reads.allowed_paths(folder, sys.path, ()),
        sys_path=tuple(sys.path),
        cwd=folder,
        preload=("numpy",),
        environment=sandbox_environment(),
    )
    with Sandbox(spec, copied.fd, copied.layout) as opened:
        copied.close()
        opened.start()
        yield opened


class Patient(Runs):
    """Seconds by the clock aren't compared with the original's: the machine may be busy."""

    def candidate_limit(self, code: str, case: Case, left: float) -> float:
        return left


def profiled(sandbox: Sandbox, code: str, left: float = 60.0) -> Profile:
    runs = Patient(sandbox, Request("x = 1", "cell", read=("big",)))
    return original.profile_of(runs, code, (Case(),), left)


@pytest.mark.parametrize(
    ("code", "line", "megabytes"),
    [
        ("import numpy as np\nn = 26_214_400\nx = np.ones(n)\ny = n + 1\n", 3, 200),
        ("n = 25\nkept = []\nfor i in range(n):\n    kept.append(b'x' * (8 << 20))\n", 4, 200),
        ("def f():\n    a = bytearray(b'x' * (200 << 20))\n    return len(a)\nx = f()\n", 2, 200),
        ("x = big * 2\ny = 1\n", 1, 100),
        ("x = 1\ny = sum(sorted([0.5] * 26_214_400))\nz = 1\n", 2, 200),
    ],
)
def test_the_line_that_takes_memory_is_named(
    sandbox: Sandbox, code: str, line: int, megabytes: int
) -> None:
    found = profiled(sandbox, code).memory_lines()
    assert found[0][0] == line
    assert 0.7 * megabytes < found[0][1] / MB < 3 * megabytes


@pytest.mark.parametrize(
    "code",
    [
        "x = 0\nfor i in range(2_000_000):\n    x += i\n",
        # What the user's values take, mapped when they are first read, isn't the code's.
        "x = 0\nfor i in range(40):\n    x += float(big.max())\n",
    ],
)
def test_a_cell_that_takes_none_names_no_line(sandbox: Sandbox, code: str) -> None:
    found = profiled(sandbox, code)
    assert found.stacks
    assert found.memory_lines() == ()


def test_a_line_that_takes_as_much_again_counts_too(sandbox: Sandbox) -> None:
    # Each takes many ticks of the slowest timer: what comes and goes between two looks is
    # written down for the line of the second.
    takes = "x = np.sqrt(np.arange(13_107_200) % 7.0)\n"
    wait = "x = None\nfor i in range(300_000):\n    i + i\n"
    again = f"import numpy as np\n{takes}{wait}{takes}"
    assert {line for line, _ in profiled(sandbox, again).memory_lines()} == {2, 6}


def test_the_best_candidate_has_a_profile_like_the_original(sandbox: Sandbox) -> None:
    code = "def slow(n):\n    t = 0\n    for i in range(n):\n        t += i % 7\n    return t\n"
    found = profiled(sandbox, code + "x = slow(1_500_000)\n")
    assert sum(share for line, share in found.top_lines() if line in (3, 4)) > 0.9
    assert found.share([6]) > 0.9
    function = Runs(sandbox, Request(code, "function", entry="slow"))
    short = original.profile_of(function, code, (Case(),), 60.0)
    assert sum(share for line, share in short.top_lines() if line in (3, 4)) > 0.8


@pytest.mark.parametrize("code", ["import os\nos._exit(3)\n", "while True:\n    pass\n", "x = ("])
def test_code_that_doesnt_run_has_no_profile(sandbox: Sandbox, code: str) -> None:
    assert profiled(sandbox, code, left=0.3) == Profile()
    assert profiled(sandbox, code, left=0.0) == Profile()


@pytest.mark.parametrize("growth", [[1], [1, -1], ["1", 5], [1, 2.0], "x", [1, True]])
def test_a_report_of_another_form_is_refused(growth: object) -> None:
    with pytest.raises(ValueError, match="form"):
        checked_facts({"memory": [growth]})


def test_lines_that_the_code_hasnt_are_left_out() -> None:
    facts = {"profile": [[1, [1], 0.5], [4711, [4711], 0.5]], "memory": [[4711, 1 << 30]]}
    found = Profile.of([Outcome(Ended.OK, facts=facts)], "x = 1\n")
    assert [stack.line for stack in found.stacks] == [1]
    assert found.memory_lines() == ()


def test_where_it_cant_be_read_nothing_is_said(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert residency.statm_of(1 << 40) is None
    monkeypatch.setattr(residency, "statm_of", lambda pid: None)
    found = profiled(sandbox, "x = b'x' * (200 << 20)\nfor i in range(400_000):\n    x\n")
    assert found.stacks
    assert found.memory_lines() == ()


def test_code_that_closes_every_file_is_left_alone(sandbox: Sandbox) -> None:
    code = "import os\nos.closerange(150, 256)\nx = b'x' * (200 << 20)\n"
    assert profiled(sandbox, code).memory_lines() == ()
