"""Whether a value is a number, where the columns that it may come from hold numbers."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from .. import flow, shapes
from ..facts import Facts
from ..shaping import shapes_of
from ._cells import Cell

_REDUCTIONS = flow.words("mean median std var min max sum quantile")
_OF_NUMBERS = frozenset({"abs", "min", "max", "float"})
_MADE = flow.words("sqrt log log10 log1p exp abs floor ceil sin cos tanh")


def is_number(
    node: ast.expr, cells: Sequence[Cell], facts: Facts, seen: frozenset[str] = frozenset()
) -> bool:
    """True for what is an int or a float if the columns that `cells` are from hold such."""

    def again(part: ast.expr) -> bool:
        return is_number(part, cells, facts, seen)

    if any(node is cell.node for cell in cells):
        return True
    if isinstance(node, ast.Constant):
        return type(node.value) in (int, float)
    if isinstance(node, ast.UnaryOp):
        return isinstance(node.op, ast.USub | ast.UAdd) and again(node.operand)
    if isinstance(node, ast.BinOp):
        return not isinstance(node.op, ast.MatMult) and again(node.left) and again(node.right)
    if isinstance(node, ast.IfExp):
        return again(node.body) and again(node.orelse)
    if isinstance(node, ast.Call):
        return _called(node, cells, facts, seen)
    if facts.full_name(node) in ("numpy.nan", "math.nan", "numpy.inf", "math.inf"):
        return True
    if isinstance(node, ast.Name) and _named(node, cells, facts, seen):
        return True
    found = shapes_of(node, facts)
    return shapes.within(found, "int", "float")


def _called(node: ast.Call, cells: Sequence[Cell], facts: Facts, seen: frozenset[str]) -> bool:
    full, method = facts.full_name(node.func) or "", node.func
    given = all(is_number(part, cells, facts, seen) for part in node.args)
    module, _, name = full.rpartition(".")
    if module in ("numpy", "math"):
        return name in _MADE and len(node.args) == 1 and given and not node.keywords
    if isinstance(method, ast.Name):
        built_in = facts.is_builtin(method.id, at=node) and not node.keywords
        return built_in and (
            (
                method.id in _OF_NUMBERS
                and given
                and (method.id in ("abs", "float") or len(node.args) > 1)
            )
            or (method.id == "round" and given)
        )
    if not (isinstance(method, ast.Attribute) and method.attr in _REDUCTIONS):
        return False
    plain = given and not node.keywords and len(node.args) == (method.attr == "quantile")
    return plain and any(_is_column(method.value, cell) for cell in cells)


def _is_column(node: ast.expr, cell: Cell) -> bool:
    """True for the column that a cell is from, with or without what is missing in it."""
    frame, label = cell.root.id, ast.unparse(cell.chosen) if cell.chosen is not None else ""
    whole = f"{frame}.iloc[:, {label}]" if cell.by_number else f"{frame}[{label}]"
    return ast.unparse(node) in (whole, f"{whole}.dropna()")


def _named(name: ast.Name, cells: Sequence[Cell], facts: Facts, seen: frozenset[str]) -> bool:
    """True for a name that all its binders give numbers."""
    if name.id in seen:
        return True
    binders = facts.binders(name.id, facts.scope(name.id, name))
    values: list[ast.expr | None] = [_given(binder, facts) for binder in binders]
    return bool(values) and all(
        value is not None and is_number(value, cells, facts, seen | {name.id}) for value in values
    )


def _given(binder: ast.AST, facts: Facts) -> ast.expr | None:
    """What an assignment gives a name; None for any other binder."""
    stmt = facts.source.parents[binder]
    if isinstance(stmt, ast.AugAssign) and stmt.target is binder:
        return stmt.value
    if isinstance(stmt, ast.Assign):
        return stmt.value
    if isinstance(stmt, ast.Tuple):
        above = facts.source.parents[stmt]
        given = above.value if isinstance(above, ast.Assign) else None
        if isinstance(given, ast.Tuple) and len(given.elts) == len(stmt.elts):
            return given.elts[stmt.elts.index(binder)]  # type: ignore[arg-type]
    return None
