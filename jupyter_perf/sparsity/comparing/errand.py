"""Who asked, until when, and who is told: what every part of a comparison needs to know."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable

from ...core.progress import Progress, Report

INTERRUPTED = "interrupted: what was finished is kept, and the same call goes on from there"
CANCELLED = "stopped: what was finished is kept, and the same call goes on from there"


@dataclasses.dataclass
class Errand:
    """Shared by the parts of one comparison."""

    report: Report
    stopped: Callable[[], bool]
    budget: float | None
    began: float = dataclasses.field(default_factory=time.monotonic)
    total: int = 1
    """Trainings in all."""
    finished: int = 0
    _told: tuple[str, float] = ("", -1.0)

    @property
    def elapsed(self) -> float:
        return time.monotonic() - self.began

    @property
    def left(self) -> float | None:
        """Wall seconds; None where there is no budget."""
        return None if self.budget is None else self.budget - self.elapsed

    @property
    def ends(self) -> float | None:
        """`time.time()` at which the budget is spent."""
        return None if self.left is None else time.time() + self.left

    def why_stop(self) -> str:
        """Why no more is to be done; empty where there is no reason."""
        if self.stopped():
            return CANCELLED
        if self.left is not None and self.left <= 0:
            return f"the budget of {self.budget:g} s is spent: what was finished is kept"
        return ""

    def tell(self, stage: str, share: float = 0.0) -> None:
        """`share` is how far the running ones are together, in trainings."""
        done = min(1.0, (self.finished + share) / max(1, self.total))
        if (stage, done) != self._told:
            self._told = stage, done
            self.report(Progress(stage, done, self.elapsed, self.left))
