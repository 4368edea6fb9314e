"""The runs that one candidate has to go through, and the original's outcomes of the same runs."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

from ..core.constants import Constant
from ..sandbox.compare import Sayable
from ..sandbox.observed import NORMAL, Wanted
from ..sandbox.priming import Priming
from ..sandbox.runners.names import CALLS_NAME
from ..sandbox.sandbox import Sandbox
from ..sandbox.work import Kind, Limits, Outcome, Work
from .request import Request
from .warming import compiles

GENERATED_CALLS = 64
_MAKE_GENERATED = "jupyter_perf.sandbox.runners.calls_made:prime_generated"
_LEAST_CALL_SECONDS, _MOST_CALL_SECONDS = 0.03, 0.5
"""A generated call on which the original takes longer than twice its own calls, and than the
first of these, is left out on both sides; the second is the most that it may take."""
_GENERATED_SECONDS = 1.0
_SLOWER_ALLOWED = 4.0
_TOGETHER_SECONDS = 4.0
_TOGETHER_EACH_SECONDS = 0.2
_TOGETHER_SHARE = 0.4
_FEW = 2
_COMPILING_SECONDS, _IMPORTING_SECONDS = 10.0, 3.0
"""Time enough for a candidate to import and compile something, or to import something, on a busy
machine, slow as that may make it."""


@dataclass(frozen=True)
class Case:
    """One concrete run: the user's own inputs, one of a program's, or generated ones."""

    label: str = "your data"
    stdin: str | None = None
    prepare: tuple[tuple[str, Any], ...] = ()
    """`call` and the arguments of the function that prepares a cell's values."""
    variant: int = 0
    repeat_inputs: int = 1
    warm: int = 0
    skip: tuple[int, ...] = ()
    settled: bool = False
    """`skip` names all calls that are left out, so that none is stopped for the time it takes: to
    stop one that compiles something would break the compiler."""
    tests: bool = False
    constants: tuple[Constant, ...] = ()
    """Constants that the generated calls of a function are made of."""

    @property
    def generated(self) -> bool:
        return self.variant > 0 or self.label != "your data"


