from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow
from ..concrete import Around, Change, Swap
from ..facts import Facts
from ..source import COMPREHENSIONS, Comprehension, Decline
from ._columns import Columns, variable_for
from ._fstrings import lifted
from ._known_frames import cells_written
from ._row_clauses import RowClause, body_of, frame_name, leftovers_unseen, outside, row_clause
from ._rule import Rewrite, rule


@rule(
    ast.For,
    *COMPREHENSIONS,
    safety=Safety.CHECK,
    gain=30.0,
    hints=("iterrows", "itertuples", "to_dict"),
)
def rows_to_lists(node: ast.For | Comprehension, facts: Facts) -> Rewrite | None:
    """Loop over columns' values side by side instead of over rows.

    What it does:
        A loop or comprehension over `iterrows`, `itertuples` or `to_dict("records")` whose body
        only takes named columns from the row goes through those columns with `zip`; the body stays
        as it is, whatever else it does.

    Why it is slow:
        Each row is made into a Series (20 microseconds) or a named tuple, most of whose columns
        aren't looked at; `tolist` turns a column into Python's numbers all at once.

    Before:
        for i, row in df.iterrows():
            total += fee(row['price'], row['qty'])

    After:
        for price, qty in zip(df['price'].tolist(), df['qty'].tolist()):
            total += fee(price, qty)

    When not:
        The row is used as a whole or after the loop, or the frame changes in the loop, but for
        single values that are set by label.

    Source:
        The pandas documentation on `DataFrame.iterrows` ("does not preserve dtypes across rows").
    """
    clauses = [node] if isinstance(node, ast.For) else node.generators
    clause = next((c for part in clauses if (c := row_clause(part, facts))), None)
    if clause is None:
        return None
    body = body_of(clause, facts)
    frame, bound = frame_name(clause, facts)
    root = flow.root(clause.frame)
    written = cells_written(root.id, body, facts) if root is not None else set()
    columns = Columns(frame, clause.form, clause.known, facts, written)
    columns.setup += [bound] if bound else []
    reader = _Reader(clause, columns, facts)
    reader.read(body)
    names = {clause.row, *([clause.label] if clause.label not in (None, "_") else [])}
    names |= {clause.counter.id} if isinstance(clause.counter, ast.Name) else set()
    if not reader.parts or not leftovers_unseen(clause, names, facts):
        return None
    if not facts.is_builtin("zip", at=node):
        return None
    return Rewrite(tuple(_changes(clause, columns, reader, facts)))


