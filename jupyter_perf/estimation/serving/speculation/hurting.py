"""At which loads speculation is no better than none, whatever its length.

Verifying is nearly free while passes wait for weights to be read, and costs as much as writing
those tokens once they wait for the processors: then most drafted tokens that are wrong are paid in
full. So speculation mostly hurts from some load on. With long contexts it may never, and a mixture
of experts, whose weights are read as tokens wake them, can be hurt by it at low loads as well.
"""

from __future__ import annotations

from dataclasses import dataclass

from .acceptance import Chain
from .checking import share, whole
from .curves import at_rate, servers_of
from .goodput import LONGEST_TRIED, Drafting
from .load import Traffic
from .record import Record
from .times import Times

_SCANNED = 65
"""Loads at which it is looked whether it hurts; where that changes, the load is halved in on."""
_HALVINGS = 30
_LEAST, _MOST = 1e-4, 1.0 - 1e-9
"""Of the capacity without speculation: hardly any two requests meet, and just before it is full."""


@dataclass(frozen=True)
class Stretch(Record):
    """Loads from `low` to `high`, in requests a second; with the requests that share a step there
    without speculation."""

    low: float
    high: float
    batch_low: float
    batch_high: float


@dataclass(frozen=True)
class Hurts(Record):
    """Where no length that was tried is better than none."""

    acceptance: float
    capacity: float
    """Requests a second below which the machine keeps up without speculation."""
    stretches: tuple[Stretch, ...]
    """Ascending. From 0 on where it hurts a single request; one up to `capacity` goes on beyond."""

    @property
    def verdict(self) -> str:
        """`never`, `always`, `from` some load on, or only `below` some load."""
        if not self.stretches:
            return "never"
        if self.stretches[-1].high < self.capacity:
            return "below"
        return "always" if self.stretches[-1].low == 0 else "from"

    @property
    def rate(self) -> float | None:
        """Requests a second from which on it always hurts; None where there are none."""
        return self.stretches[-1].low if self.verdict in ("from", "always") else None

    @property
    def batch(self) -> float | None:
        """Requests that share a step at that rate, without speculation."""
        return self.stretches[-1].batch_low if self.verdict in ("from", "always") else None

    def __str__(self) -> str:
        if not self.stretches:
            return "speculation is better than none at any load"
        if self.verdict == "always":
            return "speculation is no better than none at any load"
        said = " and ".join(self._said(each) for each in self.stretches)
        return f"speculation is no better than none {said}"

    def _said(self, stretch: Stretch) -> str:
        high = f"{stretch.high:.3g} requests a second ({stretch.batch_high:.3g} in a step)"
        low = f"{stretch.low:.3g} requests a second ({stretch.batch_low:.3g} in a step)"
        if stretch.high == self.capacity:
            return f"from {low} on"
        return f"from {low} to {high}" if stretch.low else f"up to {high}"


def hurts_from(
    acceptance: float,
    times: Times,
    traffic: Traffic,
    longest: int = LONGEST_TRIED,
    drafting: Drafting = Chain,
) -> Hurts:
    """The loads at which no length from 1 to `longest` is better than none.

    Where speculation raises the capacity it doesn't hurt at the highest loads, since a machine
    without it is then the first that doesn't keep up. Raises as `curve`.
    """
    right, most = share("acceptance", acceptance), whole("longest", longest, least=1)
    servers = servers_of(right, times, traffic, most, drafting)
    none = servers[0]

    def hurt(rate: float) -> bool:
        return at_rate(right, servers, rate).length == 0

    def change(low: float, high: float, before: bool) -> float:
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            low, high = (middle, high) if hurt(middle) == before else (low, middle)
        return high

    step = (_MOST - _LEAST) / (_SCANNED - 1)
    rates = [none.capacity * (_LEAST + step * at) for at in range(_SCANNED)]
    signs = [hurt(rate) for rate in rates]
    edges = [0.0] if signs[0] else []
    for at in range(1, _SCANNED):
        if signs[at] != signs[at - 1]:
            edges.append(change(rates[at - 1], rates[at], signs[at - 1]))
    edges += [none.capacity] if signs[-1] else []

    def batch(rate: float) -> float:
        return none.under(rate).batch if rate else 1.0

    pairs = zip(edges[::2], edges[1::2], strict=True)
    stretches = tuple(Stretch(low, high, batch(low), batch(high)) for low, high in pairs)
    return Hurts(right, none.capacity, stretches)
