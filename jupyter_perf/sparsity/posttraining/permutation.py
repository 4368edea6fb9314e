"""Channels in another order, so that a pattern keeps more, and the model computes the same."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

from ...errors import UsageError
from ..pattern import NM, Pattern
from . import Batch, swapping
from .following import Chain, chains
from .pruning import quiet

if TYPE_CHECKING:
    from torch import Tensor, nn
    from torch.optim import Optimizer


ROUNDING = 1e-2
"""Of the largest output: more than this is no rounding, not even in bfloat16."""


@dataclasses.dataclass(frozen=True)
class Reordered:
    """The channels between one layer and those that it feeds."""

    producer: str
    """Name of the module whose outputs were reordered."""
    consumers: tuple[str, ...]
    """Names of the modules whose inputs were."""
    kept_before: float
    """The sum of |w| that the pattern keeps of the consumers, over the sum of all."""
    kept_after: float


@dataclasses.dataclass(frozen=True)
class Permuted:
    """What could be reordered in a model, and what couldn't."""

    reordered: tuple[Reordered, ...]
    refused: tuple[tuple[str, str], ...]
    """(name of the producer, why)."""

    @property
    def notes(self) -> list[str]:
        """What the user should know of it."""
        return [
            *(
                f"channels of {each.producer} were reordered: of the magnitude of what they feed"
                f" {each.kept_after:.1%} is kept, not {each.kept_before:.1%}"
                for each in self.reordered
            ),
            *(f"channels of {name} stay in their order: {why}" for name, why in self.refused),
        ]


def permuted(
    model: nn.Module, batch: Batch, pattern: Pattern, optimizers: Iterable[Optimizer] = ()
) -> Permuted:
    """Reorder channels of `model` in place, so that N:M keeps more of what they feed.

    Where a linear layer or convolution feeds others through elementwise operations alone, its rows
    (and biases, and what norms in between have per channel) and their input channels are put in
    the order that `swapping.order` finds. The model's function stays as it was, up to the rounding
    of sums in another order, which is looked at with `batch`, one call of it; what changed more is
    put back and refused. Gradients, and what `optimizers` know of the weights, are reordered with
    them; masks and copies elsewhere aren't: choose masks afterwards.

    Raises UsageError for a pattern without groups, and for a model that can't be traced.

    Source: Pool & Yu, Channel Permutations for N:M Sparsity, NeurIPS 2021; NVIDIA/apex, ASP's
    `allow_permutation`.
    """
    if not isinstance(pattern, NM):
        raise UsageError(f"{pattern} has no groups of inputs: there is no order to choose")
    done: list[Reordered] = []
    refused: list[tuple[str, str]] = []
    expected, optimizers = _outputs(model, batch), tuple(optimizers)
    for chain in chains(model):
        why = chain.refused or _unfit(chain, pattern)
        order = None if why else _order(chain, pattern)
        if order is not None:
            before = _kept(chain, pattern)
            _reorder(chain, order, optimizers)
            if _same(_outputs(model, batch), expected):
                names = tuple(name for name, _ in chain.consumers)
                done.append(Reordered(chain.producer[0], names, before, _kept(chain, pattern)))
            else:
                _reorder(chain, np.argsort(order), optimizers)
                why = "the model didn't compute the same with another order"
        if why:
            refused.append((chain.producer[0], why))
    return Permuted(tuple(done), tuple(refused))


def _unfit(chain: Chain, pattern: NM) -> str:
    channels = chain.producer[1].weight.shape[0]
    if channels % pattern.m:
        return f"its {channels} outputs can't be divided into groups of {pattern.m}"
    wrong = [name for name, module in chain.consumers if module.weight.shape[1] != channels]
    return f"{', '.join(wrong)} takes other inputs than its outputs" if wrong else ""


def _order(chain: Chain, pattern: NM) -> np.ndarray[Any, Any] | None:
    """None where no order is better than the one there is."""
    matrix = np.concatenate([_matrix(module) for _, module in chain.consumers])
    order = swapping.order(matrix, pattern)
    better = swapping.kept(matrix[:, order], pattern) > swapping.kept(matrix, pattern)
    return order if better else None


def _kept(chain: Chain, pattern: NM) -> float:
    matrix = np.concatenate([_matrix(module) for _, module in chain.consumers])
    return swapping.kept(matrix, pattern) / max(float(np.abs(matrix).sum()), 1e-300)


def _reorder(chain: Chain, order: np.ndarray[Any, Any], optimizers: tuple[Optimizer, ...]) -> None:
    import torch

    index = torch.from_numpy(order)
    for _, module in (chain.producer, *chain.between):
        for tensor in _per_channel(module, len(order)):
            for each in _with(tensor, optimizers):
                each.copy_(each[index.to(each.device)])
    for _, module in chain.consumers:
        for each in _with(module.weight, optimizers):
            each.copy_(each[:, index.to(each.device)])


def _with(tensor: Tensor, optimizers: tuple[Optimizer, ...]) -> list[Tensor]:
    """The tensor, its gradient, and what optimizers have of each of its numbers."""
    known = [each.state[tensor].values() for each in optimizers if tensor in each.state]
    others = [tensor.grad, *(value for values in known for value in values)]
    alike = [each for each in others if getattr(each, "shape", None) == tensor.shape]
    return [each.detach() for each in (tensor, *alike) if each is not None]


def _outputs(model: nn.Module, batch: Batch) -> list[Any]:
    """The tensors that come out of one call, in evaluation; it leaves the model as it was."""
    from torch import Tensor
    from torch.utils._pytree import tree_flatten

    args, kwargs = batch
    with quiet(model):
        leaves, _ = tree_flatten(model(*args, **kwargs))
    return [each.detach().clone() for each in leaves if isinstance(each, Tensor)]


def _same(found: list[Any], expected: list[Any]) -> bool:
    """Up to what summing in another order rounds away. Without outputs nothing is known."""
    pairs = list(zip(found, expected, strict=True))
    return bool(pairs) and all(
        float((a - b).abs().max()) <= ROUNDING * float(b.abs().max())
        for a, b in pairs
        if b.is_floating_point() and b.numel()
    )


def _matrix(module: Any) -> np.ndarray[Any, Any]:
    """A consumer's weight as (rows, input channels)."""
    weight = module.weight.detach()
    rows = weight.movedim(1, -1).reshape(-1, weight.shape[1])
    return rows.to("cpu").double().numpy()  # type: ignore[no-any-return]


def _per_channel(module: nn.Module, channels: int) -> list[Tensor]:
    """What a producer or a norm has of each channel: weights, biases, running statistics."""
    own = [*module.parameters(recurse=False), *module.buffers(recurse=False)]
    return [each for each in own if each.dim() and each.shape[0] == channels]
