"""The containers of the standard library, read through the methods of their own base classes."""

from __future__ import annotations

import collections
import functools
import types
from collections.abc import Callable
from typing import Any

from .columns import column, type_numbers
from .form import MAP, RECORD, SEQ, SET, Column, Node, node

Handler = Callable[[Any, Any], Node]

_SORTABLE = set(map(id, (int, float, bool, str, bytes)))


def fields(encoder: Any, items: dict[str, Any]) -> list[Column]:
    """The two columns of a record."""
    values = ["*", [encoder.child(value) for value in items.values()]]
    return [["*", [encoder.name(name) for name in items]], values]


def _sequence(base: type, identity: bool) -> Handler:
    def write(encoder: Any, x: Any) -> Node:
        items = list(base.__iter__(x))  # type: ignore[attr-defined]
        return node(SEQ, encoder.type_name(base), identity, None, [column(encoder, items)])

    return write


def _mapping(base: Any, name: str, meta: Callable[[Any], Any] = lambda x: None) -> Handler:
    def write(encoder: Any, x: Any) -> Node:
        keys = column(encoder, list(base.keys(x)))
        values = column(encoder, list(base.values(x)))
        return node(MAP, name, True, meta(x), [keys, values])

    return write


def _ordered(items: list[Any]) -> list[Any]:
    """A set's items in an order that doesn't depend on hashes, where they have one."""
    kinds = type_numbers(items)
    if kinds <= _SORTABLE:
        try:
            return sorted(items) if id(float) not in kinds else sorted(items, key=_nan_last)
        except TypeError:
            return items
    return items


def _nan_last(x: Any) -> tuple[bool, Any]:
    return x != x, x


def _set(base: Any, identity: bool) -> Handler:
    def write(encoder: Any, x: Any) -> Node:
        items = _ordered(list(base.__iter__(x)))
        return node(SET, base.__name__, identity, None, [column(encoder, items)])

    return write


def _deque(encoder: Any, x: Any) -> Node:
    items = list(collections.deque.__iter__(x))
    return node(SEQ, "collections.deque", True, f"maxlen {x.maxlen}", [column(encoder, items)])


def _slice(encoder: Any, x: slice) -> Node:
    parts = {"start": x.start, "stop": x.stop, "step": x.step}
    return node(RECORD, "slice", False, None, fields(encoder, parts))


def _partial(encoder: Any, x: Any) -> Node:
    base = functools.partial
    func = base.__dict__["func"].__get__(x)
    args, keywords = base.__dict__["args"].__get__(x), base.__dict__["keywords"].__get__(x)
    parts = {"func": func, "args": args, "keywords": keywords}
    return node(RECORD, "functools.partial", True, None, fields(encoder, parts))


def _exception(encoder: Any, x: Any) -> Node:
    args = BaseException.__dict__["args"].__get__(x)
    return node(RECORD, "exception", True, None, fields(encoder, {"args": args}))


def _factory(x: Any) -> str:
    factory = collections.defaultdict.__dict__["default_factory"].__get__(x)
    return f"default {getattr(factory, '__qualname__', type(factory).__qualname__)}"


def _proxy(encoder: Any, x: Any) -> Node:
    copied = dict(x)
    columns = [column(encoder, list(copied)), column(encoder, list(copied.values()))]
    return node(MAP, "mappingproxy", True, None, columns)


def table() -> dict[type, Handler]:
    """How to write each exact type; a subclass is written as its base and its own state."""
    views: tuple[type, ...] = (type({}.keys()), type({}.values()), type({}.items()))
    return {
        list: _sequence(list, True),
        tuple: _sequence(tuple, False),
        dict: _mapping(dict, "dict"),
        set: _set(set, True),
        frozenset: _set(frozenset, False),
        collections.deque: _deque,
        collections.OrderedDict: _mapping(collections.OrderedDict, "collections.OrderedDict"),
        collections.defaultdict: _mapping(dict, "collections.defaultdict", _factory),
        types.MappingProxyType: _proxy,
        slice: _slice,
        functools.partial: _partial,
        BaseException: _exception,
        **{view: _sequence(view, True) for view in views},
    }
