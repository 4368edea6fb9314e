"""Compares recipes of sparse training on the user's own cell, each in a process of its own."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from ..core.progress import Report, silent
from ..errors import NotCopyable, TooLarge
from ..sandbox.starting import working_folder
from .comparing import carrying, concluding
from .comparing.copying import Copied, copied
from .comparing.cost import Confirm, Price, cost, too_much
from .comparing.dispatch import Dispatch
from .comparing.errand import INTERRUPTED, Errand
from .comparing.gathered import Gathered
from .comparing.job import Finished, Job
from .comparing.keeping import Kept
from .comparing.plan import Task, tasks
from .question import ASK_ABOVE_SECONDS, Question
from .result import DENSE, SparsityReport


def sparsify(
    asked: Question,
    *,
    price: Price | None = None,
    progress: Report | None = None,
    stopped: Callable[[], bool] | None = None,
    confirm: Confirm | None = None,
    kept: Kept | None = None,
    space: Copied | None = None,
) -> SparsityReport:
    """The comparison that `asked` asks for.

    `price` says what time here costs; `stopped` is asked now and then, from this thread; `confirm`
    is asked where it will take long or cost much and `yes` wasn't said: without it, such a
    comparison ends after its dense run and says what to do. An interrupt ends it with what is
    finished by then. `space` is what the cell reads where it was copied before, and stays open.
    Raises UsageError, MissingExtra for an executor that can't be had, SandboxError on Windows.
    """
    errand = Errand(progress or silent, stopped or (lambda: False), asked.budget)
    gathered = Gathered(asked, tasks(asked.recipes, asked.patterns, asked.seeds, asked.quantize))
    kept = kept or Kept()
    if kept.note:
        gathered.notes.append(kept.note)
    mine = space is None
    try:
        if space is None:
            errand.tell("copying what the cell reads")
            space = copied(asked.namespace, asked.names)
        Comparison(gathered, space, kept, errand, price, confirm).run()
    except (NotCopyable, TooLarge) as error:
        gathered.refused = str(error)
    except KeyboardInterrupt:
        gathered.stopped = INTERRUPTED
    finally:
        if mine and space is not None:
            space.close()
    found = concluding.report(gathered, errand)
    kept.prune(run.weights for run in found.runs if run.weights)
    return found


class Comparison:
    """All runs of one question, where there is a copy of what the cell reads."""

    def __init__(
        self,
        gathered: Gathered,
        space: Copied,
        kept: Kept,
        errand: Errand,
        price: Price | None,
        confirm: Confirm | None,
    ) -> None:
        self._gathered = gathered
        self._space = space
        self._errand = errand
        self._price = price
        self._confirm = confirm
        self._agreed = gathered.asked.yes
        self._dispatch = Dispatch(space, kept, errand, gathered.asked.again)

    def run(self) -> None:
        gathered, asked = self._gathered, self._gathered.asked
        self._errand.total = len(gathered.tasks)
        first, others = gathered.tasks[0], gathered.tasks[1:]
        with self._dispatch.opened(asked.executor):
            job, began = self._job(first, asked.steps), self._errand.elapsed
            gathered.stopped = self._dispatch.run([job], self._take, self._ask_meanwhile)
            dense = gathered.results.get(first)
            if gathered.stopped or dense is None or dense.failed:
                self._name_unfinished()
                return
            run = dense.entries[0].run
            around = dense.around(self._errand.elapsed - began)
            gathered.stopped = self._ask(run.seconds or 0.0, around)
            if not gathered.stopped:
                steps = asked.steps or run.steps
                jobs = [self._job(each, steps, self._is_timed(each)) for each in others]
                gathered.stopped = self._dispatch.run(jobs, self._take, self._errand.why_stop)
            self._name_unfinished()

    def _take(self, job: Job, found: Finished) -> None:
        self._gathered.results[job.task] = found

    def _name_unfinished(self) -> None:
        for _, ended in self._dispatch.unfinished:
            if ended.why == "time" and not self._gathered.stopped:
                self._gathered.stopped = self._errand.why_stop() or ended.reason

    def _is_timed(self, task: Task) -> bool:
        """One model of each pattern is enough: what is served is the same for all recipes."""
        sparse = [each for each in self._gathered.tasks if each.pattern == task.pattern != DENSE]
        return self._gathered.asked.pilot is None and task in sparse[:1]

    def _ask_meanwhile(self) -> str:
        """The dense run may take as long as all should, before it says how long it takes."""
        return self._errand.why_stop() or self._ask(self._errand.elapsed)

    def _ask(self, dense_s: float, around_s: float = 0.0) -> str:
        """Why not to go on, given that the dense run takes `dense_s` at least, and a process
        `around_s` more."""
        asked = self._gathered.asked
        runs, workers = len(self._gathered.tasks), self._dispatch.workers
        found = cost(runs, dense_s, workers, self._price, around_s)
        self._gathered.cost = found
        if self._agreed or not (why := too_much(found, ASK_ABOVE_SECONDS, asked.max_usd)):
            return ""
        if self._confirm is not None and self._confirm(found):
            self._agreed = True
            return ""
        return f"{why}: say yes=True (--yes), or try it with pilot=100 (--pilot 100) first"

    def _job(self, task: Task, steps: int | None, latency: bool = False) -> Job:
        asked = self._gathered.asked
        if asked.pilot is not None:
            steps = min(asked.pilot, steps or asked.pilot)
        return Job(
            task=task,
            source=asked.python,
            names=tuple(sorted(asked.names.writes | asked.names.mutates)),
            layout=self._space.layout,
            digest=self._space.digest,
            recipe=carrying.pickled(asked.recipes[task.recipe]),
            patterns=tuple(str(each) for each in asked.patterns),
            steps=steps,
            mask_every=asked.mask_every,
            distribution=asked.distribution,
            transposable=asked.transposable,
            only=asked.only,
            skip=asked.skip,
            pilot=asked.pilot,
            latency=latency,
            alone=task == self._gathered.tasks[0],
            ends=self._errand.ends,
            cwd=working_folder(),
            path=tuple(each or working_folder() for each in sys.path),
            **_of_torch(self._dispatch.workers),
        )


def _of_torch(workers: int) -> dict[str, Any]:
    """Settings of PyTorch's that the kernel has, where it has imported it."""
    torch = sys.modules.get("torch")
    if torch is None:
        return {}
    dtype = str(torch.get_default_dtype()).removeprefix("torch.")
    return {"threads": max(1, torch.get_num_threads() // workers), "dtype": dtype}
