from __future__ import annotations

import ast

from ...core.code import Safety
from ..concrete import Around, Change, Swap
from ..facts import Facts
from ..source import Decline
from ._applied import Applied, applied, function_of, of_function, of_lambda
from ._columns import Columns
from ._elements import same_place
from ._guarded import is_fallback
from ._rule import Rewrite, rule
from ._spread_parts import in_parts, labels_of
from ._spread_rows import Spread, spread_of

_UNIFORM = '{"int64", "float64", "bool", "str"}'


@rule(ast.Call, safety=Safety.CHECK, gain=30.0, hints=(".apply(",))
def apply_to_frame(node: ast.Call, facts: Facts) -> Rewrite | None:
    """Make one frame of tuples instead of a Series for each row.

    What it does:
        `df.apply(f, axis=1)` whose function returns a Series for each row, or a tuple with
        `result_type='expand'`, becomes a list of tuples, of which one frame is made. Where the
        tuples' types aren't all the same, the frame is put together row by row, as pandas does.

    Why it is slow:
        Each row becomes a Series before the function and another one after it, some 100
        microseconds; then all of them are put together.

    Before:
        df[['low', 'high']] = df.apply(lambda row: (row['mid'] - 1, row['mid'] + 1),
                                       axis=1, result_type='expand')

    After:
        if len(df):
            df_rows = [(mid - 1, mid + 1) for mid in df['mid'].tolist()]
            df_parts = pd.DataFrame(df_rows, index=df.index)
            ...
        df[['low', 'high']] = df_parts

    When not:
        The parts of what is returned, or their labels, aren't written out; the row is used as a
        whole.

    Source:
        The pandas documentation of `DataFrame.apply` and of `infer_objects`.
    """
    found = applied(node, facts)
    if found is None or is_fallback(node, facts):
        return None
    names = ("len", "zip", "dict", "list", "map", "type", "tuple", "str", "set", "enumerate")
    if not facts.is_builtin(*names, at=node):
        return None
    function = function_of(found, facts)
    spread = spread_of(function, found.expands, facts)
    stmt = same_place(node, facts)
    columns = Columns(found.frame.id, "series", found.known, facts)
    changes: list[Change] = []
    if isinstance(function, ast.Lambda):
        several = next(iter(spread.parts.values()))
        rows = of_lambda(function, columns, facts, several)
    else:
        rows, changes = _of_function(found, function, spread, columns, facts)
    pandas, line = facts.module("pandas", "pd")
    result = facts.fresh(f"{found.frame.id}_parts")
    before = _made(node, found, spread, (rows, result, pandas), facts)
    changes += [Around(stmt, "\n".join([*columns.setup, before])), Swap(node, result)]
    return Rewrite(tuple(changes), (line,) if line else ())


def _of_function(
    found: Applied, function: ast.FunctionDef, spread: Spread, columns: Columns, facts: Facts
) -> tuple[str, list[Change]]:
    """The list's text, and what becomes of the function."""
    if not spread.series:
        called = of_function(found, function, function.name, columns, facts)
        return called.text, [Swap(part, text) for part, text in called.swaps.items()]
    own = facts.source.inside(function, facts.source.tree)
    spec = function.args
    one = len(spec.args) == 1 and not (spec.vararg or spec.kwarg or spec.kwonlyargs)
    if not own or not one or function.decorator_list or found.more:
        raise Decline("a function that isn't there to change")
    name = facts.fresh(f"{function.name}_parts")
    called = of_function(found, function, name, columns, facts)
    return called.text, [in_parts(function, name, spread, called.swaps, facts)]


def _made(
    node: ast.Call, found: Applied, spread: Spread, texts: tuple[str, str, str], facts: Facts
) -> str:
    """Statements that make the frame. `texts`: the rows, the frame's name, pandas.

    What pandas does is to make a column of each row, turn the table around and see which types
    its columns hold: numbers of two types become floats, but stay what they are beside texts.
    """
    rows, result, pandas = texts
    frame = found.frame.id
    name, kinds = facts.fresh(f"{frame}_rows"), facts.fresh(f"{frame}_kinds")
    labels = "" if spread.labels is None else f", columns={labels_of(spread, facts)}"
    index = "" if spread.labels is None else f", index={labels_of(spread, facts)}"
    return "\n".join(
        [
            f"if len({frame}):",
            f"    {name} = {rows}",
            f"    {result} = {pandas}.DataFrame({name}, index={frame}.index{labels})",
            f"    {kinds} = set(map(str, {result}.dtypes))",
            f"    if len(set(tuple(map(type, row)) for row in {name})) > 1 or not (",
            f"        {kinds} <= {_UNIFORM}",
            f'        and not ("str" in {kinds} and {result}.isna().any(axis=None))',
            "    ):",
            f"        {result} = {pandas}.DataFrame(dict(enumerate({name})){index})",
            f"        {result} = {result}.T.set_axis({frame}.index).infer_objects()",
            f'    elif {kinds} == {{"int64", "float64"}}:',
            f"        {result} = {result}.astype(float)",
            "else:",
            f"    {result} = {facts.source.segment(node)}",
        ]
    )
