from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow
from ..concrete import Around, Change, Swap
from ..facts import Facts
from ..source import COMPREHENSIONS
from ..syntax import is_name
from ._place import applied, place
from ._reductions import REDUCTIONS
from ._rows import quote_of
from ._rule import Rewrite, rule

_MANY = frozenset({"list", "tuple", "set", "dict", "Series", "ndarray", "DataFrame", "Index"})
_COUNTED = frozenset({"value_counts", "size", "idxmax", "idxmin", "first", "last", "quantile"})


@rule(ast.Subscript, ast.Call, safety=Safety.CHECK, gain=12.0, hints=("[", ".get("))
def series_to_dict(node: ast.Subscript | ast.Call, facts: Facts) -> Rewrite | None:
    """Look values up in a dictionary instead of a Series, where they are looked up one by one.

    What it does:
        `series[label]`, `series.loc[label]`, `series.at[label]` and `series.get(label)` in a loop,
        a comprehension or a function that is applied take the value from a dictionary that is
        made once, before. Where labels aren't texts or whole numbers, or one occurs twice, it
        stays the Series itself.

    Why it is slow:
        pandas takes 3 to 10 microseconds to find one value by its label, a dictionary some 40
        nanoseconds.

    Before:
        means = df.groupby('shop')['price'].mean()
        for shop in visits:
            found.append(means[shop])

    After:
        means = df.groupby('shop')['price'].mean()
        means_by_label = means
        if means.index.is_unique and means.index.inferred_type in ('string', 'integer'):
            means_by_label = dict(zip(means.index, means.to_numpy()))
        for shop in visits:
            found.append(means_by_label[shop])

    When not:
        The Series changes meanwhile, several labels or a slice are asked for, it isn't known to
        be a Series.

    Source:
        The pandas documentation, "Fast scalar value getting and setting"; measured: 10 to 60
        times for the look-up.
    """
    series = _looked_in(node)
    if series is None or not _is_series(series, facts):
        return None
    before = place(node, {series.id}, facts) or applied(node, {series.id}, facts)
    if before is None or isinstance(before, ast.While):
        return None
    if not facts.is_builtin("dict", "zip", at=node):
        return None
    uses = [
        part
        for part in ast.walk(before)
        if isinstance(part, ast.Subscript | ast.Call)
        and is_name(_looked_in(part) or part, series.id)
        and _label_is_one(part, series.id, facts)
    ]
    if node is not next(iter(uses), None):
        return None
    name, quote = facts.fresh(f"{series.id}_by_label"), quote_of(facts)
    kinds = f"({quote}string{quote}, {quote}integer{quote})"
    line = (
        f"{name} = {series.id}\n"
        f"if (\n    {series.id}.index.is_unique\n"
        f"    and {series.id}.index.inferred_type in {kinds}\n"
        f"    and not {series.id}.index.hasnans\n"
        f"    and {series.id}.dtype.kind in {quote}ifbO{quote}\n):\n"
        f"    {name} = dict(zip({series.id}.index, {series.id}.to_numpy()))"
    )
    changes: list[Change] = [Around(before, line)]
    changes += [Swap(_replaced(part), name) for part in uses]
    return Rewrite(tuple(changes))


def _replaced(node: ast.Subscript | ast.Call) -> ast.expr:
    """What the dictionary stands for: `series`, or `series.loc`."""
    if isinstance(node, ast.Subscript):
        return node.value
    assert isinstance(node.func, ast.Attribute)
    return node.func.value


def _looked_in(node: ast.AST) -> ast.Name | None:
    """The name of what `name[…]`, `name.loc[…]`, `name.at[…]` and `name.get(…)` look in."""
    if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
        base = node.value
        if isinstance(base, ast.Attribute) and base.attr in ("loc", "at"):
            base = base.value
        return base if isinstance(base, ast.Name) else None
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        plain = node.func.attr == "get" and len(node.args) in (1, 2) and not node.keywords
        owner = node.func.value
        return owner if plain and isinstance(owner, ast.Name) else None
    return None


def _label_is_one(node: ast.Subscript | ast.Call, series: str, facts: Facts) -> bool:
    """True for one label that may differ from round to round."""
    label = node.slice if isinstance(node, ast.Subscript) else node.args[0]
    if isinstance(label, ast.Attribute | ast.Subscript):
        # A row's part, or an element at a place.
        return series not in flow.loads(label) and not flow.has(label, ast.Slice, ast.Compare)
    if not isinstance(label, ast.Name) or facts.kind_of(label) in _MANY:
        return False
    return any(
        (isinstance(parent, ast.For) and label.id in flow.stores(parent))
        or (
            isinstance(parent, COMPREHENSIONS)
            and label.id in flow.stores([clause.target for clause in parent.generators])
        )
        or (isinstance(parent, ast.Lambda) and label.id in flow.parameters(parent))
        for parent in facts.source.ancestors(node)
    )


def _is_series(name: ast.Name, facts: Facts) -> bool:
    if facts.kind_of(name) == "Series":
        return True
    value = facts.assigned(name)
    while isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute):
        method, owner = value.func.attr, value.func.value
        if method in ("sort_values", "sort_index", "round", "fillna", "astype", "dropna", "copy"):
            value = owner
            continue
        if method == "value_counts":
            return isinstance(owner, ast.Subscript | ast.Attribute)
        return method in {*REDUCTIONS, *_COUNTED} and _grouped_column(owner)
    # `frame.set_index('key')['column']`
    indexed = value.value if isinstance(value, ast.Subscript) else None
    called = indexed.func if isinstance(indexed, ast.Call) else None
    return (
        isinstance(value, ast.Subscript)
        and isinstance(value.slice, ast.Constant)
        and isinstance(called, ast.Attribute)
        and called.attr == "set_index"
    )


def _grouped_column(node: ast.expr) -> bool:
    """`frame.groupby(…)['column']`."""
    if not isinstance(node, ast.Subscript) or not isinstance(node.slice, ast.Constant):
        return False
    called = node.value.func if isinstance(node.value, ast.Call) else None
    return isinstance(called, ast.Attribute) and called.attr == "groupby"
