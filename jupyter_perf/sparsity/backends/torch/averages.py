"""Copies of a model that no optimizer trains, such as averages of its weights: they stay dense."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from torch import nn
from torch.nn.parameter import is_lazy

from .models import Built, modules_in, unwrapped

AVERAGES = ("AveragedModel", "ModelEma", "ModelEmaV2", "ModelEmaV3", "EMA")
"""Classes whose purpose it is: PyTorch's, timm's, ema-pytorch's."""


def dense_copies(
    models: Mapping[str, nn.Module],
    sparse: Collection[int],
    namespace: Mapping[str, object],
    built: Built,
) -> list[str]:
    """What to say of each: where it is, and how it becomes sparse.

    A copy has parameters of the same names and shapes as one of `models` and shares none with any
    of them. `sparse` are the `id`s of the models' parameters that were sparsified; a copy that has
    no more weights there than its model is sparse itself.
    """
    trained = {id(each) for model in models.values() for each in model.parameters()}
    seen: set[int] = set()
    notes = []
    for name, module in [*modules_in(namespace), *(("", each) for each in built.outermost())]:
        for path, part in _parts(name, unwrapped(module)):
            if id(part) in seen or any(id(each) in trained for each in part.parameters()):
                continue
            original = next((m for m in models if _is_denser_copy(part, models[m], sparse)), None)
            if original is not None:
                seen.add(id(part))
                notes.append(_said(path, type(module).__name__, original))
    return notes


def _parts(name: str, module: nn.Module) -> Iterator[tuple[str, nn.Module]]:
    """The module itself, and what it may have been put around."""
    yield name, module
    for child, part in module.named_children():
        yield (f"{name}.{child}" if name else ""), part


def _is_denser_copy(copy: nn.Module, model: nn.Module, sparse: Collection[int]) -> bool:
    copies, own = _weights(copy), _weights(model)
    if not own or {k: v.shape for k, v in copies.items()} != {k: v.shape for k, v in own.items()}:
        return False
    pruned = [name for name, each in own.items() if id(each) in sparse]
    return any(
        int(copies[name].count_nonzero()) > int(own[name].count_nonzero()) for name in pruned
    )


def _weights(module: nn.Module) -> dict[str, Any]:
    """Its parameters; empty where some have no values yet."""
    found = dict(module.named_parameters())
    if any(map(is_lazy, found.values())) or any(each.is_meta for each in found.values()):
        return {}
    return found


def _said(path: str, kind: str, model: str) -> str:
    who = (
        f"`{path}`"
        if path
        else f"{'an' if kind[:1] in 'AEIOU' else 'a'} {kind} that the cell built"
    )
    is_average = kind in AVERAGES
    what = f"averages `{model}`" if is_average else f"has the same parameters as `{model}`"
    where = "evaluate" if is_average else f"where it is an average of `{model}`, evaluate"
    how = (
        f"`for a, w in zip({path or 'average'}.parameters(), {model}.parameters()):"
        " a.data *= w != 0`"
        if model.isidentifier()
        else "multiplying its weights by `w != 0` of the model's"
    )
    return (
        f"{who} {what} and stays dense: what the cell finds by it is of a dense model;"
        f" {where} `{model}` instead, or make it as sparse before, by {how}"
    )
