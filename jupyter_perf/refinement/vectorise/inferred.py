"""The types of expressions, by the user's values or by how they are made."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from .. import shapes
from ..facts import Facts
from ..shaping import shapes_of
from .inferred_operators import of_power, operated
from .types import Many, One, Type, common, type_of_value

DEPTH = 24
"""Names are followed to what they are assigned so many times."""
MOST_ASKED = 400
"""Functions that call each other in turn lead to ever more expressions: then nothing is known."""
_LISTED = ast.List | ast.Tuple
WorkOut = Callable[[Any, Facts, int], Type | None]


@cache
def _by_node() -> dict[type[ast.expr], WorkOut]:
    """How each is worked out; imported late, since all that is imported asks `type_of` in turn."""
    from .inferred_calls import of_call
    from .inferred_names import of_name
    from .inferred_parts import of_attribute, of_subscript
    from .singles import of_comprehension

    return {
        ast.Name: of_name,
        ast.Constant: _of_constant,
        ast.Call: of_call,
        ast.BinOp: _of_binop,
        ast.UnaryOp: _of_unary,
        ast.Subscript: of_subscript,
        ast.Attribute: of_attribute,
        ast.IfExp: _of_choice,
        ast.ListComp: of_comprehension,
    }


def type_of(node: ast.expr, facts: Facts, depth: int = DEPTH) -> Type | None:
    """The type of an expression, by the user's values or by how it is made; None for unknown."""
    effort = facts.kept(effort_of)
    if depth == 0 or (effort.nested and effort.is_spent):
        return None
    whole = depth == DEPTH and not effort.nested and not effort.assuming
    if whole and node in effort.known:
        return effort.known[node]
    effort.begin()
    try:
        found = _worked_out(node, facts, depth)
    finally:
        effort.nested -= 1
    if whole:
        effort.known[node] = found
    return found


@dataclass
class _Effort:
    """How many expressions have been asked about to answer one question."""

    nested: int = 0
    asked: int = 0
    assuming: int = 0
    """How many assumptions are made about names, under which nothing is kept."""
    known: dict[ast.expr, Type | None] = field(default_factory=dict)
    """Answers to whole questions, and what hangs on no assumption."""
    leant: set[tuple[int, str]] = field(default_factory=set)
    """Names, by the id of their scope, of which something was assumed on the way."""

    @property
    def is_spent(self) -> bool:
        return self.asked > MOST_ASKED

    def begin(self) -> None:
        self.asked = self.asked + 1 if self.nested else 0
        self.nested += 1


def effort_of(facts: Facts) -> _Effort:
    """The one that is kept with the facts about a source."""
    return _Effort()


def _worked_out(node: ast.expr, facts: Facts, depth: int) -> Type | None:
    work_out = _by_node().get(type(node))
    if work_out is not None and isinstance(node, ast.Name):
        return work_out(node, facts, depth)
    found = common([type_of_value(value) for value in facts.samples(node)])
    if found is None and work_out is not None:
        found = work_out(node, facts, depth - 1)
    return found or of_shapes(node, facts) or likely_type(node, facts)


def likely_type(node: ast.expr, facts: Facts) -> Type | None:
    """The most frequent type among the arrays and columns that loops lead to."""
    if not isinstance(node, ast.Name | ast.Subscript):
        return None
    found = [type_of_value(value) for value in facts.likely(node)]
    known = [one for one in found if one is not None]
    return max(known, key=known.count) if known else None


def of_shapes(node: ast.expr, facts: Facts) -> Type | None:
    """Lists (of lists) of numbers of one kind, and numbers, as `shaping` knows them."""
    found = shapes_of(node, facts)
    depth = 0
    while shapes.within(found, "list") and depth < 4:
        found, depth = shapes.elements(found), depth + 1
    for kind in ("float", "int"):
        if shapes.within(found, kind):
            return Many("list", kind, depth) if depth else One(kind)
    return Many("list", "bool", depth) if depth and shapes.within(found, "bool") else None


def _of_constant(node: ast.Constant, facts: Facts, depth: int) -> Type | None:
    return type_of_value(node.value)


def _of_unary(node: ast.UnaryOp, facts: Facts, depth: int) -> Type | None:
    return type_of(node.operand, facts, depth) if isinstance(node.op, ast.USub) else None


def _of_choice(node: ast.IfExp, facts: Facts, depth: int) -> Type | None:
    yes, no = type_of(node.body, facts, depth), type_of(node.orelse, facts, depth)
    if isinstance(yes, Many) and isinstance(getattr(node.orelse, "left", node.orelse), _LISTED):
        # An array, or something else to go through where it would hold nothing.
        return yes
    return yes if yes == no or (isinstance(yes, One) and isinstance(no, One)) else None


def _of_binop(node: ast.BinOp, facts: Facts, depth: int) -> Type | None:
    left, right = type_of(node.left, facts, depth), type_of(node.right, facts, depth)
    if isinstance(node.op, ast.Pow) and left is not None:
        return of_power(left, node.right)
    return operated(node.op, left, right)
