"""What is read off a trained model's weights without running it: masks, sensitivity, formats."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..pattern import parse
from ..result import FormatError, Sensitivity
from ..training import Layer
from .models import Model

PICTURE_ROWS = 32
PICTURE_COLUMNS = 64
MOST_PICTURES = 8
MOST_LAYERS = 100
"""Of a table by layer."""
USUAL = ("1:2", "2:4", "1:4", "2:8", "1:8", "1:16")
"""Patterns that are looked at beside those asked for."""


def pictures(layers: Iterable[Layer], models: Mapping[str, Model]) -> dict[str, str]:
    """Where the top left of each layer isn't zero: rows of `1` and `0`."""
    found: dict[str, str] = {}
    for layer, weight in weights_of(layers, models):
        kept = _matrix(weight, layer.kind)[:PICTURE_ROWS, :PICTURE_COLUMNS] != 0
        rows = ("".join("1" if each else "0" for each in row) for row in kept.tolist())
        found[layer.name] = "\n".join(rows)
        if len(found) == MOST_PICTURES:
            break
    return found


def sensitivities(
    layers: Iterable[Layer], models: Mapping[str, Model], patterns: Iterable[str]
) -> tuple[Sensitivity, ...]:
    """||W - W·Π|| / ||W|| of each layer by magnitude, for the patterns and the usual ones."""
    wanted = dict.fromkeys((*patterns, *USUAL))
    return tuple(
        Sensitivity(layer.name, text, error)
        for layer, weight in weights_of(layers, models)
        for text in wanted
        if (error := relative_error(weight, layer.kind, text)) is not None
    )


def relative_error(weight: Any, kind: str, pattern: str) -> float | None:
    """None where the pattern doesn't fit, or the weight is zero or not finite."""
    from ..backends.torch.masking import mask

    wanted, matrix = parse(pattern), _matrix(weight, kind).float()
    if wanted.unfit((matrix.shape[0], matrix.shape[1])):
        return None
    whole = float(matrix.square().sum())
    if not 0 < whole < float("inf"):
        return None
    lost = float(matrix.masked_fill(mask(matrix.abs(), wanted), 0).square().sum())
    return float((lost / whole) ** 0.5)


def format_errors(layers: Iterable[Layer], models: Mapping[str, Model]) -> tuple[FormatError, ...]:
    """What number formats do to the weights."""
    from ..quantize.errors import errors

    return errors({layer.name: weight for layer, weight in weights_of(layers, models)})


def weights_of(layers: Iterable[Layer], models: Mapping[str, Model]) -> Iterator[tuple[Layer, Any]]:
    """The first layers with their parameters, without gradients."""
    known = {
        f"{name}.{key}": weight.detach()
        for name, model in models.items()
        for key, weight in model.module.named_parameters()
    }
    for layer in list(layers)[:MOST_LAYERS]:
        if layer.name in known:
            yield layer, known[layer.name]


def _matrix(weight: Any, kind: str) -> Any:
    from ..backends.torch.layout import layout_of

    return layout_of(kind, tuple(weight.shape)).matrix(weight)
