"""The loop of SELF-REFINE (arXiv 2303.17651): rewrite, run, feed back, rewrite.

Two things differ from the paper's Algorithm 1. What goes back is measured, not only the model's
own opinion; and every round starts from the best code that was *verified*, never from the latest
answer, so that a worse answer costs time and nothing else.

A round asks for several samples at once (as PIE does, arXiv 2302.07867), judges each as it comes
while the others are still being written, and times the most promising first. The loop ends when
the model's own critique finds nothing, when a round brings no gain (answers that were wrong get
one round to be repaired, and the first round is always followed by feedback), or with the budget.
"""

from __future__ import annotations

import dataclasses
import heapq
from collections.abc import Callable
from dataclasses import dataclass, field

from ...core.code import Candidate
from .. import verify
from ..endpoint.exchange import Answer, Ended, Prompt
from ..judging import Judge, Screened, refusal
from ..verdict import NOT_TIMED, Faster, Unverifiable, Verdict
from . import rewriting
from .asking import Asking
from .briefing import Briefing
from .measuring import Measuring
from .record import Round
from .replies import algorithms_of, critique_of
from .settings import Settings
from .situation import Attempt, Situation

_GAIN = 1.02
"""A round whose best is at most this much better than the best before it brought nothing."""
_WORTH_RACING = 1.05
_OF_THE_BEST = 0.8
"""A candidate that looks slower than this share of the best isn't timed."""


