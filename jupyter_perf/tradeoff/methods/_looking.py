"""What a model's code would call, found without running any of it."""

from __future__ import annotations

import functools
import inspect
import types
from collections.abc import Collection, Iterator
from typing import Any

_DEPTH = 4
"""From a method to a function that it calls, and on from there."""


def calls(thing: Any, names: Collection[str]) -> bool:
    """Whether a function, or the `forward` of an object or of any module inside of it, mentions one
    of these names, or calls a function of its own module that does. What is chosen by a text at
    run time isn't found."""
    return any(_mentions(code, scope, names, _DEPTH, set()) for code, scope in _codes(thing))


def class_calls(kind: type, names: Collection[str]) -> bool:
    """The same of the methods of a class."""
    return any(
        _mentions(each.__code__, _scope(each), names, _DEPTH, set())
        for each in _own_functions(kind)
    )


def _codes(thing: Any) -> Iterator[tuple[types.CodeType, dict[str, Any]]]:
    if isinstance(thing, functools.partial):
        yield from _codes(thing.func)
        return
    thing = getattr(thing, "__func__", thing)
    if isinstance(thing, types.FunctionType):
        yield thing.__code__, _scope(thing)
        return
    for held in _held(thing):
        yield from _codes(held)
    modules = getattr(thing, "modules", None)
    kinds = {type(each) for each in modules()} if callable(modules) else {type(thing)}
    for kind in kinds:
        for function in _own_functions(kind):
            yield function.__code__, _scope(function)


def _held(thing: Any) -> list[Any]:
    """Functions (or other losses) that an object which isn't a module has as attributes."""
    if isinstance(thing, type) or callable(getattr(thing, "modules", None)):
        return []
    own = getattr(thing, "__dict__", {})
    return [each for each in own.values() if callable(each) and each is not thing]


def _own_functions(kind: type) -> Iterator[types.FunctionType]:
    """Of a class and what it comes from, short of `torch.nn.Module` itself."""
    for base in kind.__mro__:
        if base is object or (base.__name__ == "Module" and base.__module__.startswith("torch.")):
            continue
        for value in vars(base).values():
            function = inspect.unwrap(value) if callable(value) else value
            if isinstance(function, types.FunctionType):
                yield function


def _scope(function: types.FunctionType) -> dict[str, Any]:
    """Names that the function's code may mean: globals and what it closes over."""
    held: dict[str, Any] = {}
    for name, cell in zip(function.__code__.co_freevars, function.__closure__ or (), strict=False):
        try:
            held[name] = cell.cell_contents
        except ValueError:  # not bound yet
            continue
    return {**function.__globals__, **held}


def _mentions(
    code: types.CodeType,
    scope: dict[str, Any],
    names: Collection[str],
    depth: int,
    seen: set[types.CodeType],
) -> bool:
    seen.add(code)
    used = {*code.co_names, *code.co_freevars}
    if used & set(names):
        return True
    for inner in code.co_consts:
        if isinstance(inner, types.CodeType) and _mentions(inner, scope, names, depth, seen):
            return True
    if depth == 0:
        return False
    for name in used:
        value = scope.get(name)
        if type(value).__name__ in names:
            return True
        function = getattr(value, "__func__", value)
        if isinstance(function, types.FunctionType) and function.__code__ not in seen:
            if function.__name__ in names:
                return True
            if not function.__module__.startswith("torch.") and _mentions(
                function.__code__, _scope(function), names, depth - 1, seen
            ):
                return True
    return False
