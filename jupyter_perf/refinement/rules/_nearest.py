"""Loops that look from one place of a list for the nearest element that compares so and so."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass

from .. import flow
from ..facts import Facts
from ._place import sole

_SIGNS: dict[type[ast.cmpop], str] = {ast.Gt: ">", ast.GtE: ">=", ast.Lt: "<", ast.LtE: "<="}
_TURNED = {">": "<", ">=": "<=", "<": ">", "<=": ">="}
_OPPOSITE = {">": "<=", ">=": "<", "<": ">=", "<=": ">"}


@dataclass(frozen=True)
class Search:
    """From place `origin` of `items` on (or back), for an element with `element sign its own`."""

    items: ast.Name
    origin: str
    sign: str
    forward: bool
    stop: ast.expr | None
    """Where a search forward ends; one back ends at the list's first element."""

    def opposite(self) -> Search:
        """The search for what fails the comparison."""
        return Search(self.items, self.origin, _OPPOSITE[self.sign], self.forward, self.stop)


def of_range(node: ast.For, test: ast.expr, facts: Facts) -> Search | None:
    """`for j in range(i + 1, n)` or `range(i - 1, -1, -1)` with a test of `items[j]`."""
    call = node.iter
    if not (isinstance(node.target, ast.Name) and isinstance(call, ast.Call)) or call.keywords:
        return None
    if ast.unparse(call.func) != "range" or not facts.is_builtin("range", "len", at=node):
        return None
    texts = [ast.unparse(arg) for arg in call.args]
    if len(texts) == 2:
        origin, stop = _beside(call.args[0], ast.Add), call.args[1]
    elif len(texts) == 3 and texts[1:] == ["-1", "-1"]:
        origin, stop = _beside(call.args[0], ast.Sub), None
    else:
        return None
    if origin is None:
        return None
    return compared(test, node.target.id, origin, stop, node, facts)


def compared(
    test: ast.expr, place: str, origin: str, stop: ast.expr | None, at: ast.stmt, facts: Facts
) -> Search | None:
    """The search with the test `items[place] > items[origin]`, however it is written."""
    if not (isinstance(test, ast.Compare) and len(test.ops) == 1 and type(test.ops[0]) in _SIGNS):
        return None
    sign, right = _SIGNS[type(test.ops[0])], test.comparators[0]
    for mine, other, turned in ((test.left, right, sign), (right, test.left, _TURNED[sign])):
        if not (isinstance(mine, ast.Subscript) and isinstance(mine.value, ast.Name)):
            continue
        items = mine.value
        if ast.unparse(mine.slice) == place and _is_own(other, items.id, origin, at, facts):
            return Search(items, origin, turned, stop is not None, stop)
    return None


def _beside(node: ast.expr, op: type[ast.operator]) -> str | None:
    """`i` of `i + 1` or `i - 1`."""
    if not (isinstance(node, ast.BinOp) and isinstance(node.op, op)):
        return None
    one = ast.unparse(node.right) == "1"
    return node.left.id if one and isinstance(node.left, ast.Name) else None


def _is_own(node: ast.expr, items: str, origin: str, at: ast.stmt, facts: Facts) -> bool:
    """True for `items[origin]`, and for a name that was given it in this round."""
    own = f"{items}[{origin}]"
    if ast.unparse(node) == own:
        return True
    if not isinstance(node, ast.Name):
        return False
    for stmt in facts.source.before(at):
        if isinstance(stmt, ast.Assign) and ast.unparse(stmt.targets[0]) == node.id:
            return len(stmt.targets) == 1 and ast.unparse(stmt.value) == own
        if {node.id, origin, items} & facts.changed(stmt):
            return False
    loop = facts.source.parents[at]
    if not isinstance(loop, ast.For) or {node.id, origin} & flow.stores(loop.body):
        return False
    given = f"enumerate({items})"
    named = ast.unparse(loop.target).strip("()") == f"{origin}, {node.id}"
    return named and ast.unparse(loop.iter) == given and facts.is_builtin("enumerate", at=at)


def table(found: Search, name: str, facts: Facts) -> str:
    """Statements that make `name`: for each place that of the nearest element, by a stack."""
    items = found.items.id
    waiting, place, value = (facts.fresh(word) for word in ("waiting", "place", "value"))
    none = f"len({items})" if found.forward else "-1"
    order = f"enumerate({items})"
    if not found.forward:
        order = f"reversed(list(enumerate({items})))"
    return (
        f"{name} = [{none}] * len({items})\n{waiting} = []\n"
        f"for {place}, {value} in {order}:\n"
        f"    while {waiting} and {value} {found.sign} {items}[{waiting}[-1]]:\n"
        f"        {name}[{waiting}.pop()] = {place}\n"
        f"    {waiting}.append({place})"
    )


def one_added(stmts: Sequence[ast.stmt]) -> str | None:
    """The counter of a block that does nothing but add one to it."""
    only = sole(list(stmts))
    added = flow.accumulation(only) if only is not None else None
    return added[0] if added is not None and ast.unparse(added[1]) == "1" else None
