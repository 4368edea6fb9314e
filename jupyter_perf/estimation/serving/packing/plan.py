"""What is to be rented: a plan, as plain data."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from ....core import serial

if TYPE_CHECKING:
    import pandas as pd

HOURS_PER_MONTH = 730.0
Matrix = tuple[tuple[float, ...], ...]


@dataclasses.dataclass(frozen=True)
class Rented:
    """Instances of one kind in a plan."""

    name: str
    target: str
    devices: int
    """Of each instance."""
    kind: str
    """`on-demand`, `spot`."""
    count: int
    usd_per_hour: float
    """Of one."""
    available: float
    load: float
    """Instances' worth of work that they are given."""
    share: float
    """Of all requests."""

    @property
    def utilisation(self) -> float:
        """Of what they can do on average, interruptions counted."""
        return self.load / (self.count * self.available)


@dataclasses.dataclass(frozen=True)
class Unserved:
    """A bucket that nothing on offer can serve."""

    inputs: tuple[int, ...]
    """First and last number of tokens."""
    outputs: tuple[int, ...]
    share: float
    why: Mapping[str, str]
    """By instance, in words."""


@dataclasses.dataclass(frozen=True)
class Plan:
    """The cheapest mix, or why there is none: then `usd_per_hour` is None and `reasons` says why,
    with `unserved` (buckets) or `limits` (instances of which there are too few)."""

    rate: float
    """Requests a second."""
    usd_per_hour: float | None = None
    rented: tuple[Rented, ...] = ()
    """In the order of the offers; those of which there are none are left out."""
    assignment: Mapping[str, Matrix] = dataclasses.field(default_factory=dict)
    """Instance → (inputs, outputs) share of all requests that go to it."""
    lower_bound: float | None = None
    """US dollars an hour: no plan is cheaper than this."""
    slices: int = 4
    end: str = "value"
    spare: float = 0.0
    survive: int = 0
    min_replicas: int = 0
    unserved: tuple[Unserved, ...] = ()
    limits: Mapping[str, int] = dataclasses.field(default_factory=dict)
    """Instance → how many there would have to be, of those that limit."""
    most_rate: float | None = None
    """Requests a second that all there are to be had could serve, where `limits` are why none."""
    reasons: Mapping[str, str] = dataclasses.field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def feasible(self) -> bool:
        return self.usd_per_hour is not None

    @property
    def counts(self) -> dict[str, int]:
        """Instances by name."""
        return {each.name: each.count for each in self.rented}

    @property
    def usd_per_month(self) -> float | None:
        return None if self.usd_per_hour is None else self.usd_per_hour * HOURS_PER_MONTH

    @property
    def usd_per_million_requests(self) -> float | None:
        if self.usd_per_hour is None or not self.rate:
            return None
        return self.usd_per_hour / (self.rate * 3600) * 1e6

    @property
    def gap(self) -> float | None:
        """How much it may be above the cheapest, as a share of its price; 0 where that is proven
        to be none."""
        if self.usd_per_hour is None or self.lower_bound is None:
            return None
        return 1 - self.lower_bound / self.usd_per_hour if self.usd_per_hour else 0.0

    @property
    def utilisation(self) -> dict[str, float]:
        return {each.name: each.utilisation for each in self.rented}

    @property
    def usd_by_kind(self) -> dict[str, float]:
        """US dollars an hour on demand, on spot machines."""
        return self._by_kind({each.name: each.count * each.usd_per_hour for each in self.rented})

    @property
    def share_by_kind(self) -> dict[str, float]:
        """Shares of all requests that go there."""
        return self._by_kind({each.name: each.share for each in self.rented})

    def routing(self, name: str) -> np.ndarray:
        """(inputs, outputs) Share of each bucket's requests that goes to the instance of that name;
        0 in buckets without requests."""
        whole = np.sum([np.asarray(each) for each in self.assignment.values()], axis=0)
        part = np.asarray(self.assignment.get(name, np.zeros_like(whole)))
        found: np.ndarray = np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)
        return found

    def to_json(self) -> str:
        """Everything; `from_json` gives an equal object back."""
        return serial.dumps(self)

    @classmethod
    def from_json(cls, text: str) -> Plan:
        """Raises ValueError where `text` isn't what `to_json` writes."""
        return serial.loads(cls, text)

    def to_frame(self) -> pd.DataFrame:
        """One row per kind of instance."""
        return serial.frame(self.rented).assign(utilisation=list(self.utilisation.values()))

    def _by_kind(self, values: Mapping[str, float]) -> dict[str, float]:
        kinds = dict.fromkeys(each.kind for each in self.rented)
        return {
            kind: sum(values[each.name] for each in self.rented if each.kind == kind)
            for kind in kinds
        }
