"""The parts of a frame by its keys, in a dictionary that is made once."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass

from .. import flow
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
    imports: tuple[str, ...] = ()


def parts_of(
    found: KeyFilter,
    frame: ast.Name,
    columns: Mapping[str, str] | None,
    before: ast.stmt,
    facts: Facts,
) -> Parts:
    """The parts that are made before a statement, or have been made above it."""
    if columns is None or any(columns.get(key) not in _KINDS for key in found.keys):
        raise Decline("keys of a kind that isn't known")
    if found.column not in (None, *columns) or not facts.is_builtin("dict", "list", at=frame):
        raise Decline("a column that isn't known")
    quote = quote_of(facts)
    if any(quote in key or "\\" in key for key in found.keys):
        raise Decline("a label that is hard to write")
    labels = [f"{quote}{key}{quote}" for key in found.keys]
    stem = "_".join(key for key in found.keys if key.isidentifier()) or "key"
    plain = [f"{frame.id}_by_{stem}".lower(), f"no_{frame.id}".lower()]
    plain += [f"{frame.id}_places".lower(), "column", "key", "at"] if found.either else []
    numpy, line = facts.module("numpy", "np") if found.either else ("", "")
    made = _by_either if found.either else _by_all
    if _are_made(made(plain, frame.id, labels, numpy), plain, before, frame, facts):
        return Parts(plain[0], plain[1], ())
    names = [facts.fresh(name) for name in plain]
    lines = made(names, frame.id, labels, numpy)
    return Parts(names[0], names[1], lines, (line,) if line else ())


def _by_all(names: list[str], frame: str, labels: list[str], numpy: str) -> tuple[str, ...]:
    """Statements that make the parts whose rows have the same keys."""
    name, none = names
    keys = labels[0] if len(labels) == 1 else f"[{', '.join(labels)}]"
    made = f"{name} = dict(list({frame}.groupby({keys}, sort=False)))"
    return made, f"{none} = {frame}.iloc[:0]"


def _by_either(names: list[str], frame: str, labels: list[str], numpy: str) -> tuple[str, ...]:
    """Statements that make the parts whose rows have a key in any of several columns."""
    name, none, places, column, key, at = names
    groups = f"{frame}.groupby({column}, sort=False).indices"
    made = f"""{places} = {{}}
for {column} in [{", ".join(labels)}]:
    for {key}, {at} in {groups}.items():
        {places}[{key}] = {numpy}.union1d({places}.get({key}, {at}), {at})
{name} = {{{key}: {frame}.iloc[{at}] for {key}, {at} in {places}.items()}}"""
    return made, f"{none} = {frame}.iloc[:0]"


def _are_made(
    lines: tuple[str, ...], names: list[str], before: ast.stmt, frame: ast.Name, facts: Facts
) -> bool:
    """True where statements right above make the same parts, of a frame that is still the same."""
    wanted = {ast.unparse(stmt) for line in lines for stmt in ast.parse(line).body}
    for stmt in facts.source.before(before):
        text = ast.unparse(stmt)
        if text in wanted:
            wanted.discard(text)
        elif frame.id in facts.changed(stmt) or flow.stores(stmt) & set(names):
            return False
        if not wanted:
            return True
    return False


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
