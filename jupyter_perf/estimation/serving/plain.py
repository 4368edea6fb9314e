"""From arrays and the parts' own results to the plain data of a `ServingEstimate`."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ...core.ranges import Range
from .offers import OnOffer
from .packing import alone, day, sensitivity
from .packing.plan import Matrix, Plan
from .parts import Ability, Alone, Asked, AtPrice, AtRate, Day, Hour, Offered, Sensitivity, Turn
from .profiles import sizes
from .refusing import refusal
from .terms import Instance, Requests, Slo, Throughput


def matrix(values: np.ndarray) -> Matrix:
    """With six digits: more say nothing, and make records long."""
    return tuple(tuple(float(f"{each:.6g}") for each in row) for row in np.asarray(values, float))


def asked(requests: Requests) -> Asked:
    shares = np.asarray(requests.shares, float)
    return Asked(
        tuple(requests.buckets.inputs),
        tuple(requests.buckets.outputs),
        tuple(tuple(float(each) for each in row) for row in shares),
        matrix(requests.mean_input),
        matrix(requests.mean_output),
        requests.source,
        requests.count,
        requests.notes,
    )


def offered(each: Instance, offer: OnOffer) -> Offered:
    price = offer.prices.get(each.name)
    return Offered(
        each.name,
        each.target,
        each.devices,
        each.kind,
        float(each.usd_per_hour),
        float(each.available),
        each.most,
        each.least,
        "" if price is None else price.provider,
        "" if price is None else price.date,
    )


def ability(name: str, found: Throughput, requests: Requests) -> Ability:
    """Of sizes that nobody asks for no reasons are kept."""
    asked = {
        sizes.name(requests.buckets, int(row), int(column))
        for row, column in np.argwhere(np.asarray(requests.shares) > 0)
    }
    return Ability(
        name,
        matrix(found.value),
        matrix(found.low),
        matrix(found.high),
        found.source,
        {key: why for key, why in found.reasons.items() if key in asked or " × " not in key},
    )


def each_alone(found: alone.Alone, slo: Slo) -> tuple[Alone, ...]:
    """The cheapest first, then those that can't."""
    rows = [
        Alone(
            name,
            plan.counts.get(name) if plan.feasible else None,
            plan.usd_per_hour,
            found.savings.get(name),
            refusal(plan, slo),
        )
        for name, plan in found.plans.items()
    ]
    return tuple(sorted(rows, key=lambda e: (e.usd_per_hour is None, e.usd_per_hour or 0.0)))


def of_day(found: day.Day, source: str) -> Day:
    hours = tuple(
        Hour(
            int(step.begins_h),
            float(step.plan.rate),
            None if step.plan.usd_per_hour is None else step.plan.usd_per_hour * step.hours,
            step.plan.counts,
        )
        for step in found.steps
    )
    return Day(hours, found.usd, found.usd_peak, found.saving, source, found.notes)


def of_sensitivity(found: sensitivity.Sensitivity, price_of: Mapping[str, float]) -> Sensitivity:
    rates = [
        AtRate(float(each.plan.rate), each.plan.usd_per_hour, each.plan.counts)
        for each in found.rates
    ]
    prices = tuple(
        AtPrice(
            each.instance,
            price_of[each.instance] * each.factor,
            each.plan.usd_per_hour,
            each.plan.counts,
        )
        for each in found.prices
        if each.instance is not None
    )
    turns = tuple(
        Turn(t.instance, t.now, t.used, t.usd_per_hour, t.reason, t.exact) for t in found.turning
    )
    return Sensitivity(
        tuple(sorted(rates, key=lambda each: each.rate)), prices, turns, None, found.notes
    )


def price_range(plan: Plan, optimistic: Plan, cautious: Plan) -> Range | None:
    """Between the ends, in order: each may be proven up to its own gap alone. None where one of
    them isn't to be had."""
    found = [plan.usd_per_hour, optimistic.usd_per_hour, cautious.usd_per_hour]
    known = [each for each in found if each is not None]
    return Range(known[0], min(known), max(known)) if len(known) == len(found) else None
