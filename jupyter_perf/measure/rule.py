"""When a race may stop, and what it may then say.

`faster` needs all of: the interval's lower end above `threshold`; less wall time too (median);
and a result that equally fast sides would show less than once in `1 / chance` looks *whatever*
the noise is: by the signs of the pairs, or because every original took longer than every
candidate. The last condition costs no power where gains are real, and holds the rate of false
verdicts down on machines whose noise is far beyond the threshold.

Gains and losses so large that noise can't make them (`early_factor` between the slowest of one
side and the fastest of the other) are believed after `early_pairs`, for work that is long
enough for the clock's noise not to count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from . import speedup

FASTER, NOT_FASTER, INCONCLUSIVE = "faster", "not faster", "inconclusive"
MACHINE_BUSY = "machine busy"


@dataclass(frozen=True)
class Sample:
    """One repetition in a fresh process: seconds from go to done, and its most threads."""

    cpu_seconds: float
    wall_seconds: float
    threads: int = 1


@dataclass(frozen=True)
class Rule:
    """Thresholds of a race; the defaults are what `make bench-aa` was run with."""

    looks: tuple[int, ...] = (6, 10, 15, 20, 30, 40)
    """Numbers of pairs after which a decision may fall."""
    threshold: float = 1.05
    """Ratio that the whole interval must clear to count as faster."""
    chance: float = 1 / 900
    """Most that luck alone may explain at a look (six pairs fully separated: 1 in 924)."""
    early_pairs: int = 3
    early_factor: float = 2.0
    early_width: float = 4.0
    """Upper over lower end of an interval beyond which an early gain is looked at longer."""
    early_seconds: float = 0.1
    """CPU (or wall) seconds of the original below which an early look decides nothing."""


@dataclass(frozen=True)
class Seen:
    """The paired samples so far, in pairs: equally many on each side."""

    originals: tuple[Sample, ...]
    candidates: tuple[Sample, ...]

    @property
    def threads(self) -> int:
        return max((s.threads for s in (*self.originals, *self.candidates)), default=1)

    @property
    def clock(self) -> str:
        """`wall` where either side used more than one thread, else `cpu`."""
        parallel = self.threads > 1 or any(map(_parallel, (self.originals, self.candidates)))
        return "wall" if parallel else "cpu"

    def seconds(self, clock: str) -> tuple[list[float], list[float]]:
        """Seconds of (originals, candidates) on the `cpu` or the `wall` clock."""
        field = f"{clock}_seconds"
        return (
            [getattr(s, field) for s in self.originals],
            [getattr(s, field) for s in self.candidates],
        )


def verdict(seen: Seen, rule: Rule, interval: tuple[float, float]) -> tuple[str, str] | None:
    """Return (decision, why) where one may fall at a full look, else None to go on."""
    low, high = interval
    if high < rule.threshold:
        return NOT_FASTER, ""
    if low > rule.threshold and _beyond_luck(seen, rule) and _wall_ratio(seen) > 1:
        return FASTER, ""
    return None


def early_verdict(seen: Seen, rule: Rule, interval: tuple[float, float]) -> tuple[str, str] | None:
    """Return a decision for gains or losses that are too large to be noise, else None.

    A gain also needs its interval clear of the threshold: no verdict contradicts what it shows.
    """
    originals, candidates = seen.seconds(seen.clock)
    if len(originals) < rule.early_pairs or min(originals) < rule.early_seconds:
        return None
    separated = min(originals) > rule.early_factor * max(candidates)
    if separated and interval[0] > rule.threshold and _wall_ratio(seen) > 1:
        return FASTER, ""
    if min(candidates) > rule.early_factor * max(originals):
        return NOT_FASTER, ""
    return None


def undecided(seen: Seen, rule: Rule, interval: tuple[float, float], stopped: str) -> str:
    """Say why there is no decision after the last look, or after `stopped` cut the race short."""
    if stopped:
        return stopped
    if seen.clock == "wall":
        return MACHINE_BUSY
    if interval[0] > rule.threshold:
        return f"{MACHINE_BUSY}: less CPU time, but not clearly less time"
    if _spread(seen) > 2 * rule.threshold - 1:
        return MACHINE_BUSY
    return f"the gain is too small to tell from a ratio of {rule.threshold:g}"


def _parallel(samples: Sequence[Sample]) -> bool:
    """CPU time well above wall time, summed over the samples: threads that were not counted."""
    cpu = sum(s.cpu_seconds for s in samples)
    wall = sum(s.wall_seconds for s in samples)
    return cpu > 0.005 and cpu > 1.2 * wall


def _beyond_luck(seen: Seen, rule: Rule) -> bool:
    originals, candidates = seen.seconds(seen.clock)
    signs = speedup.sign_chance(speedup.log_ratios(originals, candidates))
    return min(signs, speedup.separation_chance(originals, candidates)) <= rule.chance


def _wall_ratio(seen: Seen) -> float:
    return speedup.median_ratio(speedup.log_ratios(*seen.seconds("wall")))


def _spread(seen: Seen) -> float:
    """Typical spread of either side: third over first quartile of its seconds, the larger."""
    spreads = []
    for seconds in seen.seconds(seen.clock):
        ordered = sorted(max(s, speedup.SHORTEST_SECONDS) for s in seconds)
        quarter = len(ordered) // 4
        spreads.append(ordered[-1 - quarter] / ordered[quarter] if ordered else 1.0)
    return max(spreads)
