from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow
from ..concrete import Swap
from ..facts import Facts
from ..source import Decline
from ._rows import Rows, quote_of
from ._rule import Rewrite, rule
from ._vectors import Vector, Vectorizer


@rule(ast.Call, safety=Safety.CHECK, gain=100.0, hints=(".apply(",))
def apply_to_columns(node: ast.Call, facts: Facts) -> Rewrite | None:
    """Compute on whole columns instead of `apply(..., axis=1)`.

    What it does:
        `df.apply(f, axis=1)` with a lambda or a function of arithmetic, comparisons and
        if/elif/else on columns becomes that arithmetic, with `np.where` or `np.select`.

    Why it is slow:
        `apply` along rows makes a Series of every row and calls the function on it; columns are
        arrays that numpy goes through in C.

    Before:
        df['cost'] = df.apply(lambda row: row['price'] * row['rate'], axis=1)

    After:
        df['cost'] = df['price'] * df['rate']

    When not:
        The function does anything else (calls, other effects), rows hold Python's own integers or
        divide by what may be zero, or branches give different types.

    Source:
        The pandas documentation, "Enhancing performance"; seen gains 46 to 201 times.
    """
    frame = _applied_to(node)
    if frame is None:
        return None
    known = facts.frame(frame, facts.source.statement(node))
    parameter, body = _function(node.args[0], facts)
    if known is None:
        return None
    rows = Rows(frame, known, "series", parameter, None, quote_of(facts))
    local = {n for part in body for n in flow.stores(part)}
    vectorizer = Vectorizer(rows.vector, facts, lambda n: n.id not in local | {parameter})
    result = _value(body, vectorizer)
    if not result.column:
        return None
    text = _series(result, rows, node, facts)
    return Rewrite((Swap(node, text),), vectorizer.imports + _pandas(text, facts))


def _applied_to(node: ast.Call) -> ast.Name | None:
    """The frame of `frame.apply(f, axis=1)`."""
    if not (
        isinstance(node.func, ast.Attribute)
        and node.func.attr == "apply"
        and isinstance(node.func.value, ast.Name)
        and len(node.args) == 1
        and len(node.keywords) == 1
        and node.keywords[0].arg == "axis"
    ):
        return None
    axis = node.keywords[0].value
    rows = isinstance(axis, ast.Constant) and axis.value in (1, "columns")
    return node.func.value if rows else None


def _function(node: ast.expr, facts: Facts) -> tuple[str, list[ast.stmt]]:
    """(parameter, body) of a lambda or of a function of the user's."""
    if isinstance(node, ast.Lambda):
        value = ast.copy_location(ast.Return(node.body), node.body)
        return _one_parameter(node.args), [value]
    if isinstance(node, ast.Name):
        found = facts.definition(node.id)
        if isinstance(found, ast.FunctionDef) and facts.source.inside(found, facts.source.tree):
            return _one_parameter(found.args), found.body
    raise Decline("a function that can't be read")


def _one_parameter(spec: ast.arguments) -> str:
    others = [*spec.posonlyargs, *spec.kwonlyargs, *spec.defaults]
    if len(spec.args) != 1 or others or spec.vararg or spec.kwarg:
        raise Decline("a function of more than the row")
    return spec.args[0].arg


def _value(body: list[ast.stmt], vectorizer: Vectorizer) -> Vector:
    """What a function's body returns, as a column."""
    for place, stmt in enumerate(body):
        if isinstance(stmt, ast.Expr) and isinstance(stmt.value, ast.Constant):
            continue
        if isinstance(stmt, ast.Return) and stmt.value is not None:
            return vectorizer(stmt.value)
        if isinstance(stmt, ast.Assign) and len(stmt.targets) == 1:
            target = stmt.targets[0]
            if isinstance(target, ast.Name) and target.id not in vectorizer.local:
                vectorizer.local[target.id] = vectorizer(stmt.value)
                continue
        if isinstance(stmt, ast.If):
            return _choice(stmt, body[place + 1 :], vectorizer)
        break
    raise Decline("a function that does more than return a value")


def _choice(stmt: ast.If, rest: list[ast.stmt], vectorizer: Vectorizer) -> Vector:
    cases: list[tuple[Vector, Vector]] = []
    following: list[ast.stmt] = [stmt, *rest]
    while following and isinstance(following[0], ast.If):
        here = following[0]
        test = vectorizer.condition(here.test)
        known = dict(vectorizer.local)
        cases.append((test, _value(here.body, vectorizer)))
        vectorizer.local = known
        following = [*here.orelse, *following[1:]]
    return vectorizer.choose(cases, _value(following, vectorizer))


def _series(result: Vector, rows: Rows, node: ast.Call, facts: Facts) -> str:
    """The text of a Series with the frame's index, no name, and the dtype that apply gives."""
    frame = rows.frame.id
    if result.kind == "float" and result.series:
        if _is_assigned(node, facts):
            return result.text
        return f"{result.tight}.rename(None)"
    if not facts.is_builtin("len", "float", at=node) or result.kind == "object":
        raise Decline("a dtype that isn't known")
    pd, _ = facts.module("pandas", "pd")
    values = f"{result.tight}.to_numpy()" if result.series else result.text
    if result.kind == "float":
        return f"{pd}.Series({values}, index={frame}.index)"
    # On a frame without rows `apply` gives floats, whatever the function returns.
    return f"{pd}.Series({values}, index={frame}.index, dtype=None if len({frame}) else float)"


def _pandas(text: str, facts: Facts) -> tuple[str, ...]:
    pd, line = facts.module("pandas", "pd")
    return (line,) if line and text.startswith(f"{pd}.") else ()


def _is_assigned(node: ast.Call, facts: Facts) -> bool:
    """True where the result becomes a column, so that its name doesn't show."""
    parent = facts.source.parents[node]
    return (
        isinstance(parent, ast.Assign)
        and len(parent.targets) == 1
        and isinstance(parent.targets[0], ast.Subscript)
    )
