"""Cross entropy over parts of the positions, so that logits are never whole."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from ...errors import UsageError
from ..making import Making
from ..structure import blocks, shallow
from . import METHODS
from ._linears import candidates
from ._looking import calls
from ._options import whole
from ._wrapping import how_of, is_patched, wrap

NAME = "chunked-loss"
CHUNKS = 8
OUTPUTS_PER_INPUT = 2
"""A head with fewer makes logits that are hardly larger than what goes into it."""
_LOSSES = {"cross_entropy", "CrossEntropyLoss", "ForCausalLMLoss", "ForMaskedLMLoss"}
_LABELS = ("label", "target")


@dataclasses.dataclass(frozen=True)
class ChunkedLoss:
    """chunked-loss: cross entropy over parts of the positions, so that logits are never whole

    What it does: the head of a language model makes batch · sequence · vocabulary logits, and cross
    entropy as many logarithms and gradients again: at 128,000 words and 8 · 2,048 positions 8 GB
    each in single precision. Here each eighth of the positions has its logits made, its losses
    taken and its logits dropped, and the same again in the backward pass, where the gradients of
    the head are added up part by part.

    What it costs: the head's product once more (a third of the head's arithmetic). No accuracy:
    gradients are the same to rounding.

    When it pays: large vocabularies, and the more so the smaller the rest is, as with
    checkpoint-blocks, after which the logits are often the peak.

    Options: `chunks` (8), or `positions` to a part; `head`, the name of the layer, where it isn't
    the last linear one outside of the blocks with at least twice as many outputs as inputs.

    In training the head gives a tensor that is computed when it is needed. Reshaping, cutting,
    `.float()` and transposing leave it so, and `cross_entropy` (with weights, smoothing, ignored
    targets) is done in parts; anything else computes it as usual, which is right and saves nothing.
    A loss of your own class of `autograd.Function` must be given `logits.made()`. In evaluation the
    head is the plain one. Works where the model makes its loss from labels, as Transformers' do,
    and where the loss is outside. Names of parameters stay as they are; a head that shares the
    embeddings' weight still does.

    Source: Wijmans et al., Cut Your Losses in Large-Vocabulary Language Models, arXiv 2411.09009,
    for the idea; this is its plain form, in PyTorch's own operations.
    """

    words: str = "cross entropy in parts, so that logits are never whole"
    exact: bool = True
    costs: str = "none in accuracy; the head's product is done once more"
    modelled: bool = False

    def unfit(self, making: Making) -> str:
        if is_patched(making.model):
            return "its `forward` was replaced on the object: give the model as it was before that"
        if not making.option(NAME, "head", "") and _head(making) is None:
            return (
                "it has no linear head outside of its blocks with at least "
                f"{OUTPUTS_PER_INPUT} outputs for each input: logits are small"
            )
        return _other_loss(making)

    def apply(self, making: Making) -> Making:
        from ._held import ChunkedHead

        found = _head(making)
        if found is None:
            known = ", ".join(name for name, _ in _heads(making))
            raise UsageError(
                f"`{NAME}.head` is {making.option(NAME, 'head', '')!r}: "
                + (f"linear layers are {known}" if known else "there is no linear head")
            )
        chunks = whole(making, NAME, "chunks", CHUNKS)
        positions = None
        if making.option(NAME, "positions", None) is not None:
            positions = whole(making, NAME, "positions", 1)
        model = shallow(making.model)
        wrap(model.get_submodule(found) if found else model, ChunkedHead(chunks, positions))
        return making.replaced(model=model)

    def code(self, making: Making) -> str:
        chunks = whole(making, NAME, "chunks", CHUNKS)
        return f'model = frontier.apply("{NAME}", model, chunks={chunks})  # shares its weights'

    def settings(self, making: Making) -> Mapping[str, Mapping[str, Any]]:
        return {}


def _heads(making: Making) -> list[tuple[str, Any]]:
    """Plain linear layers outside of the repeated blocks."""
    import torch

    inside = tuple(f"{name}." for name, _ in blocks(making.model))
    return [
        (name, module)
        for name, module in candidates(making.model)
        if isinstance(module, torch.nn.Linear)
        and how_of(module) is None
        and not (inside and name.startswith(inside))
    ]


def _head(making: Making) -> str | None:
    """The name of the layer that makes the logits; None where there is none."""
    asked = making.option(NAME, "head", "")
    if asked:
        return next((name for name, _ in _heads(making) if name == asked), None)
    large = [
        name
        for name, module in _heads(making)
        if module.out_features >= OUTPUTS_PER_INPUT * module.in_features
    ]
    return large[-1] if large else None


def _other_loss(making: Making) -> str:
    """Why the loss isn't cross entropy, as far as code tells; empty where it is."""
    if making.loss is None and not making.args and not making.kwargs:
        return ""  # nothing but the model is known
    if making.loss is not None:
        return "" if calls(making.loss, _LOSSES) else "the loss given isn't cross entropy"
    if not calls(making.model, _LOSSES | {"loss_function"}):
        return "the loss isn't cross entropy: none is given, and the model has none of its own"
    labels = [name for name in making.kwargs if any(word in name.lower() for word in _LABELS)]
    if not labels and len(making.args) < 2:
        return "the model gets no labels, so its loss isn't cross entropy: pass `labels`, or a loss"
    return ""


METHODS.add(NAME, ChunkedLoss())
