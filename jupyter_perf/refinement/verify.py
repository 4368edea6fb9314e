"""Is it the same answer? On the user's data, and by the user's tests (see `generated` too)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from ..errors import SourceError
from ..sandbox.compare import Difference, FirstDifference, Same, Sayable, same_outcome
from ..sandbox.denials import words_for
from ..sandbox.observed import Wanted
from ..sandbox.work import Ended, Outcome
from . import conduct
from .cases import Case, Runs
from .verdict import Evidence

ENDINGS = {
    Ended.MEMORY: "it takes more memory than there is",
    Ended.OUTPUT: "it prints more than is allowed",
    Ended.DIED: "its process ends without a result",
    Ended.SETUP: "its inputs can't be made",
}
"""How a run can end, in words that hold nothing of what it has seen."""


class Refuted(Exception):
    """The candidate isn't the same, or failed; the message is the difference in words.

    `safe` says it without a value of the user's, as far as that can be said to a model: places,
    types and shapes, never messages of exceptions, keys, labels or what was printed.
    """

    def __init__(
        self,
        text: str,
        *,
        safe: str = "",
        failed: bool = False,
        level: int = 1,
        opaque: bool = False,
    ) -> None:
        super().__init__(text)
        self.safe = safe
        self.failed = failed
        self.level = level
        self.opaque = opaque
        """Nothing is known to differ: a value of the candidate's can't be compared."""


class Stopped(Exception):
    """The user stopped the search while a candidate was looked at."""


@dataclass
class Tally:
    """Evidence in the making."""

    own: int = 0
    generated: int = 0
    outside: int = 0
    error: float = 0.0
    only_this_data: str = ""
    safe: str = ""
    untried: str = ""
    dropped: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list)

    def add(self, agreement: Same) -> None:
        self.error = max(self.error, agreement.max_relative_error)
        self.dropped = tuple(sorted({*self.dropped, *agreement.dropped}))
        self.notes += [note for note in agreement.notes if note not in self.notes]

    def copy(self) -> Tally:
        """For a second judgement that begins where this one is."""
        return replace(self, notes=list(self.notes))

    def evidence(self, tests: bool, sampled: str = "") -> Evidence:
        return Evidence(
            own=self.own,
            generated=self.generated,
            outside=self.outside,
            tests=tests,
            sampled=sampled,
            within_tolerance=self.error,
            only_this_data=self.only_this_data,
            safe=self.safe,
            untried=self.untried,
            dropped=self.dropped,
            notes=tuple(self.notes),
        )


def check_conduct(code: str, runs: Runs) -> None:
    """Refute a candidate that can't be compiled, or does more than to give an answer.

    What is said of that is made of the candidate's own text: no value was looked at.
    """
    try:
        if why := conduct.beyond_sandbox(code, runs.request):
            raise Refuted(why, safe=why, failed=True)
        if why := conduct.side_effect(code, runs.request):
            raise Refuted(why, safe=why)
    except SourceError as error:
        raise Refuted(str(error), safe=str(error), failed=True) from error


def on_own_data(
    code: str, runs: Runs, cases: tuple[Case, ...], left: float
) -> tuple[Tally, list[Outcome]]:
    """Level 1: every own case must agree; raises Refuted at the first that doesn't."""
    tally, outcomes = Tally(), []
    for case in cases:
        limit = runs.candidate_limit(code, case, left)
        outcome = runs.run(code, case, wanted=Wanted(watch=True), seconds=limit)
        _check_ended(outcome, runs.original(case), code, runs.sayable)
        if outcome.denied:
            safe = words_for(str(outcome.facts.get("denied")))
            raise Refuted(outcome.denied, safe=safe, failed=True)
        tally.add(_agree(runs.original(case), outcome, runs))
        tally.own += 1
        tally.notes += _other_warnings(runs.original(case), outcome)
        outcomes.append(outcome)
    return tally, outcomes


def _other_warnings(original: Outcome, outcome: Outcome) -> list[str]:
    """Warnings are no part of the answer, but users who rely on one should know."""
    was, now = (set(o.facts.get("warnings") or ()) for o in (original, outcome))
    lost = [f"no longer warns: {text}" for text in sorted(was - now)[:1]]
    return lost + [f"warns: {text}" for text in sorted(now - was)[:1]]


