"""What came of a training, read off the session and the cell's namespace when it has ended."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from ..result import DENSE, Run
from ..training import Trained
from . import failing
from .job import Entry, Finished
from .leaving import left
from .models import Model, model_of, save
from .plan import Task


def outcome(
    task: Task,
    session: Any,
    space: Mapping[str, object],
    names: Collection[str],
    failed: str,
    seconds: float,
    folder: Path,
) -> Finished:
    """Of the cell, which binds or changes `names`, as it ended; `failed` is what it raised, in
    words. Weights go to `folder`."""
    trained: Trained = session.trained()
    models = {name: model_of(name, each) for name, each in session.models.items()}
    values, others = left(space, names)
    failed = failed or failing.of_losses(trained.losses, trained.loss_steps)
    failed = failed or _untrained(trained, models) or _nothing_sparse(task, trained)
    main = _main(trained, models)
    copies = session.dense_copies({name: space[name] for name in names if name in space})
    weights = save(main.module, folder) if main is not None and not failed else ""
    run = Run(
        task.recipe, task.pattern, task.seed, task.quantize, None,
        trained.layers, trained.skipped, trained.steps, trained.losses, trained.loss_steps,
        trained.step_seconds, seconds, trained.switch, (*trained.notes, *copies), failed, weights,
        "" if main is None else main.name,
    )  # fmt: skip
    words = "" if main is None else main.words
    notes = _more_models(models, main)
    return Finished((Entry(run, values, others),), words, _optimizers(space), notes=notes)


def _optimizers(space: Mapping[str, object]) -> str:
    import torch

    kinds = [v for v in space.values() if isinstance(v, torch.optim.Optimizer)]
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


def _nothing_sparse(task: Task, trained: Trained) -> str:
    """That a dense model isn't a sparse one that did well."""
    if task.pattern == DENSE or trained.layers:
        return ""
    why = "; ".join(f"`{each.name}`: {each.why}" for each in trained.skipped[:3])
    return f"no layer could be made {task.pattern} ({why or 'it has no matrices'})"


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
