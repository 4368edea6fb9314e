"""Functions of one group, written as expressions over all groups."""

from __future__ import annotations

import ast

from ..facts import Facts
from ..source import Decline, Function
from ._group_chains import chained
from ._group_choices import Choices
from ._group_moments import Moments, end_of
from ._group_rows import spread_guards
from ._group_terms import Terms
from ._groups import Grouped
from ._guarded import small
from ._inlined import returned
from ._reductions import ANY_KIND, reduction

_WITHIN = frozenset({"cumsum", "cummax", "cummin", "diff", "shift", "rank", "pct_change"})
_OF_FLOATS = frozenset({"cumprod"})
"""Of whole numbers, these may be too large for whole numbers."""
_SAID = frozenset({"pct", "ascending", "method"})
_OPERATORS = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_FLOATS = frozenset({"mean", "median", "std", "var"})
_ROUNDED = frozenset({"sum", "mean", "std", "var", "prod", "cumsum", "cumprod"})
_ENDS = frozenset({"min", "max", "first", "last"})
_IN_TABLES = frozenset({"int", "float", "bool", "str", "datetime"})


def function_of(node: ast.expr, facts: Facts) -> tuple[str, ast.expr]:
    """(parameter, what is returned) of a lambda, or of a function that only works that out."""
    function: Function | None = node if isinstance(node, ast.Lambda) else None
    if isinstance(node, ast.Name):
        function = facts.definition(node.id)
    if not isinstance(function, ast.Lambda | ast.FunctionDef):
        raise Decline("a function that can't be read")
    spec = function.args
    others = spec.defaults or spec.vararg or spec.kwarg or spec.kwonlyargs or spec.posonlyargs
    if len(spec.args) != 1 or others:
        raise Decline("a function of more than the group")
    if isinstance(function, ast.Lambda):
        return spec.args[0].arg, function.body
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    value = returned(body, [spec.args[0].arg])
    if value is not None:
        return spec.args[0].arg, value
    raise Decline("a function that does more than return something")


