"""From a function of one Python number to an expression over a column: statements and calls."""

from __future__ import annotations

import ast
from dataclasses import replace

from .. import flow
from ..source import Decline
from ._moment_texts import name_by_form
from ._scalar_terms import LARGEST, Scalar
from ._scalar_texts import Texts, is_texts
from ._statistics import is_statistic

_BAD = {
    "sqrt": "{} < 0", "log": "{} <= 0", "log2": "{} <= 0", "log10": "{} <= 0",
    "log1p": "{} <= -1", "exp": "{} > 700", "expm1": "{} > 700", "sinh": "abs({}) > 700",
    "cosh": "abs({}) > 700", "sin": "abs({}) > 1e8", "cos": "abs({}) > 1e8",
    "tan": "abs({}) > 1e8", "tanh": "", "atan": "", "asinh": "", "radians": "", "degrees": "",
}  # fmt: skip
"""Functions of `math` by where they raise, or aren't as exact as numpy's."""
_MISSING = {
    **{"pandas.isna": "isna", "pandas.isnull": "isna", "pandas.notna": "notna"},
    **{"pandas.notnull": "notna", "numpy.isnan": "isna", "math.isnan": "isna"},
}
_SHORT = 12
"""Less is written again where it is used."""
_NAMES = {"atan": "arctan", "asinh": "arcsinh"}


MOMENT_PARTS = flow.words(
    """year month day hour minute second quarter dayofweek day_of_week dayofyear day_of_year
    days_in_month daysinmonth is_month_start is_month_end is_quarter_start is_quarter_end
    is_year_start is_year_end is_leap_year"""
)
"""Attributes that a moment and `Series.dt` have in common."""


class Elementwise(Texts):
    """Translates whole functions; raises Decline where that isn't possible."""

    setup: list[str] | None = None
    """Statements that bind what the function binds; None where nothing may be put before."""

    def held(self, name: str, value: Scalar) -> Scalar:
        plain = value.atom or not value.column or value.kind not in ("int", "float")
        if self.setup is None or self.masks or self.depth > 1 or plain:
            return value
        uses = [n for n in self.facts.source.all(ast.Name) if n.id == name]
        if sum(isinstance(use.ctx, ast.Load) for use in uses) < 2 or len(value.text) < _SHORT:
            return value
        fresh = self.facts.fresh(f"{name}_values")
        self.setup.append(f"{fresh} = {value.text}")
        return replace(value, text=fresh, atom=True)

    def _attribute(self, node: ast.Attribute) -> Scalar:
        """`t.year` and other parts of a moment."""
        moments = self(node.value)
        if moments.kind == "timedelta" and node.attr == "days":
            self._guard(f"{moments.tight}.isna()", everywhere=True)
            return Scalar(f"{moments.tight}.dt.days", "int", bound=10**9)
        if moments.kind != "datetime" or not moments.series:
            raise Decline("a part of what isn't a moment")
        if node.attr not in MOMENT_PARTS:
            raise Decline("a part of a moment with no column form")
        self._guard(f"{moments.tight}.isna()", everywhere=True)
        text = f"{moments.tight}.dt.{node.attr}"
        if node.attr.startswith("is_"):
            return Scalar(text, "bool")
        return Scalar(f"{text}.astype(int)", "int", bound=10**6)

    def _seconds(self, lengths: Scalar) -> Scalar:
        if lengths.kind != "timedelta" or not lengths.series:
            raise Decline("seconds of what is no length of time")
        return Scalar(f"{lengths.tight}.dt.total_seconds()", "float")

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
                named = name_by_form(form.value, self.facts)
                spelt = f"strftime({self.facts.source.segment(form)})"
                return Scalar(f"{text}.{named or spelt}", "str")
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

    def named(self, function: ast.expr, argument: Scalar) -> Scalar:
        """What a library's function, given by its name, makes of a column: `len`, `str.upper`."""
        if isinstance(function, ast.Name) and self.facts.is_builtin(function.id, at=function):
            return self._builtin(function.id, [argument])
        full = self.facts.full_name(function) or ""
        module, _, name = full.rpartition(".")
        if module == "math" and name in _BAD and argument.kind in ("int", "float"):
            return self._math(name, argument)
        texts = isinstance(function, ast.Attribute) and ast.unparse(function.value) == "str"
        if texts and self.facts.is_builtin("str", at=function):
            element = ast.Name("element", ast.Load())
            called = ast.Attribute(element, function.attr, ast.Load())  # type: ignore[attr-defined]
            self.local = {"element": argument}
            found = self._text_method(ast.Call(called, [], []), called)
            if found is not None:
                return found
        raise Decline("a function with no column form")

    def _call(self, node: ast.Call) -> Scalar:
        matched = self._of_pattern(node)
        if matched is not None:
            return matched
        if isinstance(node.func, ast.Attribute):
            if node.func.attr == "total_seconds" and not (node.args or node.keywords):
                return self._seconds(self(node.func.value))
            found = self._of_moment(node, node.func) or self._text_method(node, node.func)
            if found is not None:
                return found
            base = flow.root(node.func)
            if base is not None and is_statistic(node, self.facts):
                self.free(base)
                text = self.facts.source.segment(node)
                return Scalar(text, "float", column=False, series=False, numpy=True)
        if node.keywords or not node.args:
            raise Decline("a call with no column form")
        if isinstance(node.func, ast.Name) and node.func.id == "isinstance":
            return self._is_text(node)
        parts = [self(arg) for arg in node.args]
        own = self.facts.definition(node.func.id) if isinstance(node.func, ast.Name) else None
        if own is not None:
            return self.applied(own, parts)
        full = self.facts.full_name(node.func) or ""
        if full in _MISSING:
            return self._missing(parts, full)
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

    def _missing(self, parts: list[Scalar], full: str) -> Scalar:
        """`pd.isna(x)`, `math.isnan(x)`."""
        (first, *others) = parts
        kinds = ("float", "int", "str") if full.startswith("pandas.") else ("float",)
        if others or first.kind not in kinds or not first.series:
            raise Decline("a test for what is missing, of no column")
        return Scalar(f"{first.tight}.{_MISSING[full]}()", "bool")

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
        if name == "len" and len(parts) == 1 and is_texts(first):
            return self._length(first)
        if name == "str" and len(parts) == 1:
            return self._as_text(first)
        if name == "bool" and len(parts) == 1 and first.kind in ("bool", "match"):
            return replace(first, kind="bool")
        if not all(part.kind in ("int", "float") for part in parts):
            raise Decline("a call on what aren't numbers")
        self._sized(*parts)
        if name in ("min", "max") and len(parts) in (2, 3):
            for other in parts[1:]:
                test = self._comparison(other, ast.Lt() if name == "min" else ast.Gt(), first)
                first = self.choose(test, other, first)
            return first
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
