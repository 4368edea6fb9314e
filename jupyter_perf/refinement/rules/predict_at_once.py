from __future__ import annotations

import ast
from dataclasses import dataclass

from ...core.code import Safety
from .. import flow
from ..concrete import Around, Change, Swap
from ..facts import Facts
from ._draws import always
from ._reach import mutated
from ._rule import Rewrite, rule

_METHODS = frozenset({"predict", "predict_proba", "predict_log_proba", "decision_function",
                      "transform", "score_samples"})  # fmt: skip
_ARRAYS = ("numpy.array", "numpy.asarray")


@dataclass(frozen=True)
class Asked:
    """`model.predict(<one row>)[0]`: the whole expression, the call, and what follows the 0."""

    node: ast.expr
    call: ast.Call
    model: ast.Name
    then: str


@dataclass(frozen=True)
class _Rows:
    """What a loop goes through: the table, the row's name or the index's, and how rows look."""

    table: ast.expr
    row: str = ""
    index: str = ""
    series: bool = False


@rule(ast.For, ast.ListComp, safety=Safety.CHECK, gain=100.0, hints=("predict", "transform",
      "decision_function", "score_samples"))  # fmt: skip
def predict_at_once(node: ast.For | ast.ListComp, facts: Facts) -> Rewrite | None:
    """Ask a fitted model about all rows in one call.

    What it does:
        `model.predict([row])[0]` for each row of an array or a frame (and `predict_proba`,
        `decision_function`, `transform`) becomes one call with all rows before the loop.

    Why it is slow:
        Each call checks and converts its input anew, some 50 to 500 microseconds for a single row.

    Before:
        for row in X:
            labels.append(model.predict([row])[0])

    After:
        predicted = iter(model.predict(X) if len(X) else ())
        for row in X:
            labels.append(next(predicted))

    When not:
        A model that isn't scikit-learn's, or that the loop fits again; rows that are changed
        before they are asked about; a call in some rounds only, unless rows are taken by number.

    Source:
        The scikit-learn documentation, "Prediction latency" ("bulk versus atomic mode"); seen
        gain 144 times.
    """
    asked = [found for part in ast.walk(node) if (found := asked_about(part, facts)) is not None]
    if len(asked) != 1 or not facts.is_builtin("iter", "next", "len", at=node):
        return None
    only = node.generators[0] if isinstance(node, ast.ListComp) else node
    if isinstance(node, ast.ListComp) and (len(node.generators) > 1 or node.generators[0].ifs):
        return None
    rows = _rows(only.target, only.iter, facts)
    if rows is None:
        return None
    batch = _batch(asked[0].call.args[0], rows, facts)
    if batch is None or not _stays(asked[0], rows, node, facts):
        return None
    return _rewritten(node, asked[0], rows, batch, facts)


def _rewritten(
    node: ast.For | ast.ListComp, asked: Asked, rows: _Rows, batch: str, facts: Facts
) -> Rewrite | None:
    name = facts.fresh("predicted" if "predict" in ast.unparse(asked.call.func) else "results")
    method = facts.source.segment(asked.call.func)
    all_rows = f"{method}({batch}) if len({facts.source.segment(rows.table)}) else ()"
    stmt = node if isinstance(node, ast.For) else facts.source.statement(node)
    if rows.index:
        made, got = f"{name} = {all_rows}", f"{name}[{rows.index}]"
    elif always(asked.node, node, facts) and not flow.has(stmt, ast.Continue, ast.Break):
        made, got = f"{name} = iter({all_rows})", f"next({name})"
    else:
        return None
    if isinstance(node, ast.ListComp):
        plain = isinstance(stmt, ast.Assign | ast.Expr | ast.Return | ast.AugAssign)
        if not plain or not always(node, stmt, facts):
            return None
    changes: tuple[Change, ...] = (Around(stmt, made), Swap(asked.node, got + asked.then))
    return Rewrite(changes)


def asked_about(node: ast.AST, facts: Facts) -> Asked | None:
    """What a node asks a model of scikit-learn's about one row, or None."""
    if not (isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load)):
        return None
    call, index = node.value, node.slice
    then = ""
    if isinstance(index, ast.Tuple) and len(index.elts) == 2:
        index, second = index.elts
        then = f"[{facts.source.segment(second)}]"
        if not isinstance(second, ast.Constant):
            return None
    if not (isinstance(index, ast.Constant) and index.value == 0 and isinstance(call, ast.Call)):
        return None
    called = call.func
    if not isinstance(called, ast.Attribute) or called.attr not in _METHODS or call.keywords:
        return None
    if len(call.args) != 1 or not isinstance(called.value, ast.Name):
        return None
    return Asked(node, call, called.value, then) if _is_model(called.value, facts) else None


def _is_model(name: ast.Name, facts: Facts) -> bool:
    """True for an estimator of scikit-learn's, in the namespace or made in the source."""
    value = facts.assigned(name)
    while isinstance(value, ast.Call):
        if (facts.full_name(value.func) or "").startswith("sklearn."):
            return True
        value = value.func.value if isinstance(value.func, ast.Attribute) else None
    return facts.every(name, lambda v: type(v).__module__.startswith("sklearn."))


