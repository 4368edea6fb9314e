"""Which parts to apply: all of them first, then without those that fail, lose or bring nothing.

Applying everything is usually best, so that is what is tried at once. Where it gives another
answer the part to blame is found by bisection, left out, and the rules are asked again, some other
of which may now have its place. What has won is then taken apart: other rules at the places that
matter become alternatives, and parts that bring nothing measurable are taken out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from ..core.code import Candidate
from ..measure.rule import NOT_FASTER
from . import verify
from .composing import Choice, Composer, Draft, Key, Part
from .judging import Judge, Screened, refusal
from .readability import change_between
from .verdict import NOT_TIMED, Faster, Unverifiable, Verdict

_COLD_SHARE = 0.01
"""Parts whose lines take less than this share of the time come last."""
_LEAST_SAVED = 0.03
"""A part alone that saves less than this share of its own run loses."""
_WORTH_RACING = 1.15
_LEAST_PROMISE = 1.05
"""The ratio of first impressions below which a long run isn't raced before all else was tried."""
_LONG_SECONDS = 0.05
_OF_THE_BEST = 0.5
_WORTH_RUNNING = 0.2
"""Expected gain of an alternative over the ratio of the best, below which it isn't run."""
_FAR_LONGER = 2.0
_NOTHING_LOST = 0.02
"""A part without which a run takes at most this share longer brings nothing measurable."""
_FEWEST_PAIRS = 6
_MOST_ATTEMPTS = 24
_MOST_ALTERNATIVES = 3
_AFTERWARDS_SHARE = 0.35
"""Of the time that is left when something was found: what alternatives and simplifying may take."""


