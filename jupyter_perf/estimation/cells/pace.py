"""How far the next step of a climb goes: by the times and the memory of the runs so far."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from .running import Rung
from .sizes import Group

_FIRST_ROWS = 256
_FIRST_BYTES = 64 << 10
SMALL_BOUND = 64
_STEP_TIMES, _SHORT_STEP_TIMES = 3.0, 10.0
"""How much longer the next run is to be; the other where runs are below `_SHORT_SECONDS`."""
_SHORT_SECONDS = 0.01
_LONGEST_STEP = 16.0
_UNKNOWN_EXPONENT = 2.5
_DEEPER = 0.5
"""Added to the depth of the loops: what they call may grow too."""
_LARGEST_SHARE = 0.3
"""Of the time left, for the longest run."""
_EARLY_SHARE = 0.5
"""The same while there are too few sizes to go by."""
_FARTHEST = 32.0
"""How many times larger all may be than what was run, to be run next."""
_FAR_TIMES = 40.0
_WHOLE_SHARE = 0.6
"""Of the time left, within which all of the inputs are run."""
_SAME_SIZE = 0.03
_LEAST_EXPONENT = 0.5
_LEVEL, _HIDDEN, _LEVEL_STEP = 0.3, 0.2, 8.0
"""A local exponent of fixed costs, the share of such a time that may grow with the size, and how
far the next step goes then."""
_STILL_LEVEL, _LONG_LEVEL_STEP = 1.25, 16.0
"""Grown by no more over a whole such step, even a square hides no further: how far it goes then."""
_CLEARLY = 1.5
"""How many times larger a size is than one that it is compared with."""
SEEN_SECONDS = 1e-3
_UNSEEN_TIMES = 4.0
_FEW = 4
_WHOLE_NUMBERS = 2000
"""Sizes below this are stepped through by whole numbers."""
_BITS = 5
_KEPT_BYTES = 4 << 20
"""Of a peak: what allocators take whatever the size."""


@dataclass
class Pace:
    """What the sizes so far say of the next. Factors are of the sizes that are scaled together."""

    groups: Sequence[Group]
    """Those that are scaled."""
    most: float
    """The largest factor there are inputs for."""
    rungs: list[Rung]
    """Ascending."""
    depth: int | None = None
    """Of the cell's loops."""
    ceiling: float | None = None
    """The factor of a run that took too long."""

    @property
    def share(self) -> float:
        """Of the time left, for the next run."""
        return _LARGEST_SHARE if len(self.rungs) > 3 else _EARLY_SHARE

    @property
    def known(self) -> bool:
        """Whether it was seen how the time grows."""
        return len(self._timed()) >= 2

    @property
    def doubling(self) -> bool:
        """Whether a small number bounds the work: each more may double it."""
        least = min(group.value for group in self.groups)
        return least <= SMALL_BOUND and any(group.numbers for group in self.groups)

    def first_factor(self) -> float:
        primary = self.groups[0]
        value = primary.value
        if primary.rows is None and value <= SMALL_BOUND:
            # Its cost may double with each: nearly all sizes are too small to be seen.
            wanted = max(2.0, 0.4 * value)
        elif primary.file:
            wanted = min(value / 16, float(_FIRST_BYTES))
        elif primary.rows is not None and value <= _FIRST_ROWS:
            wanted = max(1.0, value / 16)
        else:
            wanted = min(float(_FIRST_ROWS), value / 16)
        return self.snapped(min(1.0, self.most, wanted / value))

    def reaches_all(self, left: float) -> bool:
        """Whether all of the inputs can be run now: soon enough, and not much later than so far."""
        top, seconds = self.rungs[-1], self.expected(self.most)
        near = seconds <= _FAR_TIMES * top.typical or seconds < 0.1 * left
        near = near and self.longest_step(top) >= self.most
        near = near and self.most <= _FARTHEST * top.factor
        return near and seconds * 1.3 < _WHOLE_SHARE * left

    def _timed(self) -> list[Rung]:
        return [rung for rung in self.rungs if rung.typical >= SEEN_SECONDS]

    def exponent(self) -> float:
        """Of the time, between the last two sizes that took any and lie apart; a guess before there
        are two."""
        pair = self._apart()
        if pair is None:
            return _UNKNOWN_EXPONENT if self.depth is None else self.depth + _DEEPER
        return max(_LEAST_EXPONENT, power_between(*pair))

    @property
    def level(self) -> bool:
        """Whether larger sizes took hardly longer so far."""
        pair = self._apart()
        return pair is not None and power_between(*pair) < _LEVEL

    def _apart(self) -> tuple[Rung, Rung] | None:
        """The largest one and, where there is one, a clearly smaller one: between neighbours noise
        decides."""
        timed = self._timed()
        if len(timed) < 2:
            return None
        top = timed[-1]
        below = [rung for rung in timed[:-1] if rung.factor * _CLEARLY <= top.factor] or timed[:1]
        if self.doubling:
            below = timed[-2:-1]
        return (below[-1], top) if top.factor > below[-1].factor * 1.02 else None

    def expected(self, factor: float) -> float:
        """Seconds at a larger factor, rather too many; an exponential grows faster than a power."""
        top = self.rungs[-1]
        ratio, power = factor / top.factor, self.exponent()
        if self.level:
            # Fixed costs so far: what grows hides in their noise.
            slope = max(self._slope(), _HIDDEN * top.typical / top.factor)
            return top.typical + 1.2 * slope * (factor - top.factor)
        if power > 5:
            return top.typical * math.exp(min(50.0, power * (ratio - 1)))
        grown = max(top.typical, 1e-4) * math.pow(ratio, 1.1 * power + 0.1)
        # Under fixed costs the power is still to rise: a straight line is steeper.
        return max(grown, top.typical + 1.2 * self._slope() * (factor - top.factor))

    def _slope(self) -> float:
        """Seconds by factor between the same two sizes; 0 where nothing is seen."""
        pair = self._apart()
        if pair is None:
            return 0.0
        return max(0.0, pair[1].typical - pair[0].typical) / (pair[1].factor - pair[0].factor)

    def _larger(self, top: Rung, times: float) -> float:
        """The factor where a run takes so many times as long as the largest, as far as is known."""
        power, slope = self.exponent(), self._slope()
        if self.level:
            return top.factor * (_LONG_LEVEL_STEP if self._long_level(top) else _LEVEL_STEP)
        if power >= 0.9 or slope == 0.0:
            return top.factor * math.pow(times, 1 / power)
        return top.factor + (times - 1) * top.typical / slope

    def _long_level(self, top: Rung) -> bool:
        far = [r for r in self._timed() if r.factor * _LEVEL_STEP <= top.factor * 1.1]
        return bool(far) and top.typical <= _STILL_LEVEL * far[-1].typical

    def next_factor(self) -> float:
        """Of the run after the largest so far."""
        top = self.rungs[-1]
        if top.typical < SEEN_SECONDS:
            times = _UNSEEN_TIMES * (2 if top.typical < SEEN_SECONDS / 5 else 1)
        else:
            short = top.typical < _SHORT_SECONDS or not self.known
            longer = _SHORT_STEP_TIMES if short else _STEP_TIMES
            times = min(_LONGEST_STEP, max(1.1, self._larger(top, longer) / top.factor))
        factor = min(self.most, top.factor * times, self.longest_step(top))
        return self.snapped(factor, top)

    def longest_step(self, top: Rung) -> float:
        """The largest factor that may come next: where a small number bounds the work each more
        may double it, and nothing is tried again that took too long."""
        most = self.most if self.ceiling is None else math.sqrt(top.factor * self.ceiling)
        least = min(group.value for group in self.groups)
        if self.doubling:
            return min(most, top.factor + _FEW / least)
        return most

    def affordable(self, left: float) -> float | None:
        """The largest factor whose run fits its share; None where that's no step any more."""
        top = self.rungs[-1]
        room = self.share * left / max(top.typical, 1e-4)
        if room < 1.3:
            return None
        factor = self.snapped(self._larger(top, room / 1.1), top)
        enough = factor > top.factor * 1.08 and self.expected(factor) < 1.5 * room * top.typical
        return min(factor, self.most) if enough else None

    def memory_at(self, factor: float) -> float:
        """Bytes at the peak with inputs, as they grew in the last step, linearly at least."""
        top = self.rungs[-1]
        now = max(0, (top.peak_bytes or 0) - _KEPT_BYTES) + top.input_bytes
        ratio = factor / top.factor
        before = self.rungs[-2] if len(self.rungs) > 1 else None
        power = 1.0
        if before is not None and (before.peak_bytes or 0) > 1 << 20 and top.peak_bytes:
            grown = math.log(top.peak_bytes / (before.peak_bytes or 1))
            power = max(1.0, grown / math.log(top.factor / before.factor))
        return now * math.pow(ratio, power)

    def alike(self, factor: float, rung: Rung) -> bool:
        """Whether a size would be the same as one that was run, or nearly."""
        primary = self.groups[0]
        size = max(1, round(primary.value * factor))
        return abs(math.log(size / rung.sizes[primary.name])) < _SAME_SIZE

    def snapped(self, factor: float, above: Rung | None = None) -> float:
        """A factor that makes the smallest scaled size whole, and larger than that of `above`."""
        primary = self.groups[0]
        numbers = [g.value for g in self.groups if g.rows is None and not g.file]
        least = min(numbers, default=primary.value)
        if factor >= self.most:
            return self.most
        if least >= _WHOLE_NUMBERS:
            return min(self.most, _round(factor * primary.value) / primary.value)
        steps = max(1, round(factor * least))
        if above is not None and steps <= round(above.factor * least):
            steps = round(above.factor * least) + 1
        return min(1.0, steps / least)


def power_between(below: Rung, top: Rung) -> float:
    """The local exponent of the time."""
    grown = math.log(max(top.typical, 1e-6) / max(below.typical, 1e-6))
    return grown / math.log(top.factor / below.factor)


def _round(size: float) -> int:
    """A size near this one with many small factors: what transforms data by halves is much slower
    on others (FFT), which would be taken for growth."""
    whole = max(1, round(size))
    step = 1 << max(0, whole.bit_length() - _BITS)
    return max(1, round(whole / step)) * step
