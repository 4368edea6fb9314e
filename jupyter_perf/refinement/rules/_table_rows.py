"""How loops go through the rows of a table, and what gives one row of it as a table of its own."""

from __future__ import annotations

import ast
from dataclasses import dataclass, replace

from ..facts import Facts
from ._models import asks_about_rows

_ARRAYS = ("numpy.array", "numpy.asarray")


@dataclass(frozen=True)
class Rows:
    """What a loop goes through: the table, the row's name, the index's, and how rows look."""

    table: ast.expr
    row: str = ""
    index: str = ""
    series: bool = False


def rows_of(target: ast.expr, iterated: ast.expr, facts: Facts) -> Rows | None:
    """How a loop goes through the rows of which table."""
    if isinstance(iterated, ast.Name) and isinstance(target, ast.Name):
        known = facts.kind_of(iterated) in ("ndarray", "list")
        return Rows(iterated, row=target.id) if known else None
    if is_values(iterated) and isinstance(target, ast.Name):
        return Rows(iterated, row=target.id)
    if not isinstance(iterated, ast.Call):
        return None
    called = iterated.func
    if isinstance(called, ast.Attribute) and called.attr == "iterrows" and not iterated.args:
        both = isinstance(target, ast.Tuple) and len(target.elts) == 2
        second = target.elts[1] if both else None  # type: ignore[attr-defined]
        named = isinstance(second, ast.Name) and isinstance(called.value, ast.Name)
        return Rows(called.value, row=second.id, series=True) if named else None  # type: ignore[union-attr]
    if not (isinstance(called, ast.Name) and facts.is_builtin(called.id, at=called)):
        return None
    if called.id == "range" and len(iterated.args) == 1 and isinstance(target, ast.Name):
        table = _counted(iterated.args[0])
        return Rows(table, index=target.id) if table is not None else None
    if called.id == "enumerate" and len(iterated.args) == 1 and isinstance(target, ast.Tuple):
        inner = rows_of(target.elts[1], iterated.args[0], facts)
        number = target.elts[0]
        named = not iterated.keywords and isinstance(number, ast.Name)
        return replace(inner, index=number.id) if inner and named else inner  # type: ignore[attr-defined]
    return None


