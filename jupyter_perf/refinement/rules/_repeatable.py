"""Functions that give equal results for equal arguments, and do nothing else."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from .. import flow
from ..facts import Facts
from ..source import Function

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
    *("pandas.notna", "pandas.to_timedelta", "unicodedata.", "string.", "json.loads"),
)
_NESTED = frozenset({"loads"})
"""Give containers of containers: a part may be one, too."""
_MAKES_ANEW = _NESTED | {"split", "rsplit", "splitlines", "findall", "copy", "items", "values"}
_SCALARS = flow.words(
    "abs bool bytes chr complex float hash hex int len oct ord pow repr round str"
)
_STATELESS = frozenset({"dict", "list", "tuple", "set", "frozenset", "str", "bytes"})
_READS = flow.words("all any enumerate isinstance max min range reversed sorted sum zip")


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
        part = not isinstance(node.slice, ast.Slice) and not _is_nested(node.value, function)
        return part or _plain(node.value, function, facts, seen)
    if isinstance(node, ast.Name):
        return _plain_name(node.id, function, facts, seen)
    if not isinstance(node, ast.Call):
        return False
    called = node.func
    if isinstance(called, ast.Attribute):
        return called.attr not in _MAKES_ANEW
    return isinstance(called, ast.Name) and called.id not in ("sorted", "reversed", "zip")


def _is_nested(node: ast.expr, function: Function) -> bool:
    """Whether it is, or a name for, what `json.loads` gives, or a part of that."""
    while isinstance(node, ast.Subscript):
        node = node.value
    found: list[ast.AST] = [node]
    if isinstance(node, ast.Name):
        assigned = [n for n in flow.own_statements(function) if isinstance(n, ast.Assign)]
        found = [n.value for n in assigned if node.id in flow.stores(n)]
    called = [n.func for n in flow.walk(found) if isinstance(n, ast.Call)]
    return any(isinstance(f, ast.Attribute) and f.attr in _NESTED for f in called)


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
