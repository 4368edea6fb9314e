"""Texts of a frame's columns, and the names of variables for their values."""

from __future__ import annotations

import ast
import builtins
import keyword

from .. import flow
from ..facts import Facts
from ..source import Decline
from ..syntax import text_of
from ..values import Frame
from ._rows import quote_of


class Columns:
    """Texts of a frame's columns, as what goes through its rows needs them."""

    def __init__(
        self,
        frame: str,
        form: str,
        known: Frame | None,
        facts: Facts,
        written: set[str] | None = None,
    ) -> None:
        self.frame, self.form, self.known, self.facts = frame, form, known, facts
        self.quote = quote_of(facts)
        self.written = written if written is not None else set()
        """Columns that are written while others are read."""
        self.setup: list[str] = []
        """Statements that must come before."""
        self._table = ""

    def has(self, column: str) -> bool:
        if "\\" in column or self.quote in column:
            return False
        return self.known is None or column in self.known.columns

    def attribute(self, name: str) -> bool:
        """True where `row.name` is a column and not a method of the row."""
        if name.startswith("_") or not self.has(name):
            return False
        if self.form == "tuple":
            return name not in ("count", "index", "Index")
        if self.form == "record":
            return False
        import pandas

        return not hasattr(pandas.Series, name)

    def label(self, column: str) -> str:
        return f"{self.quote}{column}{self.quote}"

    def items(self, column: str) -> str:
        """An iterable of a column's elements, of the very types that rows give."""
        text = f"{self.frame}[{self.label(column)}]"
        if self.form in ("tuple", "record"):
            return f"{text}.tolist()"
        known = self.known
        if known is not None and set(known.all_kinds) <= {"other", "datetime", "unknown"}:
            if set(known.all_kinds) != {"datetime"}:
                raise Decline("rows of a kind that isn't known")
            return f"{text}.tolist()"
        if known is not None and gives_python(known):
            return f"{text}.tolist()"
        if known is None or known.row_kind not in ("int", "float", "bool"):
            return f"{self._whole()}[{self.label(column)}]"
        if known.columns[column] != known.row_kind:
            return f"{text}.to_numpy(float)"
        return f"{text}.to_numpy({'copy=True' if column in self.written else ''})"

    def _whole(self) -> str:
        """A table of all columns as rows give them, for frames whose types aren't known."""
        if self.written:
            raise Decline("a frame that isn't known changes")
        if not self._table:
            stem = self.frame if self.frame.isidentifier() else "frame"
            self._table = self.facts.fresh(f"{stem}_columns")
            self.setup.append(
                f"{self._table} = dict(zip({self.frame}.columns, {self.frame}.to_numpy().T))"
            )
        return self._table

    def mappings(self) -> str:
        """An iterable of rows as dictionaries."""
        known = self.known
        if known is not None:
            plain = gives_python(known) or known.row_kind in ("int", "float", "bool")
            if not plain or len(known.columns) != len(known.all_kinds):
                raise Decline("rows of a kind that isn't known")
        stem = self.frame if self.frame.isidentifier() else "frame"
        labels = self.facts.fresh(f"{stem}_labels")
        self.setup.append(f"{labels} = list({self.frame}.columns)")
        return f"(dict(zip({labels}, values)) for values in {self.frame}.to_numpy())"


def gives_python(known: Frame) -> bool:
    """True where rows hold Python's own objects, as `tolist` gives them.

    Rows of text alone become text, whose missing parts are NaN whatever they were; rows of
    moments alone hold them as they are.
    """
    kinds = set(known.all_kinds)
    if kinds == {"str"}:
        return True
    mixed = bool(kinds & {"int", "float", "bool", "datetime"})
    return known.row_kind == "object" and mixed and not kinds & {"other", "unknown"}


def row_parts(row: str, body: list[ast.AST], columns: Columns) -> dict[ast.expr, str] | None:
    """Part of `body` → column that it takes; None where the row is used in another way."""
    found: dict[ast.expr, str] = {}
    inside: set[ast.AST] = set()
    for node in flow.walk(body):
        if not isinstance(node, ast.Subscript | ast.Attribute):
            continue
        if not (isinstance(node.value, ast.Name) and node.value.id == row):
            continue
        label = node.attr if isinstance(node, ast.Attribute) else text_of(node.slice)
        known = label is not None and isinstance(node.ctx, ast.Load)
        if isinstance(node, ast.Attribute):
            known = known and columns.attribute(node.attr)
        if known and label is not None and columns.has(label):
            found[node] = label
            inside.add(node.value)
    uses = [n for n in flow.walk(body) if isinstance(n, ast.Name) and n.id == row]
    return found if all(use in inside for use in uses) else None


def variable_for(column: str, row: str, facts: Facts, others: set[str]) -> str:
    """A variable for a column: its own label where that is a free identifier."""
    if column.isidentifier() and not keyword.iskeyword(column) and _usable(column, facts):
        return column
    cleaned = "".join(c if c.isalnum() and c.isascii() else "_" for c in column)
    found = facts.fresh(f"{row}_{cleaned}")
    while found in others:
        found = facts.fresh(f"{found}_")
    return found


def _usable(name: str, facts: Facts) -> bool:
    """True where `name` is bound nowhere; it may occur as an attribute (`row.price`)."""
    return not (
        name in facts.source.variables
        or name in facts.namespace
        or name in facts.taken
        or name in facts.imported
        or hasattr(builtins, name)
    )
