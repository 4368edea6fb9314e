"""Evidence about the code that a round starts from, measured again when that code changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ...measure.rule import INCONCLUSIVE
from ..cases import Runs
from ..endpoint.tokens import estimate
from ..growth import growth
from ..original import Baseline, profile_of
from ..verdict import NOT_TIMED, Evidence, NotFaster, Verdict
from .briefing import Briefing
from .settings import Settings
from .situation import Situation

if TYPE_CHECKING:
    from ..answers.focus import Focus

_PROFILE_SHARE = 0.1
_CODE_SHARE = 0.6
"""Of the tokens for code, what the part may take that is rewritten; the rest is what it needs."""


class Measuring:
    """Measures the code of a situation; each text once."""

    def __init__(
        self,
        runs: Runs,
        baseline: Baseline,
        settings: Settings,
        briefing: Briefing,
        left: Callable[[], float],
    ) -> None:
        self._runs = runs
        self._baseline = baseline
        self._settings = settings
        self._briefing = briefing
        self._left = left
        self._measured: str | None = None

    def refresh(self, situation: Situation) -> None:
        """Bring profile, growth and the part that is shown up to the situation's code."""
        if situation.code == self._measured:
            return
        self._measured = situation.code
        if situation.code == self._runs.request.source:
            situation.profile = self._baseline.profile
        else:
            situation.profile = profile_of(
                self._runs, situation.code, self._baseline.cases, self._left() * _PROFILE_SHARE
            )
        situation.memory = situation.profile.memory_lines()
        grown = growth(self._runs, self._baseline, situation.code, self._left())
        situation.growth = "" if grown is None else grown.words()
        situation.focus = self._focus(situation)

    def words(self, safe: str, whole: str) -> str:
        """What may be said of a difference: with values only where they are shared."""
        return whole if self._settings.share_values else safe or "it was refused"

    def only_here(self, evidence: Evidence) -> str:
        """What may be said of code that is right on the user's data and for no other so far."""
        if not evidence.only_this_data:
            return f"It can't be accepted: {evidence.untried}"
        why = self.words(evidence.only_safe, evidence.only_this_data)
        return f"On other inputs it differs: {why}"

    def _focus(self, situation: Situation) -> Focus | None:
        """The part to be rewritten alone, where the user chose one or the whole doesn't fit."""
        room, part = self._briefing.room(), situation.part
        if part is None and estimate(situation.code) <= room:
            return None
        from ..answers.focus import focus

        shares = dict(situation.profile.top_lines())
        if part is not None:
            return focus(situation.code, shares, room, part=part)
        found = focus(situation.code, shares, room)
        if estimate(found.code) <= room:
            return found
        # One statement that is too long by itself: where inside it the time goes.
        return focus(situation.code, shares, room, part=_heaviest(situation, room))


def no_gain(verdict: Verdict) -> str:
    """What is said of code that gave the same answer and isn't accepted as faster."""
    if not isinstance(verdict, NotFaster):
        return "Same answer, but nothing is known of its time."
    timing = verdict.timing
    if timing.decision == INCONCLUSIVE:
        return "Same answer; whether it is faster couldn't be measured here."
    once = ", by a single run" if timing.decision == NOT_TIMED or not timing.interval[0] else ""
    return f"Same answer, but no gain: {timing.ratio:.2g}× as fast as the original{once}."


def _heaviest(situation: Situation, room: int) -> tuple[int, int]:
    """The lines of the segment in which most of the time is spent (AST-T5's segmentation)."""
    from ..answers.segments import segments

    pieces = segments(situation.code, max(1, int(room * _CODE_SHARE)), estimate)
    best = max(pieces, key=lambda s: situation.profile.share(range(s.first, s.last + 1)))
    return best.first, best.last
