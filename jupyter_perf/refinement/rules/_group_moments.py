"""Ends of a group, and times between its moments, as functions of one group ask for them."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from ..facts import Facts
from ..values import kind_of
from ._elements import column_samples
from ._groups import Grouped
from ._reductions import reduced, reduction

_ENDS = {"0": "first", "-1": "last"}
_MAKERS = frozenset({"pandas.Timestamp", "pandas.to_datetime", "datetime.datetime"})
_LENGTHS = frozenset({"datetime.timedelta", "pandas.Timedelta"})
_PARTS = {"days": "dt.days", "total_seconds": "dt.total_seconds()"}


def end_of(node: ast.expr, group: str) -> tuple[str | None, str] | None:
    """(column or None for the group itself, `first` or `last`) of `g['x'].iloc[0]`."""
    if not (isinstance(node, ast.Subscript) and isinstance(node.value, ast.Attribute)):
        return None
    which = _ENDS.get(ast.unparse(node.slice))
    if which is None or node.value.attr not in ("iloc", "iat"):
        return None
    column = reduced(node.value.value, group)
    return None if column is None else (column or None, which)


@dataclass
class Moments:
    """Tells moments from other values; `parameter` stands for the group."""

    parameter: str
    groups: Grouped
    facts: Facts

    def is_fixed(self, node: ast.expr) -> bool:
        """True for a moment that is the same for all groups: a name, `df['day'].max()`."""
        return is_moment(node, self.parameter, self.facts)

    def is_of_group(self, node: ast.expr) -> bool:
        """True for the first, last, least or greatest moment of a group."""
        found = reduction(node, self.parameter, self.facts) or end_of(node, self.parameter)
        if found is None or found[1] not in ("max", "min", "first", "last"):
            return False
        column = found[0] or self.groups.column
        return self.groups.facts_of.columns.get(column or "") == "datetime"

    def between(self, node: ast.expr) -> bool:
        """True for the time from one moment to another."""
        if not (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub)):
            return False
        sides = (node.left, node.right)
        mine = [self.is_of_group(side) for side in sides]
        return any(mine) and all(
            own or self.is_fixed(side) for own, side in zip(mine, sides, strict=True)
        )

    def length(self, node: ast.expr) -> tuple[ast.BinOp, str] | None:
        """(`a - b`, what of a column gives the same) of `(a - b).days`, or None."""
        part: ast.expr = node
        if isinstance(node, ast.Call) and not (node.args or node.keywords):
            part = node.func
        if not isinstance(part, ast.Attribute) or part.attr not in _PARTS:
            return None
        if (part is node) != (part.attr == "days") or not self.between(part.value):
            return None
        assert isinstance(part.value, ast.BinOp)
        return part.value, _PARTS[part.attr]


def is_moment(node: ast.expr, group: str, facts: Facts) -> bool:
    """True for a moment that is the same for all groups: `df['day'].max() - timedelta(7)`."""
    if isinstance(node, ast.Name) and node.id != group:
        known = facts.samples(node)
        if known:
            return all(type(one).__name__ in ("Timestamp", "datetime") for one in known)
        value = facts.assigned(node)
        return value is not None and facts.once(node, lambda: is_moment(value, group, facts), False)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
        return is_moment(node.left, group, facts) and _is_length(node.right, facts)
    called = node.func if isinstance(node, ast.Call) else None
    if isinstance(node, ast.Call) and facts.full_name(node.func) in _MAKERS:
        return all(isinstance(arg, ast.Constant) for arg in node.args) and not node.keywords
    if not isinstance(called, ast.Attribute) or called.attr not in ("max", "min"):
        return False
    held = column_samples(called.value, facts)
    return bool(held) and all(
        kind_of(one) == "Series" and str(one.dtype).startswith("datetime64[") for one in held
    )


def _is_length(node: ast.expr, facts: Facts) -> bool:
    """True for `timedelta(days=7)`."""
    if not isinstance(node, ast.Call) or facts.full_name(node.func) not in _LENGTHS:
        return False
    given = [*node.args, *(k.value for k in node.keywords)]
    return all(isinstance(part, ast.Constant) for part in given)
