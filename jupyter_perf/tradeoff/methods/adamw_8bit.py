"""AdamW whose two moments take a byte each.

`AdamW8bit` is a `torch.optim.Optimizer` for loops of one's own; its class is made when it is first
asked for, since making it imports torch.
"""

from __future__ import annotations

import importlib.util
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from ..making import Making
from . import METHODS, _eight_bits, _optimizing

if TYPE_CHECKING:
    import torch

SMALLEST = 4096
"""Numbers of a parameter whose state is worth it; smaller ones keep fp32, as in bitsandbytes."""
_MOMENTS = {"exp_avg": True, "exp_avg_sq": False}
"""Name → whether it can be negative."""
_OPTIONS = ("lr", "betas", "eps", "weight_decay")


@dataclass(frozen=True)
class EightBitAdamW:
    """Keeps AdamW's moments in 8 bits, with a scale for each 256 numbers.

    Each step takes a part of a parameter's moments to fp32, updates it as AdamW does, and rounds
    it again: dynamic tree quantization by blocks, which spends its 256 values on seven decades.
    About 2.03 bytes a parameter in place of 8. Parameters with less than 4096 numbers keep fp32.
    This step is plain PyTorch, so that it runs on every device; bitsandbytes and torchao have the
    same in fused kernels, and `code` names those where they are installed.

    Unlike theirs, a second moment that isn't zero is never rounded to zero: divided by nothing but
    eps, a first moment that outlives it would make a step of any length.

    Cost: not exact. The paper finds AdamW's results over language, vision and speech with the same
    settings; it keeps embeddings in 32 bits, which a model must ask for itself.

    When not: state isn't what takes the memory (LoRA, SGD, small models with large batches).

    Source: Dettmers et al. 2021, "8-bit Optimizers via Block-wise Quantization" (arXiv 2110.02861),
    section 2.
    """

    words = "AdamW with both moments in 8 bits"
    exact = False
    costs = (
        "moments are rounded to 8 bits: another optimizer, which its authors find as good as AdamW "
        "with the same settings (embeddings excepted)"
    )
    modelled = False

    def unfit(self, making: Making) -> str:
        if not _optimizing.is_adaptive(making.optimizer):
            name = _optimizing.kind_of(making.optimizer)
            return f"it takes the place of Adam and AdamW, and the optimizer is {name}"
        if not any(each.numel() >= SMALLEST for each in making.model.parameters()):
            return f"no parameter has {SMALLEST} numbers: smaller ones keep 32 bits"
        return ""

    def apply(self, making: Making) -> Making:
        options = _optimizing.options_of(making, "adamw-8bit", _OPTIONS)
        before = _optimizing.previous(making)
        return _optimizing.with_optimizer(making, _optimizing.Maker(_class, options, before))

    def code(self, making: Making) -> str:
        if importlib.util.find_spec("bitsandbytes"):
            module, name = "bitsandbytes.optim", "AdamW8bit"
        elif importlib.util.find_spec("torchao"):
            module, name = "torchao.optim", "AdamW8bit"
        else:
            module, name = __name__, "AdamW8bit"
        arguments = _optimizing.arguments(making, "adamw-8bit", _OPTIONS)
        return f"from {module} import {name}\noptimizer = {name}(model.parameters(){arguments})"

    def settings(self, making: Making) -> Mapping[str, Mapping[str, Any]]:
        """`adamw_8bit` needs bitsandbytes; with torchao alone it is `adamw_torch_8bit`."""
        torchao = importlib.util.find_spec("torchao") and not importlib.util.find_spec(
            "bitsandbytes"
        )
        return {"transformers": {"optim": "adamw_torch_8bit" if torchao else "adamw_8bit"}}


def __getattr__(name: str) -> Any:
    if name == "AdamW8bit":
        return _class()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


