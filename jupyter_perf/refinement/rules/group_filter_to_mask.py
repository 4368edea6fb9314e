from __future__ import annotations

import ast
from dataclasses import dataclass, field

from ...core.code import Safety
from ..concrete import Around, Change
from ..facts import Facts
from ..source import Decline
from ._elements import same_place
from ._group_reader import function_of
from ._groups import Grouped, grouped
from ._guarded import guarded, is_fallback
from ._reductions import reduction
from ._rows import quote_of
from ._rule import Rewrite, rule

_TESTS: dict[type[ast.cmpop], str] = {
    **{ast.Gt: ">", ast.GtE: ">=", ast.Lt: "<", ast.LtE: "<=", ast.Eq: "=="},
}
_NUMBERS = frozenset({"int", "float"})


@rule(ast.Call, safety=Safety.CHECK, gain=20.0, hints=(".filter(",))
def group_filter_to_mask(node: ast.Call, facts: Facts) -> Rewrite | None:
    """Choose rows by their group's size or extreme at once instead of asking each group.

    What it does:
        `df.groupby(key).filter(lambda g: len(g) >= n)` becomes a mask of all rows; so do tests of
        the group's `count()`, `nunique()`, `min()`, `max()`, and of sums and means that are further
        from what they are compared with than rounding goes.

    Why it is slow:
        The lambda is called on a new DataFrame for every group, some 50 microseconds each.

    Before:
        often = df.groupby('shop').filter(lambda g: len(g) >= 10)

    After:
        often = df[df.groupby('shop')['shop'].transform('size') >= 10]

    When not:
        The lambda does anything else, what it compares with isn't a number, options of `filter` or
        other options of `groupby` than `sort` and `observed`. Frames without any group, and those
        with one whose mean rounding could decide on, take the original's path.

    Source:
        The pandas user guide, "Group by: split-apply-combine", section "Filtration"; measured: 20
        times with 3,000 groups.
    """
    if not (isinstance(node.func, ast.Attribute) and node.func.attr == "filter"):
        return None
    if len(node.args) != 1 or node.keywords or is_fallback(node, facts):
        return None
    groups = grouped(node.func.value, facts, quote_of(facts))
    if groups is None or groups.column is not None:
        return None
    parameter, body = function_of(node.args[0], facts)
    reader = _Tests(parameter, groups, facts)
    chosen = reader.text(body)
    stmt = facts.source.statement(node)
    changes: list[Change] = []
    if reader.setup:
        if not isinstance(stmt, ast.Assign | ast.Expr | ast.Return):
            return None
        changes.append(Around(same_place(node, facts), "\n".join(reader.setup)))
    guards = [f"len({groups.frame.id})", groups.has_key(), *reader.guards]
    changes.append(guarded(node, f"{groups.frame.id}[{chosen}]", guards, facts))
    return Rewrite(tuple(changes))


@dataclass
class _Tests:
    """Writes tests of one group as a mask of all rows."""

    parameter: str
    groups: Grouped
    facts: Facts
    setup: list[str] = field(default_factory=list)
    guards: list[str] = field(default_factory=list)

    def text(self, node: ast.expr) -> str:
        if isinstance(node, ast.BoolOp):
            symbol = " & " if isinstance(node.op, ast.And) else " | "
            return symbol.join(f"({self.text(part)})" for part in node.values)
        if not (isinstance(node, ast.Compare) and len(node.ops) == 1):
            raise Decline("a test that is no comparison")
        sign, limit = _TESTS.get(type(node.ops[0])), node.comparators[0]
        if sign is None or not self._is_number(limit):
            raise Decline("a comparison with what may be no number")
        return f"{self._taken(node.left, ast.unparse(limit))} {sign} {ast.unparse(limit)}"

    def _taken(self, node: ast.expr, limit: str) -> str:
        """What each row's group is reduced to, for all rows."""
        groups = self.groups
        if ast.unparse(node) == f"{self.parameter}.shape[0]":
            found: tuple[str | None, str] | None = (None, "size")
        else:
            found = reduction(node, self.parameter, self.facts)
        if found is None:
            raise Decline("a test of something else than a reduction")
        column, name = found
        if name == "size":
            column = groups.keys[0]
        kind = groups.facts_of.columns.get(column or "")
        if column is None or (column in groups.keys and name != "size"):
            raise Decline("a reduction of the key")
        text = f"{groups.part(column)}.transform({groups.label(name)})"
        if name == "size" or _exact(name, kind):
            return text
        if name not in ("mean", "sum") or kind not in _NUMBERS:
            raise Decline(f"{name} of a column of kind {kind}")
        stem = f"{column}_{name}"
        held = self.facts.fresh(stem if stem.isidentifier() else f"group_{name}")
        self.setup.append(f"{held} = {text}")
        # Where a group is that near to the limit, rounding decides.
        size = "max" if name == "mean" else "sum"
        largest = f"{groups.whole(column)}.abs().{size}()"
        self.guards.append(f"({held} - {limit}).abs().min() > 1e-12 * {largest}")
        return held

    def _is_number(self, node: ast.expr) -> bool:
        if isinstance(node, ast.Constant):
            return type(node.value) in (int, float)
        named = isinstance(node, ast.Name) and node.id != self.parameter
        return named and self.facts.kind_of(node) in ("int", "float")


def _exact(name: str, kind: str | None) -> bool:
    """True where no rounding could decide."""
    if name in ("count", "nunique"):
        return kind in {*_NUMBERS, "str", "bool"}
    return kind in _NUMBERS and (name in ("min", "max") or (name == "sum" and kind == "int"))
