"""The first run of the original: on all of its inputs, or on a sample where that takes too long."""

from __future__ import annotations

from collections.abc import Callable

from ..sandbox.priming import Priming
from . import contest, original
from .cases import Case, Runs, own_cases
from .proposals import PRIME_RULES
from .request import Request

_MOST_CUTS = 3
"""How often a sample is made smaller where the one before takes too long as well."""
_LEAST_LEFT = 0.3
"""A share of the time: with less of it left than this, no smaller sample is tried."""


def observe(runs: Runs, request: Request, left: Callable[[], float]) -> original.Baseline:
    """What the original does; `left` gives the seconds until the end of the budget.

    Raises NotVerifiable, where it also takes too long on samples, or can't be run at all.
    """
    cases, seconds, seen = own_cases(request), left(), request.seen_seconds
    if seen is None or not original.too_long(seen, seconds):
        try:
            return original.observe(
                runs, cases, seconds, request.sampled, meanwhile=_meanwhile(request)
            )
        except original.TooLong as error:
            if request.kind != "cell":
                raise
            seen = error.seconds
    return _on_a_sample(runs, request, left, cases, seen)


def _meanwhile(request: Request) -> Priming | None:
    rules = not request.candidates and request.engine != "llm"
    return Priming(PRIME_RULES) if rules else None


def _on_a_sample(
    runs: Runs, request: Request, left: Callable[[], float], cases: list[Case], guessed: float
) -> original.Baseline:
    """The same on a sample so small that the search fits; `guessed` are the seconds of it all."""
    begun = left()
    for _ in range(_MOST_CUTS if request.read else 0):
        seconds = left()
        if seconds < begun * _LEAST_LEFT:
            break
        fraction = contest.fraction_for(guessed, seconds)
        smaller = [contest.sampled_case(case, fraction) for case in cases]
        try:
            baseline = original.observe(runs, smaller, seconds, meanwhile=_meanwhile(request))
        except original.TooLong as error:
            guessed = max(guessed, error.seconds / fraction)
            continue
        if baseline.sampled:
            return baseline
        break
    raise original.NotVerifiable(
        f"it takes about {guessed:.0f} s or more, too long for the time that it was given,"
        " and its inputs can't be cut down enough: give it more with --budget"
    )
