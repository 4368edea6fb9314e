"""What compiling libraries set up once: done beforehand for later calls, never for first ones."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from jupyter_perf.refinement import warming
from jupyter_perf.refinement.judging import Judge

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
    made.runs = SimpleNamespace(request=SimpleNamespace(kind=kind), sandbox=told)  # type: ignore[assignment]
    made._warm = False
    made._contest = SimpleNamespace(prepare=lambda: told.events.append("calls"))  # type: ignore[assignment]
    monkeypatch.setattr(made, "_timed", lambda code: told.events.append("later calls"))
    monkeypatch.setattr(made, "_first_call", lambda code: told.events.append("first calls"))
    return made


def test_first_calls_are_timed_before_anything_is_done_beforehand(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = Told()
    looked = judge("function", told, monkeypatch)
    looked._timings(COMPILED)
    assert told.events == ["first calls", "numba", "later calls"]
    looked._timings(COMPILED)
    assert told.events[3:] == ["restart", "first calls", "calls", "numba", "later calls"]


def test_what_compiles_nothing_is_timed_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    told = Told()
    judge("function", told, monkeypatch)._timings(PLAIN)
    assert told.events == ["later calls", "first calls"]
    told.events.clear()
    judge("cell", told, monkeypatch)._timings(COMPILED)
    assert told.events == ["later calls"]