class Runs:
    """Runs code on cases, and remembers what the original did on each."""

    def __init__(self, sandbox: Sandbox, request: Request) -> None:
        self.sandbox = sandbox
        self.request = request
        self.sayable = Sayable.of(request.source)
        """Names that may be sent to a model: those that it has from the source, and whatever it
        was told beside."""
        self.own: tuple[Case, ...] = ()
        """The user's own inputs, or the sample of them that stands for all."""
        self._originals: dict[Case, Outcome] = {}
        self._together: dict[tuple[Case, ...], tuple[Outcome, ...]] = {}
        self._together_seconds = 0.0
        self.warmed = False
        """Whether something was done beforehand in the sandbox that a first call would do."""
        self._made: set[Case] = set()

    def original(self, case: Case, *, seconds: float | None = None) -> Outcome:
        """The original's outcome on `case`, run once (for at most `seconds` of wall time)."""
        if case not in self._originals:
            self._originals[case] = self.run(self.request.source, case, seconds=seconds)
        return self._originals[case]

    def know(self, case: Case, outcome: Outcome) -> None:
        """Keep what the original did on `case`, where another run has shown it."""
        self._originals.setdefault(case, outcome)

    def make_generated(self, case: Case) -> None:
        """Make the generated calls of `case` once, before the first run on them."""
        priming = self.making(case)
        if priming is not None:
            self.sandbox.prime(priming.function, priming.names, **priming.options)

    def making(self, case: Case) -> Priming | None:
        """What makes the generated calls of `case`; None where that was asked for before."""
        if case in self._made:
            return None
        self._made.add(case)
        options = {
            "count": case.repeat_inputs,
            "seed": case.variant,
            "constants": list(case.constants),
        }
        return Priming(_MAKE_GENERATED, (CALLS_NAME,), options)

    def warm_up(self, function: str) -> None:
        """Do beforehand what only first calls should have to do; `forget` undoes it."""
        if not self.warmed:
            self.warmed = True
            self.sandbox.prime(function, ())

    def forget(self) -> None:
        """Undo what was done beforehand, if anything was."""
        if self.warmed:
            self.sandbox.restart()
            self._made.clear()
            self.warmed = False

    def run(
        self,
        code: str,
        case: Case,
        *,
        wanted: Wanted = NORMAL,
        seconds: float | None = None,
        meanwhile: Priming | None = None,
    ) -> Outcome:
        """Run `code` on `case`, for at most `seconds` of wall time; see `Sandbox.run`."""
        limits = self.sandbox.spec.limits
        if seconds is not None:
            limits = dataclasses.replace(limits, wall_seconds=seconds)
        work = self.work(code, case)
        return self.sandbox.run(work, limits=limits, wanted=wanted, meanwhile=meanwhile)

    def originals_together(self, cases: tuple[Case, ...], left: float) -> tuple[Outcome, ...]:
        """The original's outcomes on generated inputs, found in one process, once."""
        if cases not in self._together:
            own = max((o.wall_seconds for o in self._originals.values()), default=0.0)
            enough = max(_TOGETHER_SECONDS, 2 * own, _TOGETHER_EACH_SECONDS * len(cases))
            seconds = min(_TOGETHER_SHARE * left, enough)
            self._together[cases], self._together_seconds = self._in_one(
                self.request.source, cases, seconds
            )
        return self._together[cases]

    def together(self, code: str, cases: tuple[Case, ...], left: float) -> tuple[Outcome, ...]:
        """The outcomes of `code` on generated inputs of a cell, all run in one process.

        Empty where one run could reach the next, where that took too long, and for other kinds:
        each is then run by itself.
        """
        most = max(_least_seconds(code), _SLOWER_ALLOWED * self._together_seconds)
        return self._in_one(code, cases, min(_TOGETHER_SHARE * left, most))[0]

    def _in_one(
        self, code: str, cases: tuple[Case, ...], seconds: float
    ) -> tuple[tuple[Outcome, ...], float]:
        prepared = tuple(filter(None, map(_prepare, cases)))
        if seconds <= 0 or len(prepared) < len(cases) or len(cases) < _FEW:
            return (), 0.0
        work = dataclasses.replace(self.work(code, Case()), several=prepared)
        limits = dataclasses.replace(self.sandbox.spec.limits, wall_seconds=seconds)
        outcome = self.sandbox.run(work, limits=limits)
        return outcome.parts, outcome.wall_seconds

    def _call_seconds(self) -> float:
        own = self._originals.get(Case())
        each = own.wall_seconds / max(1, int(own.facts.get("calls", 1))) if own else 0.0
        return max(_LEAST_CALL_SECONDS, min(2 * each, _MOST_CALL_SECONDS))

    def generated_limit(self, left: float) -> float:
        """Seconds that the original may take on generated inputs, small as they are: one that
        makes a loop run for ever is left out on both sides."""
        own = max((o.wall_seconds for o in self._originals.values()), default=0.0)
        return max(0.1, min(left, max(_GENERATED_SECONDS, own)))

    def candidate_limit(self, code: str, case: Case, left: float) -> float:
        """Seconds that `code` may take on `case`: a few times the original, within budget."""
        original = self.original(case).wall_seconds
        return max(0.1, min(left, max(_least_seconds(code), _SLOWER_ALLOWED * original)))

    def work(self, code: str, case: Case) -> Work:
        request = self.request
        payload = None
        if case.variant:
            payload = {
                "seconds": 0.0 if case.settled else self._call_seconds(),
                "skip": list(case.skip),
                "constants": list(case.constants),
            }
        return Work(
            kind=Kind(request.kind),
            code=code,
            entry=request.entry,
            stdin=case.stdin,
            prepare=_prepare(case),
            variant=case.variant,
            warm=case.warm,
            repeat_inputs=case.repeat_inputs,
            tests=request.tests if case.tests else None,
            written=request.written,
            read=request.read,
            filename=request.filename,
            payload=payload,
        )

    @property
    def limits(self) -> Limits:
        return self.sandbox.spec.limits


def _least_seconds(code: str) -> float:
    return _COMPILING_SECONDS if compiles(code) else _IMPORTING_SECONDS


def _prepare(case: Case) -> dict[str, Any] | None:
    if not case.prepare:
        return None
    arguments = dict(case.prepare)
    return {"call": arguments.pop("call"), "with": arguments}


def own_cases(request: Request) -> list[Case]:
    """The user's own inputs: one case, or one for each of a program's inputs."""
    if request.kind == "program":
        return [Case(stdin=text) for text in request.stdin or ("",)]
    return [Case()]
