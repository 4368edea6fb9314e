"""What names mean at a place: whose variable, bound by what, a built-in, a module."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Mapping
from functools import cached_property
from types import FunctionType, ModuleType
from typing import Any

from . import flow
from .source import Function, Source

Scope = Function | ast.ClassDef | ast.Module


class Scopes:
    """The names of one source in one namespace; `taken` as for `Facts`."""

    def __init__(
        self, source: Source, namespace: Mapping[str, Any], taken: Mapping[str, str]
    ) -> None:
        self.source = source
        self.namespace = namespace
        self.taken = taken
        self._locals: dict[ast.AST, set[str]] = {}
        self._binders: dict[ast.AST, dict[str, list[ast.AST]]] = {}

    def scope(self, name: str, at: ast.AST) -> Scope:
        """The function, class or module whose variable `name` means at a place."""
        where = self.source.function(at)
        first = True
        while where is not None:
            visible = first or not isinstance(where, ast.ClassDef)
            if visible and name in self._local_names(where):
                return where
            first = False
            where = self.source.function(where)
        return self.source.tree

    def _local_names(self, scope: Scope) -> set[str]:
        if scope not in self._locals:
            self._locals[scope] = flow.local_names(scope)
        return self._locals[scope]

    def binders(self, name: str, scope: Scope) -> list[ast.AST]:
        """The nodes that bind `name` in a scope: targets, imports, definitions, `global`."""
        if scope not in self._binders:
            table: dict[str, list[ast.AST]] = {}
            for node in flow.own_statements(scope):
                for bound in _binds(node):
                    table.setdefault(bound, []).append(node)
            if isinstance(scope, ast.Module):
                for node in self.source.all(ast.Global):
                    for bound in node.names:
                        table.setdefault(bound, []).append(node)
            self._binders[scope] = table
        return self._binders[scope].get(name, [])

    def is_builtin(self, *names: str, at: ast.AST) -> bool:
        """True where each name means Python's own at a place: not bound in source or namespace."""
        return all(self._means_builtin(name, at) for name in names)

    def _means_builtin(self, name: str, at: ast.AST) -> bool:
        if not hasattr(builtins, name):
            return False
        if name in self.namespace and self.namespace[name] is not getattr(builtins, name):
            return False
        scope = self.scope(name, at)
        return isinstance(scope, ast.Module) and not self.binders(name, scope)

    def is_free(self, name: str) -> bool:
        """True where nothing in source, namespace or builtins goes by that name."""
        used = name in self.source.names or name in self.namespace or name in self.taken
        return not (used or hasattr(builtins, name))

    def fresh(self, name: str) -> str:
        """`name`, or `name_2`, … : the first that is free."""
        found, number = name, 2
        while not self.is_free(found):
            found, number = f"{name}_{number}", number + 1
        return found

    def module(self, name: str, *usual: str) -> tuple[str, str]:
        """(name to reach a module by, import line to add or ""), for instance ("np", "")."""
        for alias, full in self.imported.items():
            if full == name:
                return alias, ""
        for alias, value in self.namespace.items():
            if isinstance(value, ModuleType) and value.__name__ == name and self.is_unbound(alias):
                return alias, ""
        for alias in (*usual, name):
            again = self.taken.get(alias) == name and alias not in self.source.names
            if again or self.is_free(alias) or self._missing(alias):
                return alias, f"import {name}" if alias == name else f"import {name} as {alias}"
        alias = self.fresh(f"{name}_module")
        return alias, f"import {name} as {alias}"

    def is_module(self, name: str) -> bool:
        """True where a global name stands for a module or for something imported."""
        return name in self.imported or isinstance(self.namespace.get(name), ModuleType)

    def is_unbound(self, name: str) -> bool:
        """True where the source binds a name nowhere."""
        return name not in self._bound

    @cached_property
    def _bound(self) -> set[str]:
        return {name for node in ast.walk(self.source.tree) for name in _binds(node)}

    def _missing(self, name: str) -> bool:
        """True for a name that the source reads and nobody binds (an import was forgotten)."""
        bound = name in self.namespace or name in self.taken or hasattr(builtins, name)
        return not bound and self.is_unbound(name) and name in flow.loads(self.source.tree)

    @cached_property
    def imported(self) -> dict[str, str]:
        """Alias → full name of modules and objects imported at the source's top level."""
        found: dict[str, str] = {}
        for stmt in self.source.tree.body:
            if isinstance(stmt, ast.Import):
                for alias in stmt.names:
                    if alias.asname or "." not in alias.name:
                        found[alias.asname or alias.name] = alias.name
            elif isinstance(stmt, ast.ImportFrom) and not stmt.level:
                for alias in stmt.names:
                    found[alias.asname or alias.name] = f"{stmt.module}.{alias.name}"
        single = {n for n in found if len(self.binders(n, self.source.tree)) == 1}
        return {name: full for name, full in found.items() if name in single}

    def full_name(self, node: ast.expr) -> str | None:
        """`numpy.sqrt` for `np.sqrt`, by imports in the source or modules in the namespace."""
        parts: list[str] = []
        while isinstance(node, ast.Attribute):
            parts.append(node.attr)
            node = node.value
        if not isinstance(node, ast.Name):
            return None
        if not isinstance(self.scope(node.id, node), ast.Module):
            return None
        base = self.imported.get(node.id)
        if base is None and self.is_unbound(node.id):
            value = self.namespace.get(node.id)
            if isinstance(value, ModuleType):
                base = value.__name__
            elif isinstance(value, type | FunctionType) or type(value).__name__.endswith("method"):
                base = f"{getattr(value, '__module__', '')}.{getattr(value, '__qualname__', '')}"
        return None if base is None else ".".join([base, *reversed(parts)])


def _binds(node: ast.AST) -> set[str]:
    """Names that this node itself binds."""
    if isinstance(node, ast.Name):
        return set() if isinstance(node.ctx, ast.Load) else {node.id}
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return {node.name}
    if isinstance(node, ast.alias):
        return {(node.asname or node.name).split(".")[0]}
    if isinstance(node, ast.ExceptHandler | ast.MatchAs | ast.MatchStar):
        return {node.name} if node.name else set()
    return set()
