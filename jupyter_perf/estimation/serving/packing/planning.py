"""Many plans, each found once, within one time."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace

from ....core.units import counted, percent
from ..terms import Instance
from .plan import Plan
from .problem import Problem
from .solving import solve

SHORTEST_S = 0.05


@dataclass
class Planner:
    """For problems that differ in rate, end of throughputs and instances alone.

    `seconds` are for all plans together: each gets an equal part of what is left, at most the
    problem's own limit.
    """

    seconds: float
    expected: int = 1
    """Plans that are still to come, more or less."""
    _began: float = field(default_factory=time.monotonic)
    _known: dict[tuple[float, str, tuple[Instance, ...]], Plan] = field(default_factory=dict)

    def plan(self, problem: Problem) -> Plan:
        key = _key(problem)
        if key not in self._known:
            limited = replace(problem, time_limit_s=min(problem.time_limit_s, self._share()))
            self._known[key] = solve(limited)
            self.expected -= 1
        return self._known[key]

    def learn(self, problem: Problem, plan: Plan) -> None:
        """What was planned before, and isn't again."""
        self._known[_key(problem)] = plan

    def notes(self) -> tuple[str, ...]:
        """What to say where time was too short for proof."""
        gaps = [plan.gap for plan in self._known.values() if plan.gap]
        if not gaps:
            return ()
        plans = counted(len(gaps), "plan")
        return (f"{plans} of {len(self._known)} may be up to {percent(max(gaps))} too dear",)

    def _share(self) -> float:
        left = self.seconds - (time.monotonic() - self._began)
        return max(SHORTEST_S, left / max(1, self.expected))


def _key(problem: Problem) -> tuple[float, str, tuple[Instance, ...]]:
    return problem.rate, problem.end, problem.instances
