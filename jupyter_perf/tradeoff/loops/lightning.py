"""A Lightning module (version 2), alone or with its Trainer and data."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from functools import cache
from typing import Any

from ...errors import UsageError
from ..making import Making
from ..methods import applied
from ..structure import shallow
from . import loaders
from .accelerate import optimizer_in
from .loop import OPTIMIZERS, Loop

_PRECISIONS = {
    "32-true": "fp32", "32": "fp32", "16-mixed": "fp16", "16": "fp16", "bf16-mixed": "bf16",
    "bf16": "bf16", "bf16-true": "bf16-weights",
}  # fmt: skip
_SHARDING = {"FSDPStrategy": "zero-3", "ModelParallelStrategy": "zero-3"}


def knows(thing: Any) -> bool:
    """Whether it is a LightningModule, a Trainer of Lightning's, or a tuple or list with one."""
    return any(_is_module(each) or _is_trainer(each) for each in _parts(thing))


def read(thing: Any, *, batch: Any = None, loss: Any = None, optimizer: Any = None) -> Loop:
    """The step that `training_step` describes. Raises UsageError where it optimizes by hand, has
    several optimizers, or says too little."""
    parts = _parts(thing)
    trainer = next((each for each in parts if _is_trainer(each)), None)
    module = model_of(thing)
    if not getattr(module, "automatic_optimization", True):
        raise UsageError(
            "the module optimizes by hand: give a function of one training step instead"
        )
    loader = _loader(parts, module, trainer)
    if batch is None and loader is None:
        raise UsageError("there are no data: give (module, data loader), or a sample batch")
    batch = loaders.batch_of(loader) if batch is None else batch
    precision = str(getattr(trainer, "precision", "32-true"))
    if precision not in _PRECISIONS:
        raise UsageError(f"Lightning's precision {precision!r} isn't known here")
    clip = getattr(trainer, "gradient_clip_val", None)
    chosen = optimizer if optimizer is not None else _optimizer(module)
    making = Making(
        step_of(module),
        (batch,),
        loss=loss,
        optimizer=chosen,
        accumulate=int(getattr(trainer, "accumulate_grad_batches", 1)),
        options={"loop.clip": float(clip)} if clip else {},
    )
    mode = _PRECISIONS[precision]
    making = applied(mode, making) if mode == "bf16-weights" else making.replaced(precision=mode)
    return Loop(
        "lightning",
        making,
        None if loader is None else loaders.batch_size(loader),
        devices=int(getattr(trainer, "world_size", 1)),
        sharding=_sharding(trainer),
        clip=float(clip) if clip else None,
        epoch_examples=None if loader is None else loaders.epoch_examples(loader),
        epochs=getattr(trainer, "max_epochs", None),
        notes=("what `training_step` logs is left out",),
    )


def model_of(thing: Any) -> Any:
    """The LightningModule. Raises UsageError where there is but a Trainer that has none yet."""
    parts = _parts(thing)
    module = next((each for each in parts if _is_module(each)), None)
    if module is None:
        trainer = next(each for each in parts if _is_trainer(each))
        module = getattr(trainer, "lightning_module", None)
    if module is None:
        raise UsageError("the Trainer has no module before `fit`: give both, as (trainer, module)")
    return module


def step_of(module: Any) -> Any:
    """A module whose forward pass is the `training_step` of a copy of the structure of `module`,
    that has no Trainer and logs nothing."""
    made = shallow(module)
    for name in ("_trainer", "_fabric"):
        if name in vars(made):
            vars(made)[name] = None
    for name in ("log", "log_dict", "print"):
        vars(made)[name] = nothing
    return _class()(made, _places(module.training_step))


def nothing(*_args: Any, **_kwargs: Any) -> None:
    """In place of what would talk to a Trainer."""


def _places(step: Any) -> int:
    """How many of batch, batch_idx and dataloader_idx it takes."""
    found = list(inspect.signature(step).parameters.values())
    if any(each.kind is inspect.Parameter.VAR_POSITIONAL for each in found):
        return 2
    return max(1, min(3, len(found)))


def __getattr__(name: str) -> Any:
    if name == "TrainingStep":
        return _class()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


@cache
def _class() -> Any:
    import torch

    class TrainingStep(torch.nn.Module):
        """`training_step` as a forward pass; its output is the loss, or has it."""

        def __init__(self, module: torch.nn.Module, places: int) -> None:
            super().__init__()
            self.module = module
            self.places = places

        def forward(self, batch: Any) -> Any:
            given: Any = self.module
            found = given.training_step(*(batch, 0, 0)[: self.places])
            if found is None:
                raise ValueError("training_step returned None: it skips this batch")
            return found

    TrainingStep.__qualname__ = "TrainingStep"
    return TrainingStep


def _optimizer(module: Any) -> Any:
    try:
        configured = module.configure_optimizers()
    # The user's own code ran; it may well want a Trainer that has begun.
    except Exception as error:
        raise UsageError(
            f"configure_optimizers raised {type(error).__name__}: {error}: {OPTIMIZERS}"
        ) from error
    found = _optimizers_in(configured)
    if len(found) != 1:
        raise UsageError(
            f"configure_optimizers gives {len(found) or 'no'} optimizers: {OPTIMIZERS}, or a "
            "function of one training step"
        )
    return found[0]


def _optimizers_in(configured: Any) -> list[Any]:
    """Of all the forms that Lightning takes: one, some, with schedules, in dictionaries."""
    if isinstance(configured, Mapping):
        return _optimizers_in(configured.get("optimizer"))
    if isinstance(configured, tuple | list):
        return [made for each in configured for made in _optimizers_in(each)]
    made = optimizer_in(configured) if not hasattr(configured, "last_epoch") else None
    return [] if made is None else [made]


def _loader(parts: list[Any], module: Any, trainer: Any) -> Any:
    for each in parts:
        if loaders.is_loader(each):
            return each
    for each in (*parts, module, trainer):
        made = getattr(each, "train_dataloader", None)
        made = made() if callable(made) and not _is_trainer(each) and _has_own(each) else made
        if loaders.is_loader(made):
            return made
    return None


def _has_own(thing: Any) -> bool:
    """Whether its class says what its loader is; Lightning's own method only raises."""
    owner = next(k for k in type(thing).__mro__ if "train_dataloader" in vars(k))
    return not owner.__module__.startswith(("lightning.", "pytorch_lightning."))


def _sharding(trainer: Any) -> str:
    strategy = getattr(trainer, "strategy", None)
    name = type(strategy).__name__
    if name == "DeepSpeedStrategy":
        config = getattr(strategy, "config", None) or {}
        return f"zero-{config.get('zero_optimization', {}).get('stage', 2)}"
    return _SHARDING.get(name, "")


def _parts(thing: Any) -> list[Any]:
    return list(thing) if isinstance(thing, tuple | list) else [thing]


def _is_module(thing: Any) -> bool:
    return hasattr(thing, "training_step") and hasattr(thing, "configure_optimizers")


def _is_trainer(thing: Any) -> bool:
    return hasattr(thing, "accumulate_grad_batches") and hasattr(thing, "lightning_module")
