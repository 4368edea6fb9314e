"""Level 2: is it the same answer on generated inputs?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from ..sandbox.compare import Difference, FirstDifference
from ..sandbox.vary import REDRAWN
from ..sandbox.work import Ended, Outcome, Raised
from .cases import Case, Runs
from .special import is_redrawn, redrawn_cases, special_cases
from .verify import Stopped, Tally, compare

_FOREIGN = {"TypeError", "AttributeError", "EOFError", "MemoryError"}
"""Raised by the original on generated inputs, these say "not made for such values" (or, of a
program, "there should be more of it")."""
_BATCH_SECONDS = 20.0
"""Time to make generated calls on a busy machine."""
_NOTHING = "pass"
_OUR_LABELS = frozenset(REDRAWN)
_LEAST_SHARE = 0.5
"""Of the generated inputs, so many must have been tried when time runs out."""


def on_generated(
    code: str, runs: Runs, cases: list[Case], tally: Tally, left: Callable[[], float]
) -> Case | None:
    """Level 2: count agreements in `tally`, or write down the first difference.

    Returns the case that told the candidate apart, where one did.
    """
    tried, redrawn = 0, 0
    for group in _groups(code, runs, cases, tally, left):
        settled = _settled_together(code, runs, group, tally, left())
        for case in group:
            if left() <= 0:
                if tried < _LEAST_SHARE * len(cases):
                    tally.untried = f"{tried} of {len(cases)} generated inputs were tried in time"
                break
            if case not in settled:
                _one_run(code, runs, case, tally, left())
            if tally.only_this_data:
                return case
            tried += 1
            redrawn += is_redrawn(case)
    if tally.error > 0 and not redrawn and cases and redrawn_cases(runs):
        tally.untried = "no time was left for other data of this size, whose digits are printed"
    if cases and not (tally.generated or tally.outside):
        tally.untried = "no generated input could be tried in time"
    return None


def agrees_on(code: str, runs: Runs, case: Case, left: float) -> bool:
    """Whether `code` agrees with the original on one generated input."""
    tally = Tally()
    _one_run(code, runs, case, tally, left)
    return not tally.only_this_data


def _groups(
    code: str, runs: Runs, cases: list[Case], tally: Tally, left: Callable[[], float]
) -> Iterator[list[Case]]:
    """The cases that all candidates share, and those that this one needs: for the constants
    that it mentions, and for floats that aren't bit for bit what was printed."""
    early = tally.error > 0
    if early:
        yield redrawn_cases(runs)
    yield cases
    yield special_cases(code, runs, left())
    if tally.error > 0 and not early:
        yield redrawn_cases(runs)


def _settled_together(
    code: str, runs: Runs, cases: list[Case], tally: Tally, left: float
) -> frozenset[Case]:
    """The cases on which both gave the same answer when all were run in one process each.

    What differs there is run again in processes of its own: only that counts against a candidate.
    """
    # Other data of the user's size is no small input: it isn't copied for this.
    if any(map(is_redrawn, cases)):
        return frozenset()
    originals = runs.originals_together(tuple(cases), left)
    outcomes = runs.together(code, tuple(cases), left) if originals else ()
    settled = set()
    for case, original, outcome in zip(cases, originals, outcomes, strict=bool(outcomes)):
        if original.ended is not Ended.OK or outcome.ended is not Ended.OK:
            continue
        if outside_domain(original.raised):
            tally.outside += 1
        else:
            agreement = compare(original, outcome, runs, generated=True, rounded=True)
            if isinstance(agreement, FirstDifference):
                continue
            tally.add(agreement)
            tally.generated += 1
        settled.add(case)
    return frozenset(settled)


def _one_run(code: str, runs: Runs, case: Case, tally: Tally, left: float) -> None:
    if case.variant:
        _batch_of_calls(code, runs, case, tally, left)
    else:
        _one_case(code, runs, case, tally, left)


