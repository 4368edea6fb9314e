"""Counts of elements that pass tests: as a call, or as a loop with `n += 1`."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from .. import flow
from ..facts import Facts
from ._nearest import one_added
from ._place import sole


@dataclass(frozen=True)
class Count:
    """A count: for each `target` of `items` that passes all `tests`, one more."""

    node: ast.Call | ast.For
    target: ast.expr
    items: ast.expr
    tests: tuple[ast.expr, ...]
    loop: ast.For | None = None
    counter: str = ""


def counted(node: ast.Call | ast.For, facts: Facts) -> Count | None:
    """The count that a call or a loop is; None for any other."""
    return _of_loop(node) if isinstance(node, ast.For) else _of_call(node, facts)


def _of_loop(node: ast.For) -> Count | None:
    tests: list[ast.expr] = []
    only = sole(node.body)
    while isinstance(only, ast.If) and not only.orelse:
        tests += _ands(only.test)
        inner, only = only.body, sole(only.body)
    counter = one_added(inner) if tests else None
    if counter is None or node.orelse:
        return None
    if counter in flow.loads([node.iter, *tests]) | flow.stores([node.target]):
        return None
    return Count(node, node.target, node.iter, tuple(tests), node, counter)


def generated(node: ast.Call, facts: Facts) -> ast.GeneratorExp | ast.ListComp | None:
    """The one comprehension that `sum` or `len` is given; None for any other call."""
    if not isinstance(node.func, ast.Name) or len(node.args) != 1 or node.keywords:
        return None
    inside, called = node.args[0], node.func.id
    if called not in ("sum", "len") or not facts.is_builtin(called, at=node):
        return None
    one = isinstance(inside, ast.GeneratorExp | ast.ListComp) and len(inside.generators) == 1
    return inside if one else None  # type: ignore[return-value]


def _of_call(node: ast.Call, facts: Facts) -> Count | None:
    inside = generated(node, facts)
    if inside is None:
        return None
    called = ast.unparse(node.func)
    part, value = inside.generators[0], inside.elt
    tests = [one for test in part.ifs for one in _ands(test)]
    if called == "len":
        if isinstance(inside, ast.GeneratorExp) or not isinstance(value, ast.Name | ast.Constant):
            return None
    elif isinstance(value, ast.Compare | ast.BoolOp):
        # Comparisons of what is known give truth values, of which each counts one.
        tests += _ands(value)
    elif not (isinstance(value, ast.Constant) and type(value.value) is int and value.value == 1):
        return None
    if part.is_async or not tests:
        return None
    return Count(node, part.target, part.iter, tuple(tests))


def _ands(test: ast.expr) -> list[ast.expr]:
    both = isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And)
    return test.values if both else [test]  # type: ignore[attr-defined]
