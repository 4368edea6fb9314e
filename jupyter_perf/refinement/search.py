"""The search, in the supervisor: proposals → same answer? → faster? → verdicts.

Order of a job: canaries, the original twice, proposals, then each candidate in the order of its
expected gain. What has been found is reported at once; the budget is a hard end.
"""

from __future__ import annotations

import dataclasses
from typing import Any

from ..core.code import Candidate
from ..measure.rule import Sample
from ..measure.timing import Timing
from ..sandbox.level import describe_level
from ..sandbox.runners.names import CALLS_NAME
from ..sandbox.supervisor import Context
from ..sandbox.work import Ended, Kind, Work
from . import contest, original, serial, verify
from .cases import GENERATED_CALLS, Case, Runs, own_cases
from .request import Request
from .result import Refinement
from .verdict import Different, Failed, Faster, NotFaster, Unverifiable, Verdict

_PROPOSE = "jupyter_perf.refinement.rules:propose_with_notes"
_LABELS = "jupyter_perf.refinement.inputs:labels"
_PROGRAMS = "jupyter_perf.refinement.inputs:programs"
_PROPOSAL_SECONDS = 20.0
_GENERATED_PROGRAMS = 12
_OBVIOUSLY_SLOWER = 1.5
_RACE_SHARE = 0.5
_GENERATED_SHARE = 0.6


def run(context: Context) -> dict[str, Any]:
    """Entry point of the supervisor: the search's result as JSON-able data."""
    return Search(context).run()


