"""From what is ready to be estimated to its estimate: what every kind of work has in common."""

from __future__ import annotations

from typing import Protocol

from ..core.progress import Report, silent
from ..errors import SandboxError
from .result import Comparison, Estimate

_STOP_SECONDS = 10.0


class Job(Protocol):
    """An estimate while it is made."""

    def wait(self, timeout: float | None = None) -> Estimate | Comparison | None: ...
    def stop(self) -> None: ...
    def close(self) -> None: ...
    def __enter__(self) -> Job: ...
    def __exit__(self, *_: object) -> None: ...


class Prepared(Protocol):
    """A question that was understood, its inputs copied: ready to be answered.

    `reason` says why it can't be answered; then `result()` is the outcome. `key()` identifies the
    answer, None where it isn't worth keeping.
    """

    @property
    def reason(self) -> str | None: ...
    def start(self, report: Report = ...) -> Job: ...
    def result(self) -> Estimate | Comparison: ...
    def key(self) -> str | None: ...
    def close(self) -> None: ...


def answered(prepared: Prepared, progress: Report | None = None) -> Estimate | Comparison:
    """The estimate. An interrupt stops it cleanly, and what is known by then is returned.

    Raises SandboxError where it doesn't stop in time.
    """
    try:
        if prepared.reason is not None:
            return prepared.result()
        with prepared.start(progress or silent) as job:
            try:
                found = job.wait()
            except KeyboardInterrupt:
                job.stop()
                found = job.wait(timeout=_STOP_SECONDS)
    finally:
        prepared.close()
    if found is None:
        raise SandboxError("the estimate didn't stop in time: its processes were ended")
    return found
