"""Objects by their state, and iterators by what they would give next."""

from __future__ import annotations

import io
import types
from collections.abc import Callable
from itertools import islice
from typing import Any

from . import naming
from .form import ITERATOR, LEAF, OPAQUE, PREFIX_ITEMS, RECORD, Child, Node, node

_OBJECT_BYTES = object.__basicsize__
_POINTER_BYTES = 8
# The root of all streams, those written in C included: `io.IOBase` is a Python class below it.
_STREAM = io.IOBase.__mro__[1]
_FILES = (io.TextIOWrapper, io.BufferedReader, io.FileIO)
_REMEMBERED = "_cache"
"""Where pandas' own objects keep what they have worked out of the rest of their state."""
_State = tuple[list[Child], list[Child]]


def special(kind: type) -> Callable[[Any, Any], Node] | None:
    """Handlers for kinds that must not be read by their state."""
    above = naming.bases(kind)
    if _STREAM in above and io.StringIO not in above and io.BytesIO not in above:
        return _stream
    if types.GeneratorType in above or _gives_next(kind):
        return one_by_one
    return None


def _stream(encoder: Any, x: Any) -> Node:
    """A stream hides where it stands; one that `with open(…) as x` has closed is only its name."""
    if type(x) in _FILES and x.closed:
        return node(LEAF, encoder.type_name(type(x)), False, f"closed file {x.name!r}")
    return node(OPAQUE, encoder.type_name(type(x)), False, "it is a stream")


def _gives_next(kind: type) -> bool:
    if naming.fact(kind, "__module__") not in ("builtins", "itertools"):
        return False
    ours = not naming.is_heap(kind) or naming.is_library(kind)
    return ours and "__next__" in naming.class_dict(kind)


def one_by_one(encoder: Any, x: Any) -> Node:
    """Marks an iterator: the encoder consumes it after everything else was written."""
    raise AssertionError("iterators wait until the end")


def iterator_prefix(encoder: Any, x: Any) -> Node:
    """The next items of `x` and, if it raises, what it raised."""
    items: list[Any] = []
    end: Any = None
    # A generator runs user code, which may raise anything.
    try:
        items.extend(islice(x, PREFIX_ITEMS + 1))
    except Exception as error:
        end = f"{type(error).__qualname__}: {error}"
    if len(items) > PREFIX_ITEMS:
        end = "prefix"
    column = encoder.column(items[:PREFIX_ITEMS])
    return node(ITERATOR, encoder.type_name(type(x)), True, end or "all", [column])


def has_dict(kind: type) -> bool:
    """Whether instances of `kind` have attributes of their own."""
    return bool(naming.fact(kind, "__dictoffset__"))


def by_state(encoder: Any, x: Any) -> Node:
    """An object of no known kind: its class and its state, or opaque where it hides it."""
    kind = type(x)
    read = state(encoder, x) if _is_plain(kind) else _reduced(encoder, x)
    if read is None and naming.is_library(x):
        return node(LEAF, encoder.type_name(kind), False, f"{x.__module__}.{x.__qualname__}")
    if read is None:
        return node(OPAQUE, encoder.type_name(kind), False, "it can't be compared")
    names, values = read
    if naming.is_heap(kind) and not naming.is_library(kind):
        names, values = ["sclass", *names], [encoder.child(kind), *values]
    return node(RECORD, encoder.type_name(kind), True, None, [["*", names], ["*", values]])


def _is_plain(kind: type) -> bool:
    """Whether all state is in `__dict__` and slots: nothing hides in a structure of C's."""
    slots = sum(len(_slots(base)) for base in naming.bases(kind))
    size = _OBJECT_BYTES + _POINTER_BYTES * slots
    for offset in ("__dictoffset__", "__weakrefoffset__"):
        size += _POINTER_BYTES * (naming.fact(kind, offset) > 0)
    fixed = naming.fact(kind, "__itemsize__") == 0
    return fixed and bool(naming.fact(kind, "__basicsize__") <= size)


def _slots(base: type) -> dict[str, Any]:
    return {
        name: value
        for name, value in naming.class_dict(base).items()
        if type(value) is types.MemberDescriptorType
        and value.__objclass__ is base
        and name != "__dict__"
        and naming.is_heap(base)
    }


def state(encoder: Any, x: Any) -> _State | None:
    """Names and values of the attributes that `x` itself holds; None where it hides them.

    Read through the interpreter's own descriptors: properties named `__dict__` and
    `__getattribute__` methods have no say.
    """
    found: dict[str, Any] = {}
    if has_dict(type(x)):
        own = _own_dict(x)
        if own is None:
            return None
        found.update({str(name): value for name, value in dict.items(own)})
    for base in naming.bases(type(x)):
        for name, slot in _slots(base).items():
            try:
                found.setdefault(name, slot.__get__(x))
            except AttributeError:
                continue
    pandas = str(naming.fact(type(x), "__module__")).startswith("pandas.")
    if pandas and naming.is_library(type(x)):
        found.pop(_REMEMBERED, None)
    ordered = list(found)
    return [encoder.name(name) for name in ordered], [encoder.child(found[n]) for n in ordered]


def _own_dict(x: Any) -> dict[str, Any] | None:
    for base in naming.bases(type(x)):
        descriptor: Any = naming.class_dict(base).get("__dict__")
        if type(descriptor) in (types.GetSetDescriptorType, types.MemberDescriptorType):
            own = descriptor.__get__(x)
            return own if isinstance(own, dict) else None
    return None


def _reduced(encoder: Any, x: Any) -> _State | None:
    """The state of an object implemented in C, as its library's own copy protocol gives it."""
    for base in naming.bases(type(x)):
        for name in ("__reduce__", "__reduce_ex__", "__getstate__"):
            method = naming.class_dict(base).get(name)
            if type(method) is types.FunctionType and not naming.is_library(method):
                return None
    try:
        reduce: Any = type(x).__reduce_ex__
        reduced = reduce(x, 2)
    except TypeError:
        return None
    if type(reduced) is not tuple:
        return None
    parts: dict[str, Any] = dict(zip(("made by", "arguments", "state"), reduced, strict=False))
    for name, items in zip(("items", "pairs"), reduced[3:], strict=False):
        parts[name] = None if items is None else list(items)
    names = [encoder.name(name) for name in parts]
    return names, [encoder.child(value) for value in parts.values()]
