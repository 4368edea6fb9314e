"""`min(records, key=…)`, `max` and `sorted(records, key=…)[:k]`, of those that may be it alone."""

from __future__ import annotations

import ast

from .. import flow, shapes
from ..facts import Facts
from ..shaping import shapes_of
from ..source import Decline
from ._element_chosen import Chosen, extreme_steps, numpy_name, order_of, smallest_steps
from ._element_loops import ElementLoop
from ._narrowed import Place, narrowed
from ._record_columns import Columns
from ._rule import Rewrite

_ON_THE_WAY = (ast.Call, ast.Subscript, ast.Attribute, ast.BinOp, ast.Tuple, ast.List, ast.keyword,
               ast.Dict, ast.UnaryOp, ast.Compare)  # fmt: skip


def by_key(node: ast.Call | ast.Subscript, facts: Facts) -> Rewrite | None:
    """The rewrite of such a call; None for another one."""
    first = ""
    call: ast.expr = node
    if isinstance(node, ast.Subscript):
        call, first = node.value, _first(node, facts)
    if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name)):
        return None
    name = call.func.id
    wanted = ("sorted",) if isinstance(node, ast.Subscript) else ("min", "max", "sorted")
    if name not in wanted or not facts.is_builtin(name, at=node):
        return None
    cut = isinstance(facts.source.parents[call], ast.Subscript)
    if name == "sorted" and cut != bool(first):
        return None
    given = {k.arg: k.value for k in call.keywords}
    items = call.args[0] if len(call.args) == 1 else None
    key = given.pop("key", None)
    backwards = name == "sorted" and not first and _is_true(given.get("reverse"))
    if backwards:
        del given["reverse"]
    if given or not isinstance(items, ast.Name) or not isinstance(key, ast.Lambda):
        return None
    stmt = simple_statement(node, facts)
    names = flow.parameters(key)
    known = shapes.within(shapes_of(items, facts), "list", "tuple")
    if stmt is None or len(names) != 1 or not known:
        return None
    walk = ElementLoop(items, ast.Name(names[0], ast.Store()))
    columns = Columns(walk, facts, numpy_name(facts))
    number = columns.number(first_of(key.body, walk, facts))
    if not number.own or not number.telling:
        return None
    if first:
        chosen = Chosen(columns, *smallest_steps(number, columns.numpy, first))
    elif name == "sorted":
        steps, test = order_of(number, columns.numpy, backwards)
        return narrowed(
            Place(stmt, call), walk, Chosen(columns, steps, number.open, ordered=test), facts
        )
    else:
        steps = extreme_steps(number, str(number), f"{name}()", name != "max")
        chosen = Chosen(columns, steps, number.open)
    return narrowed(Place(stmt, items), walk, chosen, facts)


def _is_true(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and node.value is True


def first_of(key: ast.expr, walk: ElementLoop, facts: Facts) -> ast.expr:
    """The first part of a key that goes on with fields; all of another one."""
    if not isinstance(key, ast.Tuple) or len(key.elts) < 2:
        return key
    first, *others = key.elts
    if not all(walk.is_part(part) and walk.shape(part, facts) is not None for part in others):
        raise Decline("a key that may fail")
    return first


def _first(node: ast.Subscript, facts: Facts) -> str:
    """`k` of `[:k]`, a whole number; "" for another part."""
    cut = node.slice
    if not isinstance(cut, ast.Slice) or cut.lower or cut.step or cut.upper is None:
        return ""
    plain = isinstance(cut.upper, ast.Name | ast.Constant)
    whole = plain and shapes.within(shapes_of(cut.upper, facts), "int")
    return facts.source.segment(cut.upper) if whole else ""


def simple_statement(node: ast.expr, facts: Facts) -> ast.stmt | None:
    """The simple statement, or head of an `if` or loop, that evaluates an expression once."""
    child: ast.AST = node
    for parent in facts.source.ancestors(node):
        if isinstance(parent, ast.stmt):
            simple = isinstance(parent, ast.Assign | ast.AugAssign | ast.Return | ast.Expr)
            asked = isinstance(parent, ast.If) and child is parent.test
            asked = asked or (isinstance(parent, ast.For) and child is parent.iter)
            if (simple or (asked and not _is_elif(parent, facts))) and not changes_first(
                parent, node, facts
            ):
                return parent
            return None
        if not isinstance(parent, _ON_THE_WAY):
            return None
        child = parent
    raise Decline("no statement")


def _is_elif(stmt: ast.stmt, facts: Facts) -> bool:
    above = facts.source.parents[stmt]
    return isinstance(above, ast.If) and stmt in above.orelse


def changes_first(stmt: ast.stmt, node: ast.expr, facts: Facts) -> bool:
    """True where something else in the statement may change what the expression reads."""
    evaluated: ast.stmt | ast.expr = stmt
    if isinstance(stmt, ast.If | ast.For):
        evaluated = stmt.test if isinstance(stmt, ast.If) else stmt.iter
    elif isinstance(stmt, ast.Assign):
        # What it gives a value comes last.
        evaluated = stmt.value
    return bool(flow.loads(node) & facts.changed(evaluated) - flow.stores(evaluated))
