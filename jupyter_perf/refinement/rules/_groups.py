"""Calls of `frame.groupby(keys)`, with a column or without."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from ..concrete import Around, Change
from ..facts import Facts
from ..source import Decline
from ..syntax import text_of
from ..values import Frame
from ._elements import same_place
from ._known_frames import frame_at

_KEYS = frozenset({"str", "int", "float", "bool", "datetime", "object"})


@dataclass(frozen=True)
class Grouped:
    """`frame.groupby(keys)`; `column` is the one taken from it, if one is."""

    text: str
    """The text of the call of `groupby`, without the column."""
    frame: ast.Name
    facts_of: Frame
    keys: tuple[str, ...]
    column: str | None
    quote: str
    rows: str = ""
    """The statement that gives the rows a name, where they had none."""

    def label(self, name: str) -> str:
        """The text of a column's label."""
        return f"{self.quote}{name}{self.quote}"

    def whole(self, column: str) -> str:
        """The text of a column of all rows."""
        return f"{self.frame.id}[{self.label(column)}]"

    def part(self, column: str) -> str:
        """The text of a column, grouped."""
        return f"{self.text}[{self.label(column)}]"

    def has_key(self, every: bool = False) -> str:
        """A guard: some row (every row) has all its keys, so that there are groups."""
        how = "all" if every else "any"
        if len(self.keys) == 1:
            return f"{self.whole(self.keys[0])}.notna().{how}()"
        labels = ", ".join(self.label(key) for key in self.keys)
        return f"{self.frame.id}[[{labels}]].notna().all(axis=1).{how}()"


def grouped(node: ast.expr, facts: Facts, quote: str, *, unnamed: bool = False) -> Grouped | None:
    """What `node` groups, where it is `frame.groupby(…)`, with or without `[column]`.

    Rows that have no name (`frame[frame["x"] > 0].groupby(…)`) get one if `unnamed` is asked for:
    then the caller puts `rows` before.
    """
    column: str | None = None
    call = node
    if isinstance(node, ast.Subscript):
        column, call = text_of(node.slice), node.value
        if column is None:
            return None
    if isinstance(node, ast.Attribute):
        column, call = node.attr, node.value
    if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)):
        return None
    frame, rows, text = call.func.value, "", facts.source.segment(call)
    if call.func.attr != "groupby":
        return None
    stmt = facts.source.statement(node)
    if isinstance(frame, ast.Name):
        known = facts.frame(frame, stmt) or (frame_at(frame, stmt, facts) if unnamed else None)
    elif unnamed:
        known = frame_at(frame, stmt, facts)
        name = facts.fresh("rows")
        rows = f"{name} = {facts.source.segment(frame)}"
        text = f"{name}{text.removeprefix(facts.source.segment(frame))}"
        frame = ast.copy_location(ast.Name(name, ast.Load()), frame)
    else:
        return None
    keys = _keys(call)
    if keys is None or known is None or any(known.columns.get(k) not in _KEYS for k in keys):
        return None
    if column is not None and (column not in known.columns or column in keys):
        return None
    if any(quote in name or "\\" in name for name in known.columns):
        return None
    return Grouped(text, frame, known, keys, column, quote, rows)


def _keys(call: ast.Call) -> tuple[str, ...] | None:
    """The labels of the key columns, where nothing but `sort` and `observed` is said besides."""
    given = {k.arg: k.value for k in call.keywords}
    by = call.args[0] if len(call.args) == 1 else given.pop("by", None)
    if by is None or len(call.args) > 1 or not set(given) <= {"sort", "observed"}:
        return None
    if not all(isinstance(value, ast.Constant) for value in given.values()):
        return None
    parts = by.elts if isinstance(by, ast.List) else [by]
    names = [text_of(part) for part in parts]
    # A list of one key makes labels and names of groups tuples of one.
    if not names or None in names or (isinstance(by, ast.List) and len(names) == 1):
        return None
    return tuple(name for name in names if name is not None)


def named(groups: Grouped, node: ast.Call, facts: Facts) -> list[Change]:
    """The statement that gives the rows a name, before they are grouped."""
    if not groups.rows:
        return []
    stmt = same_place(node, facts)
    if not isinstance(stmt, ast.Assign | ast.Expr | ast.Return):
        raise Decline("a place where nothing can be put before")
    return [Around(stmt, groups.rows)]