class _Reader:
    """Finds what the body takes from the row; declines where it is used in another way."""

    def __init__(self, clause: RowClause, columns: Columns, facts: Facts) -> None:
        self.clause, self.columns, self.facts = clause, columns, facts
        self.parts: dict[ast.expr, str] = {}
        """Part of the body → column that it takes."""
        self.labels: list[ast.expr] = []
        """Parts of the body that take the row's label."""

    def read(self, body: list[ast.AST]) -> None:
        inside: set[ast.AST] = set()
        for node in flow.walk(body):
            taken = self._base(node)
            if taken is None or not self._is_row(taken):
                continue
            assert isinstance(node, ast.expr)
            if not isinstance(getattr(node, "ctx", ast.Load()), ast.Load):
                raise Decline("the row is changed")
            if isinstance(node, ast.Attribute) and node.attr == "get":
                continue
            inside.add(taken)
            self._part(node)
        uses = [n for n in flow.walk(body) if self._is_row(n)]
        if not all(use in inside for use in uses):
            raise Decline("the row is used as a whole")

    def _is_row(self, node: ast.AST) -> bool:
        return isinstance(node, ast.Name) and node.id == self.clause.row

    def _base(self, node: ast.AST) -> ast.AST | None:
        if isinstance(node, ast.Subscript | ast.Attribute):
            return node.value
        if isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Attribute) and called.attr == "get" and len(node.args) < 3:
                return called.value
            if isinstance(called, ast.Name) and called.id == "getattr" and len(node.args) == 2:
                return node.args[0] if self.facts.is_builtin("getattr", at=called) else None
        return None

    def _part(self, node: ast.expr) -> None:
        column = self._column(node)
        series, tuples = self.clause.form == "series", self.clause.form == "tuple"
        if series and isinstance(node, ast.Attribute) and node.attr == "name":
            self.labels.append(node)
        elif tuples and isinstance(node, ast.Attribute) and node.attr == "Index":
            if not self.clause.indexed:
                raise Decline("a named tuple without a label")
            self.labels.append(node)
        elif tuples and self.clause.indexed and _is_zero(node):
            self.labels.append(node)
        elif column is None:
            raise Decline("a part of the row that isn't a known column")
        else:
            self.parts[node] = column

    def _column(self, node: ast.expr) -> str | None:
        series = self.clause.form in ("series", "record")
        if isinstance(node, ast.Attribute):
            return node.attr if self.columns.attribute(node.attr) else None
        if isinstance(node, ast.Subscript):
            return self._labelled(node.slice) if series else self._placed(node.slice)
        assert isinstance(node, ast.Call)
        if isinstance(node.func, ast.Attribute):
            # Where the column is missing the default counts: that needs to be known.
            known = series and self.clause.known is not None and not node.keywords
            return self._labelled(node.args[0]) if known and node.args else None
        name = self._labelled(node.args[1])
        return name if name is not None and self.columns.attribute(name) else None

    def _labelled(self, key: ast.expr) -> str | None:
        if isinstance(key, ast.Constant) and isinstance(key.value, str):
            return key.value if self.columns.has(key.value) else None
        return None

    def _placed(self, key: ast.expr) -> str | None:
        """The column at a place in a named tuple."""
        known = self.clause.known
        if known is None or not (isinstance(key, ast.Constant) and type(key.value) is int):
            return None
        names = list(known.columns)
        at = key.value - self.clause.indexed
        if len(names) != len(known.all_kinds) or not 0 <= at < len(names):
            return None
        return names[at] if self.columns.has(names[at]) else None


def _is_zero(node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Subscript)
        and isinstance(node.slice, ast.Constant)
        and type(node.slice.value) is int
        and node.slice.value == 0
    )


def _changes(clause: RowClause, columns: Columns, reader: _Reader, facts: Facts) -> list[Change]:
    names: dict[str, str] = {}
    for column in dict.fromkeys(reader.parts.values()):
        names[column] = variable_for(column, clause.row, facts, set(names.values()))
    targets = list(names.values())
    items = [columns.items(column) for column in names]
    swaps: dict[ast.expr, str] = {part: names[column] for part, column in reader.parts.items()}
    label = _label(clause, reader, facts)
    if label:
        targets.insert(0, label)
        items.insert(0, f"{columns.frame}.index")
        swaps |= dict.fromkeys(reader.labels, label)
    target = ", ".join(targets)
    values = items[0] if len(items) == 1 else f"zip({', '.join(items)})"
    if clause.counter is not None:
        target = f"({target})" if len(targets) > 1 else target
        target = f"{facts.source.segment(clause.counter)}, {target}"
        start = f", {facts.source.segment(clause.start)}" if clause.start is not None else ""
        values = f"enumerate({values}{start})"
    changes: list[Change] = [Swap(part, text) for part, text in lifted(swaps, facts).items()]
    if columns.setup:
        changes.append(Around(outside(clause, facts), "\n".join(columns.setup)))
    return [Swap(clause.node.target, target), Swap(clause.node.iter, values), *changes]


def _label(clause: RowClause, reader: _Reader, facts: Facts) -> str | None:
    """The name of the row's label, where the body uses it."""
    named = clause.label is not None and clause.label in flow.loads(body_of(clause, facts))
    if named:
        return clause.label
    if not reader.labels:
        return None
    free = clause.label not in (None, "_")
    return clause.label if free else facts.fresh(f"{clause.row}_label")