@dataclass
class Explorer:
    """One search over the parts that match; `record` hears each verdict, `tell` each stage."""

    judge: Judge
    composer: Composer
    source: str
    left: Callable[[], float]
    record: Callable[[Verdict], None]
    tell: Callable[[str], None]
    current: Candidate | None = None
    """What is being looked at, should the search be stopped."""
    _excluded: frozenset[Key] = frozenset()
    _recorded: set[str] = field(default_factory=set)
    _best: tuple[Draft, Screened] | None = None
    _put_off: list[tuple[Draft, Screened]] = field(default_factory=list)
    """What was hardly faster at first sight."""

    def run(self) -> None:
        """Raises verify.Stopped where the user stopped the search, or the budget ended."""
        everything = self.composer.make(Choice())
        if everything is None:
            return
        cold = self._cold(everything.parts)
        self._excluded = cold if cold < everything.keys else frozenset()
        self._settle()
        if self._best is None and self._excluded >= cold:
            self._excluded -= cold
            self._settle()
        self._race_what_was_put_off()
        if self._best is not None:
            end = self.left() * (1 - _AFTERWARDS_SHARE)
            self._alternatives(lambda: self.left() - end)
            self._simplify(lambda: self.left() - end)

    def _cold(self, parts: Iterable[Part]) -> frozenset[Key]:
        """Parts at lines that take next to no time, where that is known."""
        if not self.composer.profile.clear:
            return frozenset()
        return frozenset(p.key for p in parts if self.composer.share(p) < _COLD_SHARE)

    # What works at all -----------------------------------------------------------------------

    def _settle(self) -> None:
        """Leave parts out until what is left is faster and general, or nothing is left."""
        for attempt in range(_MOST_ATTEMPTS):
            if self._best is not None or (attempt and self.left() <= 0):
                return
            draft = self.composer.make(Choice(without=self._excluded))
            if draft is None:
                return
            if self.left() <= 0:
                self._write(Unverifiable(draft.candidate, "not looked at: out of time"))
                return
            self._excluded |= self._attempt(draft)

    def _attempt(self, draft: Draft) -> frozenset[Key]:
        """Judge a draft: it is the best now, or the keys of parts to do without come back."""
        screened = self._screen(draft)
        if screened is None:
            return self._blame(draft, lambda smaller: self._screen(smaller) is None)
        if screened.slower and len(draft.parts) > 1:
            return self._losing(draft)
        if not self._promises(screened):
            self._put_off.append((draft, screened))
            return self._losing(draft) if len(draft.parts) > 1 else draft.keys
        return self._race(draft, screened)

    def _promises(self, screened: Screened) -> bool:
        """Whether it is worth a race, which takes ten runs of each side or more."""
        if screened.original.wall_seconds < _LONG_SECONDS or screened.ratio >= _LEAST_PROMISE:
            return True
        try:
            return self.judge.look_again(screened) >= _LEAST_PROMISE
        except verify.Refuted:
            return True  # the race will say what is wrong

    def _race_what_was_put_off(self) -> None:
        """Where nothing else was found, and there is time: small gains are gains."""
        waiting = sorted(self._put_off, key=lambda put: -put[1].ratio)
        for draft, screened in waiting:
            if self._best is None and _affordable(screened, self.left()):
                self._race(draft, screened)
            else:
                why = "hardly faster at first sight"
                self._write(self.judge.not_timed(screened, why, NOT_TIMED))

    def _race(self, draft: Draft, screened: Screened) -> frozenset[Key]:
        """Time a draft: it is the best now, or the keys of parts to do without come back."""
        verdict = self._time(screened)
        if verdict is None:
            return frozenset({draft.parts[-1].key})
        self._write(verdict)
        if not isinstance(verdict, Faster):
            return self._losing(draft) if len(draft.parts) > 1 else draft.keys
        if verdict.evidence.general:
            self._best = draft, screened
            return frozenset()
        case = self.judge.refuting.get(draft.candidate.code)
        if case is None:
            return draft.keys
        return self._blame(draft, lambda d: not self.judge.same_on(d.candidate.code, case))

    def _blame(self, draft: Draft, is_bad: Callable[[Draft], bool]) -> frozenset[Key]:
        """The part with which the applied ones turn bad, found by bisection."""
        keys = [part.key for part in draft.parts]
        good, bad, smallest = 0, len(keys), draft
        while bad - good > 1 and self.left() > 0:
            middle = (good + bad) // 2
            smaller = self._only(keys[:middle])
            if smaller is not None and is_bad(smaller):
                bad, smallest = middle, smaller
            else:
                good = middle
        alone = self._only([keys[bad - 1]])
        if bad > 1 and alone is not None and is_bad(alone):
            smallest = alone
        self._write_refusal(smallest)
        return frozenset({keys[bad - 1]})

    def _losing(self, draft: Draft) -> frozenset[Key]:
        """The parts that make nothing faster alone; all of them where each does but not all do."""
        losing: set[Key] = set()
        choices = [Choice(only=frozenset({part.key})) for part in draft.parts]
        for part, alone in zip(draft.parts, self.composer.make_all(choices), strict=True):
            if alone is None or self.left() <= 0:
                continue
            screened = self._screen(alone)
            if screened is None:
                losing.add(part.key)
                self._write_refusal(alone)
            elif screened.ratio < _LEAST_PROMISE or (
                screened.ratio < _WORTH_RACING and self._brings_nothing(alone)
            ):
                losing.add(part.key)
                self._write(self.judge.not_timed(screened, "slower alone", NOT_FASTER))
        return frozenset(losing) or draft.keys

    def _brings_nothing(self, draft: Draft) -> bool:
        saved = self._excess(self.source, draft.candidate.code)
        return saved is None or saved < _LEAST_SAVED

    # What else there is ----------------------------------------------------------------------

    def _alternatives(self, left: Callable[[], float]) -> None:
        """Other rules at the places of what was found, the heaviest place first."""
        assert self._best is not None
        best, screened = self._best
        heaviest = sorted(best.parts, key=lambda part: -self.composer.share(part))
        for part in heaviest[:_MOST_ALTERNATIVES]:
            other = self.composer.make(Choice(without=self._excluded | {part.key}))
            if other is None or other.keys <= best.keys or left() <= 0:
                continue
            if other.candidate.expected < _WORTH_RUNNING * screened.ratio:
                continue
            seen = self._screen(other)
            if seen is None:
                self._write_refusal(other)
            elif seen.ratio < max(_WORTH_RACING, _OF_THE_BEST * screened.ratio):
                why = "well behind the best at first sight"
                self._write(self.judge.not_timed(seen, why, NOT_TIMED))
            elif not _affordable(seen, left()):
                self._write(self.judge.not_timed(seen, "no time was left for it", NOT_TIMED))
            elif (verdict := self._time(seen)) is not None:
                self._write(verdict)
                general = isinstance(verdict, Faster) and verdict.evidence.general
                if general and seen.ratio > self._best[1].ratio:
                    self._best = other, seen

    def _simplify(self, left: Callable[[], float]) -> None:
        """Take out what brings nothing measurable, the least promising part first."""
        assert self._best is not None
        best, seen = self._best
        smaller = best
        for part in sorted(best.parts, key=self._promise):
            if self._is_needed(part, best, seen):
                continue
            keys = [other.key for other in smaller.parts if other.key != part.key]
            without = self._only(keys) if keys else None
            if without is None or left() <= 0 or not self._is_smaller(without, smaller):
                continue
            if self._screen(without) is None:
                continue
            lost = self._excess(without.candidate.code, smaller.candidate.code)
            if lost is not None and lost <= _NOTHING_LOST:
                smaller = without
        screened = None if smaller is best else self._screen(smaller)
        if screened is not None and _affordable(screened, left()):
            verdict = self._time(screened)
            if verdict is not None:
                self._write(verdict)

    def _is_needed(self, part: Part, draft: Draft, screened: Screened) -> bool:
        """Whether lines that only this part changes took far longer than all does now."""
        before = self.composer.alone_share(part, draft.parts) * screened.original.cpu_seconds
        return before > _FAR_LONGER * screened.sample.cpu_seconds

    def _promise(self, part: Part) -> float:
        """How much of the original's time a part could save."""
        return self.composer.share(part) * (1 - 1 / max(1.0, part.gain))

    def _is_smaller(self, draft: Draft, other: Draft) -> bool:
        changed = (
            change_between(self.source, one.candidate.code).changed for one in (draft, other)
        )
        first, second = changed
        return first < second

    # Steps -----------------------------------------------------------------------------------

    def _only(self, keys: Iterable[Key]) -> Draft | None:
        return self.composer.make(Choice(only=frozenset(keys), without=self._excluded))

    def _screen(self, draft: Draft) -> Screened | None:
        """None where the draft is refuted: `_write_refusal` says why."""
        self.current = draft.candidate
        self.tell(f"checking {' + '.join(draft.candidate.steps)}")
        try:
            return self.judge.screen(draft.candidate)
        except verify.Refuted:
            return None

    def _time(self, screened: Screened) -> Verdict | None:
        """The verdict of a race; a candidate that misbehaves in one is refuted after all."""
        self.current = screened.candidate
        self.tell(f"timing {' + '.join(screened.candidate.steps)}")
        try:
            return self.judge.time(screened)
        except verify.Refuted as refuted:
            self._write(refusal(screened.candidate, refuted))
            return None

    def _excess(self, code: str, other: str) -> float | None:
        """How much longer `code` takes than `other`; None where one of them misbehaves."""
        try:
            return self.judge.excess(code, other)
        except verify.Refuted:
            return None

    def _write_refusal(self, draft: Draft) -> None:
        try:
            self.judge.screen(draft.candidate)
        except verify.Refuted as refuted:
            self._write(refusal(draft.candidate, refuted))

    def _write(self, verdict: Verdict) -> None:
        """Record one verdict per text."""
        if verdict.candidate.code not in self._recorded:
            self._recorded.add(verdict.candidate.code)
            self.record(verdict)


def _affordable(screened: Screened, left: float) -> bool:
    """Whether the fewest runs that can settle a race fit into `left` seconds."""
    pair = screened.original.wall_seconds + screened.sample.wall_seconds
    return _FEWEST_PAIRS * pair < left
