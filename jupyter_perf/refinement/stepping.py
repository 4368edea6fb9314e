"""The single steps of a search: screen a draft, race it, write down what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from ..core.code import Candidate
from . import verify
from .composing import Choice, Composer, Draft, Key
from .judging import Judge, Screened, refusal
from .verdict import Verdict

_FEWEST_PAIRS = 6


@dataclass
class Stepper:
    """What a search goes by; `record` hears each verdict, `tell` each stage."""

    judge: Judge
    composer: Composer
    source: str
    left: Callable[[], float]
    record: Callable[[Verdict], None]
    tell: Callable[[str], None]
    current: Candidate | None = None
    """What is being looked at, should the search be stopped."""
    excluded: frozenset[Key] = frozenset()
    """Parts that were found to be wrong, or to bring nothing."""
    _recorded: set[str] = field(default_factory=set)

    def only(self, keys: Iterable[Key]) -> Draft | None:
        """The draft of these parts alone."""
        return self.composer.make(Choice(only=frozenset(keys), without=self.excluded))

    def screen(self, draft: Draft) -> Screened | None:
        """None where the draft is refuted: `_write_refusal` says why."""
        self.current = draft.candidate
        self.tell(f"checking {' + '.join(draft.candidate.steps)}")
        try:
            return self.judge.screen(draft.candidate)
        except verify.Refuted:
            return None

    def time(self, screened: Screened) -> Verdict | None:
        """The verdict of a race; a candidate that misbehaves in one is refuted after all."""
        self.current = screened.candidate
        self.tell(f"timing {' + '.join(screened.candidate.steps)}")
        try:
            return self.judge.time(screened)
        except verify.Refuted as refuted:
            self.write(refusal(screened.candidate, refuted))
            return None

    def excess(self, code: str, other: str) -> float | None:
        """How much longer `code` takes than `other`; None where one of them misbehaves."""
        try:
            return self.judge.excess(code, other)
        except verify.Refuted:
            return None

    def write_refusal(self, draft: Draft) -> None:
        try:
            self.judge.screen(draft.candidate)
        except verify.Refuted as refuted:
            self.write(refusal(draft.candidate, refuted))

    def write(self, verdict: Verdict) -> None:
        """Record one verdict per text."""
        if verdict.candidate.code not in self._recorded:
            self._recorded.add(verdict.candidate.code)
            self.record(verdict)


def affordable(screened: Screened, left: float) -> bool:
    """Whether the fewest runs that can settle a race fit into `left` seconds."""
    pair = screened.original.wall_seconds + screened.sample.wall_seconds
    return _FEWEST_PAIRS * pair < left
