from __future__ import annotations

import ast
from dataclasses import dataclass

from ...core.code import Safety
from .. import flow
from ..concrete import Around, Change
from ..facts import Facts
from ..source import Decline
from ..values import Frame
from ._columns import Columns, gives_python, row_parts, variable_for
from ._elements import same_place
from ._fstrings import lifted
from ._guarded import guarded, is_fallback
from ._known_frames import frame_at
from ._row_uses import as_mapping, by_attributes, makes_series, serves
from ._rule import Rewrite, rule


@rule(ast.Call, safety=Safety.CHECK, gain=18.0, hints=(".apply(",))
def apply_to_list(node: ast.Call, facts: Facts) -> Rewrite | None:
    """Go through lists of columns instead of `apply(..., axis=1)`.

    What it does:
        `df.apply(f, axis=1)` becomes a list comprehension over the columns that a lambda uses, or
        over rows as dictionaries where it is a function that takes parts of a row. A guard keeps
        the original for frames without rows.

    Why it is slow:
        `apply` puts every row into a Series, and looking a column up in a Series takes some 2
        microseconds; a list gives its elements in some 10 nanoseconds.

    Before:
        df['first'] = df.apply(lambda row: row['name'].split(' ')[0], axis=1)

    After:
        if len(df):
            df['first'] = [name.split(' ')[0] for name in df['name'].tolist()]
        else:
            df['first'] = df.apply(lambda row: row['name'].split(' ')[0], axis=1)

    When not:
        The row is used as a whole (its sum, its methods), or the function returns a Series.

    Source:
        The pandas documentation, "Enhancing performance"; seen gains 5 to 40 times.
    """
    applied = _applied(node, facts)
    if applied is None or is_fallback(node, facts):
        return None
    if not facts.is_builtin("len", "zip", "dict", "list", at=node):
        return None
    stmt = same_place(node, facts)
    columns = Columns(applied.frame.id, "series", applied.known, facts)
    values = _comprehension(applied, columns, facts)
    text, imports = values, []
    if not _becomes_column(node, applied.frame.id, facts):
        pd, line = facts.module("pandas", "pd")
        imports = [line] if line else []
        text = f"{pd}.Series({values}, index={applied.frame.id}.index)"
    changes: list[Change] = [guarded(node, text, [f"len({applied.frame.id})"], facts)]
    if columns.setup:
        changes.append(Around(stmt, "\n".join(columns.setup)))
    return Rewrite(tuple(changes), tuple(imports))


@dataclass(frozen=True)
class _Applied:
    frame: ast.Name
    function: ast.expr
    more: str
    """Further arguments that the function is given."""
    known: Frame | None


def _applied(node: ast.Call, facts: Facts) -> _Applied | None:
    """The parts of `frame.apply(f, axis=1)`."""
    called = node.func
    if not (isinstance(called, ast.Attribute) and called.attr == "apply" and len(node.args) == 1):
        return None
    if not isinstance(called.value, ast.Name):
        return None
    keywords = {k.arg: k.value for k in node.keywords}
    axis = keywords.pop("axis", None)
    if not (isinstance(axis, ast.Constant) and axis.value in (1, "columns")):
        return None
    given = keywords.pop("args", None)
    if None in keywords or {"raw", "result_type", "by_row", "engine"} & set(keywords):
        return None
    if given is not None and not isinstance(given, ast.Tuple):
        return None
    parts = [facts.source.segment(part) for part in (given.elts if given else [])]
    parts += [f"{name}={facts.source.segment(value)}" for name, value in keywords.items()]
    known = frame_at(called.value, facts.source.statement(node), facts)
    return _Applied(called.value, node.args[0], "".join(f", {part}" for part in parts), known)


def _comprehension(applied: _Applied, columns: Columns, facts: Facts) -> str:
    function = applied.function
    if isinstance(function, ast.Lambda):
        spec = function.args
        others = [*spec.posonlyargs, *spec.kwonlyargs, *spec.defaults]
        if len(spec.args) != 1 or others or spec.vararg or spec.kwarg or applied.more:
            raise Decline("a function of more than the row")
        if makes_series(function, facts) or flow.has(function.body, ast.Lambda, ast.NamedExpr):
            raise Decline("a function that gives a Series")
        return _of_lambda(function, columns, facts)
    if not isinstance(function, ast.Name):
        raise Decline("a function that can't be read")
    body = facts.definition(function.id)
    if not isinstance(body, ast.FunctionDef) or not body.args.args or makes_series(body, facts):
        raise Decline("a function that can't be read")
    parameter = body.args.args[0].arg
    # The names of a comprehension are its own.
    taken = parameter == function.id or parameter in applied.more
    row = facts.fresh("row") if taken else parameter
    called = f"{function.id}({row}{applied.more})"
    if serves(body, parameter, facts):
        return f"[{called} for {row} in {columns.mappings()}]"
    attributes = by_attributes(parameter, list(body.body))
    known = columns.known
    if attributes and known is not None and gives_python(known):
        plain = all(label.isidentifier() for label in known.columns)
        if (
            plain
            and all(columns.attribute(name) for name in attributes)
            and len(known.columns) == len(known.all_kinds)
        ):
            tuples = f"{columns.frame}.itertuples(index=False)"
            return f"[{called} for {row} in {tuples}]"
    raise Decline("a row that is used as a whole")


def _of_lambda(function: ast.Lambda, columns: Columns, facts: Facts) -> str:
    parameter = function.args.args[0].arg
    parts = row_parts(parameter, [function.body], columns)
    if parts is None:
        if not as_mapping(parameter, [function.body], facts):
            raise Decline("a row that is used as a whole")
        text = facts.source.segment(function.body)
        return f"[{text} for {parameter} in {columns.mappings()}]"
    names: dict[str, str] = {}
    for column in dict.fromkeys(parts.values()):
        names[column] = variable_for(column, parameter, facts, set(names.values()))
    if not names:
        raise Decline("a function that takes nothing from the row")
    items = [columns.items(column) for column in names]
    swaps = {part: names[column] for part, column in parts.items()}
    text = facts.source.render(function.body, lifted(swaps, facts))
    source = items[0] if len(items) == 1 else f"zip({', '.join(items)})"
    return f"[{text} for {', '.join(names.values())} in {source}]"


def _becomes_column(node: ast.Call, frame: str, facts: Facts) -> bool:
    """True where the result becomes a column of the frame itself."""
    parent = facts.source.parents[node]
    target = parent.targets[0] if isinstance(parent, ast.Assign) else None
    if not (isinstance(target, ast.Subscript) and isinstance(target.value, ast.Name)):
        return False
    label = isinstance(target.slice, ast.Constant)
    return target.value.id == frame and label and len(parent.targets) == 1  # type: ignore[attr-defined]
