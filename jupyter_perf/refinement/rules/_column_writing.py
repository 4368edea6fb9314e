"""Actions on whole columns as statements."""

from __future__ import annotations

import ast

from .. import flow
from ..facts import Facts
from ..source import Decline
from ..writing import labels_are_places
from ._row_actions import Action
from ._rows import Rows
from ._vectors import Vector


def emit(actions: list[Action], loop: ast.For, rows: Rows, facts: Facts) -> str:
    """The statements; raises Decline where columns could hold something else than rows give."""
    if any(action.verb == "set" for action in actions):
        return _emit_sets(actions, loop, rows, facts)
    writers = {"add": _emit_add, "append": _emit_append}
    return "\n".join(writers[action.verb](action, loop, rows, facts) for action in actions)


def _emit_add(action: Action, loop: ast.For, rows: Rows, facts: Facts) -> str:
    value, name, frame = action.value, action.target, rows.frame.id
    if not value.column:
        if value.kind != "int" or not facts.is_builtin("int", "len", at=loop):
            raise Decline("a constant that isn't a whole number")
        count = f"len({frame})" if action.mask is None else f"int({action.mask.tight}.sum())"
        return f"{name} += {count}" if value.text == "1" else f"{name} += {value.tight} * {count}"
    if value.kind not in ("int", "float"):
        raise Decline("a sum of what aren't numbers")
    start = _start_kind(name, loop, facts)
    if value.kind == "int" and not value.numpy:
        if not facts.is_builtin("sum", at=loop):
            raise Decline("`sum` is something else here")
        chosen = value if action.mask is None else _masked(value, action.mask)
        return f"{name} += sum({chosen.items})"
    # The value that the sum starts with keeps its type where no row is added.
    if not value.numpy and start == "float":
        chosen = value if action.mask is None else _masked(value, action.mask)
        return f"{name} += {chosen.total}.item()"
    item = "" if value.numpy else ".item()"
    if not facts.is_builtin("len", at=loop):
        raise Decline("`len` is something else here")
    if action.mask is None:
        return f"if len({frame}):\n    {name} += {value.total}{item}"
    part = facts.fresh(f"{name}_part")
    chosen = _masked(value, action.mask)
    total = Vector(part, value.kind, value.numpy, series=value.series).total
    return f"{part} = {chosen.text}\nif len({part}):\n    {name} += {total}{item}"


def _masked(value: Vector, mask: Vector) -> Vector:
    return Vector(f"{value.tight}[{mask.text}]", value.kind, value.numpy, series=value.series)


def _start_kind(name: str, loop: ast.For, facts: Facts) -> str | None:
    """The kind of number that a sum starts with, by the nearest assignment above the loop."""
    for stmt in facts.source.before(loop):
        if name in flow.stores(stmt):
            if isinstance(stmt, ast.Assign) and flow.accumulation(stmt) is None:
                return facts.kind_of(stmt.value) if len(stmt.targets) == 1 else None
            return None
    return None


def _emit_append(action: Action, loop: ast.For, rows: Rows, facts: Facts) -> str:
    if not action.value.column:
        raise Decline("the same constant for every row")
    chosen = action.value if action.mask is None else _masked(action.value, action.mask)
    return f"{action.target}.extend({chosen.items})"


def _emit_sets(actions: list[Action], loop: ast.For, rows: Rows, facts: Facts) -> str:
    if any(action.verb != "set" for action in actions):
        raise Decline("a column is set beside other effects")
    lines = [_emit_set(action, rows) for action in actions]
    original = facts.source.block_text(loop)
    if original is None or not facts.is_builtin("len", at=loop):
        raise Decline("text that can't be indented")
    frame = rows.frame.id
    # Repeated labels: each row's value goes to all rows of its label, in turn. Labels that aren't
    # the positions: rows read by place aren't those that are set by label.
    body = [f"    {line}" for line in lines]
    other = [f"    {line}" if line.strip() else line for line in original.splitlines()]
    test = f"len({frame}) and {frame}.index.is_unique"
    if rows.form == "place":
        test = f"len({frame}) and {labels_are_places(frame)}"
    return "\n".join([f"if {test}:", *body, "else:", *other])


def _emit_set(action: Action, rows: Rows) -> str:
    column = rows.facts_of.columns.get(action.target)
    value = action.value
    if value.kind not in ("int", "float", "str", "bool") or action.mask is not None:
        raise Decline("values that a column may hold otherwise")
    # A new column is born with holes, so that whole numbers and truth values change their type.
    if column == value.kind or (column is None and value.kind in ("float", "str")):
        return f"{rows.text(action.target)} = {value.text}"
    if column == "float" and value.kind == "int" and value.column:
        return f"{rows.text(action.target)} = {value.tight}.astype(float)"
    raise Decline("values of another type than the column's")
