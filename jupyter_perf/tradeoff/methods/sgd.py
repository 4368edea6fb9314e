"""Plain stochastic gradient descent: no state at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..making import Making
from . import METHODS, _optimizing

_OPTIONS = ("lr", "momentum", "weight_decay", "nesterov")


@dataclass(frozen=True)
class Sgd:
    """Takes SGD in place of the optimizer: no state, or with `sgd.momentum` one moment.

    The least that an optimizer can need: a bound to measure the others by.

    Cost: not exact, another optimizer. It trains convolutional networks as well as AdamW; for
    transformers it is usually much worse, whatever the learning rate.

    When not: transformers, embeddings with rare tokens; learning rates can't be tuned again.

    Source: Robbins and Monro 1951; on transformers, Zhang et al. 2020 (arXiv 1912.03194).
    """

    words = "SGD: no optimizer state"
    exact = False
    costs = "another optimizer, usually much worse for transformers: tune its learning rate again"
    modelled = False

    def unfit(self, making: Making) -> str:
        chosen = making.optimizer
        if _optimizing.kind_of(chosen) == "sgd" and not _optimizing.has_momentum(chosen):
            return "the optimizer is SGD without momentum already"
        return ""

    def apply(self, making: Making) -> Making:
        options = _optimizing.options_of(making, "sgd", _OPTIONS)
        before = _optimizing.previous(making)
        made = _optimizing.Maker(_class, options, before, shared=())
        return _optimizing.with_optimizer(making, made)

    def code(self, making: Making) -> str:
        options = {"lr": 0.01, **_optimizing.options_of(making, "sgd", _OPTIONS)}
        arguments = "".join(f", {name}={value!r}" for name, value in options.items())
        return f"optimizer = torch.optim.SGD(model.parameters(){arguments})  # tune lr again"

    def settings(self, making: Making) -> Mapping[str, Mapping[str, Any]]:
        return {"transformers": {"optim": "sgd"}}


def _class() -> Any:
    import torch

    return torch.optim.SGD


METHODS.add("sgd", Sgd())
