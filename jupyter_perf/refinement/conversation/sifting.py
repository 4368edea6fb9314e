"""Answers, as they come: screened at once, timed in the order of what they promise.

Whatever an answer says, what becomes of it is decided here by what its code did when it ran.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field

from ...core.code import Candidate
from .. import verify
from ..endpoint.exchange import Answer, Prompt
from ..judging import Judge, Screened, refusal
from ..verdict import NOT_TIMED, Faster, Unverifiable, Verdict
from . import rewriting
from .asking import Asking
from .base import Base, Proposal
from .measuring import Measuring, no_gain
from .situation import Attempt, Situation

_WORTH_RACING = 1.05
_OF_THE_BEST = 0.8
"""A candidate that looks slower than this share of the best isn't timed."""
_UNTIMED = "same answer on your data; the search ended before it was timed"


@dataclass
class Turn:
    """What a round has brought so far."""

    tried: int = 0
    right: int = 0
    best: float | None = None
    known: int = 0
    """Answers whose code had been judged before."""
    unread: int = 0
    """Answers without code, of which the model should hear."""

    @property
    def nothing_but_unread(self) -> bool:
        """Whether no answer could be read: another form of the same may be."""
        return bool(self.unread) and not (self.tried or self.known)


@dataclass(frozen=True)
class _Right:
    """Code that gave the same answer and waits to be timed."""

    screened: Screened
    proposal: Proposal


@dataclass
class Sifting:
    """Judges what a model proposes; `best` is the best of it, or what was there before."""

    asking: Asking
    situation: Situation
    measuring: Measuring
    judge: Judge
    left: Callable[[], float]
    record: Callable[[Verdict], None]
    tell: Callable[[str], None]
    as_edits: bool = False
    """Whether answers are edits of what was shown, and not all of it anew."""
    best: Faster | None = None
    to_repair: bool = False
    """Whether something in this round was wrong, and may be right in the next one."""
    current: Candidate | None = None
    """What is being looked at, should the search be stopped."""
    _steps: tuple[str, ...] = ()
    """What made the code that the conversation goes on from."""
    _judged: set[str] = field(default_factory=set)
    _queue: list[tuple[float, int, _Right]] = field(default_factory=list)
    _bases: dict[int, Base] = field(default_factory=dict)
    """What the rewrites of each round were asked about."""

    def __post_init__(self) -> None:
        self._steps = () if self.best is None else self.best.candidate.steps

    def known(self, *codes: str) -> None:
        """Have these not judged again."""
        self._judged.update(codes)

    def begin(self, number: int) -> None:
        """Answers of round `number` will be about what is shown now."""
        self._bases[number] = self.situation.base
        self.to_repair = False

    @property
    def ratio(self) -> float:
        """That of the best; 1.0 for the original."""
        return self.best.ratio if self.best is not None else 1.0

    def work_off(self, number: int, turn: Turn) -> None:
        """Judge what comes until all of it is judged, or there is no time for it.

        Raises verify.Stopped.
        """
        try:
            while self.left() > 0 and (self.asking.waiting or self._queue):
                self.tell(self._waiting(number))
                came = self.asking.next(wait=not self._queue)
                if came is not None:
                    self._take(*came, turn)
                elif self._queue:
                    turn.best = max(filter(None, (turn.best, self._time_next())), default=None)
                else:
                    break
        finally:
            self._leave_untimed()

    def _leave_untimed(self) -> None:
        """Say of what is right and wasn't timed that this is so."""
        for _, place, right in sorted(self._queue, key=lambda entry: entry[:2]):
            self.record(Unverifiable(right.screened.candidate, _UNTIMED))
            self.asking.settle(place, _UNTIMED, right.screened.candidate.code)
        self._queue.clear()

    def _waiting(self, number: int) -> str:
        waiting = self.asking.waiting
        if not waiting:
            return f"round {number}: timing"
        return f"round {number}: waiting for {waiting} answer{'s' if waiting > 1 else ''}"

    def _take(self, prompt: Prompt, answer: Answer, place: int, turn: Turn) -> None:
        """Screen the code in an answer."""
        try:
            proposal = rewriting.proposed(answer, self.as_edits, self._bases[prompt.round])
        except rewriting.Unusable as unusable:
            self.asking.settle(place, str(unusable))
            if unusable.attempt is not None:
                self.situation.remember(unusable.attempt)
                turn.unread += 1
            return
        if proposal.code in self._judged:
            turn.known += 1
            self.asking.settle(place, "nothing new: this code is known")
            return
        self._judged.add(proposal.code)
        turn.tried += 1
        turn.right += self._screen(prompt, answer, place, proposal)

    def _screen(self, prompt: Prompt, answer: Answer, place: int, proposal: Proposal) -> bool:
        """Whether it gives the same answer; then it waits to be timed."""
        name = f"round {prompt.round}, sample {prompt.sample}"
        code, summary = proposal.code, rewriting.summary_of(answer.text)
        candidate = Candidate(code, (*self._steps, name), summary=summary)
        self.current = candidate
        self.tell(f"checking {name}")
        try:
            screened = self.judge.screen(candidate)
        except verify.Refuted as refuted:
            self._refused(refuted, candidate, proposal, place)
            return False
        except verify.Stopped:
            self.asking.settle(place, "stopped before it was clear", code)
            raise
        self.asking.settle(place, f"same answer; {screened.ratio:.2g}× at first sight", code)
        heapq.heappush(self._queue, (-screened.ratio, place, _Right(screened, proposal)))
        return True

    def _time_next(self) -> float | None:
        """Time the most promising of what is right; its ratio where it is faster."""
        _, place, right = heapq.heappop(self._queue)
        screened = right.screened
        self.current = screened.candidate
        least = max(_WORTH_RACING, _OF_THE_BEST * self.ratio)
        if screened.ratio < least and (self.best is not None or screened.slower):
            why = "well behind the best at first sight" if self.best else "slower at first sight"
            verdict: Verdict = self.judge.not_timed(screened, why, NOT_TIMED)
        else:
            self.tell(f"timing {screened.candidate.steps[-1]}")
            try:
                verdict = self.judge.time(screened)
            except verify.Refuted as refuted:
                self._refused(refuted, screened.candidate, right.proposal, place)
                return None
        self.record(verdict)
        self.asking.settle(place, rewriting.outcome_of(verdict), screened.candidate.code)
        return self._weigh(verdict, right)

    def _weigh(self, verdict: Verdict, right: _Right) -> float | None:
        """Make it the best where it is; else remember what was wrong with it."""
        if not isinstance(verdict, Faster):
            why = no_gain(verdict)
            self._remember(Attempt(right.proposal.written, why, right=True))
            return None
        if verdict.evidence.general:
            if verdict.ratio > self.ratio:
                self.best = verdict
                ratio = (verdict.ratio, *verdict.interval)
                self.situation.improve(verdict.candidate.code, ratio)
            return verdict.ratio
        why = self.measuring.only_here(verdict.evidence)
        self._remember(Attempt(right.proposal.written, why))
        return None

    def _refused(
        self, refuted: verify.Refuted, candidate: Candidate, proposal: Proposal, place: int
    ) -> None:
        self.record(refusal(candidate, refuted))
        self.asking.settle(place, str(refuted), candidate.code)
        why = self.measuring.words(refuted.safe, str(refuted))
        why = proposal.base.in_own_lines(why, proposal.written)
        self._remember(Attempt(proposal.written, f"It doesn't count: {why}"))

    def _remember(self, attempt: Attempt) -> None:
        self.situation.remember(attempt)
        self.to_repair = self.to_repair or not attempt.right