def by_tests(code: str, runs: Runs, case: Case, left: float) -> bool:
    """Level 3: the user's tests on the candidate's results; raises Refuted where one fails."""
    if not runs.request.tests:
        return False
    outcome = runs.run(code, replace(case, tests=True), seconds=max(0.1, left))
    if outcome.ended is Ended.STOPPED:
        raise Stopped
    if outcome.ended is not Ended.OK or outcome.raised is not None:
        why = outcome.raised.message or outcome.raised.type if outcome.raised else outcome.note
        raise Refuted(f"your tests fail on it: {why}", safe="your tests fail on it", level=3)
    return True


def _check_ended(outcome: Outcome, original: Outcome, code: str, sayable: Sayable) -> None:
    if outcome.ended is Ended.STOPPED:
        raise Stopped
    if outcome.ended is Ended.TIMEOUT:
        text = f"slower: stopped after {outcome.wall_seconds:.2g} s"
        raise Refuted(text, safe=text, failed=True)
    if outcome.ended is not Ended.OK:
        text = outcome.note or f"ended: {outcome.ended}"
        raise Refuted(text, safe=ENDINGS.get(outcome.ended, "it didn't end by itself"), failed=True)
    if outcome.raised is not None and original.raised is None:
        line = outcome.raised.line or 0
        where = f" in line {line}" if line else ""
        text = f"raises {outcome.raised.type}: {outcome.raised.message}{where}"
        safe = f"raises {sayable.raised(outcome.raised.type, outcome.raised.bases)}"
        safe += where if 1 <= line <= code.count("\n") + 1 else ""
        raise Refuted(text, safe=safe, failed=True)
    left = outcome.facts.get("threads_left", 0) > original.facts.get("threads_left", 0)
    if left:
        text = "it leaves a thread running"
        raise Refuted(text, safe=text, failed=True)


def _agree(original: Outcome, outcome: Outcome, runs: Runs) -> Same:
    agreement = compare(original, outcome, runs, generated=False)
    if isinstance(agreement, FirstDifference):
        opaque = agreement.kind is Difference.OPAQUE
        raise Refuted(agreement.text, safe=agreement.place, opaque=opaque)
    return agreement


def compare(
    original: Outcome, outcome: Outcome, runs: Runs, *, generated: bool, rounded: bool = False
) -> Same | FirstDifference:
    """Sections and streams, then the exceptions of single calls."""
    agreement = same_outcome(
        original,
        outcome,
        tolerance=runs.request.tolerance,
        optional=frozenset(runs.request.optional),
        generated=generated,
        rounded=rounded,
        sayable=runs.sayable,
    )
    # Of a call that raises on one side only, the result is missing: that it raises says more.
    if isinstance(agreement, FirstDifference) and agreement.kind is not Difference.MISSING:
        return agreement
    return _same_raised_calls(original, outcome, runs.sayable, generated) or agreement


def _same_raised_calls(
    original: Outcome, outcome: Outcome, sayable: Sayable, generated: bool
) -> FirstDifference | None:
    before = original.facts.get("raised_calls") or {}
    after = outcome.facts.get("raised_calls") or {}
    keys = ("type",) if generated else ("type", "message")
    for at in sorted({*before, *after}, key=int):
        was, now = before.get(at), after.get(at)
        if was is None or now is None or any(was[key] != now[key] for key in keys):
            place = f"call {int(at) + 1}"
            text = f"{place} {_words(now)}; the original {_words(was)}"
            ours = int(at) < int(original.facts.get("calls", 0))
            safe = f"{place if ours else 'a call'} {_safe_words(now, sayable)}"
            safe += f"; the original {_safe_words(was, sayable)}"
            return FirstDifference(place, text, safe, Difference.EXCEPTION)
    return None


def _words(raised: dict[str, Any] | None) -> str:
    return "returns" if raised is None else f"raises {raised['type']}: {raised['message']}"


def _safe_words(raised: dict[str, Any] | None, sayable: Sayable) -> str:
    if raised is None:
        return "returns"
    return f"raises {sayable.raised(raised['type'], raised.get('bases') or ())}"
