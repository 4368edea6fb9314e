"""Is it faster? Races between the original and a candidate that gave the same answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from ..measure.lock import timing_lock
from ..measure.race import race
from ..measure.rule import Rule, Sample
from ..measure.timing import Timing
from ..sandbox.compare import FirstDifference, same_outcome
from ..sandbox.observed import Wanted
from ..sandbox.runners.names import CALLS_NAME
from ..sandbox.work import Ended, Outcome
from .cases import Case, Runs
from .verify import ENDINGS, Refuted, Stopped

WARM_CALLS = 3
_MAKE_CALLS = "jupyter_perf.sandbox.runners.calls_made:prime"
_AIM_SECONDS = 0.15
"""Calls shorter than this are timed in batches of distinct inputs that reach it."""
_MOST_REPEATS = 64
_RUNS_WANTED = 40
_STEADY_SHARE = 0.1
_LEAST_FRACTION, _MOST_FRACTION = 0.0005, 0.5
_ENCODING_SLACK = 1.5
_PAIRS_WANTED = 14
_SPRINT_ROUNDS = 4
_SPRINT_SLACK_SECONDS = 0.0003
FIRST_CALL_RULE = Rule(looks=(3, 6, 10))
_LEAST_REPORT_CHANCE = 0.1
_LEAST_LIMIT_SECONDS = 8.0
"""Wall time of one round: what compiles does so again in each, on a machine that may be busy."""


@dataclass
class Contest:
    """Times candidates on `cases`; one object per search, so that references are shared."""

    runs: Runs
    cases: tuple[Case, ...]
    left: Callable[[], float]

    def time(
        self, code: str, *, share: float, rule: Rule | None = None, earlier: tuple[Sample, ...] = ()
    ) -> Timing:
        """Race `code` for at most `share` of what is left; raises Refuted where it misbehaves."""
        end = self.left() * (1 - share)

        def deadline() -> float:
            return self.left() - end

        return race(
            self._runner(self.runs.request.source),
            self._runner(code),
            deadline=deadline,
            rule=rule or Rule(),
            seeded_samples=earlier,
            lock=timing_lock,
        )

    def once(self, code: str) -> Sample:
        """One round of `code`, alone: a first impression."""
        return self._sample(code)

    def sprint(self, code: str, other: str) -> float:
        """Seconds of `code` beyond those of `other` as a share of the latter: a few rounds each in
        turn, of which the fastest count. Not evidence of a gain: enough to see that there is none.
        """
        rounds: tuple[list[Sample], list[Sample]] = ([], [])
        with timing_lock(self.left()):
            for _ in range(_SPRINT_ROUNDS):
                for text, samples in zip((code, other), rounds, strict=True):
                    samples.append(self._sample(text))
        threads = max(sample.threads for samples in rounds for sample in samples)
        mine, others = (min(_seconds(s, threads) for s in samples) for samples in rounds)
        return max(0.0, mine - others - _SPRINT_SLACK_SECONDS) / max(others, 1e-6)

    def _runner(self, code: str) -> Callable[[], Sample]:
        return lambda: self._sample(code)

    def _sample(self, code: str) -> Sample:
        """One round over all cases, each in a fresh process."""
        cpu = wall = 0.0
        threads = 1
        for case in self.cases:
            reference = self.runs.original(case)
            outcome = self._repetition(code, case, reference)
            late = outcome.encode_cpu_seconds - _ENCODING_SLACK * reference.encode_cpu_seconds
            cpu += outcome.cpu_seconds + max(0.0, late - 0.001)
            wall += outcome.wall_seconds + max(0.0, late - 0.001)
            threads = max(threads, outcome.threads)
        return Sample(cpu, wall, threads)

    def _repetition(self, code: str, case: Case, reference: Outcome) -> Outcome:
        wanted = Wanted(report=_report_chance(reference))
        limit = max(_LEAST_LIMIT_SECONDS, 8 * reference.wall_seconds)
        outcome = self.runs.run(code, case, wanted=wanted, seconds=limit)
        if outcome.ended is Ended.STOPPED:
            raise Stopped
        if outcome.ended is not Ended.OK:
            text = "in a later run it failed"
            safe = f"{text}: {ENDINGS.get(outcome.ended, 'it took too long')}"
            raise Refuted(f"{text}: {outcome.note}", safe=safe, failed=True)
        if outcome.encoded is not None or outcome.raised is not None:
            self._check_answer(reference, outcome)
        return outcome

    def _check_answer(self, reference: Outcome, outcome: Outcome) -> None:
        agreement = same_outcome(
            reference,
            outcome,
            tolerance=self.runs.request.tolerance,
            optional=frozenset(self.runs.request.optional),
            generated=reference.raised is not None,
            sayable=self.runs.sayable,
        )
        if isinstance(agreement, FirstDifference):
            text = "not the same in every run: "
            raise Refuted(text + agreement.text, safe=text + agreement.place)


def _seconds(sample: Sample, threads: int) -> float:
    return sample.wall_seconds if threads > 1 else sample.cpu_seconds


def _report_chance(reference: Outcome) -> float:
    """Ask for results as often as that doesn't take longer than the runs themselves."""
    encoding = max(reference.encode_cpu_seconds, 1e-6)
    return max(_LEAST_REPORT_CHANCE, min(1.0, reference.cpu_seconds / encoding))


