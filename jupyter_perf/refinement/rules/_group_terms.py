"""Reductions of what is made of a group's columns, row by row, written over all groups."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass, field

from ..facts import Facts
from ..source import Decline
from ._groups import Grouped
from ._guarded import small
from ._reductions import reduced, reduction

_ARITHMETIC = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_COMPARISONS = {
    **{ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="},
}
_BITWISE = {ast.BitAnd: "&", ast.BitOr: "|"}
_NUMBERS = frozenset({"int", "float"})
_ROUNDED = frozenset({"sum", "mean", "std", "var"})
_OF_NUMBERS = frozenset({"sum", "mean", "min", "max", "std", "var", "median", "count"})
_OF_TESTS = {"sum": "int", "mean": "float", "any": "bool", "all": "bool"}
_SPREAD = frozenset({"sum", "mean", "min", "max", "std", "median", "count"})
_WITHIN = frozenset({"diff", "shift", "cumsum"})
LEAST_WEIGHT = "1e-100"
"""Sums of weights above this divide sums of values of ordinary size without overflow."""
LEAST_SPREAD = "1e-06"
"""A spread below this share of the mean is made of rounding errors as much as of the values."""
_NUMPY = {f"numpy.{name}": name for name in ("sum", "mean", "min", "max", "any", "all")}


@dataclass
class Terms:
    """Reads `(g['a'] * g['b']).sum()` and the like; `parameter` stands for the group."""

    parameter: str
    groups: Grouped
    facts: Facts
    guards: list[str] = field(default_factory=list)
    means: list[str] = field(default_factory=list)
    """What means of floats are made of."""
    elementwise: bool = False
    """True where every row must belong to a group."""

    def reduction(self, node: ast.expr) -> tuple[str, str] | None:
        """(text over all groups, kind of the result), or None for anything else."""
        found = self._called(node)
        if found is None:
            return self._average(node)
        name, inner = found
        if reduced(inner, self.parameter) is not None:
            return None
        text, kind = self._row(inner)
        if kind == "bool":
            if name not in _OF_TESTS:
                raise Decline(f"{name} of tests")
            result = _OF_TESTS[name]
        elif kind in _NUMBERS and name in _OF_NUMBERS:
            result = (
                "int" if name == "count" else kind if name in ("sum", "min", "max") else "float"
            )
        else:
            raise Decline(f"{name} of what is of kind {kind}")
        if kind == "float" and name in _ROUNDED:
            self.guards.append(small(f"({text})"))
        if kind == "float" and name == "mean":
            self.means.append(text)
        return f"({text}).groupby({self._keys()}).{name}()", result

    def _average(self, node: ast.expr) -> tuple[str, str] | None:
        """`np.average(g['a'], weights=g['w'])`, where weights don't add up to nothing."""
        if not (isinstance(node, ast.Call) and len(node.args) == 1 and len(node.keywords) == 1):
            return None
        option = node.keywords[0]
        if self.facts.full_name(node.func) != "numpy.average" or option.arg != "weights":
            return None
        (values, one), (weights, other) = self._row(node.args[0]), self._row(option.value)
        if not {one, other} <= _NUMBERS:
            raise Decline("an average of what are no numbers")
        # Whole numbers are averaged as floats, which don't overflow.
        weights = _within(weights) if other == "float" else f"{_within(weights)}.astype(float)"
        keys = self._keys()
        total = f"({weights}).groupby({keys}).sum()"
        paid = f"({_within(values)} * {weights})"
        self.guards += [f"{paid}.notna().all()", small(paid), small(f"({weights})")]
        self.guards.append(f"({total} > {LEAST_WEIGHT}).all()")
        return f"({paid}.groupby({keys}).sum() / {total})", "float"

    def counted(self, node: ast.expr) -> tuple[str, str] | None:
        """(`len(g[g["a"] > 1])` or its `shape[0]` over all groups, kind), or None."""
        part: ast.expr | None = None
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and len(node.args) == 1:
            part = node.args[0]
        elif isinstance(node, ast.Subscript) and isinstance(node.value, ast.Attribute):
            part = node.value.value
        if not (isinstance(part, ast.Subscript) and isinstance(part.value, ast.Name)):
            return None
        if part.value.id != self.parameter or self.groups.column is not None:
            return None
        if not isinstance(part.slice, ast.Compare | ast.BinOp | ast.UnaryOp):
            return None
        text, kind = self._row(part.slice)
        if kind != "bool":
            raise Decline("rows that are chosen otherwise")
        return f"({text}).groupby({self._keys()}).sum()", "int"

    def row(self, node: ast.expr) -> tuple[str, str]:
        """(text over all rows, kind) of what is made of each row."""
        return self._row(node)

    def _called(self, node: ast.expr) -> tuple[str, ast.expr] | None:
        """(name of the reduction, what it reduces)."""
        if not isinstance(node, ast.Call) or node.keywords:
            return None
        called = node.func
        if isinstance(called, ast.Attribute) and not node.args:
            return (
                (called.attr, called.value) if called.attr in {*_OF_NUMBERS, *_OF_TESTS} else None
            )
        name = _NUMPY.get(self.facts.full_name(called) or "")
        return (name, node.args[0]) if name and len(node.args) == 1 else None

    def _keys(self) -> str:
        """What `groupby` is given: the key columns, and the options of the original."""
        columns = [self.groups.whole(key) for key in self.groups.keys]
        keys = columns[0] if len(columns) == 1 else f"[{', '.join(columns)}]"
        call = ast.parse(self.groups.text, mode="eval").body
        assert isinstance(call, ast.Call)
        options = [ast.unparse(k) for k in call.keywords if k.arg != "by"]
        return ", ".join([keys, *options])

    def _row(self, node: ast.expr) -> tuple[str, str]:
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
        (left, one), (right, other) = self._row(node.left), self._row(node.right)
        text = f"{_within(left)} {symbol or bitwise or '**'} {_within(right)}"
        kinds = {one, other}
        if bitwise and kinds == {"bool"}:
            return text, "bool"
        mixed = symbol == "*" and kinds <= {"int", "float", "bool"} and kinds != {"bool"}
        if not (symbol or power) or not (kinds <= _NUMBERS or mixed):
            raise Decline("an operator with another meaning for groups")
        if symbol == "/":
            self.guards += spread_guards(node.right, self.parameter, self.groups, self.facts)
        return text, "float" if symbol == "/" or "float" in kinds else "int"

    def _comparison(self, node: ast.expr) -> tuple[str, str] | None:
        if not isinstance(node, ast.Compare) or len(node.ops) != 1:
            return None
        symbol = _COMPARISONS.get(type(node.ops[0]))
        (left, one), (right, other) = self._row(node.left), self._row(node.comparators[0])
        equality = symbol in ("==", "!=") and one == other
        if symbol is None or not (equality or {one, other} <= _NUMBERS):
            raise Decline("a comparison of other kinds")
        return f"{_within(left)} {symbol} {_within(right)}", "bool"

    def _negation(self, node: ast.expr) -> tuple[str, str] | None:
        if not isinstance(node, ast.UnaryOp):
            return None
        text, kind = self._row(node.operand)
        if isinstance(node.op, ast.Invert) and kind == "bool":
            return f"~{_within(text)}", kind
        if isinstance(node.op, ast.USub) and kind in _NUMBERS:
            return f"-{_within(text)}", kind
        raise Decline("another sign")

    def _method(self, node: ast.expr) -> tuple[str, str] | None:
        """`part.abs()`, `part.isna()`, `column.diff()` within the group."""
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            return None
        name, inner = node.func.attr, node.func.value
        if name in ("abs", "isna", "notna", "isnull", "notnull") and not (
            node.args or node.keywords
        ):
            text, kind = self._row(inner)
            if name == "abs" and kind not in _NUMBERS:
                raise Decline("the size of what is no number")
            return f"{_within(text)}.{name}()", kind if name == "abs" else "bool"
        column = reduced(inner, self.parameter)
        if name in _WITHIN and column is not None and not (node.args or node.keywords):
            self.elementwise = True
            _, kind = self._column(column)
            if kind not in _NUMBERS:
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
        if kind not in _NUMBERS:
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


def _within(text: str) -> str:
    """A text as part of a larger one."""
    node = ast.parse(text, mode="eval").body
    return f"({text})" if isinstance(node, ast.BinOp | ast.Compare | ast.UnaryOp) else text


def _is_small(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value in (2, 3)
