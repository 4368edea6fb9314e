"""Searches that go on while the kernel is free: one at a time, in the order they were asked for.

Two at once would take the time of each other's budget and wait for the one lock under which this
machine times; searches of other kernels go on side by side.
"""

from __future__ import annotations

import collections
import contextvars
import signal
import threading
from typing import Protocol

from .idle import Idle


class Job(Protocol):
    """What can be queued."""

    @property
    def id(self) -> str: ...

    def run(self) -> None:
        """Do all of it; raises nothing, because nobody would hear of it."""

    def stop(self) -> None:
        """End it soon. From any thread."""


class Jobs:
    """The jobs of this kernel. Its thread lives while there are any, and never longer."""

    def __init__(self, idle: Idle) -> None:
        self._idle = idle
        # A signal may come while its own thread holds it.
        self._lock = threading.RLock()
        self._queue: collections.deque[tuple[Job, contextvars.Context]] = collections.deque()
        self._awaited: list[Job] = []
        self._thread: threading.Thread | None = None

    def submit(self, job: Job) -> None:
        """Run `job` in the background, in the present context: its output is the present cell's."""
        with self._lock:
            self._queue.append((job, contextvars.copy_context()))
            if self._thread is None or not self._thread.is_alive():
                # A daemon: a kernel that is shut down doesn't wait, and the search ends with it.
                self._thread = threading.Thread(
                    target=self._work, name="jupyter-perf search", daemon=True
                )
                self._thread.start()
        self._idle.when_idle(self._watch_interrupts)

    def attend(self, job: Job) -> None:
        """List a job that a cell waits for, so that it can be stopped by name too."""
        with self._lock:
            self._awaited.append(job)

    def dismiss(self, job: Job) -> None:
        """The cell no longer waits for `job`."""
        with self._lock:
            self._awaited.remove(job)

    def all(self) -> list[Job]:
        """Those running or queued."""
        with self._lock:
            return [*self._awaited, *(job for job, _ in self._queue)]

    def stop(self, name: str | None = None) -> int:
        """Stop the job of that id, or all; returns how many there were."""
        chosen = [job for job in self.all() if name is None or job.id == name]
        for job in chosen:
            job.stop()
        for job, context in self._taken_out(chosen):
            context.run(job.run)  # says that it was stopped; its turn may be a long way off
        return len(chosen)

    def _taken_out(self, chosen: list[Job]) -> list[tuple[Job, contextvars.Context]]:
        with self._lock:
            waiting = [entry for entry in list(self._queue)[1:] if entry[0] in chosen]
            for entry in waiting:
                self._queue.remove(entry)
        return waiting

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._queue:
                    self._thread = None
                    break
                job, context = self._queue[0]
            context.run(job.run)
            with self._lock:
                self._queue.popleft()
        self._idle.when_idle(self._ignore_interrupts)

    def _watch_interrupts(self) -> None:
        """An interrupt of a kernel that runs no cell is meant for the search."""
        if self._queue and signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
            signal.signal(signal.SIGINT, self._interrupted)

    def _ignore_interrupts(self) -> None:
        """As the kernel has it between cells."""
        if not self._queue and signal.getsignal(signal.SIGINT) == self._interrupted:
            signal.signal(signal.SIGINT, signal.SIG_IGN)

    def _interrupted(self, _number: int, _frame: object) -> None:
        self.stop()