class Search:
    """One job: what was found so far, and what is still to be looked at."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.request = Request.from_json(context.request)
        self.runs = Runs(context.sandbox, self.request)
        self.verdicts: list[Verdict] = []
        self.reason: str | None = None
        self.isolation = ""
        self.sampled = self.request.sampled
        self.notes: list[str] = []
        self.looked_at: tuple[str, ...] = ()
        self.baseline: original.Baseline | None = None
        self.cases: tuple[Case, ...] = ()
        self.generated: list[Case] = []
        self.contest: contest.Contest | None = None

    def run(self) -> dict[str, Any]:
        self._tell("starting the sandbox", 0.0)
        sandbox = self.context.sandbox
        sandbox.start()
        self.isolation = describe_level(sandbox)
        self.notes += [f"not imported beforehand: {missing}" for missing in sandbox.missing]
        try:
            self._tell("running the original", 0.05)
            self.baseline = self._observe()
            candidates = self._propose()
            self._prepare(len(candidates))
            self._judge_all(candidates)
        except original.NotVerifiable as reason:
            self.reason = None if sandbox.stopped else str(reason)
        return self._result()

    def _observe(self) -> original.Baseline:
        cases = own_cases(self.request)
        left, seen = self.context.left(), self.request.seen_seconds
        if seen is None or not original.too_long(2 * seen, left):
            try:
                return original.observe(self.runs, cases, left)
            except original.TooLong:
                if self.request.kind != "cell":
                    raise
                seen = left
        fraction = max(0.0005, min(0.5, left / (40 * seen)))
        baseline = original.observe(
            self.runs, [contest.sampled_case(case, fraction) for case in cases], self.context.left()
        )
        if not baseline.sampled:
            raise original.NotVerifiable(
                f"it takes about {seen:.0f} s, too long for a budget of {left:.0f} s,"
                " and its inputs can't be cut down: give it more with --budget"
            )
        self.sampled = baseline.sampled
        return baseline

    def _propose(self) -> list[Candidate]:
        request = self.request
        if request.candidates:
            return [
                Candidate(code, (f"given {number}",), summary="given by the caller")
                for number, code in enumerate(request.candidates, 1)
            ]
        self._tell("looking for rewrites", 0.15)
        payload = {
            "source": request.source,
            "kind": request.kind,
            "entry": request.entry,
            "calls_name": CALLS_NAME,
            "only": list(request.only),
            "skip": list(request.skip),
            "definitions": request.definitions,
            "taken": {name: request.modules.get(name, "") for name in request.taken},
        }
        found = self._trusted(_PROPOSE, payload) or {}
        self.notes += [str(note) for note in found.get("notes", ())]
        self.looked_at = tuple(str(name) for name in found.get("looked_at", ()))
        candidates = [serial.candidate_from_json(data) for data in found.get("candidates", ())]
        unique = {candidate.code: candidate for candidate in reversed(candidates)}
        unique.pop(request.source, None)
        return sorted(unique.values(), key=lambda c: (-c.expected, c.steps))

    def _trusted(self, function: str, payload: dict[str, Any]) -> Any:
        """Run one of our own functions with the user's values at hand, inside the sandbox."""
        work = Work(
            kind=Kind.TRUSTED, code=function, payload=payload, filename=self.request.filename
        )
        limits = dataclasses.replace(
            self.runs.limits, wall_seconds=min(_PROPOSAL_SECONDS, max(0.1, self.context.left()))
        )
        outcome = self.context.sandbox.run(work, limits=limits)
        if outcome.ended is Ended.OK and outcome.raised is None:
            return outcome.value
        if outcome.ended is not Ended.STOPPED:
            why = (
                f"{outcome.raised.type}: {outcome.raised.message}"
                if outcome.raised
                else outcome.note
            )
            self.notes.append(f"{function.rpartition(':')[2]} failed: {why}")
        return None

    def _prepare(self, candidates: int) -> None:
        assert self.baseline is not None
        self.cases = self.baseline.cases
        timed, words = contest.timed_cases(
            self.runs, self.cases, self.baseline.samples[0], self.context.left(), candidates
        )
        self.timed_words = words or self.sampled
        self.contest = contest.Contest(self.runs, timed, self.context.left)
        if candidates:
            self.generated = self._generated_cases()

    def _generated_cases(self) -> list[Case]:
        request = self.request
        if request.kind == "function":
            calls = GENERATED_CALLS
            return [Case(label="generated inputs", variant=1, repeat_inputs=calls)]
        if request.kind == "program":
            payload = {"stdin": list(request.stdin), "count": _GENERATED_PROGRAMS}
            return [
                Case(label=f"generated input {at + 1}", stdin=text)
                for at, text in enumerate(self._trusted(_PROGRAMS, payload) or [])
            ]
        self.context.sandbox.prime("jupyter_perf.refinement.inputs:prime", request.read)
        labels = self._trusted(_LABELS, {"read": list(request.read)}) or []
        call = "jupyter_perf.refinement.inputs:generated"
        return [
            Case(label=label, prepare=(("call", call), ("number", number)))
            for number, label in enumerate(labels)
        ]

    def _judge_all(self, candidates: list[Candidate]) -> None:
        for at, candidate in enumerate(candidates):
            if self.context.left() <= 0:
                waiting = tuple(candidates[at:])
                self.verdicts += [Unverifiable(c, "not looked at: out of time") for c in waiting]
                return
            steps = " + ".join(candidate.steps)
            self._tell(f"checking {steps}", 0.2 + 0.8 * at / len(candidates))
            try:
                verdict = self._judge(candidate)
            except verify.Refuted as refuted:
                verdict = _refuted(candidate, refuted)
            except contest.Stopped:
                self.verdicts.append(Unverifiable(candidate, "stopped before it was clear"))
                return
            self.verdicts.append(verdict)
            self._tell(f"checked {steps}", 0.2 + 0.8 * (at + 1) / len(candidates), partial=True)

    def _judge(self, candidate: Candidate) -> Verdict:
        assert self.baseline is not None
        assert self.contest is not None
        code, left = candidate.code, self.context.left
        verify.check_bindings(code, self.runs)
        tally, outcomes = verify.on_own_data(code, self.runs, self.cases, left())
        tested = verify.by_tests(code, self.runs, self.cases[0], left())
        mine = _sum(outcomes)
        if mine.cpu_seconds > _OBVIOUSLY_SLOWER * max(self.baseline.seconds, 0.001) and (
            self.request.kind != "function"
        ):
            return NotFaster(candidate, tally.evidence(tested), _glance(self.baseline, mine))
        timing = self._timed(code)
        first = self._first_call(code) if self.request.kind == "function" else None
        if timing.decision != "faster":
            return NotFaster(candidate, tally.evidence(tested), timing, first)
        end = left() * (1 - _GENERATED_SHARE)
        verify.on_generated(code, self.runs, self.generated, tally, lambda: left() - end)
        evidence = tally.evidence(tested)
        peaks = [o.peak_bytes for o in outcomes if o.peak_bytes is not None]
        memory = None
        if peaks and self.baseline.peak_bytes is not None:
            memory = (self.baseline.peak_bytes, max(peaks))
        return Faster(candidate, evidence, timing, first, memory)

    def _timed(self, code: str) -> Timing:
        assert self.contest is not None
        timing = self.contest.time(code, share=_RACE_SHARE)
        return dataclasses.replace(timing, sampled=self.timed_words)

    def _first_call(self, code: str) -> Timing:
        first = contest.Contest(self.runs, self.cases, self.context.left)
        return first.time(code, share=0.3, rule=contest.first_call_rule())

    def _result(self) -> dict[str, Any]:
        best = best_of(self.verdicts)
        stopped = "by you" if self.context.sandbox.stopped else ""
        if not stopped and self.context.left() <= 0:
            stopped = "out of budget"
        refinement = Refinement(
            source=self.request.source,
            kind=self.request.kind,
            code=best.candidate.code if best else self.request.source,
            best=best,
            verdicts=tuple(self.verdicts),
            reason=self.reason,
            isolation=self.isolation,
            original_seconds=self.baseline.seconds if self.baseline else None,
            looked_at=self.looked_at,
            sampled=self.sampled,
            notes=tuple(self.notes),
            stopped=stopped,
            searched_seconds=self.context.elapsed(),
        )
        return {"refinement": refinement.to_json()}

    def _tell(self, stage: str, done: float, *, partial: bool = False) -> None:
        best = best_of(self.verdicts)
        event: dict[str, Any] = {
            "stage": stage,
            "done": done,
            "elapsed_seconds": self.context.elapsed(),
            "left_seconds": self.context.left(),
            "best": best.ratio if best else None,
        }
        if partial:
            event["partial"] = self._result()["refinement"]
        self.context.report(event)


