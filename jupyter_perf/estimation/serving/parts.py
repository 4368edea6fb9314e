"""What a `ServingEstimate` is made of, as plain data."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from ...core.ranges import Range
from .packing.plan import Matrix


@dataclasses.dataclass(frozen=True)
class Asked:
    """Requests by size: ranges of tokens by their upper ends, and what is in them."""

    inputs: tuple[int, ...]
    outputs: tuple[int, ...]
    shares: Matrix
    """Of all requests; they sum to 1."""
    mean_input: Matrix
    """Tokens."""
    mean_output: Matrix
    source: str
    """Where they come from, in words."""
    count: int | None = None
    """Requests that were counted; None of a usual mix."""
    notes: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True)
class Offered:
    """A machine that was weighed."""

    name: str
    """`a10g`, `2×a100-80gb`, `h100 spot`."""
    target: str
    devices: int
    """That share each layer."""
    kind: str
    """`on-demand`, `spot`."""
    usd_per_hour: float
    """Of all its devices."""
    available: float = 1.0
    """Share of the time that it works."""
    most: int | None = None
    """That are to be had; None: any number."""
    least: int = 0
    """That are kept whatever the load."""
    provider: str = ""
    """Whose price it is."""
    price_date: str = ""


TOO_LARGE, REPLACED = "too large", "replaced"


@dataclasses.dataclass(frozen=True)
class LeftOut:
    """Which of the usual reasons it is that a machine wasn't weighed for."""

    kind: str
    """`too large`: the model doesn't fit on its devices; `replaced`: smaller ones of the same
    target do as much for the money. There may be others one day."""
    target: str
    devices: int | None = None
    """Of that target, on which the model would fit, where it doesn't."""


@dataclasses.dataclass(frozen=True)
class Ability:
    """Requests a second of one instance that meet the target, if it served that size alone."""

    instance: str
    value: Matrix
    low: Matrix
    high: Matrix
    source: str
    """`profile`: measured by the user; `modelled`: by the roofline."""
    reasons: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """Bucket (`1,000 × 250`, by its upper ends; `all sizes`) → why it can't, where that isn't the
    latency target alone; `left out`: what of the profile wasn't used."""


@dataclasses.dataclass(frozen=True)
class Alone:
    """What it would take of one kind of instance by itself."""

    name: str
    count: int | None = None
    usd_per_hour: float | None = None
    saving: float | None = None
    """Share of that price that the mix saves."""
    reason: str = ""
    """Why it can't serve them, where it can't."""


@dataclasses.dataclass(frozen=True)
class Hour:
    """One hour of the day with a plan of its own."""

    hour: int
    """From midnight on, 0 to 23."""
    rate: float
    """Requests a second."""
    usd: float | None
    """Of this hour; None where there is no plan."""
    counts: Mapping[str, int]


@dataclasses.dataclass(frozen=True)
class Day:
    """A day that is planned anew each hour, against one plan for the busiest hour."""

    hours: tuple[Hour, ...]
    usd: float | None
    """Of the whole day, planned anew each hour."""
    usd_of_peak: float | None
    """Of the whole day with the busiest hour's plan kept."""
    saving: float | None
    """Share of the latter that the former saves."""
    source: str = ""
    """Where the curve comes from, in words."""
    notes: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True)
class AtRate:
    """The cheapest plan at another rate."""

    rate: float
    """Requests a second."""
    usd_per_hour: float | None
    counts: Mapping[str, int]


@dataclasses.dataclass(frozen=True)
class AtPrice:
    """The cheapest plan with another price of one instance."""

    instance: str
    instance_usd_per_hour: float
    """Of one, in place of its own."""
    usd_per_hour: float | None
    """Of the plan."""
    counts: Mapping[str, int]


@dataclasses.dataclass(frozen=True)
class Turn:
    """The price at which one instance leaves the mix, or enters it."""

    instance: str
    now: float
    """US dollars an hour of one."""
    used: bool
    """Whether the plan has any."""
    usd_per_hour: float | None
    """From which on (used) it isn't in the cheapest mix any more, or below which (unused) it is;
    None where no price does that, and then `reason` says so."""
    reason: str = ""
    exact: bool = True
    """Whether each plan that it comes from is proven to be the cheapest."""


@dataclasses.dataclass(frozen=True)
class Sensitivity:
    """How the plan changes with what may be otherwise."""

    rates: tuple[AtRate, ...] = ()
    """Ascending."""
    prices: tuple[AtPrice, ...] = ()
    turns: tuple[Turn, ...] = ()
    carries: Range | None = None
    """Requests a second that the plan's machines serve at most, over the throughputs' interval."""
    notes: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True)
class Speculation:
    """Whether speculative decoding pays on one kind of instance of the plan."""

    instance: str
    rate: float
    """Requests a second that each such instance of the plan is given."""
    acceptance: float
    """Probability that a drafted token is right: the first one asked for."""
    draft_cost: float
    """A pass of the draft model, as a share of one of the model."""
    length: int
    """Tokens to draft at that load; 0: don't."""
    speed_up: float
    """Time between tokens without speculation over that with the best length."""
    saturated: bool
    """Whether one instance can't keep up with that rate by this model of it."""
    hurts: str
    """At which loads it hurts, in words."""
    hurts_from: float | None
    """Requests a second of one instance from which on it always hurts; None where there are none,
    or it hurts at other loads only."""
    capacity: float
    """Requests a second that one instance keeps up with, without speculation."""
    rates: tuple[float, ...]
    """Requests a second of one instance: columns of the two matrices."""
    acceptances: tuple[float, ...]
    """Their rows."""
    lengths: tuple[tuple[int, ...], ...]
    """(acceptances, rates) Best length."""
    speed_ups: Matrix
    notes: tuple[str, ...] = ()
