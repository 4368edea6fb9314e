"""Values that are only looked at where they are made, so that one may stand for many."""

from __future__ import annotations

import ast

from .. import flow, shapes
from ..facts import Facts
from ..shaping import shapes_of
from ._scalar_values import is_scalar

_LOOKERS = flow.words("abs all any bool float int len max min round set sorted sum str tuple list")
_LOOKING_METHODS = flow.words("count endswith find get index isdisjoint issubset startswith")


def only_looked_at(node: ast.expr, facts: Facts) -> bool:
    """True where a value is used up on the spot: compared, indexed, gone through, counted with."""
    parent = facts.source.parents[node]
    if isinstance(parent, ast.Compare | ast.UnaryOp):
        return True
    if isinstance(parent, ast.Assign) and parent.value is node:
        return _name_only_looked_at(parent.targets, node, facts)
    if isinstance(parent, ast.BinOp):
        return not isinstance(parent.op, ast.Add | ast.Mult) or not _is_listlike(node, facts)
    if isinstance(parent, ast.Subscript):
        plain = not isinstance(parent.slice, ast.Slice) and isinstance(parent.ctx, ast.Load)
        return parent.value is node and plain and not _is_array_call(node, facts)
    if isinstance(parent, ast.Call):
        called = parent.func
        if node in parent.args and isinstance(called, ast.Name):
            flat = _holds_scalars(node, facts) or called.id not in (
                "set",
                "tuple",
                "list",
                "sorted",
            )
            return called.id in _LOOKERS and facts.is_builtin(called.id, at=called) and flat
        return isinstance(called, ast.Attribute) and called.attr == "join" and node in parent.args
    if isinstance(parent, ast.Attribute):
        call = facts.source.parents[parent]
        used = isinstance(call, ast.Call) and call.func is parent
        return used and parent.attr in _LOOKING_METHODS
    if isinstance(parent, ast.For | ast.comprehension):
        return parent.iter is node and (
            _holds_scalars(node, facts) or _taken_apart(parent.target, node, facts)
        )
    return isinstance(parent, ast.If | ast.While | ast.BoolOp | ast.IfExp | ast.Assert) and (
        getattr(parent, "test", None) is node
    )


def _name_only_looked_at(targets: list[ast.expr], value: ast.expr, facts: Facts) -> bool:
    """True where a value gets one name, by which it is used up as above wherever it is used."""
    only = targets[0]
    if len(targets) > 1 or not isinstance(only, ast.Name) or not _is_new_text_part(value, facts):
        return False
    scope = facts.scope(only.id, only)
    if len(facts.binders(only.id, scope)) != 1:
        return False
    for use in facts.source.all(ast.Name):
        if use.id == only.id and use is not only and facts.scope(use.id, use) is scope:
            parent = facts.source.parents[use]
            if isinstance(parent, ast.Assign) or not only_looked_at(use, facts):
                return False
    return True


def _is_new_text_part(node: ast.expr, facts: Facts) -> bool:
    """True for a list or a set of texts, which nothing else holds."""
    found = shapes_of(node, facts)
    return shapes.within(found, "list", "set") and shapes.within(shapes.elements(found), "str")


def _holds_scalars(node: ast.expr, facts: Facts) -> bool:
    return shapes.hashable(shapes.elements(shapes_of(node, facts)))


def _taken_apart(target: ast.expr, node: ast.expr, facts: Facts) -> bool:
    """True where a loop's target unpacks each element into values that can't be changed."""
    plain = isinstance(target, ast.Tuple) and all(isinstance(e, ast.Name) for e in target.elts)
    rows = shapes.elements(shapes_of(node, facts))
    known = shapes.within(rows, "list", "tuple") and shapes.hashable(shapes.elements(rows))
    return plain and known


def _is_listlike(node: ast.expr, facts: Facts) -> bool:
    """True unless `+` and `*` with a value are known to make something altogether new."""
    return not (is_scalar(node, facts) or _is_array_call(node, facts))


def _is_array_call(node: ast.expr, facts: Facts) -> bool:
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    full = facts.full_name(node.func) or ""
    return full.startswith("numpy.") or facts.kind_of(node.func.value) in ("ndarray", "Series")
