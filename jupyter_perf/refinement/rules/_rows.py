"""Loops over the rows of a frame: their forms, and what a row's parts are."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from ..facts import Facts
from ..source import Decline
from ..syntax import text_of
from ..values import Frame
from ._vectors import Vector

_READABLE = frozenset({"int", "float", "bool", "str", "object"})


@dataclass(frozen=True)
class Rows:
    """A source of rows: `row` names a row (iterrows, apply), `index` its label or position."""

    frame: ast.Name
    facts_of: Frame
    form: str
    """`series` (a row is a Series), `tuple` (itertuples) or `place` (an index into the frame)."""
    row: str | None
    index: str | None
    quote: str
    in_label_order: bool = False
    """True where rows are visited as labels 0, 1, 2, … and their order matters."""

    def label(self, column: str) -> str:
        """The text of a column's label, quoted as the source does it."""
        return f"{self.quote}{column}{self.quote}"

    def text(self, column: str) -> str:
        """The text of a whole column."""
        if self.in_label_order:
            return f"{self.frame.id}.loc[range(len({self.frame.id})), {self.label(column)}]"
        return f"{self.frame.id}[{self.label(column)}]"

    def access(self, node: ast.expr) -> str | None:
        """The column that an expression takes from the current row, or None."""
        found = self._place(node) if self.form == "place" else self._part(node)
        if found is None or found not in self.facts_of.columns:
            return None
        return found if "\\" not in found and self.quote not in found else None

    def _part(self, node: ast.expr) -> str | None:
        if not isinstance(node, ast.Subscript | ast.Attribute):
            return None
        if not (isinstance(node.value, ast.Name) and node.value.id == self.row):
            return None
        if isinstance(node, ast.Attribute):
            return node.attr if self._is_attribute(node.attr) else None
        return text_of(node.slice) if self.form == "series" else None

    def _is_attribute(self, name: str) -> bool:
        """True where `row.name` is a column and not a method of the row."""
        if self.form == "tuple":
            return not name.startswith("_") and name not in ("count", "index")
        import pandas

        return not hasattr(pandas.Series, name)

    def _place(self, node: ast.expr) -> str | None:
        """`df['a'][i]`, `df['a'].iloc[i]`, `df.loc[i, 'a']`, `df.at[i, 'a']`, `df.iloc[i]['a']`."""
        if not isinstance(node, ast.Subscript):
            return None
        base, key = node.value, node.slice
        if isinstance(base, ast.Attribute) and base.attr in ("loc", "at") and self._is_frame(base):
            if isinstance(key, ast.Tuple) and len(key.elts) == 2 and self._is_index(key.elts[0]):
                return text_of(key.elts[1])
            return None
        if self._is_row(base):
            return text_of(key)
        if self._is_index(key):
            if isinstance(base, ast.Attribute) and base.attr in ("iloc", "iat", "values", "loc"):
                return self._column(base.value)
            return self._column(base)
        return None

    def _is_row(self, node: ast.expr) -> bool:
        """`df.iloc[i]` or `df.loc[i]`: a row as a Series."""
        return (
            isinstance(node, ast.Subscript)
            and isinstance(node.value, ast.Attribute)
            and node.value.attr in ("iloc", "loc")
            and self._is_frame(node.value)
            and self._is_index(node.slice)
        )

    def modes(self, loop: ast.For) -> set[str]:
        """How the body takes its values: by `label`, by `position`, or both."""
        found = set()
        for node in ast.walk(loop):
            if isinstance(node, ast.Subscript) and self.access(node) is not None:
                parts = [n.attr for n in ast.walk(node) if isinstance(n, ast.Attribute)]
                by_position = {"iloc", "iat", "values"} & set(parts)
                found.add("position" if by_position else "label")
        return found if self.form == "place" else set()

    def _is_index(self, node: ast.expr) -> bool:
        return isinstance(node, ast.Name) and node.id == self.index

    def _is_frame(self, node: ast.Attribute) -> bool:
        return isinstance(node.value, ast.Name) and node.value.id == self.frame.id

    def _column(self, node: ast.expr) -> str | None:
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name):
            return text_of(node.slice) if node.value.id == self.frame.id else None
        return None

    def vector(self, node: ast.expr) -> Vector | None:
        """A column in place of a row's part, whose elements are just what rows give."""
        column = self.access(node)
        if column is None:
            return None
        kind, text = self.facts_of.columns[column], self.text(column)
        whole = isinstance(node, ast.Subscript) and self._is_row(node.value)
        row_kind = self.facts_of.row_kind if whole else self._row_kind
        if whole and row_kind == "object":
            # A row that is made alone keeps numpy's numbers.
            row_kind = "place"
        if kind not in _READABLE:
            raise Decline(f"a column of kind {kind}")
        if row_kind == "other":
            raise Decline("rows of a kind that isn't known")
        if row_kind == "float" and kind == "int":
            return Vector(f"{text}.astype(float)", "float", True)
        return Vector(text, kind, row_kind != "object")

    @property
    def _row_kind(self) -> str:
        if self.form == "series":
            return self.facts_of.row_kind
        # Elements of a named tuple are Python's own; those got by place are numpy's.
        return "object" if self.form == "tuple" else "place"

    def items(self, column: str) -> str:
        """An iterable of a column's elements, of the very types that rows give."""
        kind, row_kind, text = self.facts_of.columns[column], self._row_kind, self.text(column)
        if row_kind in ("other", "place"):
            raise Decline("rows of a kind that isn't known")
        if row_kind == "object":
            return f"{text}.tolist()"
        return f"{text}.to_numpy(float)" if kind != row_kind else f"{text}.to_numpy()"