def _rows(target: ast.expr, iterated: ast.expr, facts: Facts) -> _Rows | None:
    """How a loop goes through the rows of which table."""
    if isinstance(iterated, ast.Name) and isinstance(target, ast.Name):
        known = facts.kind_of(iterated) in ("ndarray", "list")
        return _Rows(iterated, row=target.id) if known else None
    if _is_values(iterated) and isinstance(target, ast.Name):
        return _Rows(iterated, row=target.id)
    if not isinstance(iterated, ast.Call):
        return None
    called = iterated.func
    if isinstance(called, ast.Attribute) and called.attr == "iterrows" and not iterated.args:
        both = isinstance(target, ast.Tuple) and len(target.elts) == 2
        second = target.elts[1] if both else None  # type: ignore[attr-defined]
        named = isinstance(second, ast.Name) and isinstance(called.value, ast.Name)
        return _Rows(called.value, row=second.id, series=True) if named else None  # type: ignore[union-attr]
    if not (isinstance(called, ast.Name) and facts.is_builtin(called.id, at=called)):
        return None
    if called.id == "range" and len(iterated.args) == 1 and isinstance(target, ast.Name):
        table = _counted(iterated.args[0], facts)
        return _Rows(table, index=target.id) if table is not None else None
    if called.id == "enumerate" and len(iterated.args) == 1 and isinstance(target, ast.Tuple):
        return _rows(target.elts[1], iterated.args[0], facts)
    return None


def _counted(node: ast.expr, facts: Facts) -> ast.expr | None:
    """`X` for `len(X)` and `X.shape[0]`."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "len":
        only = node.args[0]
        return only if isinstance(only, ast.Name) else None
    shape = node.value if isinstance(node, ast.Subscript) else None
    if isinstance(shape, ast.Attribute) and shape.attr == "shape":
        first = isinstance(node.slice, ast.Constant) and node.slice.value == 0  # type: ignore[attr-defined]
        return shape.value if first and isinstance(shape.value, ast.Name) else None
    return None


def _is_values(node: ast.expr) -> bool:
    """True for `X.values` and `X.to_numpy()`."""
    if isinstance(node, ast.Call) and not (node.args or node.keywords):
        return isinstance(node.func, ast.Attribute) and node.func.attr == "to_numpy"
    return isinstance(node, ast.Attribute) and node.attr == "values"


def _batch(argument: ast.expr, rows: _Rows, facts: Facts) -> str | None:
    """The table that holds all the rows that `argument` gives one by one."""
    table = facts.source.segment(rows.table)
    whole = _whole_table(argument, rows)
    if whole:
        return table
    row = single_row(argument, facts)
    if row is None:
        return None
    kept = _is_values(row)
    if kept:
        row = row.func.value if isinstance(row, ast.Call) else row.value  # type: ignore[attr-defined]
    if rows.row:
        if isinstance(row, ast.Name) and row.id == rows.row:
            return f"{table}.to_numpy()" if rows.series else None if kept else table
        return _fields(row, rows, table)
    text = ast.unparse(row)
    frame = facts.kind_of(rows.table) == "DataFrame"
    if text in (f"{table}.iloc[{rows.index}]", f"{table}.values[{rows.index}]"):
        return f"{table}.to_numpy()" if frame else None
    if text in (f"{table}[{rows.index}]", f"{table}[{rows.index}, :]"):
        return None if frame or kept else table
    return None


def _fields(row: ast.expr, rows: _Rows, table: str) -> str | None:
    """`[[r['a'], r['b']]]`: the columns that are picked from a row of a frame."""
    if not (rows.series and isinstance(row, ast.List) and row.elts):
        return None
    labels: list[str] = []
    for part in row.elts:
        own = isinstance(part, ast.Subscript) and isinstance(part.value, ast.Name)
        if not own or part.value.id != rows.row or not isinstance(part.slice, ast.Constant):  # type: ignore[attr-defined]
            return None
        labels.append(repr(part.slice.value))  # type: ignore[attr-defined]
    return f"{table}[[{', '.join(labels)}]].to_numpy()"


def _whole_table(argument: ast.expr, rows: _Rows) -> bool:
    """True for `X[i:i + 1]`, `X.iloc[[i]]` and `row.to_frame().T`: a table of one row."""
    table, i = ast.unparse(rows.table), rows.index
    one = (f"{table}[{i}:{i} + 1]", f"{table}.iloc[{i}:{i} + 1]", f"{table}.iloc[[{i}]]",
           f"{table}.values[{i}:{i} + 1]", f"{table}[{i}:{i} + 1, :]")  # fmt: skip
    text = ast.unparse(argument)
    return text in one if i else rows.series and text == f"{rows.row}.to_frame().T"


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


def _stays(asked: Asked, rows: _Rows, loop: ast.AST, facts: Facts) -> bool:
    """True where the loop changes neither the model, nor the table, nor a row."""
    changed = mutated([loop], facts, [asked.call])
    inside = loop.body if isinstance(loop, ast.For) else []
    names = flow.expression_loads(rows.table) | {asked.model.id}
    if names & (changed | flow.stores([loop])) or {rows.row, rows.index} & flow.stores(inside):
        return False
    return rows.row not in changed
