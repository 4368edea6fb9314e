"""A sample that goes on for much longer than the ones before it let one think."""

from __future__ import annotations

import dataclasses

from jupyter_perf.estimation.cells.climbed import Climbed
from jupyter_perf.estimation.cells.concluding import conclude
from jupyter_perf.estimation.cells.request import Request
from jupyter_perf.estimation.cells.running import Rung
from jupyter_perf.estimation.cells.sizes import Group

N = Group("n", 10_000, "rounds", numbers={"n": 10_000})
REQUEST = Request("for i in range(n): work(i)", (), (N,))


def _climbed(**changes: object) -> Climbed:
    rungs = [
        Rung(at, {"n": at * N.value}, (at * 2.0,), 10 << 20, 1 << 20)
        for at in (0.01, 0.02, 0.04, 0.08, 0.1)
    ]
    return dataclasses.replace(Climbed(rungs, ("n",)), **changes)  # type: ignore[arg-type]


def test_it_is_refused_with_what_was_measured() -> None:
    found = conclude(REQUEST, REQUEST.source, _climbed(too_long=[(0.12, 3.0)]))
    assert found.seconds is None
    assert found.peak_bytes is None
    assert found.reasons["seconds"].startswith("on 1,200 of `n` it takes longer than 3")
    assert [len(curve.samples) for curve in found.curves] == [5, 5]


def test_a_run_that_had_too_little_time_says_nothing() -> None:
    plain = conclude(REQUEST, REQUEST.source, _climbed())
    found = conclude(REQUEST, REQUEST.source, _climbed(too_long=[(0.12, 0.25), (1.0, 0.5)]))
    assert plain.seconds is not None
    assert found.seconds == plain.seconds
