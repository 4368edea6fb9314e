"""What becomes of one frame, or Series, whose values a loop takes and sets one by one."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from .. import callees, flow
from ..facts import Facts
from ..source import Decline
from ..writing import labels_are_places
from ._cell_keys import binders_of
from ._cell_lookups import looked_up
from ._cell_reading import Reading
from ._cells import Cell


@dataclass
class Plan(Reading):
    """Collects the changes for one name in one loop."""

    def make(self) -> None:
        """Fill in everything; raises Decline where values could come out otherwise."""
        self._find_writes()
        self.dropped = list(dict.fromkeys(c.named for c in self.cells if c.named is not None))
        written = {cell.column for cell in self.writes.values()}
        if self.writes:
            self._check_other_uses(written)
        by_place = self._labels_are_places()
        if any(cell.own_label for cell in self.cells):
            self.guards.append(f"{self.name}.index.is_unique")
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
            # A key that isn't there ends the loop when some values have been set.
            for keys, cell in looked_up(self.loop, self.cells, self.facts):
                if cell.column not in written:
                    self.guards.append(f"{self._whole(cell.column)}.isin({keys}).all()")

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
        inside |= {n for stmt in self.dropped for n in ast.walk(stmt)}
        # What the loop goes through is made before anything is set.
        head = self.loop.iter if isinstance(self.loop, ast.For) else None
        inside |= set(ast.walk(head)) if head is not None else set()
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
        if not isinstance(parent, ast.Subscript) or not isinstance(parent.ctx, ast.Load):
            return False
        if isinstance(parent.slice, ast.Constant):
            return parent.slice.value not in written
        return parent.value is node and self._chosen_rows(parent, written)

    def _chosen_rows(self, rows: ast.Subscript, written: set[str | None]) -> bool:
        """True for `df[test].index` and `df[test]['c']`, where the test is of what stays."""
        whole = self.facts.source.parents[rows]
        if isinstance(whole, ast.Attribute):
            return whole.attr == "index"
        column = whole.slice if isinstance(whole, ast.Subscript) and whole.value is rows else None
        return isinstance(column, ast.Constant) and column.value not in written

    def _labels_are_places(self) -> bool:
        """True where labels are counted from 0, which a guard makes sure of."""
        labelled = [c for c in self.cells if c.by == "label" and not c.of_row]
        rows = [c for c in self.cells if c.by == "label" and c.of_row]
        if not labelled and not rows:
            return False
        # A label that isn't there raises KeyError, which a place before the first doesn't.
        caught = flow.has(self.loop, ast.Try)
        if not caught and all(self._counted(cell) for cell in [*labelled, *rows]):
            self.guards.append(labels_are_places(self.name))
            return True
        if any(cell.window for cell in labelled):
            raise Decline("a slice of labels")
        if not all(self._own_label(cell) for cell in self.writes.values()):
            raise Decline("a label that may not be there, so that setting it adds a row")
        self.guards.append(f"{self.name}.index.is_unique")
        return False

    def _own_label(self, cell: Cell) -> bool:
        """True for a place, and for a label that a loop takes from the frame itself."""
        if cell.by == "place":
            return True
        if not isinstance(cell.key, ast.Name):
            return False
        loops: list[ast.AST | None] = []
        for binder in binders_of(cell.key, self.facts):
            loop = self.facts.source.parents.get(binder)
            while isinstance(loop, ast.Tuple):
                loop = self.facts.source.parents.get(loop)
            loops.append(loop)
        return bool(loops) and all(
            isinstance(loop, ast.For) and self.name in flow.loads(loop.iter) for loop in loops
        )

    def _counted(self, cell: Cell) -> bool:
        """True where the key counts from 0, or is a little before or after what does."""
        keys = [cell.key]
        if isinstance(cell.key, ast.Slice):
            keys = [part for part in (cell.key.lower, cell.key.upper) if part is not None]
        return all(_from_zero(key, self.facts, cell in self.writes.values()) for key in keys)


def _from_zero(key: ast.expr, facts: Facts, exact: bool) -> bool:
    """True for a name that a loop over a range (or `enumerate`) binds; for reading also a
    constant before or after it."""
    if isinstance(key, ast.BinOp) and isinstance(key.op, ast.Add | ast.Sub) and not exact:
        return _from_zero(key.left, facts, exact) and _steady(key.right)
    if isinstance(key, ast.Constant):
        return type(key.value) is int and key.value >= 0
    if isinstance(key, ast.Call) and not exact:
        ends = [part for part in key.args if not isinstance(part, ast.Constant)]
        return len(ends) == 1 and _from_zero(ends[0], facts, exact)
    if not isinstance(key, ast.Name):
        return False
    for binder in binders_of(key, facts):
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


def _steady(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant | ast.Name)


def _calls(node: ast.expr, name: str, facts: Facts) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == name
        and not node.keywords
        and facts.is_builtin(name, at=node)
    )
