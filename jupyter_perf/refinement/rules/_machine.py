"""Whether a loop over numbers means the same in machine types as it does in Python."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from .. import flow
from ..facts import Facts
from ..source import Decline
from ._machine_terms import Terms
from ._machine_types import BOUND, Array, Type, arithmetic


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
    _terms: Terms = field(init=False)
    _ranged: set[str] = field(default_factory=set)
    """Names of whole numbers that come from ranges and sizes, so that they stay small."""

    def __post_init__(self) -> None:
        self._terms = Terms(self.facts, self.types)

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
        if {self._terms.of(argument) for argument in call.args} != {"int"}:
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
        target, found = stmt.targets[0], self._terms.made(stmt.value)
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
        added = self._terms.of(stmt.value)
        if isinstance(stmt.target, ast.Name):
            old = self._terms.of(
                ast.copy_location(ast.Name(stmt.target.id, ast.Load()), stmt.target)
            )
            found = arithmetic(stmt.op, old, added, stmt.value)
            if found == "int" and not _small_step(stmt):
                raise Decline("a whole number that grows")
            self._bind(stmt.target.id, found, certain)
        else:
            old = self._terms.of(stmt.target)
            self._store(stmt.target, arithmetic(stmt.op, old, added, stmt.value))

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
        array = self._terms.indexed(target)
        if array.item == "int" and found not in ("int", "npint"):
            raise Decline("floats in an array of whole numbers")
        if isinstance(target.value, ast.Name) and array.given:
            self.stored.add(target.value.id)

    def _test(self, node: ast.expr) -> None:
        if self._terms.of(node) != "bool":
            raise Decline("a test that isn't a comparison")


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
