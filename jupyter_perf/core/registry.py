"""Things of one kind, registered beside their definition and found where they lie."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType, ModuleType
from typing import Generic, TypeVar

T = TypeVar("T")


class Registry(Generic[T]):
    """Name → thing, for rules, recipes, methods, providers, targets, models.

    Built-ins are the modules of the package `folder` (those whose name starts with `_` are
    helpers and skipped), imported on first use; then entry points of the group
    `jupyter_perf.<kind>` are loaded. A built-in wins its name. What can't be imported or registered
    is left out and named in `disabled`, so that it takes nothing else along: a plug-in by its entry
    point, a built-in by its module (a library of another version, an update that was cut short).

        RULES: Registry[Rule] = Registry("rules", "jupyter_perf.refinement.rules")

        @RULES.register("my-rule")
        def my_rule(): ...

    An entry point may refer to a module that registers while it is imported, or to the thing
    itself, which is then registered under the entry point's name.
    """

    def __init__(self, kind: str, folder: str | None = None) -> None:
        self.kind = kind
        self.folder = folder
        self._things: dict[str, T] = {}
        self._disabled: dict[str, str] = {}
        self._loaded = False
        self._plugin: str | None = None

    def register(self, name: str) -> Callable[[T], T]:
        """Decorator: register what follows under `name` and leave it as it is."""

        def add(thing: T) -> T:
            self.add(name, thing)
            return thing

        return add

    def add(self, name: str, thing: T) -> None:
        """Register `thing`; raises ValueError where a built-in takes a name twice.

        A plug-in's claim on a name that is taken is recorded in `disabled` instead.
        """
        if name not in self._things:
            self._things[name] = thing
        elif self._plugin is None:
            raise ValueError(f"two {self.kind} are named {name!r}")
        else:
            self._disabled[self._plugin] = f"the name {name!r} is taken"

    @property
    def disabled(self) -> Mapping[str, str]:
        """What is left out: name of the entry point, or of our own module → why."""
        self.load()
        return MappingProxyType(self._disabled)

    def load(self) -> None:
        """Find built-ins and plug-ins; does nothing from the second call on."""
        if self._loaded:
            return
        self._loaded = True
        if self.folder is not None:
            package = importlib.import_module(self.folder)
            for module in sorted(pkgutil.iter_modules(package.__path__), key=lambda m: m.name):
                if not module.name.startswith("_"):
                    with self._alone(module.name):
                        importlib.import_module(f"{self.folder}.{module.name}")
        self._load_plugins()

    def _load_plugins(self) -> None:
        from importlib.metadata import entry_points

        for point in sorted(entry_points(group=f"jupyter_perf.{self.kind}"), key=lambda p: p.name):
            self._plugin = point.name
            before = set(self._things)
            with self._alone(point.name):
                thing = point.load()
                if set(self._things) == before and point.name not in self._disabled:
                    self._add_loaded(point.name, thing)
            self._plugin = None

    @contextmanager
    def _alone(self, name: str) -> Iterator[None]:
        """What fails within is disabled as `name`, with all that it registered by then."""
        before = set(self._things)
        try:
            yield
        # Code that isn't known here runs: whatever it raises must disable it alone.
        except Exception as error:
            self._disabled[name] = f"{type(error).__name__}: {error}"
            for added in set(self._things) - before:
                del self._things[added]

    def _add_loaded(self, name: str, thing: T) -> None:
        """Register what an entry point names; a module registers by itself, earlier or never."""
        if not isinstance(thing, ModuleType):
            self.add(name, thing)
        elif name not in self._things:
            self._disabled[name] = "it registers nothing under this name"

    def names(self) -> list[str]:
        """All names, sorted."""
        self.load()
        return sorted(self._things)

    def get(self, name: str) -> T:
        """The thing of that name; raises KeyError with the known names."""
        self.load()
        try:
            return self._things[name]
        except KeyError:
            known = ", ".join(sorted(self._things))
            raise KeyError(f"no {self.kind} named {name!r}; known: {known}") from None

    def __contains__(self, name: object) -> bool:
        self.load()
        return name in self._things

    def __iter__(self) -> Iterator[str]:
        return iter(self.names())

    def __len__(self) -> int:
        return len(self.names())

    def items(self) -> list[tuple[str, T]]:
        """(name, thing) pairs, sorted by name."""
        return [(name, self._things[name]) for name in self.names()]
