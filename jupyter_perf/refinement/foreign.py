"""Functions that the user imported from modules: their names mean what they mean there."""

from __future__ import annotations

import ast
import builtins
import inspect
import sys
import textwrap
from collections.abc import Callable, Mapping
from types import BuiltinFunctionType, FunctionType, ModuleType
from typing import TYPE_CHECKING, Any

from . import flow, values
from .source import Function

if TYPE_CHECKING:
    from .facts import Facts

Meaning = Callable[[str], "Function | str | None"]
_OWN = ("__main__", "builtins", None, "")
_FIXED = (*values.IMMUTABLE, ModuleType, FunctionType, BuiltinFunctionType, type)


def is_foreign(function: FunctionType) -> bool:
    """True for a function of a module, whose globals aren't the user's."""
    return function.__module__ not in _OWN


def is_at_home(body: ast.FunctionDef, function: FunctionType, facts: Facts) -> bool:
    """True where no name of a function's means something else in the user's source."""
    bound = flow.local_names(body) | flow.stores(body) | {body.name}
    bound |= {arg.arg for arg in ast.walk(body) if isinstance(arg, ast.arg)}
    bound |= {
        part.id
        for part in ast.walk(body)
        if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)
    }
    free = flow.loads(body) - bound
    return not any(_means_other(name, function.__globals__, facts) for name in free)


def _means_other(name: str, home: Mapping[str, Any], facts: Facts) -> bool:
    there = home[name] if name in home else getattr(builtins, name, None)
    if not facts.is_unbound(name):
        full = facts.imported.get(name, "")
        return not (isinstance(there, ModuleType) and there.__name__ == full)
    return name in facts.namespace and facts.namespace[name] is not there


class Homes:
    """Where the functions come from that were read, by their bodies."""

    def __init__(self) -> None:
        self._of: dict[ast.AST, Mapping[str, Any]] = {}
        self._read: dict[FunctionType, ast.FunctionDef | None] = {}
        self._tables: dict[str, set[str]] = {}

    def read(self, function: FunctionType) -> ast.FunctionDef | None:
        """The body of a module's function, read once."""
        if function not in self._read:
            body = _parsed(function)
            self._read[function] = body
            if body is not None:
                self._of[body] = function.__globals__
        return self._read[function]

    def meaning(self, body: ast.AST) -> Meaning | None:
        """What a global name means to a function; None for one of the user's own."""
        home = self._of.get(body)
        return None if home is None else lambda name: self._meaning(name, home)

    def _meaning(self, name: str, home: Mapping[str, Any]) -> Function | str | None:
        if name not in home:
            return "builtin" if hasattr(builtins, name) else None
        value = home[name]
        if isinstance(value, ModuleType):
            return f"module {value.__name__}"
        if isinstance(value, BuiltinFunctionType):
            return f"module {value.__module__}.{value.__qualname__}"
        return self.read(value) if isinstance(value, FunctionType) else None

    def changing(self, body: ast.AST, name: str) -> bool:
        """True for a global of a function's module that may be another at the next call."""
        home = self._of.get(body)
        if home is None or name not in home or isinstance(home[name], _FIXED):
            return False
        return name not in self._only_read(home)

    def _only_read(self, home: Mapping[str, Any]) -> set[str]:
        """Tables of a module's that its text makes once, and does nothing to but look into."""
        module = str(home.get("__name__", ""))
        if module not in self._tables:
            try:
                tree = ast.parse(inspect.getsource(sys.modules[module]))
            except (OSError, TypeError, SyntaxError, KeyError):
                tree = ast.Module([], [])
            self._tables[module] = _tables(tree)
        return self._tables[module]


def _tables(tree: ast.Module) -> set[str]:
    """Names that are given a literal once, and are only looked into after that."""
    made = {
        stmt.targets[0].id: stmt.targets[0]
        for stmt in tree.body
        if isinstance(stmt, ast.Assign)
        and isinstance(stmt.targets[0], ast.Name)
        and isinstance(stmt.value, ast.Dict | ast.List | ast.Set | ast.Tuple)
        and not any(isinstance(p, _MUTABLE) for p in ast.walk(stmt.value) if p is not stmt.value)
    }
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    declared = {n for g in ast.walk(tree) if isinstance(g, ast.Global) for n in g.names}
    for node in ast.walk(tree):
        other = isinstance(node, ast.Name) and node is not made.get(node.id)
        if other and isinstance(node, ast.Name) and not _looks(node, parents):
            declared.add(node.id)
    return set(made) - declared


_MUTABLE = (ast.Dict, ast.List, ast.Set, ast.Call, ast.Name, ast.Lambda)


def _looks(node: ast.Name, parents: Mapping[ast.AST, ast.AST]) -> bool:
    """True where a table is searched, gone through, or asked for a part of it."""
    parent = parents[node]
    if isinstance(parent, ast.Subscript):
        return parent.value is node and isinstance(parent.ctx, ast.Load)
    if isinstance(parent, ast.Attribute):
        return parent.attr in ("get", "items", "keys", "values", "index", "count")
    if isinstance(parent, ast.For | ast.comprehension):
        return parent.iter is node
    return isinstance(parent, ast.Compare) and node in parent.comparators


def _parsed(function: FunctionType) -> ast.FunctionDef | None:
    if hasattr(function, "__wrapped__") or function.__closure__:
        return None
    try:
        text = inspect.getsource(function)
        parsed = ast.parse(textwrap.dedent(text)).body[0]
    except (OSError, TypeError, SyntaxError, IndexError):
        return None
    plain = isinstance(parsed, ast.FunctionDef) and not parsed.decorator_list
    return parsed if plain and isinstance(parsed, ast.FunctionDef) else None
