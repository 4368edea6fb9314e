"""What is made of a group's columns in each row, written over all rows."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass, field

from ..facts import Facts
from ..source import Decline
from ._group_moments import is_moment
from ._groups import Grouped
from ._reductions import reduced, reduction

_ARITHMETIC = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_COMPARISONS = {
    **{ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="},
}
_BITWISE = {ast.BitAnd: "&", ast.BitOr: "|"}
NUMBERS = frozenset({"int", "float"})
_SPREAD = frozenset({"sum", "mean", "min", "max", "std", "median", "count"})
_CALENDAR = frozenset(
    {"year", "quarter", "month", "day", "hour", "minute", "weekday", "dayofweek", "day_of_week"}
)
_WITHIN = frozenset({"diff", "shift", "cumsum"})
LEAST_SPREAD = "1e-06"
"""A spread below this share of the mean is made of rounding errors as much as of the values."""


@dataclass
class RowTerms:
    """Reads `g['a'] * g['b']` and the like; `parameter` stands for the group."""

    parameter: str
    groups: Grouped
    facts: Facts
    guards: list[str] = field(default_factory=list)
    elementwise: bool = False
    """True where every row must belong to a group."""

    def row(self, node: ast.expr) -> tuple[str, str]:
        """(text over all rows, kind) of an expression of the group's columns."""
        column = reduced(node, self.parameter)
        if column is not None:
            return self._column(column)
        if isinstance(node, ast.Constant) and type(node.value) in (int, float, str):
            return self._text(node), type(node.value).__name__
        number = self._number(node)
        if number is not None:
            return number
        for read in self._readers():
            found = read(node)
            if found is not None:
                return found
        raise Decline("a lambda that does more than reduce")

    def _number(self, node: ast.expr) -> tuple[str, str] | None:
        """A number that has a name: `np.pi`, a threshold of the user's."""
        if self.facts.full_name(node) in ("numpy.pi", "math.pi", "numpy.e", "math.e"):
            return self._text(node), "float"
        if isinstance(node, ast.Name) and node.id != self.parameter:
            kind = self.facts.kind_of(node)
            return (node.id, kind) if kind in ("int", "float") else None
        return None

    def _text(self, node: ast.expr) -> str:
        """The text of a part, which may be of a function that the source doesn't hold."""
        source = self.facts.source
        return source.segment(node) if source.inside(node, source.tree) else ast.unparse(node)

    def _readers(self) -> tuple[Callable[[ast.expr], tuple[str, str] | None], ...]:
        return self._operation, self._comparison, self._negation, self._method, self._spread

    def _column(self, column: str) -> tuple[str, str]:
        if column and self.groups.column is not None:
            raise Decline("a part of a column")
        column = column or self.groups.column or ""
        kind = self.groups.facts_of.columns.get(column)
        if column in self.groups.keys or kind not in ("int", "float", "str", "bool"):
            raise Decline(f"a column of kind {kind}")
        return self.groups.whole(column), kind

    def _operation(self, node: ast.expr) -> tuple[str, str] | None:
        if not isinstance(node, ast.BinOp):
            return None
        symbol = _ARITHMETIC.get(type(node.op))
        power = isinstance(node.op, ast.Pow) and _is_small(node.right)
        bitwise = _BITWISE.get(type(node.op))
        (left, one), (right, other) = self.row(node.left), self.row(node.right)
        text = f"{within(left)} {symbol or bitwise or '**'} {within(right)}"
        kinds = {one, other}
        if bitwise and kinds == {"bool"}:
            return text, "bool"
        mixed = symbol == "*" and kinds <= {"int", "float", "bool"} and kinds != {"bool"}
        if not (symbol or power) or not (kinds <= NUMBERS or mixed):
            raise Decline("an operator with another meaning for groups")
        if symbol == "/":
            self.guards += spread_guards(node.right, self.parameter, self.groups, self.facts)
        return text, "float" if symbol == "/" or "float" in kinds else "int"

    def _comparison(self, node: ast.expr) -> tuple[str, str] | None:
        if not isinstance(node, ast.Compare) or len(node.ops) != 1:
            return None
        symbol = _COMPARISONS.get(type(node.ops[0]))
        moments = self._moments(node, symbol)
        if moments is not None:
            return moments, "bool"
        (left, one), (right, other) = self._side(node.left), self._side(node.comparators[0])
        equality = symbol in ("==", "!=") and one == other
        if symbol is None or not (equality or {one, other} <= NUMBERS):
            raise Decline("a comparison of other kinds")
        return f"{within(left)} {symbol} {within(right)}", "bool"

    def _moments(self, node: ast.Compare, symbol: str | None) -> str | None:
        """`g['day'] > today - timedelta(days=90)`."""
        sides, texts = (node.left, node.comparators[0]), []
        for side in sides:
            column = reduced(side, self.parameter)
            label = column or self.groups.column or "" if column is not None else ""
            of_group = self.groups.facts_of.columns.get(label) == "datetime"
            if of_group and label not in self.groups.keys and not (column and self.groups.column):
                texts.append(self.groups.whole(label))
            elif column is None and is_moment(side, self.parameter, self.facts):
                texts.append(within(self._text(side)))
        return f"{texts[0]} {symbol} {texts[1]}" if symbol and len(texts) == 2 else None

    def _side(self, node: ast.expr) -> tuple[str, str]:
        """One side of a comparison, which may be a part of a date: `g['day'].dt.hour`."""
        field = node.attr if isinstance(node, ast.Attribute) else ""
        dates = node.value if isinstance(node, ast.Attribute) else None
        if field not in _CALENDAR or not (isinstance(dates, ast.Attribute) and dates.attr == "dt"):
            return self.row(node)
        column = reduced(dates.value, self.parameter)
        label = column or self.groups.column or ""
        if column is None or (column and self.groups.column) or label in self.groups.keys:
            raise Decline("a part of other dates")
        if self.groups.facts_of.columns.get(label) != "datetime":
            raise Decline("a part of what is no date")
        return f"{self.groups.whole(label)}.dt.{field}", "int"

    def _negation(self, node: ast.expr) -> tuple[str, str] | None:
        if not isinstance(node, ast.UnaryOp):
            return None
        text, kind = self.row(node.operand)
        if isinstance(node.op, ast.Invert) and kind == "bool":
            return f"~{within(text)}", kind
        if isinstance(node.op, ast.USub) and kind in NUMBERS:
            return f"-{within(text)}", kind
        raise Decline("another sign")

    def _method(self, node: ast.expr) -> tuple[str, str] | None:
        """`part.abs()`, `part.isna()`, `column.diff()` within the group."""
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            return None
        name, inner = node.func.attr, node.func.value
        if name in ("abs", "isna", "notna", "isnull", "notnull") and not (
            node.args or node.keywords
        ):
            text, kind = self.row(inner)
            if name == "abs" and kind not in NUMBERS:
                raise Decline("the size of what is no number")
            return f"{within(text)}.{name}()", kind if name == "abs" else "bool"
        if name == "isin" and len(node.args) == 1 and not node.keywords:
            text, kind = self._side(inner)
            wanted = node.args[0].elts if isinstance(node.args[0], ast.List | ast.Tuple) else []
            kinds = {type(part.value).__name__ for part in wanted if isinstance(part, ast.Constant)}
            if kinds != {kind} or not all(isinstance(part, ast.Constant) for part in wanted):
                raise Decline("a membership that isn't known")
            return f"{within(text)}.isin({self._text(node.args[0])})", "bool"
        column = reduced(inner, self.parameter)
        if name in _WITHIN and column is not None and not (node.args or node.keywords):
            self.elementwise = True
            _, kind = self._column(column)
            if kind not in NUMBERS:
                raise Decline(f"{name} of a column of kind {kind}")
            label = column or self.groups.column or ""
            if kind == "int" and name == "diff":
                # Other readings of larger numbers are rounded before they are subtracted.
                self.guards.append(f"{self.groups.whole(label)}.between(-(2**53), 2**53).all()")
            kind = kind if name == "cumsum" else "float"
            return f"{self.groups.part(label)}.{name}()", kind
        return None

    def _spread(self, node: ast.expr) -> tuple[str, str] | None:
        """A reduction of a column, as each row of the group sees it."""
        found = reduction(node, self.parameter, self.facts)
        if found is None or found[1] not in _SPREAD:
            return None
        _, kind = self._column(found[0] or "")
        if kind not in NUMBERS:
            raise Decline(f"{found[1]} of a column of kind {kind}")
        self.elementwise = True
        label = found[0] or self.groups.column or ""
        text = f"{self.groups.part(label)}.transform({self.groups.label(found[1])})"
        exact = found[1] in ("sum", "min", "max")
        return text, "int" if found[1] == "count" else kind if exact else "float"


def spread_guards(node: ast.expr, parameter: str, groups: Grouped, facts: Facts) -> list[str]:
    """Guards: no group's values are so alike that a division by their spread magnifies rounding.

    Where all values of a group are the same, `s.std()` may be 0.0 or 1e-17 by the order of sums.
    """
    found = []
    for part in ast.walk(node):
        read = reduction(part, parameter, facts) if isinstance(part, ast.Call) else None
        if read is not None and read[1] in ("std", "var"):
            column = groups.part(read[0] or groups.column or "")
            found.append(f"not ({column}.std() <= {LEAST_SPREAD} * {column}.mean().abs()).any()")
    return found


def within(text: str) -> str:
    """A text as part of a larger one."""
    node = ast.parse(text, mode="eval").body
    return f"({text})" if isinstance(node, ast.BinOp | ast.Compare | ast.UnaryOp) else text


def _is_small(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value in (2, 3)
