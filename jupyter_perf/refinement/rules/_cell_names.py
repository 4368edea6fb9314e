"""Names and texts of one frame's columns, as a loop that takes their values needs them."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

from ..facts import Facts
from ..source import Decline, Loop
from ..values import Frame
from ._cell_kinds import assigned_kind
from ._cells import Cell, Reader
from ._columns import Columns


@dataclass
class Named:
    """One name in one loop: its cells, and the texts that will come before and after the loop."""

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
    dropped: list[ast.stmt] = field(default_factory=list)
    """Statements that give rows names, which aren't needed any more."""
    _names: dict[tuple[str, str | None], str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.root.id

    @property
    def known(self) -> Frame | None:
        return self.reader.frame(self.root)

    def __post_init__(self) -> None:
        self.columns = Columns(self.name, "series", self.known, self.facts)

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
