from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import Any

from ...core.code import Safety
from .. import flow, values
from ..concrete import Swap
from ..facts import Facts
from ._elements import column_samples
from ._rule import Rewrite, rule

_NAMES = ("sum", "max", "min", "sorted", "len")
_KINDS = ("float64", "int64", "bool")
_LOOKUP = (
    *(ast.Name, ast.Constant, ast.Attribute, ast.Subscript, ast.Slice, ast.Tuple, ast.BinOp),
    *(ast.UnaryOp, ast.expr_context, ast.operator, ast.unaryop),
)
LEAST = 50
"""In shorter arrays the calls of numpy cost what they save."""


@rule(ast.Call, safety=Safety.CHECK, gain=15.0, hints=tuple(f"{name}(" for name in _NAMES))
def builtin_to_array_function(node: ast.Call, facts: Facts) -> Rewrite | None:
    """Sum, compare and sort an array by numpy's own functions.

    What it does:
        `sum`, `max`, `min`, `sorted` and `len(set(…))` of an array become numpy's functions, those
        of a column go through its list. Sums are made in the same order, so they round alike, and
        where there is a NaN the original is kept.

    Why it is slow:
        Going through an array makes an object of each element, some 50 nanoseconds each; a column
        takes longer still.

    Before:
        mean = sum(a) / len(a)

    After:
        mean = (np.cumsum(a)[-1] + 0 if len(a) else 0) / len(a)

    When not:
        Arrays of several axes or of other types than `float64`, `int64` and `bool`, further
        arguments, short arrays, what isn't known to be an array.

    Source:
        The numpy documentation, "Universal functions"; measured: 5 to 80 times, columns 2 to 5.
    """
    called = node.func
    if not isinstance(called, ast.Name) or len(node.args) != 1 or node.keywords:
        return None
    name, argument = called.id, node.args[0]
    if name not in _NAMES or not facts.is_builtin(name, "len", at=node):
        return None
    unique = name == "len"
    if unique:
        if not (_is_call(argument, "set") and facts.is_builtin("set", at=node)):
            return None
        argument = argument.args[0]  # type: ignore[attr-defined]
    if not isinstance(argument, ast.Name | ast.Subscript | ast.Attribute):
        return None
    column = _values(argument, "Series", facts)
    text = facts.source.segment(argument)
    if column:
        return Rewrite((Swap(argument, f"{text}.tolist()"),))
    arrays = _values(argument, "ndarray", facts)
    if not arrays or _is_guarded(node, facts):
        return None
    np, line = facts.module("numpy", "np")
    fast = _fast("unique" if unique else name, text, np)
    has_nan = any(str(array.dtype) == "float64" for array in arrays)
    original = "0" if name == "sum" else facts.source.segment(node)
    nan = f" and not {np}.isnan({text}).any()" if has_nan and name != "sum" else ""
    new = f"({fast} if len({text}){nan} else {original})"
    return Rewrite((Swap(node, new),), (line,) if line else ())


def _fast(name: str, text: str, np: str) -> str:
    # A running total adds one element after another, as `sum` does; `+ 0` makes -0.0 into 0.0.
    return {
        "sum": f"{np}.cumsum({text})[-1] + 0",
        "max": f"{text}.max()",
        "min": f"{text}.min()",
        "sorted": f'list({np}.sort({text}, kind="stable"))',
        "unique": f"len({np}.unique({text}))",
    }[name]


def _values(node: ast.expr, kind: str, facts: Facts) -> Sequence[Any]:
    """The values that an expression is known to take, where all are flat and of this kind."""
    found = _columns(node, facts) if kind == "Series" else facts.samples(node)
    fit = all(
        values.kind_of(value) == kind
        and value.ndim == 1
        and str(value.dtype) in _KINDS
        and len(value) >= LEAST
        for value in found
    )
    return found if fit and _is_lookup(node) else []


def _is_lookup(node: ast.expr) -> bool:
    """True for names and parts of what they stand for, which may as well be asked for twice."""
    return all(isinstance(part, _LOOKUP) for part in ast.walk(node))


def _columns(node: ast.expr, facts: Facts) -> Sequence[Any]:
    """Columns that an expression gives; a column stays one when it is given other elements."""
    base = flow.root(node)
    if not isinstance(node, ast.Subscript) or isinstance(node.slice, ast.Constant) or base is None:
        return column_samples(node, facts) or facts.samples(node)
    scope = facts.source.function(node) or facts.source.tree
    return [] if base.id in facts.mutated(scope, items=False) else facts.likely(node)


def _is_call(node: ast.expr, name: str) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == name
        and len(node.args) == 1
        and not node.keywords
    )


def _is_guarded(node: ast.expr, facts: Facts) -> bool:
    """True for an original that this rule kept for data with a NaN."""
    parent = facts.source.parents[node]
    return (
        isinstance(parent, ast.IfExp)
        and parent.orelse is node
        and ("isnan" in ast.unparse(parent.test) or ast.unparse(parent.test).startswith("len("))
    )
