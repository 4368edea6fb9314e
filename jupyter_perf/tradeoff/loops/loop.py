"""What a training loop is made of, as far as its parts tell."""

from __future__ import annotations

import dataclasses
from typing import Any

from ..making import Making

PRECISIONS = ("fp32", "bf16", "fp16")
OPTIMIZERS = "give it as `optimizer=`: a name such as 'adamw', or what makes one of parameters"


@dataclasses.dataclass(frozen=True)
class Loop:
    """A loop that somebody wrote, or set up a trainer for."""

    kind: str
    """`transformers`, `accelerate`, `lightning`, `step` (a function), `loader`."""
    making: Making
    """One step: `args` and `kwargs` are those of one microbatch of one device."""
    batch: int | None = None
    """Examples in one microbatch of one device."""
    devices: int = 1
    sharding: str = ""
    """`zero-1` to `zero-3` where state is split over the devices."""
    checkpointing: bool = False
    """Whether activations are recomputed; the making's model does it, if it can be told to."""
    clip: float | None = None
    """The norm that gradients are clipped to."""
    epoch_examples: int | None = None
    epochs: float | None = None
    notes: tuple[str, ...] = ()
    """What was taken for granted, in words."""

    @property
    def global_batch(self) -> int | None:
        """Examples to one step of the optimizer, of all devices."""
        return None if self.batch is None else self.batch * self.making.accumulate * self.devices


def plain(model: Any) -> Any:
    """Without what compiles or spreads it."""
    import torch

    model = getattr(model, "_orig_mod", model)
    spread = (torch.nn.DataParallel, torch.nn.parallel.DistributedDataParallel)
    return model.module if isinstance(model, spread) else model
