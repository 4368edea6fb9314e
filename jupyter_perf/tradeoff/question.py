"""What PAPAYA is asked for: the arguments of `jp.papaya` and `%papaya`, checked."""

from __future__ import annotations

import dataclasses
import math
import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from ..core import targets as catalogue
from ..core.arguments import count_of, is_number
from ..core.policy import policy
from ..core.targets import Target
from ..errors import MissingExtra, UsageError
from .asked_batch import call_of, measured_loss
from .asked_loop import Given, first_batch, given
from .asked_methods import Wanted, wanted
from .making import Making
from .trace import optimizers

if TYPE_CHECKING:
    import torch

PRECISIONS = ("fp32", "bf16", "fp16")
_SIZE = re.compile(r"\s*([0-9]*\.?[0-9]+(?:[eE][0-9]+)?)\s*([kMGT]?)(i?)B?\s*", re.IGNORECASE)
_PREFIXES = {"": 0, "k": 1, "m": 2, "g": 3, "t": 4}


@dataclasses.dataclass(frozen=True)
class Question:
    """What is asked, checked: see `question`."""

    model: torch.nn.Module
    args: tuple[Any, ...]
    kwargs: Mapping[str, Any]
    loss: Callable[[Any], Any] | None
    optimizer: Any
    wanted: Wanted
    targets: tuple[Target, ...]
    memory_bytes: float | None = None
    precision: str = "fp32"
    global_batch: int | None = None
    sequence: int | None = None
    epoch_examples: int | None = None
    budget: float = 60.0
    source: str = ""
    notes: tuple[str, ...] = ()
    """What was read off a trainer, in words."""
    extra: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    """Further fields of the plain step's `Making`."""


def question(
    model: Any,
    batch: Any = None,
    *,
    loss: Any = None,
    optimizer: Any = "adamw",
    methods: str | Iterable[str] | None = None,
    target: str | Target | Iterable[str | Target] = "here",
    memory: str | float | None = None,
    precision: str = "fp32",
    global_batch: int | None = None,
    sequence: int | None = None,
    epoch: int | None = None,
    budget: float = 60.0,
    options: Mapping[str, Any] | None = None,
    source: str = "",
) -> Question:
    """The question that these arguments of `jp.papaya` ask. `model` may be a loop that `loops.read`
    knows, `batch` a data loader. Raises UsageError for the first that makes no sense, MissingExtra
    without torch; nothing of the model runs."""
    need_torch()
    if precision not in PRECISIONS:
        raise UsageError(f"`precision` is one of {', '.join(PRECISIONS)}, not {precision!r:.40}")
    _check_optimizer(optimizer)
    if not is_number(budget) or not 0 < budget < math.inf:
        raise UsageError(f"a budget is a positive number of seconds, not {budget!r:.40}")
    named = None if isinstance(optimizer, str) and optimizer == "adamw" else optimizer
    found = given(model, batch, loss, named) or _of_model(model, batch, loss, optimizer)
    making = found.making
    return Question(
        making.model,
        making.args,
        making.kwargs,
        making.loss,
        making.optimizer,
        wanted(methods, {**making.options, **(options or {})}),
        targets_of(target),
        bytes_of(memory),
        precision if making.precision == "fp32" else making.precision,
        count_of(global_batch, "global_batch") or found.global_batch,
        count_of(sequence, "sequence"),
        count_of(epoch, "epoch") or found.epoch_examples,
        policy().capped(float(budget)),
        source,
        found.notes,
        found.extra,
    )


def _of_model(model: Any, batch: Any, loss: Any, optimizer: Any) -> Given:
    module = _module(model)
    batch, examples = first_batch(batch)
    args, kwargs = call_of(batch, loss)
    making = Making(module, args, kwargs, measured_loss(loss, batch), optimizer)
    return Given(making, epoch_examples=examples)


def targets_of(target: str | Target | Iterable[str | Target]) -> tuple[Target, ...]:
    """The targets of these names, each once, in that order; the beginning of a name is enough where
    only one has it. Raises UsageError for an unknown one, and for none."""
    return catalogue.several(target, _target)


def bytes_of(memory: str | float | None) -> float | None:
    """`16GB`, `1.5e10`, `24 GiB`. Raises UsageError for what is no amount of memory."""
    if memory is None:
        return None
    value = -1.0
    if is_number(memory):
        value = float(memory)
    elif isinstance(memory, str) and (match := _SIZE.fullmatch(memory)):
        base = 1024 if match[3] else 1000
        value = float(match[1]) * float(base ** _PREFIXES[match[2].lower()])
    if not 0 < value < math.inf:
        raise UsageError(f"`memory` is a number of bytes or a text like '16GB', not {memory!r:.40}")
    return value


def need_torch() -> None:
    """Raises MissingExtra where PyTorch can't be imported."""
    try:
        import torch  # noqa: F401
    except ImportError as error:
        raise MissingExtra("torch", "torch") from error


def _module(model: Any) -> torch.nn.Module:
    import torch

    if not isinstance(model, torch.nn.Module):
        raise UsageError(f"`model` is a torch.nn.Module, not {type(model).__name__}")
    model = getattr(model, "_orig_mod", model)
    spread = (torch.nn.DataParallel, torch.nn.parallel.DistributedDataParallel)
    plain: torch.nn.Module = model.module if isinstance(model, spread) else model
    return plain


def _check_optimizer(optimizer: Any) -> None:
    if isinstance(optimizer, str):
        optimizers.checked(optimizer)
    elif not callable(getattr(optimizer, "step", optimizer)):
        raise UsageError("`optimizer` is a name such as 'adamw', or a torch.optim.Optimizer")
    elif type(optimizer).__name__ == "LBFGS":
        optimizers.checked("lbfgs")


def _target(name: str) -> Target:
    begun = [each for each in catalogue.names() if each.startswith(name.strip().lower())]
    exact = name.strip().lower() in begun
    return catalogue.get(begun[0] if len(begun) == 1 and not exact else name)
