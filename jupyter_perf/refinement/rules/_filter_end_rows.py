"""The uses of rows up to a limit, or from one on, by the place where they end."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..facts import Facts
from ..source import Decline
from ..syntax import is_name, text_of
from ..values import Frame
from ._columns import Columns, gives_python
from ._rows import quote_of

if TYPE_CHECKING:
    from ._filter_ends import Ends, Limit

_HELD = frozenset({"int", "float", "bool", "str", "datetime"})
_ENDS = frozenset({"iloc", "iat", "values"})


@dataclass
class Rows:
    """The uses of the rows of one filter."""

    ends: Ends
    one: Limit
    known: Frame
    place: str
    ordered: str
    """The name of the column that is in order."""

    @property
    def length(self) -> str:
        return self.place if self.one.up_to else f"(len({self.ordered}) - {self.place})"

    def read_at_once(self) -> None:
        """Rows without a name."""
        node = self.one.node
        parent = self.ends.facts.source.parents[node]
        if self.one.taken is not None:
            self._end(node, self.one.taken, None)
        elif isinstance(parent, ast.Attribute) and parent.attr == "iloc":
            self._row(node, None)
        else:
            raise Decline("rows that are used otherwise")

    def read(self, use: ast.Name) -> None:
        if self._test(use):
            return
        parents = self.ends.facts.source.parents
        parent = parents[use]
        call = parents.get(parent)
        if isinstance(parent, ast.Call) and is_name(parent.func, "len"):
            self.ends.swaps[parent] = self.length
        elif isinstance(parent, ast.Attribute) and parent.attr == "shape":
            if not (isinstance(call, ast.Subscript) and ast.unparse(call.slice) == "0"):
                raise Decline("the shape of rows")
            self.ends.swaps[call] = self.length
        elif self.one.taken is not None:
            self._end(use, self.one.taken, use)
        elif isinstance(parent, ast.Subscript) and text_of(parent.slice) is not None:
            self._end(parent, str(text_of(parent.slice)), use)
        elif isinstance(parent, ast.Attribute) and parent.attr in self.known.columns:
            self._end(parent, parent.attr, use)
        else:
            self._row(use, use)

    def _test(self, use: ast.Name) -> bool:
        """Write a test of whether there are rows."""
        parents = self.ends.facts.source.parents
        node: ast.AST = use
        found: ast.expr | None = None
        while isinstance(parents[node], ast.expr):
            node = parents[node]
            if isinstance(node, ast.expr) and _says_full(node, use.id) is not None:
                found = node
        if found is None or ast.unparse(found) in (f"len({use.id})", f"{use.id}.shape[0]"):
            return False
        full = _says_full(found, use.id)
        if self.one.up_to:
            text = f"{self.place} > 0" if full else f"{self.place} == 0"
        else:
            text = f"{self.place} {'<' if full else '=='} len({self.ordered})"
        self.ends.swaps[found] = text if _alone(found, parents[found]) else f"({text})"
        return True

    def _end(self, column: ast.expr, label: str, use: ast.Name | None) -> None:
        """`rows['c'].iloc[-1]`, `rows['c'].values[-1]`."""
        parents = self.ends.facts.source.parents
        owner = parents[column]
        node = parents.get(owner)
        plain = isinstance(owner, ast.Attribute) and owner.attr in _ENDS
        if not plain or not isinstance(node, ast.Subscript) or not self._is_end(node.slice):
            raise Decline("a column of rows that is used otherwise")
        kind = self.known.columns.get(label)
        if kind not in _HELD or (owner.attr == "values" and kind in ("datetime", "str")):  # type: ignore[attr-defined]
            raise Decline(f"the end of a column of kind {kind}")
        self.ends.swaps[node] = self._text(_values(self.one.frame.id, label, kind, self.ends), use)

    def _row(self, rows: ast.expr, use: ast.Name | None) -> None:
        """`rows.iloc[-1]['c']`, `row = rows.iloc[-1]` with parts of it."""
        parents = self.ends.facts.source.parents
        owner = parents[rows]
        node = parents.get(owner)
        plain = isinstance(owner, ast.Attribute) and owner.attr == "iloc"
        if not plain or not isinstance(node, ast.Subscript) or not self._is_end(node.slice):
            raise Decline("rows that are used otherwise")
        stmt = parents[node]
        if isinstance(stmt, ast.Assign) and isinstance(stmt.targets[0], ast.Name):
            self._named_row(stmt, stmt.targets[0], use)
        else:
            self._part_of_row(stmt, self.place_of(use))

    def _named_row(self, stmt: ast.Assign, name: ast.Name, use: ast.Name | None) -> None:
        if use is None or not _is_full(use, self.ends.facts):
            raise Decline("a row that may not be there")
        place = self.ends.fresh(f"{name.id}_place")
        self.ends.swaps[name] = place
        self.ends.swaps[stmt.value] = f"{self.place} - 1" if self.one.up_to else self.place
        for one in self.ends.loads(name):
            self._part_of_row(self.ends.facts.source.parents[one], place)

    def place_of(self, use: ast.Name | None) -> str:
        """The place of the row; empty where it may not be there."""
        if use is None or not _is_full(use, self.ends.facts):
            return ""
        return f"{self.place} - 1" if self.one.up_to else self.place

    def _part_of_row(self, node: ast.AST, place: str) -> None:
        label: str | None = None
        if isinstance(node, ast.Subscript):
            label = text_of(node.slice)
        elif isinstance(node, ast.Attribute):
            label = node.attr if node.attr in self.known.columns else None
        if label is None or label not in self.known.columns or not isinstance(node, ast.expr):
            raise Decline("a row that is used as a whole")
        if self.known.row_kind == "object" and gives_python(self.known):
            # Rows of several types keep each value as it is in its column.
            kind = self.known.columns[label]
            values = _values(self.one.frame.id, label, kind, self.ends)
        else:
            columns = Columns(self.one.frame.id, "series", self.known, self.ends.facts)
            text = columns.items(label)
            if columns.setup:
                raise Decline("rows of a kind that isn't known")
            values = self.ends.made(text, f"{label}_values")
        self.ends.swaps[node] = f"{values}[{place}]" if place else self._sliced(values)

    def _text(self, values: str, use: ast.Name | None) -> str:
        place = self.place_of(use)
        return f"{values}[{place}]" if place else self._sliced(values)

    def _sliced(self, values: str) -> str:
        """The end of rows of which there may be none, which is an IndexError."""
        return f"{values}[:{self.place}][-1]" if self.one.up_to else f"{values}[{self.place}]"

    def _is_end(self, node: ast.expr) -> bool:
        return ast.unparse(node) == ("-1" if self.one.up_to else "0")


def _values(frame: str, label: str, kind: str, ends: Ends) -> str:
    """The name of a column's values, as `iloc` gives them."""
    quote = quote_of(ends.facts)
    whole = f"{frame}[{quote}{label}{quote}]"
    text = f"{whole}.tolist()" if kind in ("str", "datetime", "object") else f"{whole}.to_numpy()"
    return ends.made(text, f"{label}_values")


