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
from ..training import Asked, Trained
from . import failing, seeding
from .afterwards import Afterwards
from .job import Entry, Finished, Job
from .leaving import left
from .models import Model, model_of, save
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
        models = {name: model_of(name, each) for name, each in session.models.items()}
        result = self._finished(session.trained(), models, failed, seconds)
        if not result.failed and steps.count:
            result = after.done(result, session)
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

    def _finished(
        self, trained: Trained, models: Mapping[str, Model], failed: str, seconds: float
    ) -> Finished:
        task = self._job.task
        values, others = left(self._space, self._job.names)
        failed = failed or failing.of_losses(trained.losses, trained.loss_steps)
        failed = failed or _untrained(trained, models)
        main = _main(trained, models)
        weights = ""
        if main is not None and not failed:
            weights = save(main.module, self._folder)
        run = Run(
            task.recipe, task.pattern, task.seed, task.quantize, None,
            trained.layers, trained.skipped, trained.steps, trained.losses, trained.loss_steps,
            trained.step_seconds, seconds, trained.switch, trained.notes, failed, weights,
            "" if main is None else main.name,
        )  # fmt: skip
        words = "" if main is None else main.words
        notes = _more_models(models, main)
        return Finished((Entry(run, values, others),), words, self._optimizers(), notes=notes)

    def _optimizers(self) -> str:
        import torch

        kinds = [v for v in self._space.values() if isinstance(v, torch.optim.Optimizer)]
        return ", ".join(dict.fromkeys(type(each).__name__ for each in kinds))


def _untrained(trained: Trained, models: Mapping[str, Model]) -> str:
    if trained.steps:
        return "" if models else _NO_MODEL
    if models:
        return "the cell makes no step of an optimizer: it needs the whole training loop"
    return "the cell trains no PyTorch model: it needs the model's training loop"


_NO_MODEL = (
    "the cell's optimizer steps, and no torch.nn.Module that the cell can see owns its parameters"
)


def _main(trained: Trained, models: Mapping[str, Model]) -> Model | None:
    """The model with the most weights that were sparsified, else with the most of all."""
    if not models:
        return None

    def weights(model: Model) -> tuple[int, int]:
        own = [each for each in trained.layers if each.name.startswith(f"{model.name}.")]
        return sum(each.density > 0 for each in own), model.parameters

    return max(models.values(), key=weights)


def _more_models(models: Mapping[str, Model], main: Model | None) -> tuple[str, ...]:
    others = [f"`{name}`" for name in models if main is None or name != main.name]
    if not others or main is None:
        return ()
    return (f"the cell trains {len(models)} models: the export and latency are of `{main.name}`",)
