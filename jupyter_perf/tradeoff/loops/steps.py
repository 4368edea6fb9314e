"""A training step as a function: `step(batch)` does the forward and backward pass and the update.

Its models and optimizers are found where its code can reach them: what it closes over, global names
that it (or a function of the same file that it calls) mentions, the object that it is a method of,
what a `functools.partial` holds.
"""

from __future__ import annotations

import functools
import inspect
import types
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ...core.dimensions import dimensions_in
from ...errors import UsageError
from ..making import Making
from . import whole
from .accelerate import is_accelerator, optimizer_in
from .loop import Loop

_DEPTH = 3
"""Functions that call functions, and objects that hold objects."""


def knows(thing: Any) -> bool:
    """Whether it is a function or a method (and no module, class or trainer)."""
    import torch

    kinds = (types.FunctionType, types.MethodType, functools.partial)
    return isinstance(thing, kinds) or (
        callable(thing) and not isinstance(thing, torch.nn.Module | type)
    )


def read(thing: Any, *, batch: Any = None, loss: Any = None, optimizer: Any = None) -> Loop:
    """Its step, to be traced as it is. Raises UsageError where no model or no optimizer is within
    its reach, or an optimizer asks for the loss again and again."""
    if batch is None:
        raise UsageError("give a batch too: the function is traced as `step(batch)`")
    if loss is not None or optimizer is not None:
        raise UsageError("a function of a training step has its own loss and optimizer")
    import torch

    reached = list(_reached(thing, _DEPTH, set()))
    models = _outermost([each for each in reached if isinstance(each, torch.nn.Module)])
    if not models:
        raise UsageError(
            "the training step reaches no torch.nn.Module: make the model a global name or a "
            "variable that it closes over"
        )
    optimizers = _distinct([made for each in reached if (made := optimizer_in(each)) is not None])
    _check(optimizers)
    optimizers = _of_these(optimizers, models)
    kind = whole._class()
    model = kind(_by_value(thing), _named(models), optimizers)
    args = tuple(batch) if isinstance(batch, tuple) and _takes(thing) == len(batch) else (batch,)
    return Loop(
        "step",
        Making(model, args, loss=_nothing_more, optimizer=optimizers[0]),
        dimensions_in(args).batch,
        notes=tuple(_notes(reached, optimizers)),
    )


def model_of(_thing: Any) -> Any:
    """Raises UsageError: what is in a function can't be set from outside."""
    raise UsageError("a function of a training step has no settings: apply the method to its model")


def _nothing_more(output: Any) -> Any:
    """The function has taken its own loss."""
    return output


def _reached(thing: Any, depth: int, seen: set[int]) -> Iterator[Any]:
    """Objects that code can reach by name, and what they hold, this one first."""
    if id(thing) in seen:
        return
    seen.add(id(thing))
    yield thing
    if depth < 0:
        return
    for each in _next(thing):
        yield from _reached(each, depth - 1, seen)


def _next(thing: Any) -> list[Any]:
    import torch

    if isinstance(thing, functools.partial):
        return [thing.func, *thing.args, *thing.keywords.values()]
    if isinstance(thing, types.MethodType):
        return [thing.__self__, thing.__func__]
    if isinstance(thing, types.FunctionType):
        return [*_mentioned(thing), *(thing.__defaults__ or ()), *_unwrapped(thing)]
    if isinstance(thing, list | tuple):
        return list(thing)
    if isinstance(thing, dict):
        return list(thing.values())
    if isinstance(thing, types.ModuleType | type | torch.Tensor | torch.nn.Module | str | int):
        return []
    if optimizer_in(thing) is not None or is_accelerator(thing):
        return []
    held = getattr(thing, "__dict__", None)
    called = getattr(type(thing), "__call__", None)  # noqa: B004 (the method itself is wanted)
    own = [called] if isinstance(called, types.FunctionType) else []
    return [*(held.values() if isinstance(held, dict) else ()), *own]


def _unwrapped(function: types.FunctionType) -> list[Any]:
    inner = getattr(function, "__wrapped__", None)
    return [] if inner is None else [inner]


def _mentioned(function: types.FunctionType) -> list[Any]:
    """What its names mean: of its own closure, and global ones, in nested functions too."""
    names: list[str] = []
    codes = [function.__code__]
    while codes:
        code = codes.pop()
        names += code.co_names
        codes += [each for each in code.co_consts if isinstance(each, types.CodeType)]
    found = [function.__globals__[name] for name in names if name in function.__globals__]
    for cell in function.__closure__ or ():
        try:
            found.append(cell.cell_contents)
        except ValueError:  # not bound yet
            continue
    return [each for each in found if not _is_library(each)]


def _is_library(thing: Any) -> bool:
    """Functions of libraries reach nothing of the user's."""
    name = getattr(thing, "__module__", None) or ""
    return isinstance(thing, types.FunctionType) and name.split(".")[0] in ("torch", "numpy")


def _outermost(models: list[Any]) -> list[Any]:
    """Without those that are part of another one."""
    inside = {id(part) for each in models for part in each.modules() if part is not each}
    return _distinct([each for each in models if id(each) not in inside])


def _distinct(things: list[Any]) -> list[Any]:
    return list({id(each): each for each in things}.values())


def _of_these(optimizers: list[Any], models: list[Any]) -> list[Any]:
    """Those that hold parameters of the models: an old one of another model may be within reach."""
    held = {id(each) for model in models for each in model.parameters()}
    found = [
        each
        for each in optimizers
        if any(id(p) in held for group in each.param_groups for p in group["params"])
    ]
    if not found:
        raise UsageError(
            "the training step reaches no optimizer of its model: make it a global name or a "
            "variable that the function closes over"
        )
    return found


def _check(optimizers: list[Any]) -> None:
    for each in optimizers:
        if type(each).__name__ == "LBFGS":
            raise UsageError(
                "LBFGS asks for the loss again and again, so one step isn't one pass: "
                "nothing of it can be traced"
            )


def _named(models: list[Any]) -> Mapping[str, Any]:
    return {f"{type(each).__name__.lower()}_{at}": each for at, each in enumerate(models)}


def _by_value(function: Callable[..., Any]) -> Callable[..., Any]:
    """A function of an importable file, such that another process gets the models that this one has
    instead of importing the file again."""
    if not isinstance(function, types.FunctionType) or function.__module__ == "__main__":
        return function
    made = types.FunctionType(
        function.__code__,
        function.__globals__,
        function.__name__,
        function.__defaults__,
        function.__closure__,
    )
    made.__kwdefaults__ = function.__kwdefaults__
    made.__module__ = "__main__"
    return made


def _takes(function: Any) -> int:
    """How many arguments it must be given."""
    try:
        found = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return 1
    places = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    return sum(p.kind in places and p.default is inspect.Parameter.empty for p in found)


def _notes(reached: list[Any], optimizers: list[Any]) -> Iterator[str]:
    yield "the training step is taken as it was written: only methods around it can be compared"
    yield "numbers that it reads off tensors (`loss.item()`) are taken to be 1"
    if len(optimizers) > 1:
        yield f"it has {len(optimizers)} optimizers: the state of all of them is counted"
    if any(type(each).__name__ == "GradScaler" for each in reached):
        yield "its GradScaler is taken to let every step happen"
