"""What becomes of a given rewrite: by the whole search, and by its checks without the timing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from planted import Planted

from jupyter_perf.refinement import engine, original, verify
from jupyter_perf.refinement.cases import Case, Runs, own_cases
from jupyter_perf.refinement.generated import on_generated
from jupyter_perf.refinement.proposals import Asker
from jupyter_perf.refinement.result import Refinement
from jupyter_perf.refinement.verdict import Different, Failed, Faster, Unverifiable, Verdict
from jupyter_perf.sandbox.sandbox import Sandbox

CONDUCT, OWN, RACES, GENERATED, OPAQUE, NOT_CAUGHT = (
    "conduct", "own data", "races", "generated", "not comparable", "not caught",
)  # fmt: skip
"""What told a rewrite from its original: reading it, level 1, its repeats in races, level 2."""
_SECONDS = 60.0
_CUT_SHORT = ("not looked at", "stopped before")
_REPEATED = ("in a later run", "not the same in every run")


class Broken(Exception):
    """A case that says nothing: its original can't be verified, in words."""


@dataclass(frozen=True)
class Caught:
    """By which evidence, and what it said; `by` is NOT_CAUGHT for what was found the same."""

    by: str
    why: str = ""
    generated: int = 0
    outside: int = 0
    ratio: float | None = None

    @property
    def same(self) -> bool:
        return self.by == NOT_CAUGHT


Check = Callable[[str], Caught]


@contextmanager
def checks(case: Planted) -> Iterator[Check]:
    """A function that says by what a rewrite of `case` is told apart; nothing is timed."""
    prepared = engine.prepare(case.original, **case.arguments())
    if prepared.reason is not None or prepared.spec is None:
        raise Broken(str(prepared.reason))
    copied = prepared.copied
    handed = (None, None) if copied is None else (copied.fd, copied.layout)
    try:
        with Sandbox(prepared.spec, *handed) as sandbox:
            sandbox.start()
            runs = Runs(sandbox, prepared.request)
            try:
                seen = original.observe(runs, own_cases(prepared.request), _SECONDS)
                baseline = original.confirm(runs, seen)
            except original.NotVerifiable as error:
                raise Broken(str(error)) from error
            generated = Asker(runs, lambda: _SECONDS).generated_cases()
            yield lambda code: _caught(code, runs, baseline, generated)
    finally:
        prepared.close()


def _caught(code: str, runs: Runs, baseline: original.Baseline, generated: list[Case]) -> Caught:
    try:
        verify.check_conduct(code, runs)
    except verify.Refuted as refuted:
        return Caught(CONDUCT, str(refuted))
    try:
        tally, _ = verify.on_own_data(code, runs, baseline.cases, _SECONDS)
    except verify.Refuted as refuted:
        return Caught(OPAQUE if refuted.opaque else OWN, str(refuted))
    on_generated(code, runs, generated, tally, lambda: _SECONDS)
    by = GENERATED if tally.only_this_data else NOT_CAUGHT
    return Caught(by, tally.only_this_data, tally.generated, tally.outside)


def searched(case: Planted, budget: float) -> Refinement:
    """The real search's result for the right and the wrong rewrite, in this order."""
    prepared = engine.prepare(
        case.original, candidates=(case.right, case.wrong), budget=budget, **case.arguments()
    )
    if prepared.reason is not None:
        raise Broken(prepared.reason)
    with prepared.start() as job:
        found = job.wait()
    if found is None or found.reason is not None or len(found.verdicts) != 2:
        raise Broken(str(found.reason if found else "the search was cut short"))
    return found


def of_verdict(verdict: Verdict, code: str, case: Planted) -> Caught | None:
    """What caught a rewrite, as its verdict tells; None where it was slow, or time was short."""
    if isinstance(verdict, Faster):
        seen, ratio = verdict.evidence, verdict.ratio
        if seen.untried and not seen.only_this_data:
            return None
        by = NOT_CAUGHT if seen.general else GENERATED
        return Caught(by, seen.only_this_data, seen.generated, seen.outside, ratio)
    if isinstance(verdict, Different | Failed):
        why = verdict.difference if isinstance(verdict, Different) else verdict.why
        if why.startswith(_REPEATED):
            return Caught(RACES, why)
        return Caught(CONDUCT if _by_reading(code, case) else OWN, why)
    if isinstance(verdict, Unverifiable) and not verdict.why.startswith(_CUT_SHORT):
        return Caught(OPAQUE, verdict.why)
    return None


def _by_reading(code: str, case: Planted) -> bool:
    from jupyter_perf.refinement import conduct

    prepared = engine.prepare(case.original, **case.arguments())
    prepared.close()
    request = prepared.request
    return bool(conduct.beyond_sandbox(code, request) or conduct.side_effect(code, request))
