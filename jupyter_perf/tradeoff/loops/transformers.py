"""A Trainer of Hugging Face transformers (written for version 5), by its public attributes."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any

from ...errors import UsageError
from ..asked_batch import call_of, measured_loss
from ..making import Making
from ..structure import shallow
from . import loaders
from .loop import Loop, plain
from .trainer_optimizer import with_optimizer

CHECKPOINTING = ("activation_checkpointing", "gradient_checkpointing")
"""In names of arguments and methods; in transformers 5.23 the second one is deprecated."""


@dataclasses.dataclass(frozen=True)
class LossAgainst:
    """The `compute_loss_func` of a Trainer, which takes outputs and labels."""

    function: Callable[..., Any]
    labels: Any

    def __call__(self, output: Any) -> Any:
        return self.function(output, self.labels)


def knows(thing: Any) -> bool:
    """Whether it is a Trainer, or one of its descendants (TRL's, Seq2SeqTrainer)."""
    arguments = getattr(thing, "args", None)
    return (
        hasattr(thing, "model")
        and hasattr(thing, "train_dataset")
        and hasattr(arguments, "per_device_train_batch_size")
    )


def read(trainer: Any, *, batch: Any = None, loss: Any = None, optimizer: Any = None) -> Loop:
    """Its step. Nothing is trained, and no worker started; raises UsageError for what isn't known:
    an optimizer, a model that isn't there yet."""
    asked = trainer.args
    if trainer.model is None:
        raise UsageError("the Trainer has no model yet: give it `model`, or call its model_init")
    size = int(asked.per_device_train_batch_size)
    batch = _batch(trainer, size) if batch is None else batch
    args, kwargs = call_of(batch, loss)
    clip = float(getattr(asked, "max_grad_norm", 0) or 0)
    making = Making(
        plain(trainer.model),
        args,
        kwargs,
        measured_loss(loss, batch) if loss is not None else _loss(trainer, kwargs),
        precision=_precision(asked),
        accumulate=int(asked.gradient_accumulation_steps),
        options={"loop.clip": clip} if clip else {},
    )
    making = with_optimizer(making, trainer, optimizer)
    checkpointing = bool(_checkpointing(asked))
    notes = _notes(trainer)
    if checkpointing:
        making, said = _checkpointed(making, asked)
        notes += said
    return Loop(
        "transformers",
        making,
        size,
        devices=max(1, int(getattr(asked, "world_size", 1))) * max(1, getattr(asked, "n_gpu", 1)),
        sharding=_sharding(asked),
        checkpointing=checkpointing,
        clip=clip or None,
        epoch_examples=_length(trainer.train_dataset),
        epochs=float(getattr(asked, "num_train_epochs", 0)) or None,
        notes=tuple(notes),
    )


def model_of(trainer: Any) -> Any:
    """The model that it trains."""
    return plain(trainer.model)


def _batch(trainer: Any, size: int) -> Any:
    if trainer.train_dataset is None:
        raise UsageError("the Trainer has no train_dataset: give a sample batch")
    # Accelerate keeps all loaders that it prepares, to save them: not this one.
    prepared = getattr(getattr(trainer, "accelerator", None), "_dataloaders", [])
    before = len(prepared)
    try:
        return loaders.batch_of(_loader(trainer), size)
    finally:
        del prepared[before:]


def _loader(trainer: Any) -> Any:
    if _length(trainer.train_dataset) == 0:
        raise UsageError("the Trainer's train_dataset is empty: give a sample batch")
    try:
        return trainer.get_train_dataloader()
    # Trainers override it, and ask much of their dataset.
    except Exception as error:
        raise UsageError(
            f"the Trainer's data loader can't be made ({type(error).__name__}: {error}): "
            "give a sample batch"
        ) from error


def _precision(asked: Any) -> str:
    if getattr(asked, "bf16", False):
        return "bf16"
    return "fp16" if getattr(asked, "fp16", False) else "fp32"


def _loss(trainer: Any, kwargs: Mapping[str, Any]) -> Any:
    """None is the model's own."""
    function = getattr(trainer, "compute_loss_func", None)
    if function is None:
        return None
    if "labels" not in kwargs:
        raise UsageError("the Trainer's compute_loss_func needs `labels`, and batches have none")
    return LossAgainst(function, kwargs["labels"])


def _checkpointed(making: Making, asked: Any) -> tuple[Making, list[str]]:
    """The model as it is once training has begun: the Trainer tells it to recompute only then."""
    model = shallow(making.model)
    word = next((each for each in CHECKPOINTING if hasattr(model, f"{each}_enable")), None)
    if word is None:
        return making, ["the model can't be told to recompute activations: traced without it"]
    settings = _checkpointing(asked, "_kwargs")
    getattr(model, f"{word}_enable")(**{f"{word}_kwargs": settings})
    return making.replaced(model=model), ["activations are recomputed, as the Trainer asks"]


def _checkpointing(asked: Any, ending: str = "") -> Any:
    names = [f"{each}{ending}" for each in CHECKPOINTING]
    return next((getattr(asked, each) for each in names if hasattr(asked, each)), None)


def settings_for(trainer: Any, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The same `arguments`, named as the installed TrainingArguments want them."""
    new, old = CHECKPOINTING
    if not hasattr(trainer.args, new):
        return dict(arguments)
    return {
        f"{new}{name.removeprefix(old)}" if name.startswith(old) else name: value
        for name, value in arguments.items()
    }


def _sharding(asked: Any) -> str:
    config = getattr(asked, "deepspeed", None)
    if isinstance(config, Mapping):
        stage = config.get("zero_optimization", {}).get("stage", 0)
        return f"zero-{stage}" if stage else ""
    fsdp = getattr(asked, "fsdp", None)
    words = " ".join(str(getattr(each, "value", each)) for each in _listed(fsdp))
    if "shard_grad_op" in words:
        return "zero-2"
    return "zero-3" if "full_shard" in words or fsdp is True else ""


def _listed(value: Any) -> list[Any]:
    if not value or value is True:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def _notes(trainer: Any) -> list[str]:
    asked, said = trainer.args, []
    if "compute_loss" in vars(type(trainer)) and type(trainer).__name__ != "Trainer":
        said.append(f"{type(trainer).__name__}.compute_loss is its own: the model's loss is traced")
    if getattr(asked, "label_smoothing_factor", 0):
        said.append("labels are smoothed, which needs a little more than what is traced")
    if getattr(asked, "torch_compile", False):
        said.append("torch_compile isn't traced: these are the figures without it")
    if isinstance(getattr(asked, "deepspeed", None), str):
        said.append("the DeepSpeed configuration is a file that isn't read: name the ZeRO stage")
    if "fused" in str(getattr(asked.optim, "value", asked.optim)):
        said.append("the fused AdamW needs no memory of its own in its step")
    return said


def _length(dataset: Any) -> int | None:
    try:
        return len(dataset)
    except (TypeError, NotImplementedError):
        return None
