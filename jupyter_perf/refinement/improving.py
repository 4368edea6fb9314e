"""What else there is where something was found: alternatives, and what it does without."""

from __future__ import annotations

from collections.abc import Callable

from .composing import Choice, Draft, Part
from .judging import Screened
from .readability import change_between
from .stepping import Stepper, affordable
from .verdict import NOT_TIMED, Faster

WORTH_RACING = 1.15
_OF_THE_BEST = 0.5
_WORTH_RUNNING = 0.2
"""Expected gain of an alternative over the ratio of the best, below which it isn't run."""
_FAR_LONGER = 2.0
_NOTHING_LOST = 0.02
"""A part without which a run takes at most this share longer brings nothing measurable."""
_MOST_ALTERNATIVES = 3

Found = tuple[Draft, Screened]


def with_alternatives(steps: Stepper, best: Found, left: Callable[[], float]) -> Found:
    """Other rules at the places of what was found, the heaviest place first; the best by now."""
    draft, screened = best
    heaviest = sorted(draft.parts, key=lambda part: -steps.composer.share(part))
    for part in heaviest[:_MOST_ALTERNATIVES]:
        other = steps.composer.make(Choice(without=steps.excluded | {part.key}))
        if other is None or other.keys <= draft.keys or left() <= 0:
            continue
        if other.candidate.expected < _WORTH_RUNNING * screened.ratio:
            continue
        seen = steps.screen(other)
        if seen is None:
            steps.write_refusal(other)
        elif seen.ratio < max(WORTH_RACING, _OF_THE_BEST * screened.ratio):
            why = "well behind the best at first sight"
            steps.write(steps.judge.not_timed(seen, why, NOT_TIMED))
        elif not affordable(seen, left()):
            steps.write(steps.judge.not_timed(seen, "no time was left for it", NOT_TIMED))
        elif (verdict := steps.time(seen)) is not None:
            steps.write(verdict)
            general = isinstance(verdict, Faster) and verdict.evidence.general
            if general and seen.ratio > best[1].ratio:
                best = other, seen
    return best


def simplify(steps: Stepper, best: Found, left: Callable[[], float]) -> None:
    """Take out what brings nothing measurable, the least promising part first."""
    whole, seen = best
    smaller = whole
    for part in sorted(whole.parts, key=lambda part: _promise(part, steps)):
        if _is_needed(part, whole, seen, steps):
            continue
        keys = [other.key for other in smaller.parts if other.key != part.key]
        without = steps.only(keys) if keys else None
        if without is None or left() <= 0 or not _is_smaller(without, smaller, steps):
            continue
        if steps.screen(without) is None:
            continue
        lost = steps.excess(without.candidate.code, smaller.candidate.code)
        if lost is not None and lost <= _NOTHING_LOST:
            smaller = without
    screened = None if smaller is whole else steps.screen(smaller)
    if screened is not None and affordable(screened, left()):
        verdict = steps.time(screened)
        if verdict is not None:
            steps.write(verdict)


def _is_needed(part: Part, draft: Draft, screened: Screened, steps: Stepper) -> bool:
    """Whether lines that only this part changes took far longer than all does now."""
    before = steps.composer.alone_share(part, draft.parts) * screened.original.cpu_seconds
    return before > _FAR_LONGER * screened.sample.cpu_seconds


def _promise(part: Part, steps: Stepper) -> float:
    """How much of the original's time a part could save."""
    return steps.composer.share(part) * (1 - 1 / max(1.0, part.gain))


def _is_smaller(draft: Draft, other: Draft, steps: Stepper) -> bool:
    changed = (change_between(steps.source, one.candidate.code).changed for one in (draft, other))
    first, second = changed
    return first < second
