"""What a piece of code binds and needs at its top level, and whether it is code at all."""

from __future__ import annotations

import ast
from dataclasses import dataclass

_CODE = (
    ast.Assign,
    ast.AugAssign,
    ast.For,
    ast.AsyncFor,
    ast.While,
    ast.If,
    ast.With,
    ast.AsyncWith,
    ast.Try,
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.Import,
    ast.ImportFrom,
)
_WORK = (ast.Call, ast.Subscript, ast.Await, ast.ListComp, ast.SetComp, ast.DictComp)
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


@dataclass(frozen=True)
class Surface:
    """Names that a piece of code binds at its top level, and names that it reads anywhere."""

    binds: frozenset[str]
    """Imports left out: they serve what is bound."""
    reads: frozenset[str]
    only_imports: bool

    @classmethod
    def of(cls, tree: ast.Module) -> Surface:
        reads = {
            node.id
            for node in ast.walk(tree)
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
        }
        imports = all(isinstance(stmt, ast.Import | ast.ImportFrom) for stmt in tree.body)
        return cls(frozenset(bound_in(tree.body)), frozenset(reads), imports)

    def follows(self, earlier: Surface) -> bool:
        """Whether this only goes on from `earlier`: it uses what that binds, and binds none of it.

        A second version of the same code binds the same names again; an example doesn't.
        """
        used = earlier.binds & self.reads
        return bool(used) and not earlier.binds & self.binds


def bound_in(block: list[ast.stmt]) -> set[str]:
    """Names that running the statements binds in their own scope, imports left out."""
    found: set[str] = set()
    waiting: list[ast.AST] = list(block)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            found.add(node.id)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        if not isinstance(node, _SCOPES):
            waiting += ast.iter_child_nodes(node)
    return found


def looks_like_code(tree: ast.Module) -> bool:
    """Whether something is done there: `Sure`, `Note: this` and `not found` parse as Python too."""
    for stmt in tree.body:
        if isinstance(stmt, _CODE) or (isinstance(stmt, ast.AnnAssign) and stmt.value):
            return True
        if isinstance(stmt, ast.Expr) and any(isinstance(n, _WORK) for n in ast.walk(stmt)):
            return True
    return False
