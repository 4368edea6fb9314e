from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow
from ..facts import Facts
from ..source import Decline, Function
from ._elements import elements, function_of, same_place, stays_in
from ._guarded import guarded, is_fallback
from ._guessed_columns import test_of
from ._row_uses import makes_series
from ._rows import quote_of
from ._rule import Rewrite, rule

_KINDS = frozenset({"str", "int", "float"})
_CONTAINERS = (ast.List, ast.Tuple, ast.Set, ast.Dict, ast.ListComp, ast.SetComp, ast.DictComp)
_MAKES_LISTS = flow.words("split rsplit splitlines findall tolist list sorted dict set tuple")


@rule(ast.Call, safety=Safety.CHECK, gain=1.8, hints=(".apply(", ".map("))
def apply_to_comprehension(node: ast.Call, facts: Facts) -> Rewrite | None:
    """Go through a column's list in a comprehension instead of `apply`.

    What it does:
        `column.apply(f)` or `column.map(f)` becomes a comprehension over `column.tolist()`: a
        lambda's body stands in it, another function is called. A guard keeps the original for
        columns without elements.

    Why it is slow:
        Texts lie in Arrow's memory: `apply` makes each one anew, some 200 nanoseconds, and calls
        a function, some 50; a list is made of all of them in one go.

    Before:
        df['words'] = df['text'].apply(lambda t: len(t.split()))

    After:
        if len(df['text']):
            df['words'] = [len(t.split()) for t in df['text'].tolist()]
        else:
            df['words'] = df['text'].apply(lambda t: len(t.split()))

    When not:
        The function gives lists, tuples or other containers, of which pandas might make something
        else; columns of anything else than texts and numbers.

    Source:
        The pandas documentation of `Series.tolist`; measured: 2 times for short work on texts.
    """
    found = elements(node, facts, guess=True)
    if found is None or found.kind not in _KINDS or is_fallback(node, facts):
        return None
    function = function_of(found.function, facts)
    if function is None or not _takes_one(function) or not _gives_scalars(function, facts):
        return None
    same_place(node, facts)
    column = facts.source.segment(found.column)
    text = _comprehension(found.function, function, column, facts)
    imports: tuple[str, ...] = ()
    if not stays_in(node, found.frame, facts):
        pandas, line = facts.module("pandas", "pd")
        imports = (line,) if line else ()
        text = f"{pandas}.Series({text}, {found.labels(facts)})"
    tests = [f"len({column})"]
    tests += [test_of(column, found.kind, quote_of(facts))] if found.guessed else []
    return Rewrite((guarded(node, text, tests, facts),), imports)


def _takes_one(function: Function) -> bool:
    spec = function.args
    more = [*spec.posonlyargs, *spec.kwonlyargs, *spec.defaults]
    return len(spec.args) == 1 and not (more or spec.vararg or spec.kwarg)


def _gives_scalars(function: Function, facts: Facts) -> bool:
    """True where nothing that the function returns looks like a container."""
    if makes_series(function, facts) or flow.has(function, ast.Yield, ast.YieldFrom, ast.Await):
        return False
    returned: list[ast.expr | None] = (
        [function.body]
        if isinstance(function, ast.Lambda)
        else [n.value for n in flow.own_statements(function) if isinstance(n, ast.Return)]
    )
    return all(value is not None and _is_scalar(value) for value in returned) and bool(returned)


def _is_scalar(node: ast.expr) -> bool:
    if isinstance(node, ast.IfExp):
        return _is_scalar(node.body) and _is_scalar(node.orelse)
    if isinstance(node, ast.BoolOp):
        return all(map(_is_scalar, node.values))
    if isinstance(node, ast.Call):
        called = node.func
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        return name not in _MAKES_LISTS
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice):
        return _is_scalar(node.value)
    return not isinstance(node, _CONTAINERS)


def _comprehension(given: ast.expr, function: Function, column: str, facts: Facts) -> str:
    name = function.args.args[0].arg
    if not isinstance(function, ast.Lambda):
        called = facts.source.segment(given)
        name = "value" if called == name else name
        return f"[{called}({name}) for {name} in {column}.tolist()]"
    if flow.has(function.body, ast.NamedExpr, ast.Lambda) or "\n" in facts.source.segment(given):
        raise Decline("a lambda that is hard to write elsewhere")
    if name in flow.loads(function.body) or flow.loads(function.body):
        return f"[{facts.source.segment(function.body)} for {name} in {column}.tolist()]"
    raise Decline("a function that takes nothing from the element")
