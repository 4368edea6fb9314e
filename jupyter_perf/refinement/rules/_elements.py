"""Calls that give each element of a column to a function: `column.apply(f)`, `column.map(f)`."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import Any

from ..facts import Facts
from ..source import COMPREHENSIONS, Decline, Function
from ..values import dtype_kind
from ._guessed_columns import guessed
from ._made_columns import SMALL, frame_of_rows, made_kind


@dataclass(frozen=True)
class Elements:
    """A call `column.method(function)` on a column whose values are known."""

    column: ast.expr
    method: str
    function: ast.expr
    kind: str
    """`int`, `float`, `str`, `bool`, `datetime` or `other`, by the column's dtype."""
    samples: tuple[Any, ...]
    guessed: bool = False
    """True where the kind is likely but must be tested."""
    name: str = ""
    """A name for a column that is made on the spot."""

    def text(self, facts: Facts) -> str:
        """The text that stands for the column."""
        return self.name or facts.source.segment(self.column)

    def setup(self, facts: Facts) -> str:
        """The statement that gives the column its name; empty where it needs none."""
        return f"{self.name} = {facts.source.segment(self.column)}" if self.name else ""

    def labels(self, facts: Facts) -> str:
        """The options of a Series that give it the column's index and name."""
        index = f"{self.name}.index" if self.name else index_of(self.column, facts)
        name = f"{self.name}.name" if self.name else name_of(self.column, facts)
        return f"index={index}, name={name}"

    @property
    def frame(self) -> ast.expr:
        """The frame that the column has its rows of, or the column itself."""
        if self.name:
            return frame_of_rows(self.column) or self.column
        parted = isinstance(self.column, ast.Subscript | ast.Attribute)
        return self.column.value if parted else self.column  # type: ignore[attr-defined]


def elements(
    node: ast.Call, facts: Facts, *, guess: bool = False, unnamed: bool = False
) -> Elements | None:
    """What a call applies to each element of which column, or None.

    With `guess` also where the column's kind is only likely; with `unnamed` also of columns that
    are made on the spot, which then need the statement that `setup` gives.
    """
    called = node.func
    if not (isinstance(called, ast.Attribute) and called.attr in ("apply", "map")):
        return None
    if len(node.args) != 1 or node.keywords:
        return None
    column = called.value
    samples = column_samples(column, facts)
    kinds = {dtype_kind(value.dtype) for value in samples} or _made(column, facts)
    if not kinds and guess:
        likely = guessed(column, facts)
        if likely is None and unnamed:
            return _unnamed(column, called.attr, node.args[0], facts)
        return Elements(column, called.attr, node.args[0], likely, (), True) if likely else None
    if len(kinds) != 1:
        return None
    return Elements(column, called.attr, node.args[0], kinds.pop(), tuple(samples))


def _unnamed(column: ast.expr, method: str, function: ast.expr, facts: Facts) -> Elements | None:
    kind = made_kind(column, facts)
    if kind not in ("int", "float", "str", SMALL):
        return None
    name = ""
    if not isinstance(column, ast.Name):
        ends = column.attr if isinstance(column, ast.Attribute) else ""
        name = facts.fresh(f"{ends or 'column'}_values")
    return Elements(column, method, function, kind, (), True, name)


def _made(node: ast.expr, facts: Facts) -> set[str]:
    """The kind of a column that the source itself makes, where that is known."""
    if not isinstance(node, ast.Subscript | ast.Attribute) or not isinstance(node.value, ast.Name):
        return set()
    label: Any = node.attr if isinstance(node, ast.Attribute) else None
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        label = node.slice.value
    known = facts.frame(node.value, facts.source.statement(node))
    kinds = {"datetime", "int", "float", "str"}
    return kinds & {known.columns.get(label, "")} if known is not None else set()


def column_samples(node: ast.expr, facts: Facts) -> list[Any]:
    """The Series that `df['c']`, `df.c` or a name stands for; empty where that isn't known."""
    import pandas

    frame: ast.expr | None = None
    label: Any = None
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        frame, label = node.value, node.slice.value
    elif isinstance(node, ast.Attribute):
        frame, label = node.value, node.attr
    if isinstance(frame, ast.Name):
        if hasattr(pandas.DataFrame, str(label)) and isinstance(node, ast.Attribute):
            return []
        known = facts.frame(frame, facts.source.statement(node))
        samples = facts.samples(frame)
        if known is None or any(label not in value.columns for value in samples):
            return []
        found = [value[label] for value in samples]
        same = all(dtype_kind(value.dtype) == known.columns.get(label) for value in found)
        return found if same else []
    if not isinstance(node, ast.Name):
        return []
    found = facts.samples(node)
    if any(type(value) is not pandas.Series for value in found):
        return []
    before = facts.source.all(ast.Assign, ast.AugAssign, ast.Expr, ast.Delete, ast.For)
    here = facts.source.statement(node)
    changed = (node.id in facts.changed(s) for s in before if s.lineno < here.lineno)
    return [] if any(changed) and facts.assigned(node) is None else found


def name_of(column: ast.expr, facts: Facts) -> str:
    """The text of the name that a column has."""
    if isinstance(column, ast.Subscript):
        return facts.source.segment(column.slice)
    if isinstance(column, ast.Attribute):
        return repr(column.attr)
    return f"{facts.source.segment(column)}.name"


def index_of(column: ast.expr, facts: Facts) -> str:
    """The text of the index that a column has."""
    whole = column.value if isinstance(column, ast.Subscript | ast.Attribute) else column
    return f"{facts.source.segment(whole)}.index"


def stem_of(column: ast.expr) -> str:
    """A name for what is made of a column."""
    if isinstance(column, ast.Subscript) and isinstance(column.slice, ast.Constant):
        label = str(column.slice.value)
        return label.lower() if label.isidentifier() else "column"
    if isinstance(column, ast.Attribute):
        return column.attr
    return column.id if isinstance(column, ast.Name) else "column"


def becomes_column(node: ast.AST, facts: Facts) -> bool:
    """True where an expression's value becomes a column, so that its name doesn't show."""
    parent = facts.source.parents[node]
    target = parent.targets[0] if isinstance(parent, ast.Assign) else None
    if not (isinstance(target, ast.Subscript) and isinstance(target.value, ast.Name)):
        return False
    return len(parent.targets) == 1 and facts.kind_of(target.value) == "DataFrame"  # type: ignore[attr-defined]


def stays_in(node: ast.AST, frame: ast.expr, facts: Facts) -> bool:
    """True where a value becomes a column of the very frame that it is made of.

    Only then may it lose its index: another frame takes values by their labels.
    """
    if not isinstance(frame, ast.Name) or not becomes_column(node, facts):
        return False
    target = facts.source.parents[node].targets[0]  # type: ignore[attr-defined]
    return target.value.id == frame.id  # type: ignore[no-any-return]


def same_place(node: ast.expr, facts: Facts) -> ast.stmt:
    """The statement before which an expression's parts can be computed just as well."""
    stmt = facts.source.statement(node)
    if isinstance(stmt, ast.While):
        raise Decline("a test that is made again and again")
    for parent in facts.source.ancestors(node):
        if parent is stmt:
            break
        if isinstance(parent, (*COMPREHENSIONS, ast.Lambda)):
            raise Decline("an expression with names of its own")
    return stmt


def function_of(node: ast.expr, facts: Facts) -> Function | None:
    """A lambda, or the body of a function of the user's that a name stands for."""
    if isinstance(node, ast.Lambda):
        return node
    return facts.definition(node.id) if isinstance(node, ast.Name) else None
