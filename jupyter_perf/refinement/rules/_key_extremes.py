"""`min(records, key=…)`, `max` and `sorted(records, key=…)[:k]`, of those that may be it alone."""

from __future__ import annotations

import ast

from .. import flow, shapes
from ..facts import Facts
from ..shaping import shapes_of
from ..source import Decline
from ._element_chosen import Chosen, extreme_steps, numpy_name, smallest_steps
from ._element_loops import ElementLoop
from ._narrowed import Place, narrowed
from ._record_columns import Columns
from ._rule import Rewrite

_ON_THE_WAY = (ast.Call, ast.Subscript, ast.Attribute, ast.BinOp, ast.Tuple, ast.List, ast.keyword,
               ast.Dict, ast.UnaryOp)  # fmt: skip


def by_key(node: ast.Call | ast.Subscript, facts: Facts) -> Rewrite | None:
    """The rewrite of such a call; None for another one."""
    first = ""
    call: ast.expr = node
    if isinstance(node, ast.Subscript):
        call, first = node.value, _first(node, facts)
    if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name)):
        return None
    name = call.func.id
    wanted = ("sorted",) if isinstance(node, ast.Subscript) else ("min", "max")
    if (
        name not in wanted
        or not facts.is_builtin(name, at=node)
        or (name == "sorted") != bool(first)
    ):
        return None
    given = {k.arg: k.value for k in call.keywords}
    items = call.args[0] if len(call.args) == 1 else None
    key = given.pop("key", None)
    if given or not isinstance(items, ast.Name) or not isinstance(key, ast.Lambda):
        return None
    stmt = _statement(node, facts)
    names = flow.parameters(key)
    known = shapes.within(shapes_of(items, facts), "list", "tuple")
    if stmt is None or len(names) != 1 or not known:
        return None
    walk = ElementLoop(items, ast.Name(names[0], ast.Store()))
    columns = Columns(walk, facts, numpy_name(facts))
    number = columns.number(key.body)
    if not number.own or not number.telling:
        return None
    if first:
        chosen = Chosen(columns, *smallest_steps(number, columns.numpy, first))
    else:
        steps = extreme_steps(number, str(number), f"{name}()", name != "max")
        chosen = Chosen(columns, steps, number.open)
    return narrowed(Place(stmt, items), walk, chosen, facts)


def _first(node: ast.Subscript, facts: Facts) -> str:
    """`k` of `[:k]`, a whole number; "" for another part."""
    cut = node.slice
    if not isinstance(cut, ast.Slice) or cut.lower or cut.step or cut.upper is None:
        return ""
    plain = isinstance(cut.upper, ast.Name | ast.Constant)
    whole = plain and shapes.within(shapes_of(cut.upper, facts), "int")
    return facts.source.segment(cut.upper) if whole else ""


def _statement(node: ast.expr, facts: Facts) -> ast.stmt | None:
    """The simple statement that evaluates an expression once; None for any other."""
    for parent in facts.source.ancestors(node):
        if isinstance(parent, ast.stmt):
            simple = isinstance(parent, ast.Assign | ast.AugAssign | ast.Return | ast.Expr)
            if simple and not _changes_first(parent, node, facts):
                return parent
            return None
        if not isinstance(parent, _ON_THE_WAY):
            return None
    raise Decline("no statement")


def _changes_first(stmt: ast.stmt, node: ast.expr, facts: Facts) -> bool:
    """True where something else in the statement may change what the expression reads."""
    return bool(flow.loads(node) & facts.changed(stmt) - flow.stores(stmt))
