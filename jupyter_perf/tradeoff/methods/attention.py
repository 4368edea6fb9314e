"""Choose the kernels that attention may use."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any

from ...errors import UsageError
from ..making import Making
from . import METHODS
from ._looking import calls
from ._options import choices

NAME = "attention"
BACKENDS = {
    "flash": "FLASH_ATTENTION",
    "efficient": "EFFICIENT_ATTENTION",
    "cudnn": "CUDNN_ATTENTION",
    "math": "MATH",
}
FUSED = ("flash", "efficient", "cudnn")
_FUNCTION = "scaled_dot_product_attention"


@dataclasses.dataclass(frozen=True)
class Attention:
    """attention: only kernels that never make the matrix of scores

    What it does: `scaled_dot_product_attention` has several kernels. The fused ones (flash,
    memory-efficient, cuDNN's) work on tiles, and keep the output and one number a row for the
    backward pass; the plain one (`math`) makes and keeps batch · heads · sequence² scores. PyTorch
    takes a fused one where it can, and the plain one silently where it can't: because of a mask, of
    dropout on a processor, of double precision, of the size of heads. With this method only fused
    ones are allowed, and where none can run that is said instead.

    What it costs: nothing in accuracy; dropout draws other random numbers than in another kernel.

    When it pays: at long sequences, where it is fast too. Where the plain step uses a fused kernel
    already, both are the same, and this only makes sure of it.

    Options: `backends`, some of flash, efficient, cudnn and math, in the order of preference; with
    `math` you see what the fused ones save.

    Traces are made on a processor, whose only fused kernel is a flash one: kernels of other devices
    keep the same within a number a row. Code that multiplies queries and keys by itself isn't
    changed, and models that never call the function are refused: build them with it (in
    Transformers `attn_implementation="sdpa"`).

    Source: Dao et al., FlashAttention, arXiv 2205.14135; Rabe and Staats, Self-attention Does Not
    Need O(n²) Memory, arXiv 2112.05682; `torch.nn.attention.sdpa_kernel`.
    """

    words: str = "only kernels of attention that never make the matrix of scores"
    exact: bool = True
    costs: str = "none in accuracy; with dropout other random numbers are drawn"
    modelled: bool = False

    def unfit(self, making: Making) -> str:
        config = getattr(making.model, "config", None)
        chosen = getattr(config, "_attn_implementation", None)
        if chosen not in (None, "sdpa"):
            return f'it was built with attn_implementation="{chosen}": only "sdpa" has a choice'
        if chosen != "sdpa" and not calls(
            making.model, {_FUNCTION, "multi_head_attention_forward"}
        ):
            return f"its code never calls `{_FUNCTION}`, so there are no kernels to choose from"
        return ""

    def apply(self, making: Making) -> Making:
        names = choices(making, NAME, "backends", FUSED, BACKENDS)
        return making.replaced(around=(*making.around, Kernels(tuple(names))))

    def code(self, making: Making) -> str:
        names = choices(making, NAME, "backends", FUSED, BACKENDS)
        listed = ", ".join(f"SDPBackend.{BACKENDS[name]}" for name in names)
        return (
            "from torch.nn.attention import SDPBackend, sdpa_kernel\n"
            f"with sdpa_kernel([{listed}]):  # around the forward pass and the loss\n"
            "    loss = loss_of(model(batch))"
        )

    def settings(self, making: Making) -> Mapping[str, Mapping[str, Any]]:
        return {}


@dataclasses.dataclass(frozen=True)
class Kernels:
    """Makes the context that allows some kernels only."""

    names: Sequence[str]

    def __call__(self) -> AbstractContextManager[Any]:
        from torch.nn.attention import SDPBackend, sdpa_kernel

        known = [getattr(SDPBackend, BACKENDS[each], None) for each in self.names]
        found: list[Any] = [each for each in known if each is not None]
        if not found:
            raise UsageError(f"this PyTorch has none of the kernels {', '.join(self.names)}")
        context: AbstractContextManager[Any] = sdpa_kernel(found)
        return context


METHODS.add(NAME, Attention())
