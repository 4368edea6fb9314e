"""The real sandbox, from the supervisor's side: one piece of work at a time."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from sandboxes import LIMITS, open_sandbox, spec

from jupyter_perf.errors import SandboxError
from jupyter_perf.sandbox import snapshot
from jupyter_perf.sandbox.compare import FirstDifference, Same, same_outcome
from jupyter_perf.sandbox.observed import Wanted
from jupyter_perf.sandbox.runners.names import CALLS_NAME
from jupyter_perf.sandbox.sandbox import Sandbox
from jupyter_perf.sandbox.work import Ended, Kind, Limits, Outcome, Work


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    folder = tmp_path_factory.mktemp("notebook")
    (folder / "helper.py").write_text("def twice(x):\n    return 2 * x\n")
    (folder / "data.txt").write_text("12\n30\n")
    values = {"xs": [1, 2, 3], CALLS_NAME: [((3,), {}), ((4,), {})]}
    with open_sandbox(folder, values) as opened:
        yield opened


def cell(code: str, **more: object) -> Work:
    return Work(Kind.CELL, code, **more)  # type: ignore[arg-type]


def difference(a: Outcome, b: Outcome) -> str:
    agreement = same_outcome(a, b)
    assert isinstance(agreement, FirstDifference)
    return agreement.text


def test_a_cell_gives_the_same_twice_and_another_one_differs(sandbox: Sandbox) -> None:
    work = cell("total = sum(xs)\nprint('t', total)\ntotal + 1", written=("total",), read=("xs",))
    first, second = sandbox.run(work), sandbox.run(work)
    assert first.ended is Ended.OK
    assert first.stdout == b"t 6\n"
    assert isinstance(same_outcome(first, second), Same)
    other = sandbox.run(cell("total = 7\nprint('t', 6)\ntotal", written=("total",), read=("xs",)))
    assert "7" in difference(first, other)


def test_every_repetition_sees_fresh_inputs(sandbox: Sandbox) -> None:
    work = cell("xs.append(4); len(xs)", read=("xs",))
    assert isinstance(same_outcome(sandbox.run(work), sandbox.run(work)), Same)


def test_files_beside_the_notebook_and_local_modules_are_there(sandbox: Sandbox) -> None:
    code = "from helper import twice\nprint([twice(int(x)) for x in open('data.txt')])"
    outcome = sandbox.run(cell(code))
    assert outcome.raised is None
    assert outcome.stdout == b"[24, 60]\n"


def test_writing_is_refused_and_named(sandbox: Sandbox) -> None:
    outcome = sandbox.run(cell("open('out.txt', 'w').write('x')"), wanted=Wanted(watch=True))
    assert outcome.raised is not None
    assert outcome.raised.type == "PermissionError"
    assert outcome.denied == "the cell writes files ('out.txt')"
    assert not os.path.exists(os.path.join(sandbox.spec.cwd, "out.txt"))


def test_an_exception_is_an_outcome_with_its_line(sandbox: Sandbox) -> None:
    raised = sandbox.run(cell("x = 1\nraise KeyError('gone')")).raised
    assert raised is not None
    assert (raised.type, raised.message, raised.line) == ("KeyError", "'gone'", 2)
    assert raised.in_user_code


def test_an_exception_inside_a_library_is_told_apart(sandbox: Sandbox) -> None:
    raised = sandbox.run(cell("import json\njson.loads('{')")).raised
    assert raised is not None
    assert not raised.in_user_code


def test_an_endless_loop_ends_at_its_limit(sandbox: Sandbox) -> None:
    outcome = sandbox.run(cell("while True: pass"), limits=Limits(wall_seconds=0.3))
    assert outcome.ended is Ended.TIMEOUT
    assert outcome.cpu_seconds == 0.0 or outcome.cpu_seconds < 20.0


def test_leaving_without_a_result_is_no_answer(sandbox: Sandbox) -> None:
    outcome = sandbox.run(cell("import os\nos._exit(0)"))
    assert outcome.ended is Ended.DIED
    assert outcome.encoded is None


def test_huge_output_is_cut_and_hashed_whole(sandbox: Sandbox) -> None:
    many = sandbox.run(cell("for _ in range(3): print('x' * 999_999)"))
    assert many.ended is Ended.OK
    assert len(many.stdout) == LIMITS.kept_output_bytes
    other = sandbox.run(cell("for _ in range(2): print('x' * 999_999)\nprint('x' * 999_998 + 'y')"))
    assert isinstance(same_outcome(many, other), FirstDifference)


def test_output_without_end_is_stopped(sandbox: Sandbox) -> None:
    outcome = sandbox.run(cell("while True: print('x' * 100_000)"))
    assert outcome.ended is Ended.OUTPUT


def test_memory_beyond_the_limit_is_named(sandbox: Sandbox) -> None:
    outcome = sandbox.run(cell("b = bytearray(3 << 30)"))
    assert outcome.ended is Ended.MEMORY


def test_peak_memory_is_what_the_run_adds(sandbox: Sandbox) -> None:
    outcome = sandbox.run(cell("b = bytearray(64 << 20)\ndel b"))
    assert outcome.peak_bytes is not None
    assert 60 << 20 < outcome.peak_bytes < 120 << 20


def test_await_at_the_top_level_works(sandbox: Sandbox) -> None:
    outcome = sandbox.run(cell("import asyncio\nx = await asyncio.sleep(0, 5)\nprint(x)"))
    assert outcome.raised is None
    assert outcome.stdout == b"5\n"


def test_a_function_is_called_with_every_input(sandbox: Sandbox) -> None:
    code = "def f(n):\n    return [n] * n\n"
    outcome = sandbox.run(Work(Kind.FUNCTION, code, entry="f"))
    other = sandbox.run(Work(Kind.FUNCTION, "def f(n):\n    return [n] * 3\n", entry="f"))
    assert outcome.facts["calls"] == 2
    assert isinstance(same_outcome(outcome, other), FirstDifference)


def test_a_warmed_function_is_timed_on_inputs_it_has_not_seen(sandbox: Sandbox) -> None:
    code = "seen = []\ndef f(n):\n    first = n not in seen\n    seen.append(n)\n    return first\n"
    outcome = sandbox.run(Work(Kind.FUNCTION, code, entry="f", warm=3, repeat_inputs=4))
    always = Work(Kind.FUNCTION, "def f(n):\n    return True\n", entry="f", warm=3, repeat_inputs=4)
    assert isinstance(same_outcome(outcome, sandbox.run(always)), Same)


def test_a_program_reads_stdin_and_leaves_with_a_code(sandbox: Sandbox) -> None:
    code = "import sys\nprint(sum(map(int, sys.stdin.read().split())))\nsys.exit(3)\n"
    outcome = sandbox.run(Work(Kind.PROGRAM, code, stdin="1 2\n3\n"))
    assert (outcome.stdout, outcome.exit_code, outcome.raised) == (b"6\n", 3, None)


def test_a_trusted_function_sees_the_values(sandbox: Sandbox) -> None:
    outcome = sandbox.run(Work(Kind.TRUSTED, "operator:contains", payload="xs"))
    assert outcome.value is True


def test_cpu_time_counts_threads_and_not_sleep(sandbox: Sandbox) -> None:
    spin = "def spin():\n    s = 0\n    for i in range(2_000_000): s += i\n"
    # The shortest of several: a neighbour on the same core makes a run look longer.
    alone = min(sandbox.run(cell(spin + "spin()")).cpu_seconds for _ in range(5))
    threaded = sandbox.run(
        cell(
            spin + "import threading\n"
            "ts = [threading.Thread(target=spin) for _ in range(3)]\n"
            "[t.start() for t in ts]\n[t.join() for t in ts]\nNone"
        )
    )
    asleep = sandbox.run(cell("import time\ntime.sleep(0.2)"))
    assert threaded.cpu_seconds > 2 * alone
    assert asleep.cpu_seconds < 0.5 * asleep.wall_seconds


def test_a_zygote_that_dies_is_replaced(tmp_path: Path) -> None:
    with open_sandbox(tmp_path, {"xs": [1, 2]}) as sandbox:
        zygote = sandbox._zygote
        assert zygote is not None
        for process in psutil.Process(zygote.pid).children(recursive=True):
            process.send_signal(signal.SIGKILL)
        zygote.kill()
        zygote.wait()
        assert sandbox.run(cell("print(xs)")).stdout == b"[1, 2]\n"


def test_a_zygote_that_dies_before_it_serves_is_replaced_too(tmp_path: Path) -> None:
    copied = snapshot.take({}, [], extra={"xs": [1, 2]})
    with Sandbox(spec(tmp_path), copied.fd, copied.layout) as sandbox:
        copied.close()
        sandbox.begin()
        assert sandbox._zygote is not None
        sandbox._zygote.kill()
        sandbox.start()
        assert sandbox.run(cell("print(xs)")).stdout == b"[1, 2]\n"


def test_stop_ends_the_run_and_lets_nothing_more_start(tmp_path: Path) -> None:
    with open_sandbox(tmp_path) as sandbox:
        timer = threading.Timer(0.3, sandbox.stop)
        timer.start()
        assert sandbox.run(cell("while True: pass")).ended is Ended.STOPPED
        timer.join()
        assert sandbox.run(cell("1")).ended is Ended.STOPPED


def test_values_that_cannot_be_rebuilt_say_so(tmp_path: Path) -> None:
    module = tmp_path / "fragile_module.py"
    module.write_text(
        "class Fragile:\n    def __setstate__(self, s):\n        raise ValueError('no')\n"
    )
    sys.path.insert(0, str(tmp_path))
    try:
        from fragile_module import Fragile  # type: ignore[import-not-found]

        value = Fragile()
        value.x = 1
        with pytest.raises(SandboxError, match="can't be rebuilt: ValueError: no"):
            open_sandbox(tmp_path, {"value": value})
    finally:
        sys.path.remove(str(tmp_path))
        sys.modules.pop("fragile_module", None)


def test_nothing_is_left_behind(tmp_path: Path) -> None:
    with open_sandbox(tmp_path) as sandbox:
        assert sandbox.run(cell("1")).ended is Ended.OK
        zygote = sandbox._zygote
        assert zygote is not None
        first = psutil.Process(zygote.pid)
        family = [first, *first.children(recursive=True)]
        assert all(process.is_running() for process in family)
    _gone, alive = psutil.wait_procs(family, timeout=5.0)
    assert all(process.status() == psutil.STATUS_ZOMBIE for process in alive)


def test_modules_with_threads_are_loaded_in_each_run_instead(tmp_path: Path) -> None:
    (tmp_path / "threaded_module.py").write_text(
        "import threading, time\n"
        "threading.Thread(target=time.sleep, args=(60,), daemon=True).start()\n"
        "class Thing:\n    x = 5\n"
    )
    sys.path.insert(0, str(tmp_path))
    try:
        from threaded_module import Thing  # type: ignore[import-not-found]

        with open_sandbox(tmp_path, {"thing": Thing()}) as sandbox:
            outcome = sandbox.run(cell("print(thing.x)"))
            assert sandbox._late
            assert outcome.stdout == b"5\n"
            assert outcome.threads == 2
            assert any("namespaces" in layer for layer in sandbox.installed)
    finally:
        sys.path.remove(str(tmp_path))
        sys.modules.pop("threaded_module", None)
