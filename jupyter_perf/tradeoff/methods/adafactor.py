"""Adafactor: second moments as one number for each row and column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..making import Making
from . import METHODS, _optimizing

_OPTIONS = ("lr", "beta2_decay", "eps", "d", "weight_decay")


@dataclass(frozen=True)
class Adafactor:
    """Takes Adafactor in place of AdamW: hardly any state.

    The second moment of a matrix is kept as its row and column means (n + m numbers, not n·m), and
    there is no first one. PyTorch's own `torch.optim.Adafactor`; it makes up the full second moment
    of one parameter at a time in the step.

    Cost: not exact, another optimizer: updates are clipped, and without a first moment training is
    noisier. Learning rates are relative to the size of parameters: those of AdamW mean something
    else, and its weight decay is taken over alone.

    When not: state isn't what takes the memory; learning rates can't be tuned again.

    Source: Shazeer and Stern 2018 (arXiv 1804.04235), algorithms 4 and 5.
    """

    words = "the Adafactor optimizer: second moments by row and column, no first one"
    exact = False
    costs = "another optimizer, without momentum: tune its learning rate again"
    modelled = False

    def unfit(self, making: Making) -> str:
        import torch

        if not hasattr(torch.optim, "Adafactor"):
            return "it came with PyTorch 2.5"
        name = _optimizing.kind_of(making.optimizer)
        return f"{name} has no more state than it" if name in ("adafactor", "sgd") else ""

    def apply(self, making: Making) -> Making:
        options = _optimizing.options_of(making, "adafactor", _OPTIONS)
        before = _optimizing.previous(making)
        made = _optimizing.Maker(_class, options, before, shared=("weight_decay",))
        return _optimizing.with_optimizer(making, made)

    def code(self, making: Making) -> str:
        options = _optimizing.options_of(making, "adafactor", _OPTIONS)
        before = getattr(_optimizing.previous(making), "defaults", {})
        if before.get("weight_decay"):
            options.setdefault("weight_decay", before["weight_decay"])
        arguments = "".join(f", {name}={value!r}" for name, value in options.items())
        return f"optimizer = torch.optim.Adafactor(model.parameters(){arguments})"

    def settings(self, making: Making) -> Mapping[str, Mapping[str, Any]]:
        """That of transformers is another one, with the same state; it takes `learning_rate`."""
        return {"transformers": {"optim": "adafactor"}}


def _class() -> Any:
    import torch

    return torch.optim.Adafactor


METHODS.add("adafactor", Adafactor())
