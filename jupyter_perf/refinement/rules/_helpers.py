"""Whether helpers of the user's go on giving the same for the same."""

from __future__ import annotations

import ast
from types import FunctionType, ModuleType

from .. import flow, shapes
from ..facts import Facts
from ..shaping.helpers import Helper


def module_left_alone(helper: Helper, stmt: ast.stmt, facts: Facts) -> bool:
    """True where a statement changes none of the data that a helper reads."""
    own = helper.value.__globals__
    if not helper.data or all(shapes.hashable(shapes.of_value(own.get(n))) for n in helper.data):
        return True
    for name in flow.loads(stmt):
        value = facts.namespace.get(name)
        if isinstance(value, ModuleType) and vars(value) is own:
            return False
        if isinstance(value, FunctionType) and value.__globals__ is own:
            definition = facts.definition(name)
            if definition is None or any(
                isinstance(part, ast.Global | ast.Subscript | ast.Attribute)
                and not isinstance(getattr(part, "ctx", None), ast.Load)
                for part in ast.walk(definition)
            ):
                return False
            if not facts.pure(definition) and value is not helper.value:
                return False
    return True
