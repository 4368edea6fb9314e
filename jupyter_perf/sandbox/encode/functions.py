"""Functions, methods and classes: by name where a library defines them, else by their shape.

A rewrite may change the code of what the cell defines; that is its point. So functions of the
cell agree on name and signature, and a digest of their code says whether to add a note.
"""

from __future__ import annotations

import enum
import functools
import hashlib
import inspect
import sys
import types
from collections.abc import Callable, Iterator
from typing import Any

from .form import CLASS, FUNCTION, LEAF, RECORD, Node, node
from .naming import bases, class_dict, fact, is_heap, is_library, type_name

_SKIPPED = frozenset(
    (
        "__module__",
        "__dict__",
        "__weakref__",
        "__doc__",
        "__firstlineno__",
        "__static_attributes__",
        "__slotnames__",
        "__annotations_cache__",
        "__annotate_func__",
        "_abc_impl",
    )
)
"""What a class's dictionary holds beside its members."""


def special(kind: type) -> Callable[[Any, Any], Node] | None:
    """Handlers for kinds that are told by their bases: classes, enum members, jitted functions."""
    above = bases(kind)
    if type in above:
        return _class
    if enum.Enum in above:
        return _member
    numba = sys.modules.get("numba.core.dispatcher")
    if numba is not None and getattr(numba, "Dispatcher", None) in above:
        return lambda encoder, x: _wrapped(encoder, x.py_func, "compiled by numba")
    return None


def table() -> dict[type, Callable[[Any, Any], Node]]:
    """How to write each exact type of callable."""
    cached = type(functools.lru_cache(maxsize=1)(lambda: None))
    return {
        types.FunctionType: _function,
        types.MethodType: _method,
        types.BuiltinFunctionType: _builtin,
        type: _class,
        cached: lambda encoder, x: _wrapped(encoder, x.__wrapped__, "cached"),
        **dict.fromkeys((type(str.join), type(str.__add__), type("".__add__)), _builtin),
        **dict.fromkeys((staticmethod, classmethod), _unbound),
        property: _property,
        types.GetSetDescriptorType: _named,
        types.MemberDescriptorType: _named,
        types.GenericAlias: _alias,
    }


def _alias(encoder: Any, x: Any) -> Node:
    return node(LEAF, "types.GenericAlias", False, repr(x))


def _named(encoder: Any, x: Any) -> Node:
    return node(LEAF, type(x).__name__, False, str(x.__name__))


def _builtin(encoder: Any, x: Any) -> Node:
    owner = getattr(x, "__self__", None)
    label = f"{getattr(x, '__module__', None)}.{x.__qualname__}"
    if owner is None or isinstance(owner, types.ModuleType | type):
        return node(LEAF, type(x).__name__, False, label)
    columns = [["*", [encoder.name("self")]], ["*", [encoder.child(owner)]]]
    return node(RECORD, f"{type(x).__name__} {label}", False, None, columns)


def _record(encoder: Any, name: str, **parts: Any) -> Node:
    names = ["*", [encoder.name(part) for part in parts]]
    return node(
        RECORD, name, False, None, [names, ["*", [encoder.child(x) for x in parts.values()]]]
    )


def _method(encoder: Any, x: Any) -> Node:
    return _record(encoder, "method", function=x.__func__, self=x.__self__)


def _unbound(encoder: Any, x: Any) -> Node:
    return _record(encoder, type(x).__name__, function=x.__func__)


def _property(encoder: Any, x: Any) -> Node:
    return _record(encoder, "property", get=x.fget, set=x.fset, delete=x.fdel)


def _member(encoder: Any, x: Any) -> Node:
    name = x.__dict__.get("_name_")
    value = "" if type(name) is str else repr(x.__dict__.get("_value_"))
    return node(LEAF, type_name(type(x)), False, f"{name}{value}")


def _wrapped(encoder: Any, function: Any, how: str) -> Node:
    written = _function(encoder, function)
    if written[0] == FUNCTION:
        written[3] = [*written[3][:2], f"{written[3][2]} {how}"]
    return written


def _function(encoder: Any, x: Any) -> Node:
    if is_library(x):
        return node(LEAF, "function", False, f"{x.__module__}.{x.__qualname__}")
    meta = [x.__qualname__, _signature(x.__code__), digest(x.__code__)]
    defaults = [*(x.__defaults__ or ()), *(x.__kwdefaults__ or {}).values()]
    captured = [encoder.child(value) for value in _captured(x)]
    return node(FUNCTION, "function", False, meta, [encoder.column(defaults), ["*", captured]])


def _captured(function: Any) -> Iterator[Any]:
    for cell in function.__closure__ or ():
        try:
            yield cell.cell_contents
        except ValueError:
            yield NotImplemented


def _signature(code: types.CodeType) -> str:
    """Names and kinds of the parameters, without the values of defaults."""
    count, keyword = code.co_argcount, code.co_kwonlyargcount
    names = list(code.co_varnames[:count])
    if code.co_posonlyargcount:
        names.insert(code.co_posonlyargcount, "/")
    rest = count + keyword
    if code.co_flags & inspect.CO_VARARGS:
        names.append("*" + code.co_varnames[rest])
    elif keyword:
        names.append("*")
    names += code.co_varnames[count : count + keyword]
    if code.co_flags & inspect.CO_VARKEYWORDS:
        names.append("**" + code.co_varnames[rest + bool(code.co_flags & inspect.CO_VARARGS)])
    return f"({', '.join(names)})"


def digest(code: types.CodeType) -> str:
    """A digest of what the code does, without names of files and numbers of lines."""
    found = hashlib.blake2b(digest_size=12)
    for part in (code.co_code, code.co_names, code.co_varnames, code.co_freevars, code.co_flags):
        found.update(repr(part).encode("utf-8", "backslashreplace"))
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            found.update(digest(constant).encode())
        elif type(constant) is frozenset:
            found.update(repr(sorted(map(repr, constant))).encode("utf-8", "backslashreplace"))
        else:
            found.update(repr(constant).encode("utf-8", "backslashreplace"))
    return found.hexdigest()


def _class(encoder: Any, x: type) -> Node:
    if is_library(x) or not is_heap(x):
        return node(LEAF, "type", False, type_name(x))
    members = {
        name: value
        for name, value in class_dict(x).items()
        if type(name) is str and name not in _SKIPPED
    }
    members["bases"] = tuple(type_name(base) for base in fact(x, "__bases__"))
    ordered = sorted(members)
    names = ["*", [encoder.name(name) for name in ordered]]
    values = ["*", [encoder.child(members[name]) for name in ordered]]
    return node(CLASS, "type", False, type_name(x), [names, values])
