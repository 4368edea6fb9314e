"""Calls that give each element of a column to a function: `column.apply(f)`, `column.map(f)`."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from .. import flow
from ..facts import Facts
from ..source import COMPREHENSIONS, Decline, Function
from ..values import dtype_kind

_PURE = (
    *("math.", "re.sub", "re.match", "re.search", "re.fullmatch", "re.split", "re.findall"),
    *(
        "datetime.datetime.strptime",
        "datetime.date.fromisoformat",
        "datetime.datetime.fromisoformat",
    ),
    *(
        "pandas.to_datetime",
        "pandas.to_numeric",
        "pandas.Timestamp",
        "pandas.isna",
        "pandas.isnull",
    ),
    *("pandas.notna", "pandas.to_timedelta", "unicodedata.", "string."),
)
_MAKES_ANEW = frozenset({"split", "rsplit", "splitlines", "findall", "copy", "items", "values"})
_SCALARS = flow.words(
    "abs bool bytes chr complex float hash hex int len oct ord pow repr round str"
)
_STATELESS = frozenset({"dict", "list", "tuple", "set", "frozenset", "str", "bytes"})
_READS = flow.words("all any enumerate isinstance max min range reversed sorted sum zip")


@dataclass(frozen=True)
class Elements:
    """A call `column.method(function)` on a column whose values are known."""

    column: ast.expr
    method: str
    function: ast.expr
    kind: str
    """`int`, `float`, `str`, `bool`, `datetime` or `other`, by the column's dtype."""
    samples: tuple[Any, ...]


def elements(node: ast.Call, facts: Facts) -> Elements | None:
    """What a call applies to each element of which column, or None."""
    called = node.func
    if not (isinstance(called, ast.Attribute) and called.attr in ("apply", "map")):
        return None
    if len(node.args) != 1 or node.keywords:
        return None
    column = called.value
    samples = column_samples(column, facts)
    kinds = {dtype_kind(value.dtype) for value in samples} or _moments(column, facts)
    if len(kinds) != 1:
        return None
    return Elements(column, called.attr, node.args[0], kinds.pop(), tuple(samples))


def _moments(node: ast.expr, facts: Facts) -> set[str]:
    """`{"datetime"}` for a column that the source itself makes one of moments."""
    if not isinstance(node, ast.Subscript | ast.Attribute) or not isinstance(node.value, ast.Name):
        return set()
    label: Any = node.attr if isinstance(node, ast.Attribute) else None
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        label = node.slice.value
    known = facts.frame(node.value, facts.source.statement(node))
    return {"datetime"} & {known.columns.get(label, "")} if known is not None else set()


def column_samples(node: ast.expr, facts: Facts) -> list[Any]:
    """The Series that `df['c']`, `df.c` or a name stands for; empty where that isn't known."""
    import pandas

    frame: ast.expr | None = None
    label: Any = None
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        frame, label = node.value, node.slice.value
    elif isinstance(node, ast.Attribute):
        frame, label = node.value, node.attr
    if isinstance(frame, ast.Name):
        if hasattr(pandas.DataFrame, str(label)) and isinstance(node, ast.Attribute):
            return []
        known = facts.frame(frame, facts.source.statement(node))
        samples = facts.samples(frame)
        if known is None or any(label not in value.columns for value in samples):
            return []
        found = [value[label] for value in samples]
        same = all(dtype_kind(value.dtype) == known.columns.get(label) for value in found)
        return found if same else []
    if not isinstance(node, ast.Name):
        return []
    found = facts.samples(node)
    if any(type(value) is not pandas.Series for value in found):
        return []
    before = facts.source.all(ast.Assign, ast.AugAssign, ast.Expr, ast.Delete, ast.For)
    here = facts.source.statement(node)
    changed = (node.id in facts.changed(s) for s in before if s.lineno < here.lineno)
    return [] if any(changed) and facts.assigned(node) is None else found


def name_of(column: ast.expr, facts: Facts) -> str:
    """The text of the name that a column has."""
    if isinstance(column, ast.Subscript):
        return facts.source.segment(column.slice)
    if isinstance(column, ast.Attribute):
        return repr(column.attr)
    return f"{facts.source.segment(column)}.name"


def index_of(column: ast.expr, facts: Facts) -> str:
    """The text of the index that a column has."""
    whole = column.value if isinstance(column, ast.Subscript | ast.Attribute) else column
    return f"{facts.source.segment(whole)}.index"


