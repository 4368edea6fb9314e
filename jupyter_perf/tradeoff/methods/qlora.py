"""Train thin matrices beside frozen ones of four bits."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from ..making import Making
from . import METHODS, _linears, _nf4
from ._options import switch, whole
from ._parameters import retargeted
from .lora import adapters, adapting_code, frozen_but, seed_of

NAME = "qlora"


@dataclasses.dataclass(frozen=True)
class Qlora:
    """qlora: train thin matrices beside frozen ones of four bits

    What it does: as lora, and the targeted matrices are kept as NF4: each weight is one of 16
    quantiles of a normal distribution (4 bits) times the largest weight of its block of 64 (32 bits
    a block, about 8 with `double=True`): 4.5 or 4.13 bits a weight instead of 16 or 32. The forward
    pass makes a layer's matrix of them, multiplies and drops it; the backward pass makes it again.

    What it costs: the base is rounded (about 10% of a weight's size, at most 15% of the block's
    largest), which the adapters partly make up for: the paper reports the accuracy of 16-bit
    fine-tuning. It isn't exact. Making matrices costs time twice in each step: here in PyTorch's
    own operations, slower than fused kernels, with 2 bytes a weight of one layer meanwhile.

    When it pays: where even the frozen weights don't fit. Otherwise lora is faster.

    Options: those of lora (`rank`, `alpha`, `dropout`, `targets`, `also`, `seed`), and `double`
    (False): the scales in eight bits too.

    Names: `weight` of a quantized layer becomes `weight_codes`, `weight_scales` (and
    `weight_outer`). `load_state_dict(plain, strict=False)` takes plain weights and rounds them, and
    `jupyter_perf.tradeoff.methods.lora.merged(model)` gives a plain model of the old names. The
    original stays in memory as long as you keep it: `del` it, or give the same name.

    Source: Dettmers et al., QLoRA: Efficient Finetuning of Quantized LLMs, arXiv 2305.14314,
    section 3.
    """

    words: str = "train thin matrices beside frozen ones of four bits"
    exact: bool = False
    costs: str = "rounds the frozen weights to 4 bits; a smaller space of updates"
    modelled: bool = False

    def unfit(self, making: Making) -> str:
        return _linears.unfit(making, NAME)

    def apply(self, making: Making) -> Making:
        from ._nf4_linear import quantize

        rank, how = adapters(making, NAME)
        double = switch(making, NAME, "double", False)
        seed = whole(making, NAME, "seed", 0, low=0)
        model = frozen_but(making, NAME)
        found = _linears.targets(making.replaced(model=model), NAME)
        pairs = _nf4.table(found[0][1].weight.device)
        for name, module in found:
            on = pairs.to(module.weight.device)
            quantize(module, how, rank, seed_of(seed, name), on, double=double)
        _linears.without_shortcuts(model)
        return retargeted(making, model)

    def code(self, making: Making) -> str:
        return adapting_code(making, NAME)

    def settings(self, making: Making) -> Mapping[str, Mapping[str, Any]]:
        return {}


METHODS.add(NAME, Qlora())
