"""Questions about the missing values of one row."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from .. import flow
from ..facts import Facts
from ..syntax import text_of
from ._cell_keys import is_scalar

_METHODS = frozenset({"isnull", "isna", "notnull", "notna"})
_REDUCTIONS = frozenset({"any", "all", "sum"})


@dataclass(frozen=True)
class Holes:
    """`row.isnull().any()`, or of some of the row's values."""

    row: ast.expr
    """`df.iloc[i]`, `df.loc[i]` or a name."""
    method: str
    reduction: str
    part: str = ""
    """`[columns]`, where only these are asked about."""
    names: frozenset[str] = frozenset()
    """Names that `part` reads."""

    def of(self, frame: str) -> str:
        """The same for all rows of a frame, as text."""
        return f"{frame}{self.part}.{self.method}().{self.reduction}(axis=1)"


def holes_asked(node: ast.Call, facts: Facts) -> Holes | None:
    """What a call asks about a row, or None."""
    reduced = node.func
    if not isinstance(reduced, ast.Attribute) or reduced.attr not in _REDUCTIONS:
        return None
    tested = reduced.value
    if node.args or node.keywords or not isinstance(tested, ast.Call) or tested.keywords:
        return None
    full, method = facts.full_name(tested.func) or "", tested.func
    if len(tested.args) == 1:
        module, _, name = full.rpartition(".")
        known = module == "pandas" and name in _METHODS
        return _of_row(tested.args[0], name, reduced.attr, facts) if known else None
    if not isinstance(method, ast.Attribute) or tested.args or method.attr not in _METHODS:
        return None
    return _of_row(method.value, method.attr, reduced.attr, facts)


def _of_row(row: ast.expr, method: str, reduction: str, facts: Facts) -> Holes | None:
    if isinstance(row, ast.Name):
        return Holes(row, method, reduction)
    if not isinstance(row, ast.Subscript):
        return None
    if isinstance(row.value, ast.Attribute) and row.value.attr in ("iloc", "loc"):
        single = is_scalar(row.slice, facts) and not isinstance(row.slice, ast.Slice)
        return Holes(row, method, reduction) if single else None
    part = _labels(row.slice, facts)
    whole = _of_row(row.value, method, reduction, facts) if part else None
    if whole is None or whole.part:
        return None
    return Holes(whole.row, method, reduction, f"[{part}]", frozenset(flow.loads(row.slice)))


def _labels(node: ast.expr, facts: Facts) -> str:
    """The text of a list of labels, or of a name for one; empty for anything else."""
    written = isinstance(node, ast.List) and all(text_of(part) is not None for part in node.elts)
    value = facts.assigned(node) if isinstance(node, ast.Name) else None
    named = isinstance(node, ast.Name) and (
        facts.kind_of(node) == "list"
        or (isinstance(value, ast.List) and all(text_of(part) is not None for part in value.elts))
    )
    return facts.source.segment(node) if written or named else ""