def _counted(node: ast.expr) -> ast.expr | None:
    """`X` for `len(X)` and `X.shape[0]`."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "len":
        only = node.args[0]
        return only if isinstance(only, ast.Name) else None
    shape = node.value if isinstance(node, ast.Subscript) else None
    if isinstance(shape, ast.Attribute) and shape.attr == "shape":
        first = isinstance(node.slice, ast.Constant) and node.slice.value == 0  # type: ignore[attr-defined]
        return shape.value if first and isinstance(shape.value, ast.Name) else None
    return None


def is_values(node: ast.expr) -> bool:
    """True for `X.values` and `X.to_numpy()`."""
    if isinstance(node, ast.Call) and not (node.args or node.keywords):
        return isinstance(node.func, ast.Attribute) and node.func.attr == "to_numpy"
    return isinstance(node, ast.Attribute) and node.attr == "values"


def batch_of(argument: ast.expr, rows: Rows, loop: ast.AST, facts: Facts) -> str | None:
    """The table that holds all the rows that `argument` gives one by one."""
    table = facts.source.segment(rows.table)
    argument = spelled(argument, loop, facts)
    if isinstance(argument, ast.Call) and asks_about_rows(argument, facts):
        inner = batch_of(argument.args[0], rows, loop, facts)
        method = facts.source.segment(argument.func)
        return f"{method}({inner})" if inner is not None else None
    if _whole_table(argument, rows):
        return table
    row = single_row(argument, facts)
    if row is None:
        return None
    row = spelled(row, loop, facts)
    kept = is_values(row)
    if kept:
        row = row.func.value if isinstance(row, ast.Call) else row.value  # type: ignore[attr-defined]
    if isinstance(row, ast.Name) and rows.row == row.id:
        return f"{table}.to_numpy()" if rows.series else None if kept else table
    if rows.row:
        return _fields(row, rows, table, loop, facts)
    text = ast.unparse(row)
    frame = facts.kind_of(rows.table) == "DataFrame"
    if text in (f"{table}.iloc[{rows.index}]", f"{table}.values[{rows.index}]"):
        return f"{table}.to_numpy()" if frame else None
    if text in (f"{table}[{rows.index}]", f"{table}[{rows.index}, :]"):
        return None if frame or kept else table
    return None


def spelled(node: ast.expr, loop: ast.AST, facts: Facts) -> ast.expr:
    """What a name holds that each round of a loop gives a value before anything else can happen."""
    if not (isinstance(node, ast.Name) and isinstance(loop, ast.For)):
        return node
    value = facts.assigned(node)
    stmt = None if value is None else facts.source.statement(value)
    return value if value is not None and stmt in loop.body else node


def _fields(row: ast.expr, rows: Rows, table: str, loop: ast.AST, facts: Facts) -> str | None:
    """`[[r['a'], r['b']]]` and `[r[names]]`: the columns that are picked from a row of a frame."""
    if not rows.series:
        return None
    if isinstance(row, ast.Subscript) and ast.unparse(row.value) == rows.row:
        return _listed(row.slice, table, loop, facts)
    if not (isinstance(row, ast.List) and row.elts):
        return None
    labels: list[str] = []
    for part in row.elts:
        own = isinstance(part, ast.Subscript) and isinstance(part.value, ast.Name)
        if not own or part.value.id != rows.row or not isinstance(part.slice, ast.Constant):  # type: ignore[attr-defined]
            return None
        labels.append(repr(part.slice.value))  # type: ignore[attr-defined]
    return f"{table}[[{', '.join(labels)}]].to_numpy()"


def _listed(labels: ast.expr, table: str, loop: ast.AST, facts: Facts) -> str | None:
    """The columns that a list of labels picks, written out or known by its name."""
    if isinstance(labels, ast.Name):
        if facts.kind_of(labels) != "list" or labels.id in facts.changed(loop):
            return None
    elif not (
        isinstance(labels, ast.List) and all(isinstance(e, ast.Constant) for e in labels.elts)
    ):
        return None
    return f"{table}[{facts.source.segment(labels)}].to_numpy()"


def _whole_table(argument: ast.expr, rows: Rows) -> bool:
    """True for `X[i:i + 1]`, `X.iloc[[i]]` and `row.to_frame().T`: a table of one row."""
    table, i = ast.unparse(rows.table), rows.index
    one = (f"{table}[{i}:{i} + 1]", f"{table}.iloc[{i}:{i} + 1]", f"{table}.iloc[[{i}]]",
           f"{table}.values[{i}:{i} + 1]", f"{table}[{i}:{i} + 1, :]")  # fmt: skip
    text = ast.unparse(argument)
    return (bool(i) and text in one) or (rows.series and text == f"{rows.row}.to_frame().T")


def single_row(argument: ast.expr, facts: Facts) -> ast.expr | None:
    """`row` for `[row]`, `row.reshape(1, -1)`, `row[None, :]` and `np.array([row])`."""
    if isinstance(argument, ast.List | ast.Tuple) and len(argument.elts) == 1:
        return argument.elts[0]
    if isinstance(argument, ast.Subscript):
        none = ast.unparse(argument.slice) in ("None", "(None, :)", "None, :", "np.newaxis")
        return argument.value if none else None
    if not isinstance(argument, ast.Call):
        return None
    if facts.full_name(argument.func) in _ARRAYS and len(argument.args) == 1:
        return None if argument.keywords else single_row(argument.args[0], facts)
    called = argument.func
    if not (isinstance(called, ast.Attribute) and called.attr == "reshape"):
        return None
    if ", ".join(map(ast.unparse, argument.args)) not in ("1, -1", "(1, -1)"):
        return None
    inner = called.value
    made = isinstance(inner, ast.Call) and facts.full_name(inner.func) in _ARRAYS
    return inner.args[0] if made and len(inner.args) == 1 else inner  # type: ignore[attr-defined]
