"""Where runs are carried out: one at a time here, several, in a pool, or on a cluster."""

from __future__ import annotations

import concurrent.futures
import contextlib
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from typing import Any

from ...core.executor import resolve
from . import carrying
from .carrying import Carried
from .copying import Copied
from .errand import Errand
from .job import Finished, Job
from .keeping import Kept
from .plan import Task
from .process import Ended

_TICK_SECONDS = 0.1
_TRIES = 3
"""How often a run is begun where workers die under it."""

Done = Callable[[Job, Finished], None]
Tick = Callable[[], str]
"""Asked now and then; says why to stop, or nothing."""


class Dispatch:
    """Carries jobs out. Each that is finished is kept at once, whatever becomes of the others."""

    def __init__(self, space: Copied, kept: Kept, errand: Errand, again: bool) -> None:
        self._space = space
        self._kept = kept
        self._errand = errand
        self._again = again
        self._stop = threading.Event()
        self._steps: dict[str, tuple[int, int | None]] = {}
        self._sent: bytes | None = None
        self._tries: dict[Task, int] = {}
        self._submit: Callable[[Job], Future[Carried]] = self._nowhere
        self.workers = 1
        self.unfinished: list[tuple[Job, Ended]] = []

    @contextlib.contextmanager
    def opened(self, executor: Executor | int | str | None) -> Iterator[None]:
        """Meanwhile jobs can be done. Raises UsageError, MissingExtra where `executor` can't be."""
        self._stop.clear()
        if executor is None or isinstance(executor, int):
            # Each run is a process of its own already: a thread to wait for it is enough.
            self.workers = executor or 1
            with concurrent.futures.ThreadPoolExecutor(self.workers) as threads:
                self._submit = lambda job: threads.submit(self._here, job)
                try:
                    yield
                finally:
                    self._stop.set()
            return
        with resolve(executor) as pool:
            assert pool is not None
            self.workers = _workers(pool)
            self._submit = lambda job: self._send(pool, job)
            yield

    def _send(self, pool: Executor, job: Job) -> Future[Carried]:
        return pool.submit(carrying.elsewhere, job, self._sent)

    def _nowhere(self, job: Job) -> Future[Carried]:
        raise RuntimeError("jobs are done while it is opened")

    def run(self, jobs: Sequence[Job], done: Done, tick: Tick) -> str:
        """Do them; `done` hears of each. Returns why not all of them were, or nothing."""
        pending: dict[Future[Carried], Job] = {}
        for job in jobs:
            if (found := self._found(job)) is not None:
                self._count(job, found, done)
            else:
                pending[self._submit(job)] = job
        try:
            while pending:
                if why := tick():
                    return why
                self._wait(pending, done)
        finally:
            # Also when interrupted: nothing goes on unasked.
            for future in pending:
                future.cancel()
            if pending:
                self._stop.set()
        return ""

    def _found(self, job: Job) -> Finished | None:
        return None if self._again else self._kept.find(job)

    def _count(self, job: Job, found: Finished, done: Done) -> None:
        self._errand.finished += 1
        done(job, found)

    def _wait(self, pending: dict[Future[Carried], Job], done: Done) -> None:
        self._tell(list(pending.values()))
        ready, _ = concurrent.futures.wait(
            pending, timeout=_TICK_SECONDS, return_when=concurrent.futures.FIRST_COMPLETED
        )
        for future in ready:
            job = pending.pop(future)
            again = self._take(job, future, done)
            if again is not None:
                pending[again] = job

    def _take(self, job: Job, future: Future[Carried], done: Done) -> Future[Carried] | None:
        """What came back; another future where it is to be tried again."""
        self._steps.pop(job.task.words, None)
        try:
            carried = future.result()
        # A worker that died, a connection that was lost, a task that can't be sent: each library
        # of executors has its own words for it.
        except Exception as error:
            return self._again_elsewhere(job, error, done)
        if carried.lacks_namespace:
            self._sent = self._sent or self._space.read()
            return self._submit(job)
        if carried.finished is None:
            assert carried.ended is not None
            self._ended(job, carried.ended, done)
            return None
        self._count(job, self._keep(job, carried, carried.finished), done)
        return None

    def _again_elsewhere(self, job: Job, error: Exception, done: Done) -> Future[Carried] | None:
        self._tries[job.task] = self._tries.get(job.task, 0) + 1
        why = f"{type(error).__name__}: {error}"[:300]
        if self._tries[job.task] < _TRIES:
            try:
                return self._submit(job)
            # The pool itself is gone.
            except Exception as gone:
                why = f"{type(gone).__name__}: {gone}"[:300]
        self._count(job, carrying.failed(job, f"its worker was lost: {why}"), done)
        return None

    def _ended(self, job: Job, ended: Ended, done: Done) -> None:
        self.unfinished.append((job, ended))
        if ended.why == "killed":
            self._count(job, carrying.failed(job, ended.reason), done)

    def _keep(self, job: Job, carried: Carried, finished: Finished) -> Finished:
        if not carried.files:
            return finished  # kept already, by the thread that heard of it
        with self._kept.place() as folder:
            carrying.written(carried.files, folder)
            return self._kept.keep(job, finished, folder)

    def _here(self, job: Job) -> Carried:
        if self._stop.is_set():
            return Carried(None, Ended("stopped", "it was stopped"))
        with self._kept.place() as folder:
            carried = carrying.here(
                job, self._space.fd, folder, lambda said: self._hear(job, said), self._stop.is_set
            )
            if carried.finished is None or not is_worth_keeping(carried.finished):
                return carried
            return Carried(self._kept.keep(job, carried.finished, folder))

    def _hear(self, job: Job, said: Mapping[str, Any]) -> None:
        if "step" in said:
            self._steps[job.task.words] = int(said["step"]), job.steps

    def _tell(self, waiting: Sequence[Job]) -> None:
        running = dict(self._steps)
        share = sum(min(1.0, at / of) for at, of in running.values() if of)
        words = [
            f"{name}: step {at}" + (f" of {of}" if of else "") for name, (at, of) in running.items()
        ]
        stage = "; ".join(words) or f"starting {waiting[0].task.words}"
        self._errand.tell(stage, share)


def is_worth_keeping(found: Finished) -> bool:
    """A failure may be gone the next time; a loss that became NaN won't be."""
    return not found.failed or bool(found.entries[0].run.losses and found.entries[0].run.steps)


def _workers(pool: Executor) -> int:
    """How many runs a pool does at once, where that can be known."""
    for name in ("_max_workers",):
        if isinstance(found := getattr(pool, name, None), int) and found > 0:
            return found
    return 1
