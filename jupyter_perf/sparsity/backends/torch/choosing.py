"""Which layers of a model are sparsified, and why the others aren't."""

from __future__ import annotations

import dataclasses
import fnmatch
from collections.abc import Iterator

from torch import nn

from ...pattern import Pattern
from ...training import Asked, Skipped
from .layout import Layout, kind_of, layout_of

NORMS = ("Norm",)
EMBEDDING = "an embedding: its rows are looked up, not multiplied"
TIED = "it is tied to an embedding"
HEAD = "it gives the model's output"
ADAPTER = "an adapter of PEFT: the base model is what is sparsified"
FROZEN = "it is frozen: nothing trains it"
UNTRAINED = "no optimizer steps it"
UNKNOWN = "whether inputs run along its rows or its columns isn't known of this kind of layer"
TRANSPOSED = "a transposed convolution: its inputs come first, and groups would mix outputs"


@dataclasses.dataclass(frozen=True)
class Chosen:
    """A weight to sparsify."""

    name: str
    parameter: nn.Parameter
    kind: str
    layout: Layout


@dataclasses.dataclass(frozen=True)
class Place:
    """Where a parameter stands in its model."""

    name: str
    module: nn.Module
    attribute: str
    parameter: nn.Parameter


def chosen(
    name: str, model: nn.Module, asked: Asked, trained: set[int], heads: set[int]
) -> tuple[list[Chosen], list[Skipped]]:
    """What of `model` is sparsified, and what stays dense, with reasons.

    `trained`: `id`s of parameters of optimizers; `heads`: of those next to the loss, empty where
    that isn't known. Vectors (biases, norms) are left out without a word.
    """
    places = list(_places(name, model))
    embedded = {id(each.parameter) for each in places if _is_embedding(each.module)}
    adapters = {id(each.parameter) for each in places if _is_adapter(each)}
    last = _last(places, embedded | adapters)
    frozen = {id(each.parameter) for each in places if not each.parameter.requires_grad}
    # A frozen output is in no graph: what is trained before it would be taken for the output.
    heads = last if last & frozen else heads or last
    layers: list[Chosen] = []
    skipped: list[Skipped] = []
    for place in places:
        if place.parameter.dim() < 2:
            continue
        why = _why_dense(place, asked, embedded, heads)
        if not why and id(place.parameter) in adapters:
            why = ADAPTER
        if not why and not adapters:
            why = _why_untrained(place.parameter, trained)
        kind = kind_of(place.module, place.attribute)
        layout = layout_of(kind, tuple(place.parameter.shape))
        why = why or unfit(asked.pattern, layout)
        if why:
            skipped.append(Skipped(place.name, tuple(place.parameter.shape), why))
        else:
            layers.append(Chosen(place.name, place.parameter, kind, layout))
    return layers, skipped


def unfit(pattern: Pattern, layout: Layout) -> str:
    return pattern.unfit(layout.shape)


def matches(name: str, globs: tuple[str, ...]) -> bool:
    """Whether a glob means this parameter: by its whole name, its layer's, or without the model."""
    layer = name.removesuffix(".weight")
    forms = {name, layer, name.partition(".")[2], layer.partition(".")[2]} - {""}
    return any(fnmatch.fnmatchcase(form, glob) for form in forms for glob in globs)


def _places(name: str, model: nn.Module) -> Iterator[Place]:
    """Every parameter once, at the first place that has it."""
    seen: set[int] = set()
    for path, module in model.named_modules():
        for attribute, parameter in module.named_parameters(recurse=False):
            if id(parameter) not in seen:
                seen.add(id(parameter))
                full = ".".join(filter(None, (name, path, attribute)))
                yield Place(full, module, attribute, parameter)


def _why_dense(place: Place, asked: Asked, embedded: set[int], heads: set[int]) -> str:
    if id(place.parameter) in embedded:
        return EMBEDDING if _is_embedding(place.module) else TIED
    if asked.skip and matches(place.name, asked.skip):
        return "as asked (skip)"
    if asked.only and not matches(place.name, asked.only):
        return "as asked: not among the layers named (only)"
    if any(word in type(place.module).__name__ for word in NORMS):
        return "a norm"
    if "ConvTranspose" in type(place.module).__name__:
        return TRANSPOSED
    if not kind_of(place.module, place.attribute):
        return UNKNOWN
    if id(place.parameter) in heads and not asked.only:
        return HEAD
    return ""


def _why_untrained(parameter: nn.Parameter, trained: set[int]) -> str:
    if not parameter.requires_grad:
        return FROZEN
    return "" if id(parameter) in trained else UNTRAINED


def _is_embedding(module: nn.Module) -> bool:
    return isinstance(module, nn.Embedding | nn.EmbeddingBag)


def _is_adapter(place: Place) -> bool:
    """PEFT's own parameters: beside the base layer that its tuners keep as `base_layer`."""
    words = place.name.split(".")
    return any(word.startswith(("lora_", "ia3_", "hada_", "lokr_", "vera_")) for word in words)


def _last(places: list[Place], others: set[int]) -> set[int]:
    """The last layer in the order of definition, where nothing better is known."""
    kinds = [
        each
        for each in places
        if kind_of(each.module, each.attribute) and id(each.parameter) not in others
    ]
    if not kinds or not isinstance(kinds[-1].module, nn.Linear):
        return set()
    return {id(kinds[-1].parameter)}
