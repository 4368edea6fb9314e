"""How long known work takes on a target: the slowest of its processors, memory, links.

    time = max(FLOPs / peak, bytes / bandwidth, link bytes / link) / efficiency + launches × latency

No device reaches its maker's peaks, so each share that is reached has a range, and the time has
one too. Source: Williams, Waterman and Patterson, "Roofline: An Insightful Visual Performance
Model for Multicore Architectures", CACM 52(4), 2009.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from ...core.ranges import Range
from ...core.targets import Target
from .efficiency import Efficiency, usual
from .roofs import Roof, roof_of

BOUNDS = ("compute", "memory", "interconnect", "latency")


@dataclass(frozen=True)
class Work:
    """What is to be done, on one device. Raises ValueError for negative or endless amounts."""

    flops: Mapping[str, float]
    """Precision (of `core.targets.PRECISIONS`, or `bf16`) → operations; a multiply-add is two."""
    bytes: float
    """Read from and written to the device's memory."""
    name: str = ""
    link_bytes: float = 0.0
    """Sent to other devices."""
    launches: float = 1.0
    """Kernels that start one after another; each costs its latency, however small it is."""
    exchanges: float = 0.0
    """Synchronisations with other devices; each costs the latency of a link."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "flops", MappingProxyType(dict(self.flops)))
        others = (self.bytes, self.link_bytes, self.launches, self.exchanges)
        if not all(0 <= amount < math.inf for amount in (*self.flops.values(), *others)):
            raise ValueError(f"work {self.name!r}: amounts are finite and not below 0")

    @property
    def total_flops(self) -> float:
        return sum(self.flops.values())

    def times(self, factor: float) -> Work:
        """The same work again and again."""
        return Work(
            {each: amount * factor for each, amount in self.flops.items()},
            self.bytes * factor,
            self.name,
            self.link_bytes * factor,
            self.launches * factor,
            self.exchanges * factor,
        )


@dataclass(frozen=True)
class Timed:
    """One piece of work on one target."""

    work: Work
    seconds: Range
    bound: str
    """What takes the time: one of `BOUNDS`."""


@dataclass(frozen=True)
class Timeline:
    """Pieces of work, one after another on one target."""

    rows: tuple[Timed, ...]
    assumptions: tuple[str, ...] = field(default=())

    @property
    def seconds(self) -> Range:
        """The sum. Whatever keeps one piece from the peak keeps the others from it too, so ends
        add up to ends: no error cancels another one."""
        return summed(row.seconds for row in self.rows)

    @property
    def bound(self) -> str:
        """What most of the time is spent on."""
        spent = dict.fromkeys(BOUNDS, 0.0)
        for row in self.rows:
            spent[row.bound] += row.seconds.value
        return max(BOUNDS, key=lambda each: spent[each])


def time_of(work: Work, target: Target, efficiency: Efficiency | None = None) -> Timed:
    """How long `work` takes on `target`.

    Raises UsageError where the target's figures are unknown, with what is missing.
    """
    return _timed(work, roof_of(target), efficiency or usual(target))


def timeline(
    works: Iterable[Work], target: Target, efficiency: Efficiency | None = None
) -> Timeline:
    """All of `works` in turn, with what had to be assumed about the target. Raises as `time_of`."""
    roof, reached = roof_of(target), efficiency or usual(target)
    rows = tuple(_timed(work, roof, reached) for work in works)
    used = {precision for row in rows for precision, amount in row.work.flops.items() if amount}
    return Timeline(rows, (*roof.assumptions, *roof.substitutions(used)))


def summed(ranges: Iterable[Range]) -> Range:
    """Ranges that are wrong together: value, low and high ends added up."""
    parts = list(ranges)
    value = math.fsum(part.value for part in parts)
    low = math.fsum(part.low for part in parts)
    high = math.fsum(part.high for part in parts)
    return Range(value, min(low, value), max(high, value))


def _timed(work: Work, roof: Roof, efficiency: Efficiency) -> Timed:
    compute = roof.compute_seconds(work.flops, work.bytes)
    memory = work.bytes / roof.bytes_per_s
    link = work.link_bytes / roof.link_bytes_per_s if work.link_bytes else 0.0

    def at(end: str) -> dict[str, float]:
        # A high share of the peak is a short time, a high latency a long one.
        share = {"low": "high", "high": "low"}.get(end, end)
        waits = work.launches * getattr(efficiency.launch_s, end)
        waits += work.exchanges * getattr(efficiency.exchange_s, end)
        return {
            "compute": compute / getattr(efficiency.compute, share),
            "memory": memory / getattr(efficiency.memory, share),
            "interconnect": link / getattr(efficiency.link, share),
            "latency": waits,
        }

    value, low, high = at("value"), at("low"), at("high")
    bound = max(BOUNDS, key=lambda each: value[each])
    return Timed(work, Range(_time(value), _time(low), _time(high)), bound)


def _time(parts: Mapping[str, float]) -> float:
    """Computing hides reading; sending and starting hide behind neither (no overlap assumed)."""
    return max(parts["compute"], parts["memory"]) + parts["interconnect"] + parts["latency"]
