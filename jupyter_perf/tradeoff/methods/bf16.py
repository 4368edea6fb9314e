"""Mixed precision: products in bfloat16, weights in fp32."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..making import Making
from . import METHODS, _own

_HALVES = ("bf16", "fp16")


@dataclass(frozen=True)
class Bf16:
    """Runs the forward pass and the loss under `torch.autocast` in bfloat16.

    Matrix products and convolutions compute and give bfloat16, what needs the range or the digits
    (norms, softmax, losses) stays in fp32, as PyTorch's lists say. Weights, gradients and optimizer
    state stay fp32, and a copy of each weight in bfloat16 lives through the forward pass (and, for
    the backward pass of products, beyond it): activations shrink to about half, small batches may
    need more memory than before. No `GradScaler`: bfloat16 has the range of fp32.

    Cost: not exact. Products have 8 significant bits; published results with bfloat16 match those
    with fp32 without other settings.

    When not: devices without bfloat16 units (V100, T4: there it is emulated and slow; `fp16` is for
    these).

    Source: Micikevicius et al. 2018 (arXiv 1710.03740), section 3.1; Kalamkar et al. 2019
    (arXiv 1905.12322) for bfloat16.
    """

    words = "compute products in bfloat16 (autocast), keep weights in fp32"
    exact = False
    costs = "products are rounded to 8 bits; published results match those of fp32"
    modelled = False

    def unfit(self, making: Making) -> str:
        return unfit(making)

    def apply(self, making: Making) -> Making:
        return making.replaced(precision="bf16")

    def code(self, making: Making) -> str:
        return (
            f"with torch.autocast({_own.device_type_said(making)}, dtype=torch.bfloat16):\n"
            "    loss = loss_of(model(batch))\n"
            "loss.backward()  # outside of it"
        )

    def settings(self, making: Making) -> Mapping[str, Mapping[str, Any]]:
        return {
            "transformers": {"bf16": True},
            "accelerate": {"mixed_precision": "bf16"},
            "lightning": {"precision": "bf16-mixed"},
        }


def unfit(making: Making) -> str:
    """Why half precision by autocast makes no sense."""
    if making.precision in _HALVES:
        return f"the step is in {making.precision} already"
    if not any(each.dtype.itemsize > 2 for each in _floating(making)):
        return "its weights are in half precision already"
    return ""


def _floating(making: Making) -> list[Any]:
    return [each for each in making.model.parameters() if each.is_floating_point()]


METHODS.add("bf16", Bf16())
