"""A sandbox that is made up: runs take what a formula says, and a clock of its own goes on."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Mapping, Sequence

from jupyter_perf.estimation.cells.climbed import Climbed
from jupyter_perf.estimation.cells.ladder import Ladder
from jupyter_perf.estimation.cells.request import Request
from jupyter_perf.estimation.cells.running import Failure, Rung
from jupyter_perf.estimation.cells.sizes import Group
from jupyter_perf.sandbox.work import Ended, Outcome, Raised

OVERHEAD = 0.035
Cost = Callable[..., float]


class MadeUp:
    """Runs by formula. `fails` returns how a run at some sizes ends, or None."""

    def __init__(
        self,
        groups: Sequence[Group],
        cost: Cost,
        budget: float,
        fails: Callable[..., Outcome | None] = lambda **_: None,
    ) -> None:
        self.groups, self.cost, self.budget, self.fails = groups, cost, budget, fails
        self.now = 0.0
        self.noise = random.Random(3)
        self.failures: list[Failure] = []
        self.seen: list[dict[str, float]] = []

    def left(self) -> float:
        return max(0.0, self.budget - self.now)

    def run(
        self, factors: Mapping[str, float], seconds: float, needs: float = 0.0
    ) -> Rung | Failure:
        sizes = {
            g.name: float(max(1, round(g.value * factors.get(g.name, 1.0)))) for g in self.groups
        }
        self.seen.append(sizes)
        taken = self.cost(**sizes) * math.exp(self.noise.gauss(0, 0.02)) + 3e-4
        self.now += OVERHEAD + min(taken, seconds)
        ended = self.fails(**sizes)
        if taken > seconds:
            ended = Outcome(Ended.TIMEOUT, wall_seconds=seconds)
        if ended is not None:
            self.failures.append(Failure(ended, sizes))
            return self.failures[-1]
        first = next((g for g in self.groups if g.name in factors), self.groups[0])
        return Rung(sizes[first.name] / first.value, sizes, (taken,), 10 << 20, 1 << 20)


def climb(runner: MadeUp, kept: float = 1.0, source: str = "") -> Climbed:
    request = Request(source, (), tuple(runner.groups), kept=kept)
    return Ladder(request, runner, runner.left, lambda *_: None).climb()


def rows(name: str, value: int, **more: bool) -> Group:
    return Group(name, value, "rows", value, **more)  # type: ignore[arg-type]


def number(name: str, value: int, large: bool = True) -> Group:
    return Group(name, value, "value", None, {name: value}, large=large)


def raising(kind: str = "ValueError", message: str = "too few") -> Outcome:
    return Outcome(Ended.OK, raised=Raised(kind, message, 2, in_user_code=True))
