"""What functions return for `apply` to spread over columns: a Series, or a tuple, of so many."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from .. import flow
from ..facts import Facts
from ..source import Decline, Function


@dataclass(frozen=True)
class Spread:
    """The parts of each value that a function returns."""

    parts: dict[ast.expr, list[ast.expr]]
    """What is returned → its parts, in the columns' order."""
    labels: list[ast.expr] | None
    """The columns' labels; None where they are counted."""
    series: bool


def spread_of(function: Function, expands: bool, facts: Facts) -> Spread:
    """What all returns of a function have in common; declines where that isn't known."""
    returned = _returned(function)
    found = [_tuple(value) if expands else _series(value, facts) for value in returned]
    shapes = {_shape(parts, labels) for parts, labels in found}
    if len(shapes) != 1:
        raise Decline("values of several lengths, or with several labels")
    labels = found[0][1]
    parts = {value: parts for value, (parts, _) in zip(returned, found, strict=True)}
    return Spread(parts, labels, not expands)


def _returned(function: Function) -> list[ast.expr]:
    if isinstance(function, ast.Lambda):
        return [function.body]
    inner = flow.has(function.body, ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
    if inner or not _leaves(function.body) or isinstance(function, ast.AsyncFunctionDef):
        raise Decline("a function that may return None")
    found = [n.value for n in flow.walk(list(function.body)) if isinstance(n, ast.Return)]
    values = [value for value in found if value is not None]
    if not values or len(values) != len(found):
        raise Decline("a function that may return None")
    return values


def _leaves(body: list[ast.stmt]) -> bool:
    """True where a body can't end without `return` or `raise`."""
    last = body[-1]
    if isinstance(last, ast.If):
        return bool(last.orelse) and _leaves(last.body) and _leaves(last.orelse)
    return isinstance(last, ast.Return | ast.Raise)


def _tuple(value: ast.expr) -> tuple[list[ast.expr], None]:
    if not isinstance(value, ast.Tuple | ast.List) or flow.has(value, ast.Starred):
        raise Decline("what is returned isn't written out")
    return value.elts, None


def _series(value: ast.expr, facts: Facts) -> tuple[list[ast.expr], list[ast.expr] | None]:
    """Parts and labels of `pd.Series({'a': …})`, `pd.Series([…])`, `pd.Series([…], index=[…])`."""
    if not isinstance(value, ast.Call) or facts.full_name(value.func) != "pandas.Series":
        raise Decline("a Series that isn't written out")
    keywords = {k.arg: k.value for k in value.keywords}
    labels = keywords.pop("index", None)
    data = value.args[0] if len(value.args) == 1 else keywords.pop("data", None)
    if keywords or len(value.args) > 1:
        raise Decline("a Series with further options")
    if isinstance(data, ast.Dict) and labels is None:
        keys = [key for key in data.keys if key is not None]
        if len(keys) != len(data.values):
            raise Decline("a Series that isn't written out")
        return data.values, _constants(keys)
    if not isinstance(data, ast.Tuple | ast.List) or flow.has(data, ast.Starred):
        raise Decline("a Series that isn't written out")
    if labels is None:
        return data.elts, None
    if not isinstance(labels, ast.Tuple | ast.List) or len(labels.elts) != len(data.elts):
        raise Decline("labels that aren't written out")
    return data.elts, _constants(labels.elts)


def _constants(labels: list[ast.expr]) -> list[ast.expr]:
    texts = [n.value for n in labels if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    if len(set(texts)) != len(labels):
        raise Decline("labels that aren't written out, or that occur twice")
    return labels


def _shape(parts: list[ast.expr], labels: list[ast.expr] | None) -> tuple[int, str]:
    if not parts:
        raise Decline("nothing to spread")
    return len(parts), "" if labels is None else ", ".join(ast.unparse(n) for n in labels)
