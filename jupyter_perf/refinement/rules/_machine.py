"""Whether a loop over numbers means the same in machine types as it does in Python."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from .. import flow, values
from ..facts import Facts
from ..source import Decline

BOUND = 2**31
"""Python integers below this may be added and multiplied once in 64 bits."""
_ELEMENTWISE = frozenset({"sqrt", "exp", "log", "sin", "cos", "tanh", "abs", "log1p", "floor"})
_MAKERS = frozenset({"zeros", "ones", "empty"})
_LIKE = frozenset({"zeros_like", "ones_like", "empty_like"})


@dataclass(frozen=True)
class Array:
    """An array: `item` is `float` or `int` (64 bits), `ndim` 1 or 2."""

    item: str
    ndim: int
    given: bool = False


Type = str | Array
"""`int` and `float` are Python's own; `npint` and `npfloat` numpy's 64-bit scalars; `bool`."""


def type_of(value: Any) -> Type | None:
    """The type of an input; None where machine types could behave otherwise."""
    if values.kind_of(value) == "ndarray":
        item = {"float64": "float", "int64": "int"}.get(str(value.dtype))
        plain = value.flags.c_contiguous and value.dtype.isnative
        return Array(item, value.ndim, True) if item and plain and value.ndim in (1, 2) else None
    if type(value) is int:
        return "int" if abs(value) < BOUND else None
    return "float" if type(value) is float else None


@dataclass
class Machine:
    """Types of all names in a piece of code; raises Decline where anything isn't sure.

    `sure` are the names that every run gives a numpy number, provided that loops over arrays run
    at least once: only for those is the type of the result known.
    """

    facts: Facts
    types: dict[str, Type]
    sure: dict[str, Type] = field(default_factory=dict)
    stored: set[str] = field(default_factory=set)
    """Given arrays that are written to."""
    _ranged: set[str] = field(default_factory=set)
    """Names of whole numbers that come from ranges and sizes, so that they stay small."""

    def check(self, statements: Sequence[ast.stmt]) -> None:
        """Find the types of all names, and again with what the first pass told."""
        bound = flow.stores(statements)
        fixed = {name for name, kind in self.types.items() if kind == "int" and name not in bound}
        for _ in range(2):
            self.sure, self._ranged = {}, set(fixed)
            self.body(statements)

    def body(self, statements: Iterable[ast.stmt], certain: bool = True) -> None:
        for stmt in statements:
            handler: Any = getattr(self, f"_{type(stmt).__name__.lower()}", None)
            if handler is None:
                raise Decline(f"{type(stmt).__name__} in a numeric loop")
            handler(stmt, certain)

    def _pass(self, stmt: ast.Pass, certain: bool) -> None:
        pass

    def _expr(self, stmt: ast.Expr, certain: bool) -> None:
        if not (isinstance(stmt.value, ast.Constant) and isinstance(stmt.value.value, str)):
            raise Decline("an expression for its effect")

    def _continue(self, stmt: ast.stmt, certain: bool) -> None:
        raise Decline("what follows may not run")

    _break = _continue

    def _for(self, stmt: ast.For, certain: bool) -> None:
        call = stmt.iter
        if stmt.orelse or not isinstance(stmt.target, ast.Name) or not _is_range(call, self.facts):
            raise Decline("a loop over something else than a range")
        assert isinstance(call, ast.Call)
        if {self.of(argument) for argument in call.args} != {"int"}:
            raise Decline("a range of what aren't small whole numbers")
        self._bind(stmt.target.id, "int", False)
        self._ranged.add(stmt.target.id)
        runs = all(self._is_size(argument) for argument in call.args[:2])
        self.body(stmt.body, certain and runs)

    def _while(self, stmt: ast.While, certain: bool) -> None:
        if stmt.orelse:
            raise Decline("else of a loop")
        self._test(stmt.test)
        self.body(stmt.body, False)

    def _if(self, stmt: ast.If, certain: bool) -> None:
        self._test(stmt.test)
        self.body(stmt.body, False)
        self.body(stmt.orelse, False)

    def _assign(self, stmt: ast.Assign, certain: bool) -> None:
        if len(stmt.targets) != 1:
            raise Decline("several targets")
        target, found = stmt.targets[0], self.made(stmt.value)
        if isinstance(target, ast.Name):
            if found == "int":
                self._small(target.id, stmt.value)
            self._bind(target.id, found, certain)
        else:
            self._store(target, found)

    def _small(self, name: str, value: ast.expr) -> None:
        """Decline unless a whole number comes from ranges and sizes by adding."""
        kinds = {n.id: self.types.get(n.id) for n in ast.walk(value) if isinstance(n, ast.Name)}
        loose = {n for n, kind in kinds.items() if kind == "int" and n not in self._ranged}
        if loose or any(isinstance(n, ast.Mult) for n in ast.walk(value)):
            raise Decline("a whole number that may grow")
        self._ranged.add(name)

    def _is_size(self, node: ast.expr) -> bool:
        """True for a bound of a range that is never empty where arrays are large."""
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
            return self._is_size(node.left) and isinstance(node.right, ast.Constant)
        if isinstance(node, ast.Name):
            value = self.facts.assigned(node)
            return value is not None and self._is_size(value)
        if isinstance(node, ast.Call) and len(node.args) == 1:
            return isinstance(node.func, ast.Name) and node.func.id == "len"
        return isinstance(node, ast.Constant | ast.Subscript)

    def _augassign(self, stmt: ast.AugAssign, certain: bool) -> None:
        added = self.of(stmt.value)
        if isinstance(stmt.target, ast.Name):
            old = self.of(ast.copy_location(ast.Name(stmt.target.id, ast.Load()), stmt.target))
            found = self._arithmetic(stmt.op, old, added, stmt.value)
            if found == "int" and not _small_step(stmt):
                raise Decline("a whole number that grows")
            self._bind(stmt.target.id, found, certain)
        else:
            old = self.of(stmt.target)
            self._store(stmt.target, self._arithmetic(stmt.op, old, added, stmt.value))

    def _bind(self, name: str, found: Type, certain: bool) -> None:
        old = self.types.get(name)
        if isinstance(found, Array) or isinstance(old, Array):
            if old is not None and old != found:
                raise Decline(f"{name} changes its type")
            self.types[name] = found
            return
        if old == "bool" or found == "bool":
            raise Decline("a truth value that is kept")
        if certain and found.startswith("np"):
            self.sure[name] = found
        elif self.sure.get(name, found) != found:
            del self.sure[name]
        # In machine types a name is a float throughout if it ever is one.
        order = ["int", "npint", "float", "npfloat"]
        self.types[name] = found if old is None else max(found, str(old), key=order.index)

    def _store(self, target: ast.expr, found: Type) -> None:
        if not isinstance(target, ast.Subscript) or isinstance(found, Array):
            raise Decline("a store into something else than an array")
        array = self._indexed(target)
        if array.item == "int" and found not in ("int", "npint"):
            raise Decline("floats in an array of whole numbers")
        if isinstance(target.value, ast.Name) and array.given:
            self.stored.add(target.value.id)

    def _indexed(self, node: ast.Subscript) -> Array:
        array = self.types.get(node.value.id) if isinstance(node.value, ast.Name) else None
        if not isinstance(array, Array):
            raise Decline("an index into something else than an array")
        places = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        if len(places) != array.ndim or any(self.of(p) != "int" for p in places):
            raise Decline("an index that isn't one whole number per dimension")
        return array

    def _test(self, node: ast.expr) -> None:
        if self.of(node) != "bool":
            raise Decline("a test that isn't a comparison")

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
        return f"np{self._indexed(node).item}"

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
        return self._arithmetic(node.op, left, right, node.right)

    def _arithmetic(self, op: ast.operator, left: Type, right: Type, node: ast.expr) -> Type:
        if isinstance(left, Array) or isinstance(right, Array) or "bool" in (left, right):
            raise Decline("arithmetic on whole arrays or truth values")
        numpy = left.startswith("np") or right.startswith("np")
        constant = node.value if isinstance(node, ast.Constant) else None
        floats = "float" in left or "float" in right
        if isinstance(op, ast.Div):
            # Python's own numbers raise on a zero, numpy's don't.
            if not numpy and not constant:
                raise Decline("a divisor that may be zero")
            floats = True
        elif isinstance(op, ast.FloorDiv | ast.Mod):
            if floats or not (isinstance(constant, int) and constant > 0):
                raise Decline("a remainder that machines work out otherwise")
        elif isinstance(op, ast.Pow):
            if left != "npfloat" or constant not in (2, 3, 0.5):
                raise Decline("a power that may overflow")
        elif not isinstance(op, ast.Add | ast.Sub | ast.Mult):
            raise Decline("an operator on bits")
        return ("np" if numpy else "") + ("float" if floats else "int")

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


def _small_step(stmt: ast.AugAssign) -> bool:
    """True for `n += 1`: so many rounds that it overflows would take centuries."""
    value = stmt.value
    small = (
        isinstance(value, ast.Constant) and type(value.value) is int and abs(value.value) < BOUND
    )
    return small and isinstance(stmt.op, ast.Add | ast.Sub)


def _is_range(node: ast.expr, facts: Facts) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "range"
        and not node.keywords
        and facts.is_builtin("range", at=node)
    )
