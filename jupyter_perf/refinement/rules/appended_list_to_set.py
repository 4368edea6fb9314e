from __future__ import annotations

import ast

from ...core.code import Safety
from .. import shapes
from ..concrete import Change, Swap
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ..source import FUNCTIONS
from ._hot import is_compiled
from ._rule import Rewrite, rule


@rule(
    ast.Assign, safety=Safety.CHECK, gain=50.0, hints=(".append(",), kinds=("function", "program")
)
def appended_list_to_set(node: ast.Assign, facts: Facts) -> Rewrite | None:
    """Note what has been seen in a set, where it is only asked for.

    What it does:
        A list that the source only appends to and looks up with `in`, in functions inside too, is
        made a set from the start.

    Why it is slow:
        `in` compares with one element after another, and the list gets longer.

    Before:
        def visit_all(roads):
            visited = []

            def visit(place):
                visited.append(place)
                for other in roads[place]:
                    if other not in visited:
                        visit(other)

    After:
        def visit_all(roads):
            visited = set()

            def visit(place):
                visited.add(place)
                for other in roads[place]:
                    if other not in visited:
                        visit(other)

    When not:
        A list that is gone through, counted, returned or handed on anywhere; elements that may
        not be hashable; a name in a cell, which outlives it.

    Source:
        The Python wiki, "TimeComplexity".
    """
    target = node.targets[0]
    if len(node.targets) > 1 or not isinstance(target, ast.Name) or is_compiled(node, facts):
        return None
    value, scope = node.value, facts.scope(target.id, target)
    if not isinstance(value, ast.List) or any(isinstance(e, ast.Starred) for e in value.elts):
        return None
    if not _is_private(scope, facts) or not facts.is_builtin("set", at=node):
        return None
    text = f"{{{', '.join(map(facts.source.segment, value.elts))}}}" if value.elts else "set()"
    changes: list[Change] = [Swap(value, text)]
    asked: list[ast.Name] = []
    for use in facts.source.all(ast.Name):
        if use.id != target.id or facts.scope(use.id, use) is not scope:
            continue
        if isinstance(use.ctx, ast.Load):
            change = _change(use, facts)
            if change is None:
                return None
            changes += change
            asked += [] if change else [use]
        elif use is not target and not _is_emptied(use, facts):
            return None
        elif use is not target:
            changes.append(Swap(facts.source.parents[use].value, "set()"))  # type: ignore[attr-defined]
    if any(target.id in outer.names for outer in facts.source.all(ast.Nonlocal)):
        return None
    return Rewrite(tuple(changes)) if asked and _hashed(asked, facts) else None


def _is_private(scope: ast.AST, facts: Facts) -> bool:
    """True for names that nobody outside the source sees."""
    return isinstance(scope, FUNCTIONS) or facts.kind == "program"


def _change(use: ast.Name, facts: Facts) -> list[Change] | None:
    """What becomes of a use: nothing for `x in seen`; None where a set won't do."""
    parent = facts.source.parents[use]
    if isinstance(parent, ast.Compare):
        member = len(parent.ops) == 1 and isinstance(parent.ops[0], ast.In | ast.NotIn)
        return [] if member and parent.comparators == [use] else None
    if not (isinstance(parent, ast.Attribute) and parent.attr == "append"):
        return None
    call = facts.source.parents[parent]
    if not (isinstance(call, ast.Call) and call.func is parent and len(call.args) == 1):
        return None
    alone = isinstance(facts.source.parents[call], ast.Expr) and not call.keywords
    return [Swap(parent, f"{use.id}.add")] if alone else None


def _is_emptied(use: ast.Name, facts: Facts) -> bool:
    """True for `seen = []` elsewhere: it begins anew."""
    stmt = facts.source.parents[use]
    if not isinstance(stmt, ast.Assign) or stmt.targets != [use]:
        return False
    return isinstance(stmt.value, ast.List) and not stmt.value.elts


def _hashed(asked: list[ast.Name], facts: Facts) -> bool:
    """True where all that is in the list, or looked for there, can be hashed."""
    for use in asked:
        test = facts.source.parents[use]
        if not shapes.within(shapes_of(use, facts), "list"):
            return False
        if not shapes.hashable(elements_of(use, facts)):
            return False
        if not shapes.hashable(shapes_of(test.left, facts)):  # type: ignore[attr-defined]
            return False
    return True
