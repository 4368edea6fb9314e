"""From a model in the kernel to its traces, through a process that it can't harm us from."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ...core.dimensions import Dimensions, dimensions_in
from ...errors import MissingExtra, UsageError
from . import describing, process
from .result import Trace, Untraced

if TYPE_CHECKING:
    import torch

Found = Trace | Untraced
SECONDS = 60.0


@dataclasses.dataclass(frozen=True)
class Variant:
    """What to trace the model with."""

    batch: int | None = None
    sequence: int | None = None
    """None is what the inputs have."""
    foreach: bool = False
    """Whether the optimizer works on lists of tensors, as PyTorch does by itself on GPUs; needs
    memory. Only for an optimizer that is given by its name."""
    autocast: bool = False
    """Whether matrices are multiplied in bfloat16, by `torch.autocast`."""
    methods: str = "none"
    """Memory methods, joined by `+`, by their names in `methods.METHODS`."""
    options: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    """What the methods are asked for, as `{"lora.rank": 16}`: plain data."""
    precision: str = "fp32"
    """As of a `Making`."""
    evaluate: bool = False
    """Whether the peak of an evaluation is wanted too."""
    accumulate: int = 1
    """Microbatches to one step of the optimizer, of `batch` examples each."""


def trace(
    model: torch.nn.Module,
    inputs: tuple[Any, ...],
    *,
    train: bool,
    loss: Callable[[Any], Any] | None = None,
    optimizer: str | torch.optim.Optimizer = "adamw",
    batch: int | None = None,
    sequence: int | None = None,
    observer: str = "",
    seconds: float = SECONDS,
) -> Found:
    """One step in `seconds` at most; arguments as of `traces`."""
    (found,) = traces(
        model,
        inputs,
        [Variant(batch, sequence)],
        train=train,
        loss=loss,
        optimizer=optimizer,
        observer=observer,
        seconds=seconds,
    )
    return found


def traces(
    model: torch.nn.Module,
    inputs: tuple[Any, ...],
    variants: Sequence[Variant | Mapping[str, Any]],
    *,
    train: bool,
    kwargs: Mapping[str, Any] | None = None,
    loss: Callable[[Any], Any] | None = None,
    optimizer: str | torch.optim.Optimizer = "adamw",
    observer: str = "",
    seconds: float = SECONDS,
    batch_dim: int = 0,
    on_found: Callable[[Found], None] | None = None,
    stopped: Callable[[], bool] | None = None,
) -> list[Found]:
    """One trace per variant (or its fields), in order; each in turn is told to `on_found`.

    With `train` a step is: forward, loss (`loss` of the output; None is the output's own `.loss`,
    or the mean), backward, the optimizer's step (a name of `torch.optim`, or one over the model's
    parameters). Without it, a forward pass without gradients in evaluation mode. `observer` is the
    `module:class` of an `observing.Observer`, made and used in the other process. `seconds` are
    those of all together; `stopped` is asked now and then.

    Raises UsageError for what can't be described, MissingExtra without torch, and
    SandboxError on Windows. What goes wrong later is an Untraced in the trace's place.
    """
    model = _plain(model)
    asked_for = [each if isinstance(each, Variant) else Variant(**each) for each in variants]
    dimensions = dimensions_in(inputs, kwargs, batch_dim)
    described = describing.described(model, inputs, dict(kwargs or {}), loss, optimizer)
    asked = {
        "train": train,
        "observer": observer,
        "dimensions": dataclasses.asdict(dimensions),
        "elsewhere": _is_elsewhere(model),
        "threads": _threads(),
    }
    end = time.monotonic() + seconds
    found: list[Found] = []

    def took(data: Mapping[str, Any]) -> None:
        made = _found(data)
        found.append(made)
        if on_found:
            on_found(made)

    while len(found) < len(asked_for):
        left = [dataclasses.asdict(each) for each in asked_for[len(found) :]]
        ended = process.run({**asked, "variants": left}, described, end, took, stopped)
        if ended is None:
            continue  # all that was left is found
        took(_untraced(asked_for[len(found)], dimensions, ended))
        if ended.why != "crashed":
            for each in asked_for[len(found) :]:
                took(_untraced(each, dimensions, ended))
    return found


def _plain(model: Any) -> Any:
    """Without what wraps it to compile it or to spread it. Raises as `traces`."""
    try:
        import torch
    except ImportError as error:
        raise MissingExtra("torch", "torch") from error
    if not isinstance(model, torch.nn.Module):
        raise UsageError(f"`model` is {type(model).__name__}: give a torch.nn.Module")
    model = getattr(model, "_orig_mod", model)
    spread = (torch.nn.DataParallel, torch.nn.parallel.DistributedDataParallel)
    return model.module if isinstance(model, spread) else model


def _threads() -> int:
    import torch

    return torch.get_num_threads()


def _is_elsewhere(model: Any) -> bool:
    """Whether it lies on another device than the processor, and its code may name that device."""
    tensors = [*model.parameters(), *model.buffers()]
    return any(each.device.type != "cpu" for each in tensors)


def _untraced(variant: Variant, dimensions: Dimensions, ended: process.Ended) -> dict[str, Any]:
    return {
        "why": ended.why,
        "reason": ended.reason,
        "batch": variant.batch or dimensions.batch,
        "sequence": variant.sequence or dimensions.sequence,
        "methods": variant.methods,
    }


def _found(data: Mapping[str, Any]) -> Found:
    return Untraced(**data) if "why" in data else Trace.from_data(data)
