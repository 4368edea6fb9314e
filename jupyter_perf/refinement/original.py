"""What the original does: whether it can be verified at all, and how long it takes."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ..measure.rule import Sample
from ..sandbox.compare import Difference, FirstDifference, same_outcome
from ..sandbox.observed import Wanted
from ..sandbox.priming import Priming
from ..sandbox.profiler import ALONE, BESIDE
from ..sandbox.work import Ended, Outcome
from .cases import Case, Runs
from .profile import Profile

_SHARE_FOR_ORIGINAL = 0.4
_SAMPLED_WELL_SECONDS = 0.5
_SHORT_SECONDS, _TOO_SHORT_SECONDS = 0.03, 0.003
_MOST_REPEATS = 64


@dataclass(frozen=True)
class Baseline:
    """The original's cases and its first measurements on them."""

    cases: tuple[Case, ...]
    samples: tuple[Sample, ...]
    """One per complete round over the cases."""
    peak_bytes: int | None
    sampled: str = ""
    profile: Profile = field(default_factory=Profile)
    outcomes: tuple[Outcome, ...] = ()
    """One per case, of the last round."""

    @property
    def seconds(self) -> float:
        return min(sample.cpu_seconds for sample in self.samples)

    @property
    def wall_seconds(self) -> float:
        return min(sample.wall_seconds for sample in self.samples)


class NotVerifiable(Exception):
    """The original can't serve as the standard; the message says why, in the user's words."""


def observe(
    runs: Runs, cases: list[Case], left: float, sampled: str = "", meanwhile: Priming | None = None
) -> Baseline:
    """Run the original once on every case and see where its time goes.

    `sampled` says how the inputs were cut down beforehand; for `meanwhile` see `Sandbox.run`.
    Raises NotVerifiable where it fails or is refused something.
    """
    can_be_cut = runs.request.kind == "cell" and not cases[0].prepare
    # It has to run twice at least: what can't is better cut down at once.
    share = max(0.5, left * _SHARE_FOR_ORIGINAL / (2 if can_be_cut else 1))
    first = [_watched(runs, case, share, meanwhile) for case in cases]
    for outcome in first:
        _check(outcome, runs)
    taken = total(first).wall_seconds
    if can_be_cut and too_long(2 * taken, left):
        raise TooLong(f"it takes {taken:.0f} s", taken)
    return Baseline(
        cases=tuple(cases),
        samples=(total(first),),
        peak_bytes=_peak(first),
        sampled=sampled or str(first[0].facts.get("prepared") or ""),
        profile=_profile(runs, runs.request.source, cases, first),
        outcomes=tuple(first),
    )


def confirm(runs: Runs, seen: Baseline) -> Baseline:
    """Run the original once more, compare, and time it: what every candidate is held against.

    Raises NotVerifiable where it disagrees with itself.
    """
    runs.own = seen.cases
    again = [runs.original(case) for case in seen.cases]
    for before, after in zip(seen.outcomes, again, strict=True):
        _check_repeats(before, after, runs)
    return replace(seen, samples=(total(again),), peak_bytes=_peak(again), outcomes=tuple(again))


def _peak(outcomes: list[Outcome]) -> int | None:
    return max((o.peak_bytes for o in outcomes if o.peak_bytes is not None), default=None)


def profile_of(runs: Runs, code: str, cases: Sequence[Case], left: float) -> Profile:
    """Where the time of `code` goes on `cases`, in at most `left` seconds; empty where it fails.

    A hint like the original's: nothing that is judged or timed depends on it.
    """
    end, seen = time.monotonic() + left, []
    for case in cases:
        limit = min(runs.candidate_limit(code, case, left), end - time.monotonic())
        if limit <= 0:
            break
        seen.append(runs.run(code, case, wanted=Wanted(profile=BESIDE), seconds=limit))
        if seen[-1].ended is not Ended.OK:
            return Profile()
    if not seen:
        return Profile()
    return _profile(runs, code, list(cases[: len(seen)]), seen, end - time.monotonic())


def _watched(runs: Runs, case: Case, seconds: float, meanwhile: Priming | None) -> Outcome:
    """The first run, profiled beside; without that where the process didn't survive it."""
    source, wanted = runs.request.source, Wanted(watch=True, profile=BESIDE)
    outcome = runs.run(source, case, wanted=wanted, seconds=seconds, meanwhile=meanwhile)
    if outcome.ended is Ended.DIED:
        return runs.run(source, case, wanted=Wanted(watch=True), seconds=seconds)
    return outcome


