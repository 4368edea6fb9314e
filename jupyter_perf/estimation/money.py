"""What work costs: on demand, on devices that may be taken away, by the second of a call."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ..core.ranges import Range
from ..errors import UsageError
from .prices import Offer

# Interruptions of rented-out spare devices, where nothing better is known: about one a day.
USUAL_HOURS_BETWEEN = Range(24.0, 6.0, 96.0)


COLD_S = Range(60.0, 30.0, 460.0)
"""Until a model that isn't loaded answers where nothing is kept running: 30 to 60 s for 7 billion
parameters with the image at hand (iacker/gpu-inference-reliability-lab, discussion 11, 2026-07),
70 s from a snapshot and 460 s without, for a server that compiles (infinitylogesh/vllm-serverless,
2026)."""


@dataclass(frozen=True)
class Checkpoints:
    """How state is kept, in seconds. Raises ValueError for what makes no sense."""

    save_s: float = 60.0
    restart_s: float = 300.0
    """Until a new device is there and has read the last checkpoint."""
    every_s: float | None = None
    """Of work between two; None is the best for the mean time between interruptions."""

    def __post_init__(self) -> None:
        times = (self.save_s, self.restart_s, 1.0 if self.every_s is None else self.every_s)
        if not all(0 <= each < math.inf for each in times) or times[2] == 0 or self.save_s == 0:
            raise ValueError("times of checkpoints are above 0, a restart's at least 0")

    def interval(self, between_s: float) -> float:
        """√(2·save·between), at least one save long (Young, "A First Order Approximation to the
        Optimum Checkpoint Interval", 1974)."""
        return self.every_s or max(self.save_s, math.sqrt(2 * self.save_s * between_s))


@dataclass(frozen=True)
class SpotRun:
    """With what saving, losing and doing again add."""

    seconds: Range
    usd: Range
    every_s: float


def rented(seconds: Range, price: Offer, devices: int = 1) -> Range:
    """US dollars for `devices` over `seconds`, each billed in the offer's steps.

    Raises UsageError for no devices.
    """
    _some(devices)
    hourly = price.usd_per_hour * devices / 3600

    def billed(time: float) -> float:
        return math.ceil(round(time / price.billed_s, 9)) * price.billed_s * hourly

    return Range(billed(seconds.value), billed(seconds.low), billed(seconds.high))


def spot(
    seconds: Range,
    price: Offer,
    devices: int = 1,
    checkpoints: Checkpoints | None = None,
    hours_between: Range = USUAL_HOURS_BETWEEN,
) -> SpotRun:
    """Time and money with interruptions at random, `hours_between` them on average.

    With M seconds between interruptions of any of the machines, work cut in parts of τ that take δ
    to save and R to restart, the expected time is  M·exp(R/M)·(exp((τ+δ)/M) − 1)·work/τ  (Daly,
    "A higher order estimate of the optimum checkpoint interval", 2006, equation 13). One
    interruption stops all devices: with more machines, `hours_between` is less. Raises UsageError
    for no devices, or where work would hardly ever get done.
    """
    _some(devices)
    if hours_between.low <= 0:
        raise UsageError("there is time between two interruptions")
    kept = checkpoints or Checkpoints()
    means = {end: getattr(hours_between, end) * 3600 for end in ("low", "value", "high")}
    every = kept.interval(means["value"])

    def expected(work: float, between: float) -> float:
        exponent = (every + kept.save_s) / between
        if max(exponent, kept.restart_s / between) > 50:
            raise UsageError("interruptions come faster than work is saved: save it more often")
        return between * math.exp(kept.restart_s / between) * math.expm1(exponent) * work / every

    # Rare interruptions make the short time, frequent ones the long.
    value = expected(seconds.value, means["value"])
    low = min(value, expected(seconds.low, means["high"]))
    high = max(value, expected(seconds.high, means["low"]))
    time = Range(value, low, high)
    return SpotRun(time, rented(time, price, devices), every)


def serverless(
    seconds: Range,
    price: Offer,
    *,
    calls: int = 1,
    cold_share: float = 0.0,
    cold_s: Range | None = None,
) -> Range:
    """US dollars for `calls` of `seconds` each; `cold_share` of them start cold for `cold_s` more.

    Each call is billed by itself, in the offer's steps. Raises UsageError for shares outside of 0
    to 1, and for no calls.
    """
    if calls < 1 or not 0 <= cold_share <= 1:
        raise UsageError("there is at least one call, and from none to all start cold")
    warm = rented(seconds, price).scaled(calls)
    if not cold_share or cold_s is None:
        return warm
    first = Range(
        seconds.value + cold_s.value, seconds.low + cold_s.low, seconds.high + cold_s.high
    )
    cold = rented(first, price).scaled(calls)
    parts = [
        (1 - cold_share) * getattr(warm, end) + cold_share * getattr(cold, end)
        for end in ("value", "low", "high")
    ]
    return Range(*parts)


def started(seconds: Range, price: Offer, devices: int = 1) -> Range:
    """US dollars for one run by the second of use: its upper end is that of a cold start.

    Raises UsageError for no devices.
    """
    warm = rented(seconds, price, devices)
    later = seconds.high + COLD_S.value
    cold = rented(Range(later, later, later), price, devices)
    return Range(warm.value, warm.low, cold.value)


def _some(devices: int) -> None:
    if devices < 1:
        raise UsageError("at least one device is paid for")
