"""What the rounds of a loop do with elements of a list, as statements about a slice of it."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from .. import flow, shapes
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ._hot import is_quiet
from ._place import sole

_ENDS: dict[type[ast.cmpop], tuple[str, str]] = {
    ast.Gt: ("max", "min"),
    ast.GtE: ("max", "min"),
    ast.Lt: ("min", "max"),
    ast.LtE: ("min", "max"),
}


def works_of(node: ast.For, at: At, facts: Facts) -> list[Work] | None:
    """What each statement of the loop does, where none of them knows of another."""
    found = [_work(stmt, at, facts) for stmt in node.body]
    works = [work for work in found if work is not None]
    if len(works) < len(found) or not facts.is_builtin(*(w.called for w in works), at=node):
        return None
    for stmt in node.body:
        others = [other for other in node.body if other is not stmt]
        if flow.stores(stmt) & (flow.loads(others) | flow.stores(others)):
            return None
    if len(works) > 1 and flow.stores(node.body) & flow.loads(node.iter):
        return None
    return works


@dataclass(frozen=True)
class At:
    """The loop's variable: a place, or an element of `whole`."""

    name: str
    whole: ast.expr | None


PART = "__part__"
ENDS_TEXT = "__ends__"


@dataclass(frozen=True)
class Work:
    """What a round does with its element of `items`: the statements that do all at once."""

    items: ast.expr
    text: str
    called: str


def _work(stmt: ast.stmt, place: At, facts: Facts) -> Work | None:
    added = flow.accumulation(stmt)
    if added is not None:
        return _summed(added[0], added[1], place, facts)
    if isinstance(stmt, ast.If) and not stmt.orelse:
        only = sole(stmt.body)
        counted = flow.accumulation(only) if only is not None else None
        if counted is not None:
            return _counted(stmt.test, counted[0], counted[1], place, facts)
        if isinstance(only, ast.Assign) and len(only.targets) == 1:
            return _chosen(stmt.test, only, place, facts)
    if isinstance(stmt, ast.Assign) and len(stmt.targets) == 1:
        return _kept_by_call(stmt, place, facts)
    return None


def _items(node: ast.expr, place: At, kinds: tuple[str, ...], facts: Facts) -> ast.expr | None:
    """The list of which `node` is the element at the place."""
    if place.whole is not None:
        if ast.unparse(node) != place.name:
            return None
        items = place.whole
    else:
        if not isinstance(node, ast.Subscript) or ast.unparse(node.slice) != place.name:
            return None
        items = node.value
        if not is_quiet(items) or place.name in flow.loads(items):
            return None
    if not shapes.within(shapes_of(items, facts), "list", "tuple"):
        return None
    held = elements_of(items, facts)
    return items if any(shapes.within(held, kind) for kind in kinds) else None


def _summed(total: str, part: ast.expr, place: At, facts: Facts) -> Work | None:
    items = _items(part, place, ("int",), facts)
    if (
        items is None
        or total in {place.name, *flow.loads(items)}
        or not _number(total, items, facts)
    ):
        return None
    return Work(items, f"{total} += sum({PART})", "sum")


def _number(name: str, at: ast.expr, facts: Facts) -> bool:
    """True for a variable that only ever holds a whole number."""
    binders = facts.binders(name, facts.scope(name, at))
    names = [b for b in binders if isinstance(b, ast.Name)]
    return bool(names) and all(shapes.within(shapes_of(b, facts), "int") for b in names)


def _counted(test: ast.expr, total: str, step: ast.expr, place: At, facts: Facts) -> Work | None:
    one = isinstance(step, ast.Constant) and type(step.value) is int and step.value == 1
    if not one or not isinstance(test, ast.Compare) or len(test.ops) != 1:
        return None
    if not isinstance(test.ops[0], ast.Eq):
        return None
    for mine, other in ((test.left, test.comparators[0]), (test.comparators[0], test.left)):
        items = _items(mine, place, ("int", "str"), facts)
        if items is None or not is_quiet(other) or {place.name, total} & flow.loads(other):
            continue
        same = shapes.within(shapes_of(other, facts), "int", "str")
        if same and total not in {place.name, *flow.loads(items)} and _number(total, items, facts):
            return Work(items, f"{total} += {PART}.count({facts.source.segment(other)})", "len")
    return None


def _chosen(test: ast.expr, stmt: ast.Assign, place: At, facts: Facts) -> Work | None:
    """`if items[i] > best: best = items[i]`, and `best is None or …` before it."""
    best = stmt.targets[0]
    if not isinstance(best, ast.Name) or best.id == place.name:
        return None
    asked = test
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.Or) and len(test.values) == 2:
        if ast.unparse(test.values[0]) != f"{best.id} is None":
            return None
        asked = test.values[1]
    if not (isinstance(asked, ast.Compare) and type(asked.ops[0]) in _ENDS and len(asked.ops) == 1):
        return None
    right = asked.comparators[0]
    for at, (mine, other) in enumerate(((asked.left, right), (right, asked.left))):
        items = _items(mine, place, ("int", "str"), facts)
        if items is None or best.id in flow.loads(items):
            continue
        end = _ENDS[type(asked.ops[0])][at]
        name = facts.fresh(f"{ast.unparse(items) if isinstance(items, ast.Name) else 'row'}_{end}")
        made = f"{name} = {end}({PART})\n"
        if ast.unparse(other) == best.id and ast.unparse(stmt.value) == ast.unparse(mine):
            if not _like_elements(best, items, asked.ops[0], facts):
                return None
            asks = facts.source.render(test, {mine: name})
            return Work(items, f"{made}if {asks}:\n    {best.id} = {name}", end)
        strict = isinstance(asked.ops[0], ast.Gt | ast.Lt) and asked is test and not place.whole
        if strict and ast.unparse(stmt.value) == place.name and _is_at(other, items, best.id):
            asks, where = facts.source.render(test, {mine: name}), facts.source.segment(items)
            found = f"{where}.index({name}, {ENDS_TEXT})"
            return Work(items, f"{made}if {asks}:\n    {best.id} = {found}", end)
    return None


def _is_at(node: ast.expr, items: ast.expr, place: str) -> bool:
    return ast.unparse(node) == f"{ast.unparse(items)}[{place}]"


def _like_elements(best: ast.Name, items: ast.expr, op: ast.cmpop, facts: Facts) -> bool:
    """True where no one could tell which of equal values is kept."""
    if isinstance(op, ast.Gt | ast.Lt):
        return True
    return shapes.within(shapes.union(shapes_of(best, facts), elements_of(items, facts)), "int")


def _kept_by_call(stmt: ast.Assign, place: At, facts: Facts) -> Work | None:
    """`best = max(best, items[i])`."""
    best, call = stmt.targets[0], stmt.value
    if not (isinstance(best, ast.Name) and isinstance(call, ast.Call)) or best.id == place.name:
        return None
    end = ast.unparse(call.func)
    if end not in ("max", "min") or len(call.args) != 2 or call.keywords:
        return None
    for mine, other in (call.args, call.args[::-1]):
        items = _items(mine, place, ("int", "str"), facts)
        if items is None or ast.unparse(other) != best.id or best.id in flow.loads(items):
            continue
        if mine is call.args[1] or _like_elements(best, items, ast.GtE(), facts):
            return Work(items, facts.source.render(stmt, {mine: f"{end}({PART})"}), end)
    return None
