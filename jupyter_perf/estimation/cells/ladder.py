"""Which sizes to run a cell on: from small to as large as the time allows, most on large ones.

What is large in size but cheap in time says nothing, so steps go by time: each aims at a run a few
times as long as the one before, by how the last two grew. What would be left over is spent between
the largest sizes, where a fit gains most. A cell that fits the time whole is run whole.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from ...core.memory import free_bytes
from .request import Request
from .running import Failure, Rung
from .sizes import Group

_FIRST_ROWS = 256
_FIRST_BYTES = 64 << 10
_SMALL_BOUND = 64
_STEP_TIMES, _SHORT_STEP_TIMES = 3.0, 10.0
"""How much longer the next run is to be; the other where runs are below `_SHORT_SECONDS`."""
_SHORT_SECONDS = 0.01
_LONGEST_STEP = 16.0
_UNKNOWN_EXPONENT = 2.5
_LARGEST_SHARE = 0.3
"""Of the time left, for the longest run."""
_LONGEST_SHARE = 0.5
"""Of the time left, after which a run that was thought to be shorter is ended."""
_FIRST_SHARE = 0.25
"""Of the time, for the first run: where it takes longer, more sizes are scaled."""
_EARLY_SHARE = 0.5
"""The same while there are too few sizes to go by."""
_FAR_TIMES = 40.0
_WHOLE_SHARE = 0.6
"""Of the time left, within which all of the inputs are run."""
_BETWEEN = (0.5, 0.7, 0.3, 0.15, 0.85, 0.4)
"""Further sizes, by parts of the largest one's time, in the order of their use."""
_AT_ONCE_SHARE = 0.1
"""Of the time left, that all of it may be thought to take to be run after the first sample."""
_BETWEEN_QUICK = (0.5, 0.25)
_REPEATED_SECONDS = 0.06
_MOST_REPEATS = 3
_OVERHEAD_SECONDS = 0.04
_FREE_SHARE = 0.7
_MOST_TRIES = 5
_SAME_SIZE = 0.03
_SEEN_SECONDS = 1e-3
_UNSEEN_TIMES = 4.0
_FEW = 4
_WHOLE_NUMBERS = 2000
"""Sizes below this are stepped through by whole numbers."""
_MOST_ALONE = 4


@dataclass
class Climbed:
    """All that was found out by running."""

    rungs: list[Rung] = field(default_factory=list)
    """Ascending; the last one is the whole where `whole` is True."""
    varied: tuple[str, ...] = ()
    """Groups that were scaled together."""
    whole: bool = False
    reason: str = ""
    """Why there is nothing to go by."""
    blown: Failure | None = None
    """The run that ran out of memory, where one did."""
    notes: list[str] = field(default_factory=list)
    alone: dict[str, float] = field(default_factory=dict)
    """Local exponent of the time in each group by itself."""


class Runs(Protocol):
    """What runs the cell: `running.Runner`."""

    failures: list[Failure]

    def run(self, factors: Mapping[str, float], seconds: float) -> Rung | Failure: ...


