"""ZeRO: optimizer state, gradients and weights in parts over several devices. Modelled only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..making import Making
from ..structure import blocks
from . import METHODS, _options

DEGREE = 8
"""Devices, where nobody says how many."""
_SPLIT = {
    1: ("optimizer",),
    2: ("optimizer", "gradients"),
    3: ("optimizer", "gradients", "weights"),
}
"""Kinds of memory (`trace.KINDS`) of which each device keeps a part, by stage."""


@dataclass(frozen=True)
class Zero:
    """Splits what every device of data parallel training keeps a copy of.

    With N devices (`zero-1.degree`, 8 by default) each keeps 1/N of the optimizer's state
    (stage 1), of gradients too (stage 2), of weights too (stage 3, as FSDP's full sharding).
    Activations and the batch of each device stay what they are. In the paper's terms, with Ψ
    parameters and K bytes of optimizer state for each, here for any types: weights + gradients +
    KΨ/N; weights + (gradients + KΨ)/N; (weights + gradients + KΨ)/N.

    Modelled only: it takes several devices, and none of this was run or traced here. The formulas
    leave out buffers of the communication; at stage 3 the weights of a block are put together while
    it computes, which is added (`gathered_bytes`).

    Cost: exact up to the order of sums. Each step sends 2Ψ elements a device as plain data
    parallel training does (stages 1, 2), or 3Ψ (stage 3): slow links bound it.

    When not: one device; models whose state is small next to their activations.

    Source: Rajbhandari et al. 2020, "ZeRO" (arXiv 1910.02054), section 5 for memory, section 7 for
    communication.
    """

    stage: int

    exact = True
    modelled = True

    @property
    def words(self) -> str:
        return f"split {_listed(_SPLIT[self.stage])} over several devices"

    @property
    def costs(self) -> str:
        extra = "half as much more is sent than" if self.stage == 3 else "as much is sent as"
        return f"none in accuracy; it takes several devices, and {extra} in data parallel training"

    @property
    def name(self) -> str:
        return f"zero-{self.stage}"

    def degree(self, making: Making) -> int:
        """Devices: the option `degree`. Raises UsageError for less than 1."""
        return _options.whole(making, self.name, "degree", DEGREE)

    def unfit(self, making: Making) -> str:
        if self.degree(making) == 1:
            return "with one device there is nothing to split"
        if making.in_backward:
            return "gradients go within the backward pass, before devices could share them"
        return ""

    def apply(self, making: Making) -> Making:
        """The step as it is: nothing here is traced."""
        return making

    def memory_factors(self, making: Making) -> Mapping[str, float]:
        """Of each kind of memory, what part of it a device keeps; kinds that aren't named stay
        whole. Multiply a trace's breakdown by these and add `gathered_bytes`."""
        return dict.fromkeys(_SPLIT[self.stage], 1 / self.degree(making))

    def gathered_bytes(self, making: Making) -> int:
        """Weights that are whole for as long as they are used: of the largest block (of the whole
        model where nothing repeats), and the next one, which comes early. 0 before stage 3."""
        if self.stage < 3:
            return 0
        largest = max((_bytes(block) for _, block in blocks(making.model)), default=0)
        return 2 * largest if largest else _bytes(making.model)

    def sent_bytes(self, making: Making) -> float:
        """By each device in a step, whatever its batch: over the link's bandwidth, that is its time
        where nothing overlaps. The paper's section 7: 2Ψ elements as plain data parallel training
        (gradients scattered; updated weights, or summed gradients, gathered), 3Ψ at stage 3."""
        degree = self.degree(making)
        trained = sum(p.nbytes for p in making.model.parameters() if p.requires_grad)
        weights = _bytes(making.model)
        # Stage 3 gathers weights for the forward and for the backward pass, trained or not.
        volume = 2 * weights + trained if self.stage == 3 else 2 * trained
        return volume * (degree - 1) / degree

    def code(self, making: Making) -> str:
        if self.stage == 1:
            return (
                "from torch.distributed.optim import ZeroRedundancyOptimizer\n"
                "model = torch.nn.parallel.DistributedDataParallel(model)\n"
                "optimizer = ZeroRedundancyOptimizer(\n"
                "    model.parameters(), optimizer_class=torch.optim.AdamW, lr=lr)"
            )
        after = ", reshard_after_forward=False" if self.stage == 2 else ""
        return (
            "from torch.distributed.fsdp import fully_shard\n"
            "for block in blocks:  # each repeated layer\n"
            f"    fully_shard(block{after})\n"
            f"fully_shard(model{after})\n"
            "optimizer = torch.optim.AdamW(model.parameters(), lr=lr)  # after it"
        )

    def settings(self, making: Making) -> Mapping[str, Mapping[str, Any]]:
        config = {
            "train_micro_batch_size_per_gpu": "auto",
            "gradient_accumulation_steps": "auto",
            "zero_optimization": {"stage": self.stage},
        }
        return {
            "transformers": {"deepspeed": config},
            "accelerate": {"deepspeed_plugin": {"zero_stage": self.stage}},
            "lightning": {
                "strategy": f"deepspeed_stage_{self.stage}",
                "devices": self.degree(making),
            },
        }


def _bytes(module: Any) -> int:
    return sum(each.nbytes for each in module.parameters())


def _listed(kinds: tuple[str, ...]) -> str:
    words = ["optimizer state" if kind == "optimizer" else kind for kind in kinds]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


for _stage in _SPLIT:
    METHODS.add(f"zero-{_stage}", Zero(_stage))
