"""Whom long work tells how far it is, and whom it asks whether to go on."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from ...core.progress import Progress, Report


class Stopped(Exception):
    """Somebody asked to stop."""


@dataclass
class Errand:
    """Whom to tell, and whom to ask whether to go on."""

    report: Report
    stopped: Callable[[], bool]
    began: float = field(default_factory=time.monotonic)

    def at(self, stage: str, done: float) -> None:
        """Raises Stopped."""
        if self.stopped():
            raise Stopped
        self.report(Progress(stage, done, time.monotonic() - self.began))

    def between(self, low: float, high: float) -> Report:
        """For a part that reports its own share."""
        return lambda said: self.at(said.stage, low + (high - low) * (said.done or 0.0))
