"""The user's own short functions, written out where they are called."""

from __future__ import annotations

import ast
from functools import partial
from typing import TYPE_CHECKING

from .. import flow
from ..facts import Facts
from ..source import Decline, Function
from .parts import Part, part_of, shape_of
from .states import State
from .tried import tried
from .types import Many
from .vector import Vector, choose, inverse

if TYPE_CHECKING:
    from .terms import Terms


_RESULT = "found in it"
"""What the result of a search is kept under: no name of the user's."""
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
    env, rows = _bound(given, body, terms)
    if flow.has(body.body, ast.For) and terms.mask is not None:
        # What takes a loop is the same in all rounds, so that it needn't be worked out again.
        outer, terms.mask = terms.mask, None
        try:
            found = tried(terms, lambda: _run(body, env, rows, terms))
        finally:
            terms.mask = outer
        if found is not None:
            return found
    return _run(body, env, rows, terms)


def _run(
    body: ast.FunctionDef, env: dict[str, State], rows: dict[str, Part], terms: Terms
) -> Vector:
    """What the function gives, under names of its own."""
    key = (body.name, *env.items(), *rows.items())
    if key in terms.done and terms.mask is None:
        return terms.done[key]
    outer, outer_changed, outer_rows = terms.env, terms.changed, terms.rows
    terms.env, terms.rows = dict(env), dict(rows)
    terms.changed = outer_changed | (flow.local_names(body) - set(env))
    inner = flow.has(body.body, ast.For)
    terms.depth += 1
    try:
        found = _returned(_found(body.body) or body.body, terms)
        if inner and not found.axes:
            raise Decline("a function that gives the same in all rounds")
        if inner:
            found = terms.shortened(body.name, found)
            if terms.mask is None and not flow.loads(body) & set(terms.written):
                terms.done[key] = found
        return found
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


def _bound(
    given: dict[str, ast.expr], body: ast.FunctionDef, terms: Terms
) -> tuple[dict[str, State], dict[str, Part]]:
    """What parameters stand for: numbers, whole arrays, and rows."""
    env: dict[str, State] = {}
    rows: dict[str, Part] = {}
    for name, argument in given.items():
        row = terms.row_of(argument) or _collection(name, argument, body, terms)
        if row is not None:
            rows[name] = row
        else:
            env[name] = terms(argument)
    return env, rows


def _collection(name: str, argument: ast.expr, body: ast.FunctionDef, terms: Terms) -> Part | None:
    """The array, or list, that a parameter stands for of which only elements are looked at."""
    if not isinstance(argument, ast.Name) or argument.id in terms.env:
        return None
    facts = terms.inputs.facts
    uses = [n for n in ast.walk(body) if isinstance(n, ast.Name) and n.id == name]
    if any(not _looks_at_elements(use, facts) for use in uses):
        return None
    found = terms.inputs.type_of(argument)
    return part_of(argument, terms) if isinstance(found, Many) else None


def _looks_at_elements(use: ast.Name, facts: Facts) -> bool:
    """True for `a[i]`, `a.shape` and `len(a)`."""
    parent = facts.source.parents[use]
    if isinstance(parent, ast.Subscript):
        return parent.value is use and isinstance(parent.ctx, ast.Load)
    if isinstance(parent, ast.Attribute):
        return parent.attr == "shape"
    return isinstance(parent, ast.Call) and ast.unparse(parent.func) == "len"


def _assigned(target: ast.expr, value: ast.expr, terms: Terms) -> bool:
    """Bind a name, or several of `a, b = c, d` and `a, b = map(f, [c, d])`."""
    if isinstance(target, ast.Name):
        found = terms(value)
        terms.rows = {name: row for name, row in terms.rows.items() if name != target.id}
        terms.env[target.id] = terms.shortened(target.id, found)
        return True
    names = target.elts if isinstance(target, ast.Tuple) else []
    sizes = shape_of(value, terms)
    if sizes is not None and len(sizes) == len(names):
        terms.env |= {ast.unparse(name): size for name, size in zip(names, sizes, strict=True)}
        return all(isinstance(name, ast.Name) for name in names)
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
        if not flow.has([stmt], ast.Return):
            terms.statements([stmt])
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


def _found(body: list[ast.stmt]) -> list[ast.stmt] | None:
    """A search, `for …: if …: return True` with `return False` below, as one that sets a name."""
    loop, last = body[-2:] if len(body) > 1 else (None, None)
    if not isinstance(loop, ast.For) or not isinstance(last, ast.Return) or loop.orelse:
        return None
    inside = [n for n in flow.walk(loop.body) if isinstance(n, ast.Return)]
    texts = {ast.unparse(one) for one in inside}
    if len(texts) != 1 or not isinstance(inside[0].value, ast.Constant):
        return None
    if not isinstance(last.value, ast.Constant):
        return None
    first = _set(last.value, last)
    left = ast.copy_location(ast.For(loop.target, loop.iter, _breaking(loop.body), []), loop)
    named = ast.copy_location(ast.Name(_RESULT, ast.Load()), last)
    return [*body[:-2], first, left, ast.copy_location(ast.Return(named), last)]


def _set(value: ast.expr, at: ast.stmt) -> ast.stmt:
    target = ast.copy_location(ast.Name(_RESULT, ast.Store()), at)
    return ast.copy_location(ast.Assign([target], value), at)


def _breaking(body: list[ast.stmt]) -> list[ast.stmt]:
    """Statements in which a result is kept, and the loop left, where it was returned."""
    found: list[ast.stmt] = []
    for stmt in body:
        if isinstance(stmt, ast.Return) and stmt.value is not None:
            found += [_set(stmt.value, stmt), ast.copy_location(ast.Break(), stmt)]
        elif isinstance(stmt, ast.If):
            ways = _breaking(stmt.body), _breaking(stmt.orelse)
            found.append(ast.copy_location(ast.If(stmt.test, *ways), stmt))
        elif isinstance(stmt, ast.For):
            inner = ast.For(stmt.target, stmt.iter, _breaking(stmt.body), [])
            found.append(ast.copy_location(inner, stmt))
        else:
            found.append(stmt)
    return found
