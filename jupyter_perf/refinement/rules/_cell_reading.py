"""What reading single values, and slices of values, of a frame becomes."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from ..source import Decline
from ._cell_kinds import made_of_dates
from ._cell_writing import Writing
from ._cells import Cell
from ._columns import gives_python
from ._named_rows import named_in, uses_of

_LISTS = frozenset({"str", "object", "datetime"})
_WINDOWS = {
    "mean": "{}.mean()", "sum": "{}.sum()", "max": "{}.max()", "min": "{}.min()",
    "std": "{}.std(ddof=1)", "var": "{}.var(ddof=1)", "median": "{np}.median({})",
}  # fmt: skip


@dataclass
class Reading(Writing):
    """Swaps cells that are read for items of arrays, lists and dictionaries."""

    def _read(self, cell: Cell, written: set[str | None], by_place: bool) -> None:
        if cell.chosen is not None and written:
            raise Decline("columns of a frame that changes")
        if cell.of_row and not self._stays(cell, written):
            raise Decline("rows of a frame that changes")
        if cell.chosen is not None:
            return self._read_chosen(cell, cell.chosen, by_place)
        if cell.window:
            if cell.column in written:
                raise Decline("a part of a column that changes")
            return self._window(cell)
        if cell.column in written:
            name = self._values(cell.column)
            self.swaps[cell.node] = f"{name}[{self._place_text(cell, by_place)}]"
            return
        key = self._written_key(cell.key)
        labelled = cell.by == "label" and not by_place
        self.swaps[cell.node] = f"{self._held(cell, labelled)}[{key}]"

    def _stays(self, cell: Cell, written: set[str | None]) -> bool:
        """True where what is set leaves a column alone, and the kind of the frame's rows too."""
        if not written:
            return True
        known = self.known
        if known is None or cell.column in written:
            return False
        return all(self._kinds_set(c) == {known.columns.get(c or "")} for c in written)

    def _read_chosen(self, cell: Cell, chosen: ast.expr, by_place: bool) -> None:
        """A value of a column that changes from time to time."""
        if cell.by == "label" and not by_place:
            raise Decline("labels in columns that change")
        known, name = self.known, self.name
        kinds = set(known.all_kinds) if known is not None else set()
        plain = kinds <= {"int", "float", "bool", "str", "object"}
        key = (f"chosen {'by number' if cell.by_number else 'by name'}", None)
        if key not in self._names:
            self._names[key] = self._fresh(name, "columns")
            whole = f"{name}.iloc[:, place]" if cell.by_number else f"{name}[label]"
            # Pandas' own arrays give moments and the like just as columns do.
            values = f"{whole}.to_numpy()" if plain else f"{whole}.array"
            made = f"[{values} for place in range({name}.shape[1])]"
            if not cell.by_number:
                made = f"{{label: {values} for label in {name}.columns}}"
            self.setup.append(f"{self._names[key]} = {made}")
        held = f"{self._names[key]}[{self._written_key(chosen)}]"
        self.swaps[cell.node] = f"{held}[{self._written_key(cell.key)}]"

    def _held(self, cell: Cell, labelled: bool) -> str:
        """A name for the values of a column: by place, or a dictionary by label."""
        form = "row " if cell.of_row else "raw " if cell.raw else ""
        key = (f"{form}{'by label' if labelled else 'by place'}", cell.column)
        if key not in self._names:
            text = self._text(cell)
            stem = self._stem(cell.column)
            if labelled:
                self._names[key] = self._fresh(stem, "by_label")
                text = f"dict(zip({self.name}.index, {text}))"
            else:
                self._names[key] = self._fresh(stem, "values")
            self.setup.append(f"{self._names[key]} = {text}")
        return self._names[key]

    def _text(self, cell: Cell) -> str:
        if cell.of_row:
            assert cell.column is not None
            if not self.columns.has(cell.column):
                raise Decline(f"no column {cell.column}")
            text = self._of_row(cell.column)
            self.setup += self.columns.setup
            self.columns.setup.clear()
            return text
        text, kind = self._whole(cell.column), self.kind(cell.column)
        if cell.raw:
            return f"{text}.to_numpy()"
        if kind == "other":
            raise Decline("a column of a kind that isn't known")
        moments = not kind and cell.column and made_of_dates(self.name, cell.column, self.facts)
        return f"{text}.tolist()" if moments or kind in _LISTS else f"{text}.to_numpy()"

    def _of_row(self, column: str) -> str:
        """Values as they are in rows that are made one by one."""
        known = self.known
        if known is None:
            # Exact but for whole numbers in a frame of numbers alone, which running it shows.
            return f"{self._whole(column)}.to_numpy()"
        if known.row_kind == "object" and gives_python(known):
            # Rows of several types keep each value as it is in its column.
            text = self._whole(column)
            return f"{text}.tolist()" if known.columns[column] in _LISTS else f"{text}.to_numpy()"
        return self.columns.items(column)

    def _window(self, cell: Cell) -> None:
        if cell.raw:
            self.swaps[cell.node] = self._sliced(cell)
            return
        parent = self.facts.source.parents[cell.node]
        name = self._window_name(parent, cell) if isinstance(parent, ast.Assign) else ""
        uses: list[ast.expr] = [*uses_of(parent, self.facts)] if name else [cell.node]  # type: ignore[arg-type]
        kind = self.kind(cell.column)
        if kind not in ("int", "float"):
            raise Decline("a part of a column that may have holes")
        for use in uses:
            self._reduce(use, name or self._sliced(cell))
        if kind == "float":
            self.guards.append(f"{self._whole(cell.column)}.notna().all()")
        if name:
            assert isinstance(parent, ast.Assign)
            self.swaps |= {parent.targets[0]: name, cell.node: self._sliced(cell)}

    def _window_name(self, stmt: ast.Assign, cell: Cell) -> str:
        """A new name for a part of a column that the loop has given one."""
        target = stmt.targets[0]
        if not isinstance(target, ast.Name) or named_in(self.loop, target, self.facts) is not stmt:
            raise Decline("a part of a column that is kept")
        key = (f"part {target.id}", cell.column)
        if key not in self._names:
            self._names[key] = self._fresh(target.id, "values")
        return self._names[key]

    def _reduce(self, use: ast.expr, text: str) -> None:
        """Write a reduction of a part of a column anew, where the part is called `text`."""
        parent = self.facts.source.parents[use]
        call = self.facts.source.parents.get(parent)
        if isinstance(parent, ast.Call) and isinstance(parent.func, ast.Name):
            if parent.func.id != "len" or len(parent.args) != 1:
                raise Decline("a part of a column that is used as a whole")
            self.swaps[use] = text
            return
        if not (
            isinstance(parent, ast.Attribute)
            and parent.attr in _WINDOWS
            and isinstance(call, ast.Call)
            and call.func is parent
            and not (call.args or call.keywords)
        ):
            raise Decline("a part of a column that is used as a whole")
        numpy = ""
        if parent.attr == "median":
            numpy, line = self.facts.module("numpy", "np")
            self.imports += [line] if line else []
        self.swaps[call] = _WINDOWS[parent.attr].format(text, np=numpy)

    def _sliced(self, cell: Cell) -> str:
        assert isinstance(cell.key, ast.Slice)
        lower = self._written_key(cell.key.lower) if cell.key.lower else ""
        upper = self._written_key(cell.key.upper) if cell.key.upper else ""
        if cell.by == "label":
            # Labels are sliced with their end, and don't count from the end.
            lower = f"max({lower}, 0)" if lower and not lower.startswith("max(0,") else lower
            upper = f"{upper} + 1" if upper else ""
        return f"{self._held(cell, labelled=False)}[{lower}:{upper}]"
