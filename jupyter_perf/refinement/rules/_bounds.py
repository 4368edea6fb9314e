"""Whether an index surely lies within a list, by the ranges that loops count through."""

from __future__ import annotations

import ast

from .. import flow
from ..facts import Facts
from ..source import FUNCTIONS
from ._size_changes import another_shrinks, growing, keeps_its_size
from ._slots import is_fresh, stays_home

Linear = dict[str, int]
"""A sum of whole multiples: of names and of `len(name)` by their text, and of 1 under ""."""


def in_bounds(name: ast.Name, index: ast.expr, facts: Facts) -> bool:
    """True where `name[index]` can't raise: `i` and `i - 1` in a loop over the list's places."""
    given = linear(index, facts, stop=True)
    size = size_of(name, facts)
    if given is None or size is None:
        return False
    counters = [text for text in given if text]
    if not counters:
        return False
    limits = _limits(counters[0], index, facts) if len(counters) == 1 else None
    if limits is None or given[counters[0]] != 1:
        return False
    low, high = limits
    shift = given.get("", 0)
    room = known_difference(size, high)
    least = _constant(low)
    if room is None or least is None or room < shift:
        return False
    return least + shift >= 0 or (least + shift == -1 and room >= 0)


def linear(node: ast.expr, facts: Facts, *, stop: bool = False) -> Linear | None:
    """An expression as a sum; with `stop`, names stay what they are."""
    if isinstance(node, ast.Constant):
        return {"": node.value} if type(node.value) is int else None
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        inner = linear(node.operand, facts, stop=stop)
        return None if inner is None else _plus({}, inner, -1)
    if isinstance(node, ast.Name):
        return {node.id: 1} if stop else _of_name(node, facts)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
        left = linear(node.left, facts, stop=stop)
        right = linear(node.right, facts, stop=stop)
        if left is None or right is None:
            return None
        return _plus(left, right, 1 if isinstance(node.op, ast.Add) else -1)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "len":
        only = node.args[0] if len(node.args) == 1 else None
        if isinstance(only, ast.Name) and facts.is_builtin("len", at=node):
            return size_of(only, facts)
    return None


def _of_name(node: ast.Name, facts: Facts) -> Linear | None:
    scope = facts.scope(node.id, node)
    if any(node.id in outer.names for outer in facts.source.all(ast.Nonlocal)):
        return None
    if len(facts.binders(node.id, scope)) == 1:
        value = facts.assigned(node) or _one_of_several(node, scope, facts)
        known = None if value is None else linear(value, facts)
        return known or ({node.id: 1} if _bound_for_good(node, facts) else None)
    if facts.binders(node.id, scope) or isinstance(scope, ast.Module):
        return None
    return {node.id: 1}


def _bound_for_good(node: ast.Name, facts: Facts) -> bool:
    """True for a name that a function gives one value, once: not in a loop, in no other way;
    and for one that a program does, whose names nobody else knows."""
    scope = facts.scope(node.id, node)
    binder = facts.binders(node.id, scope)[0]
    if isinstance(scope, FUNCTIONS):
        if node.id in flow.parameters(scope):
            return False
    elif facts.kind != "program":
        return False
    plain = isinstance(binder, ast.Name) and isinstance(binder.ctx, ast.Store)
    stmt = facts.source.statement(binder)
    return plain and isinstance(stmt, ast.Assign) and not facts.source.loops(binder)


def _one_of_several(node: ast.Name, scope: ast.AST, facts: Facts) -> ast.expr | None:
    """What a name gets by `rows, columns = len(a), len(b)`."""
    binder = facts.binders(node.id, scope)[0]  # type: ignore[arg-type]
    targets = facts.source.parents[binder]
    stmt = facts.source.parents.get(targets)
    if not (isinstance(targets, ast.Tuple) and isinstance(stmt, ast.Assign)):
        return None
    several = stmt.value
    if not isinstance(several, ast.Tuple) or len(several.elts) != len(targets.elts):
        return None
    return several.elts[targets.elts.index(binder)]  # type: ignore[arg-type]


