"""One candidate after the other: same answer? faster? Each becomes a verdict."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from ..core.code import Candidate
from ..measure.rule import Sample
from ..measure.timing import Timing
from ..sandbox.work import Outcome
from . import contest, verify
from .cases import Case, Runs
from .original import Baseline, total
from .verdict import Different, Failed, Faster, NotFaster, Unverifiable, Verdict

_OBVIOUSLY_SLOWER = 1.5
_RACE_SHARE = 0.5
_FIRST_CALL_SHARE = 0.3
_GENERATED_SHARE = 0.6


class Judge:
    """Holds what all candidates of one search share: the original's results and the cases.

    `left` gives the seconds that are left of the budget; each candidate may use a share of them.
    """

    def __init__(
        self,
        runs: Runs,
        baseline: Baseline,
        generated: Callable[[], list[Case]],
        left: Callable[[], float],
        candidates: int,
    ) -> None:
        self.runs = runs
        self.baseline = baseline
        self.left = left
        self._generate = generated
        self._generated: list[Case] | None = None
        timed, words = contest.timed_cases(
            runs, baseline.cases, baseline.samples[0], left(), candidates
        )
        self._timed_words = words or baseline.sampled
        self._contest = contest.Contest(runs, timed, left)

    def judge(self, candidate: Candidate) -> Verdict:
        """The verdict on `candidate`; raises verify.Stopped where the user stopped the search."""
        try:
            return self._judge(candidate)
        except verify.Refuted as refuted:
            if refuted.opaque:
                return Unverifiable(candidate, str(refuted))
            if refuted.failed:
                return Failed(candidate, str(refuted))
            return Different(candidate, str(refuted), refuted.level)

    def _judge(self, candidate: Candidate) -> Verdict:
        code, baseline = candidate.code, self.baseline
        verify.check_conduct(code, self.runs)
        tally, outcomes = verify.on_own_data(code, self.runs, baseline.cases, self.left())
        tested = verify.by_tests(code, self.runs, baseline.cases[0], self.left())
        mine = total(outcomes)
        if self.runs.request.kind != "function" and _obviously_slower(baseline, mine):
            return NotFaster(
                candidate, tally.evidence(tested, baseline.sampled), _glance(baseline, mine)
            )
        timing = self._timed(code)
        first = self._first_call(code) if self.runs.request.kind == "function" else None
        if timing.decision != "faster":
            return NotFaster(candidate, tally.evidence(tested, baseline.sampled), timing, first)
        end = self.left() * (1 - _GENERATED_SHARE)
        verify.on_generated(code, self.runs, self.generated, tally, lambda: self.left() - end)
        evidence = tally.evidence(tested, baseline.sampled)
        return Faster(candidate, evidence, timing, first, _peaks(baseline, outcomes))

    @property
    def generated(self) -> list[Case]:
        """The runs of level 2, made when the first candidate needs them."""
        if self._generated is None:
            self._generated = self._generate()
        return self._generated

    def _timed(self, code: str) -> Timing:
        timing = self._contest.time(code, share=_RACE_SHARE)
        return dataclasses.replace(timing, sampled=self._timed_words)

    def _first_call(self, code: str) -> Timing:
        """Beside the steady state; it decides nothing, so it takes fewer looks."""
        first = contest.Contest(self.runs, self.baseline.cases, self.left)
        return first.time(code, share=_FIRST_CALL_SHARE, rule=contest.FIRST_CALL_RULE)


def _peaks(baseline: Baseline, outcomes: list[Outcome]) -> tuple[int, int] | None:
    peaks = [o.peak_bytes for o in outcomes if o.peak_bytes is not None]
    if not peaks or baseline.peak_bytes is None:
        return None
    return baseline.peak_bytes, max(peaks)


def _obviously_slower(baseline: Baseline, mine: Sample) -> bool:
    return mine.cpu_seconds > _OBVIOUSLY_SLOWER * max(baseline.seconds, 0.001)


def _glance(baseline: Baseline, mine: Sample) -> Timing:
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
