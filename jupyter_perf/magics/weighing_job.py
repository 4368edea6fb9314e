"""A question of memory and time, answered in a thread: the kernel's own waits, or is free."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..core.progress import Report
from .thread_job import ThreadJob

if TYPE_CHECKING:
    from ..tradeoff.result import Frontier

Answer = Callable[[Any, Report, Callable[[], bool], str], "Frontier"]
"""From a question, a report, whether somebody asked to stop, and the magic's line, to what is
known by then."""


@dataclass(frozen=True)
class Subject:
    """What was asked about, as it was given."""

    work: Any
    batch: Any
    arguments: Mapping[str, Any]


class Prepared:
    """A question that makes sense; nothing was worked out so far."""

    reason: str | None = None

    def __init__(self, asked: Any, subject: Subject, line: str, answer: Answer) -> None:
        self.asked = asked
        self.line = line
        self._subject: Subject | None = subject
        self._answer = answer
        self._key: str | None = None

    def key(self) -> str | None:
        """Under which the answer is found again; None where it can't be told whether the model is
        the same."""
        if self._key is None and self._subject is not None:
            from .weighing_key import key_of

            subject = self._subject
            self._key = key_of(subject.work, subject.batch, subject.arguments)
        return self._key

    def start(self, report: Report) -> ThreadJob:
        return ThreadJob(self._answered, report, "jupyter-perf papaya")

    def _answered(self, job: ThreadJob) -> Frontier:
        return self._answer(self.asked, job.say, job.stop_asked, self.line)

    def close(self) -> None:
        """Let go of the user's model: a result that stays in the notebook holds it no longer."""
        self.asked = self._subject = None
