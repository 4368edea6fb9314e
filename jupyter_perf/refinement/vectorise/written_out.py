"""The user's own short functions, written out where they are called."""

from __future__ import annotations

import ast
from functools import partial
from typing import TYPE_CHECKING

from .. import flow
from ..source import Decline, Function
from .parts import Part
from .states import State
from .vector import Vector, choose, inverse

if TYPE_CHECKING:
    from .terms import Terms


WRITTEN_OUT = 3
"""Functions of the user's are written out when called by one another so many deep."""


def written_out(body: Function, node: ast.Call, terms: Terms) -> Vector:
    """A call of a short pure function, put in its place."""
    facts = terms.inputs.facts
    spec = body.args
    if spec.vararg or spec.kwarg or spec.kwonlyargs or terms.depth >= WRITTEN_OUT:
        raise Decline("a function with parameters of other forms")
    if not isinstance(body, ast.FunctionDef):
        raise Decline("a call that gives arguments otherwise")
    given = _given(body, node)
    inside_source = body in facts.source.parents
    free = flow.loads(body) - flow.local_names(body)
    if not inside_source and any(not (facts.is_builtin(n, at=facts.source.tree)) for n in free):
        raise Decline("a function that was defined elsewhere and reads more than its arguments")
    if not inside_source or not facts.pure(body) or body.decorator_list:
        raise Decline("a function that isn't known to be pure")
    outer, outer_changed, outer_rows = terms.env, terms.changed, terms.rows
    env, rows = _bound(given, terms)
    terms.env, terms.rows = env, rows
    terms.changed = outer_changed | (flow.local_names(body) - set(env))
    terms.depth += 1
    try:
        return _returned(body.body, terms)
    finally:
        terms.env, terms.changed, terms.rows = outer, outer_changed, outer_rows
        terms.depth -= 1


def _given(body: ast.FunctionDef, node: ast.Call) -> dict[str, ast.expr]:
    """What each parameter gets, in a call with any of positions, names and written defaults."""
    names = flow.parameters(body)
    defaults = body.args.defaults
    found = dict(zip(names[len(names) - len(defaults) :], defaults, strict=True))
    if any(not isinstance(value, ast.Constant) for value in defaults):
        raise Decline("a function with parameters of other forms")
    by_name = {k.arg: k.value for k in node.keywords if k.arg is not None}
    starred = any(isinstance(arg, ast.Starred) for arg in node.args)
    positional = dict(zip(names, node.args, strict=False))
    if starred or len(node.args) > len(names) or len(by_name) < len(node.keywords):
        raise Decline("a call that gives arguments otherwise")
    if set(by_name) & set(positional) or not set(by_name) <= set(names):
        raise Decline("a call that gives arguments otherwise")
    found |= positional | by_name
    if len(found) < len(names):
        raise Decline("a call that gives arguments otherwise")
    return found


def _bound(given: dict[str, ast.expr], terms: Terms) -> tuple[dict[str, State], dict[str, Part]]:
    """What parameters stand for: numbers, whole arrays, and rows."""
    env: dict[str, State] = {}
    rows: dict[str, Part] = {}
    for name, argument in given.items():
        row = terms.row_of(argument)
        if row is not None:
            rows[name] = row
        else:
            env[name] = terms(argument)
    return env, rows


def _assigned(target: ast.expr, value: ast.expr, terms: Terms) -> bool:
    """Bind a name, or several of `a, b = c, d` and `a, b = map(f, [c, d])`."""
    if isinstance(target, ast.Name):
        found = terms(value)
        terms.rows = {name: row for name, row in terms.rows.items() if name != target.id}
        terms.env[target.id] = terms.shortened(target.id, found)
        return True
    values = _several(value, terms)
    names = target.elts if isinstance(target, ast.Tuple) else []
    if values is None or len(values) != len(names):
        return False
    if not all(isinstance(name, ast.Name) for name in names):
        return False
    made = [terms(one) for one in values]
    terms.env |= {name.id: one for name, one in zip(names, made, strict=True)}  # type: ignore[attr-defined]
    return True


def _several(value: ast.expr, terms: Terms) -> list[ast.expr] | None:
    """The values of a tuple that is written, or made by `map` of a list that is."""
    if isinstance(value, ast.Tuple):
        return value.elts
    called = value.func if isinstance(value, ast.Call) else None
    if not (isinstance(value, ast.Call) and isinstance(called, ast.Name) and called.id == "map"):
        return None
    if not terms.inputs.facts.is_builtin("map", at=called) or len(value.args) != 2:
        return None
    function, items = value.args
    if not isinstance(items, ast.List | ast.Tuple):
        return None
    if not (terms.inputs.facts.full_name(function) or "").startswith("math."):
        return None
    return [ast.copy_location(ast.Call(function, [item], []), value) for item in items.elts]


def _returned(body: list[ast.stmt], terms: Terms) -> Vector:
    for at, stmt in enumerate(body):
        if isinstance(stmt, ast.Expr) and isinstance(stmt.value, ast.Constant):
            continue
        if isinstance(stmt, ast.Return) and stmt.value is not None:
            return terms(stmt.value)
        only = isinstance(stmt, ast.Assign) and len(stmt.targets) == 1
        if only and _assigned(stmt.targets[0], stmt.value, terms):  # type: ignore[attr-defined]
            continue
        if isinstance(stmt, ast.If):
            test = terms.condition(stmt.test)
            known, known_rows = dict(terms.env), terms.rows
            ways = [[*way, *body[at + 1 :]] for way in (stmt.body, stmt.orelse)]
            yes = terms.under(test, partial(_returned, ways[0], terms))
            terms.env, terms.rows = known, known_rows
            no = terms.under(inverse(test), partial(_returned, ways[1], terms))
            return choose(test, yes, no, terms.inputs.numpy())
        break
    raise Decline("a function that does more than return a number")
