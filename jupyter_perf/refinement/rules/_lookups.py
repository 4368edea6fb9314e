"""Dictionaries of what is taken from the rows that match a value, made for all values at once."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

from ..facts import Facts
from ..source import Decline
from ..values import Frame
from ._columns import gives_python
from ._match_uses import Use
from ._matched_terms import Key, Matching, Term
from ._rows import quote_of

_NUMBERS = frozenset({"int", "float", "bool"})
_OBJECTS = frozenset({"str", "object", "datetime"})
_AS_PYTHON = frozenset({"nunique"})


def _column_of(node: ast.expr) -> ast.expr:
    """The column in `column.value_counts().index[0]` and `column.mode()[0]`."""
    while True:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr in ("value_counts", "mode"):
                return node.func.value
            node = node.func
        assert isinstance(node, ast.Attribute | ast.Subscript)
        node = node.value


@dataclass
class Writer:
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
        if key.as_float:
            return f"{self.found.frame.id}[{self._label(key.label)}].astype(float)"
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
        if use.what in ("commonest", "mode"):
            return self._commonest(use, use.column)
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
        if what in ("first", "last", "count", "nunique", "missing", "commonest", "mode"):
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
        elif self._rounded(column, what):
            self._line(f"{name} = {self._summed(column, what)}")
            self._line(f"{none} = {frame}[{label}].iloc[:0].{what}()")
            return f"{name}.get({self.value}, {none})"
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

    def _rounded(self, column: str, what: str) -> bool:
        """True where sums of a part are rounded otherwise than those of all groups at once."""
        plain = all(key.made is None for key in self.found.keys)
        return plain and what in ("sum", "mean") and self._kind(column) == "float"

    def _summed(self, column: str, what: str) -> str:
        """Sums or means of floats by value, rounded just as pandas rounds those of one part."""
        places, values = self._name("places"), self._name(f"{column}_values")
        taken = f"{self.rows}[{self._label(column)}]"
        self._line(f"{places} = {self.rows}.groupby({self.keys}, sort=False).indices")
        self._line(f"{values} = {taken}.fillna(0.0).to_numpy()")
        if what == "sum":
            return f"{{key: {values}[at].sum() for key, at in {places}.items()}}"
        present, n = self._name(f"{column}_present"), self.facts.fresh("n")
        self._line(f"{present} = {taken}.notna().to_numpy()")
        return (
            f"{{\n    key: {values}[at].sum() / {n}\n    for key, at in {places}.items()\n"
            f"    if ({n} := {present}[at].sum())\n}}"
        )

    def _commonest(self, use: Use, column: str) -> str:
        """The commonest text, of equally common ones the first seen, or the least for a mode."""
        if self._kind(column) != "str" or any(key.made is not None for key in self.found.keys):
            raise Decline("the commonest of what aren't known to be texts")
        if len(self.found.keys) > 1:
            raise Decline("the commonest value by several keys")
        name, label = self._name(f"{column}_{use.what}"), self._label(column)
        order = ", sort=False" if use.what == "commonest" else ""
        counts = f"{self.rows}.groupby([{self.keys}, {label}]{order}).size()"
        stable = self.quote + "stable" + self.quote
        self._line(
            f"{name} = {counts}.sort_values(ascending=False, kind={stable})\n"
            f"{name} = dict({name}.index[::-1])"
        )
        part = _column_of(use.node)
        none = self.facts.source.render(
            use.node, {part: f"{self.found.frame.id}[{label}].iloc[:0]"}
        )
        return f"({name}[{self.value}] if {self.value} in {name} else {none})"

    def _end(self, use: Use, column: str) -> str:
        frame = self.rows
        if any(key.made is not None and not key.as_float for key in self.found.keys):
            raise Decline("a row by what is made of a column")
        frame += self._with_floats(column)
        ends, keep = self._name(use.what), ', keep="last"' if use.what == "last" else ""
        keep = keep.replace('"', self.quote)
        listed = ", ".join(self._label(key.label) for key in self.found.keys)
        key_list = f"[{listed}]"
        labels = listed if len(self.found.keys) == 1 else key_list
        self._line(f"{ends} = {frame}.dropna(subset={key_list}).drop_duplicates({labels}{keep})")
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

    def _with_floats(self, column: str) -> str:
        """Puts floats into key columns, where floats are what they are compared with."""
        floats = [key for key in self.found.keys if key.as_float]
        if any(key.label == column or not key.label.isidentifier() for key in floats):
            raise Decline("a key that is taken from the row itself")
        given = ", ".join(f"{key.label}={self._key(key)}" for key in floats)
        return f".assign({given})" if floats else ""

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
