"""Train thin matrices beside frozen ones."""

from __future__ import annotations

import dataclasses
import zlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ...errors import UsageError
from ..making import Making
from . import METHODS, _linears
from ._options import names, number, whole
from ._parameters import frozen, retargeted

if TYPE_CHECKING:
    import torch

NAME = "lora"
RANK = 16
ALPHA_PER_RANK = 2.0


@dataclasses.dataclass(frozen=True)
class Lora:
    """lora: train thin matrices beside frozen ones

    What it does: all of the model is frozen, biases and norms too. Beside each matrix W of the
    targeted linear layers come A (rank × inputs) and B (outputs × rank), and the layer gives
    W·x + b + (alpha / rank)·B·A·x. Only A and B have gradients and optimizer state, so of 16 bytes
    for each weight with AdamW, 4 stay. Activations stay about as they are: gradients still go
    through every block, though what only W's own gradient needs isn't kept.

    What it costs: another, smaller space of updates: often as good as full fine-tuning on
    a narrow task, behind it where much is new (arXiv 2405.09673). It isn't exact. Two thin products
    more for each layer, none for W's gradient.

    When it pays: where gradients and optimizer state fill the memory, as with large models and
    small batches. Where activations do, add checkpoint-blocks.

    Options: `rank` (16), `alpha` (twice the rank), `dropout` (0) before A, `targets` (names or
    patterns of layers, such as `q_proj,v_proj` or `all`; by default all linear layers of the
    repeated blocks), `also` (names or patterns of parameters to train in full, such as
    `classifier.*`), `seed` (0) of A; B starts as zeros.

    Names of the model's own parameters stay as they are, with `lora_a` and `lora_b` beside them:
    `load_state_dict(plain, strict=False)` loads what was saved without adapters. Shared weights
    stay shared. `jupyter_perf.tradeoff.methods.lora.merged(model)` gives a plain model of the old
    names, W + (alpha / rank)·B·A in W's place.

    Source: Hu et al., LoRA: Low-Rank Adaptation of Large Language Models, arXiv 2106.09685,
    section 4.1.
    """

    words: str = "train thin matrices beside frozen ones"
    exact: bool = False
    costs: str = "trains another, smaller space of updates: compare the accuracy"
    modelled: bool = False

    def unfit(self, making: Making) -> str:
        return _linears.unfit(making, NAME)

    def apply(self, making: Making) -> Making:
        from ._adapters import Adapted, adapt

        rank, how = adapters(making, NAME)
        seed = whole(making, NAME, "seed", 0, low=0)
        model = frozen_but(making, NAME)
        for name, module in _linears.targets(making.replaced(model=model), NAME):
            assert isinstance(how, Adapted)
            adapt(module, how, rank, seed_of(seed, name))
        _linears.without_shortcuts(model)
        return retargeted(making, model)

    def code(self, making: Making) -> str:
        return adapting_code(making, NAME)

    def settings(self, making: Making) -> Mapping[str, Mapping[str, Any]]:
        return {}


def merged(model: torch.nn.Module) -> torch.nn.Module:
    """A plain model of the old names, with the adapters in its matrices; shares all else with
    `model`, which stays as it is. For `qlora` too: its matrices come back in full precision."""
    from ._adapters import merged as of

    return of(model)


def adapters(making: Making, method: str) -> tuple[int, Any]:
    """Rank, and what adapted layers do. Raises UsageError for what makes no sense."""
    from ._adapters import Adapted

    rank = whole(making, method, "rank", RANK)
    alpha = number(making, method, "alpha", ALPHA_PER_RANK * rank, 0.0, 1e6)
    return rank, Adapted(rank, alpha, number(making, method, "dropout", 0.0, 0.0, 0.99))


def frozen_but(making: Making, method: str) -> Any:
    """The model with nothing to train but what the option `also` names."""
    also = names(making, method, "also")
    known = [name for name, _ in making.model.named_parameters(remove_duplicate=False)]
    for each in also:
        if not any(_named(name, [each]) for name in known):
            raise UsageError(f"`{method}.also`: no parameter is named like {each!r}")
    return frozen(making.model, lambda name, _: not _named(name, also))


def _named(parameter: str, patterns: list[str]) -> bool:
    """By its own name, or its module's."""
    module = parameter.rpartition(".")[0]
    return _linears.matches(parameter, patterns) or _linears.matches(module, patterns)


def seed_of(seed: int, name: str) -> int:
    """Another one for each layer, the same each time."""
    return zlib.crc32(f"{seed}:{name}".encode())


def adapting_code(making: Making, method: str) -> str:
    """What to write: the model, its optimizer, and the way back."""
    prefix = f"{method}."
    chosen = {k.removeprefix(prefix): v for k, v in making.options.items() if k.startswith(prefix)}
    given = {"rank": RANK, **chosen}
    options = "".join(f", {name}={value!r}" for name, value in given.items())
    return (
        f'model = frontier.apply("{method}", model{options})\n'
        "trained = [each for each in model.parameters() if each.requires_grad]  # optimize these\n"
        "from jupyter_perf.tradeoff.methods.lora import merged\n"
        "plain = merged(model)  # once it is trained: the old names, without adapters"
    )


METHODS.add(NAME, Lora())
