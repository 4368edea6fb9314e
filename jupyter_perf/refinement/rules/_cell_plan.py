"""What becomes of one frame, or Series, whose values a loop takes and sets one by one."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

from .. import callees, flow
from ..facts import Facts
from ..source import Decline, Loop
from ..values import Frame
from ._cell_kinds import always_set, assigned_kind, value_kind
from ._cells import Cell, Reader
from ._row_clauses import Columns, gives_python

_LISTS = frozenset({"str", "object", "datetime"})
_WINDOWS = {
    "mean": "{}.mean()", "sum": "{}.sum()", "max": "{}.max()", "min": "{}.min()",
    "std": "{}.std(ddof=1)", "var": "{}.var(ddof=1)", "median": "{np}.median({})",
}  # fmt: skip


@dataclass
class Plan:
    """Collects the changes for one name in one loop."""

    loop: Loop
    root: ast.Name
    reader: Reader
    facts: Facts
    cells: list[Cell]
    taken: set[str]
    """Names that plans for other frames in the same loop have given."""
    writes: dict[ast.expr, Cell] = field(default_factory=dict)
    setup: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    guards: list[str] = field(default_factory=list)
    swaps: dict[ast.expr, str] = field(default_factory=dict)
    imports: list[str] = field(default_factory=list)
    _names: dict[tuple[str, str | None], str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.root.id

    @property
    def known(self) -> Frame | None:
        return self.reader.frame(self.root)

    def make(self) -> None:
        """Fill in everything; raises Decline where values could come out otherwise."""
        self.columns = Columns(self.name, "series", self.known, self.facts)
        self._find_writes()
        written = {cell.column for cell in self.writes.values()}
        if self.writes:
            self._check_other_uses(written)
        by_place = self._labels_are_places()
        for cell in self.cells:
            if cell.node not in self.writes:
                self._read(cell, written, by_place)
        for column in dict.fromkeys(cell.column for cell in self.writes.values()):
            assert column is not None
            self._write_back(column)
        for cell in self.writes.values():
            target = f"{self._names['values', cell.column]}[{self._place_text(cell, by_place)}]"
            self.swaps[cell.node] = target
        if self.writes:
            self.guards.insert(0, f"len({self.name})")

    # ---- what else happens to the frame -------------------------------------------------------

    def _find_writes(self) -> None:
        for cell in self.cells:
            if isinstance(getattr(cell.node, "ctx", None), ast.Load):
                continue
            parent = self.facts.source.parents[cell.node]
            single = isinstance(parent, ast.AugAssign) or (
                isinstance(parent, ast.Assign) and len(parent.targets) == 1
            )
            direct = isinstance(cell.node, ast.Subscript) and isinstance(cell.node.slice, ast.Tuple)
            if not single or not direct or cell.window or cell.column is None or cell.chosen:
                raise Decline("a frame that changes in another way")
            self.writes[cell.node] = cell

    def _check_other_uses(self, written: set[str | None]) -> None:
        inside = {n for cell in self.cells for n in ast.walk(cell.node)}
        for node in ast.walk(self.loop):
            named = isinstance(node, ast.Name) and node.id == self.name and node not in inside
            if named and not self._harmless(node, written):  # type: ignore[arg-type]
                raise Decline("the frame is used as a whole while it changes")
            if isinstance(node, ast.Return | ast.Yield | ast.YieldFrom | ast.Await):
                raise Decline("a loop that may be left for good")
        others = self.facts.aliases_of(self.name) - {self.name}
        if others & flow.loads(self.loop) or callees.reads([self.loop], self.name, self.facts):
            raise Decline("the frame is seen by another name")

    def _harmless(self, node: ast.Name, written: set[str | None]) -> bool:
        parent = self.facts.source.parents[node]
        if isinstance(parent, ast.Call):
            return isinstance(parent.func, ast.Name) and parent.func.id == "len"
        if isinstance(parent, ast.Attribute):
            # Rows are made from what the frame held at first.
            return parent.attr in ("index", "shape", "columns", "iterrows", "itertuples")
        key = parent.slice if isinstance(parent, ast.Subscript) else None
        if isinstance(key, ast.Constant) and isinstance(parent.ctx, ast.Load):  # type: ignore[attr-defined]
            return key.value not in written
        return False

    # ---- labels -------------------------------------------------------------------------------

    def _labels_are_places(self) -> bool:
        """True where labels are counted from 0, which a guard makes sure of."""
        labelled = [c for c in self.cells if c.by == "label" and not c.of_row]
        rows = [c for c in self.cells if c.by == "label" and c.of_row]
        if not labelled and not rows:
            return False
        if all(self._counted(cell) for cell in [*labelled, *rows]):
            index = f"{self.name}.index"
            self.guards.append(f"({index} == range(len({self.name}))).all()")
            return True
        if any(cell.window for cell in labelled):
            raise Decline("a slice of labels")
        self.guards.append(f"{self.name}.index.is_unique")
        return False

    def _counted(self, cell: Cell) -> bool:
        """True where the key counts from 0, or is a little before or after what does."""
        keys = [cell.key]
        if isinstance(cell.key, ast.Slice):
            keys = [part for part in (cell.key.lower, cell.key.upper) if part is not None]
        return all(_from_zero(key, self.facts, cell in self.writes.values()) for key in keys)

    def _place_text(self, cell: Cell, by_place: bool) -> str:
        key = self._written_key(cell.key)
        if cell.by == "place" or by_place:
            return key
        return f"{self._places()}[{key}]"

    def _places(self) -> str:
        key = ("places", None)
        if key not in self._names:
            self._names[key] = self._fresh(self.name, "places")
            self.setup.append(
                f"{self._names[key]} = dict(zip({self.name}.index, range(len({self.name}))))"
            )
        return self._names[key]

    # ---- reading ------------------------------------------------------------------------------

    def _read(self, cell: Cell, written: set[str | None], by_place: bool) -> None:
        if (cell.of_row or cell.chosen is not None) and written:
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

    def _fresh(self, stem: str, suffix: str) -> str:
        found = self.facts.fresh(f"{stem}_{suffix}")
        if found in self.taken:
            found = self.facts.fresh(f"{self.name}_{stem}_{suffix}")
        while found in self.taken:
            found = self.facts.fresh(f"{found}_")
        self.taken.add(found)
        return found

    def _written_key(self, node: ast.expr) -> str:
        """The text of a key, which may stand in an f-string."""
        try:
            return self.facts.source.segment(node)
        except Decline:
            return ast.unparse(node)

    def _stem(self, column: str | None) -> str:
        cleaned = "".join(c if c.isalnum() and c.isascii() else "_" for c in column or self.name)
        return cleaned if cleaned.isidentifier() else f"column_{cleaned}"

    def kind(self, column: str | None) -> str:
        """Kind of a column's elements; empty where it isn't known."""
        if column is None:
            return self.reader.series_kind(self.root)
        known = self.known
        if known is not None and column not in known.columns:
            raise Decline(f"no column {column}")
        found = known.columns[column] if known is not None else ""
        if found in ("", "unknown"):
            return assigned_kind(self.name, column, self.loop, self.facts)
        return found

    def _whole(self, column: str | None) -> str:
        if column is None:
            return self.name
        if not self.columns.has(column):
            raise Decline(f"no column {column}")
        return f"{self.name}[{self.columns.label(column)}]"

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
        return f"{text}.tolist()" if kind in _LISTS else f"{text}.to_numpy()"

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

    # ---- windows ------------------------------------------------------------------------------

    def _window(self, cell: Cell) -> None:
        parent = self.facts.source.parents[cell.node]
        call = self.facts.source.parents.get(parent)
        if cell.raw:
            self.swaps[cell.node] = self._sliced(cell)
            return
        if not (
            isinstance(parent, ast.Attribute)
            and parent.attr in _WINDOWS
            and isinstance(call, ast.Call)
            and call.func is parent
            and not (call.args or call.keywords)
        ):
            raise Decline("a part of a column that is used as a whole")
        kind = self.kind(cell.column)
        if kind not in ("int", "float"):
            raise Decline("a part of a column that may have holes")
        if kind == "float":
            self.guards.append(f"{self._whole(cell.column)}.notna().all()")
        numpy = ""
        if parent.attr == "median":
            numpy, line = self.facts.module("numpy", "np")
            self.imports += [line] if line else []
        self.swaps[call] = _WINDOWS[parent.attr].format(self._sliced(cell), np=numpy)

    def _sliced(self, cell: Cell) -> str:
        assert isinstance(cell.key, ast.Slice)
        lower = self._written_key(cell.key.lower) if cell.key.lower else ""
        upper = self._written_key(cell.key.upper) if cell.key.upper else ""
        if cell.by == "label":
            # Labels are sliced with their end, and don't count from the end.
            lower = f"max({lower}, 0)" if lower and not lower.startswith("max(0,") else lower
            upper = f"{upper} + 1" if upper else ""
        return f"{self._held(cell, labelled=False)}[{lower}:{upper}]"

    # ---- writing ------------------------------------------------------------------------------

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
                found.add(value_kind(stmt.value, self.loop, self.facts))
        return found

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
        if kind in ("int", "bool", "str", "object", "datetime"):
            return f"{text}.tolist()"
        raise Decline("a column of a kind that isn't known")

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
        if not self._is_new(column) and self.kind(column) in ("object", "datetime"):
            pandas, line = self.facts.module("pandas", "pd")
            self.imports += [line] if line else []
            whole = f"{pandas}.Series({name}, index={self.name}.index, dtype={target}.dtype)"
            self.after.append(f"{target} = {whole}")
            return
        self.after.append(f"{target} = {name}")


def _from_zero(key: ast.expr, facts: Facts, exact: bool) -> bool:
    """True for a name that a loop over a range (or `enumerate`) binds; for reading also a
    constant before or after it."""
    if isinstance(key, ast.BinOp) and isinstance(key.op, ast.Add | ast.Sub) and not exact:
        return _from_zero(key.left, facts, exact) and _steady(key.right, facts)
    if isinstance(key, ast.Constant):
        return type(key.value) is int and key.value >= 0
    if isinstance(key, ast.Call) and not exact:
        ends = [part for part in key.args if not isinstance(part, ast.Constant)]
        return len(ends) == 1 and _from_zero(ends[0], facts, exact)
    if not isinstance(key, ast.Name):
        return False
    for binder in facts.binders(key.id, facts.scope(key.id, key)):
        loop = facts.source.parents.get(binder)
        if isinstance(loop, ast.Tuple):
            first = loop.elts[0] is binder
            loop = facts.source.parents.get(loop) if first else None
            if not (isinstance(loop, ast.For) and _calls(loop.iter, "enumerate", facts)):
                return False
        elif not (isinstance(loop, ast.For) and _calls(loop.iter, "range", facts)):
            return False
        assert isinstance(loop.iter, ast.Call)
        if any(isinstance(part, ast.UnaryOp) for part in loop.iter.args):
            return False
    return True


def _steady(node: ast.expr, facts: Facts) -> bool:
    return isinstance(node, ast.Constant | ast.Name)


def _calls(node: ast.expr, name: str, facts: Facts) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == name
        and not node.keywords
        and facts.is_builtin(name, at=node)
    )
