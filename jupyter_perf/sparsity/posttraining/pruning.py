"""Layer by layer: look at what a layer gets from the pruned ones before it, then prune it."""

from __future__ import annotations

import contextlib
import dataclasses
import importlib
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ...errors import UsageError
from ..pattern import Pattern
from ..training import Asked, Layer
from . import Batch, Pruned
from .columns import NOT_SEEN, Columns
from .judging import ByMagnitude, Choose, Judge

if TYPE_CHECKING:
    from torch import Tensor, nn

    from ..backends.torch.choosing import Chosen


class _Enough(BaseException):
    """The layer was reached: the rest of the forward pass isn't needed. No `Exception`, which a
    model's own code may catch."""


@dataclasses.dataclass(frozen=True)
class _Target:
    """A weight to prune, and where it is multiplied."""

    chosen: Chosen
    pattern: Pattern
    columns: tuple[Columns, ...]
    calls: int = 0
    """In a forward pass."""


def prune(
    model: nn.Module,
    batches: Sequence[Batch],
    asked: Asked,
    name: str,
    names: Collection[str] | None,
) -> Pruned:
    """See `posttraining.pruned`."""
    from ..backends.torch.choosing import chosen
    from ..backends.torch.renewing import patterns

    if why := asked.recipe.unfit(asked.pattern):
        raise UsageError(f"{asked.name} can't do {asked.pattern}: {why}")
    judge = _judge(asked)
    batches = list(batches)[-int(getattr(asked.recipe, "batches", 1)) :]
    if judge is not ByMagnitude and not batches:
        raise UsageError(f"{asked.name} needs some inputs of the model, and there are none")
    all_ = {id(each) for each in model.parameters()}
    layers, skipped = chosen(name, model, asked, all_, set())
    if names is not None:
        layers = [each for each in layers if each.name in names]
    targets = [
        _Target(layer, pattern, tuple(_columns(model, layer)))
        for layer, pattern in zip(layers, patterns(asked, layers), strict=True)
    ]
    notes = _reordered(model, batches, asked)
    with quiet(model):
        for target in _in_order(model, batches, targets) if batches else targets:
            notes += _pruned(model, batches, asked, target, judge)
    done = tuple(_layer(target) for target in targets)
    return Pruned(done, tuple(skipped), tuple(notes))


def _reordered(model: nn.Module, batches: Sequence[Batch], asked: Asked) -> list[str]:
    """Put channels into a better order first, where the recipe asks for it; what came of it."""
    from .permutation import permuted

    if not getattr(asked.recipe, "permute", False):
        return []
    if not batches:
        raise UsageError(f"{asked.name} needs an input of the model, and there is none")
    return permuted(model, batches[-1], asked.pattern).notes


def _judge(asked: Asked) -> Callable[[Any, int, Any], Judge]:
    """What judges by this recipe."""
    place = getattr(asked.recipe, "judge", "")
    if not place:
        return ByMagnitude
    module, _, attribute = place.partition(":")
    found: Callable[[Any, int, Any], Judge] = getattr(importlib.import_module(module), attribute)
    return found


def _columns(model: nn.Module, layer: Chosen) -> Iterator[Columns]:
    """Every module that has this parameter: a shared one is judged by all its inputs."""
    from ..backends.torch.layout import kind_of

    for module in model.modules():
        for attribute, parameter in module.named_parameters(recurse=False):
            if parameter is layer.parameter:
                yield Columns(module, kind_of(module, attribute), attribute)


def _in_order(model: nn.Module, batches: Sequence[Batch], targets: list[_Target]) -> list[_Target]:
    """As the forward pass comes to them, with how often it does; those that it never calls last."""
    calls: list[int] = []

    def note(place: int) -> Callable[..., None]:
        return lambda module, args: calls.append(place)

    handles = [
        columns.module.register_forward_pre_hook(note(place))
        for place, target in enumerate(targets)
        for columns in target.columns
    ]
    try:
        args, kwargs = batches[-1]
        model(*args, **kwargs)
    finally:
        for handle in handles:
            handle.remove()
    order = [*dict.fromkeys([*calls, *range(len(targets))])]
    return [dataclasses.replace(targets[at], calls=calls.count(at)) for at in order]