def _profile(
    runs: Runs, code: str, cases: list[Case], seen: list[Outcome], left: float = math.inf
) -> Profile:
    """Where the time goes; `seen` has too few samples of what takes a fraction of a second."""
    coarse, seconds = Profile.of(seen, code), total(seen).cpu_seconds
    if seconds >= _SAMPLED_WELL_SECONDS or left <= 0:
        return coarse
    if runs.request.kind == "function":
        # A short call is looked at on many inputs like the user's.
        repeats = max(1, min(_MOST_REPEATS, round(_SHORT_SECONDS / max(seconds, 1e-5))))
        cases = [replace(case, repeat_inputs=repeats) for case in cases]
    elif seconds < _TOO_SHORT_SECONDS:
        return coarse
    wanted = Wanted(profile=ALONE)
    limit = min(left, _MOST_REPEATS * _SHORT_SECONDS + 10 * seconds)
    # On other inputs a function may never end.
    alone = [runs.run(code, c, wanted=wanted, seconds=limit) for c in cases]
    finer = Profile.of(alone, code)
    # On many inputs at once memory grows by what is kept of all of them.
    return replace(finer, memory=coarse.memory) if finer.stacks else coarse


def too_long(baseline_seconds: float, left: float) -> bool:
    """Whether even the verification on all the data would use up the budget."""
    return baseline_seconds > left * _SHARE_FOR_ORIGINAL


def total(outcomes: list[Outcome]) -> Sample:
    """One round over all cases as a single sample."""
    return Sample(
        cpu_seconds=sum(outcome.cpu_seconds for outcome in outcomes),
        wall_seconds=sum(outcome.wall_seconds for outcome in outcomes),
        threads=max(outcome.threads for outcome in outcomes),
    )


def _check(outcome: Outcome, runs: Runs) -> None:
    if outcome.ended is Ended.TIMEOUT:
        seconds = outcome.wall_seconds
        raise TooLong(f"it takes longer than {seconds:.0f} s", 2 * seconds)
    if outcome.ended is not Ended.OK:
        raise NotVerifiable(f"in the sandbox it {_ended(outcome)}")
    if outcome.facts.get("encode_failed"):
        raise NotVerifiable(f"its result can't be read: {outcome.note}")
    if outcome.denied:
        raise NotVerifiable(outcome.denied)
    # A program that ends with a traceback has an answer all the same: the traceback.
    if outcome.raised is not None and runs.request.kind != "program":
        _explain(outcome)
    if outcome.facts.get("threads_left", 0) > 0:
        raise NotVerifiable("the cell leaves a thread running")


class TooLong(NotVerifiable):
    """The original takes more than its share of the budget: `seconds`, or longer than that."""

    def __init__(self, text: str, seconds: float) -> None:
        super().__init__(text)
        self.seconds = seconds


def _explain(outcome: Outcome) -> None:
    raised = outcome.raised
    assert raised is not None
    where = f" in line {raised.line}" if raised.line else ""
    said = f"in the sandbox it raises {raised.type}: {raised.message}{where}"
    if raised.type == "PermissionError":
        said += ". Files outside the notebook's folder need `--read PATH`"
    raise NotVerifiable(said)


def _ended(outcome: Outcome) -> str:
    return {
        Ended.MEMORY: "runs out of memory",
        Ended.OUTPUT: outcome.note,
        Ended.STOPPED: "was stopped",
    }.get(outcome.ended, outcome.note or "ends without a result")


def _check_repeats(before: Outcome, after: Outcome, runs: Runs) -> None:
    _check(replace(after, denied=""), runs)
    # One thread on the same inputs gives the same bits: anything else is a clock or chance.
    exact = 0.0 if max(before.threads, after.threads) == 1 else runs.request.tolerance
    agreement = same_outcome(before, after, tolerance=exact)
    if isinstance(agreement, FirstDifference):
        if agreement.kind is Difference.OPAQUE:
            raise NotVerifiable(agreement.text)
        raise NotVerifiable(f"it gives another answer when it runs again: {agreement.text}")
