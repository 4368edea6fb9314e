"""Which machines to rent for a model, and how many: the answer, with all that it rests on.

Everything here is plain data, so that it goes into records and back unchanged. Matrices are rows of
numbers, (inputs, outputs) of the buckets in `Asked`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import TYPE_CHECKING

from ...core import serial
from ...core.ranges import Range
from ...core.results import Result
from .packing.plan import Matrix, Plan
from .parts import Ability, Alone, Asked, Day, LeftOut, Offered, Sensitivity, Speculation
from .terms import Slo

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Matrix", "ServingEstimate"]


@dataclasses.dataclass(frozen=True)
class ServingEstimate(Result):
    """The cheapest machines that serve a mix of requests within a latency target."""

    source: str
    """What is served: `llama-3.1-8b`, or `a profile`."""
    answer: str
    """In one sentence."""
    rate: float | None
    """Requests a second that are planned for; None where it was stopped before that was known."""
    slo: Slo
    asked: Asked
    rate_source: str = ""
    """Where the rate comes from, in words."""
    plan: Plan | None = None
    """At the throughputs' own values; it may say why there is none. None where it was stopped."""
    usd_per_hour: Range | None = None
    """Of the plan, between those of `optimistic` and `cautious`; None where one of them isn't to be
    had, and then `reasons` says why. The plan's own price is there all the same."""
    optimistic: Plan | None = None
    """At the high ends of the throughputs."""
    cautious: Plan | None = None
    """At their low ends."""
    alone: tuple[Alone, ...] = ()
    """Each instance by itself, the cheapest first, then those that can't."""
    day: Day | None = None
    """None without a curve of rates."""
    sensitivity: Sensitivity | None = None
    speculation: tuple[Speculation, ...] = ()
    """Of each kind of instance in the plan; empty where it wasn't asked for or isn't known."""
    answer_alone: str = ""
    """The answer without what `loosest` holds, where the answer has that too."""
    loosest: Mapping[str, Slo] = dataclasses.field(default_factory=dict)
    """Where nothing meets the target: the tightest one that each instance could meet, no part of it
    tighter than asked; by the roofline, the tightest first, of those that could meet any."""
    offers: tuple[Offered, ...] = ()
    """What was weighed."""
    left_out: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """What wasn't → why."""
    left_out_kinds: Mapping[str, LeftOut] = dataclasses.field(default_factory=dict)
    """Of those for a usual reason; records of before have none."""
    throughputs: tuple[Ability, ...] = ()
    """Of each of `offers`, in their order."""
    modelled: bool = False
    """Whether any throughput is the roofline's."""
    reasons: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """Field → why it isn't known."""
    assumptions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    taken: str = ""
    """Which of the notes says that a usual mix stands for requests that nobody named."""
    stopped: str | None = None
    """By whom, where it was."""
    searched_seconds: float = 0.0
    """Wall seconds that it took to find out."""
    created: str = ""
    versions: Mapping[str, str] = dataclasses.field(default_factory=dict)

    @property
    def feasible(self) -> bool:
        return self.plan is not None and self.plan.feasible

    @property
    def counts(self) -> dict[str, int]:
        """Instances to rent by name; empty where there is no plan."""
        return {} if self.plan is None else self.plan.counts

    @property
    def best_alone(self) -> Alone | None:
        """The cheapest single kind; None where none can serve it all."""
        return next((each for each in self.alone if each.usd_per_hour is not None), None)

    @property
    def saving(self) -> float | None:
        """Share of the cheapest single kind's price that the mix saves; None where none can."""
        best = self.best_alone
        return None if best is None else best.saving

    def to_frame(self) -> pd.DataFrame:
        """One row per instance on offer: how many the plan has, what they are given, and how many
        there would be of it alone."""
        return serial.frame(_row(self, each) for each in self.offers)


@dataclasses.dataclass(frozen=True)
class _Row:
    """One line of `to_frame`."""

    instance: str
    target: str
    devices: int
    kind: str
    usd_per_hour: float
    count: int
    share: float
    utilisation: float | None
    alone_count: int | None
    alone_usd_per_hour: float | None
    source: str
    reason: str


def _row(found: ServingEstimate, offered: Offered) -> _Row:
    rented = () if found.plan is None else found.plan.rented
    ours = next((each for each in rented if each.name == offered.name), None)
    alone = next((each for each in found.alone if each.name == offered.name), None)
    able = next((each for each in found.throughputs if each.instance == offered.name), None)
    return _Row(
        offered.name,
        offered.target,
        offered.devices,
        offered.kind,
        offered.usd_per_hour,
        0 if ours is None else ours.count,
        0.0 if ours is None else ours.share,
        None if ours is None else ours.utilisation,
        None if alone is None else alone.count,
        None if alone is None else alone.usd_per_hour,
        "" if able is None else able.source,
        "" if alone is None else alone.reason,
    )
