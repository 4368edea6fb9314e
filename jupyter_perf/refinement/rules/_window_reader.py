"""A function of one window, written for an array instead of a Series."""

from __future__ import annotations

import ast
import math
from typing import Any

from ..source import Decline
from . import _window_kinds as kinds
from ._window_calls import WindowCalls


class WindowReader(WindowCalls):
    """Notes what has to be written otherwise; raises Decline for what isn't known."""

    def function(self) -> None:
        """Read all of the function."""
        function = self.found.function
        if isinstance(function, ast.Lambda):
            self._result(function.body)
        else:
            self._block(function.body)

    def _block(self, body: list[ast.stmt]) -> None:
        for stmt in body:
            if isinstance(stmt, ast.Return) and stmt.value is not None:
                self._result(stmt.value)
            elif isinstance(stmt, ast.Assign) and isinstance(stmt.targets[0], ast.Name):
                name, kind = stmt.targets[0].id, self(stmt.value)
                if len(stmt.targets) > 1 or self._names.get(name, kind) != kind:
                    raise Decline("a name for several things")
                self._names[name] = kind
            elif isinstance(stmt, ast.If):
                self._truth(stmt.test)
                self._block(stmt.body)
                self._block(stmt.orelse)
            elif not (isinstance(stmt, ast.Expr) and isinstance(stmt.value, ast.Constant)):
                raise Decline("a function that does more than work something out")

    def _result(self, node: ast.expr) -> None:
        if self(node) not in kinds.RESULTS:
            raise Decline("a function that gives no number")

    def _truth(self, node: ast.expr) -> None:
        if self(node) != kinds.TRUTH:
            raise Decline("a test of what is no comparison")

    def __call__(self, node: ast.expr) -> str:
        method: Any = getattr(self, f"_{type(node).__name__.lower()}", None)
        if method is None:
            raise Decline(f"no form for arrays of {type(node).__name__}")
        return method(node)  # type: ignore[no-any-return]

    # ---- expressions ---------------------------------------------------------------------------

    def _constant(self, node: ast.Constant) -> str:
        if type(node.value) not in (int, float):
            raise Decline("a constant that is no number")
        return kinds.PLAIN

    def _name(self, node: ast.Name) -> str:
        if node.id in self._names:
            return self._names[node.id]
        known = self.facts.samples(node)
        if known and all(type(one) in (int, float) and math.isfinite(one) for one in known):
            return kinds.PLAIN
        if known and all(_is_weights(one) for one in known):
            return kinds.ARRAY
        if self.facts.full_name(node) in ("numpy.nan", "math.nan"):
            return kinds.LOOSE
        raise Decline(f"{node.id} isn't known")

    def _attribute(self, node: ast.Attribute) -> str:
        full = self.facts.full_name(node)
        if full in ("numpy.nan", "math.nan", "numpy.pi", "math.pi"):
            return kinds.LOOSE if full.endswith("nan") else kinds.PLAIN
        kind = self(node.value)
        if kind in kinds.ELEMENTS and node.attr == "values":
            self._swap(node, self._written(node.value))
            return kinds.ARRAY
        if kind in kinds.ELEMENTS | {kinds.SOME} and node.attr == "size":
            return kinds.PLAIN if kind != kinds.SOME else kinds.LOOSE
        raise Decline(f"the {node.attr} of a window")

    def _unaryop(self, node: ast.UnaryOp) -> str:
        kind = self(node.operand)
        fits = {
            ast.USub: kinds.ELEMENTS | kinds.NUMBERS | {kinds.ARRAY},
            ast.Invert: frozenset({kinds.TESTS}),
            ast.Not: frozenset({kinds.TRUTH}),
        }.get(type(node.op), frozenset())
        if kind not in fits:
            raise Decline("an operator with no form for arrays")
        return kinds.DERIVED if kind == kinds.WINDOW else kind

    def _binop(self, node: ast.BinOp) -> str:
        left, right = self(node.left), self(node.right)
        by = node.right.value if isinstance(node.right, ast.Constant) else None
        whole = isinstance(node.op, ast.Pow) and type(by) is int and by > 0
        if left in kinds.ELEMENTS and (whole or (isinstance(node.op, ast.Div) and by)):
            return kinds.DERIVED if left == kinds.WINDOW else left
        if left == kinds.STEPS and whole:
            return left
        return kinds.operated(node.op, left, right)

    def _compare(self, node: ast.Compare) -> str:
        (op, *more) = node.ops
        fits = isinstance(op, ast.Lt | ast.LtE | ast.Gt | ast.GtE | ast.Eq | ast.NotEq)
        left, right = self(node.left), self(node.comparators[0])
        # A hole is unlike anything.
        differs = isinstance(op, ast.NotEq) and kinds.STEPS in (left, right)
        if more or not fits or differs:
            raise Decline("a comparison with no form for arrays")
        return kinds.compared(left, right)

    def _boolop(self, node: ast.BoolOp) -> str:
        for value in node.values:
            self._truth(value)
        return kinds.TRUTH

    def _ifexp(self, node: ast.IfExp) -> str:
        self._truth(node.test)
        sides = {self(node.body), self(node.orelse)}
        if not sides <= kinds.NUMBERS:
            raise Decline("a choice of what aren't numbers")
        return kinds.NUMBER if sides == {kinds.NUMBER} else kinds.LOOSE

    def _subscript(self, node: ast.Subscript) -> str:
        base = node.value
        if isinstance(base, ast.Attribute) and base.attr in ("iloc", "iat"):
            return self._located(node, base)
        kind = self(base)
        if kind == kinds.ARRAY:
            parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
            if all(_whole(part) is not None for part in parts):
                return kinds.ARRAY
            ends = [node.slice.lower, node.slice.upper] if isinstance(node.slice, ast.Slice) else []
            if ends and all(end is None or _whole(end) is not None for end in ends):
                return kinds.ARRAY
        chosen = kind in kinds.ELEMENTS - {kinds.HOLED} and not isinstance(node.slice, ast.Slice)
        if chosen and self(node.slice) == kinds.TESTS:
            return kinds.SOME
        raise Decline("a part of a window that isn't known")

    def _located(self, node: ast.Subscript, base: ast.Attribute) -> str:
        """`w.iloc[-1]`, `w.iloc[:-1]`."""
        kind = self(base.value)
        if kind not in kinds.ELEMENTS:
            raise Decline("an element of a part")
        key = node.slice
        text = f"{self._tight(base.value)}[{self.facts.source.segment(key)}]"
        self._swap(node, text)
        if not isinstance(key, ast.Slice):
            if _whole(key) is None:
                raise Decline("an element at a place that isn't known")
            return kinds.NUMBER
        ends = [None if end is None else _whole(end) for end in (key.lower, key.upper)]
        if key.step is not None or any(
            end is None and given is not None
            for end, given in zip(ends, (key.lower, key.upper), strict=True)
        ):
            raise Decline("a part of a window that isn't known")
        if kind == kinds.HOLED:
            raise Decline("a part that may have holes")
        sure = range(self.found.size)[ends[0] : ends[1]]
        return kind if len(sure) and self.found.size > 0 else kinds.SOME


def _is_weights(value: Any) -> bool:
    """True for an array, or a list, of two finite numbers or more."""
    if type(value).__name__ == "ndarray":
        fits = value.ndim == 1 and value.dtype.kind in "if" and len(value) > 1
        return bool(fits and abs(value).max() < math.inf)
    if type(value) is not list or len(value) < 2:
        return False
    return all(type(one) in (int, float) and math.isfinite(one) for one in value)


def _whole(node: ast.expr) -> int | None:
    """The whole number that is written here."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        inner = _whole(node.operand)
        return None if inner is None else -inner
    if isinstance(node, ast.Constant) and type(node.value) is int:
        return node.value
    return None
