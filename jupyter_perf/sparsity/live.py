"""One recipe in this process: the user's cell runs once, with hooks around its own loop."""

from __future__ import annotations

import contextlib
import dataclasses
import time
from collections.abc import Callable
from typing import Any

from ..core.progress import Progress, Report, silent
from ..errors import NotCopyable, TooLarge, UsageError
from .comparing import concluding, observing
from .comparing.afterwards import with_latency
from .comparing.copying import copied
from .comparing.cost import Confirm, Price
from .comparing.errand import Errand
from .comparing.gathered import Gathered
from .comparing.job import Finished
from .comparing.keeping import Kept
from .comparing.outcome import outcome
from .comparing.plan import Task
from .comparing.running import Steps
from .engine import Comparison
from .question import Question
from .recipes import Recipe
from .result import DENSE, SparsityReport
from .training import Asked

NEEDS_STEPS = (
    "the recipe spreads over the whole training, whose number of steps is counted in a dense run"
    " of a copy of the cell, and that isn't possible here ({why}): say steps=… (--steps)"
)


def live(
    asked: Question,
    run: Callable[[], object],
    *,
    progress: Report | None = None,
    price: Price | None = None,
    steps: int | None = None,
    confirm: Confirm | None = None,
    kept: Kept | None = None,
) -> SparsityReport:
    """Call `run`, which runs the cell in `asked.namespace`, under the one recipe of `asked`.

    How many steps the training has, where the recipe needs it: as `asked` says, else `steps` (an
    earlier run's), else a dense run in a process of its own counts them, which is the dense
    baseline too. What `run` raises is raised, with no hook left. Raises UsageError before the cell
    runs where it's unknown how many steps there are, or more than one run is asked for.
    """
    report = progress or silent
    kept = kept or Kept()
    name, recipe = _only(asked)
    gathered = Gathered(asked, [Task(DENSE, DENSE, asked.seeds[0])])
    errand = Errand(report, lambda: False, None)
    total = asked.steps or steps
    if total is None and recipe.needs_steps:
        total = _counted(gathered, errand, kept, price, confirm)
    task = Task(
        name, DENSE if name == DENSE else str(asked.patterns[0]), asked.seeds[0], asked.quantize
    )
    found = _trained(_asked(asked, name, recipe, total), asked, task, run, report, kept)
    gathered.live = found
    gathered.notes.append("the cell ran once, in this kernel, with the seeds that it has itself")
    return concluding.report(gathered, errand)


def _only(asked: Question) -> tuple[str, Recipe]:
    """The one recipe. Raises UsageError for several, or several patterns or seeds."""
    sparse = {name: each for name, each in asked.recipes.items() if name != DENSE}
    if len(sparse) > 1 or len(asked.patterns) > 1 or len(asked.seeds) > 1:
        raise UsageError(
            "one recipe, pattern and seed run in the kernel: --compare runs several, in processes"
            " of their own"
        )
    name, recipe = next(iter((sparse or asked.recipes).items()))
    if recipe.after_training:
        raise UsageError(
            f"`{name}` prunes a trained model and measures it again, which runs parts of the cell"
            " twice: use --compare, which does that in a process of its own"
        )
    return name, recipe


def _asked(asked: Question, name: str, recipe: Recipe, steps: int | None) -> Asked:
    return Asked(
        name=name,
        recipe=recipe,
        pattern=asked.patterns[0],
        steps=steps,
        seed=asked.seeds[0],
        mask_every=asked.mask_every,
        distribution=asked.distribution,
        transposable=asked.transposable,
        only=asked.only,
        skip=asked.skip,
        quantize=asked.quantize,
    )


def _counted(
    gathered: Gathered,
    errand: Errand,
    kept: Kept,
    price: Price | None,
    confirm: Confirm | None,
) -> int:
    """Steps of a dense run in a process of its own. Raises UsageError where there is none."""
    asked = dataclasses.replace(gathered.asked, executor=None)
    counting = Gathered(asked, gathered.tasks)
    try:
        space = copied(asked.namespace, asked.names)
    except (NotCopyable, TooLarge) as error:
        raise UsageError(NEEDS_STEPS.format(why=error)) from None
    with contextlib.closing(space):
        Comparison(counting, space, kept, errand, price, confirm).run()
    dense = counting.dense
    if dense is None or dense.failed:
        why = dense.failed if dense else counting.stopped
        raise UsageError(NEEDS_STEPS.format(why=why))
    gathered.results = counting.results
    steps = dense.entries[0].run.steps
    gathered.notes.append(
        f"the dense run in a process of its own made {steps} steps: the recipe spreads over them"
    )
    return steps


def _trained(
    asked: Asked,
    question: Question,
    task: Task,
    run: Callable[[], object],
    report: Report,
    kept: Kept,
) -> Finished:
    from .backends.torch.session import sparsifying

    began = time.monotonic()

    def tell(count: int) -> None:
        share = count / asked.steps if asked.steps else None
        of = f" of {asked.steps}" if asked.steps else ""
        said = f"{task.recipe}: step {count}{of}"
        report(Progress(said, None if share is None else min(1.0, share), time.monotonic() - began))

    names = tuple(sorted(question.names.writes | question.names.mutates))
    counting = Steps(tell)
    with sparsifying(asked, question.namespace) as session, counting.counted():
        run()
    seconds = time.monotonic() - began
    with kept.place() as folder:
        found = outcome(task, session, question.namespace, names, "", seconds, folder)
        found = kept.place_weights(found, folder)
    return _observed(found, session, task)


def _observed(found: Finished, session: Any, task: Task) -> Finished:
    """What can be read off the weights, and forward passes of copies of the model, timed."""
    from .comparing.models import model_of

    models = {name: model_of(name, each) for name, each in session.models.items()}
    run = found.entries[0].run
    if run.failed:
        return found
    if task.pattern == DENSE:
        return dataclasses.replace(
            found,
            formats=observing.format_errors(run.layers, models),
            sensitivity=observing.sensitivities(run.layers, models, ()),
        )
    found = dataclasses.replace(found, masks=observing.pictures(run.layers, models))
    return with_latency(found, models, session)
