"""Turning an expression over one row into one over whole columns, with the same values."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .. import values
from ..facts import Facts
from ..source import Decline

_ARITHMETIC = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_COMPARE = {
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=",
}  # fmt: skip
_NUMERIC = frozenset({"int", "float"})
_UFUNCS = frozenset({"sqrt", "exp", "log", "log10", "log2", "log1p", "sin", "cos", "tan", "tanh"})


@dataclass(frozen=True)
class Vector:
    """An expression over columns.

    `kind` is that of one element (int, float, bool, str); `numpy` says whether an element is a
    numpy scalar (else Python's own); `column` is False for a constant; `atom` is True where the
    text binds at least as tightly as a call.
    """

    text: str
    kind: str
    numpy: bool = False
    column: bool = True
    atom: bool = True
    series: bool = True
    """False where the expression is an array (or a constant) instead of a Series."""

    @property
    def tight(self) -> str:
        """The text, in brackets where it needs them."""
        return self.text if self.atom else f"({self.text})"

    @property
    def items(self) -> str:
        """An expression that gives the elements one by one, of the very types that rows give."""
        if self.numpy:
            return f"{self.tight}.to_numpy()" if self.series else self.text
        return f"{self.tight}.tolist()"

    @property
    def total(self) -> str:
        """The sum of all elements, as numpy's scalar; NaN counts."""
        return f"{self.tight}.sum(skipna=False)" if self.series else f"{self.tight}.sum()"


Access = Callable[[ast.expr], Vector | None]


class Vectorizer:
    """Translates expressions; raises Decline where elementwise columns could differ from rows."""

    def __init__(self, access: Access, facts: Facts, fixed: Callable[[ast.Name], bool]) -> None:
        self.access = access
        self.facts = facts
        self.fixed = fixed
        """Tells whether a name keeps its value throughout the loop."""
        self.local: dict[str, Vector] = {}
        """Names bound inside the loop's body to an expression over the row."""

    def __call__(self, node: ast.expr) -> Vector:
        found = self.access(node)
        if found is not None:
            return found
        method: Any = getattr(self, f"_{type(node).__name__.lower()}", None)
        if method is None:
            raise Decline(f"no column form of {type(node).__name__}")
        return method(node)  # type: ignore[no-any-return]

    def condition(self, node: ast.expr) -> Vector:
        """A test as a column of booleans."""
        found = self(node)
        if found.kind != "bool" or not found.column:
            raise Decline("a test that isn't a comparison of columns")
        return found

    def _constant(self, node: ast.Constant) -> Vector:
        kind = values.kind_of(node.value)
        if kind not in ("int", "float", "str", "bool"):
            raise Decline(f"a constant of type {kind}")
        if isinstance(node.value, int) and abs(node.value) >= 2**53:
            raise Decline("an integer that floats can't hold")
        return Vector(self.facts.source.segment(node), kind, column=False, series=False)

    def _name(self, node: ast.Name) -> Vector:
        if node.id in self.local:
            return self.local[node.id]
        if not self.fixed(node):
            raise Decline(f"{node.id} changes from row to row")
        known = self.facts.samples(node)
        kinds = {values.kind_of(value) for value in known}
        if len(kinds) == 1 and kinds <= {"int", "float", "str"}:
            kind = kinds.pop()
            if kind == "int" and any(abs(value) >= 2**31 for value in known):
                raise Decline("a large integer")
            return Vector(node.id, kind, column=False, series=False)
        raise Decline(f"{node.id} isn't known to be a number or a string")

    def _unaryop(self, node: ast.UnaryOp) -> Vector:
        inner = self(node.operand)
        if isinstance(node.op, ast.Not):
            if inner.kind == "bool" and inner.column:
                return Vector(
                    f"~{inner.tight}", "bool", inner.numpy, atom=False, series=inner.series
                )
        elif isinstance(node.op, ast.USub) and inner.kind in _NUMERIC:
            exact = inner.kind == "float" or inner.numpy or not inner.column
            if exact:
                text = f"-{inner.tight}"
                return Vector(text, inner.kind, inner.numpy, inner.column, False, inner.series)
        raise Decline("an operator with no column form")

    def _binop(self, node: ast.BinOp) -> Vector:
        left, right = self(node.left), self(node.right)
        numpy = left.numpy or right.numpy
        column = left.column or right.column
        symbol = _ARITHMETIC.get(type(node.op))
        if symbol is None:
            return self._power(node, left, right)
        if {left.kind, right.kind} - _NUMERIC:
            raise Decline("arithmetic on what aren't numbers")
        if symbol == "/" and not numpy and not _nonzero(node.right, self.facts):
            # Python's own numbers raise ZeroDivisionError where columns give inf.
            raise Decline("a divisor that may be zero")
        kind = "float" if symbol == "/" or "float" in (left.kind, right.kind) else "int"
        if kind == "int" and column and not numpy:
            raise Decline("Python's integers don't overflow, a column's do")
        text = f"{left.tight} {symbol} {right.tight}"
        return Vector(text, kind, numpy, column, False, left.series or right.series)

    def _power(self, node: ast.BinOp, left: Vector, right: Vector) -> Vector:
        exponent = node.right.value if isinstance(node.right, ast.Constant) else None
        # A Python float raises OverflowError where a column gives inf.
        floats = left.numpy and left.kind == "float"
        if isinstance(node.op, ast.Pow) and exponent in (2, 3) and floats:
            text = f"{left.tight} ** {right.tight}"
            return Vector(text, "float", True, atom=False, series=left.series)
        raise Decline("an operator with no column form")

    def _compare(self, node: ast.Compare) -> Vector:
        parts: list[str] = []
        numpy = series = False
        left = node.left
        for op, right in zip(node.ops, node.comparators, strict=True):
            one = self._comparison(left, op, right)
            numpy, series = numpy or one.numpy, series or one.series
            parts.append(one.text if len(node.ops) == 1 else f"({one.text})")
            left = right
        if len(parts) > 1 and not series:
            raise Decline("a comparison of arrays")
        return Vector(" & ".join(parts), "bool", numpy, atom=False, series=series)

    def _comparison(self, left: ast.expr, op: ast.cmpop, right: ast.expr) -> Vector:
        a = self(left)
        if isinstance(op, ast.In | ast.NotIn):
            return self._membership(a, op, right)
        b = self(right)
        symbol = _COMPARE.get(type(op))
        same = {a.kind, b.kind} <= _NUMERIC or (
            a.kind == b.kind == "str" and isinstance(op, ast.Eq | ast.NotEq)
        )
        if symbol is None or not same or not (a.column or b.column):
            raise Decline("a comparison with no column form")
        text = f"{a.tight} {symbol} {b.tight}"
        return Vector(text, "bool", a.numpy or b.numpy, True, False, a.series or b.series)

    def _membership(self, left: Vector, op: ast.cmpop, right: ast.expr) -> Vector:
        if not (left.series and isinstance(right, ast.List | ast.Tuple | ast.Set)):
            raise Decline("membership in something else than a literal")
        kinds = {self(part).kind for part in right.elts}
        if kinds != {left.kind} or left.kind not in ("str", "int"):
            raise Decline("membership among mixed types")
        items = ", ".join(self(part).text for part in right.elts)
        negate = "~" if isinstance(op, ast.NotIn) else ""
        return Vector(f"{negate}{left.tight}.isin([{items}])", "bool", False, True, not negate)

    def _boolop(self, node: ast.BoolOp) -> Vector:
        parts = [self.condition(part) for part in node.values]
        symbol = " & " if isinstance(node.op, ast.And) else " | "
        bracketed = [part.text if _bracketed(part.text) else f"({part.text})" for part in parts]
        if not all(part.series for part in parts):
            raise Decline("a test of arrays")
        return Vector(symbol.join(bracketed), "bool", any(p.numpy for p in parts), atom=False)

    def _ifexp(self, node: ast.IfExp) -> Vector:
        cases = [(self.condition(node.test), self(node.body))]
        return self.choose(cases, self(node.orelse))

    def choose(self, cases: list[tuple[Vector, Vector]], default: Vector) -> Vector:
        """Elementwise if/elif/else; all branches must give the same type."""
        branches = [value for _, value in cases] + [default]
        kinds = {value.kind for value in branches}
        if len(kinds) > 1 or len({value.numpy for value in branches if value.column}) > 1:
            raise Decline("branches of different types")
        numpy = any(value.numpy for value in branches)
        if numpy and not all(value.numpy for value in branches):
            raise Decline("branches of Python's and of numpy's numbers")
        np = self.numpy_name()
        kind = kinds.pop()
        if len(cases) == 1:
            test, value = cases[0]
            text = f"{np}.where({test.text}, {value.text}, {default.text})"
        else:
            tests = ", ".join(test.text for test, _ in cases)
            chosen = ", ".join(value.text for _, value in cases)
            text = f"{np}.select([{tests}], [{chosen}], default={default.text})"
        return Vector(text, kind, numpy, series=False)

    imports: tuple[str, ...] = ()

    def numpy_name(self) -> str:
        """The name to reach numpy by; notes the import line that it may need."""
        name, line = self.facts.module("numpy", "np")
        self.imports = tuple(dict.fromkeys([*self.imports, *([line] if line else [])]))
        return name

    def _call(self, node: ast.Call) -> Vector:
        if len(node.args) != 1 or node.keywords:
            raise Decline("a call with no column form")
        full = self.facts.full_name(node.func) or ""
        argument = self(node.args[0])
        if isinstance(node.func, ast.Name) and node.func.id == "abs" and argument.column:
            exact = argument.kind == "float" or (argument.kind == "int" and argument.numpy)
            if exact and self.facts.is_builtin("abs", at=node):
                text = f"{argument.tight}.abs()" if argument.series else f"abs({argument.text})"
                return Vector(text, argument.kind, argument.numpy, series=argument.series)
        module, _, name = full.rpartition(".")
        if module == "numpy" and name in _UFUNCS and argument.kind == "float" and argument.column:
            called = self.facts.source.segment(node.func)
            return Vector(f"{called}({argument.text})", "float", True, series=argument.series)
        raise Decline("a call with no column form")


def _bracketed(text: str) -> bool:
    """True where one pair of brackets encloses all of the text."""
    if not text.startswith("("):
        return False
    depth = 0
    for place, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if depth == 0:
            return place == len(text) - 1
    return False


def _nonzero(node: ast.expr, facts: Facts) -> bool:
    return isinstance(node, ast.Constant | ast.Name) and facts.every(
        node, lambda value: isinstance(value, int | float) and value != 0
    )
