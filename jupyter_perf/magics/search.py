"""One search as the magics see it: looked up or run, and stopped from wherever."""

from __future__ import annotations

import dataclasses
import math
import threading
import time
import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .. import errors
from ..core.progress import Progress, Report

if TYPE_CHECKING:
    from ..refinement.prepared import Prepared
    from ..refinement.result import Refinement

_STOP_SECONDS = 10.0
_SECONDS_BETWEEN_COUNTS = 1.0


class Search:
    """The search for one cell, from its copies to its result.

    `report` hears of progress and `count_down` is called while nothing is reported, both in the
    thread that calls `run`; `stop` may be called from any.
    """

    def __init__(
        self, prepared: Prepared, source: str, cell: str | None, *, again: bool = False
    ) -> None:
        self.id = uuid.uuid4().hex[:8]
        self.prepared = prepared
        self.source = source
        self.cell = cell
        """Id of the cell that it is about, where the front end gives them ids."""
        self.again = again
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

    def stored(self) -> Refinement | None:
        """The result that needs no search: it can't be verified, or was found before."""
        if self.prepared.reason is not None:
            return self.prepared.result()
        if self.again:
            return None
        from ..records.store import store
        from ..refinement.result import Refinement

        stored = store().recall(self.prepared.key())
        if stored is None:
            return None
        when = stored[0].replace("T", " ").replace("+00:00", " UTC")
        self.remarks.append(f"stored result of {when}; --again searches anew")
        return Refinement.from_json(stored[1])

    def run(self, report: Report, count_down: Callable[[], None]) -> Refinement:
        """Search, and keep a record of what was found unless it was cut short."""
        if self._stop_asked.is_set():
            return dataclasses.replace(self.prepared.result(), stopped="by you")
        self.state = "running"
        key = self.prepared.key()
        found = self._searched(report, count_down)
        if not found.stopped and not _left_open(found):
            from ..records.store import store

            store().remember(key, "refinement", found.to_json())
        return found

    def stop(self) -> None:
        """End the search; `run` soon returns what was found so far."""
        self._ends_at = time.monotonic() + _STOP_SECONDS
        self._stop_asked.set()
        if self._job is not None:
            self._job.stop()

    def _searched(self, report: Report, count_down: Callable[[], None]) -> Refinement:
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
            raise errors.SandboxError("the search didn't stop in time: nothing of it was kept")
        return found

    def _awaited(self, job: Any, count_down: Callable[[], None]) -> Refinement | None:
        while (found := job.wait(_SECONDS_BETWEEN_COUNTS)) is None:
            if time.monotonic() > self._ends_at:
                return None
            count_down()
        awaited: Refinement = found
        return awaited

    def _note(self, progress: Progress) -> None:
        self.progress = progress
        self.partial = progress.partial or self.partial
        if progress.best is not None:
            ratio = progress.best[0]
            if not self.trajectory or self.trajectory[-1][1] != ratio:
                self.trajectory.append((progress.elapsed_seconds, ratio))


def _left_open(found: Refinement) -> bool:
    """Whether a candidate was left undecided: a longer or quieter search might tell."""
    timings = (getattr(verdict, "timing", None) for verdict in found.verdicts)
    return any(timing is not None and timing.decision == "inconclusive" for timing in timings)
