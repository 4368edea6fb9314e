"""LeOPArd: thresholds for attention scores, learned by gradients."""

from __future__ import annotations

import copy
import dataclasses
from collections.abc import Callable
from typing import Any

from ....errors import UsageError
from .. import measuring, soft, training
from ..attaching import attach, detach
from ..concluding import Seen, concluded, layers
from ..policies import Exact, Hard, Soft
from ..preparing import copied, evaluated_and_fed, found_layers
from ..result import AttentionPruned
from ..tally import Tally
from . import ATTENTION, Given


@dataclasses.dataclass(frozen=True)
class Leopard:
    """Learns one threshold Th for each layer of attention, together with the weights.

    While training, each score x becomes

        x · tanh(s (x - Th))  where x >= Th,    c · tanh(s (x - Th))  below,

    so that a score far below loses its weight in the softmax, and Th has a gradient; and the loss
    is the task's plus `weight` times the share of scores left, counted by a sigmoid (a surrogate
    L0 norm). Afterwards scores below Th are pruned outright, also in the last steps of the training
    (`settle`); a query whose scores are all below keeps its largest. Masked scores (causal,
    padding) are left out of everything.

    The same training with exact attention is run beside it (`control`), since fine-tuning alone
    changes a model; the change of loss is against that. Bits: how many bits of a key a bit-serial
    product would look at until partial sum and largest remainder fall below Th, counted on
    integers of `bits` bits and labelled as modelled.

    When not: to be faster on a CPU or GPU of today. Their kernels compute all scores of a tile, and
    this needs memory for all of them (queries × keys for each head). The paper's 1.9× in speed and
    3.9× in energy are of its own chip, after layout, on average over its tasks.

    Source: Li et al. 2022, "Accelerating Attention through Gradient-Based Learned Runtime Pruning"
    (arXiv 2204.03227). The soft threshold is theirs; its s = 10 and c = 1000 are what it is
    commonly given with, and weren't checked against the paper's text; the slope of the
    sigmoid, its margin, learning rates and `weight` are chosen here.
    """

    steps: int = 300
    lr: float = 1e-4
    """Of the weights; 0 learns thresholds alone."""
    threshold_lr: float = 2e-2
    weight: float = 0.2
    """Of the share of scores left: larger prunes more, and costs more."""
    sharpness: float = soft.SHARPNESS
    depth: float = soft.DEPTH
    start: float = 0.05
    """Thresholds begin at this quantile of their layer's scores, or at 0 where that is below."""
    settle: float = 0.3
    """The share of steps, the last ones, in which thresholds stay as they are and prune outright,
    so that the weights get used to it. The paper has no such phase: 0 leaves it out."""
    control: bool = True
    """Whether the same training with exact attention is run too."""
    bits: int = 12
    """Of queries and keys in the model of bit-serial hardware."""
    evaluate: int = 32
    """Batches at most, of those evaluated on."""
    optimizer: Callable[..., Any] | None = None
    """(parameter groups) → an optimizer; Adam where there is none."""
    words = "learns which attention scores can be skipped, with the weights"
    cited = "Li et al. 2022, arXiv 2204.03227"

    def prune(self, given: Given) -> AttentionPruned:
        """See `attention.leopard`."""
        self._check()
        model = detach(copied(given.model))
        looked, feed = evaluated_and_fed(given.batches, given.held_out, self.evaluate, self.steps)
        starts = found_layers(model, looked, given.loss, self.start)
        before = measuring.measure(model, Exact(), looked, given.loss, given.metric)
        twin = copy.deepcopy(model) if self.control else None
        thresholds, went = self._learned(model, starts, feed, given)
        tally = Tally(self.bits)
        hard = Hard(thresholds, tally)
        after = measuring.measure(model, hard, looked, given.loss, given.metric, tally)
        # Batches that have ended can't be gone through again.
        twin = None if went.exhausted else twin
        control = self._controlled(twin, len(went.losses), feed, looked, given)
        attach(model, thresholds)
        seen = Seen(before, after, control, layers(thresholds, tally), given.held_out is not None)
        return concluded("leopard", self.cited, model, seen, self.bits, went)

    def _learned(
        self, model: Any, starts: dict[str, float], feed: Any, given: Given
    ) -> tuple[dict[str, float], training.Went]:
        import torch

        device = next((each.device for each in model.parameters()), None)
        # Below 0 the soft threshold lifts scores just above it over larger ones.
        learned = {
            name: torch.tensor(max(0.0, start), device=device, requires_grad=True)
            for name, start in starts.items()
        }
        policy = Soft(learned, self.sharpness, self.depth)
        went = training.fit(
            model, policy, feed, given.loss, self._plan(self.steps), given.seed, given.progress,
            "learning thresholds",
        )  # fmt: skip
        return {name: float(each.detach()) for name, each in learned.items()}, went

    def _controlled(
        self, twin: Any, steps: int, feed: Any, looked: Any, given: Given
    ) -> measuring.Measured | None:
        if twin is None:
            return None
        training.fit(
            twin, None, feed, given.loss, self._plan(steps), given.seed, given.progress,
            "training with exact attention, to compare",
        )  # fmt: skip
        return measuring.measure(twin, Exact(), looked, given.loss, given.metric)

    def _plan(self, steps: int) -> training.Plan:
        return training.Plan(
            steps, self.lr, self.threshold_lr, self.weight, self.settle, self.optimizer
        )

    def _check(self) -> None:
        if self.steps < 1 or self.evaluate < 1:
            raise UsageError("`steps` and `evaluate` are 1 or more")
        if not (0 <= self.start < 1 and 0 <= self.settle < 1 and 2 <= self.bits <= 16):
            raise UsageError("`start` and `settle` are shares below 1, `bits` from 2 to 16")
        if min(self.lr, self.threshold_lr, self.weight) < 0 or self.sharpness <= 0:
            raise UsageError("learning rates and `weight` are 0 or more, `sharpness` above 0")


ATTENTION.add("leopard", Leopard())
