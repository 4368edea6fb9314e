"""The price at which an instance leaves the mix, or enters it."""

from __future__ import annotations

from dataclasses import dataclass

from .obstacles import UNDECIDED
from .plan import Plan
from .planning import Planner
from .problem import Problem

LONGEST = 30
"""Prices that are tried; with each there are fewer of the instance, so that it ends."""
NEAR = 1e-9
UNSURE = "time was too short to know"


@dataclass(frozen=True)
class Turning:
    """Below `usd_per_hour` the cheapest mix has more of the instance than is kept anyway, above it
    hasn't. None where there is no such price, and `reason` says why."""

    instance: str
    now: float
    """US dollars an hour, as offered."""
    used: bool
    """Whether the mix has more of it than is kept anyway, at the price of now."""
    usd_per_hour: float | None = None
    reason: str = ""
    exact: bool = True
    """Whether each plan that it comes from is proven to be the cheapest."""


def turning(problem: Problem, name: str, planner: Planner) -> Turning:
    """The price of `name` at which the mix is as dear with it as without.

    Let V be the cheapest price without it, and (x, R) a plan at price p with x of them and R for
    all others. While R + p·x < V the plan is worthwhile until p = (V - R)/x; asked again at that
    price, there either is a better one with fewer, or it is the price that is looked for (Newton's
    method on a concave function of straight pieces, as Dinkelbach's: exact after as many steps as
    there are pieces, where halving an interval is never). Raises UsageError for unknown names.
    """
    at = problem.only((name,)).instances[0]
    now, kept = float(at.usd_per_hour), at.least
    plan = planner.plan(problem)
    used = plan.counts.get(name, 0) > kept
    turn = _price(problem, name, planner, kept=kept, used=used, now=now)
    # Plans that aren't proven to be the cheapest may say the opposite of each other.
    wrong_way = turn.usd_per_hour is not None and (
        turn.usd_per_hour < now * (1 - NEAR) if used else turn.usd_per_hour > now * (1 + NEAR)
    )
    return Turning(name, now, used, None, UNSURE, exact=False) if wrong_way else turn


def _price(
    problem: Problem, name: str, planner: Planner, *, kept: int, used: bool, now: float
) -> Turning:
    bare = planner.plan(problem.changed(name, most=kept))
    if UNDECIDED in bare.reasons:
        return Turning(name, now, used, None, UNSURE, exact=False)
    if bare.usd_per_hour is None:
        why = bare.reasons["usd_per_hour"]
        return Turning(name, now, used, None, f"it is needed at any price: without it, {why}")
    without = bare.usd_per_hour - kept * now
    price, exact = (now if used else 0.0), not bare.gap
    for step in range(LONGEST):
        found = planner.plan(problem.changed(name, usd_per_hour=price))
        exact = exact and not found.gap
        more, others = _parts(found, name, kept, price)
        if not more or others + more * price >= without * (1 - NEAR):
            if step == 0 and not used:
                return Turning(name, now, used, None, "it isn't worth having even for nothing")
            break
        price = (without - others) / more
    return Turning(name, now, used, price, exact=exact)


def _parts(plan: Plan, name: str, kept: int, price: float) -> tuple[int, float]:
    """How many there are beyond those that are kept, and what all others cost."""
    number = plan.counts.get(name, 0)
    return number - kept, (plan.usd_per_hour or 0.0) - number * price