def _alone(node: ast.expr, parent: ast.AST) -> bool:
    """True for what is a test by itself."""
    whole = isinstance(parent, ast.If | ast.IfExp | ast.While) and parent.test is node
    return whole or isinstance(parent, ast.BoolOp)


def _is_full(use: ast.Name, facts: Facts) -> bool:
    """True where some test has made sure that there are rows, or where their place says so."""
    child: ast.AST = use
    for parent in facts.source.ancestors(use):
        if isinstance(parent, ast.If | ast.IfExp):
            then = parent.body if isinstance(parent.body, list) else [parent.body]
            other = parent.orelse if isinstance(parent.orelse, list) else [parent.orelse]
            says = _says_full(parent.test, use.id)
            if (says is True and child in then) or (says is False and child in other):
                return True
        inner = isinstance(child, ast.stmt) and not isinstance(parent, ast.Module)
        if inner and _is_left_above(child, use.id, facts):  # type: ignore[arg-type]
            return True
        if parent is facts.source.function(use):
            break
        child = parent
    return False


def _is_left_above(stmt: ast.stmt, name: str, facts: Facts) -> bool:
    """True where a statement of the same block has left it if there are no rows."""
    return any(
        isinstance(one, ast.If)
        and isinstance(one.body[-1], _LEAVING)
        and _says_full(one.test, name) is False
        for one in facts.source.before(stmt)
    )


_LEAVING = (ast.Continue, ast.Return, ast.Raise, ast.Break)
_FULL = frozenset({"len({0})", "len({0}) > 0", "len({0}) != 0", "len({0}) >= 1", "not {0}.empty",
                   "{0}.shape[0] > 0", "{0}.shape[0]"})  # fmt: skip
_EMPTY = frozenset({"len({0}) == 0", "not len({0})", "len({0}) < 1", "{0}.empty",
                    "{0}.shape[0] == 0", "not len({0}) > 0"})  # fmt: skip


def _says_full(test: ast.expr, name: str) -> bool | None:
    """Whether a test says that there are rows; None for any other."""
    text = ast.unparse(test)
    if text in {form.format(name) for form in _FULL}:
        return True
    return False if text in {form.format(name) for form in _EMPTY} else None
