"""Records whose fields are read one by one, taken apart into a list for each field."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass, field

from .. import flow, shapes
from ..concrete import Change, Swap
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ..source import Decline
from ._element_loops import bare, key_of

Through = ast.For | ast.comprehension


@dataclass
class FieldColumns:
    """What becomes of loops over records in one outer loop."""

    node: ast.For
    facts: Facts
    lines: dict[str, str] = field(default_factory=dict)
    """Name of a list → the text that makes it."""
    changes: list[Change] = field(default_factory=list)
    dropped: set[str] = field(default_factory=set)
    """Names that stood for records, or fields that nobody reads."""
    _made: dict[tuple[str, object], str] = field(default_factory=dict)
    """(list, key of a field) → the name of the list of that field."""

    def gather(self, loops: Iterable[Through]) -> None:
        """Take the records of all loops apart; declines where one is used whole."""
        changed = self.facts.changed(self.node)
        for loop in loops:
            found = records_in(loop, self.facts)
            if found is None:
                continue
            items, target, counted = found
            if items.id in changed:
                raise Decline("records that the loop changes")
            self._taken_apart(loop, items, target, counted)
        self._elements(changed)

    def _taken_apart(self, loop: Through, items: ast.Name, target: ast.expr, counted: bool) -> None:
        if isinstance(target, ast.Tuple):
            pairs = self._unpacked(items, target)
        else:
            assert isinstance(target, ast.Name)
            pairs = self._read_by_key(loop, items, target)
        if not pairs:
            raise Decline("records of which nothing is read")
        names, columns = [name for name, _ in pairs], [column for _, column in pairs]
        one = len(pairs) == 1
        new = names[0] if one else ", ".join(names)
        if counted:
            assert isinstance(loop.target, ast.Tuple)
            place = self.facts.source.segment(loop.target.elts[0])
            self.changes.append(Swap(loop.target, f"{place}, {new if one else f'({new})'}"))
        else:
            self.changes.append(Swap(target, new))
        self.changes.append(Swap(items, columns[0] if one else f"zip({', '.join(columns)})"))

    def _unpacked(self, items: ast.Name, target: ast.Tuple) -> list[tuple[str, str]]:
        read = flow.loads(self.node)
        text = bare(target)
        pairs = []
        for at, part in enumerate(target.elts):
            if not isinstance(part, ast.Name):
                raise Decline("records in records")
            if part.id not in read:
                self.dropped.add(part.id)
                continue
            _refuse_others(shapes_of(part, self.facts))
            made = f"[{part.id} for {text} in {items.id}]"
            column = self._column(items, at, part.id, made)
            pairs.append((part.id, column))
        return pairs

    def _read_by_key(
        self, loop: Through, items: ast.Name, target: ast.Name
    ) -> list[tuple[str, str]]:
        self.dropped.add(target.id)
        pairs: dict[str, str] = {}
        whole = loop if isinstance(loop, ast.For) else self.facts.source.parents[loop]
        for use in ast.walk(whole):
            if not (isinstance(use, ast.Name) and use.id == target.id and use is not target):
                continue
            part = self.facts.source.parents[use]
            label = key_of(part) if isinstance(part, ast.expr) else None
            if label is None or not isinstance(part, ast.Subscript | ast.Attribute):
                raise Decline("a record that is used whole")
            if not isinstance(part.ctx, ast.Load) or part.value is not use:
                raise Decline("a record that is changed")
            _refuse_others(shapes_of(part, self.facts))
            word = _word(label)
            name = self.facts.fresh(f"{target.id}_{word}")
            made = f"[{ast.unparse(part)} for {target.id} in {items.id}]"
            pairs[name] = self._column(items, label, word, made)
            self.changes.append(Swap(part, name))
        return [*pairs.items()]

    def _elements(self, changed: set[str]) -> None:
        """`points[i][0]` as an element of a list of its own."""
        for part in ast.walk(self.node):
            if not (isinstance(part, ast.Subscript) and isinstance(part.slice, ast.Constant)):
                continue
            held = part.value
            if not (isinstance(held, ast.Subscript) and isinstance(held.value, ast.Name)):
                continue
            items = held.value
            if not _holds_records(items, self.facts) or isinstance(
                held.slice, ast.Constant | ast.Slice
            ):
                continue
            if items.id in changed or not isinstance(part.ctx, ast.Load):
                raise Decline("records that the loop changes")
            _refuse_others(shapes_of(part, self.facts))
            label, each = part.slice.value, self.facts.fresh("each")
            made = f"[{each}[{ast.unparse(part.slice)}] for {each} in {items.id}]"
            column = self._column(items, label, _word(label), made)
            self.changes.append(Swap(part, f"{column}[{self.facts.source.segment(held.slice)}]"))

    def _column(self, items: ast.Name, label: object, word: str, text: str) -> str:
        """The name of the list of a field, which is made once."""
        key = (items.id, label)
        if key not in self._made:
            name = self.facts.fresh(f"{items.id}_{word}")
            if name in self.lines:
                raise Decline("two lists of one name")
            self._made[key], self.lines[name] = name, text
        return self._made[key]


def records_in(loop: Through, facts: Facts) -> tuple[ast.Name, ast.expr, bool] | None:
    """(list, target of a record, whether they are counted) of a loop over records."""
    iterated, target, counted = loop.iter, loop.target, False
    if isinstance(iterated, ast.Call) and isinstance(iterated.func, ast.Name):
        fits = iterated.func.id == "enumerate" and isinstance(target, ast.Tuple)
        if not fits or len(target.elts) != 2 or not iterated.args:  # type: ignore[attr-defined]
            return None
        iterated, target, counted = iterated.args[0], target.elts[1], True  # type: ignore[attr-defined]
    if not isinstance(iterated, ast.Name) or not _holds_records(iterated, facts):
        return None
    return iterated, target, counted


def _holds_records(items: ast.Name, facts: Facts) -> bool:
    """True for a list of tuples, or dicts, that all have the same fields."""
    if not shapes.within(shapes_of(items, facts), "list", "tuple"):
        return False
    held = elements_of(items, facts)
    return shapes.within(held, "tuple", "dict", "other") and all(s.parts for s in held or ())


def _refuse_others(held: shapes.Shapes | None) -> None:
    if not (shapes.within(held, "float") or shapes.within(held, "int")):
        raise Decline("a field that isn't a number")


def _word(label: object) -> str:
    word = f"{label}".removeprefix(".")
    return word if f"_{word}".isidentifier() else "field"
