"""What a class is, as the interpreter holds it: metaclasses and attributes may say otherwise."""

from __future__ import annotations

import sys
import types
from typing import Any

_HEAP = 1 << 9
"""The flag of classes made while running, by a `class` statement above all."""


def bases(kind: type) -> tuple[type, ...]:
    """The classes that `kind` consists of, `object` left out."""
    return tuple(fact(kind, "__mro__")[:-1])


def fact(kind: type, name: str) -> Any:
    """What the interpreter holds of a class, whatever its metaclass says."""
    return type.__dict__[name].__get__(kind)


def is_heap(kind: type) -> bool:
    """Whether the class isn't part of a compiled module."""
    return bool(fact(kind, "__flags__") & _HEAP)


def poses(kind: type) -> bool:
    """Whether its metaclass decides what the class is equal to, so that no table can hold it."""
    metaclass = type(kind)
    if metaclass is type:
        return False
    own = [base for base in fact(metaclass, "__mro__") if base not in (type, object)]
    return any({"__eq__", "__hash__"} & set(class_dict(base)) for base in own)


def class_dict(kind: type) -> types.MappingProxyType[str, Any]:
    """The class's own attributes."""
    return fact(kind, "__dict__")  # type: ignore[no-any-return]


def type_name(kind: type) -> str:
    """Qualified name: without the module for builtins and the cell's own classes."""
    heap = is_heap(kind)
    module, qualified = fact(kind, "__module__"), str(fact(kind, "__qualname__"))
    if type(module) is not str:
        return f"{qualified} (of no module)"
    if module == "__main__":
        return f"__main__.{qualified}" if _resolves("builtins", qualified) else qualified
    if module == "builtins":
        return f"{qualified} (not the builtin)" if heap and not is_library(kind) else qualified
    claimed = heap and not is_library(kind) and "<locals>" not in qualified
    return f"{module}.{qualified}" + (" (not the library's)" if claimed else "")


def _resolves(module: str, qualified: str) -> Any:
    found: Any = sys.modules.get(module)
    for name in qualified.split("."):
        found = getattr(found, name, None)
    return found


def is_library(x: Any) -> bool:
    """Whether `x` (a class or function) is what its module and name say, in a module proper."""
    if isinstance(type(x), type) and type in fact(type(x), "__mro__"):
        module, qualified = fact(x, "__module__"), fact(x, "__qualname__")
    else:
        module, qualified = getattr(x, "__module__", None), getattr(x, "__qualname__", None)
    if type(module) is not str or type(qualified) is not str or module == "__main__":
        return False
    return _resolves(module, qualified) is x
