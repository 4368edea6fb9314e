"""A large batch in several small ones, and one step of the optimizer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ...core.dimensions import Dimensions, dimensions_in
from ...errors import UsageError
from ..making import Making
from . import METHODS, _options

STEPS = 4


@dataclass(frozen=True)
class Accumulate:
    """Adds up gradients over `accumulate.steps` microbatches (4 by default) before each step.

    The global batch stays the same; activations are those of one microbatch. The optimizer's step
    is shared by all of them, which is why a large `steps` can pay by itself where that step is slow
    (offloaded state, much communication).

    Cost: exact up to rounding for losses that are means over equally large microbatches. Not
    exact: BatchNorm normalizes by each microbatch; losses that are means over tokens weigh
    microbatches with more padding too much (transformers' Trainer corrects that for its own
    models); contrastive losses see the negatives of their microbatch alone; dropout and other
    random layers draw other numbers.

    When not: together with an optimizer in the backward pass.

    Source: Goyal et al. 2017 (arXiv 1706.02677), section 2.3, on what stays the same.
    """

    words = "add up gradients over several microbatches before each step"
    exact = True
    costs = (
        "none for mean losses over equal microbatches; BatchNorm sees microbatches, so there it "
        "isn't the same"
    )
    modelled = False

    def unfit(self, making: Making) -> str:
        if making.in_backward:
            return "the optimizer steps within the backward pass, and drops each gradient"
        return ""

    def apply(self, making: Making) -> Making:
        steps = _options.whole(making, "accumulate", "steps", STEPS)
        return making.replaced(accumulate=making.accumulate * steps)

    def code(self, making: Making) -> str:
        steps = _options.whole(making, "accumulate", "steps", STEPS)
        return (
            f"from {__name__} import microbatches\n"
            "optimizer.zero_grad()\n"
            f"for part in microbatches(batch, {steps}):\n"
            f"    (loss_of(model(part)) / {steps}).backward()\n"
            "optimizer.step()"
        )

    def settings(self, making: Making) -> Mapping[str, Mapping[str, Any]]:
        """With a batch size a device that is as many times smaller."""
        steps = _options.whole(making, "accumulate", "steps", STEPS)
        return {
            "transformers": {"gradient_accumulation_steps": steps},
            "accelerate": {"gradient_accumulation_steps": steps},
            "lightning": {"accumulate_grad_batches": steps},
        }


def microbatches(batch: Any, steps: int) -> Iterator[Any]:
    """`batch` (a tensor, tuple, list or dict, nested) in that many equal parts, by its first
    dimension; what has no such dimension is in each. Raises UsageError where it can't be split
    evenly."""
    import torch
    from torch.utils import _pytree

    dimensions: Dimensions = dimensions_in((batch,))
    size = dimensions.batch
    if not size or size % steps:
        raise UsageError(
            f"a batch of {size or 0} can't be split into {steps} equal microbatches: "
            "give a divisor of the batch size"
        )
    leaves, form = _pytree.tree_flatten(batch)
    part = size // steps

    def of(leaf: Any, at: int) -> Any:
        split = isinstance(leaf, torch.Tensor) and leaf.dim() > 0 and leaf.shape[0] == size
        return leaf[at * part : (at + 1) * part] if split else leaf

    for at in range(steps):
        yield _pytree.tree_unflatten([of(leaf, at) for leaf in leaves], form)


METHODS.add("accumulate", Accumulate())