class Ladder:
    """One climb; `left` gives the seconds until the end of the budget."""

    def __init__(
        self,
        request: Request,
        runner: Runs,
        left: Callable[[], float],
        tell: Callable[[str, float], None],
    ) -> None:
        self.request = request
        self.runner = runner
        self.left = left
        self.tell = tell
        self.free = free_bytes() * _FREE_SHARE
        self.most = request.kept
        """The largest factor there are inputs for."""
        self.found = Climbed()
        self.budget = max(left(), 1e-3)
        self.groups: list[Group] = []
        self.ceiling: float | None = None
        """The factor of a run that took too long."""

    def climb(self) -> Climbed:
        """Run the cell on growing inputs until the time is used."""
        groups = [g for g in self.request.groups if not g.pinned]
        if not groups:
            self._whole_only()
            return self.found
        first = self._choose(groups)
        if self.found.rungs and not self._at_once():
            self._grow()
            self._fill()
            self._apart(groups)
        self.found.varied = tuple(g.name for g in first)
        return self.found

    def _choose(self, groups: list[Group]) -> list[Group]:
        """Which sizes are scaled, with the first run on them: the large ones, or, where that is
        still too slow, those that were left out, or all together."""
        large = [g for g in groups if g.large] or groups
        small = [g for g in groups if g not in large]
        for chosen in (large, small, groups):
            if not chosen or (chosen == groups and chosen == large and self.groups):
                continue
            if self._start(chosen, patient=chosen == groups) or not self._was_too_slow():
                return chosen
        return groups

    def _was_too_slow(self) -> bool:
        return bool(self.runner.failures) and self.runner.failures[-1].kind == "timeout"

    # The first run, and what can go wrong with it.

    def _start(self, groups: list[Group], patient: bool) -> bool:
        """The first rung; False where there is none. Where other sizes could be scaled, no time is
        spent on ever smaller ones of these."""
        self.groups = groups
        self.found.reason = ""
        factor, limit = self._first_factor(), self.budget * _FIRST_SHARE
        for _ in range(_MOST_TRIES):
            seen = self._run(factor, limit)
            if isinstance(seen, Rung):
                self.found.rungs = [seen]
                return True
            if seen.kind == "raised" and factor < self.most:
                # Too few rows for what the cell does (bins, folds, a window): more may do.
                factor = min(self.most, factor * 4)
            elif seen.kind == "timeout" and patient and self._snapped(factor / 8) < factor:
                factor, limit = self._snapped(factor / 8), limit * 0.6
            else:
                break
        self._explain(self.runner.failures[-1])
        return False

    def _first_factor(self) -> float:
        primary = self.groups[0]
        value = primary.value
        if primary.rows is None and value <= _SMALL_BOUND:
            # Its cost may double with each: nearly all sizes are too small to be seen.
            wanted = max(2.0, 0.4 * value)
        elif primary.file:
            wanted = min(value / 16, float(_FIRST_BYTES))
        elif primary.rows is not None and value <= _FIRST_ROWS:
            wanted = max(1.0, value / 16)
        else:
            wanted = min(float(_FIRST_ROWS), value / 16)
        return self._snapped(min(1.0, self.most, wanted / value))

    def _explain(self, failure: Failure) -> None:
        if failure.kind == "timeout":
            limit = self.budget * _FIRST_SHARE
            self.found.reason = f"it takes longer than {limit:.1f} s even on {self._words(failure)}"
        elif failure.kind == "memory":
            self.found.blown = failure
            self.found.reason = f"it {failure.words} even on {self._words(failure)}"
        elif failure.kind == "raised":
            self.found.reason = f"on samples it {failure.words}"
        elif failure.kind == "stopped":
            self.found.reason = "it was stopped before anything was measured"
        else:
            self.found.reason = failure.words

    def _words(self, failure: Failure) -> str:
        sizes = [f"{failure.sizes.get(g.name, g.value):,.0f} of `{g.name}`" for g in self.groups]
        return ", ".join(sizes[:3])

    # Upwards.

    def _at_once(self) -> bool:
        """All of it right after the first run, where that promises to be quick: most cells are."""
        top = self.found.rungs[0]
        numbers = [group.value for group in self.groups if group.numbers]
        if self.most < 1 or min(numbers, default=math.inf) <= _SMALL_BOUND or top.factor >= 1:
            return False
        straight = max(top.typical, 1e-4) * math.pow(1 / top.factor, 1.1)
        if straight > _AT_ONCE_SHARE * self.left() or self._memory_at(1.0) > self.free:
            return False
        seen = self._run(1.0, 2 * _AT_ONCE_SHARE * self.left())
        if isinstance(seen, Failure):
            self.ceiling = 1.0 if seen.kind == "timeout" else None
            return False
        self.found.rungs.append(seen)
        self.found.whole = True
        self._again(seen)
        for part in _BETWEEN_QUICK:
            if self.left() > 0.5 * self.budget and self._has_time(seen.typical):
                between = self._run(self._snapped(part), self.left())
                if isinstance(between, Rung) and top.factor < between.factor < 1:
                    self.found.rungs.append(between)
        self.found.rungs.sort(key=lambda rung: rung.factor)
        return True

    def _grow(self) -> None:
        while True:
            top = self.found.rungs[-1]
            if top.factor >= self.most * 0.999:
                self.found.whole = self.most >= 1
                break
            known = len(self._timed()) >= 2
            share = _LARGEST_SHARE if len(self.found.rungs) > 3 else _EARLY_SHARE
            if known and self._reaches_all(top):
                factor = self.most
            else:
                factor = self._next_factor(top)
                if known and self._expected(factor) > share * self.left():
                    smaller = self._affordable(top)
                    if smaller is None:
                        break
                    factor = smaller
            if not self._has_time(top.typical) or not self._step(factor):
                break

    def _reaches_all(self, top: Rung) -> bool:
        """Whether all of the inputs can be run now: soon enough, and not much later than so far."""
        seconds = self._expected(self.most)
        near = seconds <= _FAR_TIMES * top.typical or seconds < 0.1 * self.left()
        near = near and self._longest_step(top) >= self.most
        return near and seconds * 1.3 < _WHOLE_SHARE * self.left()

    def _timed(self) -> list[Rung]:
        return [rung for rung in self.found.rungs if rung.typical >= _SEEN_SECONDS]

    def _exponent(self) -> float:
        """Of the time, between the last two sizes that took any; a guess before there are two."""
        timed = self._timed()[-2:]
        if len(timed) < 2 or timed[1].factor <= timed[0].factor * 1.02:
            return _UNKNOWN_EXPONENT
        grown = math.log(max(timed[1].typical, 1e-6) / timed[0].typical)
        return max(0.3, grown / math.log(timed[1].factor / timed[0].factor))

    def _expected(self, factor: float) -> float:
        """Seconds at a larger factor, rather too many; an exponential grows faster than a power."""
        top = self.found.rungs[-1]
        ratio, power = factor / top.factor, self._exponent()
        if power > 5:
            return top.typical * math.exp(min(50.0, power * (ratio - 1)))
        grown = max(top.typical, 1e-4) * math.pow(ratio, 1.1 * power + 0.1)
        # Under fixed costs the power is still to rise: a straight line is steeper.
        return max(grown, top.typical + 1.2 * self._slope() * (factor - top.factor))

    def _slope(self) -> float:
        """Seconds by factor between the last two sizes; 0 where nothing is seen."""
        timed = self._timed()[-2:]
        if len(timed) < 2 or timed[1].factor <= timed[0].factor:
            return 0.0
        return max(0.0, timed[1].typical - timed[0].typical) / (timed[1].factor - timed[0].factor)

    def _larger(self, top: Rung, times: float) -> float:
        """The factor where a run takes so many times as long as the largest, as far as is known."""
        power, slope = self._exponent(), self._slope()
        if power >= 0.9 or slope == 0.0:
            return top.factor * math.pow(times, 1 / power)
        return top.factor + (times - 1) * top.typical / slope

    def _next_factor(self, top: Rung) -> float:
        if top.typical < _SEEN_SECONDS:
            times = _UNSEEN_TIMES * (2 if top.typical < _SEEN_SECONDS / 5 else 1)
        else:
            longer = _STEP_TIMES if top.typical >= _SHORT_SECONDS else _SHORT_STEP_TIMES
            times = min(_LONGEST_STEP, max(1.1, self._larger(top, longer) / top.factor))
        factor = min(self.most, top.factor * times, self._longest_step(top))
        return self._snapped(factor, top)

    def _longest_step(self, top: Rung) -> float:
        """The largest factor that may come next: where a small number bounds the work each more
        may double it, and nothing is tried again that took too long."""
        most = self.most if self.ceiling is None else math.sqrt(top.factor * self.ceiling)
        least = min(group.value for group in self.groups)
        if least <= _SMALL_BOUND and any(group.numbers for group in self.groups):
            return min(most, top.factor + _FEW / least)
        return most

    def _affordable(self, top: Rung) -> float | None:
        """The largest factor whose run fits its share; None where that's no step any more."""
        share = _LARGEST_SHARE if len(self.found.rungs) > 3 else _EARLY_SHARE
        room = share * self.left() / max(top.typical, 1e-4)
        if room < 1.3:
            return None
        factor = self._snapped(self._larger(top, room / 1.1), top)
        enough = factor > top.factor * 1.08 and self._expected(factor) < 1.5 * room * top.typical
        return min(factor, self.most) if enough else None

    def _step(self, factor: float) -> bool:
        top = self.found.rungs[-1]
        if self._memory_at(factor) > self.free:
            self.found.notes.append("larger samples weren't run: their memory might not be free")
            return False
        seen = self._run(factor, _LONGEST_SHARE * self.left())
        if isinstance(seen, Failure):
            if seen.kind == "timeout":
                self.ceiling = factor
                return self._snapped(math.sqrt(top.factor * factor), top) < factor * 0.98
            if seen.kind == "memory":
                self.found.blown = seen
            elif seen.kind in ("raised", "denied"):
                self.found.notes.append(f"on {self._words(seen)} it {seen.words}")
            return False
        if seen.factor <= top.factor * 1.001:
            return False
        self.found.rungs.append(self._repeated(seen))
        return True

    def _memory_at(self, factor: float) -> float:
        """Bytes at the peak, inputs included, as if they grew with the last step's exponent."""
        top = self.found.rungs[-1]
        now = (top.peak_bytes or 0) + top.input_bytes
        ratio = factor / top.factor
        before = self.found.rungs[-2] if len(self.found.rungs) > 1 else None
        power = 2.0 if before is None else 1.0
        if before is not None and (before.peak_bytes or 0) > 1 << 20 and top.peak_bytes:
            grown = math.log(top.peak_bytes / (before.peak_bytes or 1))
            power = max(1.0, grown / math.log(top.factor / before.factor))
        return now * math.pow(ratio, power)

    # Between.

    def _fill(self) -> None:
        """Sizes between, and the largest again, in the time that is left."""
        if self.found.whole:
            self._again(self.found.rungs[-1])
            return
        for part in _BETWEEN:
            top = self.found.rungs[-1]
            factor = self._snapped(top.factor * part ** (1 / max(0.7, self._exponent())))
            if any(self._alike(factor, rung) for rung in self.found.rungs):
                continue
            if not self._has_time(top.typical * part):
                continue
            seen = self._run(factor, self.left())
            if isinstance(seen, Rung):
                self.found.rungs.append(self._repeated(seen))
                self.found.rungs.sort(key=lambda rung: rung.factor)
        self._again(self.found.rungs[-1])

    def _alike(self, factor: float, rung: Rung) -> bool:
        """Whether a size would be the same as one that was run, or nearly."""
        primary = self.groups[0]
        size = max(1, round(primary.value * factor))
        return abs(math.log(size / rung.sizes[primary.name])) < _SAME_SIZE

    def _again(self, top: Rung) -> None:
        """The largest one's noise."""
        if len(top.seconds) < _MOST_REPEATS and self._has_time(top.typical):
            seen = self._run(top.factor, self.left())
            if isinstance(seen, Rung) and abs(seen.factor / top.factor - 1) < 0.02:
                self.found.rungs[-1] = top.with_more(seen)

    def _repeated(self, rung: Rung) -> Rung:
        """With more runs where they are short, and their noise counts."""
        while (
            _SEEN_SECONDS <= rung.typical < _REPEATED_SECONDS
            and len(rung.seconds) < _MOST_REPEATS
            and self._has_time(3 * rung.typical)
        ):
            seen = self._run(rung.factor, self.left())
            if isinstance(seen, Failure):
                break
            rung = rung.with_more(seen)
        return rung

    def _has_time(self, seconds: float) -> bool:
        return self.left() > 1.4 * seconds + 2 * _OVERHEAD_SECONDS

    # Each size alone.

    def _apart(self, groups: list[Group]) -> None:
        """Local exponents: each size halved by itself, the others staying, where there is time."""
        if len(groups) < 2:
            return
        rungs = [rung for rung in self.found.rungs if 5e-3 <= rung.typical <= self.left() / 6]
        if not rungs:
            return
        base = rungs[-1]
        scaled = {g.name: base.factor for g in self.groups}
        for group in groups[:_MOST_ALONE]:
            if not self._has_time(base.typical):
                return
            factor = scaled.get(group.name, 1.0) / 2
            if round(group.value * factor) < 1:
                continue
            seen = self.runner.run({**scaled, group.name: factor}, self.left())
            if isinstance(seen, Rung):
                change = seen.sizes[group.name] / base.sizes[group.name]
                if change < 0.9:
                    power = math.log(seen.typical / base.typical) / math.log(change)
                    self.found.alone[group.name] = max(0.0, power)

    # All.

    def _whole_only(self) -> None:
        """No size to vary: all of it, if it fits."""
        seen = self._run(1.0, 0.9 * self.left())
        if isinstance(seen, Rung):
            self.found.rungs, self.found.whole = [seen], self.most >= 1
            self._again(seen)
            return
        if seen.kind == "timeout":
            self.found.reason = "no size was found that it could be run on a part of"
        else:
            self._explain(seen)

    def _run(self, factor: float, seconds: float) -> Rung | Failure:
        of = f" on {100 * factor:.2g}% of `{self.groups[0].name}`" if self.groups else ""
        self.tell(f"running it{of}", factor)
        return self.runner.run({g.name: factor for g in self.groups}, seconds)

    def _snapped(self, factor: float, above: Rung | None = None) -> float:
        """A factor that makes the smallest scaled size whole, and larger than that of `above`."""
        primary = self.groups[0]
        numbers = [g.value for g in self.groups if g.rows is None and not g.file]
        least = min(numbers, default=primary.value)
        if least >= _WHOLE_NUMBERS:
            return factor
        steps = max(1, round(factor * least))
        if above is not None and steps <= round(above.factor * least):
            steps = round(above.factor * least) + 1
        return min(1.0, steps / least)