def _one_case(code: str, runs: Runs, case: Case, tally: Tally, left: float) -> None:
    original = runs.original(case, seconds=runs.generated_limit(left))
    if original.ended is Ended.STOPPED:
        raise Stopped
    if original.ended is not Ended.OK or outside_domain(original.raised):
        tally.outside += 1
        return
    outcome = runs.run(code, case, seconds=runs.candidate_limit(code, case, left))
    if outcome.ended is Ended.STOPPED:
        raise Stopped
    # Last digits are looked at where data is like the user's; extreme numbers have others.
    rounded = runs.request.kind == "cell" and not is_redrawn(case)
    agreement = compare(original, outcome, runs, generated=True, rounded=rounded)
    if isinstance(agreement, FirstDifference):
        if _says_nothing(original, agreement, runs):
            tally.outside += 1
        elif _fails_cleanly(original, outcome, runs, case):
            tally.generated += 1
        else:
            tally.only_this_data = f"{case.label}: {agreement.text}"
            known = case.label in _OUR_LABELS or runs.request.kind == "program"
            label = case.label if known else runs.sayable.label(case.label)
            tally.safe = f"{label or 'a generated input'}: {agreement.place}"
        return
    tally.add(agreement)
    tally.generated += 1


def _fails_cleanly(original: Outcome, outcome: Outcome, runs: Runs, case: Case) -> bool:
    """Whether both raise alike, and the candidate has changed nothing by then: it may leave whole
    what the original leaves half changed."""
    if original.raised is None or outcome.raised is None or runs.request.kind != "cell":
        return False
    before = runs.run(_NOTHING, case)
    whole = replace(original, encoded=before.encoded)
    return not isinstance(compare(whole, outcome, runs, generated=True), FirstDifference)


def _says_nothing(original: Outcome, agreement: FirstDifference, runs: Runs) -> bool:
    """Whether not even the original's answer can be compared with itself: a figure of extreme
    numbers that can't be drawn."""
    if agreement.kind is not Difference.OPAQUE:
        return False
    return isinstance(compare(original, original, runs, generated=True), FirstDifference)


def _batch_of_calls(code: str, runs: Runs, case: Case, tally: Tally, left: float) -> None:
    runs.make_generated(case)
    first = runs.original(case, seconds=max(0.1, left))
    if first.ended is Ended.STOPPED:
        raise Stopped
    if first.ended is not Ended.OK:
        return
    skip = calls_left_out(first)
    settled = replace(case, skip=skip, settled=True)
    if not skip:
        runs.know(settled, first)
    original = runs.original(settled)
    limit = max(runs.candidate_limit(code, settled, left), min(left, _BATCH_SECONDS))
    outcome = runs.run(code, settled, seconds=limit)
    if outcome.ended is Ended.STOPPED:
        raise Stopped
    agreement = compare(original, outcome, runs, generated=True)
    tally.outside += len(skip)
    if isinstance(agreement, FirstDifference):
        tally.only_this_data = f"generated inputs: {agreement.text}"
        tally.safe = f"generated inputs: {agreement.place}"
        return
    tally.add(agreement)
    tally.generated += int(first.facts.get("calls", 0)) - len(skip)


def calls_left_out(outcome: Outcome) -> tuple[int, ...]:
    """Generated calls on which the original is too slow, or that it isn't made for."""
    raised = outcome.facts.get("raised_calls") or {}
    foreign = {int(at) for at, data in raised.items() if outside_domain(_raised(data))}
    return tuple(sorted(foreign | {int(at) for at in outcome.facts.get("skipped", ())}))


def outside_domain(raised: Raised | None) -> bool:
    """Whether this exception means that the original isn't made for such an input."""
    return raised is not None and (not raised.in_user_code or raised.type in _FOREIGN)


def _raised(data: dict[str, Any]) -> Raised:
    return Raised(**{**data, "bases": tuple(data["bases"])})
