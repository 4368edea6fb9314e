"""Recompute what is cheap in each block, and keep what is dear, within a budget of memory."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Mapping
from typing import Any

from ..making import Making
from ..structure import blocks, shallow
from . import METHODS, _checkpointing, _selecting
from ._options import number
from ._wrapping import wrap

NAME = "checkpoint-selective"
BUDGET = 0.3
"""By default: about what the products of matrices in a transformer's block make."""


class Selective(_checkpointing.Checkpointed):
    """The first pass looks at the block's operations and keeps none; from the second on, those of
    the plan are kept."""

    def __init__(self, name: str, budget: float) -> None:
        super().__init__(name)
        self.budget = budget
        self.kept: frozenset[_selecting.Key] | None = None

    def forward(self, module: Any, plain: Any, args: tuple[Any, ...], kwargs: Any) -> Any:
        import torch

        if not torch.is_grad_enabled():
            return plain(*args, **kwargs)
        name = self.name
        if self.kept is not None:
            return _checkpointing.recomputed(plain, [module], args, kwargs, name, self._contexts)
        seen: list[_selecting.Seen] = []
        watch = _selecting.recorder(seen)
        with watch:
            out = _checkpointing.recomputed(plain, [module], args, kwargs, name)
        self.kept = _selecting.plan(seen, self.budget)
        return out

    def _contexts(self) -> tuple[Any, Any]:
        from torch.utils.checkpoint import CheckpointPolicy, create_selective_checkpoint_contexts

        kept = self.kept or frozenset()
        counts: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}

        def policy(context: Any, func: Any, *_args: Any, **_kwargs: Any) -> Any:
            passed = counts[bool(context.is_recompute)]
            key = (func.name(), passed[func.name()])
            passed[func.name()] += 1
            keep = CheckpointPolicy.MUST_SAVE
            return keep if key in kept else CheckpointPolicy.PREFER_RECOMPUTE

        made: tuple[Any, Any] = create_selective_checkpoint_contexts(policy)
        return made


@dataclasses.dataclass(frozen=True)
class CheckpointSelective:
    """checkpoint-selective: recompute what is cheap, keep what is dear, within a budget

    What it does: like checkpoint-blocks, but of each block some results are kept: those that take
    most arithmetic for their size (products of matrices, convolutions, attention), as many as fit
    into `budget` of all bytes that the block's operations make. The backward pass does only the
    rest again (activation functions, norms, dropout, sums), which is cheap.

    What it costs: part of a forward pass; less than checkpoint-blocks, for more memory. No
    accuracy: random numbers are drawn again as they were, and gradients are the same to rounding.

    When it pays: where checkpoint-blocks frees more than is needed. Many small operations in
    Python may cost more than what isn't recomputed saves: measured times say so.

    Options: `budget`, from 0 (all is recomputed) to 1 (all that can be is kept), 0.3 by default;
    `blocks`, as of checkpoint-blocks.

    The first step looks, and keeps nothing. What draws random numbers, and what is written over,
    is never kept. Names of parameters stay as they are.

    Source: Korthikanti et al., Reducing Activation Recomputation in Large Transformer Models,
    arXiv 2205.05198, section 5; `torch.utils.checkpoint.create_selective_checkpoint_contexts`.
    """

    words: str = "recompute what is cheap in each block, keep what is dear"
    exact: bool = True
    costs: str = "none in accuracy; part of one more forward pass of the blocks"
    modelled: bool = False

    def unfit(self, making: Making) -> str:
        try:
            from torch.utils.checkpoint import SAC_IGNORED_OPS  # noqa: F401
        except ImportError:
            return "this PyTorch has no selective checkpointing: it came with 2.4"
        return _checkpointing.unfit(making, blocks(making.model))

    def apply(self, making: Making) -> Making:
        budget = number(making, NAME, "budget", BUDGET, 0.0, 1.0)
        names = [name for name, _ in _checkpointing.chosen(making, NAME)]
        model = shallow(making.model)
        for name in names:
            wrap(model.get_submodule(name), Selective(name, budget))
        return making.replaced(model=model)

    def code(self, making: Making) -> str:
        budget = number(making, NAME, "budget", BUDGET, 0.0, 1.0)
        return f'model = frontier.apply("{NAME}", model, budget={budget:g})  # shares its weights'

    def settings(self, making: Making) -> Mapping[str, Mapping[str, Any]]:
        return {}


METHODS.add(NAME, CheckpointSelective())
