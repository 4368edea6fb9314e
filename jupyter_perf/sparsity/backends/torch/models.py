"""Which models a cell has: those in its namespace, and those that are built while it runs."""

from __future__ import annotations

import gc
import types
import weakref
from collections.abc import Iterator, Mapping
from typing import Any, TypeGuard

from torch import nn
from torch.nn.modules.module import (
    register_module_module_registration_hook,
    register_module_parameter_registration_hook,
)

DEPTH = 2
"""How deep attributes and elements of a namespace's values are looked into for models."""
WIDTH = 50
"""How many elements of each."""
OPAQUE = (type, types.ModuleType, types.FunctionType, types.BuiltinFunctionType)
"""What isn't looked into."""
ANONYMOUS = "model"
COMPILED = "OptimizedModule"
WRAPPERS = {
    COMPILED: "_orig_mod",
    "DistributedDataParallel": "module",
    "DataParallel": "module",
}
"""What others put around a model, and where the model is in it."""


class Built:
    """Modules that are built while this is on, without keeping any of them alive."""

    def __init__(self) -> None:
        self._modules: dict[int, weakref.ref[nn.Module]] = {}
        self._inside: set[int] = set()
        self._handles: list[Any] = []

    def start(self) -> None:
        self._handles = [
            register_module_parameter_registration_hook(self._parameter),
            register_module_module_registration_hook(self._module),
        ]

    def stop(self) -> None:
        for handle in self._handles:
            handle.remove()
        self._handles = []

    def outermost(self) -> list[nn.Module]:
        """Those alive that aren't part of another, in the order in which they were built."""
        alive = [module for each in self._modules.values() if (module := each()) is not None]
        inside = {id(child) for module in alive for child in module.children()}
        return [module for module in alive if id(module) not in inside]

    def _parameter(self, module: nn.Module, name: str, parameter: Any) -> None:
        self._see(module)

    def _module(self, module: nn.Module, name: str, child: Any) -> None:
        self._see(module)

    def _see(self, module: nn.Module) -> None:
        known = self._modules.get(id(module))
        if known is None or known() is not module:
            self._modules[id(module)] = weakref.ref(module)


def models_of(
    parameters: set[int], namespace: Mapping[str, object], built: Built, known: dict[str, nn.Module]
) -> dict[str, nn.Module]:
    """The models that own any of these parameters (their `id`s), by name.

    Names are those in the namespace where there is one, else `model`, `model2`, …; a name of
    `known` isn't given twice.
    """
    named = list(modules_in(namespace))
    found: dict[str, nn.Module] = {}
    _add(found, named, parameters, known)
    if _missing(parameters, found, known):
        _add(found, [("", each) for each in built.outermost()], parameters, known)
    if _missing(parameters, found, known):
        _add(found, [("", each) for each in _anywhere()], parameters, known)
    return found


def unwrapped(module: nn.Module) -> nn.Module:
    """The model inside what compiles or distributes it."""
    while True:
        names = {each.__name__ for each in type(module).__mro__}
        inner = next((path for name, path in WRAPPERS.items() if name in names), None)
        child = getattr(module, inner, None) if inner else None
        if not isinstance(child, nn.Module):
            return module
        module = child


def compiled(
    models: Mapping[str, nn.Module], namespace: Mapping[str, object], built: Built
) -> bool:
    """Whether any of these is called through what `torch.compile` has put around it."""
    own = {id(model) for model in models.values()}
    candidates = [*(module for _, module in modules_in(namespace)), *built.outermost()]
    return any(
        type(each).__name__ == COMPILED and id(unwrapped(each)) in own for each in candidates
    )


def renamed(
    models: Mapping[str, nn.Module], namespace: Mapping[str, object]
) -> dict[str, nn.Module]:
    """The same by the names that they have in the namespace now, where they have any."""
    names: dict[int, str] = {}
    for name, module in modules_in(namespace):
        names.setdefault(id(unwrapped(module)), name)
    return {names.get(id(model), name): model for name, model in models.items()}


def _add(
    found: dict[str, nn.Module],
    candidates: list[tuple[str, nn.Module]],
    parameters: set[int],
    known: Mapping[str, nn.Module],
) -> None:
    """Add the outermost candidates that own some of `parameters`."""
    models = [(name, unwrapped(module)) for name, module in candidates]
    taken = {id(part) for model in [*found.values(), *known.values()] for part in model.modules()}
    parts = {
        id(part): id(model) for _, model in models for part in model.modules() if part is not model
    }
    for name, model in models:
        if id(model) in taken or id(model) in parts or not _owns(model, parameters):
            continue
        taken.add(id(model))
        found[_free(name, found, known)] = model


def _owns(model: nn.Module, parameters: set[int]) -> bool:
    return any(id(each) in parameters for each in model.parameters())


def _missing(
    parameters: set[int], found: Mapping[str, nn.Module], known: Mapping[str, nn.Module]
) -> bool:
    owned = {
        id(each) for model in [*found.values(), *known.values()] for each in model.parameters()
    }
    return not parameters <= owned


def _free(name: str, *taken: Mapping[str, nn.Module]) -> str:
    wanted = name or ANONYMOUS
    number, free = 1, wanted
    while any(free in each for each in taken):
        number += 1
        free = f"{wanted}{number}"
    return free


def modules_in(namespace: Mapping[str, object]) -> Iterator[tuple[str, nn.Module]]:
    """Modules of a namespace: its own first, then those inside its values."""
    values = [(k, v) for k, v in list(namespace.items()) if not k.startswith("_")]
    yield from ((name, value) for name, value in values if _is_module(value))
    for name, value in values:
        if not _is_module(value):
            yield from _inside(name, value, DEPTH, set())


def _inside(
    name: str, value: object, depth: int, seen: set[int]
) -> Iterator[tuple[str, nn.Module]]:
    """Modules among a value's elements or attributes, without running any of its code."""
    if depth == 0 or id(value) in seen:
        return
    seen.add(id(value))
    for key, part in _parts(value):
        path = f"{name}.{key}" if isinstance(key, str) else f"{name}[{key}]"
        if _is_module(part):
            yield path, part
        else:
            yield from _inside(path, part, depth - 1, seen)


def _parts(value: object) -> list[tuple[Any, Any]]:
    if isinstance(value, dict):
        return list(value.items())[:WIDTH]
    if isinstance(value, list | tuple):
        return list(enumerate(value[:WIDTH]))
    if issubclass(type(value), OPAQUE):
        return []
    try:
        attributes = object.__getattribute__(value, "__dict__")
    except AttributeError:
        return []
    return list(attributes.items())[:WIDTH] if isinstance(attributes, dict) else []


def _anywhere() -> list[nn.Module]:
    """All modules alive that aren't part of another: the last resort, some 100 ms."""
    alive = [each for each in gc.get_objects() if _is_module(each)]
    inside = {id(child) for module in alive for child in module.children()}
    return [module for module in alive if id(module) not in inside]


def _is_module(value: Any) -> TypeGuard[nn.Module]:
    # By its type: `isinstance` would ask proxies and lazy objects for their `__class__`.
    return issubclass(type(value), nn.Module)
