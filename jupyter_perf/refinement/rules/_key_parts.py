"""The parts of a frame by its keys, in a dictionary that is made once."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass

from ..facts import Facts
from ..source import COMPREHENSIONS, FUNCTIONS, Decline
from ._key_filters import KeyFilter
from ._rows import quote_of

_KINDS = frozenset({"str", "int"})


@dataclass(frozen=True)
class Parts:
    """The dictionary of a frame's parts, and how its statements are written."""

    name: str
    none: str
    lines: tuple[str, ...]


def parts_of(
    found: KeyFilter, frame: ast.Name, columns: Mapping[str, str] | None, facts: Facts
) -> Parts:
    if columns is None or any(columns.get(key) not in _KINDS for key in found.keys):
        raise Decline("keys of a kind that isn't known")
    if found.column not in (None, *columns) or not facts.is_builtin("dict", "list", at=frame):
        raise Decline("a column that isn't known")
    quote = quote_of(facts)
    if any(quote in key or "\\" in key for key in found.keys):
        raise Decline("a label that is hard to write")
    labels = ", ".join(f"{quote}{key}{quote}" for key in found.keys)
    keys = labels if len(found.keys) == 1 else f"[{labels}]"
    stem = "_".join(key for key in found.keys if key.isidentifier()) or "key"
    name = facts.fresh(f"{frame.id}_by_{stem}".lower())
    none = facts.fresh(f"no_{frame.id}".lower())
    made = f"{name} = dict(list({frame.id}.groupby({keys}, sort=False)))"
    return Parts(name, none, (made, f"{none} = {frame.id}.iloc[:0]"))


def looked_up(found: KeyFilter, parts: Parts, facts: Facts) -> str:
    """The text of the part of the frame that has the values of the keys."""
    values = [facts.source.segment(value) for value in found.values]
    value = values[0] if len(values) == 1 else f"({', '.join(values)})"
    return f"{parts.name}.get({value}, {parts.none})"


def tested(found: KeyFilter, part: str, first: str, facts: Facts) -> str:
    """The text of the filter's rest, of a part that goes by the name `part`, made by `first`."""
    quote = quote_of(facts)
    column = "" if found.column is None else f"{quote}{found.column}{quote}"
    tests = []
    for test in found.rest:
        named = [n for n in ast.walk(test) if isinstance(n, ast.Name) and n.id == found.frame.id]
        text = facts.source.render(test, dict.fromkeys(named, part))
        tests.append(f"({text})" if len(found.rest) > 1 else text)
    joined = " & ".join(tests)
    if not found.rest:
        return f"{first}[{column}]" if column else first
    return f"{first}.loc[{joined}, {column}]" if column else f"{first}[{joined}]"


def always_made(node: ast.expr, stmt: ast.stmt, facts: Facts) -> bool:
    """True where a simple statement makes the filter once, whatever else happens in it."""
    if not isinstance(stmt, ast.Assign | ast.Expr | ast.Return | ast.AugAssign | ast.AnnAssign):
        return False
    for parent in facts.source.ancestors(node):
        if parent is stmt:
            return True
        if isinstance(parent, (*COMPREHENSIONS, *FUNCTIONS, ast.Lambda, ast.IfExp, ast.BoolOp)):
            return False
    return False
