from __future__ import annotations

import ast
from typing import Any

from ...core.code import Safety
from ..facts import Facts
from ..source import Decline, Function
from ._bodies import without_docstring
from ._date_formats import pattern_of
from ._elements import Elements, elements, function_of
from ._guarded import guarded, is_fallback
from ._guessed_columns import test_of
from ._rows import quote_of
from ._rule import Rewrite, rule

_ISO = ("%Y-%m-%d", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S")
"""Formats that pandas reads the same with and without being told."""


@rule(ast.Call, safety=Safety.CHECK, gain=100.0, hints=("to_datetime", "strptime"))
def dates_at_once(node: ast.Call, facts: Facts) -> Rewrite | None:
    """Read a whole column of dates at once.

    What it does:
        `column.apply(pd.to_datetime)` and `column.apply(lambda x: datetime.strptime(x, format))`
        become one `pd.to_datetime` with that format, and so does a short function of yours that
        does just that. A guard keeps the original where a text isn't
        written just so.

    Why it is slow:
        Each call finds out about the format anew and makes an object of its own.

    Before:
        df['day'] = df['day'].apply(pd.to_datetime)

    After:
        if len(df['day']) and df['day'].str.fullmatch('[0-9]{4}-[0-9]{2}-[0-9]{2}').all():
            df['day'] = pd.to_datetime(df['day'], format='%Y-%m-%d')
        else:
            df['day'] = df['day'].apply(pd.to_datetime)

    When not:
        Formats with anything else than `%Y %y %m %b %B %d %H %M %S`, texts that aren't in ISO
        format where none is given, other options.

    Source:
        The pandas documentation of `to_datetime`; seen gain 332 times.
    """
    if is_fallback(node, facts):
        return None
    found = elements(node, facts) or _column_of_texts(node)
    if found is None or found.kind != "str":
        return None
    given = _format(found.function, facts)
    samples = [sample for sample in found.samples if len(sample)]
    formats = _ISO if given is None else (given,)
    known = [text for text in formats if samples and all(_fits(s, text) for s in samples)]
    if given is not None and found.guessed:
        known = [given]
    if not known:
        raise Decline("dates in another format")
    pd, line = facts.module("pandas", "pd")
    quote = quote_of(facts)
    column = facts.source.segment(found.column)
    pattern = f"{quote}{pattern_of(known[0])}{quote}"
    guards = [f"len({column})", *([test_of(column, "str", quote)] if found.guessed else [])]
    guards.append(f"{column}.str.fullmatch({pattern}).all()")
    new = f"{pd}.to_datetime({column}, format={quote}{known[0]}{quote})"
    return Rewrite((guarded(node, new, guards, facts),), (line,) if line else ())


def _column_of_texts(node: ast.Call) -> Elements | None:
    """A column that isn't known: what is read by a format is texts, most likely."""
    called = node.func
    if not (isinstance(called, ast.Attribute) and called.attr in ("apply", "map")):
        return None
    column = called.value
    part = isinstance(column, ast.Subscript) and isinstance(column.slice, ast.Constant)
    if not part or len(node.args) != 1 or node.keywords or not isinstance(column.value, ast.Name):  # type: ignore[attr-defined]
        return None
    return Elements(column, called.attr, node.args[0], "str", (), True)


def _format(function: ast.expr, facts: Facts) -> str | None:
    """The format that dates are read by; None where pandas finds out."""
    if facts.full_name(function) in ("pandas.to_datetime", "pandas.Timestamp"):
        return None
    call, parameter = _returned(function_of(function, facts))
    if not isinstance(call, ast.Call):
        raise Decline("another function")
    first = call.args[0] if call.args else None
    if not (isinstance(first, ast.Name) and first.id == parameter):
        raise Decline("something else than the text itself")
    full = facts.full_name(call.func) or ""
    if full in ("pandas.to_datetime", "pandas.Timestamp") and len(call.args) == 1:
        if not call.keywords:
            return None
        if [k.arg for k in call.keywords] == ["format"] and full == "pandas.to_datetime":
            return _constant(call.keywords[0].value)
    if full == "datetime.datetime.strptime" and len(call.args) == 2 and not call.keywords:
        return _constant(call.args[1])
    raise Decline("another function")


def _returned(function: Function | None) -> tuple[ast.expr | None, str]:
    """(what a function of one parameter gives at once, the parameter)."""
    if not isinstance(function, ast.Lambda | ast.FunctionDef):
        raise Decline("another function")
    spec = function.args
    others = [*spec.posonlyargs, *spec.kwonlyargs, *spec.defaults, spec.vararg, spec.kwarg]
    if len(spec.args) != 1 or any(part is not None for part in others):
        raise Decline("a function of more than the text")
    if isinstance(function, ast.Lambda):
        return function.body, spec.args[0].arg
    last = without_docstring(function.body)
    if len(last) != 1 or not isinstance(last[0], ast.Return) or function.decorator_list:
        raise Decline("a function that does more")
    return last[0].value, spec.args[0].arg


def _constant(node: ast.expr) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    raise Decline("a format that isn't known")


def _fits(sample: Any, text: str) -> bool:
    return bool(sample.str.fullmatch(pattern_of(text)).all())
