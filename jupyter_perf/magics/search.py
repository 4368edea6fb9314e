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
from . import recording
from .whereabouts import whereabouts

if TYPE_CHECKING:
    from ..refinement.prepared import Prepared
    from ..refinement.result import Refinement
    from .options import RefineOptions

PROGRESS_BYTES = 2_000
"""What the text and the bar take beside the data of a search that goes on."""
_STOP_SECONDS = 10.0
_SECONDS_BETWEEN_COUNTS = 1.0


class Search:
    """The search for one cell, from its copies to its result.

    `report` hears of progress and `count_down` is called while nothing is reported, both in the
    thread that calls `run`; `stop` may be called from any.
    """

    kind = "refine"
    """The magic's name: what front ends call these jobs."""

    def __init__(
        self,
        prepared: Prepared,
        source: str,
        cell: str | None,
        *,
        again: bool = False,
        options: dict[str, Any] | None = None,
        asked: RefineOptions | None = None,
    ) -> None:
        self.id = uuid.uuid4().hex[:8]
        self.prepared = prepared
        self.source = source
        self.cell = cell
        """Id of the cell that it is about, where the front end gives them ids."""
        self.notebook = whereabouts().notebook()
        self.again = again
        self.options = options or {}
        self.asked = asked
        """All that was asked for, to go on from here."""
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
        desk = getattr(self._job, "desk", None)
        return 0 if desk is None else desk.heard

    def stored(self) -> Refinement | None:
        """The result that needs no search: it can't be verified, or was found before."""
        if self.prepared.reason is not None:
            found = self.prepared.result()
            self._record(found, None)
            return found
        known = None if self.again else recording.recall(self.prepared.key(), self.source)
        if known is None:
            return None
        found, when, self.run_id = known
        self.remarks.append(f"stored result of {when}; --again searches anew")
        return found

    def run(self, report: Report, count_down: Callable[[], None]) -> Refinement:
        """Search, and keep a record of what was found; one that was cut short isn't used again."""
        if self._stop_asked.is_set():
            return dataclasses.replace(self.prepared.result(), stopped="by you")
        self.state = "running"
        key = self.prepared.key()
        found = self._searched(report, count_down)
        self._record(found, None if found.stopped or _left_open(found) or _cut(found) else key)
        return found

    def _record(self, found: Refinement, key: str | None) -> None:
        self.run_id = recording.record(found, key, self.notebook, self.cell, self.options)

    def running_data(self, progress: Progress) -> dict[str, Any]:
        """What front ends of ours get while it goes on; small, because it may be saved so."""
        from ..views import result_data
        from ..views.limits import fitting
        from .screen import context_of

        if progress.partial is None:
            progress = dataclasses.replace(progress, partial=self.partial)
        return fitting(
            lambda detail: {
                result_data.MIME_TYPE: result_data.running(
                    self.source, progress, detail, context_of(self), tuple(self.remarks)
                )
            },
            spared=PROGRESS_BYTES,
        )

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


def _cut(found: Refinement) -> bool:
    """Whether an endpoint failed, or money ran out: another time there may be more to hear."""
    return found.conversation is not None and bool(found.conversation.troubles)


def _left_open(found: Refinement) -> bool:
    """Whether a candidate was left undecided: a longer or quieter search might tell."""
    timings = (getattr(verdict, "timing", None) for verdict in found.verdicts)
    return any(timing is not None and timing.decision == "inconclusive" for timing in timings)
