"""Rows of a frame, from which single values are taken: `df.iloc[i]['c']`, maybe by a name."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from ..facts import Facts
from ..source import Loop
from ..syntax import text_of
from ..values import Frame
from ._cell_keys import is_scalar
from ._known_frames import frame_at
from ._named_rows import named_in, uses_of

_FRAME_ONLY = frozenset(
    {"iterrows", "itertuples", "columns", "merge", "groupby", "set_index", "reset_index", "dropna"}
)


@dataclass(frozen=True)
class Cell:
    """`node` takes the value at `key` (or a slice of values) of a column, or of a Series."""

    node: ast.expr
    root: ast.Name
    column: str | None
    by: str
    """`place` or `label`."""
    key: ast.expr
    of_row: bool = False
    """True where the row is made first, so that values have the row's type."""
    raw: bool = False
    """True where an array is asked for: `df['c'].values[i]`."""
    chosen: ast.expr | None = None
    """The label, or the place, of a column that changes from time to time."""
    by_number: bool = False
    """True where `chosen` is a place: `df.iloc[i, j]`."""
    named: ast.Assign | None = None
    """The statement that gives the row a name, where the value is taken from that."""
    own_label: bool = False
    """True where `key` is a place by which the label was looked up: `df.loc[df.index[i], 'c']`."""

    @property
    def window(self) -> bool:
        """True where it is several values that are taken."""
        return isinstance(self.key, ast.Slice)


class RowReader:
    """Recognises rows, and values taken from them; asks about each name once."""

    def __init__(self, loop: Loop, facts: Facts) -> None:
        self.loop, self.facts = loop, facts
        self._kinds: dict[str, str | None] = {}
        self._named: dict[str, ast.Assign | None] = {}

    def frame(self, name: ast.Name) -> Frame | None:
        """What is known of a frame when the loop starts."""
        return frame_at(name, self.loop, self.facts)

    def kind(self, name: ast.Name) -> str | None:
        """`DataFrame`, `Series` or None for what a name stands for."""
        if name.id not in self._kinds:
            self._kinds[name.id] = self._kind(name)
        return self._kinds[name.id]

    def _kind(self, name: ast.Name) -> str | None:
        known = self.facts.kind_of(name)
        if known is not None:
            return known if known in ("DataFrame", "Series") else None
        if self.frame(name) is not None:
            return "DataFrame"
        value = self.facts.assigned(name)
        if isinstance(value, ast.Call):
            full = self.facts.full_name(value.func) or ""
            if full in ("pandas.DataFrame", "pandas.read_csv", "pandas.merge", "pandas.concat"):
                return "DataFrame"
            if full == "pandas.Series":
                return "Series"
        if value is not None and self._column(value) is not None:
            return "Series"
        used = {
            node.attr
            for node in self.facts.source.all(ast.Attribute)
            if isinstance(node.value, ast.Name) and node.value.id == name.id
        }
        return "DataFrame" if used & _FRAME_ONLY else None

    def _column(self, node: ast.expr) -> tuple[ast.Name, str] | None:
        """(frame, label) of `df['c']` and `df.c`."""
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name):
            label = text_of(node.slice)
            if label is not None and self.kind(node.value) == "DataFrame":
                return node.value, label
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            import pandas

            if self.kind(node.value) == "DataFrame" and not hasattr(pandas.DataFrame, node.attr):
                return node.value, node.attr
        return None

    def _row(self, node: ast.expr) -> tuple[ast.Name, str, ast.expr] | None:
        """(frame, by, key) of `df.iloc[i]` and `df.loc[i]`, maybe under a name."""
        if isinstance(node, ast.Name):
            stmt = self._statement(node)
            return None if stmt is None else self._row(stmt.value)
        if not (isinstance(node, ast.Subscript) and isinstance(node.value, ast.Attribute)):
            return None
        owner, by = node.value.value, {"iloc": "place", "loc": "label"}.get(node.value.attr)
        if by is None or not isinstance(owner, ast.Name) or self.kind(owner) == "Series":
            return None
        return (owner, by, node.slice) if is_scalar(node.slice, self.facts) else None

    def _part_of_row(
        self, node: ast.expr, row: tuple[ast.Name, str, ast.expr], column: str
    ) -> Cell | None:
        owner, by, key = row
        if not is_part(node):
            return None
        base = node.value  # type: ignore[attr-defined]
        named = self._statement(base) if isinstance(base, ast.Name) else None
        of_row = not isinstance(key, ast.Slice)
        return Cell(node, owner, column, by, key, of_row=of_row, named=named)

    def _statement(self, name: ast.Name) -> ast.Assign | None:
        """`name = df.iloc[i]` in the loop, where nothing but parts of that row is asked for."""
        if name.id not in self._named:
            self._named[name.id] = None
            stmt = named_in(self.loop, name, self.facts)
            if stmt is not None and self._row(stmt.value) is not None:
                parts = [self.facts.source.parents[use] for use in uses_of(stmt, self.facts)]
                self._named[name.id] = stmt if all(map(is_part, parts)) else None
        return self._named[name.id]


def is_part(node: ast.AST) -> bool:
    """True for `row['c']` and `row.c`, which are read and no attribute that all rows have."""
    if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
        return text_of(node.slice) is not None
    if not isinstance(node, ast.Attribute) or not isinstance(node.ctx, ast.Load):
        return False
    import pandas

    return not (hasattr(pandas.Series, node.attr) or hasattr(pandas.DataFrame, node.attr))
