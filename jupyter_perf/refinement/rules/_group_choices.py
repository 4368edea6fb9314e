"""What a function of one group rounds, and chooses between."""

from __future__ import annotations

import ast
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ..source import Decline
from ..syntax import is_name
from ._group_filtered import ROUNDED, Filtered
from ._group_moments import end_of
from ._group_rows import within
from ._reductions import reduction

if TYPE_CHECKING:
    from collections.abc import Iterator

_ALWAYS_NUMPY = frozenset({"sum", "prod", "count", "any", "all"})
_GIVES_NUMPY = ROUNDED | {"min", "max", "median", "count", "prod", "quantile", "any", "all"}
_COMPARISONS = {
    **{ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="},
}
_NUMBERS = frozenset({"int", "float"})


class Choices(Filtered):
    """`round`, `max(0, …)`, `… if … else …`."""

    nonzero: set[str]
    """Numbers that a test has found not to be 0, as `ast.dump` gives them."""
    some_float: list[str]
    """Guards: where a number is a whole one in some groups only, it isn't in every group."""

    def _kind(self, node: ast.expr) -> str:
        raise NotImplementedError

    def chosen(self, node: ast.expr) -> tuple[str, str] | None:
        """(text over all groups, kind) of such an expression, None for any other."""
        if self.transform:
            return None
        for read in (self._filtered, self._rounded, self._extreme, self._either):
            found = read(node)
            if found is not None:
                return found
        return None

    def quietly(self, node: ast.expr) -> tuple[str, str] | None:
        """The same, where nothing is noted for it."""
        kept = list(self.guards), list(self.some_float), self.reductions, self.operators
        elementwise, exact = self.elementwise, self.exact
        found = self.chosen(node)
        self.guards, self.some_float, self.reductions, self.operators = kept
        self.elementwise, self.exact = elementwise, exact
        return found

    def _rounded(self, node: ast.expr) -> tuple[str, str] | None:
        """`round(s.mean(), 2)`, `s.mean().round(2)` of numpy's floats."""
        if not isinstance(node, ast.Call) or node.keywords:
            return None
        if (
            is_name(node.func, "round")
            and self.facts.is_builtin("round", at=node)
            and len(node.args) == 2
        ):
            inner, digits = node.args
        elif isinstance(node.func, ast.Attribute) and node.func.attr == "round":
            if len(node.args) != 1:
                return None
            inner, digits = node.func.value, node.args[0]
        else:
            return None
        if not (isinstance(digits, ast.Constant) and type(digits.value) is int):
            return None
        if not self._is_numpy_float(inner):
            raise Decline("a number that Python rounds in its own way")
        with self._exactly(inner):
            return f"{within(self.text(inner))}.round({digits.value})", "float"

    def _is_numpy_float(self, node: ast.expr) -> bool:
        """True for a float that is made of what pandas reduces to floats."""
        if isinstance(node, ast.BinOp):
            return any(self._is_numpy_float(side) for side in (node.left, node.right))
        called = node.func if isinstance(node, ast.Call) else None
        own = isinstance(called, ast.Attribute) and called.attr in {
            *ROUNDED,
            "min",
            "max",
            "median",
        }
        return own and self._kind(node) == "float"

    @contextmanager
    def _exactly(self, node: ast.expr) -> Iterator[None]:
        """Sums in here are rounded as those of one group, since the last digit may decide."""
        for part in ast.walk(node):
            if isinstance(part, ast.Call) and ast.unparse(part.func).endswith(
                (".quantile", "average")
            ):
                raise Decline("a number that isn't rounded alike")
        before, self.exact = self.exact, True
        yield
        self.exact = before

    def _extreme(self, node: ast.expr) -> tuple[str, str] | None:
        """`max(0, s.sum() - 40)`, as Python compares: the first one where none is larger."""
        if not isinstance(node, ast.Call) or len(node.args) != 2 or node.keywords:
            return None
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name not in ("max", "min") or not self.facts.is_builtin(name, at=node):
            return None
        symbol = ">" if name == "max" else "<"
        first, second = node.args
        noted = len(self.some_float)
        one, other = self.text(first), self.text(second)
        self._checked_once(noted)
        test = f"{within(other)} {symbol} {within(one)}"
        found = self._where(test, (second, other), (first, one))
        bound = "lower" if name == "max" else "upper"
        if not _varies(first) and self._is_never_nan(second):
            return f"{within(other)}.clip({bound}={one})", found[1]
        if not _varies(second) and self._kind(first) == found[1]:
            return f"{within(one)}.clip({bound}={other})", found[1]
        return found

    def _is_never_nan(self, node: ast.expr) -> bool:
        """True for sums of floats less a number, which are neither NaN nor -0.0."""
        if not (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub)):
            return False
        less = node.right
        found = reduction(node.left, self.parameter, self.facts)
        fixed = isinstance(less, ast.Constant) and bool(less.value)
        return fixed and found is not None and found[1] == "sum" and self._kind(node) == "float"

    def division_guards(self, node: ast.BinOp, divisor: str) -> list[str]:
        """Guards: Python's own numbers aren't divided by 0, which raises."""
        safe = _never_zero(node.right, self.parameter) or ast.dump(node.right) in self.nonzero
        sides = self._is_pythons(node.left, holes=True), self._is_pythons(node.right)
        return [] if safe or not all(sides) else [f"({divisor} != 0).all()"]

    def _is_pythons(self, node: ast.expr, holes: bool = False) -> bool:
        """True for what may be a number of Python's, not numpy's; with `holes` its NaN counts.

        The mean of nothing is such a NaN, and so is the largest of nothing.
        """
        if isinstance(node, ast.BinOp):
            return all(self._is_pythons(side, holes) for side in (node.left, node.right))
        if isinstance(node, ast.UnaryOp):
            return self._is_pythons(node.operand, holes)
        if is_name(node, self.parameter) or end_of(node, self.parameter) is not None:
            return False
        found = reduction(node, self.parameter, self.facts)
        if found is not None:
            own = found[1] in ("size", "nunique")
            return own or (holes and found[1] not in _ALWAYS_NUMPY)
        called = node.func if isinstance(node, ast.Call) else None
        numpys = _ALWAYS_NUMPY if holes else _GIVES_NUMPY
        return not (isinstance(called, ast.Attribute) and called.attr in numpys)

    def _either(self, node: ast.expr) -> tuple[str, str] | None:
        """`a / b if b > 0 else 0`."""
        if not isinstance(node, ast.IfExp):
            return None
        with self._exactly(node.test):
            test = self._test(node.test)
        yes, no = _found_nonzero(node.test)
        noted = len(self.some_float)
        body, orelse = self._branch(node.body, yes), self._branch(node.orelse, no)
        self._checked_once(noted)
        return self._where(test, body, orelse)

    def _checked_once(self, noted: int) -> None:
        """Declines where what is chosen between may be a whole number or a float itself."""
        if len(self.some_float) > noted:
            raise Decline("a choice in a choice")

    def _branch(self, node: ast.expr, nonzero: str) -> tuple[ast.expr, str]:
        before, self.nonzero = self.nonzero, self.nonzero | {nonzero}
        found = self._named(node)
        self.nonzero = before
        return found

    def _named(self, node: ast.expr) -> tuple[ast.expr, str]:
        return node, "" if self._is_nan(node) else self.text(node)

    def _is_nan(self, node: ast.expr) -> bool:
        return self.facts.full_name(node) in ("numpy.nan", "math.nan")

    def _where(
        self, test: str, yes: tuple[ast.expr, str], no: tuple[ast.expr, str]
    ) -> tuple[str, str]:
        """The first where the test holds, the second elsewhere."""
        kinds = ["float" if self._is_nan(node) else self._kind(node) for node, _ in (yes, no)]
        if not set(kinds) <= _NUMBERS:
            raise Decline("a choice between what are no numbers")
        if len(set(kinds)) == 2:
            self.some_float.append(f"({test}).{'any' if kinds[0] == 'float' else 'all'}()")
            if kinds[1] == "float":
                self.some_float[-1] = f"not {self.some_float[-1]}"
        kind = "float" if "float" in kinds else "int"
        (first, one), (second, other) = yes, no
        if _varies(first) and one:
            return f"{within(one)}.where({test}{', ' + other if other else ''})", kind
        if _varies(second) and other:
            return f"{within(other)}.mask({test}{', ' + one if one else ''})", kind
        raise Decline("a choice between fixed numbers")

    def _test(self, node: ast.expr) -> str:
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            return f"~({self._test(node.operand)})"
        if isinstance(node, ast.Compare) and len(node.ops) == 1:
            symbol = _COMPARISONS.get(type(node.ops[0]))
            sides = (node.left, node.comparators[0])
            if symbol is None or not {self._kind(side) for side in sides} <= _NUMBERS:
                raise Decline("a comparison of other kinds")
            left, right = (within(self.text(side)) for side in sides)
            if any(map(_varies, sides)):
                return f"{left} {symbol} {right}"
        elif self._kind(node) in _NUMBERS and _varies(node):
            return f"{within(self.text(node))} != 0"
        raise Decline("a test that isn't of numbers")


def _never_zero(node: ast.expr, group: str) -> bool:
    """True for a number that is no 0, and for the length of a group."""
    if isinstance(node, ast.Constant):
        return bool(node.value)
    return ast.unparse(node) in (f"len({group})", f"{group}.shape[0]")


def _found_nonzero(test: ast.expr) -> tuple[str, str]:
    """(what isn't 0 where a test holds, what isn't where it doesn't), as `ast.dump` gives them."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        yes, no = _found_nonzero(test.operand)
        return no, yes
    if not isinstance(test, ast.Compare):
        return ast.dump(test), ""
    other = test.comparators[0]
    if not (isinstance(other, ast.Constant) and other.value == 0 and len(test.ops) == 1):
        return "", ""
    if isinstance(test.ops[0], ast.Gt | ast.NotEq | ast.Lt):
        return ast.dump(test.left), ""
    return "", ast.dump(test.left) if isinstance(test.ops[0], ast.Eq) else ""


def _varies(node: ast.expr) -> bool:
    """True for anything but a fixed number: what has a value for each group."""
    return not isinstance(node, ast.Constant | ast.UnaryOp)
