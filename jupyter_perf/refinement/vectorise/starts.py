"""What a name holds when a loop starts."""

from __future__ import annotations

import ast

from .. import flow
from ..facts import Facts
from ..rules._place import only_names
from ..syntax import is_name
from .types import One, type_of_value


def shared_start(name: str, loop: ast.stmt, facts: Facts) -> ast.expr | None:
    """The value of `low = high = x[0]`, or of one part of `a, b = 0, 1`, above a loop."""
    for stmt in facts.source.before(loop):
        if isinstance(stmt, ast.Assign) and name in flow.stores(stmt.targets):
            if any(is_name(target, name) for target in stmt.targets):
                return stmt.value
            target, value = stmt.targets[0], stmt.value
            if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
                for one, given in zip(target.elts, value.elts, strict=False):
                    if is_name(one, name):
                        return given
            return None
        if only_names(stmt) and name not in flow.stores(stmt):
            continue
        if name in flow.stores(stmt) | flow.loads(stmt) | facts.changed(stmt):
            return None
    return None


def type_before(name: str, loop: ast.stmt, facts: Facts) -> One | None:
    """The type of a number that nothing in the source gives a value but the loop."""
    binders = facts.binders(name, facts.scope(name, loop))
    inside = all(facts.source.inside(binder, loop) for binder in binders)
    if not inside or name not in facts.namespace:
        return None
    if facts.source.function(loop) is not None:
        return None
    found = type_of_value(facts.namespace[name])
    return found if isinstance(found, One) else None
