"""Tables made once of a list, before what asks for parts of it again and again."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass

from .. import flow
from ..concrete import Around, Change
from ..facts import Facts
from ._function_copies import Calls, repeated_calls, second_form
from ._place import place


@dataclass(frozen=True)
class MadeBefore:
    """Where a table can be made: `before` a statement, of the list that is called `items` there.

    `calls` are those of the function that asks the table, where it is in one that loops call.
    """

    before: ast.stmt
    items: str
    calls: Calls | None
    function: ast.FunctionDef | None

    def changes(
        self, made: str, swaps: Sequence[Change], suffix: str, facts: Facts
    ) -> tuple[Change, ...]:
        """The statements `made`, and `swaps`: in place, or in a second form of the function."""
        table = Around(self.before, made)
        if self.calls is None or self.function is None:
            return (table, *swaps)
        name = facts.fresh(f"{self.function.name}_{suffix}")
        return (table, *second_form(self.function, name, swaps, self.calls, facts))


def made_before(node: ast.expr | ast.stmt, items: ast.Name, facts: Facts) -> MadeBefore | None:
    """Where a table of `items`, which nothing changes meanwhile, serves `node` many times."""
    inside = _repeating(node, items, facts)
    if inside is not None:
        known = items.id not in flow.stores(inside)
        return MadeBefore(inside, items.id, None, None) if known else None
    function = facts.source.function(node)
    if not isinstance(function, ast.FunctionDef):
        return None
    calls = repeated_calls(function, items, facts)
    return None if calls is None else MadeBefore(calls.before, calls.items.id, calls, function)


def _repeating(node: ast.expr | ast.stmt, items: ast.Name, facts: Facts) -> ast.stmt | None:
    """The outermost statement that repeats `node` and leaves the list alone."""
    if isinstance(node, ast.expr):
        return None if _is_put_off(node, facts) else place(node, {items.id}, facts)
    found: ast.stmt | None = None
    for loop in facts.source.loops(node):
        if items.id in facts.changed(loop):
            break
        found = loop
    return found


def _is_put_off(node: ast.expr, facts: Facts) -> bool:
    """True in a generator that may be gone through later, when the list is another one."""
    for parent in facts.source.ancestors(node):
        if isinstance(parent, ast.GeneratorExp):
            user = facts.source.parents[parent]
            called = ast.unparse(user.func) if isinstance(user, ast.Call) else ""
            if called.rpartition(".")[2] not in _EAGER:
                return True
        if isinstance(parent, ast.stmt):
            return False
    return False


_EAGER = flow.words("sum any all list set frozenset tuple dict sorted max min join extend")


def is_otherwise(node: ast.expr | ast.stmt, table: str, facts: Facts) -> bool:
    """True for what an earlier rewrite left for places outside of the table."""
    parent = facts.source.parents[node]
    if isinstance(parent, ast.IfExp):
        return parent.orelse is node and table in ast.unparse(parent.test)
    return (
        isinstance(parent, ast.If) and parent.orelse == [node] and table in ast.unparse(parent.test)
    )
