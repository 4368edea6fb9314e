"""Mixed precision: products in float16, weights in fp32, the loss scaled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..making import Making
from . import METHODS, _own
from .bf16 import unfit


@dataclass(frozen=True)
class Fp16:
    """Runs the forward pass and the loss under `torch.autocast` in float16.

    As `bf16`, for devices that have no bfloat16 (NVIDIA's before Ampere: T4, V100, RTX 20xx). Small
    gradients would be zero in float16, so that a `torch.amp.GradScaler` multiplies the loss,
    divides the gradients before the optimizer's step, and leaves out steps in which they overflow.
    What the scaler itself takes, a few bytes and a pass over the gradients, isn't counted.

    Cost: not exact. Products have 11 significant bits and a narrow range; some steps are left out,
    more of them where a model was made for the range of bfloat16.

    When not: where there is bfloat16; with an optimizer in the backward pass, which would see
    scaled gradients.

    Source: Micikevicius et al. 2018 (arXiv 1710.03740), sections 3.1 and 3.2.
    """

    words = "compute products in float16 (autocast), scale the loss, keep weights in fp32"
    exact = False
    costs = "products are rounded to 11 bits in a narrow range; steps that overflow are left out"
    modelled = False

    def unfit(self, making: Making) -> str:
        return unfit(making)

    def apply(self, making: Making) -> Making:
        return making.replaced(precision="fp16")

    def code(self, making: Making) -> str:
        device = _own.device_type_said(making)
        return (
            f"scaler = torch.amp.GradScaler({device})  # once, before the loop\n"
            f"with torch.autocast({device}, dtype=torch.float16):\n"
            "    loss = loss_of(model(batch))\n"
            "scaler.scale(loss).backward()  # outside of it\n"
            "scaler.step(optimizer)  # for optimizer.step()\n"
            "scaler.update()"
        )

    def settings(self, making: Making) -> Mapping[str, Mapping[str, Any]]:
        return {
            "transformers": {"fp16": True},
            "accelerate": {"mixed_precision": "fp16"},
            "lightning": {"precision": "16-mixed"},
        }


METHODS.add("fp16", Fp16())
