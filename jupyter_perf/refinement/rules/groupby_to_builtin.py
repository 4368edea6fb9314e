from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow
from ..facts import Facts
from ._elements import stays_in
from ._group_chains import windows_of
from ._group_reader import GroupReader, function_of
from ._groups import grouped, named
from ._guarded import guarded, is_fallback
from ._rows import quote_of
from ._rule import Rewrite, rule

_ORDERING = flow.words("sort_values nlargest nsmallest rank idxmax idxmin argsort qcut cut")
_METHODS = frozenset({"apply", "agg", "aggregate", "transform"})


@rule(ast.Call, safety=Safety.CHECK, gain=30.0, hints=("groupby(",))
def groupby_to_builtin(node: ast.Call, facts: Facts) -> Rewrite | None:
    """Use pandas' own grouped functions instead of a Python function for each group.

    What it does:
        `apply`, `agg` and `transform` with a lambda of `sum`, `mean`, `count`, `std`, … (and
        arithmetic on them) call the grouped `sum`, `mean`, `count`, `std` instead; sums and counts
        of some rows (`g[g['x'] > 0]['y'].sum()`), `round`, `max(0, …)` and choices between two
        numbers go along. A guard keeps the original for frames without any group.

    Why it is slow:
        The lambda is called on a new Series or DataFrame for every group, some 100 microseconds
        each; the grouped functions go over all groups at once in C.

    Before:
        spread = df.groupby('shop')['price'].apply(lambda s: s.max() - s.min())

    After:
        grouped = df.groupby('shop')['price']
        spread = grouped.max() - grouped.min()

    When not:
        The lambda does anything else, the frame isn't known, or `groupby` has other options than
        `sort` and `observed`. Sums are rounded in another order.

    Source:
        The pandas user guide, "Group by: split-apply-combine"; seen gains 36 to 154 times.
    """
    if not (isinstance(node.func, ast.Attribute) and node.func.attr in _METHODS):
        return None
    options = [k.arg for k in node.keywords]
    if len(node.args) != 1 or options not in ([], ["include_groups"]) or is_fallback(node, facts):
        return None
    groups = grouped(node.func.value, facts, quote_of(facts), unnamed=True, by_name=True)
    if groups is None or (groups.column is None and node.func.attr != "apply"):
        return None
    parameter, body = function_of(node.args[0], facts)
    reader = GroupReader(parameter, groups, node.func.attr == "transform", facts)
    several = _several(body, facts) if groups.column is None else None
    reader.exact = several is not None and _is_ordered(node, facts)
    windows = None if node.func.attr == "transform" else windows_of(body, parameter, groups)
    if windows is not None:
        guards = [f"len({groups.frame.id})", groups.has_key()]
        return Rewrite((*named(groups, node, facts), guarded(node, windows, guards, facts)))
    text, imports = reader.text(body) if several is None else "", []
    if several is not None:
        pd, line = facts.module("pandas", "pd")
        imports = [line] if line else []
        text = reader.table(several, pd)
    if not reader.reductions:
        return None
    if several is None:
        reader.guards += reader.some_float
    if several is None and groups.column is None:
        text = f"({text}).rename(None)" if reader.operators else f"{text}.rename(None)"
    if reader.relabelled and not stays_in(node, groups.frame, facts):
        text = f"({text})" if reader.operators else text
        text = f"{text}.reindex({groups.frame.id}.index)"
    guards = [f"len({groups.frame.id})", groups.has_key(every=reader.elementwise), *reader.guards]
    changes = (*named(groups, node, facts), guarded(node, text, guards, facts))
    return Rewrite(changes, tuple(imports))


def _is_ordered(node: ast.Call, facts: Facts) -> bool:
    """True where something is put in order, or compared for the largest, from here on."""
    attributes = (n for n in facts.source.all(ast.Attribute) if n.attr in _ORDERING)
    return any((n.end_lineno or 0) >= node.lineno for n in attributes)


def _several(body: ast.expr, facts: Facts) -> ast.Dict | None:
    """The dictionary of `pd.Series({'a': …, 'b': …})`, or None; lists with an index are one too."""
    if not (isinstance(body, ast.Call) and len(body.args) == 1):
        return None
    made = (facts.full_name(body.func) or "").startswith("pandas.")
    series = isinstance(body.func, ast.Attribute) and body.func.attr == "Series"
    found = body.args[0]
    if [k.arg for k in body.keywords] == ["index"] and isinstance(found, ast.List):
        labels = body.keywords[0].value
        fits = isinstance(labels, ast.List) and len(labels.elts) == len(found.elts) > 0
        found = ast.Dict(list(labels.elts), found.elts) if fits else found  # type: ignore[attr-defined]
    elif body.keywords:
        return None
    if not (made and series and isinstance(found, ast.Dict)):
        return None
    texts = [key.value for key in found.keys if isinstance(key, ast.Constant)]
    known = len(texts) == len(found.keys) == len(set(texts))
    return found if known and all(isinstance(text, str) for text in texts) else None
