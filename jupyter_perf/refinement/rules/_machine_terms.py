"""Types of expressions in a loop over numbers; declines where machine types could differ."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import Any

from ..facts import Facts
from ..source import Decline
from ._machine_types import Array, Type, arithmetic, type_of

_ELEMENTWISE = frozenset({"sqrt", "exp", "log", "sin", "cos", "tanh", "abs", "log1p", "floor"})
_MAKERS = frozenset({"zeros", "ones", "empty"})
_LIKE = frozenset({"zeros_like", "ones_like", "empty_like"})


@dataclass
class Terms:
    """Expressions of names of these types, which whoever goes through statements adds to."""

    facts: Facts
    types: dict[str, Type]

    def of(self, node: ast.expr) -> Type:
        """The type of an expression."""
        handler: Any = getattr(self, f"_of_{type(node).__name__.lower()}", None)
        if handler is None:
            raise Decline(f"{type(node).__name__} in a numeric loop")
        return handler(node)  # type: ignore[no-any-return]

    def _of_constant(self, node: ast.Constant) -> Type:
        found = type_of(node.value)
        if found is None:
            raise Decline("a constant that isn't a number")
        return found

    def _of_name(self, node: ast.Name) -> Type:
        if node.id not in self.types:
            raise Decline(f"{node.id} isn't known")
        return self.types[node.id]

    def _of_subscript(self, node: ast.Subscript) -> Type:
        base = node.value
        if isinstance(base, ast.Attribute) and base.attr == "shape":
            fine = isinstance(self.of(base.value), Array) and isinstance(node.slice, ast.Constant)
            if fine:
                return "int"
        return f"np{self.indexed(node).item}"

    def _of_unaryop(self, node: ast.UnaryOp) -> Type:
        found = self.of(node.operand)
        wanted = "bool" if isinstance(node.op, ast.Not) else None
        if isinstance(node.op, ast.Invert) or (found == "bool") != (wanted == "bool"):
            raise Decline("an operator on another type")
        return found

    def _of_binop(self, node: ast.BinOp) -> Type:
        left, right = self.of(node.left), self.of(node.right)
        product = isinstance(node.op, ast.Mult) and left == right == "int"
        if product and any(isinstance(n, ast.BinOp) for n in (node.left, node.right)):
            raise Decline("a product of whole numbers that may be large")
        return arithmetic(node.op, left, right, node.right)

    def _of_compare(self, node: ast.Compare) -> Type:
        kinds = [self.of(part) for part in (node.left, *node.comparators)]
        order = (ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq, ast.NotEq)
        if any(isinstance(k, Array) or k == "bool" for k in kinds):
            raise Decline("a comparison of other things than numbers")
        if not all(isinstance(op, order) for op in node.ops):
            raise Decline("a comparison that isn't by size")
        return "bool"

    def _of_boolop(self, node: ast.BoolOp) -> Type:
        if any(self.of(part) != "bool" for part in node.values):
            raise Decline("and, or between numbers")
        return "bool"

    def _of_call(self, node: ast.Call) -> Type:
        if node.keywords or len(node.args) != 1:
            raise Decline("a call that can't be compiled alike")
        found = self.of(node.args[0])
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name and not self.facts.is_builtin(name, at=node):
            raise Decline(f"{name} is something else here")
        if name == "len" and isinstance(found, Array):
            return "int"
        if name == "abs" and found in ("npfloat", "float"):
            return found
        module, _, function = (self.facts.full_name(node.func) or "").rpartition(".")
        if module == "numpy" and function in _ELEMENTWISE and found in ("npfloat", "float"):
            return "npfloat"
        raise Decline("a call that can't be compiled alike")

    def made(self, node: ast.expr) -> Type:
        """The type of what is assigned, which may be a new array."""
        if isinstance(node, ast.Call) and len(node.args) == 1 and not node.keywords:
            module, _, name = (self.facts.full_name(node.func) or "").rpartition(".")
            if module == "numpy" and name in _MAKERS:
                shape = node.args[0]
                sizes = shape.elts if isinstance(shape, ast.Tuple) else [shape]
                if len(sizes) in (1, 2) and all(self.of(size) == "int" for size in sizes):
                    return Array("float", len(sizes))
            if module == "numpy" and name in _LIKE:
                like = self.of(node.args[0])
                if isinstance(like, Array):
                    return Array(like.item, like.ndim)
        found = self.of(node)
        if isinstance(found, Array):
            raise Decline("a second name for an array")
        return found

    def indexed(self, node: ast.Subscript) -> Array:
        """The array of which an element is taken or set."""
        array = self.types.get(node.value.id) if isinstance(node.value, ast.Name) else None
        if not isinstance(array, Array):
            raise Decline("an index into something else than an array")
        places = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        if len(places) != array.ndim or any(self.of(p) != "int" for p in places):
            raise Decline("an index that isn't one whole number per dimension")
        return array
