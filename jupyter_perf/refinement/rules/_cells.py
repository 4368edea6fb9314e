"""Single values taken from, or put into, a frame's column by place or by label."""

from __future__ import annotations

import ast

from ..syntax import text_of
from ..values import dtype_kind
from ._cell_keys import is_column_name, is_scalar, place_of_label
from ._cell_rows import Cell, RowReader

__all__ = ["Cell", "Reader"]
_BY = {"iloc": "place", "iat": "place", "loc": "label", "at": "label"}


class Reader(RowReader):
    """Recognises cells; asks about each name once."""

    def series_kind(self, name: ast.Name) -> str:
        """Kind of the elements of a Series; empty where it isn't known."""
        kinds = {dtype_kind(v.dtype) for v in self.facts.samples(name) if hasattr(v, "dtype")}
        return kinds.pop() if len(kinds) == 1 else ""

    def cell(self, node: ast.AST) -> Cell | None:
        """What a node takes, or None."""
        if isinstance(node, ast.Attribute):
            found = self._row(node.value)
            return self._part_of_row(node, found, node.attr) if found else None
        if not isinstance(node, ast.Subscript):
            return None
        base, key = node.value, node.slice
        if isinstance(base, ast.Attribute) and base.attr in _BY:
            return self._located(node, base.value, _BY[base.attr], key)
        label = text_of(key)
        if label is not None:
            found = self._row(base)
            return self._part_of_row(node, found, label) if found else None
        array = _array_of(base)
        column = self._column(base if array is None else array)
        if column is not None and is_scalar(key, self.facts):
            by = "place" if isinstance(key, ast.Slice) or array is not None else "label"
            return Cell(node, column[0], column[1], by, key, raw=array is not None)
        chosen = self._chosen(base if array is None else array)
        if chosen is not None and is_scalar(key, self.facts) and not isinstance(key, ast.Slice):
            by = "place" if array is not None else "label"
            return Cell(node, chosen[0], None, by, key, chosen=chosen[1])
        if (
            isinstance(base, ast.Name)
            and self.kind(base) == "Series"
            and is_scalar(key, self.facts)
        ):
            by = "place" if isinstance(key, ast.Slice) else "label"
            return Cell(node, base, None, by, key)
        return None

    def _located(self, node: ast.expr, owner: ast.expr, by: str, key: ast.expr) -> Cell | None:
        """`df.loc[i, 'c']`, `df.iat[i, 2]`, `df['c'].iloc[i]`, `s.at[i]`."""
        if isinstance(key, ast.Tuple):
            if not (isinstance(owner, ast.Name) and len(key.elts) == 2):
                return None
            place, label = key.elts
            name = text_of(label) if by == "label" else self._placed(label, owner)
            looked_up = place_of_label(place, owner.id) if by == "label" else None
            if looked_up is not None and name is not None and is_scalar(looked_up, self.facts):
                slices = isinstance(looked_up, ast.Slice)
                found = Cell(node, owner, name, "place", looked_up, own_label=True)
                return None if slices else found
            if not is_scalar(place, self.facts):
                return None
            if name is None and not isinstance(place, ast.Slice):
                many = by == "place"
                if not (
                    is_scalar(label, self.facts) if many else is_column_name(label, self.facts)
                ):
                    return None
                return Cell(node, owner, None, by, place, chosen=label, by_number=many)
            return Cell(node, owner, name, by, place) if name is not None else None
        if not is_scalar(key, self.facts):
            return None
        column = self._column(owner)
        if column is not None:
            return Cell(node, column[0], column[1], by, key)
        chosen = self._chosen(owner) if not isinstance(key, ast.Slice) else None
        if chosen is not None:
            return Cell(node, chosen[0], None, by, key, chosen=chosen[1])
        if isinstance(owner, ast.Name) and self.kind(owner) == "Series":
            return Cell(node, owner, None, by, key)
        return None

    def _placed(self, node: ast.expr, owner: ast.Name) -> str | None:
        """The column that `2` or `df.columns.get_loc('c')` stands for."""
        if isinstance(node, ast.Constant) and type(node.value) is int:
            known = self.frame(owner)
            names = list(known.columns) if known else []
            whole = known is not None and len(names) == len(known.all_kinds)
            return names[node.value] if whole and 0 <= node.value < len(names) else None
        if isinstance(node, ast.Call) and ast.unparse(node.func) == f"{owner.id}.columns.get_loc":
            return text_of(node.args[0]) if len(node.args) == 1 else None
        value = self.facts.assigned(node) if isinstance(node, ast.Name) else None
        # New columns come last, so that a place which was looked up before stays that column's.
        if value is not None and self._only_grows(owner):
            return self._placed(value, owner)
        return None

    def _only_grows(self, frame: ast.Name) -> bool:
        """True for a frame that is known, which nothing but columns was given."""
        known = self.frame(frame)
        return known is not None and len(known.columns) == len(known.all_kinds)

    def _chosen(self, node: ast.expr) -> tuple[ast.Name, ast.expr] | None:
        """(frame, label) of `df[name]`."""
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name):
            named = is_column_name(node.slice, self.facts)
            if named and self.kind(node.value) == "DataFrame":
                return node.value, node.slice
        return None


def _array_of(node: ast.expr) -> ast.expr | None:
    """The column of `column.values` and `column.to_numpy()`."""
    if isinstance(node, ast.Attribute) and node.attr == "values":
        return node.value
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        plain = node.func.attr == "to_numpy" and not node.args and not node.keywords
        return node.func.value if plain else None
    return None
