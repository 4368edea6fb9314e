"""How many elements of a list are below or above something, or equal to it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from .. import flow
from ..facts import Facts
from ..source import Loop
from ._hot import is_quiet
from ._leftovers import read_elsewhere
from ._nearest import one_added
from ._place import sole

_SIGNS: dict[type[ast.cmpop], str] = {ast.Gt: ">", ast.GtE: ">=", ast.Lt: "<", ast.LtE: "<=",
                                      ast.Eq: "=="}  # fmt: skip
_TURNED = {">": "<", ">=": "<=", "<": ">", "<=": ">=", "==": "=="}


@dataclass(frozen=True)
class Count:
    """Elements of `items` that compare by `sign` with `limit`: an expression, or a loop that adds
    to `counter`."""

    node: ast.expr | ast.For
    items: ast.Name
    sign: str
    limit: ast.expr
    counter: str = ""


def counts_of(loop: Loop, facts: Facts) -> Iterator[Count]:
    """The counts that a loop makes of lists."""
    for node in ast.walk(loop):
        found: Count | None = None
        if isinstance(node, ast.Call):
            found = _method(node) or _call(node, facts)
        elif isinstance(node, ast.For) and node is not loop:
            found = _loop(node, facts)
        if found is not None:
            yield found


def _method(node: ast.Call) -> Count | None:
    """`items.count(x)`."""
    method = node.func
    if not (isinstance(method, ast.Attribute) and method.attr == "count"):
        return None
    if not isinstance(method.value, ast.Name) or len(node.args) != 1 or node.keywords:
        return None
    plain = is_quiet(node.args[0])
    return Count(node, method.value, "==", node.args[0]) if plain else None


def _call(node: ast.Call, facts: Facts) -> Count | None:
    """`sum(1 for x in items if x < limit)`, `sum(x < limit for …)`, `len([… if x < limit])`."""
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    if name not in ("sum", "len") or len(node.args) != 1 or node.keywords:
        return None
    whole = node.args[0]
    if not isinstance(whole, ast.ListComp | ast.GeneratorExp) or len(whole.generators) != 1:
        return None
    part, elt = whole.generators[0], whole.elt
    tests = list(part.ifs)
    if name == "sum" and isinstance(elt, ast.Compare) and not tests:
        tests = [elt]
    elif not (ast.unparse(elt) == "1" or (name == "len" and isinstance(elt, ast.Name))):
        return None
    if name == "len" and not isinstance(whole, ast.ListComp):
        return None
    if len(tests) != 1 or part.is_async or not facts.is_builtin(name, at=node):
        return None
    if not isinstance(part.iter, ast.Name):
        return None
    return _compared(node, part.iter, part.target, tests[0], "")


def _loop(node: ast.For, facts: Facts) -> Count | None:
    only = sole(node.body)
    if not isinstance(only, ast.If) or only.orelse or node.orelse:
        return None
    counter = one_added(only.body)
    if counter is None or not isinstance(node.iter, ast.Name):
        return None
    if read_elsewhere(ast.unparse(node.target), [node], facts):
        return None
    found = _compared(node, node.iter, node.target, only.test, counter)
    known = found is not None and counter not in flow.loads(found.limit)
    return found if known and counter != node.iter.id else None


def _compared(
    node: ast.expr | ast.For, items: ast.Name, target: ast.expr, test: ast.expr, counter: str
) -> Count | None:
    if not isinstance(target, ast.Name) or not isinstance(test, ast.Compare):
        return None
    if len(test.ops) != 1 or type(test.ops[0]) not in _SIGNS:
        return None
    sign, right = _SIGNS[type(test.ops[0])], test.comparators[0]
    for mine, limit, turned in ((test.left, right, sign), (right, test.left, _TURNED[sign])):
        own = isinstance(mine, ast.Name) and mine.id == target.id
        if own and is_quiet(limit) and not {target.id, items.id} & flow.loads(limit):
            return Count(node, items, turned, limit, counter)
    return None
