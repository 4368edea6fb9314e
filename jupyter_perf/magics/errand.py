"""Something that a cell or a toolbar asked for: looked up or worked out, stopped from wherever."""

from __future__ import annotations

import abc
import math
import threading
import time
import uuid
from collections.abc import Callable
from typing import Any

from .. import errors
from ..core.progress import Progress, Report
from .whereabouts import whereabouts

PROGRESS_BYTES = 2_000
"""What the text and the bar take beside the data of what goes on."""
_STOP_SECONDS = 10.0
_SECONDS_BETWEEN_COUNTS = 1.0


class Errand(abc.ABC):
    """A search or an estimate for one cell, from its copies to its result.

    `report` hears of progress and `count_down` is called while nothing is reported, both in the
    thread that calls `run`; `stop` may be called from any.
    """

    kind: str
    """The magic's name: what front ends call these jobs."""
    noun: str
    """What users call it."""

    def __init__(
        self,
        prepared: Any,
        source: str,
        cell: str | None,
        *,
        again: bool = False,
        options: dict[str, Any] | None = None,
    ) -> None:
        self.id = uuid.uuid4().hex[:8]
        self.prepared = prepared
        self.source = source
        self.cell = cell
        """Id of the cell that it is about, where the front end gives them ids."""
        self.notebook = whereabouts().notebook()
        self.again = again
        self.options = options or {}
        self.in_background = False
        self.state = "queued"
        self.progress: Progress | None = None
        self.partial: Any = None
        """The latest result that a report brought."""
        self.remarks: list[str] = []
        self.run_id: str | None = None
        """Of the record that holds the result, once there is one."""
        self.trajectory: list[tuple[float, float]] = []
        self._job: Any = None
        self._stop_asked = threading.Event()
        self._ends_at = math.inf

    @property
    def characters(self) -> int:
        """How many a model has written so far for this search."""
        return 0

    @abc.abstractmethod
    def stored(self) -> Any:
        """The result that needs no work: there can be none, or it was found before; or None."""

    @abc.abstractmethod
    def run(self, report: Report, count_down: Callable[[], None]) -> Any:
        """Work it out, and keep a record of it; what was cut short isn't used again."""

    @abc.abstractmethod
    def running_data(self, progress: Progress) -> dict[str, Any]:
        """What front ends of ours get while it goes on; small, because it may be saved so."""

    @abc.abstractmethod
    def bundle(self, found: Any, remarks: tuple[str, ...], top: int) -> dict[str, Any]:
        """The result's forms by MIME type."""

    def was_stopped(self, found: Any) -> bool:
        """Whether `found` is only what was known when it was stopped."""
        return bool(found.stopped)

    def isolation(self, found: Any) -> str:
        """How well the sandbox isolated that it was found in; empty where there was none."""
        return str(found.isolation)

    def shown(self, found: Any) -> None:
        """Hears of the result once it is on the screen."""
        return None

    def stop(self) -> None:
        """End it; `run` soon returns what was found so far."""
        self._ends_at = time.monotonic() + _STOP_SECONDS
        self._stop_asked.set()
        if self._job is not None:
            self._job.stop()

    def _worked_out(self, report: Report, count_down: Callable[[], None]) -> Any:
        def hear(progress: Progress) -> None:
            self._note(progress)
            report(progress)

        with self.prepared.start(hear) as job:
            self._job = job
            if self._stop_asked.is_set():  # asked for while it started
                job.stop()
            try:
                found = self._awaited(job, count_down)
            except KeyboardInterrupt:
                self.stop()
                found = job.wait(timeout=_STOP_SECONDS)
        if found is None:
            raise errors.SandboxError(f"the {self.noun} didn't stop in time and was lost")
        return found

    def _awaited(self, job: Any, count_down: Callable[[], None]) -> Any:
        while (found := job.wait(_SECONDS_BETWEEN_COUNTS)) is None:
            if time.monotonic() > self._ends_at:
                return None
            count_down()
        return found

    def _note(self, progress: Progress) -> None:
        self.progress = progress
        self.partial = progress.partial or self.partial
        if progress.best is not None:
            ratio = progress.best[0]
            if not self.trajectory or self.trajectory[-1][1] != ratio:
                self.trajectory.append((progress.elapsed_seconds, ratio))