def size_of(name: ast.Name, facts: Facts) -> Linear | None:
    """How many elements a list has for as long as its function runs."""
    scope = facts.scope(name.id, name)
    if not stays_home(name, facts):
        return None
    binders = facts.binders(name.id, scope)
    grown = growing(name, facts)
    if grown:
        made = facts.assigned(name)
        empty = isinstance(made, ast.List) and not made.elts and len(binders) == 1
        return _grown_size(grown, made, facts) if empty and made is not None else None
    if not keeps_its_size(name, facts):
        return None
    if not binders:
        shrinks = isinstance(scope, ast.Module) or another_shrinks(scope, facts)
        return None if shrinks else {f"len({name.id})": 1}
    if len(binders) > 1 or not is_fresh(name, facts):
        return None
    made = facts.assigned(name)
    known = None if made is None else _made_size(made, facts)
    return known or {f"len({name.id})": 1}


def _made_size(made: ast.expr, facts: Facts) -> Linear | None:
    if isinstance(made, ast.List):
        return {"": len(made.elts)}
    if isinstance(made, ast.BinOp) and isinstance(made.left, ast.List):
        return linear(made.right, facts) if len(made.left.elts) == 1 else None
    if isinstance(made, ast.ListComp) and len(made.generators) == 1:
        only = made.generators[0]
        called = only.iter
        if only.ifs or not (isinstance(called, ast.Call) and isinstance(called.func, ast.Name)):
            return None
        counted = called.func.id == "range" and facts.is_builtin("range", at=called)
        return linear(called.args[0], facts) if counted and len(called.args) == 1 else None
    return None


def _grown_size(grown: list[ast.Attribute], made: ast.expr, facts: Facts) -> Linear | None:
    """The size of a list that starts empty and gets one element in each round of one loop."""
    if len(grown) > 1 or grown[0].attr != "append":
        return None
    stmt = facts.source.statement(grown[0])
    loop = facts.source.parents[stmt]
    if not isinstance(loop, ast.For) or stmt not in loop.body or flow.leaves_early(loop):
        return None
    start = facts.source.statement(made)
    if facts.source.parents[loop] is not facts.source.parents[start]:
        return None
    called = loop.iter
    if not (isinstance(called, ast.Call) and isinstance(stmt, ast.Expr) and len(called.args) == 1):
        return None
    counted = ast.unparse(called.func) == "range" and facts.is_builtin("range", at=called)
    return (
        linear(called.args[0], facts) if counted and stmt.value is _call(grown[0], facts) else None
    )


def _call(method: ast.Attribute, facts: Facts) -> ast.AST:
    return facts.source.parents[method]


def _limits(counter: str, index: ast.expr, facts: Facts) -> tuple[Linear, Linear] | None:
    """(least value, one more than the greatest) of a loop's variable at a place."""
    for loop in facts.source.ancestors(index):
        if isinstance(loop, ast.For) and counter in flow.stores([loop.target]):
            called = loop.iter
            plain = isinstance(loop.target, ast.Name) and counter not in flow.stores(loop.body)
            if not plain or not (isinstance(called, ast.Call) and facts.source.inside(index, loop)):
                return None
            if facts.source.inside(index, called) or ast.unparse(called.func) != "range":
                return None
            return _of_range(called, facts) if facts.is_builtin("range", at=called) else None
    return None


def _of_range(called: ast.Call, facts: Facts) -> tuple[Linear, Linear] | None:
    given = [linear(argument, facts) for argument in called.args]
    known = [one for one in given if one is not None]
    if len(known) < len(given) or called.keywords:
        return None
    if len(known) == 1:
        return {"": 0}, known[0]
    if len(known) == 2:
        return known[0], known[1]
    step = ast.unparse(called.args[2])
    return (_plus(known[1], {"": 1}, 1), _plus(known[0], {"": 1}, 1)) if step == "-1" else None


def _plus(left: Linear, right: Linear, sign: int) -> Linear:
    found = {text: left.get(text, 0) + sign * right.get(text, 0) for text in {*left, *right}}
    return {text: times for text, times in found.items() if times}


def _minus(left: Linear, right: Linear) -> Linear:
    return _plus(left, right, -1)


def known_difference(left: Linear, right: Linear) -> int | None:
    """`left - right` where it is the same whatever the names stand for."""
    return _constant(_minus(left, right))


def _constant(found: Linear) -> int | None:
    return found.get("", 0) if set(found) <= {""} else None
