"""What a loop reads from outside: types, sizes, and the tests that hold a run to them."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

from .. import flow
from ..source import FUNCTIONS, Decline
from .doubts import guessed, is_item
from .inferred import type_of
from .inferred_names import of_binder
from .sizes import Sizes
from .types import Many, One, Type

LARGE = 2**20
"""Whole numbers of Python's own, lists' elements and loop variables, are held to this size."""
FINITE = "1e100"
"""Floats of Python's own are held to this size where a square might overflow."""
PROGRAM_SECONDS = 0.4
"""What a program's run has to take before it pays to import numpy, which takes some 0.15."""
_PARTS = (ast.Subscript, ast.Attribute)
_DTYPES = {"float": "float64", "int": "int64", "bool": "bool_", "byte": "uint8"}
_NEW = flow.words("zeros ones empty full zeros_like ones_like empty_like full_like arange linspace")


@dataclass
class Inputs(Sizes):
    """Asks `facts` about the names around one loop, and gathers guards."""

    imports: list[str] = field(default_factory=list)
    helpers: list[str] = field(default_factory=list)
    """Texts of functions that the array form calls."""
    arrays: dict[str, str] = field(default_factory=dict)
    """Text of a list or column → the text of an array of its numbers."""
    _followed: set[str] = field(default_factory=set)

    def numpy(self) -> str:
        """The name to reach numpy by."""
        name, line = self.facts.module("numpy", "np")
        if line and self.facts.kind == "program":
            known = self.facts.seconds
            if known is not None and known < PROGRAM_SECONDS:
                raise Decline("a program that is done before numpy would be imported")
        self.imports += [line] if line and line not in self.imports else []
        return name

    def type_of(self, node: ast.expr) -> Type | None:
        """The type of an expression around the loop; what isn't sure becomes a guard."""
        found = type_of(node, self.facts)
        if found is not None:
            for part in ast.walk(node):
                named = isinstance(part, ast.Name) and not self._sure(part)
                if named or (isinstance(part, _PARTS) and self._is_looked_up(part)):
                    assert isinstance(part, ast.expr)
                    self._test_type(part)
        return found

    def _is_looked_up(self, part: ast.Subscript | ast.Attribute) -> bool:
        """True for a part of what isn't numbers itself, of a type that may be another one."""
        item = isinstance(part, ast.Subscript) and is_item(part, self.facts)
        if not item and (
            not self.facts.likely(part) or type_of(part.value, self.facts) is not None
        ):
            return False
        return self.facts.source.function(part) is not None or guessed(part, self.facts)

    def is_sure(self, name: str) -> bool:
        """True where the type of what a name holds follows from the source or the user's data."""
        for node in ast.walk(self.loop):
            if isinstance(node, ast.Name) and node.id == name:
                return self._sure(node) and self._keeps_kind(node)
        return False

    def _keeps_kind(self, name: ast.Name) -> bool:
        """True unless a list may be given elements of another type than it was made of."""
        found = type_of(name, self.facts)
        if not isinstance(found, Many) or found.form != "list":
            return True
        put: list[ast.expr] = []
        for part in self.facts.source.all(ast.Subscript):
            base, stmt = flow.root(part), self.facts.source.parents[part]
            if isinstance(part.ctx, ast.Store) and base is not None and base.id == name.id:
                put += [stmt.value] if isinstance(stmt, ast.Assign | ast.AugAssign) else [part]
        return all(type_of(value, self.facts) == One(found.kind) for value in put)

    def _sure(self, node: ast.Name) -> bool:
        """True where no other type is possible than the one that was found."""
        scope = self.facts.scope(node.id, node)
        if not isinstance(scope, FUNCTIONS):
            return not guessed(node, self.facts)
        binders = self.facts.binders(node.id, scope)
        if node.id in flow.parameters(scope) or not binders:
            return self.facts.is_builtin(node.id, at=node)
        if node.id in self._followed:
            return False
        if len({of_binder(binder, self.facts, 4) for binder in binders}) > 1:
            return False
        self._followed.add(node.id)
        try:
            return all(self._makes_sure(binder) for binder in binders)
        finally:
            self._followed.discard(node.id)

    def _makes_sure(self, binder: ast.AST) -> bool:
        """True where what binds a name leaves no doubt about its type."""
        stmt = self.facts.source.parents.get(binder)
        if isinstance(stmt, ast.Tuple):
            outer = self.facts.source.parents.get(stmt)
            if isinstance(outer, ast.Assign) and isinstance(outer.value, ast.Tuple):
                values = outer.value.elts
                number = stmt.elts.index(binder)  # type: ignore[arg-type]
                return number < len(values) and self._sure_value(values[number])
            value = outer.value if isinstance(outer, ast.Assign) else None
            return isinstance(value, ast.Attribute) and value.attr == "shape"
        if isinstance(stmt, ast.For) and stmt.target is binder:
            call = stmt.iter
            return isinstance(call, ast.Call) and ast.unparse(call.func) == "range"
        if isinstance(stmt, ast.Assign | ast.AnnAssign) and stmt.value is not None:
            return self._sure_value(stmt.value)
        return False

    def _sure_value(self, value: ast.expr) -> bool:
        if isinstance(value, ast.Constant):
            return True
        if isinstance(value, ast.Name):
            return self._sure(value)
        if isinstance(value, ast.BinOp):
            return self._sure_value(value.left) and self._sure_value(value.right)
        if isinstance(value, ast.Subscript) and isinstance(value.value, ast.Attribute):
            return value.value.attr == "shape"
        if isinstance(value, ast.Attribute):
            return value.attr == "size"
        if isinstance(value, ast.ListComp):
            return self._sure_value(value.elt)
        if isinstance(value, ast.List):
            return all(isinstance(one, ast.Constant) for one in value.elts)
        called = value.func if isinstance(value, ast.Call) else None
        if isinstance(called, ast.Name) and called.id == "len":
            return True
        full = self.facts.full_name(called) or "" if called is not None else ""
        module, _, name = full.rpartition(".")
        like = name.endswith("_like") or name in ("full", "arange")
        return module == "numpy" and name in _NEW and (not like or _has_dtype(value))

    def _test_type(self, node: ast.expr) -> None:
        found, text = type_of(node, self.facts), self.facts.source.segment(node)
        if isinstance(found, Many):
            if found.form == "array" and "[" in text:
                test = f"type({text}) is {self.numpy()}.ndarray and {text}.ndim == {found.depth}"
                self.guard(f"{test} and {text}.dtype == {self.numpy()}.{_DTYPES[found.kind]}")
            elif found.form == "array":
                group = self.typed.setdefault((found.kind, found.depth), [])
                group += [text] if text not in group else []
            elif found.form == "series":
                pd, line = self.facts.module("pandas", "pd")
                self.imports += [line] if line and line not in self.imports else []
                dtype = f"{self.numpy()}.{_DTYPES[found.kind]}"
                self.guard(f"type({text}) is {pd}.Series and {text}.dtype == {dtype}")
        elif isinstance(found, One):
            if found.either:
                # A float of numpy's is one of Python's, too.
                self.guard(f"isinstance({text}, float)")
            elif found.numpy:
                self.guard(f"type({text}) is {self.numpy()}.{_DTYPES[found.kind]}")
            else:
                self.guard(f"type({text}) is {found.kind}")

    typed: dict[tuple[str, int], list[str]] = field(default_factory=dict)
    """(kind, dimensions) → names that must be arrays of them."""


def _has_dtype(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and any(k.arg == "dtype" for k in node.keywords)
