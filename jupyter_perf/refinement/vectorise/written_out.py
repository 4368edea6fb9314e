"""The user's own short functions, written out where they are called."""

from __future__ import annotations

import ast
from functools import partial
from typing import TYPE_CHECKING

from .. import flow
from ..source import Decline, Function
from .vector import Vector, choose, inverse

if TYPE_CHECKING:
    from .terms import Terms


WRITTEN_OUT = 3
"""Functions of the user's are written out when called by one another so many deep."""


def written_out(body: Function, node: ast.Call, terms: Terms) -> Vector:
    """A call of a short pure function, put in its place."""
    facts = terms.inputs.facts
    names = flow.parameters(body)
    spec = body.args
    if spec.vararg or spec.kwarg or spec.defaults or spec.kwonlyargs or terms.depth >= WRITTEN_OUT:
        raise Decline("a function with parameters of other forms")
    if len(node.args) != len(names) or node.keywords or not isinstance(body, ast.FunctionDef):
        raise Decline("a call that gives arguments otherwise")
    inside_source = body in facts.source.parents
    free = flow.loads(body) - flow.local_names(body)
    if not inside_source and any(not (facts.is_builtin(n, at=facts.source.tree)) for n in free):
        raise Decline("a function that was defined elsewhere and reads more than its arguments")
    if not inside_source or not facts.pure(body) or body.decorator_list:
        raise Decline("a function that isn't known to be pure")
    arguments = [terms(arg) for arg in node.args]
    outer, outer_changed = terms.env, terms.changed
    terms.env = dict(zip(names, arguments, strict=True))
    terms.changed = outer_changed | (flow.local_names(body) - set(names))
    terms.depth += 1
    try:
        return _returned(body.body, terms)
    finally:
        terms.env, terms.changed = outer, outer_changed
        terms.depth -= 1


def _returned(body: list[ast.stmt], terms: Terms) -> Vector:
    for at, stmt in enumerate(body):
        if isinstance(stmt, ast.Expr) and isinstance(stmt.value, ast.Constant):
            continue
        if isinstance(stmt, ast.Return) and stmt.value is not None:
            return terms(stmt.value)
        if isinstance(stmt, ast.Assign) and len(stmt.targets) == 1:
            target = stmt.targets[0]
            if isinstance(target, ast.Name):
                terms.env[target.id] = terms(stmt.value)
                continue
        if isinstance(stmt, ast.If):
            test = terms.condition(stmt.test)
            known = dict(terms.env)
            ways = [[*way, *body[at + 1 :]] for way in (stmt.body, stmt.orelse)]
            yes = terms.under(test, partial(_returned, ways[0], terms))
            terms.env = known
            no = terms.under(inverse(test), partial(_returned, ways[1], terms))
            return choose(test, yes, no, terms.inputs.numpy())
        break
    raise Decline("a function that does more than return a number")
