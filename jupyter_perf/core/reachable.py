"""What the user's own functions and classes reach for when they are called.

A function looks its globals up when it runs, so copying it means copying those too. Functions that
live in importable modules are left alone: they are found again by importing the module.
"""

from __future__ import annotations

import dis
import functools
import types
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

MAX_ITEMS = 200
"""Containers are searched for functions up to this many elements."""
MAX_DEPTH = 8
_PLAIN = frozenset({str, bytes, int, float, type(None)})
_OPERATIONS = {
    "LOAD_GLOBAL": "read",
    "LOAD_FROM_DICT_OR_GLOBALS": "read",
    "LOAD_NAME": "load",
    "STORE_NAME": "bind",
    "STORE_GLOBAL": "write",
    "DELETE_GLOBAL": "delete",
}
_CLASS_NAMES = frozenset({"__name__", "__module__", "__qualname__"})


@dataclass
class Reached:
    """What functions do with globals, summed over all that were reached."""

    reads: set[str] = field(default_factory=set)
    writes: set[str] = field(default_factory=set)
    deletes: set[str] = field(default_factory=set)
    unresolved: set[str] = field(default_factory=set)
    """Global names that neither the namespace nor the function's own globals have."""
    functions: list[types.FunctionType] = field(default_factory=list)


@functools.lru_cache(maxsize=512)
def code_globals(code: types.CodeType) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """(read, written, deleted) global names of a code object and all code inside it."""
    found: dict[str, set[str]] = {}
    for instruction in dis.get_instructions(code):
        if instruction.opname in _OPERATIONS:
            found.setdefault(_OPERATIONS[instruction.opname], set()).add(instruction.argval)
    # A class body looks its own names up first; they are in the same code object.
    loaded = found.get("load", set()) - found.get("bind", set()) - _CLASS_NAMES
    reads = found.get("read", set()) | loaded
    writes, deletes = found.get("write", set()), found.get("delete", set())
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            inner = code_globals(constant)
            reads |= inner[0]
            writes |= inner[1]
            deletes |= inner[2]
    return frozenset(reads), frozenset(writes), frozenset(deletes)


def reach(names: Iterable[str], namespace: Mapping[str, object]) -> Reached:
    """Follow functions, classes and their instances from `names` through `namespace`."""
    result = Reached()
    seen: set[int] = set()
    followed: set[str] = set()
    waiting = [name for name in names if name in namespace]
    while waiting:
        name = waiting.pop()
        if name in followed:
            continue
        followed.add(name)
        for function in functions_in(namespace[name], namespace, seen):
            result.functions.append(function)
            waiting += _add(result, function, namespace)
    return result


def _add(
    result: Reached, function: types.FunctionType, namespace: Mapping[str, object]
) -> set[str]:
    reads, writes, deletes = code_globals(function.__code__)
    own = function.__globals__
    shared = {n for n in reads if n in namespace and belongs(n, own, namespace)}
    result.reads |= shared
    result.unresolved |= {n for n in reads if n not in own and n not in namespace}
    result.writes |= writes if own is namespace else set()
    result.deletes |= deletes if own is namespace else set()
    return shared


def belongs(name: str, own: Mapping[str, object], namespace: Mapping[str, object]) -> bool:
    """Whether a function with the globals `own` means the namespace's object by `name`."""
    missing = object()
    return own is namespace or own.get(name, missing) is namespace[name]


def is_users(function: types.FunctionType, namespace: Mapping[str, object]) -> bool:
    """True for functions written in the notebook (or in the namespace's own module)."""
    own = function.__globals__
    if own is namespace:
        return True
    return own.get("__name__") == "__main__" or function.__module__ == "__main__"


def functions_in(
    value: object, namespace: Mapping[str, object], seen: set[int] | None = None
) -> Iterator[types.FunctionType]:
    """The user's functions that calling or using `value` may run. `seen` holds ids of the past."""
    seen = set() if seen is None else seen
    waiting: list[tuple[object, int]] = [(value, 0)]
    while waiting:
        item, depth = waiting.pop()
        if id(item) in seen or type(item) in _PLAIN:
            continue
        seen.add(id(item))
        if type(item) is types.FunctionType:
            if is_users(item, namespace):
                yield item
            elif not hasattr(item, "__wrapped__"):
                continue
        if depth < MAX_DEPTH:
            # Objects of any class are looked at here: lazy ones may fail in any way when they are.
            try:
                waiting += [(part, depth + 1) for part in _parts(item, namespace)]
            except Exception:
                continue


def _parts(item: object, namespace: Mapping[str, object]) -> Iterator[object]:
    """What else is run or reachable through `item`, one step away."""
    if isinstance(item, types.FunctionType):
        yield from _function_parts(item)
    elif isinstance(item, (list, tuple, set, frozenset)) and len(item) <= MAX_ITEMS:
        yield from item
    elif isinstance(item, dict) and len(item) <= MAX_ITEMS:
        yield from item.values()
    elif isinstance(item, functools.partial):
        yield from (item.func, item.args, item.keywords)
    elif isinstance(item, (types.MethodType, staticmethod, classmethod)):
        yield from (item.__func__, getattr(item, "__self__", None))
    elif isinstance(item, property):
        yield from (item.fget, item.fset, item.fdel)
    elif isinstance(item, type):
        if _is_users_class(item, namespace):
            yield from (*vars(item).values(), *item.__mro__[1:], type(item))
    else:
        yield from _instance_parts(item, namespace)


def _function_parts(function: types.FunctionType) -> Iterator[object]:
    yield function.__defaults__
    yield function.__kwdefaults__
    yield from vars(function).values()
    for cell in function.__closure__ or ():
        try:
            yield cell.cell_contents
        except ValueError:
            continue  # not filled yet


def _instance_parts(item: object, namespace: Mapping[str, object]) -> Iterator[object]:
    kind = type(item)
    if _is_users_class(kind, namespace):
        yield kind
        yield getattr(item, "__dict__", None)
        return
    # Wrappers keep the function under these names: functools, numba, joblib, numpy.vectorize.
    instance = getattr(item, "__dict__", {}) if kind.__module__ != "builtins" else {}
    for name in ("__wrapped__", "py_func", "func", "pyfunc"):
        if isinstance(instance, dict) and name in instance:
            yield instance[name]
        elif name in ("__wrapped__", "py_func") and name in dir(kind):
            yield getattr(item, name, None)


def _is_users_class(kind: type, namespace: Mapping[str, object]) -> bool:
    return kind.__module__ in ("__main__", namespace.get("__name__", "__main__"))
