"""Rows up to a limit, or from one on, of which a loop takes the last, or the first."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass, field

from ..facts import Facts
from ..source import Decline
from ..syntax import column_of, is_name, text_of
from ..values import Frame
from ._filter_end_rows import Rows
from ._guarded import is_kept
from ._key_filters import rows_asked_for, single
from ._rows import quote_of

_TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.Gt, ast.LtE: ast.GtE, ast.Gt: ast.Lt, ast.GtE: ast.LtE,
}  # fmt: skip
_SIDES = {ast.LtE: "right", ast.Lt: "left", ast.GtE: "left", ast.Gt: "right"}
_KINDS = frozenset({"int", "float", "datetime"})


@dataclass(frozen=True)
class Limit:
    """`frame[frame['column'] <= value]`, and how it is used."""

    node: ast.expr
    """The rows, or the column of them that is taken at once."""
    frame: ast.Name
    column: str
    how: type[ast.cmpop]
    """The comparison with the column on its left."""
    value: ast.expr
    taken: str | None
    """The column, where `node` is one."""

    @property
    def up_to(self) -> bool:
        return self.how in (ast.Lt, ast.LtE)


def limit(node: ast.Subscript, facts: Facts) -> Limit | None:
    """The filter by one limit that an expression makes, or None."""
    asked = rows_asked_for(node)
    if asked is None:
        return None
    base, test, taken = asked
    if not (isinstance(test, ast.Compare) and len(test.ops) == 1 and type(test.ops[0]) in _TURNED):
        return None
    left, right, how = test.left, test.comparators[0], type(test.ops[0])
    if column_of(left, base.id) is None:
        left, right, how = right, left, _TURNED[how]
    column = column_of(left, base.id)
    if column is None or not single(right, base.id, facts) or isinstance(right, ast.Constant):
        return None
    whole: ast.expr = node
    parent = facts.source.parents[node]
    if taken is None and isinstance(parent, ast.Subscript) and parent.value is node:
        taken = text_of(parent.slice)
        whole = parent if taken is not None else node
    return Limit(whole, base, column, how, right, taken)


@dataclass
class Ends:
    """What a loop that takes the ends of such rows becomes."""

    within: ast.AST
    """The loop, comprehension or function that the filters are in."""
    facts: Facts
    setup: list[str] = field(default_factory=list)
    guards: list[str] = field(default_factory=list)
    swaps: dict[ast.expr, str] = field(default_factory=dict)
    done: list[Limit] = field(default_factory=list)
    _made: dict[str, str] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=set)

    def fresh(self, name: str) -> str:
        cleaned = "".join(c if c.isalnum() and c.isascii() else "_" for c in name).lower()
        cleaned = cleaned if cleaned.isidentifier() else f"column_{cleaned}"
        found, number = self.facts.fresh(cleaned), 2
        while found in self._taken:
            found, number = self.facts.fresh(f"{cleaned}_{number}"), number + 1
        self._taken.add(found)
        return found

    def made(self, text: str, stem: str) -> str:
        """The name of what is made before the loop."""
        if text not in self._made:
            self._made[text] = self.fresh(stem)
            self.setup.append(f"{self._made[text]} = {text}")
        return self._made[text]

    def add(self, one: Limit, known: Frame, bisect: Callable[[str], str]) -> None:
        """Write one filter and all its uses anew; declines where it is used otherwise."""
        quote = quote_of(self.facts)
        whole = f"{one.frame.id}[{quote}{one.column}{quote}]"
        if known.columns.get(one.column) not in _KINDS or quote in one.column:
            raise Decline("a limit of what isn't known to be in order")
        self.guards.append(f"{whole}.is_monotonic_increasing")
        self.done.append(one)
        ordered = self.made(f"{whole}.tolist()", f"{one.column}_in_order")
        value = self.facts.source.segment(one.value)
        nothing = "0" if one.up_to else f"len({ordered})"
        found = f"{bisect(_SIDES[one.how])}({ordered}, {value})"
        found = f"{found} if {_present(one.value, value)} else {nothing}"
        stmt = self.facts.source.parents[one.node]
        named = stmt.targets[0] if isinstance(stmt, ast.Assign) else None
        if not isinstance(named, ast.Name):
            return Rows(self, one, known, f"({found})", "").read_at_once()
        place = self.fresh(f"{named.id}_{'count' if one.up_to else 'first'}")
        self.swaps[named] = place
        self.swaps[one.node] = found
        rows = Rows(self, one, known, place, ordered)
        for use in self.loads(named):
            rows.read(use)

    def loads(self, name: ast.Name) -> list[ast.Name]:
        """Where a name is read, but for originals that were kept."""
        scope = self.facts.scope(name.id, name)
        named = [n for n in ast.walk(scope) if is_name(n, name.id) and n is not name]
        found = [n for n in named if isinstance(n, ast.Name) and not is_kept(n, self.facts)]
        if any(isinstance(n.ctx, ast.Store) for n in found):
            raise Decline("a name that stands for something else too")
        if name.id in self.facts.namespace and isinstance(scope, ast.Module):
            raise Decline("a name that is there before")
        if not all(self.facts.source.inside(n, self.within) for n in found):
            raise Decline("rows that are used elsewhere")
        return found


def _present(node: ast.expr, value: str) -> str:
    """A test that a value is no hole."""
    value = value if isinstance(node, ast.Name | ast.Attribute | ast.Subscript) else f"({value})"
    return f"{value} == {value}"
