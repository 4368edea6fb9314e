"""A `__main__` module over a restored namespace."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any


class NamespaceModule(ModuleType):
    """A module whose `__dict__` is a dict that exists already.

    A real module makes its own dict, but functions that were copied hold on to theirs; pickling,
    dataclasses and `typing` look classes up in the module by name.
    """

    def __init__(self, name: str, namespace: dict[str, object], before: ModuleType | None) -> None:
        super().__init__(name)
        object.__setattr__(self, "_namespace", namespace)
        # The former module's functions may still run: losing the module would empty their globals.
        object.__setattr__(self, "_before", before)

    @property
    def __dict__(self) -> dict[str, Any]:  # type: ignore[override]
        found: dict[str, Any] = object.__getattribute__(self, "_namespace")
        return found

    def __getattribute__(self, name: str) -> Any:
        if name in ("__dict__", "__class__"):
            return object.__getattribute__(self, name)
        namespace: dict[str, Any] = object.__getattribute__(self, "_namespace")
        if name in namespace:
            return namespace[name]
        return object.__getattribute__(self, name)

    def __setattr__(self, name: str, value: object) -> None:
        self.__dict__[name] = value

    def __delattr__(self, name: str) -> None:
        try:
            del self.__dict__[name]
        except KeyError:
            raise AttributeError(name) from None

    def __dir__(self) -> list[str]:
        return sorted(self.__dict__)


def become_main(namespace: dict[str, object]) -> None:
    """Make `namespace` that of `sys.modules["__main__"]`, in this process."""
    namespace.setdefault("__builtins__", sys.modules["builtins"])
    before = sys.modules.get("__main__")
    sys.modules["__main__"] = NamespaceModule("__main__", namespace, before)
