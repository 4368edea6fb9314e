"""Turning a function of one Python number into an expression over a column of numbers.

Python's numbers raise where a column's wrap around or give NaN (overflow, division by zero,
domains of `math`), so that every translation comes with guards: tests of the data under which
both give the same. Guards of a branch count only where the branch is taken.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from ..facts import Facts
from ..source import Decline

LARGEST = 2**31
"""Whole numbers up to this size are looked at; guards hold them to it."""
_OVERFLOW = 2**62
_LONGEST = 600
"""An expression longer than this is nothing that anybody wants to read."""
_ARITHMETIC = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%",
}  # fmt: skip
_COMPARE = {
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=",
}  # fmt: skip


@dataclass(frozen=True)
class Scalar:
    """An expression over elements. `whole` tells where a float's element is really an int."""

    text: str
    kind: str
    column: bool = True
    atom: bool = True
    series: bool = True
    bound: int = 0
    whole: str = ""
    numpy: bool = False

    @property
    def tight(self) -> str:
        return self.text if self.atom else f"({self.text})"


class Terms:
    """Translates arithmetic, comparisons and conditions; raises Decline where it can't."""

    def __init__(self, facts: Facts, numpy_name: Callable[[], str]) -> None:
        self.facts, self.numpy_name = facts, numpy_name
        self.local: dict[str, Scalar] = {}
        self.guards: list[str] = []
        self.masks: list[str] = []

    def _under(self, test: Scalar, sign: str, make: Callable[[], Scalar]) -> Scalar:
        self.masks.append(f"{sign}{test.tight}" if sign else test.tight)
        try:
            return make()
        finally:
            self.masks.pop()

    def __call__(self, node: ast.expr) -> Scalar:
        method: Any = getattr(self, f"_{type(node).__name__.lower()}", None)
        if method is None:
            raise Decline(f"no column form of {type(node).__name__}")
        found: Scalar = method(node)
        if len(found.text) > _LONGEST:
            raise Decline("an expression that grows too long")
        return found

    def condition(self, node: ast.expr) -> Scalar:
        found = self(node)
        if found.kind != "bool" or not found.column:
            raise Decline("a test that isn't a comparison of columns")
        return found

    def _guard(self, bad: str, *, everywhere: bool = False) -> None:
        """Refuse data where `bad` holds for an element that gets there."""
        masks = [] if everywhere else self.masks
        self.guards.append(f"not ({' & '.join([*masks, f'({bad})'])}).any()" if masks
                           else f"not ({bad}).any()")  # fmt: skip

    def _sized(self, *parts: Scalar) -> None:
        for part in parts:
            if part.kind == "int" and part.column and part.bound == LARGEST:
                self.guards.append(f"{part.tight}.between(-(2**31), 2**31).all()")

    # ---- expressions ---------------------------------------------------------------------------

    def _constant(self, node: ast.Constant) -> Scalar:
        kind = type(node.value).__name__
        if kind not in ("int", "float", "bool", "str"):
            raise Decline(f"a constant of type {kind}")
        if isinstance(node.value, float) and abs(node.value) > 1e15:
            raise Decline("a very large constant")
        size = abs(node.value) if isinstance(node.value, int) else 0
        return Scalar(ast.unparse(node), kind, column=False, series=False, bound=size)

    def _name(self, node: ast.Name) -> Scalar:
        if node.id in self.local:
            return self.local[node.id]
        known = self.facts.samples(node)
        kinds = {type(value) for value in known}
        if len(kinds) != 1 or not kinds <= {int, float}:
            raise Decline(f"{node.id} isn't known to be a number")
        if any(not abs(value) < LARGEST for value in known):
            raise Decline(f"{node.id} is large")
        kind = kinds.pop().__name__
        return Scalar(node.id, kind, column=False, series=False, bound=LARGEST)

    def _unaryop(self, node: ast.UnaryOp) -> Scalar:
        inner = self(node.operand)
        if isinstance(node.op, ast.Not) and inner.kind == "bool" and inner.column:
            return replace(inner, text=f"~{inner.tight}", atom=False)
        if isinstance(node.op, ast.USub) and inner.kind in ("int", "float"):
            self._sized(inner)
            return replace(inner, text=f"-{inner.tight}", atom=False)
        raise Decline("an operator with no column form")

    def _binop(self, node: ast.BinOp) -> Scalar:
        left, right = self(node.left), self(node.right)
        if {left.kind, right.kind} - {"int", "float"}:
            raise Decline("arithmetic on what aren't numbers")
        symbol = _ARITHMETIC.get(type(node.op))
        if symbol is None:
            return self._power(node, left, right)
        self._sized(left, right)
        numpy = left.numpy or right.numpy
        if symbol in ("/", "//", "%") and not numpy:
            self._divisor(right, symbol)
        elif symbol in ("//", "%"):
            raise Decline("a remainder of numpy's numbers")
        whole = left.kind == right.kind == "int" and symbol != "/"
        bound = _grown(symbol, left.bound, right.bound) if whole else 0
        if bound >= _OVERFLOW:
            raise Decline("whole numbers that may overflow")
        if symbol == "/" and self.masks and right.column and not (left.series or right.series):
            raise Decline("a division of arrays under a condition")
        return Scalar(
            f"{left.tight} {symbol} {right.tight}",
            "int" if whole else "float",
            left.column or right.column,
            False,
            left.series or right.series,
            bound,
            numpy=numpy,
        )

    def _divisor(self, divisor: Scalar, symbol: str) -> None:
        if divisor.column:
            self._guard(f"{divisor.tight} == 0", everywhere=symbol != "/")
        elif divisor.text.isidentifier():
            self.guards.append(f"{divisor.text} != 0")
        elif divisor.text in ("0", "0.0"):
            raise Decline("a division by zero")

    def _power(self, node: ast.BinOp, left: Scalar, right: Scalar) -> Scalar:
        exponent = node.right.value if isinstance(node.right, ast.Constant) else None
        if not isinstance(node.op, ast.Pow) or not left.column or exponent not in (2, 3, 0.5):
            raise Decline("an operator with no column form")
        kind, bound = "float", 0
        if exponent == 0.5:
            self._guard(f"{left.tight} < 0")
            if self.masks:
                raise Decline("a root under a condition")
        elif left.kind == "float":
            self._guard(f"abs({left.text}) > 1e100")
        elif type(exponent) is int:
            self._sized(left)
            kind, bound = "int", max(left.bound, 1) ** exponent
            if bound >= 2 * _OVERFLOW:
                raise Decline("whole numbers that may overflow")
        return Scalar(f"{left.tight} ** {right.text}", kind, True, False, left.series, bound)

    def _compare(self, node: ast.Compare) -> Scalar:
        parts: list[Scalar] = []
        left = node.left
        for op, right in zip(node.ops, node.comparators, strict=True):
            parts.append(self._comparison(self(left), op, self(right)))
            left = right
        if len(parts) == 1:
            return parts[0]
        text = " & ".join(f"({part.text})" for part in parts)
        return Scalar(text, "bool", True, False, any(part.series for part in parts))

    def _comparison(self, a: Scalar, op: ast.cmpop, b: Scalar) -> Scalar:
        symbol = _COMPARE.get(type(op))
        kinds = {a.kind, b.kind}
        text = kinds == {"str"} and isinstance(op, ast.Eq | ast.NotEq)
        if symbol is None or not (kinds <= {"int", "float"} or text) or not (a.column or b.column):
            raise Decline("a comparison with no column form")
        if kinds == {"int", "float"}:
            self._sized(a, b)
        return Scalar(f"{a.tight} {symbol} {b.tight}", "bool", True, False, a.series or b.series)

    def _boolop(self, node: ast.BoolOp) -> Scalar:
        both = isinstance(node.op, ast.And)
        parts: list[Scalar] = []
        for value in node.values:
            parts.append(self.condition(value))
            self.masks.append(parts[-1].tight if both else f"~{parts[-1].tight}")
        del self.masks[-len(parts) :]
        symbol = " & " if both else " | "
        text = symbol.join(f"({part.text})" for part in parts)
        return Scalar(text, "bool", True, False, any(part.series for part in parts))

    def _ifexp(self, node: ast.IfExp) -> Scalar:
        test = self.condition(node.test)
        yes = self._under(test, "", lambda: self(node.body))
        no = self._under(test, "~", lambda: self(node.orelse))
        return self.choose(test, yes, no)

    def choose(self, test: Scalar, yes: Scalar, no: Scalar) -> Scalar:
        """`yes if test else no`, elementwise."""
        kinds = {yes.kind, no.kind}
        if len(kinds) > 1 and kinds != {"int", "float"}:
            raise Decline("branches of different types")
        whole = ""
        if "float" in kinds:
            sides = ((yes, test.tight), (no, f"~{test.tight}"))
            found = [_whole(side, where) for side, where in sides]
            whole = " | ".join(f"({part})" for part in found if part)
        self._sized(*(part for part in (yes, no) if len(kinds) > 1))
        text = f"{self.numpy_name()}.where({test.text}, {yes.text}, {no.text})"
        kind = "float" if "float" in kinds else kinds.pop()
        return Scalar(text, kind, True, True, False, max(yes.bound, no.bound) + 1, whole)


def _grown(symbol: str, left: int, right: int) -> int:
    if symbol == "*":
        return left * right
    if symbol == "%":
        return right
    return left + right if symbol in "+-" else max(left, 1)


def _whole(side: Scalar, where: str) -> str:
    """Where an element of one branch is an int, as a test; empty where it never is."""
    if side.kind == "int":
        return where
    return f"{where} & ({side.whole})" if side.whole else ""
