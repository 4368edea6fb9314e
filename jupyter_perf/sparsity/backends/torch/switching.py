"""AutoSwitch over an optimizer's variance: when a recipe's first phase ends."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor
from torch.optim import Optimizer

from ...recipes import Recipe, Switching
from .freezing import reason


class Switch:
    """Watches one optimizer until its recipe's second phase begins."""

    def __init__(self, optimizer: Optimizer, recipe: Switching, steps: int | None) -> None:
        self.optimizer = optimizer
        self.recipe = recipe
        self.steps = steps
        self.earliest, self.latest = recipe.window(steps)
        self.said = ""
        self.fired_at: int | None = None
        self._before: dict[Tensor, Tensor] = {}
        beta2 = next((float(g["betas"][1]) for g in optimizer.param_groups if "betas" in g), 0.999)
        self.watch = None if reason(optimizer) else recipe.watch(beta2)

    def fires(self, step: int) -> bool:
        """Whether the second phase begins before this step. Asked after each one."""
        if self.said:
            return False
        fired = False
        if self.watch is not None:
            change = self._change()
            fired = change is not None and self.watch.seen(change) and step >= self.earliest
        if fired or step >= self.latest:
            self.said = self.recipe.why(step, self.steps, fired)
            self.fired_at = step if fired else None
            self._before = {}
        return fired

    def switched(self, step: int) -> Recipe:
        return self.recipe.switched(step)

    def state(self) -> dict[str, Any]:
        """With `restore`, a resumed run switches where the whole one would have."""
        seen = self.watch.state() if self.watch is not None else []
        return {"said": self.said, "fired_at": self.fired_at, "changes": seen}

    def restore(self, state: dict[str, Any]) -> None:
        """What `state` gave. The variance before the next step is the optimizer's own."""
        self.said, self.fired_at = state["said"], state["fired_at"]
        if self.watch is not None and not self.said:
            self.watch.restore(state["changes"])
            self._before = {p: v.clone() for p, v in self._variances().items()}

    def _variances(self) -> dict[Tensor, Tensor]:
        return {p: s["exp_avg_sq"] for p, s in self.optimizer.state.items() if "exp_avg_sq" in s}

    def _change(self) -> float | None:
        """Z_t = ||v_t - v_(t-1)||_1 / d, of all that the optimizer has a variance of."""
        now = self._variances()
        if not now:
            return None
        known = [each for each in now if each in self._before]
        change = 0.0
        if known:
            old = [self._before[each] for each in known]
            torch._foreach_sub_(old, [now[each] for each in known])
            change = float(sum(each.cpu() for each in torch._foreach_norm(old, 1)))
            torch._foreach_copy_(old, [now[each] for each in known])
        for parameter in now.keys() - self._before.keys():
            change += float(now[parameter].abs().sum())
            self._before[parameter] = now[parameter].clone()
        return change / int(sum(each.numel() for each in now.values()))
