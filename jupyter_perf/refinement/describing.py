"""What a source reads, in words for a model: kinds, types, shapes and names, not values.

Runs as TRUSTED work in the sandbox, with the values at hand. What may be said: types, lengths,
shapes, dtypes, names of columns (text labels; labels of other kinds, and keys of dictionaries, are
values), kinds of indexes and whether they are sorted, parameters of functions, versions of modules.
No method of the user's own classes is called, unless values are shared.
"""

from __future__ import annotations

import re
import types
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from ..core.kinds import is_frame
from ..sandbox.encode.naming import fact, is_heap, is_library, type_name
from . import describing_text, sharing
from .describing_containers import CONTAINERS, container
from .describing_tables import by_library

_MOST_NAMES, _MOST_CHARACTERS = 60, 2000
_MOST_CALLS = 3
_LIBRARIES = frozenset(
    (
        *("numpy", "pandas", "scipy", "torch", "polars", "pyarrow", "xarray", "dask", "sparse"),
        *("geopandas", "jax", "jaxlib", "tensorflow", "cupy", "cudf"),
    )
)
_VERSION = re.compile(r"\d[\w.+!-]{0,40}")


def describe(namespace: Mapping[str, Any], payload: Mapping[str, Any]) -> list[str]:
    """TRUSTED work: a line for each thing in `payload`: names `read`, calls, inputs (`stdin`).

    With `share_values` each line ends with a few values. Raises nothing for any value.
    """
    shared = bool(payload.get("share_values"))
    if payload.get("kind") == "program":
        return describing_text.inputs(payload.get("stdin") or (), shared)
    lines = list(_of_calls(namespace.get(payload.get("calls_name", "")), shared))
    read = [name for name in payload.get("read") or () if name in namespace]
    lines += [_line(f"`{name}`", namespace[name], shared) for name in read[:_MOST_NAMES]]
    if len(read) > _MOST_NAMES:
        lines.append(f"and {len(read) - _MOST_NAMES} names more")
    return lines


def columns(namespace: Mapping[str, Any], payload: Mapping[str, Any]) -> list[str]:
    """TRUSTED work: the names of columns that `describe` tells, for what is said later on."""
    found: dict[str, None] = {}
    values = [namespace[name] for name in payload.get("read") or () if name in namespace]
    for args, kwargs in namespace.get(payload.get("calls_name", "")) or ():
        values += [*args, *kwargs.values()]
    for value in values:
        if _is_known(type(value)) and is_frame(value):
            labels = islice(value.columns, sharing.MOST_COLUMNS)
            found.update((label, None) for label in labels if type(label) is str)
    return list(found)


def words(value: Any, depth: int = 2) -> str:
    """The kind of one value; containers are looked into `depth` levels deep."""
    kind = type(value)
    # Attributes of library classes and elements of any kind can raise whatever they like.
    try:
        return _words(value, kind, depth)[:_MOST_CHARACTERS]
    except Exception:
        return type_name(kind)


def _words(value: Any, kind: type, depth: int) -> str:
    if kind is str:
        return describing_text.text(value)
    if kind in (bytes, bytearray):
        return f"{kind.__name__} of {len(value):,}"
    if kind is types.ModuleType:
        return _module(value)
    if kind is types.FunctionType:
        return f"function {value.__name__}({', '.join(_parameters(value.__code__))})"
    if isinstance(value, type):
        return f"class {type_name(value)}"
    if kind in CONTAINERS:
        return container(value, depth, words)
    return (by_library(value) if _is_known(kind) else None) or type_name(kind)


def _is_known(kind: type) -> bool:
    """Whether it is a class of a library whose attributes may be asked for."""
    root = str(fact(kind, "__module__")).partition(".")[0]
    return root in _LIBRARIES and (not is_heap(kind) or is_library(kind))


def _line(name: str, value: Any, shared: bool) -> str:
    line = f"{name}: {words(value)}"
    sample = sharing.some_of(value) if shared else ""
    return f"{line}; for example {sample}" if sample else line


def _module(module: types.ModuleType) -> str:
    inside = types.ModuleType.__getattribute__(module, "__dict__")
    name, version = (inside.get(key) for key in ("__name__", "__version__"))
    known = type(version) is str and _VERSION.fullmatch(version)
    return f"module {name}" + (f" {version}" if known else "")


def _parameters(code: types.CodeType) -> Iterator[str]:
    """Names of the parameters, as they are written; no defaults, which are values."""
    names = code.co_varnames
    positional, keyword = code.co_argcount, code.co_kwonlyargcount
    rest = positional + keyword
    for at, name in enumerate(names[:positional], 1):
        yield name
        if at == code.co_posonlyargcount:
            yield "/"
    if code.co_flags & 0x04:
        yield "*" + names[rest]
        rest += 1
    elif keyword:
        yield "*"
    yield from names[positional : positional + keyword]
    if code.co_flags & 0x08:
        yield "**" + names[rest]


def _of_calls(calls: Sequence[Any] | None, shared: bool) -> Iterator[str]:
    """How many calls there are, and the arguments of the first that aren't alike."""
    if not calls:
        return
    yield f"{len(calls):,} {'call' if len(calls) == 1 else 'calls'} on the user's data"
    seen: set[str] = set()
    for number, (args, kwargs) in enumerate(calls, 1):
        given = [*((str(at), x) for at, x in enumerate(args, 1)), *kwargs.items()]
        lines = [_line(f"argument {name}", value, shared) for name, value in given]
        said = "; ".join(lines)[:_MOST_CHARACTERS]
        if said not in seen:
            seen.add(said)
            yield f"call {number}: {said or 'no arguments'}"
        if len(seen) >= _MOST_CALLS:
            return
