"""A function of each row, or column, of a table, as an expression over the whole table."""

from __future__ import annotations

import ast

from ..facts import Facts
from ..rules._guarded import is_fallback
from ..rules._rule import Rewrite
from ..source import Decline
from .body import Body
from .comprehension import put
from .context import Axis
from .guards import ordered_guards
from .inputs import Inputs
from .loop import BUILTINS
from .parts import Part
from .places import Place
from .rows import is_view
from .types import Many
from .vector import INNER, Vector

_ROW = "one_row"


def along(node: ast.Call, facts: Facts) -> Rewrite | None:
    """The rewrite of `np.apply_along_axis(f, axis, table)`; Decline where there is none."""
    function, along_node, table = node.args
    axis = _axis(along_node)
    if axis is None or not isinstance(table, ast.Name) or _is_kept(node, facts):
        return None
    if is_fallback(node, facts) or not facts.is_builtin(*BUILTINS, at=node):
        return None
    stmt = facts.source.statement(node)
    body = Body(Inputs(facts, stmt), set())
    row = _row(table, axis, body)
    value = _value(function, row, body)
    text = _text(value, axis)
    guards, _ = ordered_guards(body)
    return put(node, text, guards, body, stmt)


def _axis(node: ast.expr) -> int | None:
    """Along which of a table's two axes the function goes."""
    text = ast.unparse(node)
    return {"0": 0, "1": 1, "-1": 1, "-2": 0}.get(text)


def _row(table: ast.Name, axis: int, body: Body) -> Part:
    found = body.inputs.type_of(table)
    if not isinstance(found, Many) or (found.form, found.depth) != ("array", 2):
        raise Decline("something else than a table of numbers")
    across = 1 - axis
    size = body.inputs.size(table.id, across)
    body.axes[0] = Axis(0, Place(), size)
    body.inside.append(0)
    body.inputs.guard(f"{table.id}.size > 0")
    body.note(table.id, found)
    key = Vector(f"{body.inputs.numpy()}.arange({size.text})", "int", axes=(0,), place=Place((0,)))
    return Part(table.id, found, (key,) if axis else (ast.Slice(), key))


def _value(function: ast.expr, row: Part, body: Body) -> Vector:
    """What the function gives of a row."""
    if isinstance(function, ast.Lambda):
        spec = function.args
        names = [arg.arg for arg in spec.args]
        if len(names) != 1 or spec.defaults or spec.vararg or spec.kwarg or spec.kwonlyargs:
            raise Decline("a function of several arguments")
        body.bind_row(names[0], row)
        return body(function.body)
    body.bind_row(_ROW, row)
    given = ast.copy_location(ast.Name(_ROW, ast.Load()), function)
    return body(ast.copy_location(ast.Call(function, [given], []), function))


def _text(value: Vector, axis: int) -> str:
    if value.mixed or value.kind not in ("float", "int", "bool") or value.axes[:1] != (0,):
        raise Decline("numbers of several types, or something else than numbers")
    rows = [one for one in value.axes if one >= INNER]
    if len(value.axes) - len(rows) != 1 or len(rows) > 1:
        raise Decline("rows of rows")
    text = value.text if axis or not rows else f"{value.tight()}.T"
    return f"{value.tight()}.copy()" if is_view(value) and text == value.text else text


def _is_kept(node: ast.Call, facts: Facts) -> bool:
    """True for what stays beside its array form."""
    child: ast.AST = node
    for parent in facts.source.ancestors(node):
        if isinstance(parent, ast.IfExp | ast.If) and "apply_along_axis" in ast.unparse(node):
            kept = parent.orelse if isinstance(parent.orelse, list) else [parent.orelse]
            if child in kept and ".size > 0" in ast.unparse(parent.test):
                return True
        child = parent
    return False
