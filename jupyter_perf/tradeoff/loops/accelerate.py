"""Loops with Hugging Face accelerate: what `prepare` gave back, or the Accelerator itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...errors import UsageError
from ..asked_batch import call_of, measured_loss
from ..making import Making
from ..structure import shallow
from . import loaders
from .loop import OPTIMIZERS, Loop, plain

_PRECISIONS = {"no": "fp32", "bf16": "bf16", "fp16": "fp16"}


def knows(thing: Any) -> bool:
    """Whether it is an Accelerator, or a tuple, list or dictionary with a model in it and an
    optimizer or a data loader (and the Accelerator, where it is there too)."""
    if is_accelerator(thing):
        return True
    parts = _parts(thing)
    return any(_is_model(each) for each in parts) and any(
        is_accelerator(each) or loaders.is_loader(each) or optimizer_in(each) is not None
        for each in parts
    )


def read(thing: Any, *, batch: Any = None, loss: Any = None, optimizer: Any = None) -> Loop:
    """Its step. Raises UsageError for several models or optimizers, and what can't be read."""
    parts = _prepared(thing) if is_accelerator(thing) else _parts(thing)
    accelerator = thing if is_accelerator(thing) else next(filter(is_accelerator, parts), None)
    model = _only([each for each in parts if _is_model(each)], "model")
    loader = next((each for each in parts if loaders.is_loader(each)), None)
    if batch is None and loader is None:
        raise UsageError("there is no data loader among what was prepared: give a sample batch")
    batch = loaders.batch_of(loader) if batch is None else batch
    args, kwargs = call_of(batch, loss)
    making = Making(
        _unwrapped(model),
        args,
        kwargs,
        measured_loss(loss, batch),
        optimizer or _optimizer(parts),
        precision=_precision(accelerator, model),
        accumulate=int(getattr(accelerator, "gradient_accumulation_steps", 1)),
    )
    return Loop(
        "accelerate",
        making,
        None if loader is None else loaders.batch_size(loader),
        devices=int(getattr(accelerator, "num_processes", 1)),
        sharding=_sharding(accelerator),
        epoch_examples=None if loader is None else loaders.epoch_examples(loader),
        notes=()
        if accelerator
        else ("without the Accelerator, gradients are taken not to be accumulated",),
    )


def model_of(thing: Any) -> Any:
    """The only model among what was prepared."""
    parts = _prepared(thing) if is_accelerator(thing) else _parts(thing)
    return _unwrapped(_only([each for each in parts if _is_model(each)], "model"))


def is_accelerator(thing: Any) -> bool:
    return hasattr(thing, "mixed_precision") and hasattr(thing, "gradient_accumulation_steps")


def optimizer_in(thing: Any) -> Any:
    """The optimizer, also out of what accelerate and Lightning wrap it in; None where it is none:
    a schedule or a loop that holds one isn't one."""
    import torch

    inner = getattr(thing, "optimizer", None)
    if isinstance(inner, torch.optim.Optimizer) and not isinstance(thing, torch.nn.Module):
        steps = callable(getattr(thing, "step", None)) and hasattr(thing, "zero_grad")
        return inner if steps else None
    return thing if isinstance(thing, torch.optim.Optimizer) else None


def _parts(thing: Any) -> list[Any]:
    if isinstance(thing, Mapping):
        return list(thing.values())
    return list(thing) if isinstance(thing, tuple | list) else []


def _prepared(accelerator: Any) -> list[Any]:
    """All that an Accelerator has prepared, which it keeps to save it."""
    names = ("_models", "_optimizers", "_dataloaders")
    return [each for name in names for each in getattr(accelerator, name, [])]


def _is_model(thing: Any) -> bool:
    import torch

    return isinstance(thing, torch.nn.Module)


def _only(found: list[Any], what: str) -> Any:
    if len(found) != 1:
        raise UsageError(
            f"there are {len(found) or 'no'} {what}s among what was prepared: give the tuple of "
            "one model, its optimizer and its data loader, or the function of a training step"
        )
    return found[0]


def _optimizer(parts: list[Any]) -> Any:
    found = [made for each in parts if (made := optimizer_in(each)) is not None]
    if not found:
        raise UsageError(f"there is no optimizer among what was prepared: {OPTIMIZERS}")
    return _only(found, "optimizer")


def _unwrapped(model: Any) -> Any:
    """Without what accelerate puts around `forward` for mixed precision, which is done anew."""
    model = plain(model)
    if "_original_forward" not in vars(model):
        return model
    made = shallow(model)
    for name in ("forward", "_original_forward"):
        vars(made).pop(name, None)
    return made


def _precision(accelerator: Any, model: Any) -> str:
    if accelerator is None:
        wrapped = "_original_forward" in vars(plain(model))
        if wrapped:
            raise UsageError(
                "the model was prepared for mixed precision: give the Accelerator too, which "
                "says for which"
            )
        return "fp32"
    name = str(getattr(accelerator.mixed_precision, "value", accelerator.mixed_precision))
    if name not in _PRECISIONS:
        raise UsageError(f"mixed precision {name!r} isn't known here: fp16 and bf16 are")
    return _PRECISIONS[name]


def _sharding(accelerator: Any) -> str:
    state = getattr(accelerator, "state", None)
    zero = getattr(getattr(state, "deepspeed_plugin", None), "zero_stage", 0)
    if zero:
        return f"zero-{zero}"
    return "zero-3" if getattr(state, "fsdp_plugin", None) is not None else ""
