"""What setting single values of a frame becomes."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from ..source import Decline
from ._cell_kinds import always_set, assigned_kind, value_kind
from ._cell_names import Named


@dataclass
class Writing(Named):
    """Keeps columns that are set in arrays or lists during the loop, and puts them back."""

    def _values(self, column: str | None) -> str:
        """The name of the array or list that a written column lies in during the loop."""
        key = ("values", column)
        if key not in self._names:
            self._names[key] = self._fresh(self._stem(column), "values")
            read = any(c.column == column and c.node not in self.writes for c in self.cells)
            self.setup.append(f"{self._names[key]} = {self._buffer(column, read)}")
        return self._names[key]

    def _kinds_set(self, column: str | None) -> set[str | None]:
        found: set[str | None] = set()
        for node, cell in self.writes.items():
            stmt = self.facts.source.parents[node]
            if cell.column == column and isinstance(stmt, ast.Assign | ast.AugAssign):
                found.add(self._set_kind(stmt))
        return found

    def _set_kind(self, stmt: ast.Assign | ast.AugAssign) -> str | None:
        """Kind of what one statement puts into a column."""
        value: ast.expr = stmt.value
        if isinstance(stmt, ast.AugAssign):
            value = ast.BinOp(stmt.target, stmt.op, stmt.value)
        return value_kind(value, self.loop, self.facts, held=self._cell_kind)

    def _cell_kind(self, node: ast.expr) -> str | None:
        """Kind of a single value of a frame, which is that of its column."""
        cell = self.reader.cell(node)
        if cell is None or cell.window or cell.chosen is not None or cell.column is None:
            return None
        known = self.reader.frame(cell.root)
        if known is None:
            same = cell.root.id == self.name and not cell.of_row
            return assigned_kind(self.name, cell.column, self.loop, self.facts) if same else None
        kind = known.columns.get(cell.column)
        if cell.of_row and known.row_kind != "object":
            return "float" if kind == "float" else None
        return kind if kind in ("int", "float", "bool", "str") else None

    def _buffer(self, column: str | None, read: bool) -> str:
        if column is not None and self._is_new(column):
            return self._new_buffer(column)
        kind, text = self.kind(column), self._whole(column)
        if kind == "float" and not self._kinds_set(column) & {"str"}:
            return f"{text}.to_numpy(copy=True)"
        if kind == "int" and read:
            if self._kinds_set(column) != {"int"}:
                raise Decline("a column of whole numbers that is set to what may be none")
            return f"{text}.to_numpy(copy=True)"
        if kind == "str" and read and self._may_be_none(column):
            raise Decline("text that is read again, in which None becomes NaN")
        if kind in ("int", "bool", "str", "object", "datetime"):
            return f"{text}.tolist()"
        raise Decline("a column of a kind that isn't known")

    def _may_be_none(self, column: str | None) -> bool:
        given = [self.facts.source.parents[n] for n, c in self.writes.items() if c.column == column]
        values = [stmt.value for stmt in given if isinstance(stmt, ast.Assign | ast.AugAssign)]
        return any(
            isinstance(part, ast.Constant) and part.value is None
            for value in values
            for part in ast.walk(value)
        )

    def _is_new(self, column: str) -> bool:
        known = self.known
        if known is None:
            return False
        return column not in known.columns

    def _new_buffer(self, column: str) -> str:
        """A column that the loop makes: it is born with holes, and all of them are filled."""
        kinds = self._kinds_set(column)
        if not always_set(self.loop, column, self.writes, self.name, self.facts):
            raise Decline("a column that may keep holes, or never be made")
        if kinds <= {"int", "float"}:
            numpy, line = self.facts.module("numpy", "np")
            self.imports += [line] if line else []
            return f"{numpy}.full(len({self.name}), {numpy}.nan)"
        if kinds == {"str"}:
            return f"[None] * len({self.name})"
        raise Decline("a new column of a kind that isn't known")

    def _write_back(self, column: str) -> None:
        name = self._values(column)
        target = f"{self.name}[{self.columns.label(column)}]"
        if not self._is_new(column) and self._keeps_its_type(column):
            pandas, line = self.facts.module("pandas", "pd")
            self.imports += [line] if line else []
            whole = f"{pandas}.Series({name}, index={self.name}.index, dtype={target}.dtype)"
            self.after.append(f"{target} = {whole}")
            return
        self.after.append(f"{target} = {name}")

    def _keeps_its_type(self, column: str) -> bool:
        """True where the values alone might not say the type that the column has."""
        kind = self.kind(column)
        if kind == "str":
            given = assigned_kind(self.name, column, self.loop, self.facts)
            return given != "str" or self._kinds_set(column) != {"str"}
        return kind in ("object", "datetime")