def rows_of(loop: ast.For, facts: Facts) -> Rows | None:
    """What a `for` loop takes its rows from; None where it isn't one over a frame's rows."""
    call, target = loop.iter, loop.target
    form, row, index = "", None, None
    frame: ast.expr | None = None
    if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute):
        if call.func.attr == "iterrows" and not call.args and not call.keywords:
            if not (isinstance(target, ast.Tuple) and len(target.elts) == 2):
                return None
            form, frame = "series", call.func.value
            index, row = _id(target.elts[0]), _id(target.elts[1])
        elif call.func.attr == "itertuples" and not call.args and _itertuples_plain(call):
            form, frame, row = "tuple", call.func.value, _id(target)
    if form:
        return _rows(frame, facts, loop, form, row, index) if row else None
    index = _id(target)
    frame = _ranged(call, facts)
    return _rows(frame, facts, loop, "place", None, index) if index and frame else None


def _itertuples_plain(call: ast.Call) -> bool:
    return all(
        k.arg == "index" and isinstance(k.value, ast.Constant) and isinstance(k.value.value, bool)
        for k in call.keywords
    )


def _id(node: ast.expr) -> str | None:
    return node.id if isinstance(node, ast.Name) else None


def _ranged(call: ast.expr, facts: Facts) -> ast.expr | None:
    """The frame of `range(len(df))`, `range(df.shape[0])`."""
    if not (
        isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id == "range"
        and len(call.args) == 1
        and facts.is_builtin("range", "len", at=call)
    ):
        return None
    size = call.args[0]
    if isinstance(size, ast.Call) and isinstance(size.func, ast.Name) and size.func.id == "len":
        return size.args[0] if len(size.args) == 1 else None
    if (
        isinstance(size, ast.Subscript)
        and isinstance(size.value, ast.Attribute)
        and size.value.attr == "shape"
        and isinstance(size.slice, ast.Constant)
        and size.slice.value == 0
    ):
        return size.value.value
    return None


def _rows(
    frame: ast.expr | None,
    facts: Facts,
    at: ast.stmt,
    form: str,
    row: str | None,
    index: str | None,
) -> Rows | None:
    if not isinstance(frame, ast.Name):
        return None
    known = facts.frame(frame, at)
    return Rows(frame, known, form, row, index, quote_of(facts)) if known else None


def quote_of(facts: Facts) -> str:
    """The quote that the source uses more."""
    text = facts.source.text
    return '"' if text.count('"') > text.count("'") else "'"
