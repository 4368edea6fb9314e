"""Which optimizer a Trainer of Hugging Face transformers steps with."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any

from ...errors import UsageError
from ..making import Making
from ..methods import applied
from .loop import OPTIMIZERS

_OPTIMIZERS = {
    "adamw_torch": "adamw",
    "adamw_torch_fused": "adamw",
    "adamw_torch_xla": "adamw",
    "adamw_apex_fused": "adamw",
    "sgd": "sgd",
    "adagrad": "adagrad",
    "rmsprop": "rmsprop",
    "adafactor": "adafactor",
}
"""`TrainingArguments.optim` → name of `trace.optimizers`."""
_BY_METHOD = {
    "adamw_8bit": "adamw-8bit",
    "adamw_bnb_8bit": "adamw-8bit",
    "adamw_torch_8bit": "adamw-8bit",
    "lion_32bit": "lion",
}


def with_optimizer(making: Making, trainer: Any, given: Any) -> Making:
    """The step with the optimizer that was `given`, else the Trainer's. Raises UsageError for one
    that isn't known."""
    own = given if given is not None else getattr(trainer, "optimizer", None)
    if own is not None:
        return making.replaced(optimizer=getattr(own, "optimizer", own))
    known = getattr(trainer, "optimizer_cls_and_kwargs", None)
    if known:
        kind, settings = known
        return making.replaced(optimizer=_Makes(kind, settings))
    optim = trainer.args.optim
    name = str(getattr(optim, "value", optim))
    if name in _BY_METHOD:
        return applied(_BY_METHOD[name], making)
    if name not in _OPTIMIZERS:
        raise UsageError(f"the Trainer's optimizer {name!r} isn't known here: {OPTIMIZERS}")
    return making.replaced(optimizer=_OPTIMIZERS[name])


@dataclasses.dataclass(frozen=True)
class _Makes:
    """An optimizer by its class and settings."""

    kind: Callable[..., Any]
    settings: Mapping[str, Any]

    def __call__(self, parameters: Any) -> Any:
        return self.kind(parameters, **self.settings)
