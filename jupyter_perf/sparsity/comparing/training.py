"""One training of the cell under one recipe, and what came of it. Runs in the run's own process."""

from __future__ import annotations

import dataclasses
import pickle
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from ...sandbox import snapshot
from ..pattern import parse
from ..result import DENSE, Run
from ..training import Asked
from . import failing, seeding
from .afterwards import Afterwards
from .job import Entry, Finished, Job
from .models import model_of
from .outcome import outcome
from .running import CellRun, Steps

Say = Callable[[Mapping[str, Any]], None]


def trained(job: Job, space: int, folder: str, say: Say) -> Finished:
    """Run the cell. Whatever the cell does is in the result; nothing is raised for it."""
    import torch

    if job.threads:
        torch.set_num_threads(job.threads)
    if job.dtype:
        torch.set_default_dtype(getattr(torch, job.dtype))
    seeds = seeding.Seeds(job.task.seed)
    # Values of the user's classes are made anew here, by code of theirs.
    try:
        namespace = snapshot.restore(space, dict(job.layout))
    except Exception as error:
        return _nothing(job, f"what the cell reads can't be made anew: {failing.words(error)}")
    seeds.begin()
    found = _Training(job, namespace, Path(folder), say).run()
    notes = (*found.notes, *((_SEEDED,) if seeds.used and job.task.seed else ()))
    return dataclasses.replace(found, notes=notes)


_SEEDED = "the cell seeds its generators: each of our seeds moves them, or all runs would be alike"


def _nothing(job: Job, why: str) -> Finished:
    task = job.task
    run = Run(task.recipe, task.pattern, task.seed, task.quantize, failed=why)
    return Finished((Entry(run),))


class _Training:
    def __init__(self, job: Job, namespace: dict[str, object], folder: Path, say: Say) -> None:
        self._job = job
        self._space = namespace
        self._folder = folder
        self._say = say
        self._began = time.monotonic()

    def run(self) -> Finished:
        from ..backends.torch.session import sparsifying

        cell = CellRun(self._job.source, self._space)
        steps = Steps(self._tell, self._job.pilot)
        after = Afterwards(self._job, cell, self._folder, self._say)
        failed = ""
        began = time.monotonic()
        try:
            with sparsifying(self._asked(), self._space) as session, steps.counted():
                # Whatever the cell raises is its own, SystemExit included.
                try:
                    cell.run(steps, after.remember)
                except BaseException as error:
                    failed = failing.words(error)
        # So is what the recipe finds of its models and optimizers when it ends.
        except Exception as error:
            failed = failed or failing.words(error)
            return _nothing(self._job, failed)
        seconds = time.monotonic() - began
        result = outcome(
            self._job.task, session, self._space, self._job.names, failed, seconds, self._folder
        )
        if not result.failed and steps.count:
            models = {name: model_of(name, each) for name, each in session.models.items()}
            result = after.done(result, models, session)
        cell.close()
        return result

    def _tell(self, count: int) -> None:
        self._say({"step": count, "seconds": time.monotonic() - self._began})

    def _asked(self) -> Asked:
        job = self._job
        pattern = job.patterns[0] if job.task.pattern == DENSE else job.task.pattern
        return Asked(
            name=job.task.recipe,
            # Our own bytes: see `engine`.
            recipe=pickle.loads(bytes.fromhex(job.recipe)),
            pattern=parse(pattern),
            steps=job.steps,
            seed=job.task.seed,
            mask_every=job.mask_every,
            distribution=job.distribution,  # type: ignore[arg-type]
            transposable=job.transposable,
            only=job.only,
            skip=job.skip,
            quantize=job.task.quantize,  # type: ignore[arg-type]
        )
