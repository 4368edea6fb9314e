"""One optimizer's steps: dense while it steps, sparse between its steps."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor
from torch.optim import Optimizer

from ...recipes import DENSE, Moment, Recipe, Switching
from ...training import Asked
from . import splitting
from .elementwise import is_elementwise
from .freezing import Freezing, reason
from .held import Held
from .renewing import Renewal
from .switching import Switch


class Watched:
    """An optimizer, the weights of it that are sparsified, and where its recipe stands."""

    def __init__(self, optimizer: Optimizer, asked: Asked, layers: list[Held], count: int) -> None:
        self.optimizer = optimizer
        self.asked = asked
        self.layers = layers
        self.own = {id(p) for group in optimizer.param_groups for p in group["params"]}
        self.count = count
        """Steps done, with those that earlier optimizers did on the same weights."""
        self.clock = 0
        """Steps done so far, as the recipe counts them."""
        self.moment = DENSE
        self.recipe: Recipe = asked.recipe
        self.renewal = Renewal(asked)
        self.stepping = False
        self.notes: list[str] = []
        self.freezing: Freezing | None = None
        self.switch: Switch | None = None
        self.reorder: Callable[[], None] | None = None
        """What puts channels of all models into a better order, of weights that are dense now."""
        if isinstance(self.recipe, Switching):
            self.switch = Switch(optimizer, self.recipe, asked.steps)

    def begin(self, clock: int) -> None:
        """Weights as they come are dense masters; this is before the first step."""
        self.clock = clock
        with torch.no_grad():
            moment = self.moment_at(clock)
            if moment.score == "saliency":
                for held in self.layers:
                    held.gradient = None if held.parameter.grad is None else _gradient(held)
        self.install(moment, due=True)

    def moment_at(self, step: int) -> Moment:
        return self.recipe.moment(step, self.asked.steps, self.asked.pattern)

    def install(self, moment: Moment, *, due: bool) -> None:
        """What holds from now on: masks from dense masters, then sparse weights."""
        with torch.no_grad():
            for held in self.layers:
                held.to_dense()
            self.renewal.renew(self.layers, moment, due, self._forget)
            for held in self.layers:
                held.gradient = None
                held.to_sparse(moment, self.asked.quantize)
        self.moment = moment

    def freeze(self) -> Freezing:
        """What holds the variance, from now on where nothing did."""
        if self.freezing is None:
            self.freezing = Freezing(self.optimizer, self.moment.floored_variance)
        return self.freezing

    def sparse_again(self) -> None:
        """Within a step: what the masks leave of the weights as they are now."""
        if self.stepping:
            with torch.no_grad():
                for held in self.layers:
                    held.to_sparse(self.moment, self.asked.quantize)

    def recover(self) -> None:
        """The step before this one never came to its end: its weights are dense masters."""
        if self.stepping:
            self.stepping = False
            self.install(self.moment, due=False)

    def before(self) -> None:
        """Gradients were taken at sparse weights: make ready for a step on the dense masters."""
        self.stepping = True
        with torch.no_grad():
            for held in self.layers:
                held.to_dense()
            self._gradients()
            if self.moment.frozen_variance and not reason(self.optimizer):
                self.freeze().before()

    def after(self, now: int) -> None:
        """The masters have moved: what the next forward pass sees, before step `now`."""
        with torch.no_grad():
            if self.moment.frozen_variance and self.freezing is not None:
                self.freezing.after()
        self.stepping = False
        self.clock = now
        if self.switch is not None and self.switch.fires(now):
            self.recipe = self.switch.switched(now)
        moment = self.moment_at(now)
        begins = moment.frozen_variance and not self.moment.frozen_variance
        if begins and (why := reason(self.optimizer)):
            self.notes.append(f"{why}: its steps are SR-STE's instead, from step {now} on")
        if moment.permute and self.reorder is not None:
            self.reorder()
        self.install(moment, due=now % self.asked.mask_every == 0)

    def end(self, clock: int, ended: bool) -> None:
        """After the cell: sparse weights, and nothing kept aside.

        Where it `ended` by itself the weights are as the recipe's end has them, even if the run was
        shorter than said. Otherwise they are as they were to be at this step.
        """
        moment = self.moment
        if ended and clock:
            moment = self.recipe.moment(
                max(clock, self.asked.steps or 0), self.asked.steps, self.asked.pattern
            )
        again = moment.pattern != self.moment.pattern or moment.beta != self.moment.beta
        for held in self.layers:
            held.loaded = held.loaded or held.was_overwritten()
        loaded = [held.name for held in self.layers if held.loaded and held.violates()]
        if loaded and moment.pattern is not None:
            self.notes.append(
                f"weights that the cell loaded or wrote last were denser than {moment.pattern}"
                f" ({_some(loaded)}): pruned after the cell, so a metric of it is of denser ones"
            )
        if ended and again and self.asked.steps and clock < self.asked.steps:
            self.notes.append(
                f"the run ended at step {clock} of {self.asked.steps}, before the recipe's end:"
                f" pruned to {self.asked.pattern} after the cell, so a metric of the cell is of"
                " denser weights"
            )
        if any(held.loaded or held.stepping for held in self.layers) or again:
            self.install(dataclasses.replace(moment, grow="none"), due=False)
        for held in self.layers:
            held.release()

    def _gradients(self) -> None:
        """The gradients that the recipe gives the optimizer; see `recipes`."""
        moment = self.moment
        ready = [held for held in self.layers if held.parameter.grad is not None]
        self._keep_gradients(ready)
        if moment.pattern is None:
            return
        if not moment.straight_through:
            # Pruned weights are zeroed after the step in any case. Gradients of zero would keep
            # variances at zero, of which torch's square root on the CPU takes nine times as long.
            for held in ready if not is_elementwise(self.optimizer) else ():
                if held.mask is not None:
                    splitting.prune(_gradient(held), held.mask)
        elif moment.decay:
            self._decay(ready, moment.decay)

    def _decay(self, layers: list[Held], decay: float) -> None:
        """SR-STE's term, in the scale that the gradients are in and in their direction."""
        scale = getattr(self.optimizer, "grad_scale", None)
        signs = self._signs()
        for held in layers:
            pruned = held.pruned()
            if pruned is None:
                continue
            if scale is not None:
                pruned = pruned * scale.to(pruned.device)
            _gradient(held).add_(pruned, alpha=decay * signs[held.parameter])

    def _signs(self) -> dict[Tensor, int]:
        """-1 for parameters whose objective is maximized."""
        return {
            parameter: -1 if group.get("maximize") else 1
            for group in self.optimizer.param_groups
            for parameter in group["params"]
        }

    def _keep_gradients(self, layers: list[Held]) -> None:
        """Of the step before masks are renewed by gradients."""
        coming = self.moment_at(self.clock + 1)
        if coming.grow == "gradient" or coming.score == "saliency":
            for held in layers:
                held.gradient = _gradient(held).clone()

    def _forget(self, held: Held, grown: Tensor) -> None:
        """Grown weights begin without a past."""
        state: dict[str, Any] = self.optimizer.state.get(held.parameter, {})
        for value in state.values():
            if isinstance(value, Tensor) and value.shape == grown.shape:
                value.masked_fill_(grown, 0)


def _some(names: list[str]) -> str:
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")


def _gradient(held: Held) -> Tensor:
    assert held.parameter.grad is not None
    return held.parameter.grad
