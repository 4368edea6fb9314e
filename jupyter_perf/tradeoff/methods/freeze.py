"""Train only the last blocks, and what comes after them."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from ..making import Making
from ..structure import blocks
from . import METHODS
from ._options import number, whole
from ._parameters import frozen, retargeted, trained
from ._wrapping import is_patched

NAME = "freeze"
SHARE = 0.5


@dataclasses.dataclass(frozen=True)
class Freeze:
    """freeze: train only the last blocks, and what comes after them

    What it does: the embeddings (or the first layers) and the first blocks get no gradients. They
    keep no activations either, since the backward pass ends before them; nor gradients or optimizer
    state. With half of the blocks frozen, about half of all but the weights goes, and a third of
    the arithmetic.

    What it costs: what is frozen doesn't learn. Often little is lost on data like that of the
    pretraining, and much on other data. It isn't exact. Batch norms in frozen blocks still average
    what they see in training mode: call `eval()` on them to keep them too.

    When it pays: fine-tuning from good first layers; where it is good enough, it is the only
    method that saves both memory and time.

    Options: `last`, how many blocks still train, or `share`, how much of the blocks is frozen
    (0.5). Where nothing repeats, layers with parameters count instead of blocks.

    Frozen is what the model has in its blocks, and before them in the order in which it was built.
    A weight that the head shares with the embeddings is frozen with those. Names of parameters
    stay as they are, and so do the flags of the model given.

    Source: Lee et al., What Would Elsa Do? Freezing Layers During Transformer Fine-Tuning,
    arXiv 1911.03090.
    """

    words: str = "train only the last blocks"
    exact: bool = False
    costs: str = "the first blocks don't learn: compare the accuracy"
    modelled: bool = False

    def unfit(self, making: Making) -> str:
        if not trained(making.model):
            return "no parameter gets a gradient: nothing is left to freeze"
        if is_patched(making.model):
            return "its `forward` was replaced on the object: give the model as it was before that"
        if len(_units(making.model)) < 2:
            return "it has one layer with parameters: there is no first part to freeze"
        names = _frozen_names(making)
        if not any(
            each.requires_grad and name not in names
            for name, each in making.model.named_parameters()
        ):
            return "nothing would be left to train: everything lies before the blocks that train"
        return ""

    def apply(self, making: Making) -> Making:
        names = _frozen_names(making)
        return retargeted(making, frozen(making.model, lambda name, _: name in names))

    def code(self, making: Making) -> str:
        names = sorted(_frozen_names(making))
        first, last = _units(making.model)[0], _units(making.model)[_count(making) - 1]
        return (
            f"# freezes {len(names)} parameters: `{first}` to `{last}`, and what is before\n"
            f'model = frontier.apply("{NAME}", model{_given(making)})\n'
            "trained = [each for each in model.parameters() if each.requires_grad]"
        )

    def settings(self, making: Making) -> Mapping[str, Mapping[str, Any]]:
        return {}


def _given(making: Making) -> str:
    prefix = f"{NAME}."
    return "".join(
        f", {key.removeprefix(prefix)}={value!r}"
        for key, value in making.options.items()
        if key.startswith(prefix)
    )


def _units(model: Any) -> list[str]:
    """Names of the blocks, or of the layers with parameters."""
    found = [name for name, _ in blocks(model)]
    if len(found) >= 2:
        return found
    return [
        name
        for name, module in model.named_modules()
        if any(True for _ in module.parameters(recurse=False))
    ]


def _count(making: Making) -> int:
    """How many of the units are frozen; at least one."""
    count = len(_units(making.model))
    if making.option(NAME, "last", None) is not None:
        return max(1, count - whole(making, NAME, "last", 1, low=0))
    share = number(making, NAME, "share", SHARE, 0.0, 1.0)
    return max(1, min(count, round(share * count)))


def _frozen_names(making: Making) -> set[str]:
    """Of parameters, each by its first name, as `named_parameters` has them."""
    units = _units(making.model)
    count = _count(making)
    first, rest = units[:count], tuple(f"{each}." for each in units[count:])
    names = [name for name, _ in making.model.named_parameters()]
    begins = [at for at, name in enumerate(names) if name.startswith(f"{first[0]}.")]
    before = set(names[: begins[0]]) if begins else set()
    own = {name for name in names if name.startswith(tuple(f"{each}." for each in first))}
    return {name for name in before | own if not name.startswith(rest)} if rest else before | own


METHODS.add(NAME, Freeze())
