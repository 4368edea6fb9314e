"""The single runs of a climb: within the time that is left, again where noise counts, in words."""

from __future__ import annotations

from collections.abc import Callable

from ...core import units
from ...core.memory import free_bytes
from .climbed import Climbed, Runs
from .pace import SEEN_SECONDS, Pace
from .request import Request
from .running import Failure, Rung
from .sizes import Group

REPEATED_SECONDS = 0.06
"""Runs shorter than this are done again."""
_MOST_REPEATS = 3
_SETTLED_SHARE = 0.12
"""Of the time left, that a run may take to be done once more."""
_OVERHEAD_SECONDS = 0.04
_FREE_SHARE = 0.7


class Steps:
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

    def _run(self, factor: float, seconds: float) -> Rung | Failure:
        of = f" on {100 * factor:.2g}% of `{self.groups[0].name}`" if self.groups else ""
        self.tell(f"running it{of}", factor)
        needs = self.pace.memory_at(factor) if self.found.rungs else 0.0
        return self.runner.run({g.name: factor for g in self.groups}, seconds, needs)

    def _has_time(self, seconds: float) -> bool:
        return self.left() > 1.4 * seconds + 2 * _OVERHEAD_SECONDS

    def _again(self, top: Rung) -> None:
        """The largest one's noise."""
        if len(top.seconds) < _MOST_REPEATS and self._has_time(top.typical):
            seen = self._run(top.factor, self.left())
            if isinstance(seen, Rung) and abs(seen.factor / top.factor - 1) < 0.02:
                self.found.rungs[-1] = top.with_more(seen)

    def _rerun(self, at: int) -> None:
        rung = self.found.rungs[at]
        if rung.typical < _SETTLED_SHARE * self.left() and self._has_time(rung.typical):
            seen = self._run(rung.factor, self.left())
            if isinstance(seen, Rung) and abs(seen.factor / rung.factor - 1) < 0.02:
                self.found.rungs[at] = rung.with_more(seen)

    def _repeated(self, rung: Rung) -> Rung:
        """With more runs where they are short, and their noise counts."""
        while (
            SEEN_SECONDS <= rung.typical < REPEATED_SECONDS
            and len(rung.seconds) < _MOST_REPEATS
            and self._has_time(3 * rung.typical)
        ):
            seen = self._run(rung.factor, self.left())
            if isinstance(seen, Failure):
                break
            rung = rung.with_more(seen)
        return rung

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
