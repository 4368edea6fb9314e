"""What the names stand for by which the elements of a container are gone through."""

from __future__ import annotations

import ast

from .. import flow, shapes
from ..facts import Facts
from ..shapes import Shapes
from .targets import unpacked


def is_unchanging(name: str, use: ast.expr, held: Shapes | None, facts: Facts) -> bool:
    """True where `name` gets parts of what a container holds that can't be changed in place.

    `use` is what a loop goes through: `for name, times in use`, `for i, name in enumerate(use)`,
    `for name, other in zip(use, others)`, `for name, times in use.items()`. `held` is the
    container's shape.
    """
    parent, elements = facts.source.parents[use], shapes.elements(held)
    call: ast.AST = parent
    if isinstance(parent, ast.Attribute) and parent.attr == "items":
        call = facts.source.parents[parent]
        elements = _pairs(held)
    elif isinstance(parent, ast.Call):
        call, elements = parent, _together(parent, use, elements, facts)
    elif isinstance(parent, ast.For | ast.comprehension):
        call = use
    else:
        return False
    loop = facts.source.parents[call]
    if not isinstance(loop, ast.For | ast.comprehension) or loop.iter is not call:
        return False
    if elements is None:
        return False
    if isinstance(parent, ast.Call) and not _from(use, parent, name, loop.target):
        return True
    given = unpacked(loop.target, name, elements)
    return bool(given) and shapes.hashable(given)


def _from(use: ast.expr, call: ast.Call, name: str, target: ast.expr) -> bool:
    """False where `name` is given by another argument of `zip`, or the number of `enumerate`."""
    parts = target.elts if isinstance(target, ast.Tuple) else []
    if ast.unparse(call.func) == "enumerate":
        return len(parts) != 2 or name in flow.stores([parts[1]])
    if len(parts) != len(call.args) or any(isinstance(p, ast.Starred) for p in parts):
        return True
    return name in flow.stores([parts[call.args.index(use)]])


def _together(
    call: ast.Call, use: ast.expr, elements: Shapes | None, facts: Facts
) -> Shapes | None:
    """What going through `enumerate(use)` or `zip(…, use, …)` gives."""
    called = call.func.id if isinstance(call.func, ast.Name) else ""
    if called not in ("enumerate", "zip") or not facts.is_builtin(called, at=call):
        return None
    if called == "enumerate":
        return _beside(shapes.only("int"), elements) if call.args == [use] else None
    if any(isinstance(argument, ast.Starred) for argument in call.args) or use not in call.args:
        return None
    at = call.args.index(use)
    return frozenset({shapes.Shape("tuple", parts=((at, elements),))})


def _pairs(held: Shapes | None) -> Shapes | None:
    """What going through a dict's items gives."""
    if not shapes.within(held, "dict", "defaultdict", "Counter"):
        return None
    keys, values = shapes.elements(held), shapes.union(*(s.to for s in held or ()))
    return _beside(keys, values)


def _beside(first: Shapes | None, second: Shapes | None) -> Shapes:
    whole = shapes.union(first, second)
    return frozenset({shapes.Shape("tuple", whole, parts=((0, first), (1, second)))})
