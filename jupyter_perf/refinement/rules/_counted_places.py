"""How many elements before a place of a list, or behind it, are smaller or larger than its own."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from .. import shapes
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ._nearest import one_added
from ._place import sole

_SIGNS: dict[type[ast.cmpop], str] = {ast.Gt: ">", ast.GtE: ">=", ast.Lt: "<", ast.LtE: "<="}
_TURNED = {">": "<", ">=": "<=", "<": ">", "<=": ">="}


@dataclass(frozen=True)
class Counted:
    """Elements of `items` that compare by `sign` with the one at `place`.

    Those before it; where there is a `stop`, those behind it up to there.
    """

    items: ast.Name
    place: ast.Name
    sign: str
    stop: str


def counted_call(node: ast.Call, facts: Facts) -> Counted | None:
    """What `sum(1 for j in range(i) if items[j] < items[i])` counts, however it is written."""
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    if name not in ("sum", "len") or len(node.args) != 1 or node.keywords:
        return None
    whole = node.args[0]
    if not isinstance(whole, ast.ListComp | ast.GeneratorExp) or len(whole.generators) != 1:
        return None
    if name == "len" and not isinstance(whole, ast.ListComp):
        return None
    part, elt = whole.generators[0], whole.elt
    tests = list(part.ifs)
    if name == "sum" and isinstance(elt, ast.Compare) and not tests:
        tests = [elt]
    elif not (ast.unparse(elt) == "1" or (name == "len" and isinstance(elt, ast.Name))):
        return None
    if len(tests) != 1 or part.is_async or not facts.is_builtin(name, at=node):
        return None
    return _counted(part.target, part.iter, tests[0], facts)


def counted_loop(node: ast.For, facts: Facts) -> tuple[str, Counted] | None:
    """(counter, what is counted) of a loop that adds one for each such element."""
    only = sole(node.body)
    if not isinstance(only, ast.If) or only.orelse or node.orelse:
        return None
    counter = one_added(only.body)
    found = _counted(node.target, node.iter, only.test, facts)
    if counter is None or found is None or counter in (found.items.id, found.place.id):
        return None
    return counter, found


def _counted(target: ast.expr, iterated: ast.expr, test: ast.expr, facts: Facts) -> Counted | None:
    if not isinstance(target, ast.Name) or not isinstance(test, ast.Compare):
        return None
    if len(test.ops) != 1 or type(test.ops[0]) not in _SIGNS:
        return None
    sign = _SIGNS[type(test.ops[0])]
    for mine, own, turned in (
        (test.left, test.comparators[0], sign),
        (test.comparators[0], test.left, _TURNED[sign]),
    ):
        if not (isinstance(own, ast.Subscript) and isinstance(own.value, ast.Name)):
            continue
        items, place = own.value, own.slice
        if not isinstance(place, ast.Name) or place.id == target.id:
            continue
        stop = _stop(iterated, items.id, place.id, ast.unparse(mine), target.id)
        if stop is None or not facts.is_builtin("range", "len", at=target):
            continue
        found = Counted(items, place, turned, stop)
        return found if _known(found, facts) else None
    return None


def _stop(iterated: ast.expr, items: str, place: str, mine: str, target: str) -> str | None:
    """The end of places behind, "" for those before; None for others."""
    text = ast.unparse(iterated)
    if mine == target:
        return {f"{items}[:{place}]": "", f"{items}[{place} + 1:]": f"len({items})"}.get(text)
    if mine != f"{items}[{target}]":
        return None
    if text in (f"range({place})", f"range(0, {place})"):
        return ""
    start = f"range({place} + 1, "
    if not text.startswith(start) or not isinstance(iterated, ast.Call) or len(iterated.args) != 2:
        return None
    stop = ast.unparse(iterated.args[1])
    return stop if stop.isidentifier() or stop == f"len({items})" else None


def _known(found: Counted, facts: Facts) -> bool:
    held = elements_of(found.items, facts)
    alike = any(shapes.within(held, kind) for kind in ("int", "str"))
    listed = shapes.within(shapes_of(found.items, facts), "list")
    return alike and listed and shapes.within(shapes_of(found.place, facts), "int")
