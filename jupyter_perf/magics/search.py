"""One search as the magics see it: looked up or run, and stopped from wherever."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..core.progress import Progress, Report
from . import lately, recording
from .errand import PROGRESS_BYTES, Errand

if TYPE_CHECKING:
    from ..refinement.prepared import Prepared
    from ..refinement.result import Refinement
    from .options import RefineOptions


class Search(Errand):
    """The search for a faster form of one cell."""

    kind = "refine"
    noun = "search"

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
        super().__init__(prepared, source, cell, again=again, options=options)
        self.asked = asked
        """All that was asked for, to go on from here."""

    @property
    def characters(self) -> int:
        desk = getattr(self._job, "desk", None)
        return 0 if desk is None else desk.heard

    def stored(self) -> Refinement | None:
        """The result that needs no search: it can't be verified, or was found before."""
        if self.prepared.reason is not None:
            nothing: Refinement = self.prepared.result()
            self._record(nothing, None)
            return nothing
        known = None if self.again else recording.recall(self.prepared.key(), self.source)
        if known is None:
            return None
        found, when, self.run_id = known
        self.remarks.append(f"stored result of {when}; --again searches anew")
        return found

    def run(self, report: Report, count_down: Callable[[], None]) -> Refinement:
        """Search, and keep a record of what was found; one that was cut short isn't used again."""
        if self._stop_asked.is_set():
            nothing: Refinement = self.prepared.result()
            return dataclasses.replace(nothing, stopped="by you")
        self.state = "running"
        key = self.prepared.key()
        found: Refinement = self._worked_out(report, count_down)
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

    def bundle(self, found: Refinement, remarks: tuple[str, ...], top: int) -> dict[str, Any]:
        from ..views.refinement import mimebundle
        from .screen import context_of

        return mimebundle(found, top=top, aside=remarks, context=context_of(self))

    def shown(self, found: Refinement) -> None:
        if self.asked is not None:
            lately.remember(lately.Lately(self.source, self.cell, self.asked, found))


def _cut(found: Refinement) -> bool:
    """Whether an endpoint failed, or money ran out: another time there may be more to hear."""
    return found.conversation is not None and bool(found.conversation.troubles)


def _left_open(found: Refinement) -> bool:
    """Whether a candidate was left undecided: a longer or quieter search might tell."""
    timings = (getattr(verdict, "timing", None) for verdict in found.verdicts)
    return any(timing is not None and timing.decision == "inconclusive" for timing in timings)
