"""The first run of a climb: which sizes are scaled, and how small they have to be."""

from __future__ import annotations

from .pace import Pace
from .passes import by_passes
from .running import Rung
from .sizes import Group
from .steps import REPEATED_SECONDS, Steps

_FIRST_SHARE = 0.25
"""Of the time, for the first run: where it takes longer, more sizes are scaled."""
_MOST_TRIES = 5
_FEW_PASSES, _PASSES_SHARE, _MOST_LOOPS = 4, 0.08, 2
_MISSING = ("KeyError", "IndexError")


class Beginning(Steps):
    """Looks for a first sample that the cell runs on."""

    def _choose(self, groups: list[Group]) -> list[Group]:
        """Which sizes are scaled, with the first run on them: the large ones, of tables the rows
        alone; or, where that is still too slow, those that were left out, or all together."""
        if alone := self._by_passes(groups):
            return alone
        large = [g for g in groups if g.large] or groups
        small = [g for g in groups if g not in large]
        rows = [g for g in large if g.unit != "columns"]
        tried: list[list[Group]] = [[]]
        for chosen in (rows, large, small, groups):
            if chosen in tried:
                continue
            tried.append(chosen)
            if self._start(chosen, patient=chosen == groups):
                return chosen
            if self._misses_what_was_cut() and len(chosen) > 1:
                return self._one_of(chosen)
            others_may_help = self._was_too_slow() or (chosen == rows and rows != large)
            if not others_may_help:
                return chosen
        return groups

    def _by_passes(self, groups: list[Group]) -> list[Group]:
        """The size that only says how often a loop goes round, if a few passes are quick; none
        where there is no such."""
        if self.most < 1:
            return []
        for group in by_passes(self.request.source, groups)[:_MOST_LOOPS]:
            self.groups = [group]
            self.pace = Pace(self.groups, self.most, self.found.rungs, depth=1)
            few = self.pace.snapped(_FEW_PASSES / group.value)
            seen = self._run(few, self.budget * _PASSES_SHARE)
            if isinstance(seen, Rung):
                self.found.rungs.append(self._warmed(seen, self.budget * _PASSES_SHARE))
                return [group]
        return []

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
        if first.typical > REPEATED_SECONDS or not self._has_time(first.typical):
            return first
        again = self._run(first.factor, limit)
        return again if isinstance(again, Rung) and again.typical < first.typical else first
