from __future__ import annotations

import ast
from dataclasses import dataclass, field

from ...core.code import Safety
from .. import flow
from ..concrete import Around, Change, Instead, Swap
from ..facts import Facts
from ..source import Decline
from ..values import Frame
from ._columns import gives_python
from ._fstrings import lifted
from ._guarded import is_fallback
from ._masks import filters_by
from ._matched_terms import Key, Matching, Term
from ._matches import Use, Uses, frame_of, matching
from ._place import applied, place
from ._rows import quote_of
from ._rule import Rewrite, rule

_NUMBERS = frozenset({"int", "float", "bool"})
_OBJECTS = frozenset({"str", "object", "datetime"})
_KEYS = frozenset({"str", "int", "bool", "object", "float", "unknown"})
_AS_PYTHON = frozenset({"nunique"})


@rule(ast.Subscript, safety=Safety.CHECK, gain=45.0, hints=("==",))
def filter_to_lookup(node: ast.Subscript, facts: Facts) -> Rewrite | None:
    """Look values up in a dictionary instead of filtering a frame again and again.

    What it does:
        `df[df['k'] == value]` in a loop, a comprehension or a function that is applied, of which
        only the first row's values, the number of rows, or sums, means and the like of columns are
        used, becomes look-ups in dictionaries that are made once, before.

    Why it is slow:
        Each filter compares the whole column and copies the rows that match, so that the time
        grows with the number of values times the number of rows; and each sum of the few rows that
        are left is a call of pandas, some 30 microseconds.

    Before:
        for sku in wanted:
            total += products[products['sku'] == sku]['price'].iloc[0]

    After:
        first_by_sku = products.dropna(subset=['sku']).drop_duplicates('sku')
        price_by_sku = dict(zip(first_by_sku['sku'].tolist(), first_by_sku['price'].to_numpy()))
        for sku in wanted:
            total += price_by_sku[sku]

    When not:
        The matching rows are used in any other way, the frame changes meanwhile, or the exception
        for a value without rows is caught. Sums are rounded in another order.

    Source:
        The pandas user guide, "Group by: split-apply-combine"; seen gain 545 times.
    """
    found = matching(node, facts)
    if found is None or is_fallback(node, facts):
        return None
    fixed = {found.frame.id}.union(*(flow.loads(key.made) for key in found.keys if key.made))
    before = place(node, fixed, facts) or applied(node, fixed, facts)
    if before is None or isinstance(before, ast.While):
        return None
    known = frame_of(found, before, facts)
    plain = [key.label for key in found.keys if key.made is None]
    if known is not None and any(known.columns[label] not in _KEYS for label in plain):
        return None
    uses = Uses(found, facts)
    for one in _together(found, facts):
        one_uses = Uses(one, facts)
        one_uses.read()
        uses.others |= one_uses.others
        uses.uses += one_uses.uses
        uses.removed += [s for s in one_uses.removed if s not in uses.removed]
    if not uses.uses or not facts.is_builtin("dict", "zip", at=node):
        return None
    if uses.others & facts.changed(before):
        raise Decline("what rows are compared with changes")
    _check_blocks(uses, facts)
    writer = _Writer(found, known, facts)
    swaps = {use.node: writer.text(use) for use in uses.uses}
    changes: list[Change] = [Around(before, lines) for lines in writer.lines]
    changes += [Swap(part, text) for part, text in lifted(swaps, facts).items()]
    changes += [Instead(stmt, "") for stmt in uses.removed]
    return Rewrite(tuple(changes))


def _together(found: Matching, facts: Facts) -> list[Matching]:
    """The filters by the same comparison, where it has a name that can only go for all."""
    if found.named is None:
        return [found]
    target = found.named.targets[0]
    assert isinstance(target, ast.Name)
    nodes = filters_by(target, facts)
    others = [matching(node, facts) for node in nodes]
    together = [one for one in others if one is not None and one.frame.id == found.frame.id]
    if len(together) < len(nodes) or min(nodes, key=_place) is not found.node:
        raise Decline("a comparison that something else is filtered by")
    return together