@cache
def _class() -> Any:
    import torch

    class AdamW8bit(torch.optim.Optimizer):
        """AdamW (decoupled weight decay) with block-wise 8-bit moments; arXiv 2110.02861."""

        def __init__(
            self,
            params: Iterable[Any],
            lr: float = 1e-3,
            betas: tuple[float, float] = (0.9, 0.999),
            eps: float = 1e-8,
            weight_decay: float = 1e-2,
        ) -> None:
            settings = {"lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay}
            super().__init__(params, settings)

        @torch.no_grad()
        def step(self, closure: Callable[[], Any] | None = None) -> Any:
            return _optimizing.step_of(self, closure, _update)

        def load_state_dict(self, state_dict: dict[str, Any]) -> None:
            super().load_state_dict(state_dict)
            # PyTorch gives all states the type of their parameter.
            _optimizing.restore_types(self, state_dict)

    AdamW8bit.__qualname__ = "AdamW8bit"
    return AdamW8bit


def _update(parameter: torch.Tensor, state: dict[str, Any], group: Mapping[str, Any]) -> None:
    """Adam's update with decoupled weight decay (arXiv 1711.05101, algorithm 2)."""
    gradient: Any = parameter.grad
    if gradient.is_sparse or gradient.is_complex():
        raise RuntimeError("AdamW8bit takes neither sparse nor complex gradients")
    if not state:
        _start(parameter, state)
    state["step"] += 1
    flat = parameter.view(-1) if parameter.is_contiguous() else parameter.reshape(-1)
    slopes = gradient.reshape(-1)
    for at in _parts(flat.numel()):
        moments = {name: _read(state, name, at) for name in _MOMENTS}
        _adam(flat[at], slopes[at].float(), moments, state["step"], group)
        for name, moment in moments.items():
            _write(state, name, at, moment)
    if not parameter.is_contiguous():
        parameter.copy_(flat.view(parameter.shape))


def _adam(
    numbers: torch.Tensor,
    slopes: torch.Tensor,
    moments: Mapping[str, torch.Tensor],
    step: int,
    group: Mapping[str, Any],
) -> None:
    first, second = group["betas"]
    moments["exp_avg"].lerp_(slopes, 1 - first)
    moments["exp_avg_sq"].mul_(second).addcmul_(slopes, slopes, value=1 - second)
    spread = moments["exp_avg_sq"].sqrt().div_(math.sqrt(1 - second**step)).add_(group["eps"])
    numbers.mul_(1 - group["lr"] * group["weight_decay"])
    change = (moments["exp_avg"] / spread).mul_(-group["lr"] / (1 - first**step))
    numbers.add_(change)


def _start(parameter: torch.Tensor, state: dict[str, Any]) -> None:
    import torch

    state["step"] = 0
    count, device = parameter.numel(), parameter.device
    for name, signed in _MOMENTS.items():
        if count < SMALLEST:
            state[name] = torch.zeros(count, dtype=torch.float32, device=device)
            continue
        zero = _eight_bits.ZERO[signed]
        state[name] = torch.full((count,), zero, dtype=torch.uint8, device=device)
        state[f"{name}_scales"] = torch.zeros(_eight_bits.blocks_in(count), device=device)


def _parts(count: int) -> Iterator[slice]:
    for start in range(0, count, _eight_bits.AT_ONCE):
        yield slice(start, min(start + _eight_bits.AT_ONCE, count))


def _scales(state: Mapping[str, Any], name: str, at: slice) -> Any:
    first, last = at.start // _eight_bits.BLOCK, _eight_bits.blocks_in(at.stop)
    return state[f"{name}_scales"][first:last]


def _read(state: Mapping[str, Any], name: str, at: slice) -> torch.Tensor:
    kept: torch.Tensor = state[name][at]
    if f"{name}_scales" not in state:
        return kept
    return _eight_bits.decode(kept, _scales(state, name, at), _MOMENTS[name])


def _write(state: Mapping[str, Any], name: str, at: slice, moment: torch.Tensor) -> None:
    """Moments that are in fp32 were changed in place."""
    if f"{name}_scales" in state:
        kept = state[name][at]
        _eight_bits.encode(moment, kept, _scales(state, name, at), _MOMENTS[name])


METHODS.add("adamw-8bit", EightBitAdamW())
