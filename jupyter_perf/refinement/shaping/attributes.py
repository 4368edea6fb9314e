"""What the source gives attributes of its own objects, and where it reads them."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from .. import flow, shapes
from ..facts import Facts
from ..shapes import Shapes


def attribute_values(
    node: ast.Attribute, facts: Facts
) -> list[tuple[ast.Attribute, ast.expr]] | None:
    """(target, value) of all assignments to attributes of this name; None where one can't be told.

    Only for `self.name` in a class of the source that inherits nothing and makes no properties.
    """
    where = facts.source.function(node)
    owner = facts.source.parents.get(where) if isinstance(where, ast.FunctionDef) else None
    if not isinstance(owner, ast.ClassDef) or not isinstance(where, ast.FunctionDef):
        return None
    own = isinstance(node.value, ast.Name) and flow.parameters(where)[:1] == [node.value.id]
    if not own or owner.bases or owner.keywords or owner.decorator_list:
        return None
    if any(node.attr in flow.stores(stmt) for stmt in owner.body):
        return None
    found: list[tuple[ast.Attribute, ast.expr]] = []
    for target in facts.source.all(ast.Attribute):
        if target.attr != node.attr or isinstance(target.ctx, ast.Load):
            continue
        stmt = facts.source.parents[target]
        if not isinstance(stmt, ast.Assign | ast.AnnAssign | ast.AugAssign) or stmt.value is None:
            return None
        found.append((target, stmt.value))
    return found or None


def of_field(node: ast.Attribute, held: Shapes | None, facts: Facts) -> Shapes | None:
    """What a field of the user's own objects holds, where the source sets none of that name."""
    label = f".{node.attr}"
    if not held or any(label not in dict(shape.parts) for shape in held):
        return None
    set_here = any(
        other.attr == node.attr and not isinstance(other.ctx, ast.Load)
        for other in facts.source.all(ast.Attribute)
    )
    found = shapes.part(held, label)
    known = not set_here and "setattr" not in facts.source.names
    # What is mutable may change under another name.
    return found if known and shapes.hashable(found) else None


def attribute_uses(name: str, facts: Facts) -> Iterator[ast.expr]:
    """Every place that reads an attribute of this name."""
    for node in facts.source.all(ast.Attribute):
        if node.attr == name and isinstance(node.ctx, ast.Load):
            yield node