def best_of(verdicts: list[Verdict]) -> Faster | None:
    """The fastest candidate that no generated input told apart from the original."""
    general = [v for v in verdicts if isinstance(v, Faster) and v.evidence.general]
    return max(general, key=lambda verdict: verdict.ratio, default=None)


def _refuted(candidate: Candidate, refuted: verify.Refuted) -> Verdict:
    if refuted.failed:
        return Failed(candidate, str(refuted))
    return Different(candidate, str(refuted), refuted.level)


def _sum(outcomes: list[Any]) -> Sample:
    return Sample(
        cpu_seconds=sum(outcome.cpu_seconds for outcome in outcomes),
        wall_seconds=sum(outcome.wall_seconds for outcome in outcomes),
        threads=max(outcome.threads for outcome in outcomes),
    )


def _glance(baseline: original.Baseline, mine: Sample) -> Timing:
    """The timing of a candidate that its first run showed to be slower."""
    was = baseline.samples[0]
    ratio = was.cpu_seconds / max(mine.cpu_seconds, 1e-9)
    return Timing(
        ratio=ratio,
        interval=(0.0, max(1.0, ratio)),
        wall_ratio=was.wall_seconds / max(mine.wall_seconds, 1e-9),
        clock="cpu",
        original_seconds=(was.cpu_seconds,),
        candidate_seconds=(mine.cpu_seconds,),
        original_wall_seconds=(was.wall_seconds,),
        candidate_wall_seconds=(mine.wall_seconds,),
        decision="not faster",
        why="slower at first sight",
    )
