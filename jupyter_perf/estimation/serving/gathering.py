"""All that a `ServingEstimate` says, found out part by part, so that it can be stopped between."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from ...core.ranges import Range
from ...errors import UsageError
from . import loosening, speculating
from .able import able
from .errand import Errand, Stopped
from .offers import plain_name
from .packing.alone import Alone, alone
from .packing.capacity import most_rate
from .packing.day import Day, day
from .packing.plan import Plan
from .packing.problem import Problem
from .packing.sensitivity import Sensitivity, sensitivity
from .packing.solving import Interrupted, solve
from .parts import LeftOut, Speculation
from .question import ServingQuestion
from .terms import Instance, Slo, Throughput

PLAN_S = 10.0
DAY_S = SENSITIVITY_S = 8.0
"""Wall seconds that the solver may take for each."""
PRICE_FACTORS = (0.5, 0.75, 1.25, 1.5)
MOST_VARIED = 8
"""Machines whose prices are changed."""


@dataclass
class Findings:
    """What is known so far."""

    asked: ServingQuestion
    instances: tuple[Instance, ...] = ()
    left_out: dict[str, str] = field(default_factory=dict)
    left_out_kinds: dict[str, LeftOut] = field(default_factory=dict)
    throughputs: dict[str, Throughput] = field(default_factory=dict)
    problem: Problem | None = None
    plan: Plan | None = None
    optimistic: Plan | None = None
    cautious: Plan | None = None
    alone: Alone | None = None
    day: Day | None = None
    sensitivity: Sensitivity | None = None
    carries: Range | None = None
    speculation: tuple[Speculation, ...] = ()
    loosest: Mapping[str, Slo] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    stopped: str | None = None

    @property
    def feasible(self) -> bool:
        return self.plan is not None and self.plan.feasible


def gather(found: Findings, errand: Errand) -> None:
    """Fill `found` as far as it goes before somebody stops it.

    Raises UsageError where a profile can't be read, or is of other buckets than the requests.
    """
    found.left_out |= _each_once(found.asked.offer.left_out)
    found.notes += [*found.asked.notes, *found.asked.offer.notes]
    try:
        _throughputs(found, errand)
        _plan(found, errand)
        if found.feasible and found.asked.rate > 0:
            _around(found, errand)
        elif found.asked.rate > 0:
            errand.at("looking for a target that can be met", 0.9)
            found.loosest = loosening.loosest(found.asked)
    except (Stopped, KeyboardInterrupt):
        found.stopped = "by you"


def _throughputs(found: Findings, errand: Errand) -> None:
    known = able(found.asked, lambda stage, done: errand.at(stage, 0.5 * done))
    found.instances, found.throughputs = known.instances, known.throughputs
    found.left_out |= known.left_out
    found.left_out_kinds |= known.kinds


def _plan(found: Findings, errand: Errand) -> None:
    errand.at("the cheapest mix", 0.5)
    if not found.instances:
        return
    asked, wishes = found.asked, found.asked.wishes
    targets = {each.target for each in found.instances}
    limits = {plain_name(name): number for name, number in wishes.most.items()}
    problem = Problem(
        asked.requests,
        asked.rate,
        found.instances,
        found.throughputs,
        slices=wishes.slices,
        spare=wishes.spare,
        survive=wishes.survive,
        min_replicas=wishes.min_replicas,
        shared={name: most for name, most in limits.items() if name in targets},
        time_limit_s=PLAN_S,
    )
    found.problem = problem
    try:
        found.plan = solve(problem)
    except Interrupted as stop:
        found.plan = stop.plan
        raise


def _around(found: Findings, errand: Errand) -> None:
    """What else there is to say of a plan."""
    assert found.problem is not None
    assert found.plan is not None
    problem, plan = found.problem, found.plan
    errand.at("the cheapest mix if machines do more or less", 0.55)
    found.optimistic = solve(replace(problem, end="high"))
    found.cautious = solve(replace(problem, end="low"))
    found.carries = _carries(problem, plan)
    errand.at("each kind by itself", 0.6)
    found.alone = alone(problem, plan)
    errand.at("speculation", 0.65)
    _speculation(found)
    if found.asked.day is not None:
        report = errand.between(0.7, 0.8)
        found.day = day(problem, found.asked.day, time_limit_s=DAY_S, progress=report)
    errand.at("other prices and rates", 0.8)
    varied = _varied(problem, plan, found.alone)
    if len(varied) < len(problem.instances):
        left = len(problem.instances) - len(varied)
        found.notes.append(
            f"prices and rates are varied with the {len(varied)} likeliest machines; {left} that"
            " cost more by themselves stay out"
        )
    found.sensitivity = sensitivity(
        problem.only(varied),
        price_factors=PRICE_FACTORS,
        time_limit_s=SENSITIVITY_S,
        progress=errand.between(0.8, 1.0),
        plan=plan,
    )


def _carries(problem: Problem, plan: Plan) -> Range:
    counts = np.array([plan.counts.get(name, 0) for name in problem.names], float)
    rates = [most_rate(replace(problem, end=end), counts) for end in ("value", "low", "high")]
    return Range(rates[0], min(rates), max(rates))


def _speculation(found: Findings) -> None:
    assert found.plan is not None
    if found.asked.config is None:
        if found.asked.wishes.acceptance:
            found.reasons["speculation"] = (
                "how long a pass takes is worked out from the model's configuration: name it beside"
                " the profile"
            )
        return
    try:
        found.speculation = speculating.speculations(found.asked, found.plan)
    except UsageError as error:
        found.reasons["speculation"] = str(error)


def _varied(problem: Problem, plan: Plan, each: Alone) -> list[str]:
    """Those of the plan, then those that are the cheapest by themselves."""
    prices = {
        name: usd for name, one in each.plans.items() if (usd := one.usd_per_hour) is not None
    }
    kept = [one.name for one in problem.instances if one.least]
    first = list(dict.fromkeys([*plan.counts, *kept]))
    order = dict.fromkeys([*first, *sorted(prices, key=lambda name: prices[name]), *problem.names])
    chosen = list(order)[: max(MOST_VARIED, len(first))]
    return [name for name in problem.names if name in chosen]


def _each_once(left_out: Mapping[str, str]) -> dict[str, str]:
    """The first that a reason is given of: no price is known for any number of devices."""
    found: dict[str, str] = {}
    for name, why in left_out.items():
        if why not in found.values():
            found[name] = why
    return found
