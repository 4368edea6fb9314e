"""Sums over the parts of points, written out: distances in so many dimensions."""

from __future__ import annotations

import ast
from abc import ABC, abstractmethod
from dataclasses import dataclass

from ..facts import Facts
from ..source import Decline
from ._column_numbers import Number
from ._element_loops import ElementLoop, shape_of_path
from ._inlined_numbers import written

_WIDEST = 8
"""Points of more dimensions make sums that nobody wants to read."""


@dataclass
class PointSums(ABC):
    """Knows sums of one loop's elements by what `number` makes of their terms."""

    walk: ElementLoop
    facts: Facts

    @abstractmethod
    def number(self, node: ast.expr) -> Number:
        """An expression over all elements."""

    @abstractmethod
    def applied(self, name: str, parts: list[Number]) -> Number:
        """What a function of numpy's makes of numbers."""

    def summed(self, node: ast.Call) -> Number:
        """`sum((a - b) ** 2 for a, b in zip(p, q))`, written out."""
        inside = node.args[0] if len(node.args) == 1 else None
        if not isinstance(inside, ast.GeneratorExp | ast.ListComp) or len(inside.generators) > 1:
            raise Decline("a sum of anything")
        part = inside.generators[0]
        rounds = self._rounds(part.target, part.iter) if not part.ifs else []
        if not 0 < len(rounds) <= _WIDEST:
            raise Decline("a sum of nobody knows how many")
        terms = [written(inside.elt, one) for one in rounds]
        total = terms[0]
        for term in terms[1:]:
            total = ast.BinOp(total, ast.Add(), term)
        return self.number(total)

    def _rounds(self, target: ast.expr, iterated: ast.expr) -> list[dict[str, ast.expr]]:
        """What names stand for in each round of a loop through the parts of points."""
        if not isinstance(iterated, ast.Call) or not isinstance(iterated.func, ast.Name):
            return []
        called, given = iterated.func.id, iterated.args
        if not self.facts.is_builtin(called, "len", at=iterated) or iterated.keywords:
            return []
        if called == "range" and isinstance(target, ast.Name) and len(given) == 1:
            size = self._length(given[0])
            return [{target.id: ast.Constant(at)} for at in range(size)]
        names = [one.id for one in getattr(target, "elts", ()) if isinstance(one, ast.Name)]
        sizes = {size for point in given for size in self._sizes(point)}
        if called != "zip" or len(names) != len(given) or len(sizes) != 1:
            return []
        return [
            {
                name: ast.Subscript(point, ast.Constant(at), ast.Load())
                for name, point in zip(names, given, strict=True)
            }
            for at in range(max(sizes))
        ]

    def _length(self, node: ast.expr) -> int:
        """How much `3` or `len(point)` is; 0 where that isn't known."""
        if isinstance(node, ast.Constant) and type(node.value) is int:
            return min(node.value, _WIDEST + 1)
        sized = isinstance(node, ast.Call) and ast.unparse(node.func) == "len"
        sizes = set(self._sizes(node.args[0])) if sized else set()  # type: ignore[attr-defined]
        return max(sizes) if len(sizes) == 1 else 0

    def distance(self, one: ast.expr, other: ast.expr) -> Number:
        """`math.dist(p, q)` as the root of a sum of squares."""
        sizes = {size for point in (one, other) for size in self._sizes(point)}
        if len(sizes) != 1 or not 0 < max(sizes) <= 4:
            raise Decline("points of unknown size")
        total: ast.expr | None = None
        for at in range(max(sizes)):
            ends = [ast.Subscript(point, ast.Constant(at), ast.Load()) for point in (one, other)]
            square = ast.BinOp(ast.BinOp(ends[0], ast.Sub(), ends[1]), ast.Pow(), ast.Constant(2))
            total = square if total is None else ast.BinOp(total, ast.Add(), square)
        assert total is not None
        return self.applied("sqrt", [self.number(total)])

    def _sizes(self, point: ast.expr) -> list[int]:
        own = self.walk.is_part(point)
        held = self.walk.shape(point, self.facts) if own else shape_of_path(point, self.facts)
        return [len(shape.parts) for shape in held or ()] or [0]
