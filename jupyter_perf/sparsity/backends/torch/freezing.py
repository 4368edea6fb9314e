"""STEP's second phase: Adam's own step is done again over a variance that stays as it was."""

from __future__ import annotations

import dataclasses
from typing import Any

import torch
from torch import Tensor
from torch.optim import Adam, AdamW, Optimizer


def reason(optimizer: Optimizer) -> str:
    """Why this optimizer's variance can't be frozen; empty where it can."""
    kind = type(optimizer)
    if not isinstance(optimizer, Adam | AdamW) or not _own_step(kind):
        return f"{kind.__name__} has no variance that can be frozen (Adam and AdamW have)"
    if any(group.get("amsgrad") for group in optimizer.param_groups):
        return f"{kind.__name__} with amsgrad keeps another variance than the one to freeze"
    return ""


@dataclasses.dataclass
class _Frozen:
    """One parameter's."""

    variance: Tensor
    """As the optimizer has it: put back after each step."""
    root: Tensor
    """sqrt(v* + eps)."""
    before: Tensor
    """The weights before the step."""


class Freezing:
    """Of one Adam or AdamW.

    Each step, per parameter group, with v* = v_t0 / (1 - beta2^t0), eps inside the root:

        w <- w · (1 - lr · weight_decay)            (AdamW)
        w <- w - lr · m / (1 - beta1^t) / sqrt(v* + eps)

    Source: Lu et al., arXiv 2302.01172, algorithm 1.
    """

    def __init__(self, optimizer: Optimizer, floored: bool) -> None:
        self.optimizer = optimizer
        self.floored = floored
        self._frozen: dict[Tensor, _Frozen] = {}
        self._stepping: list[tuple[dict[str, Any], list[Tensor]]] = []

    def before(self) -> None:
        """What the optimizer is about to change: weights are dense, gradients are ready."""
        self._stepping = []
        for group in self.optimizer.param_groups:
            ready = [p for p in group["params"] if p.grad is not None and self._has_variance(p)]
            for parameter in ready:
                if parameter not in self._frozen:
                    self._freeze(parameter, group)
            if ready:
                copies = [self._frozen[each].before for each in ready]
                torch._foreach_copy_(copies, [each.detach() for each in ready])
                self._stepping.append((group, ready))

    def after(self) -> None:
        """Do the step again. A step that GradScaler skipped stays skipped."""
        found_inf = getattr(self.optimizer, "found_inf", None)
        stepping, self._stepping = self._stepping, []
        if found_inf is not None and bool(found_inf):
            return
        for group, parameters in stepping:
            self._redo(group, parameters)

    def state(self) -> dict[int, dict[str, Tensor]]:
        """By the place of a parameter in the optimizer."""
        frozen = [self._frozen.get(each) for each in self._parameters()]
        return {
            place: {"variance": each.variance.clone(), "root": each.root.clone()}
            for place, each in enumerate(frozen)
            if each is not None
        }

    def restore(self, state: dict[int, dict[str, Tensor]]) -> None:
        """What `state` gave."""
        parameters = self._parameters()
        for place, kept in state.items():
            like = parameters[place].detach()
            moved = {name: tensor.to(like.device) for name, tensor in kept.items()}
            self._frozen[parameters[place]] = _Frozen(before=torch.empty_like(like), **moved)

    def _parameters(self) -> list[Tensor]:
        return [each for group in self.optimizer.param_groups for each in group["params"]]

    def _has_variance(self, parameter: Tensor) -> bool:
        return "exp_avg_sq" in self.optimizer.state.get(parameter, {})

    def _freeze(self, parameter: Tensor, group: dict[str, Any]) -> None:
        state = self.optimizer.state[parameter]
        raw = state["exp_avg_sq"].clone()
        variance = raw / (1 - float(group["betas"][1]) ** float(state["step"]))
        if self.floored and parameter.dim() > 1:
            variance.clamp_(min=variance.mean().item())
        root = variance.add_(group["eps"]).sqrt_()
        self._frozen[parameter] = _Frozen(raw, root, torch.empty_like(parameter.detach()))

    def _redo(self, group: dict[str, Any], parameters: list[Tensor]) -> None:
        frozen = [self._frozen[each] for each in parameters]
        states = [self.optimizer.state[each] for each in parameters]
        weights = [each.detach() for each in parameters]
        lr, beta1 = float(group["lr"]), float(group["betas"][0])
        torch._foreach_copy_(weights, [each.before for each in frozen])
        if _decoupled(self.optimizer, group) and group["weight_decay"]:
            torch._foreach_mul_(weights, 1 - lr * group["weight_decay"])
        sizes = [-lr / (1 - beta1 ** float(state["step"])) for state in states]
        moments = [state["exp_avg"] for state in states]
        torch._foreach_addcdiv_(weights, moments, [each.root for each in frozen], sizes)
        kept = [each.variance for each in frozen]
        torch._foreach_copy_([state["exp_avg_sq"] for state in states], kept)


def _own_step(kind: type[Optimizer]) -> bool:
    """Whether it steps as torch's own Adam does."""
    return kind.step in (Adam.step, AdamW.step) or kind.__module__ == "torch.optim.adam"


def _decoupled(optimizer: Optimizer, group: dict[str, Any]) -> bool:
    return bool(group.get("decoupled_weight_decay", isinstance(optimizer, AdamW)))
