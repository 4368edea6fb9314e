"""Estimates that are worked out rather than sampled, in the form of those that run in a sandbox.

A configuration takes milliseconds, a module's trace a second or more in a process of its own. Both
are stopped between two steps only: what was asked for is either known whole or not at all.
"""

from __future__ import annotations

import dataclasses
import datetime
import time
from collections.abc import Callable, Sequence

from ..core import versions
from ..core.progress import Progress, Report, silent
from .result import Comparison, Estimate

Compute = Callable[[Report], Sequence[Estimate]]
"""Estimates, one per target, from a report that it calls now and then."""
_STOPPED = "it was stopped before this was known"


class Stopped(Exception):
    """Raised through `Compute` by its report, once somebody asked to stop."""


@dataclasses.dataclass
class Direct:
    """Ready to be worked out; nothing was, so far. `reason` is always None: it can be tried."""

    compute: Compute
    blank: Estimate
    """What kind of work it is, its source and target: the result where it is stopped."""
    modules: tuple[str, ...] = ()
    """Packages whose versions the figures depend on."""
    reason: str | None = None

    def start(self, report: Report = silent) -> DirectJob:
        """The work, which is done by `wait`."""
        return DirectJob(self, report)

    def result(self) -> Estimate:
        """The outcome where nothing was worked out."""
        reasons = dict.fromkeys(("seconds", "peak_bytes", "usd"), _STOPPED)
        return self._dated(dataclasses.replace(self.blank, reasons=reasons, stopped="by you"), 0.0)

    def key(self) -> None:
        """None: working it out again takes less time than to look whether it is the same."""

    def close(self) -> None:
        """There is nothing to let go of."""

    def finish(self, found: Sequence[Estimate], seconds: float) -> Estimate | Comparison:
        """One estimate, or the comparison of several, with its date and versions."""
        dated = tuple(self._dated(each, seconds) for each in found)
        return dated[0] if len(dated) == 1 else Comparison(dated)

    def _dated(self, found: Estimate, seconds: float) -> Estimate:
        now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        return dataclasses.replace(
            found,
            created=found.created or now,
            versions=found.versions or versions.of_modules(self.modules),
            searched_seconds=found.searched_seconds or round(seconds, 3),
        )


class DirectJob:
    """The same interface as a search in a process of its own."""

    def __init__(self, prepared: Direct, report: Report) -> None:
        self._prepared = prepared
        self._report = report
        self._stop_asked = False

    def wait(self, timeout: float | None = None) -> Estimate | Comparison | None:
        """The result, whatever `timeout` says: the work is done here. Raises what it raises."""
        if self._stop_asked:
            return self._prepared.result()
        begun = time.monotonic()
        try:
            found = self._prepared.compute(self._heard)
        except Stopped:
            return self._prepared.result()
        return self._prepared.finish(found, time.monotonic() - begun)

    def stop(self) -> None:
        """End it at its next step: `wait` then returns a result without figures."""
        self._stop_asked = True

    def close(self) -> None:
        """There is nothing to end."""

    def __enter__(self) -> DirectJob:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _heard(self, progress: Progress) -> None:
        if self._stop_asked:
            raise Stopped
        self._report(progress)
