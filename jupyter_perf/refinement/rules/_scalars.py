"""From a function of one Python number to an expression over a column: statements and calls."""

from __future__ import annotations

import ast
from dataclasses import replace

from .. import flow
from ..source import Decline, Function
from ._scalar_terms import LARGEST, Scalar, Terms

_BAD = {
    "sqrt": "{} < 0", "log": "{} <= 0", "log2": "{} <= 0", "log10": "{} <= 0",
    "log1p": "{} <= -1", "exp": "{} > 700", "expm1": "{} > 700", "sinh": "abs({}) > 700",
    "cosh": "abs({}) > 700", "sin": "abs({}) > 1e8", "cos": "abs({}) > 1e8",
    "tan": "abs({}) > 1e8", "tanh": "", "atan": "", "asinh": "", "radians": "", "degrees": "",
}  # fmt: skip
"""Functions of `math` by where they raise, or aren't as exact as numpy's."""
_NAMES = {"atan": "arctan", "asinh": "arcsinh"}


MOMENT_PARTS = flow.words(
    """year month day hour minute second quarter dayofweek day_of_week dayofyear day_of_year
    days_in_month daysinmonth is_month_start is_month_end is_quarter_start is_quarter_end
    is_year_start is_year_end is_leap_year"""
)
"""Attributes that a moment and `Series.dt` have in common."""


