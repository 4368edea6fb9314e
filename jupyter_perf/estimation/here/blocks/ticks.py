"""From ticks of the processor's time stamp counter to cycles of its core, per iteration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from . import layout
from .outcome import Outcome, Refused, Timed, Why

AGREEMENT = 0.05
"""Two passes agree where they differ by no more than this share."""
_LEAST_CYCLES = 0.05
_QUIET_SHARE = 8
"""One in so many runs is taken to have been undisturbed."""
_NOISE_TICKS, _NOISE_SHARE = 40.0, 0.015
_UNEVEN_TICKS, _UNEVEN_SHARE = 24.0, 0.1


@dataclass(frozen=True)
class Ticks:
    """What one pass counted: a sample for each run."""

    empty: Sequence[int]
    short: Sequence[int]
    long: Sequence[int]
    short_chain: Sequence[int]
    long_chain: Sequence[int]


@dataclass(frozen=True)
class Pass:
    """What one pass over a block says."""

    cycles: float
    """Of one iteration."""
    even: bool
    """Whether the second half of the long run took as long as the first."""


def pass_of(ticks: Ticks, times: int) -> Pass:
    """A long run has `times` iterations, a short one half as many, an empty one none.

    The difference of long and short is free of what a run costs at its ends. Where both halves
    don't take the same, another thread of the core has taken one half's code from the caches, or
    iterations do differ: then the whole of the long run counts. A chain of additions, one cycle
    each, tells how many ticks a cycle takes at that moment.
    """
    empty, short, long = quiet(ticks.empty), quiet(ticks.short), quiet(ticks.long)
    first, second = short - empty, long - short
    even = abs(second - first) <= _UNEVEN_TICKS + _UNEVEN_SHARE * second
    iteration = second / (times // 2) if even else (first + second) / times
    tick = per_cycle(ticks)
    return Pass(iteration / tick if tick > 0 else 0.0, even)


def per_cycle(ticks: Ticks) -> float:
    """How many ticks of the counter a cycle of the core took."""
    return (quiet(ticks.long_chain) - quiet(ticks.short_chain)) / layout.CHAIN_CYCLES


def quiet(samples: Sequence[int]) -> float:
    """The mean of the runs that nothing disturbed."""
    ordered = sorted(samples)
    first = ordered[len(ordered) // _QUIET_SHARE]
    limit = first + _NOISE_TICKS + _NOISE_SHARE * first
    kept = [each for each in ordered if each <= limit]
    return sum(kept) / len(kept)


def agreeing(passes: Sequence[Pass], tolerance: float = AGREEMENT) -> list[float]:
    """The cycles of passes that agree, by `tolerance`; none where too few do.

    They are the two smallest that do, and what lies as near: what disturbs makes slower. Passes
    that aren't even count only where hardly any is; then at least half must agree.
    """
    even = sorted(each.cycles for each in passes if each.even)
    ordered = even if len(even) > 1 else sorted(each.cycles for each in passes)
    need = 2 if len(even) > 1 else max(2, (len(ordered) + 1) // 2)
    for place, first in enumerate(ordered):
        kept = [each for each in ordered[place:] if each <= first * (1 + tolerance)]
        if len(kept) >= need:
            return kept
    return []


def combined(passes: Sequence[Pass], pages: int) -> Outcome:
    """The mean of those that agree."""
    if sorted(each.cycles for each in passes)[len(passes) // 2] < _LEAST_CYCLES:
        return Refused(Why.TOO_FAST)
    kept = agreeing(passes)
    if not kept:
        return Refused(Why.UNSTEADY)
    return Timed(sum(kept) / len(kept), kept[-1] / kept[0] - 1, pages)
