"""What a function of one group takes of it besides sums and the like."""

from __future__ import annotations

import ast

from ..facts import Facts
from ..source import Decline
from ._group_moments import Moments, end_of
from ._groups import Grouped
from ._guarded import small
from ._reductions import commonest, reduced


class Specials:
    """Quantiles, the commonest text, the first and the last, times between moments."""

    parameter: str
    groups: Grouped
    facts: Facts
    transform: bool
    moments: Moments
    guards: list[str]
    reductions: int

    def text(self, node: ast.expr) -> str:
        """The expression over all groups."""
        raise NotImplementedError

    def _checked(self, column: str, name: str) -> None:
        raise NotImplementedError

    def _quantile(self, node: ast.expr) -> str | None:
        """`s.quantile(0.9)`, `g['x'].quantile(q=0.5)`."""
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            return None
        given = [*node.args, *(k.value for k in node.keywords if k.arg == "q")]
        plain = len(given) == 1 == len(node.args) + len(node.keywords)
        if node.func.attr != "quantile" or not plain:
            return None
        share = given[0]
        if not (isinstance(share, ast.Constant) and isinstance(share.value, float)):
            return None
        column = reduced(node.func.value, self.parameter)
        if column is None or (column and self.groups.column):
            return None
        column = column or self.groups.column or ""
        self._checked(column, "quantile")
        if self.groups.facts_of.columns[column] == "float":
            # Between infinities, one finds NaN where the other finds an infinity.
            self.guards.append(small(self.groups.whole(column)))
        self.reductions += 1
        if self.transform:
            name = self.groups.label("quantile")
            return f"{self.groups.part(column)}.transform({name}, {ast.unparse(share)})"
        return f"{self.groups.part(column)}.quantile({ast.unparse(share)})"

    def _end(self, node: ast.expr) -> str | None:
        """`s.iloc[0]`, `g['x'].iloc[-1]`."""
        found = end_of(node, self.parameter)
        column = found[0] or self.groups.column if found is not None else None
        if found is None or column is None or (found[0] and self.groups.column):
            return None
        self._checked(column, found[1])
        self.reductions += 1
        if self.transform:
            name = self.groups.label(found[1])
            return f"{self.groups.part(column)}.transform({name}, skipna=False)"
        return f"{self.groups.part(column)}.{found[1]}(skipna=False)"

    def _length(self, node: ast.expr) -> str | None:
        """`(g['day'].max() - g['day'].min()).days`."""
        found = self.moments.length(node)
        if found is None or self.transform:
            return None
        between, part = found
        sides = [
            self.text(side) if self.moments.is_of_group(side) else self._segment(side)
            for side in (between.left, between.right)
        ]
        return f"({sides[0]} - {sides[1]}).{part}"

    def _segment(self, node: ast.expr) -> str:
        """The text of a part, which may be of a function that the source doesn't hold."""
        source = self.facts.source
        return source.segment(node) if source.inside(node, source.tree) else ast.unparse(node)

    def _commonest(self, node: ast.expr) -> str | None:
        """`s.value_counts().index[0]`, `s.value_counts().idxmax()`, `s.mode()[0]` of texts."""
        found = commonest(node, self.parameter)
        column = self.groups.column
        if found is None or self.transform or column is None:
            return None
        if len(self.groups.keys) != 1 or self.groups.facts_of.columns.get(column) != "str":
            raise Decline("the commonest of what aren't known to be texts")
        key, label = self.groups.label(self.groups.keys[0]), self.groups.label(column)
        self.reductions += 1
        self.guards.append(f"{self.groups.part(column)}.count().all()")
        self.guards.append(f"{self.groups.whole(column)}.dtype == {self.groups.label('str')}")
        order = ", sort=False" if found == "value_counts" else ""
        counts = f"{self.groups.frame.id}.groupby([{key}, {label}]{order}).size()"
        stable = self.groups.label("stable")
        first = f"{counts}.sort_values(ascending=False, kind={stable}).reset_index({label})"
        call = ast.parse(self.groups.text, mode="eval").body
        assert isinstance(call, ast.Call)
        if call.keywords:
            raise Decline("an order of groups that is asked for")
        return f"{first}.groupby({key})[{label}].first()"
