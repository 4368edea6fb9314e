"""How the mix depends on what isn't sure: prices, the rate, and what each machine can do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import numpy as np

from ....core import serial
from ....core.progress import Progress, Report, silent
from .capacity import most_rate
from .checking import amount, amounts
from .plan import Plan
from .planning import Planner
from .problem import ENDS, Problem
from .turning import Turning, turning

PRICE_FACTORS = (0.5, 0.75, 0.9, 1.1, 1.25, 1.5)
RATE_FACTORS = (0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0)


@dataclass(frozen=True)
class Variation:
    """The plan with one thing changed by `factor`: the price of `instance`, or the rate where that
    is None."""

    factor: float
    plan: Plan
    instance: str | None = None


@dataclass(frozen=True)
class Holding:
    """What becomes of the plan if each throughput is at `end` of its interval."""

    end: str
    plan: Plan
    """What would be cheapest then."""
    most_rate: float | None
    """Requests a second that the instances of the present plan would serve then, at most; None
    where there is no such plan."""

    def holds(self, rate: float) -> bool:
        """Whether they would still serve `rate`, up to rounding."""
        return self.most_rate is not None and self.most_rate >= rate * (1 - 1e-6)


@dataclass(frozen=True)
class Sensitivity:
    plan: Plan
    prices: tuple[Variation, ...] = ()
    rates: tuple[Variation, ...] = ()
    turning: tuple[Turning, ...] = ()
    """At which price each instance leaves the mix, or enters it."""
    throughputs: tuple[Holding, ...] = ()
    notes: tuple[str, ...] = field(default=())

    def changed(self) -> dict[str, list[float]]:
        """Instance → factors of its price at which the mix is another one."""
        found: dict[str, list[float]] = {}
        for each in self.prices:
            if each.instance is not None and each.plan.counts != self.plan.counts:
                found.setdefault(each.instance, []).append(each.factor)
        return found

    def to_json(self) -> str:
        """Everything; `from_json` gives an equal object back."""
        return serial.dumps(self)

    @classmethod
    def from_json(cls, text: str) -> Sensitivity:
        """Raises ValueError where `text` isn't what `to_json` writes."""
        return serial.loads(cls, text)


def sensitivity(
    problem: Problem,
    *,
    price_factors: Iterable[float] = PRICE_FACTORS,
    rate_factors: Iterable[float] = RATE_FACTORS,
    time_limit_s: float = 60.0,
    progress: Report = silent,
    plan: Plan | None = None,
) -> Sensitivity:
    """The plan of `problem`, and what it would be with each thing changed by itself.

    `plan`: that of `problem`, where it is known already. `time_limit_s` is for all of it; what
    `notes` say of plans that aren't proven holds for prices of `turning` more so. Raises UsageError
    for factors that make no sense.
    """
    prices = amounts("price_factors", price_factors, "factors", none=True)
    rates = amounts("rate_factors", rate_factors, "factors", none=True)
    planner = Planner(amount("time_limit_s", time_limit_s, "seconds", zero=False))
    kinds = len(problem.instances)
    planner.expected = 3 + len(rates) + kinds * 3 + len(prices) * min(kinds, 3)
    if plan is not None:
        planner.learn(problem, plan)
    plan = planner.plan(problem)
    if not plan.feasible:
        return Sensitivity(plan)
    progress(Progress("changing the rate", 0.0))
    by_rate = tuple(
        Variation(factor, planner.plan(replace(problem, rate=problem.rate * factor)))
        for factor in rates
    )
    turns, by_price = [], []
    for at, name in enumerate(problem.names):
        progress(Progress(f"changing the price of {name}", (1 + at) / (2 + kinds)))
        turn = turning(problem, name, planner)
        turns.append(turn)
        by_price += [_repriced(problem, turn, factor, plan, planner) for factor in prices]
    progress(Progress("changing the throughputs", (1 + kinds) / (2 + kinds)))
    ends = tuple(_at(problem, end, plan, planner) for end in ENDS if end != problem.end)
    return Sensitivity(plan, tuple(by_price), by_rate, tuple(turns), ends, planner.notes())


def _repriced(
    problem: Problem, turn: Turning, factor: float, plan: Plan, planner: Planner
) -> Variation:
    """An instance that the plan does without stays out of it while its price is above that at
    which it would enter; nothing is searched then."""
    usd = turn.now * factor
    needless = plan.counts.get(turn.instance, 0) == 0
    stays_out = needless and (turn.usd_per_hour is None or usd > turn.usd_per_hour)
    if stays_out and turn.exact and not plan.gap:
        return Variation(factor, plan, turn.instance)
    changed = problem.changed(turn.instance, usd_per_hour=usd)
    return Variation(factor, planner.plan(changed), turn.instance)


def _at(problem: Problem, end: str, plan: Plan, planner: Planner) -> Holding:
    other = replace(problem, end=end)
    counts = np.array([plan.counts.get(name, 0) for name in problem.names], float)
    return Holding(end, planner.plan(other), most_rate(other, counts))
