"""One estimate as the magics see it: looked up or worked out, and held against the run after it."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..core.progress import Progress, Report
from ..core.targets import HERE
from ..estimation.result import Comparison, Estimate
from . import recording
from .errand import PROGRESS_BYTES, Errand

if TYPE_CHECKING:
    from ..core.ranges import Range
    from ..estimation.result import Actual

Found = Estimate | Comparison


class Appraisal(Errand):
    """The estimate for one cell or model."""

    kind = "estimate"
    noun = "estimate"

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.prediction: Estimate | None = None
        """What was found for this machine, while the cell runs (`--run`)."""
        self._key: str | None = None

    def stored(self) -> Found | None:
        if self.prepared.reason is not None:
            nothing: Found = self.prepared.result()
            self._record(nothing, None)
            return nothing
        self._key = self.prepared.key()
        find = self._key is not None and not self.again
        known = recording.recall_estimate(self._key or "", self.source) if find else None
        if known is None:
            return None
        found, when, self.run_id = known
        self.remarks.append(f"stored result of {when}; --again estimates anew")
        if (earlier := actual_of(found)) is not None and earlier.ended == "done":
            from ..core import units

            took = units.seconds(earlier.seconds)
            self.remarks.append(f"run in this kernel or another after it was made, it took {took}")
        return with_actual(found, None)

    def run(self, report: Report, count_down: Callable[[], None]) -> Found:
        if self._stop_asked.is_set():
            return _stopped(self.prepared.result())
        self.state = "running"
        self._key = key = self.prepared.key()
        found: Found = self._worked_out(report, count_down)
        self._record(found, key if self._is_whole(found) else None)
        return found

    def ran(self, found: Found, actual: Actual) -> Found:
        """`found` with what the run afterwards took, in the place of its record."""
        compared = with_actual(found, actual)
        before = self.run_id
        self._record(compared, self._key if self._is_whole(found) else None)
        if before is not None and self.run_id is not None:
            from ..records.store import store

            store().delete([before])
        return compared

    def running_data(self, progress: Progress) -> dict[str, Any]:
        from ..views import estimate_data
        from ..views.envelope import MIME_TYPE
        from ..views.estimate_levels import LEVELS
        from ..views.limits import first_that_fits
        from .screen import context_of

        return first_that_fits(
            lambda cut: {
                MIME_TYPE: estimate_data.running(
                    self.source,
                    progress,
                    cut,
                    context_of(self),
                    predicted=self.prediction,
                    aside=tuple(self.remarks),
                )
            },
            LEVELS,
            spared=PROGRESS_BYTES,
        )

    def bundle(self, found: Found, remarks: tuple[str, ...], top: int) -> dict[str, Any]:
        from .screen import context_of

        view = importlib.import_module(f"jupyter_perf.views.{type(found).__name__.lower()}")
        made: dict[str, Any] = view.mimebundle(found, aside=remarks, context=context_of(self))
        return made

    def was_stopped(self, found: Found) -> bool:
        return any(each.stopped for each in estimates_of(found))

    def isolation(self, found: Found) -> str:
        return next((each.isolation for each in estimates_of(found) if each.isolation), "")

    def _is_whole(self, found: Found) -> bool:
        """Whether it may be shown again: what was refused on a busy machine may be known later."""
        known = any(each.seconds is not None for each in estimates_of(found))
        return known and not self.was_stopped(found)

    def _record(self, found: Found, key: str | None) -> None:
        self.run_id = recording.record_estimate(found, key, self.notebook, self.cell, self.options)


def estimates_of(found: Found) -> tuple[Estimate, ...]:
    """The estimates of a comparison, or the one that there is."""
    return found.estimates if isinstance(found, Comparison) else (found,)


def here_of(found: Found) -> Estimate | None:
    """The estimate for this machine, where there is one."""
    return next((each for each in estimates_of(found) if each.target == HERE), None)


def predicted_seconds(found: Found) -> Range | None:
    """How long the cell takes on this machine; None where nothing is known."""
    here = here_of(found)
    return None if here is None else here.seconds


def actual_of(found: Found) -> Actual | None:
    """What the run afterwards took, where there was one."""
    here = here_of(found)
    return None if here is None else here.actual


def with_actual(found: Found, actual: Actual | None) -> Found:
    """`found` with `actual` in the estimate for this machine."""
    return _changed(
        found, lambda each: replace(each, actual=actual) if each.target == HERE else each
    )


def _stopped(found: Found) -> Found:
    """`found` as the result of something that was stopped before it began."""
    return _changed(found, lambda each: replace(each, stopped="by you"))


def _changed(found: Found, change: Callable[[Estimate], Estimate]) -> Found:
    if isinstance(found, Comparison):
        return Comparison(tuple(change(each) for each in found.estimates))
    return change(found)
