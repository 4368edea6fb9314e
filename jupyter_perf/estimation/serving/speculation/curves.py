"""The best length of drafts over loads and acceptances.

Under a load that is kept up with, all lengths deliver the same tokens, those that are asked for.
The best one delivers each soonest, which is the one of most goodput at the batch that it leads to
itself: as T(batch) / E grows with the batch, another length that led to a smaller one would have
more goodput there too. Where none keeps up, the best one delivers most.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .acceptance import Chain
from .checking import listed, share, whole
from .goodput import LONGEST_TRIED, Drafting
from .load import Loaded, Server, Traffic
from .record import Record
from .times import Times


@dataclass(frozen=True)
class At(Record):
    """One load with one acceptance."""

    acceptance: float
    best: Loaded
    none: Loaded
    """Without speculation."""

    @property
    def rate(self) -> float:
        return self.best.rate

    @property
    def length(self) -> int:
        return self.best.length

    @property
    def speed_up(self) -> float:
        """Time between tokens without speculation over that with the best length."""
        return self.none.token_seconds / self.best.token_seconds


@dataclass(frozen=True)
class Curves(Record):
    """For each acceptance, at each load."""

    points: tuple[At, ...]


def curve(
    rates: Sequence[float],
    acceptances: Sequence[float],
    times: Times,
    traffic: Traffic,
    longest: int = LONGEST_TRIED,
    drafting: Drafting = Chain,
) -> Curves:
    """Raises UsageError where there is none of either, and as `under` and `goodput`."""
    asked = listed("rates", rates)
    points = []
    for acceptance in [share("acceptances", each) for each in listed("acceptances", acceptances)]:
        servers = servers_of(acceptance, times, traffic, longest, drafting)
        points += [at_rate(acceptance, servers, rate) for rate in asked]
    return Curves(tuple(points))


def servers_of(
    acceptance: float, times: Times, traffic: Traffic, longest: int, drafting: Drafting
) -> list[Server]:
    """For each length, none first. Raises UsageError for a length that isn't whole."""
    method = drafting(acceptance)
    lengths = range(whole("longest", longest) + 1)
    return [Server(method.drafted(each), times, traffic) for each in lengths]


def at_rate(acceptance: float, servers: Sequence[Server], rate: float) -> At:
    loaded = [each.under(rate) for each in servers]
    # One that keeps up comes before those that don't, whose waits have no end.
    best = min(loaded, key=lambda each: (each.saturated, each.token_seconds, each.length))
    return At(acceptance, best, loaded[0])
