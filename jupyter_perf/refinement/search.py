"""The search, in the supervisor: proposals → same answer? → faster? → verdicts.

Order of a job: canaries, the original twice, proposals, then each candidate in the order of its
expected gain. What has been found is reported at once; the budget is a hard end.
"""

from __future__ import annotations

from typing import Any

from ..core.code import Candidate
from ..sandbox.level import describe_level
from ..sandbox.supervisor import Context
from . import contest, original, verify
from .cases import Runs, own_cases
from .judging import Judge
from .proposals import Asker
from .request import Request
from .result import Refinement
from .verdict import Faster, Unverifiable, Verdict

_RUNNING, _LOOKING, _JUDGING = 0.05, 0.15, 0.2
"""How far a search is, as fractions, when these stages begin."""


def run(context: Context) -> dict[str, Any]:
    """Entry point of the supervisor: the search's result as JSON-able data."""
    return Search(context).run()


class Search:
    """One job: what was found so far, and what is still to be looked at."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.request = Request.from_json(context.request)
        self.runs = Runs(context.sandbox, self.request)
        self.asker = Asker(self.runs, context.left)
        self.verdicts: list[Verdict] = []
        self.reason: str | None = None
        self.isolation = ""
        self.notes: list[str] = []
        self.baseline: original.Baseline | None = None

    def run(self) -> dict[str, Any]:
        self._tell("starting the sandbox", 0.0)
        sandbox = self.context.sandbox
        sandbox.start()
        self.isolation = describe_level(sandbox)
        self.notes += [f"not imported beforehand: {missing}" for missing in sandbox.missing]
        try:
            self._tell("running the original", _RUNNING)
            self.baseline = self._observe()
            self._tell("looking for rewrites", _LOOKING)
            self._judge_all(self.baseline, self.asker.candidates())
        except original.NotVerifiable as reason:
            self.reason = None if sandbox.stopped else str(reason)
        return self._result()

    def _observe(self) -> original.Baseline:
        """The original's results, on a sample of its inputs where all of them take too long."""
        cases = own_cases(self.request)
        left, seen = self.context.left(), self.request.seen_seconds
        if seen is None or not original.too_long(seen, left):
            try:
                return original.observe(self.runs, cases, left, self.request.sampled)
            except original.TooLong as error:
                if self.request.kind != "cell":
                    raise
                seen = error.seconds
        smaller = [contest.sampled_case(case, contest.fraction_for(seen, left)) for case in cases]
        baseline = original.observe(self.runs, smaller, self.context.left())
        if not baseline.sampled:
            raise original.NotVerifiable(
                f"it takes about {seen:.0f} s, too long for a budget of {left:.0f} s,"
                " and its inputs can't be cut down: give it more with --budget"
            )
        return baseline

    def _judge_all(self, baseline: original.Baseline, candidates: list[Candidate]) -> None:
        if not candidates:
            return
        judge = Judge(
            self.runs, baseline, self.asker.generated_cases, self.context.left, len(candidates)
        )
        for at, candidate in enumerate(candidates):
            if self.context.left() <= 0:
                waiting = candidates[at:]
                self.verdicts += [Unverifiable(c, "not looked at: out of time") for c in waiting]
                return
            steps = " + ".join(candidate.steps)
            self._tell(f"checking {steps}", _share(at, candidates))
            try:
                self.verdicts.append(judge.judge(candidate))
            except verify.Stopped:
                self.verdicts.append(Unverifiable(candidate, "stopped before it was clear"))
                return
            self._tell(f"checked {steps}", _share(at + 1, candidates), partial=True)

    def _result(self) -> dict[str, Any]:
        best, baseline = best_of(self.verdicts), self.baseline
        stopped = "by you" if self.context.sandbox.stopped else ""
        if self.context.out_of_budget.is_set() or (not stopped and self.context.left() <= 0):
            stopped = "out of budget"
        refinement = Refinement(
            source=self.request.source,
            kind=self.request.kind,
            code=best.candidate.code if best else self.request.source,
            best=best,
            verdicts=tuple(self.verdicts),
            reason=self.reason,
            isolation=self.isolation,
            original_seconds=baseline.seconds if baseline else None,
            looked_at=self.asker.looked_at,
            sampled=baseline.sampled if baseline else self.request.sampled,
            notes=(*self.notes, *self.asker.notes),
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
            "best": (best.ratio, *best.interval) if best else None,
        }
        if partial:
            event["partial"] = self._result()["refinement"]
        self.context.report(event)


def best_of(verdicts: list[Verdict]) -> Faster | None:
    """The fastest candidate that no generated input told apart from the original."""
    general = [v for v in verdicts if isinstance(v, Faster) and v.evidence.general]
    return max(general, key=lambda verdict: verdict.ratio, default=None)


def _share(judged: int, candidates: list[Candidate]) -> float:
    return _JUDGING + (1 - _JUDGING) * judged / len(candidates)
