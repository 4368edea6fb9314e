"""Columns that are made of a group's own step by step: `s.shift(1).rolling(3).mean()`."""

from __future__ import annotations

import ast

from .. import flow
from ..syntax import is_name
from ._groups import Grouped

_STEPS = flow.words("shift diff cumsum cummax cummin cumprod pct_change ffill bfill rank")
_ELEMENTWISE = flow.words("abs fillna round clip")
_WINDOWS = {
    "rolling": frozenset({"window", "min_periods"}),
    "expanding": frozenset({"min_periods"}),
    "ewm": frozenset({"com", "span", "halflife", "alpha", "min_periods", "adjust", "ignore_na"}),
}
_REDUCTIONS = flow.words("mean sum min max std var median count")
_OF_EWM = flow.words("mean std var sum")


def chained(node: ast.expr, group: str, groups: Grouped) -> str | None:
    """The text of such a column for all rows, under their labels; None for anything else."""
    if is_name(node, group):
        return groups.whole(groups.column) if groups.column else None
    call = _method(node)
    if call is None:
        return None
    name, inner = call.func.attr, call.func.value  # type: ignore[attr-defined]
    if name in _STEPS and _constant(call):
        held = _grouped(inner, group, groups)
        return None if held is None else f"{held}.{_called(call)}"
    if name in _ELEMENTWISE and _constant(call) and not call.keywords and not is_name(inner, group):
        made = chained(inner, group, groups)
        return None if made is None else f"{made}.{_called(call)}"
    windows = _windowed(call, group, groups)
    if windows is None:
        return None
    levels = "0" if len(groups.keys) == 1 else str(list(range(len(groups.keys))))
    return f"{windows}.droplevel({levels})"


def windows_of(node: ast.expr, group: str, groups: Grouped) -> str | None:
    """`s.rolling(3).mean()` for all groups, as `apply` labels it: by group and by row."""
    call = _method(node)
    numbers = groups.facts_of.columns.get(groups.column or "") in ("int", "float")
    if call is None or not numbers:
        return None
    taken = _method(call.func.value)  # type: ignore[attr-defined]
    alone = taken is not None and is_name(taken.func.value, group)  # type: ignore[attr-defined]
    return _windowed(call, group, groups) if alone else None


def _method(node: ast.expr) -> ast.Call | None:
    """A call of a method."""
    called = node.func if isinstance(node, ast.Call) else None
    return node if isinstance(called, ast.Attribute) else None  # type: ignore[return-value]


def _windowed(call: ast.Call, group: str, groups: Grouped) -> str | None:
    """`….rolling(3).mean()`, grouped."""
    taken = _method(call.func.value)  # type: ignore[attr-defined]
    if taken is None or call.args or call.keywords:
        return None
    windows, name = taken.func.attr, call.func.attr  # type: ignore[attr-defined]
    options = _WINDOWS.get(windows)
    if options is None or not {k.arg for k in taken.keywords} <= options or not _constant(taken):
        return None
    if len(taken.args) > 1 or name not in (_OF_EWM if windows == "ewm" else _REDUCTIONS):
        return None
    held = _grouped(taken.func.value, group, groups)  # type: ignore[attr-defined]
    return None if held is None else f"{held}.{_called(taken)}.{name}()"


def _grouped(node: ast.expr, group: str, groups: Grouped) -> str | None:
    """A column of each group, as `groupby` gives it."""
    if is_name(node, group):
        return groups.part(groups.column) if groups.column else None
    made = chained(node, group, groups)
    columns = [groups.whole(key) for key in groups.keys]
    keys = columns[0] if len(columns) == 1 else f"[{', '.join(columns)}]"
    return None if made is None else f"{made}.groupby({keys})"


def _called(call: ast.Call) -> str:
    """The method and what it is given."""
    given = ", ".join(ast.unparse(part) for part in (*call.args, *call.keywords))
    return f"{call.func.attr}({given})"  # type: ignore[attr-defined]


def _constant(call: ast.Call) -> bool:
    """True where a call is given numbers and words alone."""
    given = [*call.args, *(k.value for k in call.keywords)]
    return all(_is_constant(part) for part in given) and not any(
        k.arg is None for k in call.keywords
    )


def _is_constant(node: ast.expr) -> bool:
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return _is_constant(node.operand)
    return isinstance(node, ast.Constant)
