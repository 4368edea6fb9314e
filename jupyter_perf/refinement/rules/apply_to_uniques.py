from __future__ import annotations

import ast

from ...core.code import Safety
from ..concrete import Around, Swap
from ..facts import Facts
from ..source import Decline
from ._elements import (
    becomes_column,
    elements,
    function_of,
    index_of,
    name_of,
    same_place,
    stem_of,
)
from ._guarded import is_fallback
from ._repeatable import repeatable
from ._rule import Rewrite, rule

_KINDS = frozenset({"str", "int", "datetime"})
LEAST_REPEATED = 2
"""A value must occur so often on average that counting values pays."""


@rule(ast.Call, safety=Safety.CHECK, gain=8.0, hints=(".apply(", ".map("))
def apply_to_uniques(node: ast.Call, facts: Facts) -> Rewrite | None:
    """Call a function once for each distinct value of a column, not once for each row.

    What it does:
        `column.apply(f)` or `column.map(f)` where values repeat calls the function on the distinct
        values, and puts each result in all the rows that it belongs to.

    Why it is slow:
        A Python call for every row; `factorize` finds repeated values in C, some 10 nanoseconds
        a row.

    Before:
        df['city'] = df['address'].apply(lambda x: x.split(',')[1].strip())

    After:
        codes, distinct = pd.factorize(df['address'], use_na_sentinel=False)
        cities = distinct.to_series().apply(lambda x: x.split(',')[1].strip())
        df['city'] = cities.take(codes).set_axis(df.index)

    When not:
        The function has effects, gives a new container each time, or calls what isn't known;
        the column holds floats or mixed objects; most values occur only once.

    Source:
        The pandas documentation of `factorize`; seen gains 2 to 100 times.
    """
    found = elements(node, facts)
    if found is None or found.kind not in _KINDS or is_fallback(node, facts):
        return None
    function = function_of(found.function, facts)
    if function is not None:
        if not repeatable(function, facts):
            return None
    elif facts.full_name(found.function) != "pandas.to_datetime":
        return None
    if not found.samples or any(
        sample.nunique() * LEAST_REPEATED > len(sample) for sample in found.samples
    ):
        return None
    stmt = same_place(node, facts)
    if not isinstance(stmt, ast.Assign | ast.AugAssign | ast.Expr | ast.Return | ast.AnnAssign):
        raise Decline("a place where nothing can be put before")
    pd, line = facts.module("pandas", "pd")
    stem = stem_of(found.column)
    codes, distinct = facts.fresh(f"{stem}_codes"), facts.fresh(f"{stem}_values")
    column = facts.source.segment(found.column)
    before = f"{codes}, {distinct} = {pd}.factorize({column}, use_na_sentinel=False)"
    called = f"{distinct}.to_series().{found.method}({facts.source.segment(found.function)})"
    text = f"{called}.take({codes}).set_axis({index_of(found.column, facts)})"
    if not becomes_column(node, facts):
        text += f".rename({name_of(found.column, facts)})"
    return Rewrite((Around(stmt, before), Swap(node, text)), (line,) if line else ())
