"""How long programs take on inputs, and whether they answer as the first of them does.

`measure` is called here; `run` in the supervisor, which holds the clock and compares, so that no
program has a say in its own times. Each run is a fresh process in the sandbox; CPU seconds, without
the interpreter's start; all programs in turn, in an order that changes.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ...measure.lock import timing_lock
from ...sandbox.compare import FirstDifference, same_outcome
from ...sandbox.supervisor import Context
from ...sandbox.work import Ended, Kind, Outcome, Work
from .scores import Timed, hodges_lehmann

REPEATS = 6
"""As in ENAMEL (arXiv:2406.06647, implementation details)."""
MOST_SECONDS = 60.0
"""Of one run of the slow program."""
_LEAST_LIMIT_SECONDS = 2.0
_SLOWER_ALLOWED = 4.0
_START_SECONDS = 30.0
_TOO_SLOW = "too slow"
_RUN = "jupyter_perf.cli.bench.timing:run"


@dataclass(frozen=True)
class Measured:
    """One program's times, and what is wrong with it ("" where nothing is)."""

    timed: Timed
    why: str = ""


def measure(codes: Sequence[str], inputs: Sequence[str]) -> list[Measured] | str:
    """The times of each of `codes`, the first of which says what is right; or why it can't be.

    Raises SandboxError where the sandbox doesn't start.
    """
    from ...core.names import Names
    from ...sandbox.client import Client
    from ...sandbox.starting import readable, spec_of

    spec = spec_of({}, Names(), None, readable(()), ("jupyter_perf.sandbox.encode",))
    budget = _START_SECONDS + MOST_SECONDS * len(codes) * len(inputs) * (REPEATS + 1)
    request = {"codes": list(codes), "inputs": list(inputs), "budget": budget}
    with Client(spec, _RUN, request) as client:
        found = client.wait(lambda _event: None)
    assert found is not None  # no timeout was given
    if found["failure"]:
        return str(found["failure"])
    return [
        _measured(seconds, why) for seconds, why in zip(found["seconds"], found["why"], strict=True)
    ]


def _measured(seconds: list[list[float]], why: str) -> Measured:
    times = tuple(hodges_lehmann(each) if each else math.inf for each in seconds)
    return Measured(Timed(not why, times), why)


def run(context: Context) -> dict[str, Any]:
    """Entry point in the supervisor."""
    return _Table(context).filled()


class _Table:
    """Seconds by program, input and repetition."""

    def __init__(self, context: Context) -> None:
        self._sandbox = context.sandbox
        self._context = context
        self._codes: list[str] = context.request["codes"]
        self._inputs: list[str] = context.request["inputs"]
        self._why = [""] * len(self._codes)
        self._seconds: list[list[list[float]]] = [[[] for _ in self._inputs] for _ in self._codes]

    def filled(self) -> dict[str, Any]:
        self._sandbox.start()
        for at, text in enumerate(self._inputs):
            standard = self._run(self._codes[0], text, MOST_SECONDS)
            if (failure := _unusable(standard)) is not None:
                return {"failure": f"slow.py {failure}", "seconds": [], "why": []}
            limit = max(_LEAST_LIMIT_SECONDS, _SLOWER_ALLOWED * standard.wall_seconds)
            for which in range(1, len(self._codes)):
                self._check(which, text, standard, limit)
            with timing_lock(self._context.left()):
                self._time(at, text, limit)
        return {"failure": "", "seconds": self._seconds, "why": self._why}

    def _check(self, which: int, text: str, standard: Outcome, limit: float) -> None:
        if self._why[which]:
            return
        outcome = self._run(self._codes[which], text, limit)
        if outcome.ended is Ended.TIMEOUT:
            # What comes after it counts as too slow as well, as ENAMEL has it.
            self._why[which] = f"{_TOO_SLOW}: stopped after {outcome.wall_seconds:.2g} s"
        elif outcome.ended is not Ended.OK or outcome.denied:
            self._why[which] = outcome.denied or outcome.note or f"ended: {outcome.ended}"
        else:
            agreement = same_outcome(standard, outcome)
            if isinstance(agreement, FirstDifference):
                self._why[which] = f"another answer: {agreement.text}"

    def _time(self, at: int, text: str, limit: float) -> None:
        order = [which for which, why in enumerate(self._why) if not why]
        for _ in range(REPEATS):
            self._sandbox.random.shuffle(order)
            for which in order:
                if self._why[which]:
                    continue
                outcome = self._run(self._codes[which], text, MOST_SECONDS if not which else limit)
                if outcome.ended is Ended.OK:
                    self._seconds[which][at].append(outcome.cpu_seconds)
                else:
                    self._why[which] = f"in a later run it ended: {outcome.ended}"
                    self._seconds[which][at].clear()

    def _run(self, code: str, text: str, limit: float) -> Outcome:
        limits = dataclasses.replace(self._sandbox.spec.limits, wall_seconds=limit)
        work = Work(Kind.PROGRAM, code, stdin=text, filename="program.py")
        return self._sandbox.run(work, limits=limits)


def _unusable(outcome: Outcome) -> str | None:
    """Why the slow program can't be the standard; None where it can."""
    if outcome.ended is Ended.TIMEOUT:
        return f"takes longer than {MOST_SECONDS:.0f} s"
    if outcome.ended is not Ended.OK:
        return outcome.note or f"ended: {outcome.ended}"
    return f"is refused something: {outcome.denied}" if outcome.denied else None
