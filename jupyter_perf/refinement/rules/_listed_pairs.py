"""Lists of short lists that are written out where they are made, and never changed: `[y, x]`."""

from __future__ import annotations

import ast

from .. import shapes
from ..facts import Facts
from ..shaping import shapes_of


def holds_written_lists(name: ast.Name, facts: Facts) -> bool:
    """True where a name stands for one list throughout, in which all that is put is written out as
    a list of what can be hashed, and which nothing but `in` and `len` looks at otherwise."""
    scope = facts.scope(name.id, name)
    uses = [n for n in facts.source.all(ast.Name)
            if n.id == name.id and facts.scope(n.id, n) is scope]  # fmt: skip
    if len(facts.binders(name.id, scope)) != 1 or name.id in facts.namespace:
        return False
    return all(_is_plain_use(use, facts) for use in uses)


def is_written_list(node: ast.expr, facts: Facts) -> bool:
    """True for `[y, x]`, of what can be hashed."""
    if not isinstance(node, ast.List) or not node.elts:
        return False
    return all(shapes.hashable(shapes_of(part, facts)) for part in node.elts)


def as_tuple(node: ast.List, facts: Facts) -> str:
    """The list as a tuple, as text."""
    parts = [facts.source.segment(part) for part in node.elts]
    return f"({', '.join(parts)})" if len(parts) > 1 else f"({parts[0]},)"


def _is_plain_use(use: ast.Name, facts: Facts) -> bool:
    parent = facts.source.parents[use]
    if isinstance(parent, ast.Assign):
        made = parent.value
        alone = parent.targets == [use] and isinstance(made, ast.List)
        return alone and all(is_written_list(one, facts) for one in made.elts)  # type: ignore[attr-defined]
    if isinstance(parent, ast.Compare):
        asked = isinstance(parent.ops[0], ast.In | ast.NotIn) and len(parent.ops) == 1
        return asked and use in parent.comparators and is_written_list(parent.left, facts)
    if isinstance(parent, ast.Call):
        return ast.unparse(parent.func) == "len" and facts.is_builtin("len", at=parent)
    call = facts.source.parents[parent] if isinstance(parent, ast.Attribute) else None
    if not isinstance(call, ast.Call) or call.func is not parent or len(call.args) != 1:
        return False
    return parent.attr == "append" and is_written_list(call.args[0], facts)  # type: ignore[attr-defined]
