"""Plans for rates that change over the day, against one plan for the busiest time."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from ....core import serial
from ....core.progress import Progress, Report, silent
from ....errors import UsageError
from .checking import amount, amounts
from .plan import Plan
from .planning import Planner
from .problem import Problem
from .staying import Fleet

HOURS_PER_DAY = 24.0
ROUNDS = 2
"""Times that the curve is gone through where machines have to stay: what runs at its end does so
when it begins anew."""

ROUNDING = 1e-9
STEADY = "machines have to stay so long that one plan throughout is cheaper"


@dataclass(frozen=True)
class Step:
    """A part of the curve, with what is started and stopped when it begins."""

    begins_h: float
    hours: float
    plan: Plan
    started: Mapping[str, int] = field(default_factory=dict)
    stopped: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Day:
    """`usd` is for the whole curve, None where some step has no plan; then `reasons` says why."""

    steps: tuple[Step, ...]
    peak: Plan
    """For the highest rate: what would run all the time otherwise."""
    usd: float | None
    reasons: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def hours(self) -> float:
        return math.fsum(each.hours for each in self.steps)

    @property
    def usd_peak(self) -> float | None:
        """US dollars for the whole curve with the plan for the highest rate throughout."""
        return None if self.peak.usd_per_hour is None else self.peak.usd_per_hour * self.hours

    @property
    def usd_per_day(self) -> float | None:
        """Of 24 hours at the curve's average."""
        return None if self.usd is None else self.usd / self.hours * HOURS_PER_DAY

    @property
    def saving(self) -> float | None:
        """Share of `usd_peak` that changing plans saves."""
        return 1 - self.usd / self.usd_peak if self.usd is not None and self.usd_peak else None

    @property
    def changes(self) -> int:
        """Instances started, each time that the curve is gone through; as many are stopped."""
        return sum(sum(each.started.values()) for each in self.steps)

    def to_json(self) -> str:
        """Everything; `from_json` gives an equal object back."""
        return serial.dumps(self)

    @classmethod
    def from_json(cls, text: str) -> Day:
        """Raises ValueError where `text` isn't what `to_json` writes."""
        return serial.loads(cls, text)


def day(
    problem: Problem,
    rates: Iterable[float],
    *,
    hours: float | Iterable[float] = 1.0,
    stay_h: float = 0.0,
    time_limit_s: float = 60.0,
    progress: Report = silent,
) -> Day:
    """A plan for each of `rates`, requests a second, that last `hours` each, over and over.

    What is started runs for `stay_h` at least. Each step is then planned for the lowest price with
    what has to stay, without looking ahead: the plan for the highest rate is used throughout where
    that comes out cheaper. `time_limit_s` is for all plans together. Raises UsageError for rates
    and hours that make no sense.
    """
    each = amounts("rates", rates, "requests a second")
    lengths = _lengths(hours, len(each))
    times = ROUNDS if amount("stay_h", stay_h, "hours") else 1
    planner = Planner(amount("time_limit_s", time_limit_s, "seconds", zero=False))
    planner.expected = times * len(each) if stay_h else len(set(each))
    peak = planner.plan(replace(problem, rate=max(each)))
    walked = _walk(problem, planner, each * times, lengths * times, stay_h, progress)
    return _day(problem, planner, walked[-len(each) :], lengths, peak)


def _walk(
    problem: Problem,
    planner: Planner,
    rates: tuple[float, ...],
    lengths: tuple[float, ...],
    stay_h: float,
    progress: Report,
) -> list[Plan]:
    fleet, plans = Fleet(stay_h), []
    for at, (rate, hours) in enumerate(zip(rates, lengths, strict=True)):
        progress(Progress("planning the day", at / len(rates)))
        plan = planner.plan(_keeping(replace(problem, rate=rate), fleet.bound()))
        plans.append(plan)
        if plan.feasible:
            fleet.become(plan.counts)
        fleet.age(hours)
    return plans


def _keeping(problem: Problem, bound: Mapping[str, int]) -> Problem:
    """With what may not be stopped yet."""
    kept = tuple(
        replace(each, least=max(each.least, bound.get(each.name, 0))) for each in problem.instances
    )
    return replace(problem, instances=kept)


def _steady(problem: Problem, counts: Mapping[str, int]) -> Problem:
    """With these machines and no others."""
    fixed = tuple(
        replace(each, least=counts.get(each.name, 0), most=counts.get(each.name, 0))
        for each in problem.instances
    )
    return replace(problem, instances=fixed)


def _day(
    problem: Problem,
    planner: Planner,
    plans: list[Plan],
    lengths: tuple[float, ...],
    peak: Plan,
) -> Day:
    if failed := [at for at, plan in enumerate(plans) if not plan.feasible]:
        why = plans[failed[0]].reasons["usd_per_hour"]
        return Day(_steps(plans, lengths), peak, None, {"usd": f"step {failed[0] + 1}: {why}"})
    cost = _cost(plans, lengths)
    notes = planner.notes()
    if cost > (peak.usd_per_hour or math.inf) * math.fsum(lengths) * (1 + ROUNDING):
        steady = _steady(problem, peak.counts)
        throughout = [planner.plan(replace(steady, rate=plan.rate)) for plan in plans]
        if all(plan.feasible for plan in throughout):
            plans, cost = throughout, _cost(throughout, lengths)
            notes = (*notes, STEADY)
    return Day(_steps(plans, lengths), peak, cost, notes=notes)


def _cost(plans: list[Plan], lengths: tuple[float, ...]) -> float:
    prices = [math.inf if plan.usd_per_hour is None else plan.usd_per_hour for plan in plans]
    return math.fsum(price * hours for price, hours in zip(prices, lengths, strict=True))


def _steps(plans: list[Plan], lengths: tuple[float, ...]) -> tuple[Step, ...]:
    steps, begins = [], 0.0
    for at, (plan, hours) in enumerate(zip(plans, lengths, strict=True)):
        before, now = plans[at - 1].counts, plan.counts
        steps.append(Step(begins, hours, plan, _more(now, before), _more(before, now)))
        begins += hours
    return tuple(steps)


def _more(some: Mapping[str, int], than: Mapping[str, int]) -> dict[str, int]:
    return {name: n - than.get(name, 0) for name, n in some.items() if n > than.get(name, 0)}


def _lengths(hours: float | Iterable[float], steps: int) -> tuple[float, ...]:
    if isinstance(hours, Iterable):
        given = amounts("hours", hours, "hours", zero=False)
        if len(given) != steps:
            raise UsageError(f"`hours` are {len(given)}, `rates` {steps}: one for each, or one")
        return given
    return (amount("hours", hours, "hours", zero=False),) * steps