def _pruned(
    model: nn.Module,
    batches: Sequence[Batch],
    asked: Asked,
    target: _Target,
    make: Callable[[Any, int, Any], Judge],
) -> list[str]:
    """Prune one weight in place; what the user should know of it."""
    columns, parameter = target.columns[0], target.chosen.parameter
    matrix = columns.matrix(parameter.detach())
    judge = make(asked.recipe, matrix.shape[1], parameter.device)
    notes: list[str] = []
    if not isinstance(judge, ByMagnitude):
        why = columns.unknown or ("" if _show(model, batches, target, judge) else NOT_SEEN)
        if why:
            notes = [f"{target.chosen.name} was pruned by magnitude: {why}"]
            judge = ByMagnitude()
    if isinstance(judge, ByMagnitude):
        matrix = target.chosen.layout.matrix(parameter.detach())
        left = target.chosen.layout.weight(
            judge.pruned(matrix, target.pattern, _choose(asked)), parameter.shape
        )
    else:
        left = columns.weight(judge.pruned(matrix, target.pattern, _choose(asked)), parameter.shape)
    parameter.detach().copy_(left)
    return notes


def _show(model: nn.Module, batches: Sequence[Batch], target: _Target, judge: Judge) -> bool:
    """Show the judge what the layer gets in each batch; whether there was anything."""
    seen = called = 0

    def look(columns: Columns) -> Callable[..., None]:
        def hook(module: nn.Module, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
            nonlocal seen, called
            inputs = columns.inputs(args, kwargs)
            if inputs is not None and inputs.numel():
                judge.see(inputs)
                seen += 1
            called += 1
            if called == target.calls:
                raise _Enough

        return hook

    handles = [
        columns.module.register_forward_pre_hook(look(columns), with_kwargs=True)
        for columns in target.columns
    ]
    try:
        for args, kwargs in batches:
            called = 0
            with contextlib.suppress(_Enough):
                model(*args, **kwargs)
    finally:
        for handle in handles:
            handle.remove()
    return seen > 0


def _choose(asked: Asked) -> Choose:
    """How a mask is made of scores, on whatever device."""
    from ..backends.torch.masking import mask

    if not asked.transposable:
        return mask

    def both_ways(scores: Tensor, pattern: Pattern) -> Tensor:
        import torch

        from ..transposable import transposable

        found = transposable(scores.detach().cpu().double().numpy(), pattern)
        return torch.from_numpy(found).to(scores.device)

    return both_ways


@contextlib.contextmanager
def quiet(model: nn.Module) -> Iterator[None]:
    """Evaluation, without gradients and torch's fused paths, which skip hooks; then all as it
    was, the RNG states and buffers that a forward pass may change included."""
    import torch

    modes = [(module, module.training) for module in model.modules()]
    buffers = [(each, each.clone()) for each in model.buffers()]
    fused = torch.backends.mha.get_fastpath_enabled()
    devices = {each.device.index for each in model.parameters() if each.device.type == "cuda"}
    with torch.no_grad(), torch.random.fork_rng(sorted(devices - {None})):
        try:
            torch.backends.mha.set_fastpath_enabled(False)
            model.eval()
            yield
        finally:
            torch.backends.mha.set_fastpath_enabled(fused)
            for module, training in modes:
                module.training = training
            for buffer, before in buffers:
                buffer.copy_(before)


def _layer(target: _Target) -> Layer:
    weight = target.chosen.parameter
    density = int(weight.count_nonzero()) / max(1, weight.numel())
    chosen = target.chosen
    return Layer(chosen.name, tuple(weight.shape), chosen.kind, density, str(target.pattern))
