from __future__ import annotations

import ast
from dataclasses import dataclass, field, replace

from ...core.code import Safety
from ..facts import Facts
from ..source import Decline
from ._group_reader import GroupReader, function_of
from ._groups import Grouped, grouped, named
from ._guarded import guarded, is_fallback
from ._rows import quote_of
from ._rule import Rewrite, rule

_BUILTIN = frozenset(
    {"sum", "mean", "median", "min", "max", "std", "var", "count", "nunique", "size", "prod"}
)


@rule(ast.Call, safety=Safety.CHECK, gain=28.0, hints=("groupby(",))
def agg_to_builtins(node: ast.Call, facts: Facts) -> Rewrite | None:
    """Put a table of grouped functions together from pandas' own where `agg` is given lambdas.

    What it does:
        `agg(name=('column', lambda s: …), …)` and `agg({'column': lambda s: …})` become a frame of
        one grouped expression for each name, as far as lambdas only reduce their column; others
        stay lambdas. A guard keeps the original for frames without any group.

    Why it is slow:
        A lambda is called on a new Series for every group, some 100 microseconds each; the grouped
        functions go over all groups at once in C.

    Before:
        table = df.groupby('shop').agg(n=('price', 'count'), top=('price', lambda s: s.max() * 2))

    After:
        table = pd.DataFrame({
            'n': df.groupby('shop')['price'].agg('count'),
            'top': df.groupby('shop')['price'].max() * 2,
        })

    When not:
        No lambda can be expressed so, the frame isn't known, or `groupby` has other options than
        `sort` and `observed`. Sums are rounded in another order.

    Source:
        The pandas user guide, "Group by: split-apply-combine"; seen gains 5 to 50 times.
    """
    called = node.func
    if not (isinstance(called, ast.Attribute) and called.attr in ("agg", "aggregate")):
        return None
    wanted = _wanted(node, facts)
    if not wanted or is_fallback(node, facts):
        return None
    groups = grouped(called.value, facts, quote_of(facts), unnamed=True)
    if groups is None or groups.column is not None:
        return None
    table = _Table(groups, facts)
    parts = [f"{groups.label(name)}: {table.text(one)}" for name, one in wanted.items()]
    if not table.converted or any(groups.quote in name or "\\" in name for name in wanted):
        return None
    pd, line = facts.module("pandas", "pd")
    lines = "".join(f"    {part},\n" for part in parts)
    guards = [f"len({groups.frame.id})", groups.has_key(every=table.every), *table.guards]
    change = guarded(node, f"{pd}.DataFrame({{\n{lines}}})", guards, facts)
    return Rewrite((*named(groups, node, facts), change), (line,) if line else ())


def _wanted(node: ast.Call, facts: Facts) -> dict[str, tuple[str, ast.expr]]:
    """Name of each column of the result → (column, function); empty for any other call."""
    found: dict[str, tuple[str, ast.expr]] = {}
    given = node.args[0] if len(node.args) == 1 and not node.keywords else None
    if isinstance(given, ast.Dict):
        for key, value in zip(given.keys, given.values, strict=True):
            label = _text(key)
            if label is None or label in found or not isinstance(value, _FUNCTIONS):
                return {}
            found[label] = label, value
        return found
    if node.args:
        return {}
    for option in node.keywords:
        pair = _pair(option.value, facts)
        if option.arg is None or pair is None:
            return {}
        found[option.arg] = pair
    return found


_FUNCTIONS = (ast.Constant, ast.Lambda, ast.Name, ast.Attribute)


def _pair(node: ast.expr, facts: Facts) -> tuple[str, ast.expr] | None:
    """`('column', function)`, or `pd.NamedAgg('column', function)`."""
    parts: list[ast.expr] = []
    if isinstance(node, ast.Tuple):
        parts = node.elts
    elif isinstance(node, ast.Call) and facts.full_name(node.func) == "pandas.NamedAgg":
        options = {k.arg: k.value for k in node.keywords}
        named = [options[name] for name in ("column", "aggfunc") if name in options]
        parts = [*node.args, *named]
    if len(parts) != 2 or not isinstance(parts[1], _FUNCTIONS):
        return None
    column = _text(parts[0])
    return None if column is None else (column, parts[1])


def _text(node: ast.expr | None) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return None


@dataclass
class _Table:
    """Writes the columns of the result."""

    groups: Grouped
    facts: Facts
    guards: list[str] = field(default_factory=list)
    every: bool = False
    converted: int = 0

    def text(self, wanted: tuple[str, ast.expr]) -> str:
        column, function = wanted
        kept = f"{self.groups.part(column)}.agg({self.facts.source.segment(function)})"
        if column not in self.groups.facts_of.columns or column in self.groups.keys:
            raise Decline("a column that isn't known")
        if isinstance(function, ast.Constant):
            if function.value not in _BUILTIN:
                raise Decline("a function that isn't known")
            return kept
        try:
            parameter, body = function_of(function, self.facts)
            one = replace(self.groups, column=column)
            reader = GroupReader(parameter, one, False, self.facts)
            text = reader.text(body)
        except Decline:
            return kept
        if not reader.reductions:
            return kept
        self.guards += [*reader.guards, *reader.some_float]
        self.every = self.every or reader.elementwise
        self.converted += 1
        return text
