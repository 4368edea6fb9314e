"""What one statement or call of a method puts into a container."""

from __future__ import annotations

import ast
from enum import Enum

from .. import shapes
from ..facts import Facts
from ..shapes import Shapes, union
from .additions import DICTS, NOTHING, Added
from .ask import Ask
from .uses import HARMLESS, may_change_item

INTO = {"append": 1, "add": 1, "appendleft": 1, "insert": 2}
"""Methods that put one value into their container, the last of so many arguments."""


class By(Enum):
    """How what a container holds is reached."""

    PLACE = "place"
    KEY = "key"
    EITHER = "either"


def reached_by(found: Shapes) -> By:
    """How what containers of these shapes hold is reached."""
    if all(s.kind in ("list", "deque") for s in found):
        return By.PLACE
    return By.KEY if all(s.kind in DICTS for s in found) else By.EITHER


def by_method(call: ast.Call, method: str, ask: Ask) -> Added | None:
    """What a method adds to its container; None for one that isn't known."""
    if len(call.args) == INTO.get(method):
        return ask(call.args[-1]), shapes.NONE
    if method == "extend" and len(call.args) == 1:
        return shapes.elements(ask(call.args[0])), shapes.NONE
    return NOTHING if method in HARMLESS else None


def by_item(item: ast.Subscript, by: By, facts: Facts, ask: Ask) -> Added | None:
    """What `name[k] = v` and `name[k] += v` add; None where something deeper may change."""
    parent = facts.source.parents[item]
    if isinstance(parent, ast.Assign) and item in parent.targets:
        value = ask(parent.value)
    elif isinstance(parent, ast.Tuple) and not isinstance(item.ctx, ast.Load):
        value = _one_of_several(item, parent, facts, ask)
    elif isinstance(parent, ast.AugAssign) and parent.target is item:
        value = ask(parent.value)
        if not (shapes.numeric(value) or shapes.within(value, "str")):
            return None
    elif isinstance(item.ctx, ast.Load):
        return None if may_change_item(item, facts) else NOTHING
    else:
        return NOTHING if isinstance(parent, ast.Delete) else None
    if isinstance(item.slice, ast.Slice):
        # A part of a list takes the elements of what it is given.
        taken = by is By.PLACE and isinstance(parent, ast.Assign)
        return (shapes.elements(value), shapes.NONE) if taken else None
    # A list's index isn't among its elements; of a dict, only keys are.
    if by is By.KEY:
        return ask(item.slice), value
    return (value if by is By.PLACE else union(value, ask(item.slice))), value


def _one_of_several(item: ast.expr, targets: ast.Tuple, facts: Facts, ask: Ask) -> Shapes | None:
    """What an item gets by `a[i], a[j] = a[j], a[i]`."""
    stmt = facts.source.parents[targets]
    if not isinstance(stmt, ast.Assign):
        return None
    if isinstance(stmt.value, ast.Tuple) and len(stmt.value.elts) == len(targets.elts):
        return ask(stmt.value.elts[targets.elts.index(item)])
    return shapes.elements(ask(stmt.value))
