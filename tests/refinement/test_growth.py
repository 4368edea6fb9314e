"""Growth with the size of the inputs, measured in the real sandbox and worked out from figures."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
import pytest

from jupyter_perf.measure.rule import Sample
from jupyter_perf.refinement.cases import Case, Runs
from jupyter_perf.refinement.growth import Growth, Point, growth
from jupyter_perf.refinement.inputs import counted_sample
from jupyter_perf.refinement.original import Baseline
from jupyter_perf.refinement.request import Request
from jupyter_perf.sandbox import reads, snapshot
from jupyter_perf.sandbox.environment import sandbox_environment
from jupyter_perf.sandbox.sandbox import Sandbox
from jupyter_perf.sandbox.work import SandboxSpec

SQUARE = "found = 0\nfor x in xs:\n    for y in xs:\n        found += x < y\n"
LINE = "found = 0\nfor x in xs:\n    for y in range(1000):\n        found += x < y\n"


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    values: dict[str, Any] = {"xs": list(range(1200)), "SECRETVALUE": "SECRETVALUE"}
    values["arr"] = np.arange(4_000_000.0)
    copied = snapshot.take({}, [], extra=values)
    folder = str(tmp_path_factory.mktemp("notebook"))
    spec = SandboxSpec(
        read_paths=reads.allowed_paths(folder, sys.path, ()),
        sys_path=tuple(sys.path),
        cwd=folder,
        preload=("numpy", "pandas"),
        environment=sandbox_environment(),
    )
    with Sandbox(spec, copied.fd, copied.layout) as opened:
        copied.close()
        opened.start()
        yield opened


def grown(
    sandbox: Sandbox, code: str, read: tuple[str, ...] = ("xs",), left: float = 120.0, **more: Any
) -> Growth | None:
    runs = Runs(sandbox, Request(SQUARE, **{"kind": "cell", "read": read, **more}))
    baseline = Baseline((Case(),), (Sample(0.1, 0.1),), None)
    return growth(runs, baseline, code, left)


@pytest.mark.parametrize(("code", "power"), [(SQUARE, 2.0), (LINE, 1.0)])
def test_the_power_is_that_of_the_algorithm(sandbox: Sandbox, code: str, power: float) -> None:
    found = grown(sandbox, code)
    assert found is not None
    assert found.points[-1].rows <= 1200
    # Told apart from the next power, on a machine whose speed changes from run to run.
    assert abs(found.time.power - power) < 0.5
    assert found.time.low <= found.time.power <= found.time.high
    words = found.words()
    assert words.startswith("CPU time grows about as n^")
    assert words.endswith(f"and {found.points[-1].rows:,} rows of `xs`.")


def test_memory_grows_too(sandbox: Sandbox) -> None:
    found = grown(sandbox, "found = arr.repeat(4)\nfound += 1\n", read=("arr",))
    assert found is not None
    assert found.memory is not None
    assert 0.7 < found.memory.power < 1.3
    assert "peak memory about as n^" in found.words()


@pytest.mark.parametrize("kind", ["function", "program"])
def test_what_cant_be_cut_isnt_measured(sandbox: Sandbox, kind: str) -> None:
    assert grown(sandbox, SQUARE, kind=kind, stdin=("1\n",)) is None


@pytest.mark.parametrize(
    ("code", "left"),
    [
        (SQUARE, 0.0),
        (SQUARE, -1.0),
        ("found = len(xs)\n", 60.0),
        ("raise ValueError\n", 60.0),
        ("while True:\n    pass\n", 1.0),
        ("x = (", 60.0),
    ],
)
def test_nothing_is_said_where_there_is_too_little(
    sandbox: Sandbox, code: str, left: float
) -> None:
    assert grown(sandbox, code, left=left) is None


def test_nothing_is_said_of_inputs_without_rows(sandbox: Sandbox) -> None:
    assert grown(sandbox, LINE.replace("xs", "range(500)"), read=("SECRETVALUE",)) is None
    assert grown(sandbox, LINE.replace("xs", "range(500)"), read=()) is None


def test_what_code_says_of_its_inputs_is_not_repeated(sandbox: Sandbox) -> None:
    cheat = (
        "import gc\nfor one in gc.get_objects():\n"
        "    if type(one).__name__ == 'CellRunner':\n"
        "        one.words = '500 of 1000 `' + SECRETVALUE + '`'\n"
    )
    found = grown(sandbox, cheat + LINE, read=("xs", "arr"))
    assert found is None or "SECRETVALUE" not in found.words()


def test_a_range_comes_from_single_runs_and_neighbouring_sizes() -> None:
    points = (Point(100, (1.0, 1.1)), Point(200, (2.0, 2.0)), Point(400, (5.0, 4.0)))
    found = Growth(points, "`df`")
    assert 1.0 < found.time.power < 1.2
    assert found.time.low < 0.96
    assert found.time.high > 1.15
    assert found.memory is None
    flat = Growth((Point(100, (1.0,)), Point(400, (1.0,))), "`df`")
    assert flat.words().startswith("CPU time grows hardly at all in the number of rows n; measured")


def test_samples_are_counted() -> None:
    frame = pd.DataFrame({"a": range(1000)})
    smaller, words = counted_sample({"df": frame, "n": 5}, 0.5, 0)
    assert words == f"{len(smaller['df'])} of 1000 `df`"  # type: ignore[arg-type]
    assert counted_sample({"n": 5}, 0.5, 0)[1] == ""
    assert counted_sample({"few": [1, 2]}, 0.5, 0)[1] == ""
    assert counted_sample({"df": frame}, 1.0, 0)[1] == "1000 of 1000 `df`"