class Elementwise(Terms):
    """Translates whole functions; raises Decline where that isn't possible."""

    def function(self, function: Function, argument: Scalar) -> Scalar:
        """What a function of one parameter returns for a column."""
        spec = function.args
        others = [*spec.posonlyargs, *spec.kwonlyargs, *spec.defaults]
        if len(spec.args) != 1 or others or spec.vararg or spec.kwarg:
            raise Decline("a function of more than the element")
        wrapped = not isinstance(function, ast.Lambda) and bool(function.decorator_list)
        if isinstance(function, ast.AsyncFunctionDef) or wrapped:
            raise Decline("a function that is wrapped")
        self.local[spec.args[0].arg] = argument
        if isinstance(function, ast.Lambda):
            return self(function.body)
        return self._block(function.body)

    def _block(self, body: list[ast.stmt]) -> Scalar:
        for place, stmt in enumerate(body):
            if isinstance(stmt, ast.Expr) and isinstance(stmt.value, ast.Constant):
                continue
            if isinstance(stmt, ast.Return) and stmt.value is not None:
                return self(stmt.value)
            if isinstance(stmt, ast.Assign) and len(stmt.targets) == 1:
                target = stmt.targets[0]
                if isinstance(target, ast.Name):
                    self.local[target.id] = self(stmt.value)
                    continue
            if isinstance(stmt, ast.If):
                return self._branches(stmt, body[place + 1 :])
            break
        raise Decline("a function that does more than return a value")

    def _branches(self, stmt: ast.If, rest: list[ast.stmt]) -> Scalar:
        test = self.condition(stmt.test)
        known = dict(self.local)
        yes = self._under(test, "", lambda: self._block([*stmt.body, *rest]))
        self.local = known
        no = self._under(test, "~", lambda: self._block([*stmt.orelse, *rest]))
        return self.choose(test, yes, no)

    def _attribute(self, node: ast.Attribute) -> Scalar:
        """`t.year` and other parts of a moment."""
        moments = self(node.value)
        if moments.kind != "datetime" or not moments.series:
            raise Decline("a part of what isn't a moment")
        if node.attr not in MOMENT_PARTS:
            raise Decline("a part of a moment with no column form")
        self._guard(f"{moments.tight}.isna()", everywhere=True)
        text = f"{moments.tight}.dt.{node.attr}"
        if node.attr.startswith("is_"):
            return Scalar(text, "bool")
        return Scalar(f"{text}.astype(int)", "int", bound=10**6)

    def _of_moment(self, node: ast.Call, called: ast.Attribute) -> Scalar | None:
        """`t.weekday()`, `t.strftime("%Y-%m")`, `t.date()`; None where it isn't a moment's."""
        base = called.value
        moments = self.local.get(base.id) if isinstance(base, ast.Name) else None
        if moments is None or moments.kind != "datetime":
            return None
        self._guard(f"{moments.tight}.isna()", everywhere=True)
        text = f"{moments.tight}.dt"
        if called.attr == "strftime" and len(node.args) == 1 and not node.keywords:
            form = node.args[0]
            if isinstance(form, ast.Constant) and isinstance(form.value, str):
                return Scalar(f"{text}.strftime({self.facts.source.segment(form)})", "str")
        plain = not node.args and not node.keywords
        if called.attr == "weekday" and plain:
            return Scalar(f"{text}.weekday.astype(int)", "int", bound=10)
        if called.attr in ("day_name", "month_name") and plain:
            return Scalar(f"{text}.{called.attr}()", "str")
        if called.attr in ("date", "time") and plain:
            return Scalar(f"{text}.{called.attr}", "object")
        if called.attr in ("normalize", "floor", "ceil", "round") and not node.keywords:
            frequency = [a.value for a in node.args if isinstance(a, ast.Constant)]
            if [called.attr] == ["normalize"] * plain or frequency in (["D"], ["h"], ["min"]):
                inner = ", ".join(self.facts.source.segment(a) for a in node.args)
                return Scalar(f"{text}.{called.attr}({inner})", "datetime")
        raise Decline("a method of a moment with no column form")

    def _call(self, node: ast.Call) -> Scalar:
        if isinstance(node.func, ast.Attribute):
            found = self._of_moment(node, node.func)
            if found is not None:
                return found
        if node.keywords or not node.args:
            raise Decline("a call with no column form")
        parts = [self(arg) for arg in node.args]
        full = self.facts.full_name(node.func) or ""
        module, _, name = full.rpartition(".")
        if isinstance(node.func, ast.Name) and self.facts.is_builtin(node.func.id, at=node):
            return self._builtin(node.func.id, parts)
        if len(parts) != 1 or not parts[0].column or parts[0].kind not in ("int", "float"):
            raise Decline("a call with no column form")
        if module == "math" and name in _BAD:
            return self._math(name, parts[0])
        if module == "numpy" and name in _BAD and not self.masks:
            self._sized(parts[0])
            text = f"{self.numpy_name()}.{name}({parts[0].text})"
            return Scalar(text, "float", series=parts[0].series, numpy=True)
        raise Decline("a call with no column form")

    def _math(self, name: str, inner: Scalar) -> Scalar:
        self._sized(inner)
        np = self.numpy_name()
        if not _BAD[name]:
            return Scalar(
                f"{np}.{_NAMES.get(name, name)}({inner.text})", "float", series=inner.series
            )
        self._guard(_BAD[name].format(inner.tight))
        argument, series = inner.text, inner.series
        if self.masks:
            # Elements of the other branch may lie outside the domain: they are left out.
            argument, series = f"{np}.where({' & '.join(self.masks)}, {argument}, {np}.nan)", False
        return Scalar(f"{np}.{name}({argument})", "float", series=series)

    def _builtin(self, name: str, parts: list[Scalar]) -> Scalar:
        first = parts[0]
        if not all(part.kind in ("int", "float") for part in parts):
            raise Decline("a call on what aren't numbers")
        self._sized(*parts)
        if name in ("min", "max") and len(parts) == 2:
            test = self._comparison(parts[1], ast.Lt() if name == "min" else ast.Gt(), first)
            return self.choose(test, parts[1], first)
        if len(parts) > 1 or not first.column:
            raise Decline("a call with no column form")
        if name == "abs":
            return replace(first, text=f"abs({first.text})", atom=True)
        if name == "float" and first.kind == "float" and not first.whole:
            return first
        if name == "float" and first.kind == "int":
            return Scalar(f"{first.tight}.astype(float)", "float", series=first.series)
        if name in ("int", "round") and first.kind == "float" and not self.masks:
            self.guards.append(f"(abs({first.text}) < 2**31).all()")
            rounded = first.tight if name == "int" else f"{self.numpy_name()}.rint({first.text})"
            return Scalar(f"{rounded}.astype(int)", "int", series=first.series, bound=LARGEST - 1)
        raise Decline("a call with no column form")
