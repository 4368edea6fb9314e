"""A cell on several inputs in one process: as if each had a process of its own, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sandboxes import open_sandbox

from jupyter_perf.sandbox.compare import Same, same_outcome
from jupyter_perf.sandbox.sandbox import Sandbox
from jupyter_perf.sandbox.work import Ended, Kind, Limits, Outcome, Work

HERE = "several_inputs:number"
READ = ("xs", "log", "rng")


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    folder = tmp_path_factory.mktemp("notebook")
    (folder / "several_inputs.py").write_text(
        "def number(values, number):\n"
        "    return {**values, 'xs': [number, number + 1]}, f'input {number}'\n"
    )
    values: dict[str, object] = {"xs": [1, 2, 3], "log": [], "rng": np.random.default_rng(1)}
    with open_sandbox(folder, values) as opened:
        yield opened


def inputs(count: int = 5) -> tuple[dict[str, Any], ...]:
    return tuple({"call": HERE, "with": {"number": number}} for number in range(count))


def cell(code: str, **more: Any) -> Work:
    return Work(Kind.CELL, code, written=("out", "total"), read=READ, **more)


def one_by_one(sandbox: Sandbox, code: str) -> list[Outcome]:
    return [sandbox.run(cell(code, prepare=prepare)) for prepare in inputs()]


@pytest.mark.parametrize(
    "code",
    [
        "total = sum(xs)\nprint('total', total)\ntotal + 1",
        "log.append(xs[0])\nout = list(log)\nxs.append(9)",
        "out = rng.random()\nimport random\ntotal = random.random()",
        "import numpy as np\nout = np.random.rand(2).tolist()",
        "out = total + 1 if 'total' in globals() else 0\ntotal = 5",
        "out = 1 / xs[0]",
        "import sys\nprint('to stderr', xs, file=sys.stderr)\nraise SystemExit(xs[0])",
        "import sys\nsys.stdout.buffer.write(bytes([200, xs[0]]))\nout = sys.stdout.fileno",
    ],
    ids=["prints", "inputs", "generators", "numpy", "names", "raises", "exits", "bytes"],
)
def test_every_part_is_what_a_process_of_its_own_gives(sandbox: Sandbox, code: str) -> None:
    together = sandbox.run(cell(code, several=inputs()))
    assert together.ended is Ended.OK
    assert len(together.parts) == len(inputs())
    for alone, part in zip(one_by_one(sandbox, code), together.parts, strict=True):
        assert part.raised == alone.raised
        assert part.stdout == alone.stdout
        assert part.stdout_digest == alone.stdout_digest
        assert part.stderr_digest == alone.stderr_digest
        if "fileno" not in code:
            assert isinstance(same_outcome(alone, part), Same)


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("import numpy as np\nnp.seterr(all='raise')", "error handling of numpy"),
        ("import os\nos.environ['SEEN'] = str(xs)", "environment variables"),
        ("print('x' * 300_000)", "it prints much"),
        ("import sys\nsys.stdout.close()", "it closes its output"),
        (
            "import threading, time\nthreading.Thread(target=time.sleep, args=(5,)).start()",
            "it leaves a thread running",
        ),
    ],
    ids=["settings", "environment", "output", "closed", "thread"],
)
def test_what_would_reach_the_next_run_leaves_no_parts(
    sandbox: Sandbox, code: str, why: str
) -> None:
    outcome = sandbox.run(cell(code, several=inputs()))
    assert outcome.parts == ()
    assert why in outcome.facts["in_the_way"]


def test_arrays_that_may_share_memory_are_left_to_single_runs(tmp_path: Path) -> None:
    (tmp_path / "several_inputs.py").write_text("def number(values, number):\n    return {}, ''\n")
    whole = np.arange(6)
    code = "xs[2] = 9\nout = int(log[0])"
    with open_sandbox(tmp_path, {"xs": whole, "log": whole[2:], "rng": whole.copy()}) as sandbox:
        outcome = sandbox.run(cell(code, several=inputs()))
    with open_sandbox(tmp_path, {"xs": whole, "log": whole[2:].copy()}) as sandbox:
        apart = sandbox.run(cell(code, several=inputs()))
    assert outcome.parts == ()
    assert len(apart.parts) == len(inputs())
    assert outcome.facts["in_the_way"] == "arrays may share memory"


def test_code_that_is_no_python_raises_once(sandbox: Sandbox) -> None:
    outcome = sandbox.run(cell("total = (", several=inputs()))
    assert outcome.parts == ()
    assert outcome.raised is not None
    assert outcome.raised.type == "SyntaxError"


def test_one_that_never_ends_ends_with_the_limit(sandbox: Sandbox) -> None:
    work = cell("while xs[0] == 3:\n    pass", several=inputs())
    outcome = sandbox.run(work, limits=Limits(wall_seconds=1.0))
    assert outcome.ended is Ended.TIMEOUT
    assert outcome.parts == ()
