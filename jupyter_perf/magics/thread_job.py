"""Work in a thread of its own, waited for by the kernel's thread or by one beside it."""

from __future__ import annotations

import contextlib
import queue
import threading
import time
from collections.abc import Callable
from typing import Any

from ..core.progress import Progress, Report

Work = Callable[["ThreadJob"], Any]
"""Given the job: reports by `say`, looks at `stop_asked`, may `ask` in the waiting thread."""


class ThreadJob:
    """The thread. Reports are passed on by `wait`, in the thread that calls it."""

    def __init__(self, work: Work, report: Report, name: str) -> None:
        self._do = work
        self._report = report
        self._said: queue.SimpleQueue[Progress | _Asked | None] = queue.SimpleQueue()
        self._stop = threading.Event()
        self._found: Any = None
        self._error: BaseException | None = None
        # A daemon: a kernel that is shut down doesn't wait for it.
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)

    def __enter__(self) -> ThreadJob:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """End it soon, with what is known by then. From any thread."""
        self._stop.set()

    def stop_asked(self) -> bool:
        return self._stop.is_set()

    def say(self, progress: Progress) -> None:
        """A report. From the work's thread."""
        self._said.put(progress)

    def ask(self, question: Callable[[], bool]) -> bool:
        """What `question` answers in the thread that waits; False where it was interrupted."""
        asked = _Asked(question)
        self._said.put(asked)
        return asked.answers.get()

    def wait(self, timeout: float | None = None) -> Any:
        """The result, or None once `timeout` seconds have passed. Raises what the work raised."""
        ends = None if timeout is None else time.monotonic() + timeout
        while True:
            left = None if ends is None else max(0.0, ends - time.monotonic())
            with contextlib.suppress(queue.Empty):
                said = self._said.get(timeout=left)
                if said is None:
                    break
                if isinstance(said, _Asked):
                    said.answer()
                else:
                    self._report(said)
                continue
            return None
        self._said.put(None)  # for who asks again
        if self._error is not None:
            raise self._error
        return self._found

    def _work(self) -> None:
        try:
            self._found = self._do(self)
        # It is raised again by `wait`, in the thread of whoever asked.
        except BaseException as error:
            self._error = error
        finally:
            self._said.put(None)


class _Asked:
    """A question for the thread that waits."""

    def __init__(self, question: Callable[[], bool]) -> None:
        self._question = question
        self.answers: queue.SimpleQueue[bool] = queue.SimpleQueue()

    def answer(self) -> None:
        said = False
        try:
            said = self._question()
        finally:  # an interrupt too: the work must not wait for ever
            self.answers.put(said)
