from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Around, Change, Swap
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ..source import Loop
from ._place import start
from ._rule import Rewrite, rule

_ENDS = {"min": "reverse=True", "max": ""}


@rule(ast.For, ast.While, safety=Safety.CHECK, gain=30.0, hints=(".remove(",))
def smallest_first(node: Loop, facts: Facts) -> Rewrite | None:
    """Sort once instead of looking for the least and taking it out each time.

    What it does:
        A loop that takes `min(items)` (or `max`) and removes it from a list that is its own,
        takes the last element of the list, which is sorted once before.

    Why it is slow:
        Each round goes through the whole list twice.

    Before:
        rest = list(fares)
        while rest:
            least = min(rest)
            rest.remove(least)
            cheapest.append(least)

    After:
        rest = list(fares)
        rest.sort(reverse=True)
        while rest:
            least = (rest[-1] if rest else min(rest))
            rest.pop()
            cheapest.append(least)

    When not:
        A list that came from elsewhere, is used afterwards or otherwise in the loop; elements
        that aren't all whole numbers or all strings.

    Source:
        Selection sort and its alternatives: Knuth, "The Art of Computer Programming", 5.2.3.
    """
    for name in _removed(node):
        found = _taken(name, node, facts)
        if found is None:
            continue
        end, changes = found
        use = next(n for n in ast.walk(node) if isinstance(n, ast.Name) and n.id == name)
        held = elements_of(use, facts)
        if not (shapes.within(held, "int") or shapes.within(held, "str")):
            continue
        if not shapes.within(shapes_of(use, facts), "list") or not _own(name, node, facts):
            continue
        sorting = f"{name}.sort({_ENDS[end]})"
        return Rewrite((Around(node, before=sorting), *changes))
    return None


def _removed(node: Loop) -> list[str]:
    """Lists from which a statement of the loop's own body removes something."""
    return [
        stmt.value.func.value.id
        for stmt in node.body
        if isinstance(stmt, ast.Expr)
        and isinstance(stmt.value, ast.Call)
        and isinstance(stmt.value.func, ast.Attribute)
        and stmt.value.func.attr == "remove"
        and isinstance(stmt.value.func.value, ast.Name)
    ]


def _taken(name: str, node: Loop, facts: Facts) -> tuple[str, list[Change]] | None:
    """(`min` or `max`, changes) where the loop takes the list's least (greatest) each time."""
    chosen: tuple[str, str, int] | None = None
    changes: list[Change] = []
    counted = 0
    for at, stmt in enumerate(node.body):
        call = _extreme(stmt, name, facts)
        if call is not None and chosen is None:
            target = stmt.targets[0]  # type: ignore[attr-defined]
            chosen = (call.func.id, target.id, at)  # type: ignore[attr-defined]
            first = f"({name}[-1] if {name} else {facts.source.segment(call)})"
            changes.append(Swap(call, first))
            counted += 1
        elif chosen is not None and _removes(stmt, name, chosen[1]):
            if chosen[1] in flow.stores(node.body[chosen[2] + 1 : at]):
                return None
            changes.append(Swap(stmt.value, f"{name}.pop()"))  # type: ignore[attr-defined]
            counted += 1
    uses = [n for n in ast.walk(node) if isinstance(n, ast.Name) and n.id == name]
    plain = [use for use in uses if _looks(use, facts)]
    if chosen is None or len(changes) != 2 or len(plain) + counted != len(uses):
        return None
    return chosen[0], changes


def _extreme(stmt: ast.stmt, name: str, facts: Facts) -> ast.Call | None:
    """The call of `x = min(items)`."""
    if not (isinstance(stmt, ast.Assign) and len(stmt.targets) == 1):
        return None
    call = stmt.value
    plain = isinstance(stmt.targets[0], ast.Name) and isinstance(call, ast.Call)
    if not plain or not isinstance(call.func, ast.Name) or call.func.id not in _ENDS:  # type: ignore[attr-defined]
        return None
    same = [ast.unparse(a) for a in call.args] == [name] and not call.keywords  # type: ignore[attr-defined]
    return call if same and facts.is_builtin(call.func.id, at=call) else None  # type: ignore[return-value, attr-defined]


def _removes(stmt: ast.stmt, name: str, wanted: str) -> bool:
    return ast.unparse(stmt) == f"{name}.remove({wanted})"


def _looks(use: ast.Name, facts: Facts) -> bool:
    """True where only the list's length or emptiness is asked for."""
    parent = facts.source.parents[use]
    if isinstance(parent, ast.Call):
        return ast.unparse(parent.func) == "len" and facts.is_builtin("len", at=use)
    if isinstance(parent, ast.UnaryOp):
        return isinstance(parent.op, ast.Not)
    return isinstance(parent, ast.While | ast.If) and parent.test is use


def _own(name: str, node: Loop, facts: Facts) -> bool:
    """True where the list was made just before the loop, and nobody sees it afterwards."""
    made = start(name, node, facts)
    if facts.used_after(name, node) or made is None or facts.aliases_of(name) != {name}:
        return False
    if isinstance(made, ast.ListComp | ast.List):
        return True
    if isinstance(made, ast.Subscript):
        return isinstance(made.slice, ast.Slice)
    if not isinstance(made, ast.Call):
        return False
    called = made.func
    if isinstance(called, ast.Attribute):
        return called.attr == "copy"
    plain = isinstance(called, ast.Name) and called.id in ("list", "sorted")
    return plain and facts.is_builtin(called.id, at=made)  # type: ignore[attr-defined]
