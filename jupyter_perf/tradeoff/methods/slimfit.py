"""Train in each step only the layers that move most."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ...errors import UsageError
from ..making import Making
from . import METHODS, _probing, _schedule
from ._options import number, whole
from ._own import is_without_data
from ._parameters import retargeted, separate, trained
from ._wrapping import is_patched

if TYPE_CHECKING:
    import torch

NAME = "slimfit"
RATE = 0.9


@dataclasses.dataclass(frozen=True)
class SlimFit:
    """slimfit: train in each step only the layers that move most

    What it does: before each step every layer has a score, how much its weights moved when it last
    trained, d = mean |(w_before - w) / w_before|. The lowest int(rate · layers) are frozen for this
    step; the others train and are scored again. Scores start huge and random, so that each layer
    gets a turn. A frozen linear layer keeps no input (*dynamic* activations: they vanish on
    freezing) and has no gradient. What products, norms and activation functions need to pass
    gradients on stays (*static* activations): a frozen LayerNorm still keeps its input.

    What it costs: each layer trains in a tenth of the steps (at a rate of 0.9). The paper reports
    0.2% of accuracy on average for fine-tuning BERT and ViT, and up to 0.4%. It isn't exact. A copy
    of the layers that train is kept for scoring, and optimizer state for all.

    When it pays: fine-tuning, where activations fill the memory. It saves less than checkpointing
    and saves time instead of costing some. For the static part add quantize-activations: the paper
    keeps activation functions in 8 bits and a tenth of the normalized values, not done here.

    Peak: that of the worst schedule. Two are traced: the one that keeps most activations and the
    one that makes most gradients.

    Options: `rate` (0.9), the share of layers that is frozen; `seed` (0) of the first scores.

    The model that comes back has parameters of its own over the same memory, under the same names,
    so that freezing doesn't show on the model given. Data-parallel wrappers want gradients of fixed
    parameters: use it without them.

    Source: Ardakani et al., SlimFit: Memory-Efficient Fine-Tuning of Transformer-based Models Using
    Training Dynamics, arXiv 2305.18513, section 3.
    """

    words: str = "train in each step only the layers that move most"
    exact: bool = False
    costs: str = "each layer trains in a share of the steps; the paper lost 0.2% of accuracy"
    modelled: bool = False

    def unfit(self, making: Making) -> str:
        if not trained(making.model):
            return "no parameter gets a gradient: there is no layer to choose"
        if is_patched(making.model):
            return "its `forward` was replaced on the object: give the model as it was before that"
        layers = len(_schedule.layers_of(making.model, 0))
        rate = number(making, NAME, "rate", RATE, 0.0, 0.999)
        if _schedule.count_active(layers, rate) == layers:
            return f"at a rate of {rate:g} none of its {layers} layers would be frozen"
        return ""

    def apply(self, making: Making) -> Making:
        rate = number(making, NAME, "rate", RATE, 0.0, 0.999)
        schedule = Schedule(rate, whole(making, NAME, "seed", 0, low=0))
        made = retargeted(making, separate(making.model))
        return made.replaced(before_each=(*made.before_each, schedule))

    def code(self, making: Making) -> str:
        rate = number(making, NAME, "rate", RATE, 0.0, 0.999)
        return (
            f'model = frontier.apply("{NAME}", model)\n'
            "from jupyter_perf.tradeoff.methods.slimfit import Schedule\n"
            f"schedule = Schedule(rate={rate:g})\n"
            "# before each step of the optimizer, which is made before the first one:\n"
            "#     schedule(model, step)\n"
            "# in a TrainerCallback: on_step_begin, with state.global_step; at the end:\n"
            "#     schedule.end()"
        )

    def settings(self, making: Making) -> Mapping[str, Mapping[str, Any]]:
        return {}


class Schedule:
    """Call it with the model and the number of the step before each step of the optimizer."""

    def __init__(self, rate: float = RATE, seed: int = 0) -> None:
        """`rate` is the share of layers that is frozen, from 0 to below 1; else a UsageError."""
        if not 0 <= rate < 1:
            raise UsageError(f"`rate` is {rate!r}: give the share of frozen layers, such as 0.9")
        self.rate = rate
        self.seed = seed
        self.layers: list[_schedule.Layer] = []
        self.active: list[str] = []
        """Names of the layers that train in this step."""
        self._probe: _probing.Probe | None = None
        self._model: Any = None

    def __call__(self, model: torch.nn.Module, step: int) -> None:
        """Freezes what doesn't train in this step, and drops its gradients."""
        if model is not self._model:
            self.end()
            self._model = model
            self.layers = _schedule.layers_of(model, self.seed)
        count = _schedule.count_active(len(self.layers), self.rate)
        if self.layers and is_without_data(self.layers[0].weight):
            chosen = self._worst(step, count)
        else:
            _schedule.rescore(self.layers)
            chosen = _schedule.highest(self.layers, count)
        for each in self.layers:
            each.before = None
            each.train(any(each is one for one in chosen))
        if len(chosen) == count:
            _schedule.keep(chosen)
        self.active = [each.name for each in chosen]

    def end(self) -> None:
        """All layers train again."""
        for each in self.layers:
            each.train(True)
            each.before = None
        self.layers, self.active, self._model = [], [], None
        self._probe = None

    def _worst(self, step: int, count: int) -> list[_schedule.Layer]:
        """Of tensors without data: the schedule for which memory is largest. The first step trains
        all, which makes the optimizer's state; a look at what it keeps comes before it."""
        if step == 0 or self._probe is None:
            self._look()
            return self.layers
        return self._probe.most(count) if step % 2 else _schedule.largest(self.layers, count)

    def _look(self) -> None:
        """In the next forward pass, whose inputs aren't known yet."""

        def look(model: Any, args: Any, kwargs: Any) -> None:
            hook.remove()
            self._probe = _probing.probed(model, self.layers, args, kwargs)

        hook = self._model.register_forward_pre_hook(look, with_kwargs=True)


METHODS.add(NAME, SlimFit())
