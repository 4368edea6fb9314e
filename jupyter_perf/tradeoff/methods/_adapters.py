"""Products of two thin matrices beside a frozen one."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from ..structure import shallow
from ._linears import is_transposed, sizes
from ._wrapping import How, how_of, unwrap, wrap

if TYPE_CHECKING:
    import torch


class Adapted(How):
    """W·x + b + (alpha / rank)·B·A·x, where A (rank, inputs) and B (outputs, rank) are trained."""

    def __init__(self, rank: int, alpha: float, dropout: float = 0.0) -> None:
        self.scale = alpha / rank
        self.dropout = dropout

    def forward(self, module: Any, plain: Any, args: tuple[Any, ...], kwargs: Any) -> Any:
        out = plain(*args, **kwargs)
        value = args[0] if args else kwargs["input"]
        return out.add(self.beside(module, value), alpha=self.scale)

    def beside(self, module: Any, value: Any) -> Any:
        """B·A·x, in the type of x."""
        from torch.nn import functional

        dropped = functional.dropout(value, self.dropout, module.training)
        thin = functional.linear(dropped, module.lora_a.to(value.dtype))
        return functional.linear(thin, module.lora_b.to(value.dtype))


def add_matrices(module: Any, inputs: int, outputs: int, rank: int, like: Any, seed: int) -> None:
    """`lora_a`, uniform within 1/√inputs, and `lora_b`, zeros: at first nothing changes. They are
    in single precision at least: small updates get lost in half of it."""
    import torch

    dtype = like.dtype if like.dtype.itemsize >= 4 else torch.float32
    generator = torch.Generator().manual_seed(seed)
    bound = 1 / math.sqrt(inputs)
    with torch.no_grad():
        a = torch.empty(rank, inputs, dtype=dtype, device="cpu")
        a.uniform_(-bound, bound, generator=generator)
        a = a.to(like.device)
        b = torch.zeros(outputs, rank, dtype=dtype, device=like.device)
    module.register_parameter("lora_a", torch.nn.Parameter(a))
    module.register_parameter("lora_b", torch.nn.Parameter(b))


def adapt(module: Any, how: Adapted, rank: int, seed: int) -> None:
    """Put adapters beside a copy of a linear layer."""
    inputs, outputs = sizes(module)
    add_matrices(module, inputs, outputs, rank, module.weight, seed)
    wrap(module, how)


def merged(model: torch.nn.Module) -> torch.nn.Module:
    """A plain model again: W + (alpha / rank)·B·A in each adapted layer's place, everything else
    shared with `model`, which stays as it is. Names are those from before the adapters."""
    import torch

    from ._nf4_linear import Nf4Linear

    root = shallow(model)
    for module in root.modules():
        how = how_of(module)
        if isinstance(module, Nf4Linear):
            module.restore()
            continue
        if not isinstance(how, Adapted):
            continue
        with torch.no_grad():
            change = added(module, how).to(module.weight.dtype)
            whole = module.weight + (change.T if is_transposed(module) else change)
        unwrap(module)
        del module._parameters["lora_a"], module._parameters["lora_b"]
        module._parameters["weight"] = torch.nn.Parameter(whole)
    return root


def added(module: Any, how: Adapted) -> Any:
    """(alpha / rank)·B·A, as (outputs, inputs)."""
    return (module.lora_b @ module.lora_a) * how.scale
