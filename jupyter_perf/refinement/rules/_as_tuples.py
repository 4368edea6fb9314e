"""Whether a function's lists could as well be tuples: none of their uses can tell."""

from __future__ import annotations

import ast

from ..facts import Facts

_READERS = frozenset(
    {"len", "sum", "min", "max", "any", "all", "sorted", "list", "set", "tuple", "enumerate",
     "reversed", "range", "zip", "map", "filter"}
)  # fmt: skip


class AsTuples:
    """The uses of a list parameter, and of slices of it, in a function that calls itself."""

    def __init__(self, name: str, node: ast.FunctionDef, calls: list[ast.Call], facts: Facts):
        self.node, self.facts, self.calls = node, facts, calls
        self.names = {name}
        self.swaps: dict[ast.expr, str] = {}
        """Literals that have to follow: `[]` where the list is compared with it."""
        self._collect()

    def _collect(self) -> None:
        for stmt in ast.walk(self.node):
            if isinstance(stmt, ast.Assign) and self.held(stmt.value):
                self.names |= {t.id for t in stmt.targets if isinstance(t, ast.Name)}

    def held(self, node: ast.AST) -> bool:
        """True for an expression that gives one of the lists: by name, sliced, added up."""
        if isinstance(node, ast.Name):
            return node.id in self.names
        if isinstance(node, ast.Subscript):
            return isinstance(node.slice, ast.Slice) and self.held(node.value)
        if isinstance(node, ast.BinOp):
            return isinstance(node.op, ast.Add) and self.held(node.left) and self.held(node.right)
        return False

    def fit(self) -> bool:
        """True where every use is one that a tuple answers alike."""
        for part in ast.walk(self.node):
            if isinstance(part, ast.Name) and part.id in self.names:
                fine = self._used(part) if isinstance(part.ctx, ast.Load) else self._bound(part)
                if not fine:
                    return False
        return True

    def _bound(self, name: ast.Name) -> bool:
        stmt = self.facts.source.parents[name]
        return isinstance(stmt, ast.Assign) and self.held(stmt.value)

    def _used(self, node: ast.expr) -> bool:
        parent = self.facts.source.parents[node]
        if self.held(parent):
            return self._used(parent)  # type: ignore[arg-type]
        if isinstance(parent, ast.Subscript):
            return parent.value is node and isinstance(parent.ctx, ast.Load)
        if isinstance(parent, ast.Assign):
            return all(isinstance(t, ast.Name) and t.id in self.names for t in parent.targets)
        if isinstance(parent, ast.Call):
            reads = isinstance(parent.func, ast.Name) and parent.func.id in _READERS
            own = reads and self.facts.is_builtin(parent.func.id, at=node)  # type: ignore[attr-defined]
            return parent in self.calls or own
        if isinstance(parent, ast.Compare):
            return self._compared(node, parent)
        if isinstance(parent, ast.UnaryOp):
            return isinstance(parent.op, ast.Not)
        if isinstance(parent, ast.If | ast.While | ast.IfExp):
            return parent.test is node
        return isinstance(parent, ast.For | ast.comprehension) and parent.iter is node

    def _compared(self, node: ast.expr, parent: ast.Compare) -> bool:
        if len(parent.ops) != 1:
            return False
        other = parent.comparators[0] if parent.left is node else parent.left
        if isinstance(parent.ops[0], ast.In | ast.NotIn):
            return parent.left is not node
        empty = isinstance(other, ast.List) and not other.elts
        if isinstance(parent.ops[0], ast.Eq | ast.NotEq) and empty:
            self.swaps[other] = "()"
            return True
        return False
