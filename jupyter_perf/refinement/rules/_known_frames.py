"""What is known of a frame at a place, also where it is some rows of another one."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace

from .. import flow
from ..facts import Facts
from ..source import Decline
from ..values import Frame
from ._bound_frames import bound_frame

_SAME_COLUMNS = flow.words(
    """head tail copy sort_values sort_index sample nlargest nsmallest dropna drop_duplicates"""
)


def frame_at(node: ast.expr, stmt: ast.stmt, facts: Facts) -> Frame | None:
    """What is known of a frame, or of some of a frame's rows, when a statement starts."""
    if isinstance(node, ast.Name):
        known = facts.frame(node, stmt)
        value = facts.assigned(node) if known is None else None
        if known is None and value is None:
            return bound_frame(node, stmt, frame_at, facts)
        if value is None:
            return known
        if node.id in _touched(node, value, stmt, facts):
            return known or bound_frame(node, stmt, frame_at, facts)
        return frame_at(value, facts.source.statement(value), facts)
    base: ast.expr | None = None
    if isinstance(node, ast.Subscript) and _mask(node.slice):
        base = node.value
        if isinstance(base, ast.Attribute) and base.attr == "loc":
            base = base.value
    elif isinstance(node, ast.Subscript) and _several(node.slice, facts):
        taken = node.value
        base = taken.value if isinstance(taken, ast.Attribute) and taken.attr == "iloc" else None
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        base = node.func.value if node.func.attr in _SAME_COLUMNS else None
        if ast.unparse(node).endswith(".reset_index(drop=True)"):
            base = node.func.value
        if any(k.arg in ("axis", "inplace") for k in node.keywords):
            return None
    found = frame_at(base, stmt, facts) if base is not None else None
    if found is None:
        return None
    return replace(found, index_default=False, index_unique=False)


def _several(places: ast.expr, facts: Facts) -> bool:
    """True for a slice, and for the name of sorted places."""
    made = facts.assigned(places) if isinstance(places, ast.Name) else None
    ordered = isinstance(made, ast.Call) and facts.full_name(made.func) == "numpy.sort"
    return isinstance(places, ast.Slice) or ordered


def _touched(name: ast.Name, value: ast.expr, stmt: ast.stmt, facts: Facts) -> set[str]:
    """Names that may be changed between where a frame is made and where it is used."""
    scope = facts.source.function(name)
    made = facts.source.statement(value)
    if scope is not facts.source.function(made):
        return {name.id}
    between = [
        s
        for s in ast.walk(scope or facts.source.tree)
        if isinstance(s, ast.stmt) and made.lineno < s.lineno < stmt.lineno
    ]
    return facts.changed(between)


def _mask(node: ast.expr) -> bool:
    if isinstance(node, ast.UnaryOp):
        return isinstance(node.op, ast.Invert) and _mask(node.operand)
    if isinstance(node, ast.BinOp):
        both = isinstance(node.op, ast.BitAnd | ast.BitOr)
        return both and _mask(node.left) and _mask(node.right)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.func.attr in ("isin", "notna", "isna", "between", "duplicated")
    return isinstance(node, ast.Compare)


def cells_written(
    frame: str,
    body: list[ast.AST],
    facts: Facts,
    column_of: Callable[[ast.expr, str], str | None] | None = None,
) -> set[str]:
    """Columns that the body sets, cell by cell; declines where the frame changes otherwise.

    `column_of` says which column of the frame a target is a cell of, where it isn't `cell_column`.
    """
    column_of = column_of or cell_column
    if frame not in facts.changed(body):
        return set()
    found: set[str] = set()
    for part in flow.walk(body):
        if isinstance(part, ast.Assign | ast.AugAssign):
            targets = part.targets if isinstance(part, ast.Assign) else [part.target]
            for target in targets:
                base = flow.root(target)
                if base is not None and base.id == frame:
                    column = column_of(target, frame)
                    if column is None:
                        raise Decline("the frame changes in the loop")
                    found.add(column)
        elif isinstance(part, ast.Call) and _may_change(part, frame, facts):
            raise Decline("the frame changes in the loop")
        elif isinstance(part, ast.For | ast.Delete | ast.With | ast.NamedExpr) and (
            frame in flow.stores(part)
        ):
            raise Decline("the frame's name is bound in the loop")
    return found


def _may_change(call: ast.Call, frame: str, facts: Facts) -> bool:
    inner = any(isinstance(p, ast.Call) for arg in call.args for p in ast.walk(arg))
    return frame in facts.changed(call) and not inner


def cell_column(target: ast.expr, frame: str) -> str | None:
    """The column of `df.loc[…, 'c']` or `df.at[…, 'c']`."""
    if (
        isinstance(target, ast.Subscript)
        and isinstance(target.value, ast.Attribute)
        and target.value.attr in ("loc", "at")
        and isinstance(target.value.value, ast.Name)
        and target.value.value.id == frame
        and isinstance(target.slice, ast.Tuple)
        and len(target.slice.elts) == 2
    ):
        column = target.slice.elts[1]
        if isinstance(column, ast.Constant) and isinstance(column.value, str):
            return column.value
    return None
