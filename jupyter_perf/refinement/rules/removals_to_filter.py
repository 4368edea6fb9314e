from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Change, Instead
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ._hot import is_compiled
from ._leftovers import read_elsewhere
from ._place import sole
from ._rule import Rewrite, rule

_QUIET = (ast.Name, ast.Constant, ast.BinOp, ast.UnaryOp, ast.Compare, ast.BoolOp, ast.Subscript,
          ast.operator, ast.unaryop, ast.cmpop, ast.boolop, ast.expr_context)  # fmt: skip


@rule(ast.For, safety=Safety.CHECK, gain=40.0, hints=(".remove(",))
def removals_to_filter(node: ast.For, facts: Facts) -> Rewrite | None:
    """Build the list of what stays instead of removing what doesn't, one by one.

    What it does:
        A loop over a list that removes from its copy (or over a copy that removes from the list)
        all elements for which a test holds becomes a list of those for which it doesn't.

    Why it is slow:
        Each `remove` searches the list from its start, and moves all that comes after.

    Before:
        kept = list(numbers)
        for x in numbers:
            if x % 2 == 0:
                kept.remove(x)

    After:
        kept = [x for x in numbers if not (x % 2 == 0)]

    When not:
        Elements that aren't all whole numbers, or all strings (equal ones must be alike), a test
        that calls anything or looks at the list, a loop variable that is used afterwards.

    Source:
        The Python tutorial, "List Comprehensions".
    """
    only = sole(node.body)
    if node.orelse or not isinstance(node.target, ast.Name) or not isinstance(only, ast.If):
        return None
    name, removed = node.target.id, _removed(only, node.target.id)
    if removed is None or is_compiled(node, facts) or read_elsewhere(name, [node], facts):
        return None
    if not all(isinstance(part, _QUIET) for part in ast.walk(only.test)):
        return None
    copied = _copied(node.iter, facts)
    before = facts.source.before(node)
    if isinstance(node.iter, ast.Name):
        made = before[0] if before else None
        if not _is_given(made, removed, node.iter.id, facts):
            return None
        items, target = node.iter, removed
        gone: list[Change] = [Instead(made, "")]  # type: ignore[arg-type]
    elif copied is not None and copied.id == removed:
        items, target, gone = copied, f"{removed}[:]", []
    else:
        return None
    if not _alike(items, facts) or flow.loads(only.test) & {items.id, removed}:
        return None
    if only.test.lineno != only.test.end_lineno:
        return None
    kept = f"not ({facts.source.segment(only.test)})"
    if isinstance(only.test, ast.UnaryOp) and isinstance(only.test.op, ast.Not):
        kept = facts.source.segment(only.test.operand)
    text = f"{target} = [{name} for {name} in {items.id} if {kept}]"
    return Rewrite((*gone, Instead(node, text)))


def _removed(test: ast.If, name: str) -> str | None:
    """The list from which the element is removed where the test holds."""
    only = sole(test.body)
    if test.orelse or not isinstance(only, ast.Expr) or not isinstance(only.value, ast.Call):
        return None
    called = only.value.func
    if not (isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name)):
        return None
    listed = called.value.id
    fits = ast.unparse(only.value) == f"{listed}.remove({name})"
    return listed if fits and listed != name else None


def _copied(node: ast.expr, facts: Facts) -> ast.Name | None:
    """The list of `list(items)`, `items[:]` and `items.copy()`."""
    for held in ast.walk(node):
        if isinstance(held, ast.Name) and held.id != "list":
            texts = (f"{held.id}[:]", f"{held.id}.copy()", f"list({held.id})")
            fits = ast.unparse(node) in texts and facts.is_builtin("list", at=node)
            return held if fits else None
    return None


def _is_given(stmt: ast.stmt | None, name: str, items: str, facts: Facts) -> bool:
    """True for a statement that gives a name a copy of the list."""
    if not isinstance(stmt, ast.Assign) or len(stmt.targets) != 1:
        return False
    copied = _copied(stmt.value, facts)
    return (
        isinstance(stmt.targets[0], ast.Name)
        and stmt.targets[0].id == name != items
        and copied is not None
        and copied.id == items
    )


def _alike(items: ast.Name, facts: Facts) -> bool:
    listed = shapes.within(shapes_of(items, facts), "list")
    return listed and shapes.exact(elements_of(items, facts))