class GroupReader(Choices):
    """Writes a lambda over one group as an expression over all groups."""

    def __init__(self, parameter: str, groups: Grouped, transform: bool, facts: Facts) -> None:
        self.parameter, self.groups, self.facts = parameter, groups, facts
        self.transform = transform
        self.moments = Moments(parameter, groups, facts)
        self.guards: list[str] = []
        self.some_float: list[str] = []
        self.nonzero: set[str] = set()
        self.reductions = self.operators = 0
        self.elementwise = False
        self.exact = False
        """True where sums must be rounded as those of one group: ties may decide on an order."""
        self.relabelled = False
        """True where the rows come in another order, under their labels."""

    def table(self, node: ast.Dict, pandas: str) -> str:
        """A frame of several reductions of each group."""
        kinds, parts, floats = set(), [], False
        for key, value in zip(node.keys, node.values, strict=True):
            assert isinstance(key, ast.Constant)
            noted = len(self.some_float)
            parts.append(f"{self.groups.label(str(key.value))}: {self.text(value)}")
            kinds.add(self._kind(value))
            floats = floats or (self._kind(value) == "float" and len(self.some_float) == noted)
        if not kinds <= _IN_TABLES or len(set(parts)) < len(parts):
            raise Decline("reductions of kinds that don't go together")
        # The row of each group has one type for all; one of objects lets each column have its own.
        numbers = kinds <= {"int", "float"} and "float" in kinds
        widened = ".astype(float)" if numbers and ("int" in kinds or self.some_float) else ""
        if not (floats and kinds <= {"int", "float"}):
            self.guards += self.some_float
        return f"{pandas}.DataFrame({{{', '.join(parts)}}}){widened}"

    def _kind(self, node: ast.expr) -> str:
        length = self.moments.length(node)
        if length is not None:
            return "int" if length[1] == "dt.days" else "float"
        chosen = self.quietly(node)
        if chosen is not None:
            return chosen[1]
        end = end_of(node, self.parameter)
        if end is not None:
            return self.groups.facts_of.columns[end[0] or self.groups.column or ""]
        if isinstance(node, ast.BinOp):
            kinds = {self._kind(node.left), self._kind(node.right)}
            return "float" if isinstance(node.op, ast.Div) or "float" in kinds else "int"
        if isinstance(node, ast.Constant):
            return type(node.value).__name__
        found = reduction(node, self.parameter, self.facts)
        if found is None and self._quantile(node) is None:
            terms = Terms(self.parameter, self.groups, self.facts).reduction(node)
            return "float" if terms is None else terms[1]
        if found is None or found[1] in _FLOATS:
            return "float"
        column = found[0] or self.groups.column or ""
        return (
            "int" if found[1] in ANY_KIND else self.groups.facts_of.columns.get(column, "unknown")
        )

    def text(self, node: ast.expr) -> str:
        if isinstance(node, ast.BinOp):
            return self._operation(node)
        if isinstance(node, ast.Constant) and type(node.value) in (int, float):
            return ast.unparse(node)
        for special in (self._quantile, self._commonest, self._end, self._length):
            made = special(node)
            if made is not None:
                return made
        choice = self.chosen(node)
        if choice is not None:
            return choice[0]
        if self.transform and self._is_group(node) and self.groups.column:
            self.elementwise = True
            self._checked(self.groups.column, "")
            return self.groups.whole(self.groups.column)
        if self.transform and isinstance(node, ast.Call):
            within = self._within(node) or self._chain(node)
            if within is not None:
                return within
        found = reduction(node, self.parameter, self.facts)
        return self._of_rows(node) if found is None else self._reduced(*found)

    def _of_rows(self, node: ast.expr) -> str:
        """`(g['a'] * g['b']).sum()`: a reduction of what is made of each row."""
        terms = Terms(self.parameter, self.groups, self.facts)
        made = None if self.transform else terms.reduction(node)
        if made is None:
            raise Decline("a lambda that does more than reduce")
        self.reductions += 1
        self.operators += self.groups.column is None
        self.elementwise = self.elementwise or terms.elementwise
        self.guards += terms.guards
        return self._rounded_alike(*made)

    def _operation(self, node: ast.BinOp) -> str:
        symbol = _OPERATORS.get(type(node.op))
        if symbol is None:
            raise Decline("an operator with another meaning for groups")
        parts = [
            f"({self.text(part)})" if isinstance(part, ast.BinOp) else self.text(part)
            for part in (node.left, node.right)
        ]
        if any(self.moments.is_of_group(side) for side in (node.left, node.right)):
            raise Decline("a length of time that is kept")
        self.operators += 1
        if isinstance(node.op, ast.Div):
            self.guards += spread_guards(node.right, self.parameter, self.groups, self.facts)
            self.guards += self.division_guards(node, parts[1])
        return f"{parts[0]} {symbol} {parts[1]}"

    def _is_group(self, node: ast.expr) -> bool:
        return isinstance(node, ast.Name) and node.id == self.parameter

    def _reduced(self, column: str | None, name: str) -> str:
        if column is not None and self.groups.column is not None:
            raise Decline("a part of a column")
        column = column or self.groups.column
        self.reductions += 1
        if name == "size":
            if self.transform:
                return f"{self._series()}.transform({self.groups.label('size')})"
            return f"{self._series()}.size()"
        if column is None:
            raise Decline("a reduction of the whole group")
        self._checked(column, name)
        part = self.groups.part(column)
        if self.transform:
            return f"{part}.transform({self.groups.label(name)})"
        return self._rounded_alike(f"{part}.{name}()", self.groups.facts_of.columns[column])

    def _rounded_alike(self, text: str, kind: str) -> str:
        """`….sum()`, or the same group by group."""
        owner, _, called = text.rpartition(".")
        if not self.exact or kind != "float" or called.removesuffix("()") not in _ROUNDED:
            return text
        return f"{owner}.agg(lambda values: values.{called})"

    def _series(self) -> str:
        column = self.groups.column
        return self.groups.whole_groups if column is None else self.groups.part(column)

    def _within(self, node: ast.Call) -> str | None:
        """`s.cumsum()`, `s.shift(1)`, `s.fillna(s.mean())`."""
        called, column = node.func, self.groups.column
        if not (isinstance(called, ast.Attribute) and self._is_group(called.value)) or not column:
            return None
        if called.attr == "fillna" and len(node.args) == 1 and not node.keywords:
            self.elementwise = True
            if self.groups.facts_of.columns[column] != "float":
                raise Decline("holes in a column that has none")
            return f"{self.groups.whole(column)}.fillna({self.text(node.args[0])})"
        said = [k.value for k in node.keywords if k.arg in _SAID and called.attr == "rank"]
        constant = all(isinstance(arg, ast.Constant) for arg in (*node.args, *said))
        floats = called.attr in _OF_FLOATS and self.groups.facts_of.columns[column] == "float"
        known = (called.attr in _WITHIN or floats) and len(said) == len(node.keywords)
        if known and constant and not (called.attr in ("rank", "cumprod") and node.args):
            self.elementwise = True
            self.reductions += 1
            self._checked(column, called.attr)
            given = [self._segment(arg) for arg in node.args]
            given += [f"{k.arg}={self._segment(k.value)}" for k in node.keywords]
            arguments = ", ".join(given)
            return f"{self.groups.part(column)}.{called.attr}({arguments})"
        return None

    def _chain(self, node: ast.expr) -> str | None:
        """`s.shift(1).rolling(3).mean()`."""
        column = self.groups.column
        kind = self.groups.facts_of.columns[column] if column is not None else ""
        made = chained(node, self.parameter, self.groups) if kind in ("int", "float") else None
        windows = made is not None and ".droplevel(" in made
        if made is None or column is None or not (windows or kind == "float"):
            return None
        self.elementwise = True
        self.reductions += 1
        self._checked(column, "")
        if windows:
            self.relabelled = True
            self.guards.append(f"{self.groups.frame.id}.index.is_unique")
        return made

    def _checked(self, column: str, name: str) -> None:
        kind = self.groups.facts_of.columns.get(column)
        numbers = kind in ("int", "float")
        if name in _ENDS and kind in ("datetime", "str"):
            numbers = (kind == "datetime" or name in ("first", "last")) and not self.transform
            # A table of nothing but holes has columns of another type.
            self.guards.append(f"{self.groups.whole(column)}.notna().all()")
        if column in self.groups.keys or not (name in ANY_KIND or numbers):
            raise Decline(f"{name} of a column of kind {kind}")
        if kind == "datetime" and (numbers or name in ANY_KIND):
            return
        if kind not in ("int", "float", "str", "bool"):
            raise Decline(f"a column of kind {kind}")
        if name in _ROUNDED and kind == "float":
            self.guards.append(small(self.groups.whole(column)))
