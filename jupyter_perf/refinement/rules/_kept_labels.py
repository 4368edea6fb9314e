"""Texts of records that a loop keeps for the best of them, told by the records' places."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from .. import flow, shapes
from ..concrete import Change, Instead, Swap
from ..facts import Facts
from ..shaping import shapes_of
from ..syntax import is_name
from ._element_loops import bare, key_of
from ._field_columns import records_in


@dataclass(frozen=True)
class KeptLabels:
    """What makes a loop keep places instead, and what stands before and after the loop."""

    changes: tuple[Change, ...]
    before: str
    after: str


def kept_labels(node: ast.For, facts: Facts) -> KeptLabels | None:
    """The one text of records, or record, that rounds keep and put into a list, or None."""
    found: list[KeptLabels | None] = []
    for loop in ast.walk(node):
        records = records_in(loop, facts) if isinstance(loop, ast.For) else None
        if records is None or loop is node:
            continue
        given = [
            stmt
            for stmt in flow.walk(loop.body)  # type: ignore[attr-defined]
            if isinstance(stmt, ast.Assign) and _is_label(stmt, records[1], facts)
        ]
        if given:
            found.append(_kept(node, loop, records, given, facts))  # type: ignore[arg-type]
    return found[0] if len(found) == 1 else None


def _is_label(stmt: ast.Assign, target: ast.expr, facts: Facts) -> bool:
    """True for `best = name`, `best = record["name"]` and `best = record`."""
    value = stmt.value
    if len(stmt.targets) > 1 or not isinstance(stmt.targets[0], ast.Name):
        return False
    if isinstance(target, ast.Name) and is_name(value, target.id):
        return True
    base = value.value if isinstance(value, ast.Subscript) and key_of(value) is not None else value
    if not isinstance(base, ast.Name) or base.id not in flow.stores([target]):
        return False
    of_record = isinstance(target, ast.Name) != (base is value)
    return of_record and shapes.within(shapes_of(value, facts), "str")


def _kept(
    node: ast.For,
    loop: ast.For,
    records: tuple[ast.Name, ast.expr, bool],
    given: list[ast.Assign],
    facts: Facts,
) -> KeptLabels | None:
    items, target, counted = records
    names = {ast.unparse(stmt.targets[0]) for stmt in given}
    labels = {ast.unparse(stmt.value) for stmt in given}
    if len(names) > 1 or len(labels) > 1 or not facts.is_builtin("enumerate", at=loop):
        return None
    (best,) = names
    others = _others(best, given, node, facts)
    if others is None:
        return None
    begun, appends, kept = others
    place = facts.fresh("place")
    if counted:
        place = ast.unparse(loop.target.elts[0])  # type: ignore[attr-defined]
    number, listed, one = (facts.fresh(n) for n in (f"{best}_place", f"{kept}_places", "at"))
    changes: list[Change] = []
    if not counted:
        element = f"({bare(target)})" if isinstance(target, ast.Tuple) else ast.unparse(target)
        changes.append(Swap(target, f"{place}, {element}"))
        changes.append(Swap(items, f"enumerate({items.id})"))
    changes += [Instead(stmt, f"{number} = {place}") for stmt in given]
    changes.append(Instead(begun, f"{number} = None"))
    changes += [Instead(stmt, f"{listed}.append({number})") for stmt in appends]
    label = _label_of(given[0].value, target, f"{items.id}[{one}]")
    first = ast.unparse(begun.value)
    after = f"{kept}.extend({first} if {one} is None else {label} for {one} in {listed})"
    return KeptLabels(tuple(changes), f"{listed} = []", after)


def _label_of(value: ast.expr, target: ast.expr, record: str) -> str:
    """The text that is kept of a record, as text."""
    if isinstance(target, ast.Tuple):
        names = [ast.unparse(part) for part in target.elts]
        return f"{record}[{names.index(ast.unparse(value))}]"
    if isinstance(value, ast.Subscript):
        return f"{record}[{ast.unparse(value.slice)}]"
    return record


def _others(
    best: str, given: list[ast.Assign], node: ast.For, facts: Facts
) -> tuple[ast.Assign, list[ast.stmt], str] | None:
    """(where the text is begun anew, where it is put into a list, the list), if that is all."""
    begun: list[ast.Assign] = []
    appends: list[ast.stmt] = []
    lists: list[ast.expr] = []
    for use in facts.source.all(ast.Name):
        if use.id != best:
            continue
        stmt = facts.source.statement(use)
        if stmt in given:
            continue
        if stmt not in node.body:
            return None
        if isinstance(stmt, ast.Assign) and stmt.targets == [use]:
            begun.append(stmt)
        elif isinstance(stmt, ast.Expr) and (held := _appended(stmt.value, use)) is not None:
            appends.append(stmt)
            lists.append(held)
        else:
            return None
    kept = {ast.unparse(one) for one in lists}
    if len(begun) != 1 or len(kept) != 1 or not isinstance(begun[0].value, ast.Constant):
        return None
    (name,) = kept
    named = [n for n in ast.walk(node) if isinstance(n, ast.Name) and n.id == name]
    if len(named) != len(lists) or not shapes.within(shapes_of(lists[0], facts), "list"):
        return None
    return begun[0], appends, name


def _appended(call: ast.expr, use: ast.Name) -> ast.Name | None:
    """`kept` of `kept.append(use)`."""
    if not (isinstance(call, ast.Call) and call.args == [use] and not call.keywords):
        return None
    method = call.func
    if not (isinstance(method, ast.Attribute) and method.attr == "append"):
        return None
    return method.value if isinstance(method.value, ast.Name) else None
