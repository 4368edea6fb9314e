"""A cell run statement by statement, as an estimate asks for it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from sandboxes import open_sandbox

from jupyter_perf.sandbox.encode import MalformedResult
from jupyter_perf.sandbox.observed import checked_facts
from jupyter_perf.sandbox.runners import make
from jupyter_perf.sandbox.runners.code import compile_statements
from jupyter_perf.sandbox.work import Ended, Kind, Work

CELL = """\
from __future__ import annotations
x = [0] * n

@(lambda f: f)
def g(a: Undefined):
    return a
y = g(x)
x
"""


def test_every_statement_is_marked_with_its_line() -> None:
    space: dict[str, object] = {"n": 3}
    runner = make(Work(Kind.CELL, CELL, itemized=True), space)
    runner.act()
    marks = runner.facts()["statements"]
    assert [mark[0] for mark in marks] == [0, 1, 2, 4, 7, 8]
    assert all(mark[1] >= 0 and mark[2] >= 0 for mark in marks)
    assert space["y"] == [0, 0, 0]
    assert runner.sections() == {}


def test_what_ran_before_an_exception_is_still_told() -> None:
    runner = make(Work(Kind.CELL, "a = 1\nb = 1 / 0\nc = 2", itemized=True), {})
    with pytest.raises(ZeroDivisionError):
        runner.act()
    assert [mark[0] for mark in runner.facts()["statements"]] == [0, 1]


def test_a_future_import_holds_for_what_comes_after() -> None:
    nodes = compile_statements("from __future__ import annotations\nx: Undefined = 1", "<cell>")
    space: dict[str, object] = {}
    for _, code in nodes:
        exec(code, space)
    assert space["x"] == 1


@pytest.mark.parametrize(
    "mark", [[1, 0.0, 0.0], [1, 0, 0.0, 0], [1.0, 0.0, 0.0, 0], [1, -1.0, 0.0, 0], "x"]
)
def test_marks_of_another_form_are_refused(mark: object) -> None:
    with pytest.raises(MalformedResult):
        checked_facts({"statements": [mark]})


@pytest.mark.parametrize("beat", [0, 0.0, -1.0, float("nan"), float("inf"), "x"])
def test_pulses_of_another_form_are_refused(beat: object) -> None:
    with pytest.raises(MalformedResult):
        checked_facts({"pulses": [0.001, beat]})


def test_the_processor_is_felt_before_and_after_the_run_by_the_process_that_runs(
    tmp_path: Path,
) -> None:
    with open_sandbox(tmp_path, {}) as sandbox:
        outcome = sandbox.run(Work(Kind.CELL, "x = 1", itemized=True))
    before, after = outcome.facts["pulses"]
    assert 0 < before < 1
    assert 0 < after < 1


@pytest.mark.skipif(sys.platform != "linux", reason="peaks are forgotten through /proc")
def test_memory_that_preparing_took_for_a_moment_is_no_peak_of_the_run(tmp_path: Path) -> None:
    cut = {"fractions": {"3000000": 0.001}, "numbers": {}, "seed": 0}
    work = Work(
        Kind.CELL,
        "kept = [x + 0.5 for x in xs]\nroom = bytearray(n)\ndel room",
        read=("xs", "n"),
        itemized=True,
        prepare={"call": "jupyter_perf.estimation.cells.cutting:cut", "with": cut},
    )
    values: dict[str, object] = {"xs": list(range(3_000_000)), "n": 6 << 20}
    with open_sandbox(tmp_path, values) as sandbox:
        outcome = sandbox.run(work)
    assert outcome.ended is Ended.OK
    assert outcome.peak_bytes is not None
    assert 6 << 20 <= outcome.peak_bytes < 12 << 20  # indices of all items take twice as much
