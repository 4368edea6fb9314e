"""The search, in the supervisor: proposals → same answer? → faster? → verdicts.

Order of a job: canaries, the original twice (and where its time goes), proposals, then what
`exploring` makes of them. What has been found is reported at once; the budget is a hard end.
"""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Callable, Iterator
from typing import Any

from ..core.code import Candidate
from ..sandbox.level import Level, Measured, measure
from ..sandbox.supervisor import Context
from . import observing, openings, original, verify
from .cases import Runs
from .composing import Choice, Composer
from .conversation.leading import Lead
from .exploring import Explorer
from .judging import Judge, Screened, refusal
from .proposals import Asker
from .readability import simplest
from .request import Request
from .result import Refinement
from .verdict import Faster, Unverifiable, Verdict

_RUNNING, _LOOKING, _JUDGING = 0.05, 0.15, 0.2
"""How far a search is, as fractions, when these stages begin."""
_STEP = 0.12
"""How much of what is left a step of unknown length counts as."""
_MODEL_SHARE = 0.5
"""Of the budget: what the rules leave to a model that comes after them."""
_RACES = 4
"""So many candidates are expected to be timed where rules are asked."""


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
        self.done = 0.0
        talks = self.request.talk is not None
        self.lead = (
            Lead(context, self.runs, self.asker, self._record, self._tell_further)
            if talks
            else None
        )

    def run(self) -> dict[str, Any]:
        self._tell("starting the sandbox", 0.0)
        sandbox = self.context.sandbox
        sandbox.start()
        level = measure(sandbox)
        self.isolation = str(level)
        self.notes += [f"not imported beforehand: {missing}" for missing in sandbox.missing]
        try:
            self._require_isolation(level)
            self._tell("running the original", _RUNNING)
            self.baseline = observing.observe(self.runs, self.request, self.context.left)
            self._tell("looking for rewrites", _LOOKING)
            given = self.asker.given()
            if self.request.candidates:
                self.baseline = original.confirm(self.runs, self.baseline)
                self._judge_given(self.baseline, given)
            else:
                self._look(self.baseline, self.lead)
        except original.NotVerifiable as reason:
            self.reason = None if sandbox.stopped else str(reason)
            if self.lead is not None:
                self.lead.leave()
        return self._result()

    def _require_isolation(self, level: Measured) -> None:
        """Raises NotVerifiable where a model's code would have nothing around it."""
        if self.lead is None or self.lead.settings.unsafe or level.level > Level.S0:
            return
        raise original.NotVerifiable(
            "code that a model wrote isn't run here, where nothing isolates it (`%perf doctor` says"
            " why): `--unsafe-no-sandbox` runs it all the same, with your rights"
        )

    def _look(self, baseline: original.Baseline, lead: Lead | None) -> None:
        """Look for rewrites where the request says: the rules, a model, or one after the other."""
        if self.request.engine != "llm":
            baseline = self._explore(baseline)
        if lead is None:
            return
        if self.context.left() <= 0:
            lead.leave()
            return
        if not self.runs.own:  # no rule matched, so that nothing was compared yet
            self.baseline = baseline = original.confirm(self.runs, baseline)
        self._converse(lead, baseline)

    def _converse(self, lead: Lead, baseline: original.Baseline) -> None:
        """Ask a model, from the best so far on."""
        judge = self._judge(baseline, lead.settings.samples)
        try:
            lead.run(judge, baseline, self._best())
        except verify.Stopped:
            self._stopped(lead.current)
        else:
            self._time_first_call(judge)
        if self.request.engine == "llm" and not self.verdicts:
            self.reason = lead.trouble() or None

    def _for_rules(self) -> float:
        """Seconds that are left for the rules: half of the budget where a model comes after."""
        left = self.context.left()
        kept = 0.0 if self.lead is None else self.request.budget * _MODEL_SHARE
        return max(0.0, left - kept)

    def _explore(self, baseline: original.Baseline) -> original.Baseline:
        """Ask the rules, and find the best choice of what they propose.

        Returns the baseline, confirmed where anything was compared with it.
        """
        self.asker.seconds = baseline.seconds / max(1, len(baseline.cases))
        if self.request.kind == "cell":
            self.asker.opening = openings.opening_of(
                self.request.source, baseline.profile, self.asker.seconds
            )
        composer = Composer(self.asker.compose, baseline.profile)
        if composer.make(Choice()) is None:
            return baseline
        # Where no rule matches it needs no second run: nothing is compared with it.
        self.baseline = baseline = original.confirm(self.runs, baseline)
        explorer = Explorer(
            self._judge(baseline, _RACES, self._for_rules),
            composer,
            self.request.source,
            # Nothing is begun that couldn't even run as long as the original.
            lambda: self._for_rules() - baseline.wall_seconds,
            self._record,
            self._tell_further,
        )
        try:
            explorer.run()
        except verify.Stopped:
            self._stopped(explorer.current)
        else:
            self._time_first_call(explorer.judge)
        return baseline

    def _judge_given(self, baseline: original.Baseline, candidates: list[Candidate]) -> None:
        """Judge each of the caller's rewrites, the most promising first; told in their order."""
        judge = self._judge(baseline, len(candidates))
        screened: list[Screened] = []
        for candidate in candidates:
            with self._looking_at(candidate) as in_time:
                if in_time:
                    screened.append(judge.screen(candidate))
        for seen in sorted(screened, key=lambda seen: -seen.ratio):
            with self._looking_at(seen.candidate) as in_time:
                if in_time:
                    self._record(judge.time(seen))
        self._time_first_call(judge)
        self.verdicts.sort(key=lambda verdict: candidates.index(verdict.candidate))

    def _time_first_call(self, judge: Judge) -> None:
        """Of the best function, with care and in what time is left: it was one run each so far."""
        best = self._best()
        if best is None or best.first_call is None or self.context.left() <= 0:
            return
        at = self.verdicts.index(best)
        self._tell("timing first calls", self._further())
        try:
            timing = judge.first_call(best.candidate.code)
        except verify.Refuted as refuted:
            self.verdicts[at] = refusal(best.candidate, refuted)
            self._time_first_call(judge)
        except verify.Stopped:
            return
        else:
            if timing.original_seconds:
                self.verdicts[at] = dataclasses.replace(best, first_call=timing)

    @contextlib.contextmanager
    def _looking_at(self, candidate: Candidate) -> Iterator[bool]:
        """One step of judging `candidate`, whose verdict is written down where it ends there.

        Gives False where there is no time for it.
        """
        in_time = self.context.left() > 0
        if in_time:
            self._tell(f"checking {' + '.join(candidate.steps)}", self._further())
        else:
            self._record(Unverifiable(candidate, "not looked at: out of time"))
        try:
            yield in_time
        except verify.Refuted as refuted:
            self._record(refusal(candidate, refuted))
        except verify.Stopped:
            self._stopped(candidate)

    def _judge(
        self,
        baseline: original.Baseline,
        races: int,
        left: Callable[[], float] | None = None,
    ) -> Judge:
        """One judge for all that is tried; `left` where not all of the time is meant for it."""
        left = left or self.context.left
        return Judge(self.runs, baseline, self.asker.generated_cases, left, races)

    def _record(self, verdict: Verdict) -> None:
        self.verdicts.append(verdict)
        self._tell(f"checked {' + '.join(verdict.candidate.steps)}", self._further(), partial=True)

    def _stopped(self, candidate: Candidate | None) -> None:
        judged = {verdict.candidate.code for verdict in self.verdicts}
        if candidate is not None and candidate.code not in judged:
            self.verdicts.append(Unverifiable(candidate, "stopped before it was clear"))

    def _tell_further(self, stage: str) -> None:
        self._tell(stage, self._further())

    def _further(self) -> float:
        """How far the search is, after one more step of unknown length."""
        self.done = max(self.done, _JUDGING)
        self.done += (1 - self.done) * _STEP
        return self.done

    def _result(self) -> dict[str, Any]:
        best, baseline = self._best(), self.baseline
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
            profile=baseline.profile.top_lines() if baseline else (),
            looked_at=self.asker.looked_at,
            sampled=baseline.sampled if baseline else self.request.sampled,
            notes=(*self.notes, *self.asker.notes),
            stopped=stopped,
            searched_seconds=self.context.elapsed(),
            conversation=self.lead.conversation if self.lead is not None else None,
        )
        return {"refinement": refinement.to_json()}

    def _tell(self, stage: str, done: float, *, partial: bool = False) -> None:
        best = self._best()
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

    def _best(self) -> Faster | None:
        """Of what no generated input told apart from the original, the fastest; the smallest
        change where several are about as fast."""
        found = [v for v in self.verdicts if isinstance(v, Faster) and v.evidence.general]
        return simplest(self.request.source, found)
