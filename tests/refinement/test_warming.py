"""What compiling libraries set up once: done beforehand for later calls, never for first ones."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from jupyter_perf.measure.timing import Timing
from jupyter_perf.refinement import warming
from jupyter_perf.refinement.cases import Runs
from jupyter_perf.refinement.contest import Contest
from jupyter_perf.refinement.judging import Judge
from jupyter_perf.refinement.request import Request

PLAIN = "def f(x):\n    return x\n"
COMPILED = "import numba\n\n" + PLAIN


@pytest.mark.parametrize(
    ("code", "found"),
    [
        (COMPILED, True),
        ("from numba import njit\n", True),
        ("import numpy as np, numba.typed as nt\n", True),
        (PLAIN, False),
        ("text = 'numba'\n", False),
        ("from . import numba\n", False),
    ],
)
def test_what_is_worth_warming_up(code: str, found: bool) -> None:
    assert warming.compiles(code) is found


def test_warming_up_compiles_something() -> None:
    numba = pytest.importorskip("numba", reason="the numba extra isn't installed")
    warming.numba({})
    assert numba.core.registry.cpu_target.target_context is not None


class Told:
    """A sandbox that writes down what it is asked."""

    def __init__(self) -> None:
        self.events: list[str] = []

    def prime(self, function: str, _names: tuple[str, ...]) -> str:
        self.events.append(function.rpartition(":")[2])
        return ""

    def restart(self) -> None:
        self.events.append("restart")


def judge(kind: str, told: Told, monkeypatch: pytest.MonkeyPatch) -> Judge:
    made = object.__new__(Judge)
    made.runs = Runs(told, Request(source="", kind=kind))  # type: ignore[arg-type]
    made.baseline = SimpleNamespace(cases=())  # type: ignore[assignment]
    made.left = lambda: 1.0
    made._timed_words = ""
    timing = Timing(1.0, (1.0, 1.0), 1.0, "cpu", (), (), (), (), "inconclusive")

    def time(_contest: object, _code: str, **_options: object) -> Timing:
        told.events.append("race")
        return timing

    monkeypatch.setattr(Contest, "time", time)
    made._contest = Contest(made.runs, (), made.left)
    return made


def test_what_compiles_is_timed_warm_and_its_first_call_cold(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = Told()
    looked = judge("function", told, monkeypatch)
    looked._timed(COMPILED)
    looked._timed(COMPILED)
    assert told.events == ["numba", "race", "race"]
    looked.first_call(COMPILED)
    assert told.events[3:] == ["restart", "race"]
    looked.first_call(COMPILED)
    assert told.events[5:] == ["race"]


def test_what_compiles_nothing_is_timed_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    told = Told()
    judge("function", told, monkeypatch)._timed(PLAIN)
    judge("cell", told, monkeypatch)._timed(COMPILED)
    assert told.events == ["race", "race"]
