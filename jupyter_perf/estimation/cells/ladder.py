"""Which sizes to run a cell on: from small to as large as the time allows, most on large ones.

What is large in size but cheap in time says nothing, so steps go by time: each aims at a run a few
times as long as the one before, by how the last two grew. What would be left over is spent between
the largest sizes, where a fit gains most. A cell that fits the time whole is run whole.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from ...core import units
from ...core.memory import free_bytes
from .climbed import Climbed, Runs
from .pace import SEEN_SECONDS, Pace, power_between
from .request import Request
from .running import Failure, Rung
from .sizes import Group

_LONGEST_SHARE = 0.5
"""Of the time left, after which a run that was thought to be shorter is ended."""
_FIRST_SHARE = 0.25
"""Of the time, for the first run: where it takes longer, more sizes are scaled."""
_BETWEEN = (0.5, 0.7, 0.3, 0.15, 0.85, 0.4)
"""Further sizes, by parts of the largest one's time, in the order of their use."""
_AT_ONCE_SHARE = 0.1
"""Of the time left, that all of it may be thought to take to be run after the first sample."""
_AT_ONCE_SECONDS = 0.5
"""What all of it may take then in any case, while there is time."""
_BETWEEN_QUICK = (0.5, 0.25)
_REPEATED_SECONDS = 0.06
_MOST_REPEATS = 3
_BEFORE_AGAIN = 2
"""Of the sizes between, those that come before the largest is run again."""
_FALLING, _TOO_STEEP = -0.1, 0.7
"""A local exponent below the one, or above the one before by the other, is looked at again."""
_SETTLED_SHARE = 0.12
"""Of the time left, that this may take."""
_OVERHEAD_SECONDS = 0.04
_FREE_SHARE = 0.7
_MOST_TRIES = 5
_MOST_ALONE = 4
_ENOUGH_SIZES = 5
_MISSING = ("KeyError", "IndexError")


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
        self.pace = Pace((), self.most, self.found.rungs, request.depth)

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

    def _choose(self, groups: list[Group]) -> list[Group]:
        """Which sizes are scaled, with the first run on them: the large ones, or, where that is
        still too slow, those that were left out, or all together."""
        large = [g for g in groups if g.large] or groups
        small = [g for g in groups if g not in large]
        for chosen in (large, small, groups):
            if not chosen or (chosen == groups and chosen == large and self.groups):
                continue
            if self._start(chosen, patient=chosen == groups):
                return chosen
            if self._misses_what_was_cut() and len(chosen) > 1:
                return self._one_of(chosen)
            if not self._was_too_slow():
                return chosen
        return groups

    def _one_of(self, chosen: list[Group]) -> list[Group]:
        """The largest size that can be scaled while what it refers to stays whole."""
        for group in chosen:
            if self._start([group], patient=False) or not self._has_time(0.0):
                return [group]
        return chosen

    def _misses_what_was_cut(self) -> bool:
        """Whether the cell looked for a key or a position that isn't in the sample."""
        failure = self.runner.failures[-1] if self.runner.failures else None
        raised = failure.outcome.raised if failure is not None else None
        return raised is not None and raised.type in _MISSING

    def _was_too_slow(self) -> bool:
        return bool(self.runner.failures) and self.runner.failures[-1].kind == "timeout"

    # The first run, and what can go wrong with it.

    def _start(self, groups: list[Group], patient: bool) -> bool:
        """The first rung; False where there is none. Where other sizes could be scaled, no time is
        spent on ever smaller ones of these."""
        self.groups = groups
        self.pace = Pace(groups, self.most, self.found.rungs, self.request.depth)
        self.found.reason = ""
        factor, limit = self.pace.first_factor(), self.budget * _FIRST_SHARE
        for _ in range(_MOST_TRIES):
            seen = self._run(factor, limit)
            if isinstance(seen, Rung):
                self.found.rungs.append(self._warmed(seen, limit))
                return True
            if self._misses_what_was_cut() and len(groups) > 1:
                break
            if seen.kind == "raised" and factor < self.most:
                # Too few rows for what the cell does (bins, folds, a window): more may do.
                factor = min(self.most, factor * 4)
            elif seen.kind == "timeout" and patient and self.pace.snapped(factor / 8) < factor:
                factor, limit = self.pace.snapped(factor / 8), limit * 0.6
            else:
                break
        self._explain(self.runner.failures[-1])
        return False

    def _warmed(self, first: Rung, limit: float) -> Rung:
        """The same again where it is short: the first run of all also pays for what is loaded late
        and for cold caches."""
        if first.typical > _REPEATED_SECONDS or not self._has_time(first.typical):
            return first
        again = self._run(first.factor, limit)
        return again if isinstance(again, Rung) and again.typical < first.typical else first

    def _explain(self, failure: Failure) -> None:
        if failure.kind == "timeout":
            limit = units.seconds(failure.outcome.wall_seconds)
            self.found.reason = (
                f"it takes longer than {limit} even on {self._words(failure)}: give it more time"
                " with `--budget`"
            )
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

    def _rerun(self, at: int) -> None:
        rung = self.found.rungs[at]
        if rung.typical < _SETTLED_SHARE * self.left() and self._has_time(rung.typical):
            seen = self._run(rung.factor, self.left())
            if isinstance(seen, Rung) and abs(seen.factor / rung.factor - 1) < 0.02:
                self.found.rungs[at] = rung.with_more(seen)

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

    def _again(self, top: Rung) -> None:
        """The largest one's noise."""
        if len(top.seconds) < _MOST_REPEATS and self._has_time(top.typical):
            seen = self._run(top.factor, self.left())
            if isinstance(seen, Rung) and abs(seen.factor / top.factor - 1) < 0.02:
                self.found.rungs[-1] = top.with_more(seen)

    def _repeated(self, rung: Rung) -> Rung:
        """With more runs where they are short, and their noise counts."""
        while (
            SEEN_SECONDS <= rung.typical < _REPEATED_SECONDS
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
            self.found.rungs.append(seen)
            self.found.whole = self.most >= 1
            self._again(seen)
            return
        if seen.kind == "timeout":
            self.found.reason = "no size was found that it could be run on a part of"
        else:
            self._explain(seen)

    def _run(self, factor: float, seconds: float) -> Rung | Failure:
        of = f" on {100 * factor:.2g}% of `{self.groups[0].name}`" if self.groups else ""
        self.tell(f"running it{of}", factor)
        needs = self.pace.memory_at(factor) if self.found.rungs else 0.0
        return self.runner.run({g.name: factor for g in self.groups}, seconds, needs)
