"""A question of memory and time, answered in a thread: the kernel's own waits, or is free."""

from __future__ import annotations

import contextlib
import queue
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..core.progress import Progress, Report

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

    def start(self, report: Report) -> Job:
        return Job(self, self._answer, report)

    def close(self) -> None:
        """Let go of the user's model: a result that stays in the notebook holds it no longer."""
        self.asked = self._subject = None


class Job:
    """The thread. Reports are passed on by `wait`, in the thread that calls it."""

    def __init__(self, prepared: Prepared, answer: Answer, report: Report) -> None:
        self._prepared = prepared
        self._answer = answer
        self._report = report
        self._said: queue.SimpleQueue[Progress | None] = queue.SimpleQueue()
        self._stop_asked = threading.Event()
        self._found: Frontier | None = None
        self._error: BaseException | None = None
        # A daemon: a kernel that is shut down doesn't wait for it.
        self._thread = threading.Thread(target=self._work, name="jupyter-perf papaya", daemon=True)

    def __enter__(self) -> Job:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """End it soon, with what is known by then. From any thread."""
        self._stop_asked.set()

    def wait(self, timeout: float | None = None) -> Frontier | None:
        """The result, or None once `timeout` seconds have passed. Raises what the work raised."""
        ends = None if timeout is None else time.monotonic() + timeout
        while True:
            left = None if ends is None else max(0.0, ends - time.monotonic())
            with contextlib.suppress(queue.Empty):
                progress = self._said.get(timeout=left)
                if progress is None:
                    break
                self._report(progress)
                continue
            return None
        self._said.put(None)  # for who asks again
        if self._error is not None:
            raise self._error
        return self._found

    def _work(self) -> None:
        try:
            asked, line = self._prepared.asked, self._prepared.line
            self._found = self._answer(asked, self._said.put, self._stop_asked.is_set, line)
        # It is raised again by `wait`, in the thread of whoever asked.
        except BaseException as error:
            self._error = error
        finally:
            self._said.put(None)
