"""One place where functions can run: its peaks, its link, its power, its price."""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass

from ...core.ranges import Range
from ...core.targets import Target
from ...errors import UsageError
from ..energy import CONSTANT_SHARE, SHARES, UNKNOWN_CPU_W
from ..models.efficiency import Efficiency, usual

SERVER = "server"
STORAGE = "storage"
PCIE_BYTES_PER_S = Range(12e9, 6e9, 25e9)
"""Of the link to a card: PCI Express of generation 3 or 4, ×16, less what protocols take."""
LINK_S = Range(15e-6, 5e-6, 40e-6)
"""To start a copy over such a link."""
STACK_S = Range(0.010, 0.003, 0.040)
"""What a serverless platform adds to each invocation of a warm function: gateway, scheduling,
container. An assumption that holds for every place alike, so that it favours none."""
COLD_S = Range(0.5, 0.15, 2.5)
"""To start a container. An assumption; weights are read on top of it."""
WAITING_SHARE = Range(0.12, 0.05, 0.30)
"""Of a device's power while it waits for data. An assumption."""
SERVER_W = Range(40.0, 20.0, 80.0)
"""The part of a server's power that an invocation holds, devices aside. An assumption."""


@dataclass(frozen=True)
class Place:
    """Ranges are 80% intervals. Raises UsageError for no bandwidth, for negative figures, and for
    what are no ranges."""

    name: str
    target: Target
    efficiency: Efficiency
    at: str = SERVER
    """Where it sits: places at the same one exchange data without the storage's network, and who
    sits in `storage` passes that network by."""
    link_bytes_per_s: Range | None = None
    """Of the copy to the device; None where its memory is the host's, as a processor's is."""
    link_s: Range = LINK_S
    stack_s: Range = STACK_S
    cold_s: Range = COLD_S
    active_w: Range | None = None
    """While it computes, with the part of its host that it holds; None: unknown."""
    waiting_w: Range | None = None
    usd_per_hour: Range | None = None
    """While it is held, computing or waiting; None: unknown."""
    price_basis: str = ""
    """`rented`, or `owned`: worked out from what it costs to buy and to feed."""
    source: str = ""
    source_url: str = ""
    date: str = ""
    confidence: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        if self.link_bytes_per_s is not None:
            self._check("link_bytes_per_s", self.link_bytes_per_s, positive=True)
        for field in ("link_s", "stack_s", "cold_s", "active_w", "waiting_w", "usd_per_hour"):
            if (given := getattr(self, field)) is not None:
                self._check(field, given, positive=False)

    def _check(self, field: str, given: object, *, positive: bool) -> None:
        if not isinstance(given, Range):
            raise UsageError(f"{self.name}: `{field}` is a Range, not {given!r}")
        if given.low < 0 or given.high == math.inf or (positive and given.low == 0):
            least = "above 0" if positive else "at least 0"
            raise UsageError(f"{self.name}: `{field}` must be {least} and finite, not {given}")

    @property
    def title(self) -> str:
        return self.target.title

    @property
    def in_storage(self) -> bool:
        return self.at == STORAGE

    def but(self, **changes: object) -> Place:
        """The same with other figures. Raises UsageError for a field that there isn't."""
        fields = {each.name for each in dataclasses.fields(self)}
        if unknown := sorted(set(changes) - fields):
            raise UsageError(
                f"a place has no {unknown[0]!r}: there are {', '.join(sorted(fields))}"
            )
        return dataclasses.replace(self, **changes)  # type: ignore[arg-type]


def of_target(target: Target) -> Place:
    """A target of the catalogue as a place in a server, with what is usual for its kind."""
    is_cpu = target.kind == "cpu"
    made_for = target.tdp_w or (UNKNOWN_CPU_W if is_cpu else None)
    price = target.usd_per_hour
    return Place(
        target.name,
        target,
        usual(target),
        link_bytes_per_s=None if is_cpu else PCIE_BYTES_PER_S,
        active_w=None if made_for is None else _active_w(made_for, is_cpu),
        waiting_w=None if made_for is None else _waiting_w(made_for, is_cpu),
        usd_per_hour=None if price is None else Range(price, price, price),
        price_basis="" if price is None else "rented",
        source=target.source,
        source_url=target.source_url,
        date=target.price_date,
        confidence=target.confidence,
        note=target.note,
    )


def _active_w(made_for: float, is_cpu: bool) -> Range:
    return CONSTANT_SHARE.scaled(made_for) if is_cpu else with_host(SHARES["compute"], made_for)


def _waiting_w(made_for: float, is_cpu: bool) -> Range:
    return SHARES["latency"].scaled(made_for) if is_cpu else with_host(WAITING_SHARE, made_for)


def with_host(share: Range, made_for: float, host: Range = SERVER_W) -> Range:
    """Watts of a device that draws `share` of `made_for`, and of what it holds of its host."""
    device = share.scaled(made_for)
    value = device.value + host.value
    # Independent errors: the ends of the sum are nearer than the sum of the ends.
    below = math.hypot(device.value - device.low, host.value - host.low)
    above = math.hypot(device.high - device.value, host.high - host.value)
    return Range(value, value - below, value + above)
