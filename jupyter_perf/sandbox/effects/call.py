"""One call in the user's code, with what is known of it without running it."""

from __future__ import annotations

import ast
import builtins
import io
import types
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ...core import starred
from ...core.names_found import dotted

UNKNOWN = object()
"""The value of an expression that only running it could tell."""


@dataclass
class Context:
    """What the code around a call says: its imports, its namespace, its simple assignments."""

    namespace: Mapping[str, object]
    imported: dict[str, str] = field(default_factory=dict)
    """Name → dotted name, for all that the code imports."""
    constants: dict[str, object] = field(default_factory=dict)
    """Name → the literal that the code assigns to it."""
    makers: dict[str, str] = field(default_factory=dict)
    """Name → the last part of what was called to make its value (`buffer` → `StringIO`)."""
    bound: set[str] = field(default_factory=set)
    text: str = ""

    @classmethod
    def of(cls, tree: ast.AST, text: str, namespace: Mapping[str, object]) -> Context:
        context = cls(namespace, text=text)
        for node in ast.walk(tree):
            context._note(node)
        return context

    def _note(self, node: ast.AST) -> None:
        if isinstance(node, ast.Import):
            for alias in node.names:
                root = alias.name.split(".")[0]
                self.imported[alias.asname or root] = alias.name if alias.asname else root
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in starred.aliases(node):
                self.imported[alias.asname or alias.name] = f"{node.module}.{alias.name}"
        elif isinstance(node, ast.Assign) and len(node.targets) == 1:
            self._note_value(node.targets[0], node.value)
        elif isinstance(node, (ast.AnnAssign, ast.NamedExpr)) and node.value is not None:
            self._note_value(node.target, node.value)
        elif isinstance(node, ast.withitem) and node.optional_vars is not None:
            self._note_value(node.optional_vars, node.context_expr)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            self.bound.add(node.id)
        elif isinstance(node, ast.arg):
            self.bound.add(node.arg)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            self.bound.add(node.name)

    def _note_value(self, target: ast.expr, value: ast.expr) -> None:
        if not isinstance(target, ast.Name):
            return
        if isinstance(value, (ast.Constant, ast.JoinedStr)):
            self.constants[target.id] = beginning(value)
        elif isinstance(value, ast.Call):
            self.makers[target.id] = dotted(value.func).rpartition(".")[2]

    def value(self, node: ast.AST | None) -> object:
        """The value of `node`: a literal, a name with one, or an object of the namespace."""
        if node is None:
            return UNKNOWN
        if isinstance(node, (ast.Constant, ast.JoinedStr)):
            return beginning(node)
        if isinstance(node, ast.UnaryOp) and isinstance(node.operand, ast.Constant):
            return f"-{node.operand.value!r}"
        if isinstance(node, ast.Name):
            if node.id in self.constants:
                return self.constants[node.id]
            if node.id not in self.bound:
                return self.namespace.get(node.id, UNKNOWN)
        return UNKNOWN

    def is_memory_file(self, node: ast.AST | None) -> bool:
        """True for a `StringIO`, a `BytesIO` and the like, or the output streams."""
        if isinstance(node, ast.Name) and self.makers.get(node.id) in ("StringIO", "BytesIO"):
            return True
        if isinstance(node, ast.Call):
            return dotted(node.func).rpartition(".")[2] in ("StringIO", "BytesIO")
        if node is not None and dotted(node) in ("sys.stdout", "sys.stderr"):
            return True
        return isinstance(self.value(node), (io.StringIO, io.BytesIO))

    def full_name(self, name: str) -> str:
        """`pd.read_csv` → `pandas.read_csv`; empty where `name` isn't a module's or builtin."""
        root, _, rest = name.partition(".")
        if root in self.imported:
            return ".".join(filter(None, [self.imported[root], rest]))
        if root in self.bound or not root:
            return ""
        if root not in self.namespace:
            return name if hasattr(builtins, root) else ""
        value = self.namespace[root]
        if isinstance(value, types.ModuleType):
            return ".".join(filter(None, [value.__name__, rest]))
        if isinstance(value, (type, types.FunctionType, types.BuiltinFunctionType)):
            module = str(value.__module__)
            # IPython puts its own `open` into every notebook.
            full = (
                value.__qualname__
                if module.startswith("IPython.")
                else f"{module}.{value.__qualname__}"
            )
            return ".".join(filter(None, ["open" if root == "open" else full, rest]))
        return ""

    def kind(self, name: str) -> str:
        """The type of the namespace's object that `name` starts with, as a dotted name."""
        root = name.partition(".")[0]
        if root in self.bound or root in self.imported or root not in self.namespace:
            return ""
        value = self.namespace[root]
        if isinstance(value, (types.ModuleType, type, types.FunctionType)):
            return ""
        return f"{type(value).__module__}.{type(value).__qualname__}"


@dataclass(frozen=True)
class Call:
    """A call expression and its surroundings."""

    node: ast.Call
    context: Context

    @property
    def written(self) -> str:
        """The callee as the user wrote it, shortened."""
        text = dotted(self.node.func) or ast.unparse(self.node.func)
        return text if len(text) <= 40 else "…" + text[-39:]

    @property
    def full_name(self) -> str:
        return self.context.full_name(dotted(self.node.func))

    @property
    def method(self) -> str:
        return self.node.func.attr if isinstance(self.node.func, ast.Attribute) else ""

    @property
    def kind(self) -> str:
        written = dotted(self.node.func)
        return self.context.kind(written) if "." in written else ""

    def argument(self, position: int, *names: str) -> ast.expr | None:
        """The argument at `position`, or by one of `names`."""
        for keyword in self.node.keywords:
            if keyword.arg in names:
                return keyword.value
        if position < len(self.node.args):
            return self.node.args[position]
        return None

    def value(self, position: int, *names: str) -> Any:
        return self.context.value(self.argument(position, *names))


def beginning(node: ast.expr) -> object:
    """A literal's value; of an f-string, the text that it starts with."""
    if isinstance(node, ast.JoinedStr):
        return beginning(node.values[0]) if node.values else ""
    return node.value if isinstance(node, ast.Constant) else ""
