from __future__ import annotations

import ast
from typing import Any

from ...core.code import Safety
from .. import flow, shapes, values
from ..concrete import Around, Change, Swap
from ..facts import Facts
from ..shaping import shapes_of
from ..source import COMPREHENSIONS, Loop
from ..vectorise.doubts import guessed
from ..vectorise.inferred import type_of
from ..vectorise.types import One
from ._reach import reached
from ._rule import Rewrite, rule

LEAST = 50
"""In loops over shorter arrays nothing is gained."""
_PLAIN = ("float", "int", "bool")


@rule(ast.For, ast.While, safety=Safety.CHECK, gain=2.0, hints=("[",))
def array_elements_to_list(node: Loop, facts: Facts) -> Rewrite | None:
    """Take an array's elements from a list where a loop looks at one after another.

    What it does:
        `a[i]` of an array of one axis, in a loop that only compares it, converts it, or takes it
        for an index, is read from `a.tolist()`, made before the loop.

    Why it is slow:
        Each access to an element of an array makes an object of numpy's, and comparing those takes
        longer than comparing numbers of Python's.

    Before:
        for i in range(1, len(a) - 1):
            if a[i] > a[i - 1] and a[i] > a[i + 1]:
                peaks.append(i)

    After:
        a_list = a.tolist()
        for i in range(1, len(a) - 1):
            if a_list[i] > a_list[i - 1] and a_list[i] > a_list[i + 1]:
                peaks.append(i)

    When not:
        An element that is kept, printed or divided by, where the type would show; an array that
        the loop changes, one of another type than `float64` and `int64`, slices of it.

    Source:
        The numpy documentation, "Array scalars"; measured: 2 to 5 times.
    """
    changes: list[Change] = []
    for name in sorted({n.id for n in ast.walk(node) if isinstance(n, ast.Name)}):
        used = _elements_used(name, node, facts)
        if not used:
            continue
        if name in facts.changed(node) or _reaches_further(name, node, facts):
            continue
        new = facts.fresh(f"{name}_list")
        changes.append(Around(node, f"{new} = {name}.tolist()"))
        changes += [Swap(use, new) for use in used]
        changes += _limits(used, node, facts)
    changes = list(dict.fromkeys(changes))
    return Rewrite(tuple(changes)) if changes else None


def _limits(used: list[ast.Name], loop: Loop, facts: Facts) -> list[Change]:
    """Numbers of numpy's that elements are compared with, as Python's own: those compare faster."""
    found: list[Change] = []
    for use in used:
        tests = [one for one in facts.source.ancestors(use) if isinstance(one, ast.Compare)]
        for side in [side for test in tests for side in (test.left, *test.comparators)]:
            if not isinstance(side, ast.Name) or side.id in facts.changed(loop):
                continue
            if type_of(side, facts) == One("float", numpy=True) and not guessed(side, facts):
                new = facts.fresh(f"{side.id}_float")
                found += [Around(loop, f"{new} = float({side.id})"), Swap(side, new)]
    return found


def _elements_used(name: str, loop: Loop, facts: Facts) -> list[ast.Name]:
    """The uses of an array as in `a[i]`, where all others in the loop ask for its length alone."""
    uses = [n for n in ast.walk(loop) if isinstance(n, ast.Name) and n.id == name]
    if not facts.every(uses[0], _is_flat_array):
        return []
    exact = facts.every(uses[0], lambda array: str(array.dtype) == "float64")
    found: list[ast.Name] = []
    for use in uses:
        parent = facts.source.parents[use]
        if isinstance(parent, ast.Subscript) and _is_looked_at(parent, loop, facts):
            continue
        if isinstance(parent, ast.Subscript) and parent.value is use:
            if not isinstance(parent.ctx, ast.Load) or not _is_place(parent.slice, facts):
                return []
            if not _type_is_lost(parent, exact, facts):
                return []
            found.append(use)
        elif not _is_length(parent, facts):
            return []
    return found


def _is_looked_at(part: ast.Subscript, loop: Loop, facts: Facts) -> bool:
    """True for a slice that the loop doesn't change by the name that it is given."""
    if not isinstance(part.slice, ast.Slice) or not isinstance(part.ctx, ast.Load):
        return False
    outer = facts.source.parents[part]
    held = flow.stores(outer) if isinstance(outer, ast.Assign) else set()
    return not held & facts.mutated(loop)