def becomes_column(node: ast.AST, facts: Facts) -> bool:
    """True where an expression's value becomes a column, so that its name doesn't show."""
    parent = facts.source.parents[node]
    target = parent.targets[0] if isinstance(parent, ast.Assign) else None
    if not (isinstance(target, ast.Subscript) and isinstance(target.value, ast.Name)):
        return False
    return len(parent.targets) == 1 and facts.kind_of(target.value) == "DataFrame"  # type: ignore[attr-defined]


def same_place(node: ast.expr, facts: Facts) -> ast.stmt:
    """The statement before which an expression's parts can be computed just as well."""
    stmt = facts.source.statement(node)
    if isinstance(stmt, ast.While):
        raise Decline("a test that is made again and again")
    for parent in facts.source.ancestors(node):
        if parent is stmt:
            break
        if isinstance(parent, (*COMPREHENSIONS, ast.Lambda)):
            raise Decline("an expression with names of its own")
    return stmt


def function_of(node: ast.expr, facts: Facts) -> Function | None:
    """A lambda, or the body of a function of the user's that a name stands for."""
    if isinstance(node, ast.Lambda):
        return node
    return facts.definition(node.id) if isinstance(node, ast.Name) else None


def repeatable(function: Function, facts: Facts, depth: int = 3) -> bool:
    """True where equal arguments give equal, unshared results and nothing else happens."""
    if depth == 0 or isinstance(function, ast.AsyncFunctionDef):
        return False
    given = flow.local_names(function)
    body = function.body if isinstance(function.body, list) else [function.body]
    for node in flow.own_statements(function):
        if isinstance(node, ast.Yield | ast.YieldFrom | ast.Await | ast.Global | ast.Nonlocal):
            return False
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Lambda | ast.With | ast.Import):
            return False
        if isinstance(node, ast.Attribute | ast.Subscript) and not isinstance(node.ctx, ast.Load):
            return False
        if isinstance(node, ast.Call) and not _repeatable_call(node, given, facts, depth):
            return False
    if isinstance(function, ast.Lambda):
        return _plain(function.body, function, facts)
    returned = [n.value for n in flow.walk(body) if isinstance(n, ast.Return)]
    return all(value is None or _plain(value, function, facts) for value in returned)


def _repeatable_call(node: ast.Call, given: set[str], facts: Facts, depth: int) -> bool:
    called = node.func
    if isinstance(called, ast.Name):
        if called.id in given:
            return False
        if facts.is_builtin(called.id, at=called):
            return called.id in _SCALARS | _READS
        body = facts.definition(called.id)
        if body is not None:
            return repeatable(body, facts, depth - 1)
        return (facts.full_name(called) or "").startswith(_PURE)
    if not isinstance(called, ast.Attribute):
        return False
    base = flow.root(called)
    if base is not None and base.id not in given:
        full = facts.full_name(called)
        if full is not None and (facts.is_module(base.id) or facts.imported.get(base.id)):
            return full.startswith(_PURE)
        # A method of something global, which may keep a state (`queue.get()`).
        outside = isinstance(facts.scope(base.id, base), ast.Module)
        if outside and facts.kind_of(base) not in _STATELESS:
            return False
    return called.attr in flow.QUIET_METHODS | {"strftime", "date", "year", "isocalendar"}


def _plain(
    node: ast.expr, function: Function, facts: Facts, seen: frozenset[str] = frozenset()
) -> bool:
    """True where a result is no container that each call makes anew."""
    if isinstance(node, ast.IfExp):
        return all(_plain(part, function, facts, seen) for part in (node.body, node.orelse))
    if isinstance(node, ast.BoolOp):
        return all(_plain(part, function, facts, seen) for part in node.values)
    if isinstance(node, ast.Constant | ast.Compare | ast.UnaryOp | ast.JoinedStr | ast.Attribute):
        return True
    if isinstance(node, ast.BinOp):
        parts = [node.left, node.right]
        return all(_plain(part, function, facts, seen) for part in parts)
    if isinstance(node, ast.Subscript):
        return not isinstance(node.slice, ast.Slice) or _plain(node.value, function, facts, seen)
    if isinstance(node, ast.Name):
        return _plain_name(node.id, function, facts, seen)
    if not isinstance(node, ast.Call):
        return False
    called = node.func
    if isinstance(called, ast.Attribute):
        return called.attr not in _MAKES_ANEW
    return isinstance(called, ast.Name) and called.id not in ("sorted", "reversed", "zip")


def _plain_name(name: str, function: Function, facts: Facts, seen: frozenset[str]) -> bool:
    if name in seen:
        return True
    found: Iterable[ast.AST] = flow.own_statements(function)
    assigned = [
        n.value
        for n in found
        if isinstance(n, ast.Assign | ast.AugAssign) and name in flow.stores(n)
    ]
    return all(_plain(value, function, facts, seen | {name}) for value in assigned)