def _place(node: ast.expr) -> tuple[int, int]:
    return node.lineno, node.col_offset


def _check_blocks(uses: Uses, facts: Facts) -> None:
    """Declines where a block would be left empty, or an exception is caught."""
    for stmt in uses.removed:
        block = facts.source.block(stmt)
        if all(one in uses.removed for one in block):
            raise Decline("a block that does nothing else")
    caught = any(
        isinstance(parent, ast.Try)
        for use in uses.uses
        for parent in facts.source.ancestors(use.node)
    )
    if caught and any(use.what in ("first", "last") for use in uses.uses):
        raise Decline("an exception that may be caught")


@dataclass
class _Writer:
    """Writes look-ups, and the dictionaries that they need."""

    found: Matching
    known: Frame | None
    facts: Facts
    lines: list[str] = field(default_factory=list)
    terms: dict[str, tuple[str, str]] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)
    mark: str = ""
    rows: str = ""
    """The rows that the current use is about: all of the frame's, or some."""

    def __post_init__(self) -> None:
        self.quote = quote_of(self.facts)
        self.by = f"by_{'_'.join(key.name for key in self.found.keys)}".lower()
        labels = [self._key(key) for key in self.found.keys]
        self.keys = labels[0] if len(labels) == 1 else f"[{', '.join(labels)}]"
        self.key_list = f"[{', '.join(labels)}]"
        values = [self._value(value) for value in self.found.values]
        self.value = values[0] if len(values) == 1 else f"({', '.join(values)})"

    def _key(self, key: Key, whole: bool = False) -> str:
        """A key as `groupby` takes it: a label, or a column (always so where `whole`)."""
        if key.made is not None:
            return self._value(key.made)
        label = self._label(key.label)
        return f"{self.found.frame.id}[{label}]" if whole else label

    def _value(self, node: ast.expr) -> str:
        try:
            return self.facts.source.segment(node)
        except Decline:
            return ast.unparse(node)

    def _label(self, column: str) -> str:
        if self.quote in column or "\\" in column:
            raise Decline("a label that is hard to write")
        return f"{self.quote}{column}{self.quote}"

    def text(self, use: Use) -> str:
        if use.term is not None:
            return self._of_term(use.term)
        self.mark = self._mark(use.where)
        self.rows = self.found.frame.id + (f"[{use.where}]" if use.where else "")
        if use.what in ("size", "empty"):
            name = self._name("size")
            self._line(f"{name} = {self.rows}.groupby({self.keys}, sort=False).size().to_dict()")
            got = f"{name}.get({self.value}, 0)"
            return got if use.what == "size" else f"({self.value} not in {name})"
        assert use.column is not None
        self._check(use.column, use.what)
        if use.what in ("first", "last"):
            return self._end(use, use.column)
        return self._reduced(use.what, use.column)

    def _of_term(self, term: Term) -> str:
        """The look-up of a reduction of what is made of each row."""
        if term.text not in self.terms:
            self.mark = f"_{len(self.terms) + 1}" if self.terms else ""
            self.terms[term.text] = self._name("part"), self._name("part_of_none")
        name, none = self.terms[term.text]
        self._line(f"{name} = {term.text}\n{name} = dict(zip({name}.index, {name}.to_numpy()))")
        self._line(f"{none} = {term.none}")
        return f"{name}.get({self.value}, {none})"

    def _mark(self, where: str) -> str:
        """What tells names for some of the rows from those for all."""
        if not where:
            return ""
        known = [*self.marks]
        number = known.index(where) if where in known else len(known)
        self.marks[where] = f"_of_some_{number + 1}" if number else "_of_some"
        return self.marks[where]

    def _line(self, text: str) -> None:
        if text not in self.lines:
            self.lines.append(text)

    def _name(self, stem: str) -> str:
        """A name for a dictionary: the same for the same thing, whichever filter asks."""
        stem = "".join(c if c.isalnum() and c.isascii() else "_" for c in stem).lower()
        return self.facts.fresh(f"{self.found.frame.id}_{stem}{self.mark}_{self.by}".lower())

    def _kind(self, column: str) -> str:
        return self.known.columns[column] if self.known is not None else ""

    def _check(self, column: str, what: str) -> None:
        if self.known is not None and column not in self.known.columns:
            raise Decline("a column that isn't known")
        if column in {key.label for key in self.found.keys} and what not in ("first", "last"):
            raise Decline("a reduction of the key itself")
        kind = self._kind(column)
        if what in ("first", "last", "count", "nunique", "missing"):
            if kind == "other":
                raise Decline("a column of a kind that isn't known")
            return
        allowed = _NUMBERS | {""}
        if what in ("min", "max"):
            allowed |= {"datetime"}
        if kind not in allowed:
            raise Decline(f"{what} of a column of kind {kind}")

    def _reduced(self, what: str, column: str) -> str:
        frame, label = self.found.frame.id, self._label(column)
        name, none = self._name(f"{column}_{what}"), self._name(f"{column}_{what}_of_none")
        if what == "missing":
            if self.mark:
                raise Decline("holes among some of the rows")
            keys = ", ".join(self._key(key, whole=True) for key in self.found.keys)
            keys = keys if len(self.found.keys) == 1 else f"[{keys}]"
            made = f"{frame}[{label}].isna().groupby({keys}, sort=False).sum()"
            empty = f"{frame}[{label}].iloc[:0].isna().sum()"
        else:
            made = f"{self.rows}.groupby({self.keys}, sort=False)[{label}].{what}()"
            empty = f"{frame}[{label}].iloc[:0].{what}()"
        kind = self._kind(column)
        if what == "mean" and kind in ("float", ""):
            # The mean of nothing but holes is Python's NaN, like that of nothing at all.
            made += ".dropna()"
        if what in _AS_PYTHON or (kind == "datetime" and what != "count"):
            self._line(f"{name} = {made}.to_dict()")
        else:
            self._line(f"{name} = {made}\n{name} = dict(zip({name}.index, {name}.to_numpy()))")
        self._line(f"{none} = {empty}")
        return f"{name}.get({self.value}, {none})"

    def _end(self, use: Use, column: str) -> str:
        frame = self.rows
        if any(key.made is not None for key in self.found.keys):
            raise Decline("a row by what is made of a column")
        ends, keep = self._name(use.what), ', keep="last"' if use.what == "last" else ""
        keep = keep.replace('"', self.quote)
        self._line(
            f"{ends} = {frame}.dropna(subset={self.key_list}).drop_duplicates({self.keys}{keep})"
        )
        keys = [f"{ends}[{self._label(key.label)}].tolist()" for key in self.found.keys]
        key = keys[0] if len(keys) == 1 else f"zip({', '.join(keys)})"
        values = self._elements(use, f"{ends}[{self._label(column)}]", column)
        form = "_array" if use.as_array else "_of_row" if use.of_row else ""
        name = self._name(f"{column}{form}" if use.what == "first" else f"last_{column}{form}")
        if use.as_array:
            # What isn't there raises an IndexError, as an array without elements does.
            self._line(f"{name} = dict(zip({key}, zip({values})))")
            return f"{name}.get({self.value}, ())[0]"
        self._line(f"{name} = dict(zip({key}, {values}))")
        return f"{name}[{self.value}]"

    def _elements(self, use: Use, text: str, column: str) -> str:
        kind, known = self._kind(column), self.known
        if use.as_array:
            return f"{text}.to_numpy()"
        if use.of_row and known is not None:
            numbers = known.row_kind in _NUMBERS
            if not numbers and not (gives_python(known) or known.row_kind == "object"):
                raise Decline("rows of a kind that isn't known")
            if numbers and known.row_kind != kind:
                return f"{text}.to_numpy(float)"
        return f"{text}.tolist()" if kind in _OBJECTS else f"{text}.to_numpy()"
