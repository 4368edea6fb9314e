"""What is said of a whole row (`r.max() - r.min()`, `(r > 3).any()`), said of all rows at once."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from ..facts import Facts
from ..source import Decline

_NUMBERS = frozenset({"mean", "sum", "max", "min", "std", "var", "median", "prod"})
_COUNTS = frozenset({"count", "nunique"})
_PLACES = frozenset({"idxmax", "idxmin"})
_OF_TESTS = {"any": "truth", "all": "truth", "sum": "number", "mean": "number"}
_TESTS = frozenset({"isna", "isnull", "notna", "notnull"})
_OF_NUMPY = frozenset({"mean", "sum", "max", "min"})
_ARITHMETIC = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_COMPARE = {
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=",
}  # fmt: skip


@dataclass(frozen=True)
class Said:
    """`kind`: `row` and `tests` (of a row's elements) are frames, `number`, `truth` and `label`
    are columns, `constant` is itself."""

    text: str
    kind: str
    atom: bool = True
    python: bool = False
    """True for Python's own numbers, which raise where they are divided by zero."""

    @property
    def tight(self) -> str:
        return self.text if self.atom else f"({self.text})"


class Reductions:
    """Translates expressions over a row; raises Decline where it can't."""

    def __init__(self, row: str, frame: str, facts: Facts) -> None:
        self.row, self.frame, self.facts = row, frame, facts
        self.python = False
        """True where elements are taken as Python's own numbers."""
        self.numeric = False
        """True where elements are taken as numbers, and not only asked whether they are there."""
        self.whole = False
        """True where no element may be missing."""

    def __call__(self, node: ast.expr) -> Said:
        if isinstance(node, ast.Name) and node.id == self.row:
            self.numeric = self.numeric or not self._asked_alone(node)
            return Said(self.frame, "row")
        if isinstance(node, ast.Constant | ast.UnaryOp | ast.Name):
            return self._constant(node)
        if isinstance(node, ast.Compare) and len(node.ops) == 1:
            return self._comparison(node)
        if isinstance(node, ast.BinOp):
            return self._arithmetic(node)
        if isinstance(node, ast.BoolOp):
            return self._both(node)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            return self._method(node, node.func)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            return self._builtin(node, node.func)
        raise Decline("no form for all rows at once")

    def _asked_alone(self, row: ast.Name) -> bool:
        """True for `r` in `r.isna()`, `r.count()`."""
        parent = self.facts.source.parents.get(row)
        return isinstance(parent, ast.Attribute) and parent.attr in _TESTS | {"count"}

    def _constant(self, node: ast.expr) -> Said:
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            inner = self(node.operand)
            if inner.kind != "truth":
                raise Decline("an operator on what is no test")
            return Said(f"~{inner.tight}", "truth", False)
        known = self.facts.samples(node)
        if isinstance(node, ast.UnaryOp) and isinstance(node.operand, ast.Constant):
            known = self.facts.samples(node.operand)
        if not known or any(type(value) not in (int, float) for value in known):
            raise Decline("a value that isn't known to be a number")
        return Said(self.facts.source.segment(node), "constant", not isinstance(node, ast.UnaryOp))

    def _comparison(self, node: ast.Compare) -> Said:
        left, right = self(node.left), self(node.comparators[0])
        symbol, kinds = _COMPARE.get(type(node.ops[0])), {left.kind, right.kind}
        text = f"{left.tight} {symbol} {right.tight}"
        if symbol is not None and kinds == {"row", "constant"}:
            return Said(text, "tests", False)
        if symbol is not None and kinds <= {"number", "constant"} and "number" in kinds:
            return Said(text, "truth", False)
        raise Decline("a comparison with no form for all rows at once")

    def _arithmetic(self, node: ast.BinOp) -> Said:
        left, right = self(node.left), self(node.right)
        symbol, kinds = _ARITHMETIC.get(type(node.op)), {left.kind, right.kind}
        if symbol is None or "number" not in kinds or not kinds <= {"number", "constant"}:
            raise Decline("an operator with no form for all rows at once")
        python = left.python or right.python
        divided = isinstance(node.right, ast.Constant) and node.right.value != 0
        if symbol == "/" and python and not divided:
            raise Decline("a division that may raise")
        return Said(f"{left.tight} {symbol} {right.tight}", "number", False, python)

    def _both(self, node: ast.BoolOp) -> Said:
        parts = [self(value) for value in node.values]
        if any(part.kind != "truth" for part in parts):
            raise Decline("and, or between what aren't tests")
        symbol = " & " if isinstance(node.op, ast.And) else " | "
        return Said(symbol.join(part.tight for part in parts), "truth", False)

    def _method(self, node: ast.Call, called: ast.Attribute) -> Said:
        full = self.facts.full_name(called) or ""
        if full.startswith("numpy.") and len(node.args) == 1 and not node.keywords:
            inner = self(node.args[0])
            if called.attr == "abs" and inner.kind == "row":
                return Said(f"{inner.tight}.abs()", "row")
            if called.attr in _OF_NUMPY and inner.kind == "row":
                return Said(f"{inner.tight}.{called.attr}(axis=1)", "number")
            raise Decline("a function of numpy's")
        inner, name = self(called.value), called.attr
        if node.args or node.keywords:
            raise Decline("a method with options")
        if inner.kind == "tests" and name in _OF_TESTS:
            return Said(f"{inner.tight}.{name}(axis=1)", _OF_TESTS[name])
        if inner.kind == "row" and name == "abs":
            return Said(f"{inner.tight}.abs()", "row")
        if inner.kind == "row" and name in _TESTS:
            return Said(f"{inner.tight}.{name}()", "tests")
        if inner.kind == "row" and name in _NUMBERS | _COUNTS:
            return Said(f"{inner.tight}.{name}(axis=1)", "number")
        if inner.kind == "row" and name in _PLACES:
            self.whole = True
            return Said(f"{inner.tight}.{name}(axis=1)", "label")
        raise Decline(f"a method {name}")

    def _builtin(self, node: ast.Call, called: ast.Name) -> Said:
        if len(node.args) != 1 or node.keywords or not self.facts.is_builtin(called.id, at=node):
            raise Decline("a function of the user's")
        inner, name = self(node.args[0]), called.id
        if inner.kind == "row" and name in ("max", "min", "sum"):
            self.whole = self.python = True
            return Said(f"{inner.tight}.{name}(axis=1)", "number", python=True)
        if inner.kind == "tests" and name in ("any", "all"):
            return Said(f"{inner.tight}.{name}(axis=1)", "truth")
        if inner.kind == "tests" and name == "sum":
            return Said(f"{inner.tight}.sum(axis=1)", "number")
        raise Decline(f"the function {name}")
