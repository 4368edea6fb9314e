"""Calls of `frame.groupby(keys)`, with a column or without."""

from __future__ import annotations

import ast
from dataclasses import dataclass, replace

from .. import flow
from ..concrete import Around, Change
from ..facts import Facts
from ..infer import column_assignment
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
    name: str = ""
    """The name that the source has given to the grouped frame, or to the grouped column."""
    of_column: bool = False
    """True where that name is the column's."""

    def label(self, name: str) -> str:
        """The text of a column's label."""
        return f"{self.quote}{name}{self.quote}"

    def whole(self, column: str) -> str:
        """The text of a column of all rows."""
        return f"{self.frame.id}[{self.label(column)}]"

    def part(self, column: str) -> str:
        """The text of a column, grouped."""
        if self.of_column and column == self.column:
            return self.name
        return f"{self.whole_groups}[{self.label(column)}]"

    @property
    def whole_groups(self) -> str:
        """The text of the grouped frame."""
        return self.text if self.of_column else self.name or self.text

    def has_key(self, every: bool = False) -> str:
        """A guard: some row (every row) has all its keys, so that there are groups."""
        how = "all" if every else "any"
        numbers = "".join(
            f" and {self.whole(key)}.dtype.kind in {self.label('iuf')}"
            for key in self.keys
            if self.facts_of.columns.get(key) == "unknown"
        )
        if len(self.keys) == 1:
            return f"{self.whole(self.keys[0])}.notna().{how}(){numbers}"
        labels = ", ".join(self.label(key) for key in self.keys)
        return f"{self.frame.id}[[{labels}]].notna().all(axis=1).{how}(){numbers}"


def grouped(
    node: ast.expr, facts: Facts, quote: str, *, unnamed: bool = False, by_name: bool = False
) -> Grouped | None:
    """What `node` groups, where it is `frame.groupby(…)`, with or without `[column]`.

    Rows that have no name (`frame[frame["x"] > 0].groupby(…)`) get one if `unnamed` is asked for:
    then the caller puts `rows` before. With `by_name` it may be a name of what is grouped.
    """
    if by_name and isinstance(node, ast.Name):
        return _called(node, facts, quote)
    of_name = isinstance(node, ast.Subscript | ast.Attribute) and isinstance(node.value, ast.Name)
    if by_name and of_name:
        return _column_of(node, facts, quote)  # type: ignore[arg-type]
    column: str | None = None
    call = node
    taken = _labels(node) if by_name else []
    if taken:
        assert isinstance(node, ast.Subscript)
        call = node.value
    elif isinstance(node, ast.Subscript):
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
    allowed = _KEYS | {"unknown"} if by_name else _KEYS
    if keys is None or known is None or any(known.columns.get(k) not in allowed for k in keys):
        return None
    if taken:
        if set(taken) & set(keys) or not set(taken) <= set(known.columns):
            return None
        known = replace(known, columns={k: known.columns[k] for k in (*keys, *taken)})
    if column is not None and (column not in known.columns or column in keys):
        return None
    if any(quote in name or "\\" in name for name in known.columns):
        return None
    return Grouped(text, frame, known, keys, column, quote, rows)


def _labels(node: ast.expr) -> list[str]:
    """The columns of `….groupby(…)[["a", "b"]]`; empty for anything else."""
    listed = node.slice if isinstance(node, ast.Subscript) else None
    labels = [text_of(part) for part in listed.elts] if isinstance(listed, ast.List) else []
    return [] if None in labels else [label for label in labels if label is not None]


def _called(name: ast.Name, facts: Facts, quote: str) -> Grouped | None:
    """What is grouped under a name, where nothing but other columns has changed since."""
    made = facts.assigned(name)
    found = grouped(made, facts, quote) if made is not None and _groups(made) else None
    if made is None or found is None:
        return None
    stmt, here = facts.source.statement(made), facts.source.statement(name)
    known = facts.frame(found.frame, here) or frame_at(found.frame, here, facts)
    alike = facts.source.loops(stmt) == facts.source.loops(here)
    if known is None or not alike or facts.source.function(made) != facts.source.function(name):
        return None
    fixed = {*found.keys, found.column}
    for one in ast.walk(facts.source.tree):
        if not isinstance(one, ast.stmt) or not stmt.lineno < one.lineno < here.lineno:
            continue
        column = column_assignment(one, found.frame.id, facts)
        if found.frame.id in flow.stores(one) or (column is not None and column[0] in fixed):
            return None
    of_column = found.column is not None
    return replace(found, facts_of=known, name=name.id, of_column=of_column)


def _column_of(node: ast.Subscript | ast.Attribute, facts: Facts, quote: str) -> Grouped | None:
    """`groups["column"]`, where `groups` is the name of a grouped frame."""
    assert isinstance(node.value, ast.Name)
    column = text_of(node.slice) if isinstance(node, ast.Subscript) else node.attr
    whole = _called(node.value, facts, quote)
    if whole is None or whole.column is not None or column in whole.keys:
        return None
    return replace(whole, column=column) if column in whole.facts_of.columns else None


def _groups(node: ast.expr) -> bool:
    """True for `frame.groupby(…)`, with or without a column."""
    call = node.value if isinstance(node, ast.Subscript | ast.Attribute) else node
    called = call.func if isinstance(call, ast.Call) else None
    return isinstance(called, ast.Attribute) and called.attr == "groupby"


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
