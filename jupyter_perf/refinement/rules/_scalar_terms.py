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
from ._rows import quote_of
from ._scalar_choices import Choice
from ._statistics import is_statistic

LARGEST = 2**31
"""Whole numbers up to this size are looked at; guards hold them to it."""
_OVERFLOW = 2**62
_LONGEST = 600
"""An expression longer than this is nothing that anybody wants to read."""
_ARITHMETIC = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%",
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
    present: bool = False
    """True for texts of which none is missing where they are looked at."""
    choice: Choice | None = None
    """Which of a few texts it is, where it is one of them."""

    @property
    def tight(self) -> str:
        return self.text if self.atom else f"({self.text})"

    @property
    def maybe_int(self) -> bool:
        """True where some elements may be whole numbers by type."""
        return self.kind == "int" or bool(self.whole)


class Terms:
    """Translates arithmetic, comparisons and conditions; raises Decline where it can't."""

    def __init__(self, facts: Facts, numpy_name: Callable[[], str]) -> None:
        self.facts, self.numpy_name = facts, numpy_name
        self.local: dict[str, Scalar] = {}
        self.own: set[str] = set()
        """Names that the function binds, which mean nothing outside."""
        self.at: ast.AST | None = None
        """Where the expression will stand; None for in the same scope."""
        self.guards: list[str] = []
        self.masks: list[str] = []

    def __call__(self, node: ast.expr) -> Scalar:
        method: Any = getattr(self, f"_{type(node).__name__.lower()}", None)
        if method is None:
            raise Decline(f"no column form of {type(node).__name__}")
        found: Scalar = method(node)
        if len(found.text) > _LONGEST:
            raise Decline("an expression that grows too long")
        return found

    def _guard(self, bad: str, *, everywhere: bool = False) -> None:
        """Refuse data where `bad` holds for an element that gets there."""
        if f"not ({bad}).any()" in self.guards:
            return
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
        text = ast.unparse(node)
        if isinstance(node.value, str):
            text = quoted(node.value, self.facts)
        return Scalar(text, kind, column=False, series=False, bound=size)

    def _name(self, node: ast.Name) -> Scalar:
        if node.id in self.local:
            return self.local[node.id]
        self.free(node)
        known = self.facts.samples(node)
        held = self.facts.assigned(node)
        if held is not None and is_statistic(held, self.facts):
            return Scalar(node.id, "float", column=False, series=False, numpy=True)
        kinds = {type(value) for value in known}
        if {kind.__name__ for kind in kinds} in ({"Timestamp"}, {"datetime"}):
            return Scalar(node.id, "datetime", column=False, series=False)
        if len(kinds) != 1 or not kinds <= {int, float}:
            raise Decline(f"{node.id} isn't known to be a number")
        if any(not abs(value) < LARGEST for value in known):
            raise Decline(f"{node.id} is large")
        kind = kinds.pop().__name__
        return Scalar(node.id, kind, column=False, series=False, bound=LARGEST)

    def free(self, name: ast.Name) -> None:
        """Decline a name that means something else, or nothing, outside the function."""
        there = self.facts.scope(name.id, name)
        if name.id in self.own or name.id in self.local:
            raise Decline(f"{name.id} is bound in the function, not always")
        if self.at is not None and self.facts.scope(name.id, self.at) is not there:
            raise Decline(f"{name.id} means something else here")

    def _unaryop(self, node: ast.UnaryOp) -> Scalar:
        inner = self(node.operand)
        if isinstance(node.op, ast.Not) and inner.kind in ("bool", "match") and inner.column:
            return replace(inner, text=f"~{inner.tight}", kind="bool", atom=False)
        if isinstance(node.op, ast.USub) and inner.kind in ("int", "float"):
            self._sized(inner)
            return replace(inner, text=f"-{inner.tight}", atom=False)
        raise Decline("an operator with no column form")

    def _binop(self, node: ast.BinOp) -> Scalar:
        left, right = self(node.left), self(node.right)
        moments = left.kind == right.kind == "datetime" and (left.column or right.column)
        if moments and isinstance(node.op, ast.Sub):
            return Scalar(f"{left.tight} - {right.tight}", "timedelta", atom=False)
        if "str" in (left.kind, right.kind) and isinstance(node.op, ast.Add):
            return self._joined(left, right)
        if {left.kind, right.kind} - {"int", "float"}:
            raise Decline("arithmetic on what aren't numbers")
        symbol = _ARITHMETIC.get(type(node.op))
        if symbol is None:
            return self._power(node, left, right)
        self._sized(left, right)
        if symbol != "/" and (left.whole or right.whole) and left.maybe_int and right.maybe_int:
            raise Decline("numbers that are whole for some elements alone")
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
        if not isinstance(node.op, ast.Pow) or not left.column or left.whole:
            raise Decline("an operator with no column form")
        if exponent not in (2, 3, 0.5):
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

    def _contains(self, part: Scalar, texts: Scalar, op: ast.cmpop) -> Scalar:
        raise Decline("texts that aren't columns")

    def _joined(self, left: Scalar, right: Scalar) -> Scalar:
        raise Decline("texts that aren't columns")

    def sum(self, left: Scalar, right: Scalar) -> Scalar:
        """The sum of whole numbers."""
        if left.text == "0":
            return right
        self._sized(left, right)
        bound = left.bound + right.bound
        if bound >= _OVERFLOW:
            raise Decline("whole numbers that may overflow")
        column, series = left.column or right.column, left.series or right.series
        numpy = left.numpy or right.numpy
        text = f"{left.text} + {right.text}"
        return Scalar(text, "int", column, False, series, bound, numpy=numpy)


def quoted(text: str, facts: Facts) -> str:
    """A text as it is written, in the quotes that the source uses more."""
    found = repr(text)
    if quote_of(facts) == '"' and found[0] == "'" and '"' not in text:
        return f'"{found[1:-1]}"'
    return found


def _grown(symbol: str, left: int, right: int) -> int:
    if symbol == "*":
        return left * right
    if symbol == "%":
        return right
    return left + right if symbol in "+-" else max(left, 1)
