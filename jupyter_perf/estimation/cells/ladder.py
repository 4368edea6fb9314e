"""Which sizes to run a cell on: from small to as large as the time allows, most on large ones.

What is large in size but cheap in time says nothing, so steps go by time: each aims at a run a few
times as long as the one before, by how the last two grew. What would be left over is spent between
the largest sizes, where a fit gains most. A cell that fits the time whole is run whole.
"""

from __future__ import annotations

import math

from .beginning import Beginning
from .climbed import Climbed
from .pace import SEEN_SECONDS, power_between
from .running import Failure, Rung
from .sizes import Group

_LONGEST_SHARE = 0.5
"""Of the time left, after which a run that was thought to be shorter is ended."""
_BETWEEN = (0.5, 0.7, 0.3, 0.15, 0.85, 0.4)
"""Further sizes, by parts of the largest one's time, in the order of their use."""
_AT_ONCE_SHARE = 0.1
"""Of the time left, that all of it may be thought to take to be run after the first sample."""
_AT_ONCE_SECONDS = 0.5
"""What all of it may take then in any case, while there is time."""
_BETWEEN_QUICK = (0.5, 0.25)
_BEFORE_AGAIN = 2
"""Of the sizes between, those that come before the largest is run again."""
_FALLING, _TOO_STEEP = -0.1, 0.7
"""A local exponent below the one, or above the one before by the other, is looked at again."""
_MOST_ALONE = 4
_ENOUGH_SIZES = 5


class Ladder(Beginning):
    """A climb from the first run upwards."""

    def climb(self) -> Climbed:
        """Run the cell on growing inputs until the time is used."""
        groups = [g for g in self.request.groups if not g.pinned]
        if not groups:
            self._whole_only()
            return self.found
        first = self._choose(groups)
        if not self.found.rungs and self.most >= 1 and self._misses_what_was_cut():
            self._all_or_nothing()
        elif self.found.rungs and not self._at_once():
            self._grow()
            self._fill()
            self._apart(groups)
        self.found.varied = tuple(g.name for g in first)
        return self.found

    @property
    def short_of_sizes(self) -> bool:
        """Whether the climb ended, for want of time alone, with too few sizes to say anything."""
        timed = sum(rung.typical >= SEEN_SECONDS for rung in self.found.rungs)
        ended = self.found.whole or self.found.blown is not None
        return bool(self.found.rungs) and not ended and timed < _ENOUGH_SIZES

    def go_on(self) -> None:
        """Further sizes, in more time."""
        self._grow()
        self._fill()

    # Upwards.

    def _at_once(self) -> bool:
        """All of it right after the first run, where that promises to be quick: most cells are."""
        top = self.found.rungs[0]
        if self.most < 1 or self.pace.doubling or top.factor >= 1:
            return False
        power = max(1.1, float(self.request.depth or 1))
        straight = max(top.typical, 1e-4) * math.pow(1 / top.factor, power)
        if straight > _AT_ONCE_SHARE * self.left() or self.pace.memory_at(1.0) > self.free:
            return False
        limit = max(2 * _AT_ONCE_SHARE * self.left(), min(_AT_ONCE_SECONDS, self.left() / 4))
        seen = self._run(1.0, limit)
        if isinstance(seen, Failure):
            self._ended(1.0, seen)
            return False
        self.found.rungs.append(seen)
        self.found.whole = True
        self._again(seen)
        for part in _BETWEEN_QUICK:
            if self.left() > 0.5 * self.budget and self._has_time(seen.typical):
                between = self._run(self.pace.snapped(part), self.left())
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
            factor = self._next()
            if factor is None:
                break
            if not self._has_time(top.typical) or not self._step(factor):
                break

    def _next(self) -> float | None:
        """The next factor; None where no larger one fits the time."""
        pace, left = self.pace, self.left()
        if pace.known and pace.reaches_all(left):
            return self.most
        factor = pace.next_factor()
        if pace.known and pace.expected(factor) > pace.share * left:
            return pace.affordable(left)
        return factor

    def _step(self, factor: float) -> bool:
        top = self.found.rungs[-1]
        if self.pace.memory_at(factor) > self.free:
            self.found.notes.append("larger samples weren't run: their memory might not be free")
            return False
        seen = self._run(factor, _LONGEST_SHARE * self.left())
        if isinstance(seen, Failure):
            if self._ended(factor, seen):
                return self.pace.snapped(math.sqrt(top.factor * factor), top) < factor * 0.98
            if seen.kind == "memory":
                self.found.blown = seen
            if seen.kind in ("memory", "raised", "denied"):
                self.found.notes.append(f"on {self._words(seen)} it {seen.words}")
            return False
        if seen.factor <= top.factor * 1.001:
            return False
        self.found.rungs.append(seen)
        self._settle()
        return True

    def _ended(self, factor: float, seen: Failure) -> bool:
        """Whether a run took longer than it had, which nothing of its size or above is given."""
        if seen.kind != "timeout":
            return False
        self.pace.ceiling = factor
        self.found.too_long.append((factor, seen.outcome.wall_seconds))
        return True

    def _settle(self) -> None:
        """Run again what doesn't fit what was seen before, while it's short: the next step goes by
        it, and one run that others disturbed would send it anywhere."""
        timed = [at for at, r in enumerate(self.found.rungs) if r.typical >= SEEN_SECONDS]
        if len(timed) < 2 or self.pace.doubling:
            return
        below, top = (self.found.rungs[at] for at in timed[-2:])
        power = power_between(below, top)
        before = self.found.rungs[timed[-3]] if len(timed) > 2 else None
        if power < _FALLING:
            self._rerun(timed[-2])
        elif power > _TOO_STEEP + (1.0 if before is None else power_between(before, below)):
            self._rerun(timed[-1])

    # Between.

    def _fill(self) -> None:
        """Sizes between, and the largest again, in the time that is left."""
        if self.found.whole:
            self._again(self.found.rungs[-1])
            return
        for tried, part in enumerate(_BETWEEN):
            if tried == _BEFORE_AGAIN:
                self._again(self.found.rungs[-1])
            top = self.found.rungs[-1]
            factor = self.pace.snapped(top.factor * part ** (1 / max(0.7, self.pace.exponent())))
            if any(self.pace.alike(factor, rung) for rung in self.found.rungs):
                continue
            if not self._has_time(top.typical * part):
                continue
            seen = self._run(factor, self.left())
            if isinstance(seen, Rung):
                self.found.rungs.append(self._repeated(seen))
                self.found.rungs.sort(key=lambda rung: rung.factor)
        self._again(self.found.rungs[-1])

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

    def _all_or_nothing(self) -> None:
        """No sample has what the cell looks for: all of it, while there is time."""
        if self._ran_whole() is None:
            self.found.reason = ""

    def _whole_only(self) -> None:
        """No size to vary: all of it, if it fits."""
        seen = self._ran_whole()
        if seen is None:
            return
        if seen.kind == "timeout":
            self.found.reason = "no size was found that it could be run on a part of"
        else:
            self._explain(seen)

    def _ran_whole(self) -> Failure | None:
        """Run all of it; what came instead of a time, if anything."""
        seen = self._run(1.0, 0.9 * self.left())
        if isinstance(seen, Failure):
            return seen
        self.found.rungs.append(seen)
        self.found.whole = self.most >= 1
        self._again(seen)
        return None
