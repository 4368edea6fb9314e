"""What the source alone says about values that don't exist yet."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import TYPE_CHECKING

from . import flow, values
from .column_kinds import called_kind, is_divided

if TYPE_CHECKING:
    from .facts import Facts

Frames = Callable[[ast.Name, ast.stmt], values.Frame | None]
"""What is known of the frame that a name holds when a statement starts."""
_MAKERS = frozenset({"list", "tuple", "set", "dict", "frozenset", "int", "float", "str", "bool"})
_FLOATS = frozenset(
    f"{module}.{name}" for module in ("math", "numpy") for name in ("nan", "inf", "pi", "e")
)
_TEXT_READERS = frozenset({"sys.stdin.readline", "sys.stdin.read"})
_TEXT_METHODS = flow.words(
    """capitalize casefold center expandtabs format join ljust lower lstrip removeprefix
    removesuffix replace rjust rstrip strip swapcase title upper zfill"""
)


def literal_kind(node: ast.expr, facts: Facts) -> str | None:
    """The kind of value that an expression makes whatever its inputs are, or None."""
    if isinstance(node, ast.Constant):
        return values.kind_of(node.value)
    for types, kind in (
        ((ast.List, ast.ListComp), "list"),
        ((ast.Tuple,), "tuple"),
        ((ast.Dict, ast.DictComp), "dict"),
        ((ast.Set, ast.SetComp), "set"),
        ((ast.JoinedStr,), "str"),
    ):
        if isinstance(node, types):
            return kind
    if isinstance(node, ast.Call):
        return _call_kind(node, facts)
    if isinstance(node, ast.Attribute):
        return "float" if facts.full_name(node) in _FLOATS else None
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mod | ast.Mult):
        left, right = facts.kind_of(node.left), facts.kind_of(node.right)
        if left == "str" and isinstance(node.op, ast.Mod | ast.Mult):
            return "str"
        # `x + "," ` is text or raises, whatever x is among the built-in types.
        if isinstance(node.op, ast.Add) and "str" in (left, right):
            return "str"
        return left if left == right else None
    if isinstance(node, ast.IfExp):
        left, right = facts.kind_of(node.body), facts.kind_of(node.orelse)
        return left if left == right else None
    return None


def _call_kind(node: ast.Call, facts: Facts) -> str | None:
    called = node.func
    if isinstance(called, ast.Name) and facts.is_builtin(called.id, at=called):
        if called.id in _MAKERS:
            return called.id
        return {"sorted": "list", "input": "str", "repr": "str", "len": "int", "chr": "str"}.get(
            called.id
        )
    if isinstance(called, ast.Attribute):
        text = facts.kind_of(called.value) == "str"
        if called.attr in ("split", "splitlines", "rsplit") and text:
            return "list"
        if called.attr in ("readline", "read") and facts.full_name(called) in _TEXT_READERS:
            return "str"
        if called.attr in ("readlines", "tolist", "to_list"):
            return "list"
        if called.attr in _TEXT_METHODS and text:
            return "str"
    return None


def plain_elements(node: ast.expr, facts: Facts) -> bool:
    """True where an expression makes a container of numbers or strings by its very form."""
    if isinstance(node, ast.Name):
        value = facts.assigned(node)
        return value is not None and plain_elements(value, facts)
    if isinstance(node, ast.List | ast.Tuple):
        return all(facts.kind_of(part) in ("int", "float", "str", "bool") for part in node.elts)
    if isinstance(node, ast.ListComp):
        return facts.kind_of(node.elt) in ("int", "float", "str", "bool")
    if not isinstance(node, ast.Call):
        return False
    called = node.func
    if isinstance(called, ast.Attribute):
        text = facts.kind_of(called.value) == "str"
        return called.attr == "readlines" or (text and called.attr in ("split", "splitlines"))
    if not (isinstance(called, ast.Name) and facts.is_builtin(called.id, at=called)):
        return False
    if called.id == "map" and len(node.args) == 2:
        maker = node.args[0]
        return (
            isinstance(maker, ast.Name)
            and maker.id in ("int", "float", "str")
            and facts.is_builtin(maker.id, at=maker)
        )
    if called.id == "range":
        return True
    return (
        called.id in ("list", "sorted", "tuple")
        and bool(node.args)
        and (plain_elements(node.args[0], facts) or facts.kind_of(node.args[0]) == "str")
    )


def column_changes(name: str, before: ast.stmt, facts: Facts) -> list[tuple[str | None, str]]:
    """Columns that the source gives to a frame before a place: (label, kind).

    A label of None stands for any other change to the frame, after which nothing is known.
    """
    found: list[tuple[str | None, str]] = []
    outer = facts.source.loops(before)
    for stmt in facts.source.all(
        ast.Assign, ast.AugAssign, ast.Expr, ast.Delete, ast.For, ast.While, ast.With
    ):
        earlier = stmt.lineno < before.lineno or any(
            facts.source.inside(stmt, loop) for loop in outer
        )
        if not earlier or facts.source.inside(before, stmt) or stmt is before:
            continue
        if facts.source.inside(stmt, before):
            continue
        column = column_assignment(stmt, name, facts)
        if column is not None:
            found.append(column)
        elif not isinstance(stmt, ast.For | ast.While | ast.With) and _changes(stmt, name, facts):
            found.append((None, ""))
    return found


def _changes(stmt: ast.stmt, name: str, facts: Facts) -> bool:
    bound = {t.id for t in getattr(stmt, "targets", ()) if isinstance(t, ast.Name)}
    # `df = df.copy()` is what the caller's samples already see through.
    return name in facts.changed(stmt) and name not in bound


def column_assignment(
    stmt: ast.stmt, name: str, facts: Facts, frames: Frames | None = None
) -> tuple[str, str] | None:
    """(label, kind) of `name["label"] = …`; None for anything else.

    `frames` says what is known of frames where that isn't `facts.frame`.
    """
    if not (isinstance(stmt, ast.Assign) and len(stmt.targets) == 1):
        return None
    target = stmt.targets[0]
    if not (
        isinstance(target, ast.Subscript)
        and isinstance(target.value, ast.Name)
        and target.value.id == name
        and isinstance(target.slice, ast.Constant)
        and isinstance(target.slice.value, str)
    ):
        return None
    kind = facts.kind_of(stmt.value)
    if kind not in ("int", "float", "str", "bool") and not facts.source.loops(stmt):
        kind = series_kind(stmt.value, stmt, facts, frames)
    known = kind in ("int", "float", "str", "bool", "datetime")
    return target.slice.value, kind if known and kind is not None else "unknown"


_MADE_OF = {"str": "str", "int": "int", "float": "float", "bool": "bool"}


def series_kind(
    node: ast.expr, stmt: ast.stmt, facts: Facts, frames: Frames | None = None
) -> str | None:
    """Kind of the elements of what is made of columns, where the form alone shows it.

    `frames` as for `column_assignment`.
    """
    frames = frames or facts.frame
    if isinstance(node, ast.Name):
        value = facts.assigned(node)
        if not isinstance(value, ast.Call | ast.BinOp | ast.Subscript) or _is_set(node, facts):
            return None
        there = facts.source.statement(value)
        return facts.once(node, lambda: series_kind(value, there, facts, frames), None)
    if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name):
        label = node.slice.value if isinstance(node.slice, ast.Constant) else None
        frame = frames(node.value, stmt) if isinstance(label, str) else None
        return frame.columns.get(str(label)) if frame is not None else None
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        compared = series_kind(node.left, stmt, facts, frames)
        plain = compared in ("int", "float", "bool", "datetime")
        return "bool" if plain and not isinstance(node.ops[0], ast.In | ast.NotIn) else None
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub | ast.Mult | ast.Div):
        sides = [node.left, node.right]
        if isinstance(node.op, ast.Div):
            sides = [
                part
                for part in sides
                if not is_divided(part, lambda one: _operand_kind(one, stmt, facts, frames))
            ]
        kinds = {_operand_kind(part, stmt, facts, frames) for part in sides}
        if not kinds <= {"int", "float"}:
            return None
        return "float" if isinstance(node.op, ast.Div) or "float" in kinds else "int"
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return None
    if facts.full_name(node.func) in _DATES:
        column = len(node.args) == 1 and isinstance(node.args[0], ast.Subscript | ast.Attribute)
        plain = all(k.arg in ("format", "errors", "dayfirst", "unit") for k in node.keywords)
        return "datetime" if column and plain else None
    called = called_kind(node, lambda part: _operand_kind(part, stmt, facts, frames))
    if called is not None:
        return called
    if node.func.attr == "astype" and len(node.args) == 1 and not node.keywords:
        argument = node.args[0]
        named = isinstance(argument, ast.Name) and facts.is_builtin(argument.id, at=node)
        return _MADE_OF.get(argument.id) if named and isinstance(argument, ast.Name) else None
    return None


def _is_set(name: ast.Name, facts: Facts) -> bool:
    """True where parts of what a name stands for are given other values."""
    stored = (n for n in facts.source.all(ast.Subscript) if isinstance(n.ctx, ast.Store))
    return any((base := flow.root(n)) is not None and base.id == name.id for n in stored)


def _operand_kind(node: ast.expr, stmt: ast.stmt, facts: Facts, frames: Frames) -> str | None:
    return series_kind(node, stmt, facts, frames) or facts.kind_of(node)


_DATES = ("pandas.to_datetime", "pandas.core.tools.datetimes.to_datetime")
