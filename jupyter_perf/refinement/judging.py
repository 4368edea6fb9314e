"""One candidate at a time: same answer? faster? First at a glance, then with care."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass

from ..core.code import Candidate
from ..measure.rule import FASTER, NOT_FASTER, Sample
from ..measure.timing import Timing
from ..sandbox.work import Outcome
from . import contest, verify
from . import generated as level_two
from .cases import Case, Runs
from .original import Baseline, total
from .verdict import (
    NOT_TIMED,
    Different,
    Evidence,
    Failed,
    Faster,
    NotFaster,
    Unverifiable,
    Verdict,
)
from .warming import WARM_UP, compiles

_OBVIOUSLY_SLOWER = 1.5
_RACE_SHARE = 0.5
_FIRST_CALL_SHARE = 0.3
_GENERATED_SHARE = 0.9
_SHORT_SECONDS = 0.001


@dataclass(frozen=True)
class Screened:
    """A candidate that gave the same answer on the user's own data, and its first impression."""

    candidate: Candidate
    tally: verify.Tally
    outcomes: tuple[Outcome, ...]
    tested: bool
    original: Sample
    sample: Sample

    @property
    def ratio(self) -> float:
        """Original over candidate, one run each: enough to say what to look at first."""
        return self.original.cpu_seconds / max(self.sample.cpu_seconds, 1e-6)

    @property
    def slower(self) -> bool:
        """Whether it lost by so much that it needn't be timed."""
        least = max(self.original.cpu_seconds, _SHORT_SECONDS)
        return self.sample.cpu_seconds > _OBVIOUSLY_SLOWER * least


