"""Which parts to apply: all of them first, then without those that fail, lose or bring nothing.

Applying everything is usually best, so that is what is tried at once. Where it gives another
answer the part to blame is found by bisection, left out, and the rules are asked again, some other
of which may now have its place. What has won is then taken apart: other rules at the places that
matter become alternatives, and parts that bring nothing measurable are taken out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from ..measure.rule import NOT_FASTER
from . import verify
from .composing import Choice, Draft, Key, Part
from .improving import WORTH_RACING, Found, simplify, with_alternatives
from .judging import Screened
from .stepping import Stepper, affordable
from .verdict import NOT_TIMED, Faster, Unverifiable

_COLD_SHARE = 0.01
"""Parts whose lines take less than this share of the time come last."""
_LEAST_SAVED = 0.03
"""A part alone that saves less than this share of its own run loses."""
_LEAST_PROMISE = 1.05
"""The ratio of first impressions below which a long run isn't raced before all else was tried."""
_LONG_SECONDS = 0.05
_MOST_ATTEMPTS = 24
_AFTERWARDS_SHARE = 0.35
"""Of the time that is left when something was found: what alternatives and simplifying may take."""


@dataclass
class Explorer(Stepper):
    """One search over the parts that match."""

    _best: Found | None = None
    _put_off: list[Found] = field(default_factory=list)
    """What was hardly faster at first sight."""

    def run(self) -> None:
        """Raises verify.Stopped where the user stopped the search, or the budget ended."""
        everything = self.composer.make(Choice())
        if everything is None:
            return
        cold = self._cold(everything.parts)
        self.excluded = cold if cold < everything.keys else frozenset()
        self._settle()
        if self._best is None and self.excluded >= cold:
            self.excluded -= cold
            self._settle()
        self._race_what_was_put_off()
        if self._best is not None:
            end = self.left() * (1 - _AFTERWARDS_SHARE)
            best = with_alternatives(self, self._best, lambda: self.left() - end)
            simplify(self, best, lambda: self.left() - end)

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
            draft = self.composer.make(Choice(without=self.excluded))
            if draft is None:
                return
            if self.left() <= 0:
                self.write(Unverifiable(draft.candidate, "not looked at: out of time"))
                return
            self.excluded |= self._attempt(draft)

    def _attempt(self, draft: Draft) -> frozenset[Key]:
        """Judge a draft: it is the best now, or the keys of parts to do without come back."""
        screened = self.screen(draft)
        if screened is None:
            return self._blame(draft, lambda smaller: self.screen(smaller) is None)
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
            if self._best is None and affordable(screened, self.left()):
                self._race(draft, screened)
            else:
                why = "hardly faster at first sight"
                self.write(self.judge.not_timed(screened, why, NOT_TIMED))

    def _race(self, draft: Draft, screened: Screened) -> frozenset[Key]:
        """Time a draft: it is the best now, or the keys of parts to do without come back."""
        verdict = self.time(screened)
        if verdict is None:
            return frozenset({draft.parts[-1].key})
        self.write(verdict)
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
            smaller = self.only(keys[:middle])
            if smaller is not None and is_bad(smaller):
                bad, smallest = middle, smaller
            else:
                good = middle
        alone = self.only([keys[bad - 1]])
        if bad > 1 and alone is not None and is_bad(alone):
            smallest = alone
        self.write_refusal(smallest)
        return frozenset({keys[bad - 1]})

    def _losing(self, draft: Draft) -> frozenset[Key]:
        """The parts that make nothing faster alone; all of them where each does but not all do."""
        losing: set[Key] = set()
        choices = [Choice(only=frozenset({part.key})) for part in draft.parts]
        for part, alone in zip(draft.parts, self.composer.make_all(choices), strict=True):
            if alone is None or self.left() <= 0:
                continue
            screened = self.screen(alone)
            if screened is None:
                losing.add(part.key)
                self.write_refusal(alone)
            elif screened.ratio < _LEAST_PROMISE or (
                screened.ratio < WORTH_RACING and self._brings_nothing(alone)
            ):
                losing.add(part.key)
                self.write(self.judge.not_timed(screened, "slower alone", NOT_FASTER))
        return frozenset(losing) or draft.keys

    def _brings_nothing(self, draft: Draft) -> bool:
        saved = self.excess(self.source, draft.candidate.code)
        return saved is None or saved < _LEAST_SAVED