def timed_cases(
    runs: Runs, cases: tuple[Case, ...], baseline: Sample, left: float, candidates: int
) -> tuple[tuple[Case, ...], str]:
    """The cases to time, and how their inputs were reduced where all of them take too long."""
    share = left / (_PAIRS_WANTED * max(1, candidates))
    if runs.request.kind == "cell" and baseline.wall_seconds > share and left > 0:
        fraction = max(0.001, min(0.9, share / baseline.wall_seconds))
        reduced = tuple(sampled_case(case, fraction) for case in cases)
        outcome = runs.original(reduced[0])
        words = str(outcome.facts.get("prepared") or "")
        if outcome.ended is Ended.OK and outcome.raised is None and words:
            return reduced, words
    if runs.request.kind == "function":
        return _steady_cases(runs, cases, baseline, left), ""
    return cases, ""


def _steady_cases(
    runs: Runs, cases: tuple[Case, ...], baseline: Sample, left: float
) -> tuple[Case, ...]:
    """Warmed-up runs over many distinct inputs; over fewer, or the first call alone, where the
    original takes too long on inputs like the user's or fails on them."""
    repeats = round(_AIM_SECONDS / max(baseline.cpu_seconds, 1e-5))
    for wanted in dict.fromkeys((max(1, min(_MOST_REPEATS, repeats)), 1)):
        steady = tuple(replace(c, warm=WARM_CALLS, repeat_inputs=wanted) for c in cases)
        limit = max(1.0, left * _STEADY_SHARE)
        make_calls(runs, steady)
        outcomes = [runs.original(case, seconds=limit) for case in steady]
        if all(o.ended is Ended.OK and o.raised is None for o in outcomes):
            return steady
    return cases


def make_calls(runs: Runs, cases: tuple[Case, ...]) -> None:
    """Make the calls that warmed-up runs need once, where nothing runs against the clock."""
    if cases[0].warm:
        warm, repeats = cases[0].warm, cases[0].repeat_inputs
        runs.sandbox.prime(_MAKE_CALLS, (CALLS_NAME,), warm=warm, repeats=repeats)


def fraction_for(seconds: float, left: float) -> float:
    """How much of inputs that take `seconds` to keep, so that a search fits into `left`."""
    return max(_LEAST_FRACTION, min(_MOST_FRACTION, left / (_RUNS_WANTED * seconds)))


def sampled_case(case: Case, fraction: float) -> Case:
    """The same run on a sample of the cell's inputs, or on a smaller one than before."""
    fraction *= dict(case.prepare).get("fraction", 1.0)
    call = "jupyter_perf.refinement.inputs:sampled"
    steps = (("call", call), ("fraction", fraction), ("seed", 0))
    return replace(case, prepare=steps)
