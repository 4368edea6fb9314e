from __future__ import annotations

import ast

from ...core.code import Safety
from ..concrete import Around, Change
from ..facts import Facts
from ..source import Decline
from ..syntax import text_of
from ._elements import same_place
from ._guarded import guarded, is_fallback
from ._inlined import returned
from ._known_frames import frame_at
from ._row_reductions import Reductions
from ._rows import quote_of
from ._rule import Rewrite, rule


@rule(ast.Call, safety=Safety.CHECK, gain=95.0, hints=(".apply(",))
def apply_to_axis(node: ast.Call, facts: Facts) -> Rewrite | None:
    """Say of all rows at once what a function says of each row as a whole.

    What it does:
        `frame.apply(f, axis=1)` where `f` is made of a row's sum, mean, extremes, counts, or of
        tests of its elements, becomes the frame's own methods along that axis. A guard keeps the
        original for frames of other columns than numbers of one type.

    Why it is slow:
        `apply` makes a Series of every row, and each method of a short Series takes some 20
        microseconds; along an axis the frame's numbers are gone through in C.

    Before:
        df['spread'] = df.apply(lambda row: row.max() - row.min(), axis=1)

    After:
        if len(df) and (df.dtypes == 'float64').all():
            df['spread'] = df.max(axis=1) - df.min(axis=1)
        else:
            df['spread'] = df.apply(lambda row: row.max() - row.min(), axis=1)

    When not:
        The function takes parts of the row, gives a row, or does anything else.

    Source:
        The pandas documentation, "Descriptive statistics"; seen gains 30 to 300 times.
    """
    frame = _applied_to(node)
    if frame is None or is_fallback(node, facts):
        return None
    parameter, value = _function(node.args[0], facts)
    stmt = same_place(node, facts)
    text, changes = facts.source.segment(frame), list[Change]()
    if not isinstance(frame, ast.Name):
        name = facts.fresh("numbers")
        changes.append(Around(stmt, f"{name} = {text}"))
        text = name
    mixed = _kinds(frame, stmt, facts) == {"int", "float"}
    reader = Reductions(parameter, f"{text}.astype(float)" if mixed else text, facts)
    result = reader(value)
    if result.kind not in ("number", "truth", "label"):
        raise Decline("rows, or nothing, that come of it")
    guards = [f"len({text})"]
    guards += [_alike(frame, stmt, text, facts)] if reader.numeric else []
    if reader.python and "int64" in guards[-1]:
        raise Decline("whole numbers of Python's own, which don't overflow")
    guards += [f"{text}.notna().all(axis=None)"] if reader.whole else []
    alone = isinstance(facts.source.parents[node], ast.Assign | ast.Return | ast.Expr)
    new = result.text if alone or result.atom else f"({result.text})"
    return Rewrite((guarded(node, new, guards, facts), *changes))


def _applied_to(node: ast.Call) -> ast.expr | None:
    """The frame of `frame.apply(f, axis=1)`."""
    called = node.func
    if not isinstance(called, ast.Attribute) or called.attr != "apply" or len(node.args) != 1:
        return None
    if [k.arg for k in node.keywords] != ["axis"]:
        return None
    axis = node.keywords[0].value
    rows = isinstance(axis, ast.Constant) and axis.value in (1, "columns")
    plain = isinstance(called.value, ast.Name | ast.Subscript)
    return called.value if rows and plain else None


def _function(node: ast.expr, facts: Facts) -> tuple[str, ast.expr]:
    """(parameter, what it returns) of a function of the row; declines for another one."""
    if isinstance(node, ast.Lambda):
        function, value = node, node.body
    elif isinstance(node, ast.Name):
        found = facts.definition(node.id)
        body = found.body if isinstance(found, ast.FunctionDef) else []
        kept = [s for s in body if not (isinstance(s, ast.Expr) and _is_text(s.value))]
        given = [arg.arg for arg in found.args.args] if found is not None else []
        known = returned(kept, given)
        if not isinstance(found, ast.FunctionDef) or found.decorator_list or known is None:
            raise Decline("a function that can't be read")
        function, value = found, known  # type: ignore[assignment]
    else:
        raise Decline("a function that can't be read")
    spec = function.args
    others = [*spec.posonlyargs, *spec.kwonlyargs, *spec.defaults]
    if len(spec.args) != 1 or others or spec.vararg or spec.kwarg:
        raise Decline("a function of more than the row")
    return spec.args[0].arg, value


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _kinds(frame: ast.expr, stmt: ast.stmt, facts: Facts) -> set[str]:
    """The kinds of the columns; floats where nothing is known."""
    if isinstance(frame, ast.Name):
        known = frame_at(frame, stmt, facts)
        return set(known.all_kinds) if known is not None else {"float"}
    if isinstance(frame, ast.Subscript) and isinstance(frame.value, ast.Name):
        known = frame_at(frame.value, stmt, facts)
        listed = frame.slice
        if isinstance(listed, ast.Name):
            listed = facts.assigned(listed) or listed
        if known is not None and isinstance(listed, ast.List):
            labels = [text_of(part) for part in listed.elts]
            return {known.columns.get(label or "", "unknown") for label in labels}
    return {"float"}


def _alike(frame: ast.expr, stmt: ast.stmt, text: str, facts: Facts) -> str:
    """A test that all columns hold numbers of the types that they are likely to be of."""
    kinds = _kinds(frame, stmt, facts) - {"unknown"}
    quote = quote_of(facts)
    if kinds == {"int", "float"}:
        # Rows of both hold floats.
        return f"{text}.dtypes.astype(str).isin([{quote}int64{quote}, {quote}float64{quote}]).all()"
    if kinds not in ({"float"}, {"int"}):
        raise Decline("columns of several types")
    kind = "int64" if "int" in kinds else "float64"
    return f"({text}.dtypes == {quote}{kind}{quote}).all()"
