from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Around, Swap
from ..facts import Facts
from ..shaping import shapes_of
from ..source import COMPREHENSIONS, FUNCTIONS
from ._rule import Rewrite, rule
from ._slots import size_kept
from .row_taken_once import may_be_long


@rule(ast.Call, safety=Safety.CHECK, gain=1.2, hints=("len(",))
def length_taken_once(node: ast.Call, facts: Facts) -> Rewrite | None:
    """Ask for a length once before a loop that doesn't change it.

    What it does:
        `len(items)` that a loop asks in each round, by `while i < len(items)` or in a condition,
        gets a name before the loop, where the loop neither lengthens nor shortens `items`.

    Why it is slow:
        Each round looks `len` up among the globals and the built-ins, and calls it.

    Before:
        while i < len(text):
            if text[i] == " ":
                i += 2
            i += 1

    After:
        len_text = len(text)
        while i < len_text:
            if text[i] == " ":
                i += 2
            i += 1

    When not:
        The loop appends, removes, binds the name again, or could do so by another name; what isn't
        known to be a list, tuple or string; what a `for` asks once, to make its range.

    Source:
        The Python performance tips, "Loops"; measured: 1.1 to 1.4 times.
    """
    called, only = node.func, node.args[0] if len(node.args) == 1 else None
    if not (isinstance(called, ast.Name) and called.id == "len" and isinstance(only, ast.Name)):
        return None
    if not facts.is_builtin("len", at=node) or facts.source.function(node) is None:
        return None
    if not shapes.within(shapes_of(only, facts), "list", "tuple", "str"):
        return None
    if not _asked_in_rounds(node, only.id, facts):
        return None
    found: ast.stmt | None = None
    for loop in facts.source.loops(node):
        if not size_kept(only, loop, facts):
            break
        found = loop
    if found is None or not may_be_long(found, facts):
        return None
    name = facts.fresh(f"len_{only.id}")
    same = [part for part in ast.walk(found) if isinstance(part, ast.Call) and _says(part, only.id)]
    if any(not _asked_in_rounds(part, only.id, facts, anywhere=True) for part in same):
        return None
    return Rewrite((Around(found, f"{name} = len({only.id})"), *(Swap(p, name) for p in same)))


def _says(call: ast.Call, name: str) -> bool:
    return ast.unparse(call) == f"len({name})"


def _asked_in_rounds(node: ast.expr, name: str, facts: Facts, *, anywhere: bool = False) -> bool:
    """False for what a loop asks once to begin with, and for another variable of that name."""
    for parent in facts.source.ancestors(node):
        if isinstance(parent, FUNCTIONS):
            return not isinstance(parent, ast.Lambda)
        if isinstance(parent, COMPREHENSIONS):
            if name in flow.stores([g.target for g in parent.generators]):
                return False
        elif isinstance(parent, ast.For) and facts.source.inside(node, parent.iter):
            return anywhere
    return True
