"""Which kind of elements a column most likely has, where that isn't known, and a test of it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ..facts import Facts
from ..source import Function
from ..values import Frame
from ._cell_kinds import value_kind

_TESTS = {
    "int": "{}.dtype == {q}int64{q}", "float": "{}.dtype == {q}float64{q}",
    "int32": "{}.dtype == {q}int32{q}",
    "str": "{}.dtype == {q}str{q}", "datetime": "{}.dtype.kind == {q}M{q}",
}  # fmt: skip
_MOMENTS = frozenset(
    {
        *("pandas.to_datetime", "pandas.Timestamp"),
        *("datetime.datetime.strptime", "datetime.datetime.fromisoformat"),
    }
)
_WHOLE = frozenset(
    {"days", "year", "month", "day", "hour", "minute", "second", "dayofweek", "quarter"}
)

_COUNTED = frozenset({"weekday", "isoweekday", "count", "find", "toordinal", "nunique"})


def test_of(column: str, kind: str, quote: str) -> str:
    """The text of a test that a column holds elements of a kind."""
    return _TESTS[kind].format(column, q=quote)


def guessed(column: ast.expr, facts: Facts, at: ast.stmt | None = None) -> str | None:
    """`int`, `float`, `str` or `datetime` for `df['c']` or `df[name]`; None for no idea.

    `at` is the statement where it is asked for, by default the one that it stands in.
    """
    if not isinstance(column, ast.Subscript) or not isinstance(column.value, ast.Name):
        return None
    stmt = at or facts.source.statement(column)
    known = facts.frame(column.value, stmt) or _first_known(column.value, facts)
    if isinstance(column.slice, ast.Name):
        found = _of_labels(column.slice, known, facts)
    elif isinstance(column.slice, ast.Constant) and isinstance(column.slice.value, str):
        label = column.slice.value
        found = _of_assignment(column.value.id, label, stmt, facts)
        found = found or (known.columns.get(label) if known is not None else None)
    else:
        return None
    return found if found in _TESTS else None


def _first_known(frame: ast.Name, facts: Facts) -> Frame | None:
    """What is known of a frame when the source starts."""
    return facts.frame(frame, facts.source.tree.body[0]) if facts.source.tree.body else None


def _of_labels(label: ast.Name, known: Frame | None, facts: Facts) -> str | None:
    """The kind of all columns that a loop goes through by their labels."""
    if known is None:
        return None
    loops = [p for p in facts.source.ancestors(label) if isinstance(p, ast.For)]
    over = [p.iter for p in loops if isinstance(p.target, ast.Name) and p.target.id == label.id]
    if not over:
        return None
    labels = _texts(over[0], facts)
    kinds = {known.columns.get(one, "") for one in labels} if labels else set()
    if not labels:
        # Numbers are what is most often gone through column by column.
        kinds = {kind for kind in known.columns.values() if kind in ("int", "float")}
    return kinds.pop() if len(kinds) == 1 else None


def _texts(node: ast.expr, facts: Facts) -> list[str]:
    """The texts of a list of texts, written out or held by a name."""
    if isinstance(node, ast.Name):
        value = facts.assigned(node)
        if value is not None:
            return _texts(value, facts)
        held = [value for value in facts.samples(node) if isinstance(value, list | tuple)]
        return [one for value in held for one in value if isinstance(one, str)]
    if not isinstance(node, ast.List | ast.Tuple):
        return []
    return [p.value for p in node.elts if isinstance(p, ast.Constant) and isinstance(p.value, str)]


def _of_assignment(frame: str, label: str, before: ast.stmt, facts: Facts) -> str | None:
    """The kind of the last `frame['label'] = …` above."""
    for stmt in reversed(facts.source.all(ast.Assign)):
        if stmt.lineno >= before.lineno or len(stmt.targets) != 1:
            continue
        target = stmt.targets[0]
        if isinstance(target, ast.Subscript) and isinstance(target.slice, ast.Constant):
            held = isinstance(target.value, ast.Name) and target.value.id == frame
            if held and target.slice.value == label:
                return _of_value(stmt.value, facts)
    return None


def _of_value(node: ast.expr, facts: Facts) -> str | None:
    """The kind of the elements of what becomes a column."""
    if isinstance(node, ast.ListComp):
        return _of_element(node.elt, node, facts)
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return None
    if facts.full_name(node.func) in _MOMENTS:
        return "datetime"
    if node.func.attr in ("apply", "map") and node.args:
        function = node.args[0]
        if isinstance(function, ast.Dict):
            return _of_values(function)
        if isinstance(function, ast.Name):
            held = facts.assigned(function)
            if isinstance(held, ast.Dict):
                return _of_values(held)
            found = facts.definition(function.id)
            return _of_function(found, facts) if found is not None else None
        return _of_function(function, facts) if isinstance(function, ast.Lambda) else None
    if isinstance(node.func.value, ast.Attribute) and node.func.value.attr == "str":
        return "int" if node.func.attr in ("len", "count", "find") else None
    return None


def _of_function(function: Function, facts: Facts) -> str | None:
    kinds = {_of_element(value, function, facts) for value in _returned(function)}
    return kinds.pop() if len(kinds) == 1 else None


def _returned(function: Function) -> Iterator[ast.expr]:
    if isinstance(function, ast.Lambda):
        yield function.body
        return
    for node in ast.walk(function):
        if isinstance(node, ast.Return) and node.value is not None:
            yield node.value


def _of_element(node: ast.expr, function: ast.AST, facts: Facts) -> str | None:
    if isinstance(node, ast.Call) and facts.full_name(node.func) in _MOMENTS:
        return "datetime"
    if isinstance(node, ast.Attribute) and node.attr in _WHOLE:
        return "int"
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        if node.func.attr in _COUNTED:
            return "int"
        if node.func.attr in ("mean", "median", "std", "var"):
            return "float"
        if node.func.attr == "get" and len(node.args) == 2:
            return value_kind(node.args[1], function, facts)  # type: ignore[arg-type]
    if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Call):
        called = node.value.func
        split = isinstance(called, ast.Attribute) and called.attr in ("split", "rsplit")
        return "str" if split and not isinstance(node.slice, ast.Slice) else None
    if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name):
        held = facts.assigned(node.value)
        if isinstance(held, ast.Dict):
            return _of_values(held)
    return value_kind(node, function, facts)  # type: ignore[arg-type]


def _of_values(node: ast.Dict) -> str | None:
    """The kind that the values of a dictionary have in common."""
    values = [part.value if isinstance(part, ast.Constant) else None for part in node.values]
    kinds = {type(value).__name__ for value in values}
    if kinds == {"int", "float"}:
        return "float"
    return kinds.pop() if len(kinds) == 1 else None
