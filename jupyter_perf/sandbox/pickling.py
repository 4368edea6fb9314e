"""One pickle of many values: aliasing kept, large buffers apart, one namespace for all functions.

Imported in the kernel when values are copied, never at import of the package.
"""

from __future__ import annotations

import functools
import pickle
import sys
import types
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Protocol

import cloudpickle

from ..core.reachable import is_users
from .copyable import blocked_as

Reduced = Any
"""What `reducer_override` may return: a string, a tuple, or NotImplemented."""


_CACHED = type(functools.lru_cache(lambda: None))


class Refused(Exception):
    """`value` can't be copied; the message says what it is."""

    def __init__(self, value: object, what: str) -> None:
        super().__init__(what)
        self.value = value


class Sink(Protocol):
    """Where the pickle's bytes go."""

    def write(self, data: Any, /) -> int: ...


class Pickler(cloudpickle.Pickler):  # type: ignore[misc]
    """Cloudpickle's, which refuses what only seems to pickle and notes the modules it needs.

    `home` is the dict that is the globals of the user's functions, `space` what they are to find
    in it once copied.
    """

    def __init__(
        self,
        sink: Sink,
        on_buffer: Callable[[pickle.PickleBuffer], object],
        home: Mapping[str, object],
        space: Mapping[str, object],
        shared: Mapping[int, Reduced],
    ) -> None:
        super().__init__(sink, protocol=5, buffer_callback=on_buffer)
        self.modules: set[str] = set()
        self._home = home
        self._space = space
        self._shared = shared

    def reducer_override(self, obj: Any) -> Reduced:
        blocked = blocked_as(obj)
        if blocked is not None:
            raise Refused(obj, blocked)
        module = getattr(obj if isinstance(obj, type) else type(obj), "__module__", None)
        if isinstance(obj, (types.FunctionType, types.BuiltinFunctionType)):
            module = obj.__module__
        self.modules.add(str(obj.__name__ if isinstance(obj, types.ModuleType) else module))
        if id(obj) in self._shared:
            return self._shared[id(obj)]
        wrapper = self._wrapper(obj)
        if wrapper is not None:
            return wrapper
        reduced = super().reducer_override(obj)
        if isinstance(obj, types.FunctionType) and obj.__globals__ is self._home:
            return self._with_globals_of_space(reduced)
        return reduced

    def _wrapper(self, obj: Any) -> Reduced:
        """Wrappers that pickle by name or not at all, around the user's own functions."""
        if isinstance(obj, functools.cached_property):
            return restored_property, (obj.func, obj.attrname)
        if isinstance(obj, _CACHED):
            function = obj.__wrapped__
            if isinstance(function, types.FunctionType) and is_users(function, self._home):
                options = obj.cache_parameters()
                return restored_cache, (function, options["maxsize"], options["typed"])
        return None

    def _with_globals_of_space(self, reduced: Reduced) -> Reduced:
        """The function's globals as `space` has them (a sample instead of the whole frame)."""
        if not (isinstance(reduced, tuple) and len(reduced) > 2 and isinstance(reduced[2], tuple)):
            return reduced
        state, slots = reduced[2]
        if "__globals__" not in slots:
            return reduced
        current = {k: self._space.get(k, v) for k, v in slots["__globals__"].items()}
        return (*reduced[:2], (state, {**slots, "__globals__": current}), *reduced[3:])


def marker(home: dict[str, object]) -> types.FunctionType:
    """A function over `home`: once copied, its globals are those of all functions over `home`."""
    return types.FunctionType((lambda: None).__code__, home, "namespace_marker")


@contextmanager
def by_value(home: Mapping[str, object]) -> Iterator[None]:
    """Copy what `home`'s own module defines as if it were `__main__`: its globals must be ours."""
    name = str(home.get("__name__", ""))
    module = sys.modules.get(name)
    if module is None or name == "__main__" or vars(module) is not home:
        yield
        return
    registered = name in cloudpickle.list_registry_pickle_by_value()
    if not registered:
        cloudpickle.register_pickle_by_value(module)
    try:
        yield
    finally:
        if not registered:
            cloudpickle.unregister_pickle_by_value(module)


def shared_memory(values: Iterable[object]) -> tuple[dict[int, Reduced], list[object]]:
    """How to copy arrays that look into the same memory, so that they still do afterwards.

    Returns id → reduction for views among `values`, and what must be kept alive meanwhile.
    Pickle itself would give each of them memory of its own.
    """
    numpy = sys.modules.get("numpy")
    if numpy is None:
        return {}, []
    arrays: list[Any] = [v for v in values if type(v) is numpy.ndarray]
    owners: dict[int, list[Any]] = {}
    for array in arrays:
        owners.setdefault(id(_owner(array)), []).append(array)
    reductions: dict[int, Reduced] = {}
    for group in owners.values():
        owner = _owner(group[0])
        if len({id(array) for array in group}) < 2 or type(owner) is not numpy.ndarray:
            continue
        if not owner.flags.forc or any(a.dtype.hasobject for a in (owner, *group)):
            continue
        if owner.nbytes > 4 * sum(array.nbytes for array in group):
            continue  # copying all of it for a few elements would cost more than it shows
        for array in group:
            if array is not owner:
                start = array.__array_interface__["data"][0] - owner.__array_interface__["data"][0]
                layout = (array.shape, array.dtype, start, array.strides, array.flags.writeable)
                reductions[id(array)] = (view_of, (owner, *layout))
    return reductions, arrays


def _owner(array: Any) -> Any:
    while type(array.base) is type(array):
        array = array.base
    return array


def view_of(
    owner: Any, shape: Any, dtype: Any, offset: int, strides: Any, writeable: bool
) -> object:
    """An array that looks into `owner`'s memory."""
    import numpy as np

    flat = owner.reshape(-1, order="A")
    result: Any = np.ndarray(shape, dtype, flat, offset, strides)
    if not writeable:
        result.flags.writeable = False
    return result


def restored_property(function: Any, name: str | None) -> functools.cached_property[Any]:
    """A `cached_property` (whose lock can't be copied) anew."""
    restored: functools.cached_property[Any] = functools.cached_property(function)
    if name is not None:
        restored.__set_name__(object, name)
    return restored


def restored_cache(function: Callable[..., Any], maxsize: int | None, typed: bool) -> object:
    """A function under `lru_cache`, with nothing in the cache yet."""
    return functools.lru_cache(maxsize, typed)(function)


def reason_in_words(error: BaseException, value: object) -> str:
    """Why `value` couldn't be copied, from what was raised."""
    if isinstance(error, Refused):
        return f"it is {error}" if error.value is value else f"it holds {error}"
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    text = str(error) or type(error).__name__
    return text.strip()[:300]
