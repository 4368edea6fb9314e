"""Whether a loop has rounds, and what each of them surely comes to."""

from __future__ import annotations

import ast

from .. import flow, shapes
from ..facts import Facts
from ..shaping import shapes_of
from ..source import FUNCTIONS


def rounds_asked(loop: ast.For, facts: Facts) -> str | None:
    """What tells whether a loop has rounds: `places`; "" where it surely has some."""
    items = loop.iter
    if isinstance(items, ast.Call) and isinstance(items.func, ast.Name) and not items.keywords:
        name, given = items.func.id, items.args
        if not facts.is_builtin(name, at=items) or not given:
            return None
        if name == "range":
            numbers = [one.value if isinstance(one, ast.Constant) else None for one in given]
            whole = all(type(number) is int for number in numbers) and len(numbers) < 3
            return "" if whole and len(range(*numbers)) else None  # type: ignore[arg-type]
        items = given[0] if name in ("enumerate", "sorted", "set", "list") else items
    known = shapes.within(
        shapes_of(items, facts), "list", "tuple", "set", "dict", "Counter", "defaultdict"
    )
    return items.id if isinstance(items, ast.Name) and known else None


def is_reached(loop: ast.For, node: ast.stmt) -> bool:
    """True where each round comes to a statement."""
    ahead = loop.body[: loop.body.index(node)]
    leaving = (ast.Continue, ast.Break, ast.Return, ast.Raise, ast.Try)
    return not flow.has(ahead, *leaving) and not flow.has(loop, ast.Yield, ast.Await, *FUNCTIONS)
