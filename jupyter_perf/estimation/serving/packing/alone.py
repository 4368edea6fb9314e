"""What each machine would cost by itself, and what the mix saves against it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ....core import serial
from .plan import Plan
from .problem import Problem
from .solving import solve


@dataclass(frozen=True)
class Alone:
    """`plans`: by instance, with that kind alone (what is kept of the others isn't counted).

    A plan without a price says why that kind can't serve all.
    """

    mix: Plan
    plans: Mapping[str, Plan]

    @property
    def best(self) -> str | None:
        """The cheapest kind that can serve all by itself; None where none can."""
        priced = {
            name: plan.usd_per_hour
            for name, plan in self.plans.items()
            if plan.usd_per_hour is not None
        }
        return min(priced, key=lambda name: priced[name]) if priced else None

    @property
    def savings(self) -> dict[str, float]:
        """Share of the price that the mix saves against each kind that can serve all by itself;
        below 0 where the mix keeps machines that it doesn't need."""
        return {
            name: 1 - self.mix.usd_per_hour / plan.usd_per_hour
            for name, plan in self.plans.items()
            if self.mix.usd_per_hour is not None and plan.usd_per_hour
        }

    @property
    def saving(self) -> float | None:
        """Against the best of them; None where none can serve all, or it costs nothing."""
        return None if self.best is None else self.savings.get(self.best)

    def to_json(self) -> str:
        """Everything; `from_json` gives an equal object back."""
        return serial.dumps(self)

    @classmethod
    def from_json(cls, text: str) -> Alone:
        """Raises ValueError where `text` isn't what `to_json` writes."""
        return serial.loads(cls, text)


def alone(problem: Problem, mix: Plan | None = None) -> Alone:
    """`mix`: the plan of `problem`, where it is known already."""
    plans = {name: solve(problem.only((name,))) for name in problem.names}
    return Alone(solve(problem) if mix is None else mix, plans)
