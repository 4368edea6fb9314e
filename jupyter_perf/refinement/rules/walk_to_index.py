from __future__ import annotations

import ast
from dataclasses import dataclass

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Instead
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ._bodies import body_text, indented
from ._hot import is_compiled
from ._place import sole, start
from ._rule import Rewrite, rule


@rule(ast.While, safety=Safety.CHECK, gain=37.0, hints=("while ",))
def walk_to_index(node: ast.While, facts: Facts) -> Rewrite | None:
    """Ask a list for the place of a value instead of counting up to it.

    What it does:
        A `while` that counts from 0 until an element equals something (or the list ends), with or
        without a flag that tells whether it did, asks `in` and `index`.

    Why it is slow:
        The interpreter runs several instructions for each element; `in` and `index` compare in C,
        and may look into a dict afterwards.

    Before:
        i = 0
        while i < len(names) and names[i] != wanted:
            i += 1

    After:
        i = names.index(wanted) if wanted in names else len(names)

    When not:
        Elements that may be NaN (which isn't equal to itself, but is found), a count that doesn't
        begin at 0, anything else that is done on the way.

    Source:
        The Python documentation, "Common Sequence Operations".
    """
    walk = _walk(node)
    if walk is None or is_compiled(node, facts) or not facts.is_builtin("len", at=node):
        return None
    items, place, wanted = walk.items, walk.place, walk.wanted
    still = isinstance(wanted, ast.Name | ast.Constant)
    if not still or flow.loads(wanted) & (flow.stores(node) | {place}):
        return None
    if not shapes.within(shapes_of(items, facts), "list", "tuple"):
        return None
    if not shapes.hashable(elements_of(items, facts)):
        return None
    begun = start(place, node, facts)
    if not shapes.selfequal(shapes_of(wanted, facts)) or not _is(begun, 0):
        return None
    if walk.flag and not _is(start(walk.flag, node, facts), False):
        return None
    if {items.id, place} & flow.stores(walk.work) or len({items.id, place, walk.flag}) < 3:
        return None
    return _written(node, walk, facts)


@dataclass(frozen=True)
class _Walk:
    """`flag` is set where the value is found, and `work` done; both may be empty."""

    items: ast.Name
    place: str
    wanted: ast.expr
    flag: str = ""
    work: tuple[ast.stmt, ...] = ()


def _walk(node: ast.While) -> _Walk | None:
    both = isinstance(node.test, ast.BoolOp) and isinstance(node.test.op, ast.And)
    tests = node.test.values if both else [node.test]  # type: ignore[attr-defined]
    limit = next((_limit(test) for test in tests if _limit(test)), None)
    if limit is None or node.orelse or len(tests) > 2:
        return None
    items, place = limit
    others = [test for test in tests if _limit(test) is None]
    if others and tests.index(others[0]) == 0 and not _flag(others[0]):
        return None  # the element would be looked at before the place is
    only, step = sole(node.body), (f"{place} += 1", f"{place} = {place} + 1")
    if others and not _flag(others[0]):
        wanted = _compared(others[0], items, place, ast.NotEq)
        counts = only is not None and ast.unparse(only) in step
        return _Walk(items, place, wanted) if wanted is not None and counts else None
    if others:
        flag = _flag(others[0])
        if not isinstance(only, ast.If) or len(only.body) != 1 or len(only.orelse) != 1:
            return None
        for sign, hit, miss in (
            (ast.Eq, only.body[0], only.orelse[0]),
            (ast.NotEq, only.orelse[0], only.body[0]),
        ):
            wanted = _compared(only.test, items, place, sign)
            if wanted is not None and ast.unparse(hit) == f"{flag} = True":
                return _Walk(items, place, wanted, flag) if ast.unparse(miss) in step else None
        return None
    head = node.body[0]
    if len(node.body) != 2 or ast.unparse(node.body[1]) not in step or not isinstance(head, ast.If):
        return None
    wanted = _compared(head.test, items, place, ast.Eq)
    *work, last = head.body
    ends = (ast.Break, ast.Continue, ast.Return)
    if wanted is None or head.orelse or not isinstance(last, ast.Break) or flow.has(work, *ends):
        return None
    return _Walk(items, place, wanted, work=tuple(work))


def _limit(test: ast.expr) -> tuple[ast.Name, str] | None:
    """(list, place) of `i < len(items)`."""
    if not (
        isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.left, ast.Name)
    ):
        return None
    stop = test.comparators[0]
    if not isinstance(test.ops[0], ast.Lt | ast.NotEq) or not isinstance(stop, ast.Call):
        return None
    held = stop.args[0] if len(stop.args) == 1 else None
    named = isinstance(held, ast.Name) and ast.unparse(stop.func) == "len"
    return (held, test.left.id) if named else None  # type: ignore[return-value]


def _flag(test: ast.expr) -> str:
    """`found` of `not found`, `found == False` and `found is False`."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return test.operand.id if isinstance(test.operand, ast.Name) else ""
    name = test.left.id if isinstance(test, ast.Compare) and isinstance(test.left, ast.Name) else ""
    return name if ast.unparse(test) in (f"{name} == False", f"{name} is False") else ""


def _compared(
    test: ast.expr, items: ast.Name, place: str, sign: type[ast.cmpop]
) -> ast.expr | None:
    """What `items[place]` is compared with."""
    if not isinstance(test, ast.Compare) or [type(op) for op in test.ops] != [sign]:
        return None
    for one, other in ((test.left, test.comparators[0]), (test.comparators[0], test.left)):
        if ast.unparse(one) == f"{items.id}[{place}]":
            return other
    return None


def _is(node: ast.expr | None, value: object) -> bool:
    return (
        isinstance(node, ast.Constant) and type(node.value) is type(value) and node.value == value
    )


def _written(node: ast.While, walk: _Walk, facts: Facts) -> Rewrite:
    items, place, value = walk.items.id, walk.place, facts.source.segment(walk.wanted)
    if walk.flag:
        text = (
            f"{walk.flag} = {value} in {items}\n"
            f"{place} = {items}.index({value}) if {walk.flag} else len({items})"
        )
    elif walk.work:
        work = indented(body_text(walk.work, facts.source).rstrip())
        text = (
            f"if {value} in {items}:\n    {place} = {items}.index({value})\n{work}\n"
            f"else:\n    {place} = len({items})"
        )
    else:
        text = f"{place} = {items}.index({value}) if {value} in {items} else len({items})"
    gone = []
    for stmt in facts.source.before(node):
        if ast.unparse(stmt) not in (f"{place} = 0", f"{walk.flag} = False"):
            break
        gone.append(Instead(stmt, ""))
    return Rewrite((Instead(node, text), *gone))
