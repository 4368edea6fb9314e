from __future__ import annotations

import ast

from ...core.code import Safety
from ..concrete import Around, Change, Swap
from ..facts import Facts
from ..source import Decline, Function
from ._elements import Elements, elements, function_of, index_of, same_place, stem_of
from ._guarded import is_fallback
from ._rule import Rewrite, rule
from ._spread_parts import in_parts, labels_of
from ._spread_rows import Spread, spread_of

_UNIFORM = '{"int64", "float64", "bool", "str"}'
_KINDS = frozenset({"int", "float", "str", "datetime", "object"})


@rule(ast.Call, safety=Safety.CHECK, gain=40.0, hints=("Series(",))
def apply_elements_to_frame(node: ast.Call, facts: Facts) -> Rewrite | None:
    """Make one frame of tuples instead of a Series for each element of a column.

    What it does:
        `column.apply(f)` whose function returns a Series for each element becomes a list of tuples,
        of which one frame is made. Where the columns' types aren't plain, the frame is put together
        of Series, as pandas does.

    Why it is slow:
        To make a Series takes some 30 microseconds, and to put thousands of them together as much
        again.

    Before:
        df[['user', 'host']] = df['email'].apply(lambda x: pd.Series([x[:3], x[4:]]))

    After:
        if len(df['email']):
            email_rows = [(x[:3], x[4:]) for x in df['email'].tolist()]
            email_parts = pd.DataFrame(email_rows, index=df.index)
            ...
        df[['user', 'host']] = email_parts

    When not:
        The parts of what is returned, or their labels, aren't written out, and aren't the pieces
        that a text is split into.

    Source:
        The pandas documentation of `Series.apply`, `convert_dtype` and the frame's constructor.
    """
    found = elements(node, facts)
    if found is None or found.method != "apply" or found.kind not in _KINDS:
        return None
    names = ("len", "map", "set", "str")
    if is_fallback(node, facts) or not facts.is_builtin(*names, at=node):
        return None
    function = function_of(found.function, facts)
    if function is None or not _takes_one(function):
        return None
    stmt = same_place(node, facts)
    rows, spread, changes = _rows(found, function, facts)
    pandas, line = facts.module("pandas", "pd")
    result = facts.fresh(f"{stem_of(found.column)}_parts")
    before = _made(node, found, spread, (rows, result, pandas), facts)
    changes += [Around(stmt, before), Swap(node, result)]
    return Rewrite(tuple(changes), (line,) if line else ())


def _takes_one(function: Function) -> bool:
    spec = function.args
    more = [*spec.posonlyargs, *spec.kwonlyargs, *spec.defaults]
    return len(spec.args) == 1 and not (more or spec.vararg or spec.kwarg)


def _rows(
    found: Elements, function: Function, facts: Facts
) -> tuple[str, Spread | None, list[Change]]:
    """The text of a list of the parts; how they are spread (None: pieces); changed functions."""
    parameter = function.args.args[0].arg
    held = f"{facts.source.segment(found.column)}.tolist()"
    if isinstance(function, ast.Lambda):
        pieces = _pieces(function.body, facts)
        if pieces is not None:
            return f"[{facts.source.segment(pieces)} for {parameter} in {held}]", None, []
        spread = spread_of(function, False, facts)
        parts = [facts.source.segment(part) for part in spread.parts[function.body]]
        row = f"({', '.join(parts)}{',' if len(parts) == 1 else ''})"
        return f"[{row} for {parameter} in {held}]", spread, []
    if not isinstance(function, ast.FunctionDef) or function.decorator_list:
        raise Decline("a function that isn't there to change")
    if not facts.source.inside(function, facts.source.tree):
        raise Decline("a function that isn't there to change")
    spread = spread_of(function, False, facts)
    name = facts.fresh(f"{function.name}_parts")
    text = f"[{name}({parameter}) for {parameter} in {held}]"
    return text, spread, [in_parts(function, name, spread, {}, facts)]


def _pieces(body: ast.expr, facts: Facts) -> ast.expr | None:
    """`x.split(…)` in `pd.Series(x.split(…))`."""
    plain = isinstance(body, ast.Call) and len(body.args) == 1 and not body.keywords
    if not plain or facts.full_name(body.func) != "pandas.Series":  # type: ignore[attr-defined]
        return None
    call = body.args[0]  # type: ignore[attr-defined]
    called = call.func if isinstance(call, ast.Call) else None
    split = isinstance(called, ast.Attribute) and called.attr in ("split", "rsplit")
    return call if split else None


def _made(
    node: ast.Call,
    found: Elements,
    spread: Spread | None,
    texts: tuple[str, str, str],
    facts: Facts,
) -> str:
    """Statements that make the frame. `texts`: the rows, the frame's name, pandas.

    A Series of whole numbers and others holds floats, so that its columns do; one of numbers and
    texts holds each as it is.
    """
    rows, result, pandas = texts
    column, index = facts.source.segment(found.column), index_of(found.column, facts)
    stem = stem_of(found.column)
    name, kinds = facts.fresh(f"{stem}_rows"), facts.fresh(f"{stem}_kinds")
    known = spread is not None and spread.labels is not None
    labels = labels_of(spread, facts) if known and spread is not None else ""
    columns, inner = (f", columns={labels}", f", index={labels}") if known else ("", "")
    uneven = f"len(set(map(len, {name}))) > 1 or " if spread is None else ""
    return "\n".join(
        [
            f"if len({column}):",
            f"    {name} = {rows}",
            f"    {result} = {pandas}.DataFrame({name}, index={index}{columns})",
            f"    {kinds} = set(map(str, {result}.dtypes))",
            f"    if {uneven}not {kinds} <= {_UNIFORM} or (",
            f'        "str" in {kinds} and {result}.isna().any(axis=None)',
            "    ):",
            f"        {result} = {pandas}.DataFrame(",
            f"            [{pandas}.Series(row{inner}) for row in {name}], index={index}",
            "        )",
            f'    elif {kinds} == {{"int64", "float64"}}:',
            f"        {result} = {result}.astype(float)",
            "else:",
            f"    {result} = {facts.source.segment(node)}",
        ]
    )