@dataclass
class Talk:
    """One conversation over one source; `record` hears each verdict, `tell` each stage."""

    settings: Settings
    asking: Asking
    briefing: Briefing
    situation: Situation
    measuring: Measuring
    judge: Judge
    source: str
    left: Callable[[], float]
    record: Callable[[Verdict], None]
    tell: Callable[[str], None]
    steps: tuple[str, ...] = ()
    """What made the code that the conversation goes on from."""
    best: Faster | None = None
    rounds: list[Round] = field(default_factory=list)
    ended: str = ""
    current: Candidate | None = None
    """What is being looked at, should the search be stopped."""
    _judged: set[str] = field(default_factory=set)
    _queue: list[tuple[float, int, Screened]] = field(default_factory=list)

    def run(self) -> None:
        """Lead the conversation to its end; `ended` then says why. Raises verify.Stopped."""
        self._judged |= {self.source, self.situation.code}
        for number in range(1, self.settings.rounds + 1):
            if why := self._round(number):
                self.ended = why
                return
        self.ended = "all rounds were used"

    # One round ------------------------------------------------------------------------------

    def _round(self, number: int) -> str:
        """One turn; why there is no next one, or ""."""
        if self.asking.hopeless:
            return self.asking.hopeless
        if number > 1:
            self.measuring.refresh(self.situation)
            if self._finds_nothing(number):
                return "the model finds nothing left that is worth doing"
        feedback = self.situation.evidence()
        self._ask_for_rewrites(number)
        before, attempts = self._best_ratio(), len(self.situation.attempts)
        tried, right, best = self._work_off(number)
        self.rounds.append(Round(number, feedback, tried, right, best))
        if self.left() <= 0:
            return "the budget was used up"
        if self.asking.hopeless:
            return self.asking.hopeless
        return self._no_use(number, before, self.situation.attempts[attempts:])

    def _no_use(self, number: int, before: float, failed: list[Attempt]) -> str:
        if self._best_ratio() > before * _GAIN or number == 1:
            return ""
        if any(not attempt.right for attempt in failed) and self._gained_before():
            return ""
        return f"round {number} brought no gain"

    def _gained_before(self) -> bool:
        """Whether this is the first round in a row without a gain."""
        return len(self.rounds) < 2 or self.rounds[-2].best is not None or len(self.rounds) == 2

    def _best_ratio(self) -> float:
        return self.best.ratio if self.best is not None else 1.0

    def _finds_nothing(self, number: int) -> bool:
        """Ask for the model's own critique; True where it has none, nor anything to repair."""
        self.situation.critique = ()
        self.tell(f"round {number}: asking for a critique")
        self.asking.ask(self._question("critique", number, 1))
        came = self.asking.next(wait=True)
        if came is None or came[1].ended is not Ended.STOP:
            return False
        critique = critique_of(came[1].text)
        self.situation.critique = critique.points
        self.asking.settle(came[2], f"{len(critique.points)} points")
        wrong = any(not attempt.right for attempt in self.situation.latest_attempts())
        return not critique.slow and not (wrong and self.best is None)

    def _ask_for_rewrites(self, number: int) -> None:
        algorithms = self._algorithms(number) if self.settings.strategy == "explore" else []
        if self.asking.hopeless:
            return
        name = "edit" if self.settings.strategy == "edit" else "rewrite"
        for sample in range(1, self.settings.samples + 1):
            if algorithms:
                algorithm = algorithms[(sample - 1) % len(algorithms)]
                question = self._question("implement", number, sample, algorithm)
            else:
                question = self._question(name, number, sample)
            self.asking.ask(question)

    def _algorithms(self, number: int) -> list[str]:
        """Several ways to do it, before any code (LLM4EFFI); in the first round only."""
        if number > 1:
            return []
        self.tell("asking for algorithms")
        self.asking.ask(self._question("explore", number, 1))
        came = self.asking.next(wait=True)
        if came is None or came[1].ended is not Ended.STOP:
            return []
        algorithms = algorithms_of(came[1].text)
        self.asking.settle(came[2], f"{len(algorithms)} algorithms")
        return algorithms

    def _question(self, name: str, number: int, sample: int, algorithm: str = "") -> Prompt:
        prompt = self.briefing.prompt(name, self.situation, algorithm)
        return dataclasses.replace(prompt, round=number, sample=sample)

    # Answers, as they come ------------------------------------------------------------------

    def _work_off(self, number: int) -> tuple[int, int, float | None]:
        """Judge what comes until all of it is judged: (tried, right, best ratio)."""
        tried = right = 0
        best: float | None = None
        while self.left() > 0 and (self.asking.waiting or self._queue):
            self.tell(self._waiting(number))
            came = self.asking.next(wait=not self._queue)
            if came is not None:
                judged, agrees = self._take(*came)
                tried, right = tried + judged, right + agrees
            elif self._queue:
                best = max(filter(None, (best, self._time_next())), default=None)
            elif self.asking.waiting:
                break
        return tried, right, best

    def _waiting(self, number: int) -> str:
        waiting = self.asking.waiting
        if not waiting:
            return f"round {number}: timing"
        return f"round {number}: waiting for {waiting} answer{'s' if waiting > 1 else ''}"

    def _take(self, prompt: Prompt, answer: Answer, place: int) -> tuple[bool, bool]:
        """Screen the code in an answer: (whether there was some, whether it is right)."""
        try:
            code = rewriting.code_in(
                answer,
                self.settings.strategy == "edit" and prompt.purpose == "rewrite",
                self.situation,
            )
        except rewriting.Unusable as unusable:
            self.asking.settle(place, str(unusable))
            if unusable.attempt is not None:
                self.situation.attempts.append(unusable.attempt)
            return False, False
        if code in self._judged:
            self.asking.settle(place, "nothing new: this code is known")
            return False, False
        self._judged.add(code)
        return True, self._screen(prompt, answer, place, code)

    def _screen(self, prompt: Prompt, answer: Answer, place: int, code: str) -> bool:
        name = f"round {prompt.round}, sample {prompt.sample}"
        candidate = Candidate(code, (*self.steps, name), summary=rewriting.summary_of(answer.text))
        self.current = candidate
        self.tell(f"checking {name}")
        try:
            screened = self.judge.screen(candidate)
        except verify.Refuted as refuted:
            self._refused(refuted, candidate)
            self.asking.settle(place, str(refuted), code)
            return False
        self.asking.settle(place, f"same answer; {screened.ratio:.2g}× at first sight", code)
        heapq.heappush(self._queue, (-screened.ratio, place, screened))
        return True

    def _time_next(self) -> float | None:
        """Time the most promising of what is right; its ratio where it is faster."""
        _, place, screened = heapq.heappop(self._queue)
        self.current = screened.candidate
        least = max(_WORTH_RACING, _OF_THE_BEST * self._best_ratio())
        if screened.ratio < least and (self.best is not None or screened.slower):
            why = "well behind the best at first sight" if self.best else "slower at first sight"
            verdict: Verdict = self.judge.not_timed(screened, why, NOT_TIMED)
        else:
            self.tell(f"timing {screened.candidate.steps[-1]}")
            try:
                verdict = self.judge.time(screened)
            except verify.Refuted as refuted:
                self._refused(refuted, screened.candidate)
                self.asking.settle(place, str(refuted), screened.candidate.code)
                return None
        self.record(verdict)
        self.asking.settle(place, rewriting.outcome_of(verdict), screened.candidate.code)
        return self._weigh(verdict, screened)

    def _weigh(self, verdict: Verdict, screened: Screened) -> float | None:
        """Make it the best where it is; else remember what was wrong with it."""
        code = screened.candidate.code
        if isinstance(verdict, Faster) and verdict.evidence.general:
            if verdict.ratio > self._best_ratio():
                self.best = verdict
                self.situation.improve(code, (verdict.ratio, *verdict.interval))
            return verdict.ratio
        if isinstance(verdict, Faster):
            why = self.measuring.words(verdict.evidence.only_safe, verdict.evidence.only_this_data)
            self.situation.attempts.append(Attempt(code, f"On other inputs it differs: {why}"))
        else:
            why = f"Same answer, but no gain: {screened.ratio:.2g}× as fast as the original."
            self.situation.attempts.append(Attempt(code, why, right=True))
        return None

    def _refused(self, refuted: verify.Refuted, candidate: Candidate) -> None:
        self.record(refusal(candidate, refuted))
        why = self.measuring.words(refuted.safe, str(refuted))
        self.situation.attempts.append(Attempt(candidate.code, f"It doesn't count: {why}"))

    def cut_short(self) -> Verdict | None:
        """The verdict on what was being looked at when the search was stopped."""
        if self.current is None:
            return None
        return Unverifiable(self.current, "stopped before it was clear")