def _is_flat_array(value: Any) -> bool:
    flat = values.kind_of(value) == "ndarray" and value.ndim == 1 and len(value) >= LEAST
    return bool(flat) and str(value.dtype) in ("float64", "int64")


def _is_place(node: ast.expr, facts: Facts) -> bool:
    return shapes.within(shapes_of(node, facts), "int")


def _is_length(parent: ast.AST, facts: Facts) -> bool:
    """True for `len(a)`, `a.size` and `a.shape`."""
    if isinstance(parent, ast.Attribute):
        return parent.attr in ("size", "shape")
    return (
        isinstance(parent, ast.Call)
        and isinstance(parent.func, ast.Name)
        and parent.func.id == "len"
        and facts.is_builtin("len", at=parent)
    )


def _type_is_lost(node: ast.expr, exact: bool, facts: Facts) -> bool:
    """True where nothing shows whether an element is numpy's number or Python's."""
    child: ast.AST = node
    for parent in facts.source.ancestors(node):
        if isinstance(parent, ast.Compare):
            return _is_test(parent, facts)
        if isinstance(parent, ast.BinOp):
            # Whole numbers of numpy's overflow; dividing by zero raises with Python's alone.
            if not (exact and isinstance(parent.op, ast.Add | ast.Sub | ast.Mult)):
                return False
            if not all(_is_number(side, facts) for side in (parent.left, parent.right)):
                return False
        elif isinstance(parent, ast.UnaryOp):
            if not (exact and isinstance(parent.op, ast.USub)):
                return False
        elif isinstance(parent, ast.Call):
            return _converts(parent, child, facts)
        elif isinstance(parent, ast.Subscript):
            holder = facts.kind_of(parent.value)
            return parent.slice is child and child is node and holder in ("list", "ndarray")
        else:
            return False
        child = parent
    return False


def _is_number(node: ast.expr, facts: Facts) -> bool:
    """True for numbers of Python's and for elements of arrays of numbers."""
    if isinstance(node, ast.BinOp):
        return _is_number(node.left, facts) and _is_number(node.right, facts)
    if isinstance(node, ast.UnaryOp):
        return _is_number(node.operand, facts)
    if isinstance(node, ast.Subscript):
        return facts.every(node.value, _is_flat_array)
    return shapes.within(shapes_of(node, facts), *_PLAIN)


def _converts(call: ast.Call, argument: ast.AST, facts: Facts) -> bool:
    """True for `float(a[i])`, `int(a[i])` and functions of `math`, which give Python's numbers."""
    if argument not in call.args or call.keywords:
        return False
    called = call.func
    if isinstance(called, ast.Name) and called.id in ("float", "int", "bool"):
        return facts.is_builtin(called.id, at=called)
    return (facts.full_name(called) or "") in ("math.sqrt", "math.floor", "math.ceil", "math.sin",
                                               "math.cos", "math.atan2", "math.hypot")  # fmt: skip


def _is_test(node: ast.expr, facts: Facts) -> bool:
    """True for an expression that is only asked whether it is true."""
    parent = facts.source.parents[node]
    if isinstance(parent, ast.If | ast.While | ast.IfExp):
        return parent.test is node
    if isinstance(parent, ast.comprehension):
        return node in parent.ifs
    if isinstance(parent, ast.UnaryOp):
        return isinstance(parent.op, ast.Not)
    if isinstance(parent, ast.Compare):
        # `(a[i] < 0) != (a[i + 1] < 0)`
        tests = all(isinstance(side, ast.Compare) for side in (parent.left, *parent.comparators))
        return tests and _is_test(parent, facts)
    return isinstance(parent, ast.BoolOp) and _is_test(parent, facts)


def _reaches_further(name: str, loop: Loop, facts: Facts) -> bool:
    """True where an outer loop would do as well, or other code in the loop sees the array."""
    others = facts.aliases_of(name) - {name}
    if others & (flow.loads(loop) | facts.changed(loop)) or reached([loop], {name}, facts):
        return True
    for outer in facts.source.loops(loop):
        if name not in facts.changed(outer) and _elements_used(name, outer, facts):
            return True
    return any(
        isinstance(part, COMPREHENSIONS) and name in flow.stores([g.target])
        for part in ast.walk(loop)
        for g in getattr(part, "generators", ())
    )
