"""What is made of each of the rows that match a value, and reduced: `(part["a"] > 0).sum()`."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from ..facts import Facts
from ..source import Decline
from ._group_terms import Terms
from ._groups import Grouped
from ._guarded import LARGEST_FLOAT
from ._known_frames import frame_at
from ._rows import quote_of


@dataclass(frozen=True)
class Key:
    """What is compared: the column `label`, or what is made of it (`df['day'].dt.month`)."""

    label: str
    made: ast.expr | None = None
    as_float: bool = False
    """True where `made` is the column as floats, as it is compared with floats."""

    @property
    def name(self) -> str:
        """A part of a variable's name."""
        parts = [self.label]
        if self.made is not None and not self.as_float:
            parts += [n.attr for n in ast.walk(self.made) if isinstance(n, ast.Attribute)][:1]
        return "_".join(parts) if all(part.isidentifier() for part in parts) else "key"


@dataclass(frozen=True)
class Matching:
    """`frame[frame['k'] == value]`, for one key or several that `&` joins; maybe one column."""

    node: ast.Subscript
    frame: ast.Name
    keys: tuple[Key, ...]
    values: tuple[ast.expr, ...]
    column: str | None
    named: ast.Assign | None = None
    """The statement that gives the comparison a name, where nothing else reads that."""


@dataclass(frozen=True)
class Term:
    """A reduction of what is made of each row."""

    text: str
    """What it is for all values at once."""
    none: str
    """What it is where no row matches."""


def term_around(name: ast.Name, found: Matching, facts: Facts) -> tuple[ast.expr, Term] | None:
    """(the call that reduces what is made of the rows called `name`, written out), or None."""
    for parent in facts.source.ancestors(name):
        if not isinstance(parent, ast.expr):
            return None
        if isinstance(parent, ast.Call):
            made = _reduced(parent, name, found, facts)
            if made is not None:
                return parent, made
    return None


def _reduced(call: ast.Call, name: ast.Name, found: Matching, facts: Facts) -> Term | None:
    reader = _terms(name.id, found, facts)
    if reader is None:
        return None
    try:
        made = reader.reduction(call)
    except Decline:
        return None
    others = [guard for guard in reader.guards if LARGEST_FLOAT not in guard]
    if made is None or reader.elementwise or others:
        return None
    # The mean of nothing but holes is Python's NaN, like that of nothing at all.
    text = f"{made[0]}.dropna()" if reader.means else made[0]
    names = [n for n in ast.walk(call) if isinstance(n, ast.Name) and n.id == name.id]
    empty = f"{found.frame.id}.iloc[:0]"
    return Term(text, facts.source.render(call, dict.fromkeys(names, empty)))


def test_of_rows(test: ast.expr, rows: str, found: Matching, facts: Facts) -> str | None:
    """A test of the rows called `rows`, written for all rows of the frame; None for others."""
    reader = _terms(rows, found, facts)
    if reader is None:
        return None
    try:
        text, kind = reader.row(test)
    except Decline:
        return None
    return text if kind == "bool" and not (reader.guards or reader.elementwise) else None


def _terms(rows: str, found: Matching, facts: Facts) -> Terms | None:
    """A reader of terms; None where the frame isn't known, or is matched by what is made of it."""
    known = frame_at(found.frame, facts.source.statement(found.node), facts)
    if known is None or found.column is not None or any(key.made for key in found.keys):
        return None
    quote = quote_of(facts)
    if any(quote in label or "\\" in label for label in known.columns):
        return None
    labels = ", ".join(f"{quote}{key.label}{quote}" for key in found.keys)
    keys = labels if len(found.keys) == 1 else f"[{labels}]"
    text = f"{found.frame.id}.groupby({keys}, sort=False)"
    groups = Grouped(text, found.frame, known, tuple(k.label for k in found.keys), None, quote)
    return Terms(rows, groups, facts)