class Judge:
    """Holds what all candidates of one search share: the original's results and the cases.

    `left` gives the seconds that are left of the budget; each candidate may use a share of them.
    `races` is how many are expected to be timed.
    """

    def __init__(
        self,
        runs: Runs,
        baseline: Baseline,
        generated: Callable[[], list[Case]],
        left: Callable[[], float],
        races: int,
    ) -> None:
        self.runs = runs
        self.baseline = baseline
        self.left = left
        self.refuting: dict[str, Case] = {}
        """By code, the generated input that told a candidate from the original."""
        self._generate = generated
        self._generated: list[Case] | None = None
        self._screened: dict[str, Screened | verify.Refuted] = {}
        timed, words = contest.timed_cases(runs, baseline.cases, baseline.samples[0], left(), races)
        self._timed_words = words or baseline.sampled
        self._contest = contest.Contest(runs, timed, left)
        self._steady: Sample | None = None

    def judge(self, candidate: Candidate) -> Verdict:
        """The verdict on `candidate`; raises verify.Stopped where the user stopped the search."""
        try:
            return self.time(self.screen(candidate))
        except verify.Refuted as refuted:
            return refusal(candidate, refuted)

    def screen(self, candidate: Candidate) -> Screened:
        """Level 1, the user's tests and one run's time; raises Refuted. Each text once."""
        code = candidate.code
        if code not in self._screened:
            try:
                self._screened[code] = self._screen(candidate)
            except verify.Refuted as refuted:
                self._screened[code] = refuted
        found = self._screened[code]
        if isinstance(found, verify.Refuted):
            raise found
        return dataclasses.replace(found, candidate=candidate, tally=found.tally.copy())

    def _screen(self, candidate: Candidate) -> Screened:
        code, baseline = candidate.code, self.baseline
        verify.check_conduct(code, self.runs)
        tally, outcomes = verify.on_own_data(code, self.runs, baseline.cases, self.left())
        tested = verify.by_tests(code, self.runs, baseline.cases[0], self.left())
        before, after = baseline.samples[0], total(outcomes)
        if self.runs.request.kind == "function":
            # A first call says nothing of later ones.
            before, after = self._steady_original(), self._contest.once(code)
        return Screened(candidate, tally, tuple(outcomes), tested, before, after)

    def time(self, screened: Screened) -> Verdict:
        """The race, and for those that win it the generated inputs; raises Refuted."""
        candidate, code = screened.candidate, screened.candidate.code
        function = self.runs.request.kind == "function"
        if screened.slower and not function:
            return self.not_timed(screened, "slower at first sight", NOT_FASTER)
        first = self._glimpse(screened)
        timing = self._timed(code)
        if timing.decision != FASTER:
            return NotFaster(candidate, self._evidence(screened), timing, first)
        end = self.left() * (1 - _GENERATED_SHARE)
        tally = screened.tally
        refuting = level_two.on_generated(
            code, self.runs, self.generated, tally, lambda: self.left() - end
        )
        if refuting is not None:
            self.refuting[code] = refuting
        peaks = _peaks(self.baseline, screened.outcomes)
        return Faster(candidate, self._evidence(screened), timing, first, peaks)

    def not_timed(self, screened: Screened, why: str, decision: str) -> NotFaster:
        """The verdict on a candidate whose first impression was enough."""
        timing = _glance(screened.original, screened.sample, why, decision)
        return NotFaster(screened.candidate, self._evidence(screened), timing)

    def same_on(self, code: str, case: Case) -> bool:
        """Whether `code` agrees with the original on one generated input."""
        return level_two.agrees_on(code, self.runs, case, self.left())

    def look_again(self, screened: Screened) -> float:
        """Original over candidate by the faster of two rounds each."""
        was = self._contest.once(self.runs.request.source)
        now = self._contest.once(screened.candidate.code)
        before = min(was.cpu_seconds, screened.original.cpu_seconds)
        return before / max(min(now.cpu_seconds, screened.sample.cpu_seconds), 1e-6)

    def excess(self, code: str, other: str) -> float:
        """How much longer than `other` one run of `code` takes, as a share; 0 where it doesn't."""
        return self._contest.sprint(code, other)

    @property
    def generated(self) -> list[Case]:
        """The runs of level 2, made when the first candidate needs them."""
        if self._generated is None:
            self._generated = self._generate()
        return self._generated

    def _evidence(self, screened: Screened) -> Evidence:
        return screened.tally.evidence(screened.tested, self.baseline.sampled)

    def _steady_original(self) -> Sample:
        if self._steady is None:
            self._steady = total([self.runs.original(case) for case in self._contest.cases])
        return self._steady

    def _timed(self, code: str) -> Timing:
        if self.runs.request.kind == "function" and compiles(code):
            self.runs.warm_up(WARM_UP)
        timing = self._contest.time(code, share=_RACE_SHARE)
        return dataclasses.replace(timing, sampled=self._timed_words)

    def _glimpse(self, screened: Screened) -> Timing | None:
        """Of functions, how long the first call took where it was compared: one run each."""
        if self.runs.request.kind != "function":
            return None
        was, now = self.baseline.samples[0], total(list(screened.outcomes))
        late = now.cpu_seconds > _OBVIOUSLY_SLOWER * max(was.cpu_seconds, _SHORT_SECONDS)
        why = "one run each"
        if self.runs.warmed and compiles(screened.candidate.code):
            why += ", the compiler loaded beforehand"
        glimpse = _glance(was, now, why, NOT_TIMED)
        return dataclasses.replace(glimpse, interval=(0.0, 1.0)) if late else glimpse

    def first_call(self, code: str) -> Timing:
        """Time first calls with care. It decides nothing, so it takes fewer looks.

        They count what later ones are spared, so what was done beforehand for those is undone.
        """
        self.runs.forget()
        first = contest.Contest(self.runs, self.baseline.cases, self.left)
        return first.time(code, share=_FIRST_CALL_SHARE, rule=contest.FIRST_CALL_RULE)


def refusal(candidate: Candidate, refuted: verify.Refuted) -> Verdict:
    """The verdict on a candidate that was refuted."""
    if refuted.opaque:
        return Unverifiable(candidate, str(refuted), refuted.safe)
    if refuted.failed:
        return Failed(candidate, str(refuted), refuted.safe)
    return Different(candidate, str(refuted), refuted.level, refuted.safe)


def _peaks(baseline: Baseline, outcomes: tuple[Outcome, ...]) -> tuple[int, int] | None:
    peaks = [o.peak_bytes for o in outcomes if o.peak_bytes is not None]
    if not peaks or baseline.peak_bytes is None:
        return None
    return baseline.peak_bytes, max(peaks)


def _glance(was: Sample, now: Sample, why: str, decision: str) -> Timing:
    """The timing of a candidate whose first run was all that was needed."""
    ratio = was.cpu_seconds / max(now.cpu_seconds, 1e-9)
    interval = (0.0, max(1.0, ratio)) if decision == NOT_FASTER else (0.0, float("inf"))
    return Timing(
        ratio=ratio,
        interval=interval,
        wall_ratio=was.wall_seconds / max(now.wall_seconds, 1e-9),
        clock="cpu",
        original_seconds=(was.cpu_seconds,),
        candidate_seconds=(now.cpu_seconds,),
        original_wall_seconds=(was.wall_seconds,),
        candidate_wall_seconds=(now.wall_seconds,),
        decision=decision,
        why=why,
    )
