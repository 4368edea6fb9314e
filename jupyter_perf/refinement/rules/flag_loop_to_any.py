from __future__ import annotations

import ast
import itertools
from typing import Any

from ...core.code import Safety
from .. import flow, shapes, values
from ..concrete import Instead
from ..facts import Facts
from ..shaping import shapes_of
from ..source import Decline
from ..writing import indented
from ._guarded import is_fallback
from ._leftovers import read_elsewhere
from ._place import sole
from ._rule import Rewrite, rule

LEAST = 100
"""A shorter array isn't worth an expression over all of it."""
_COMPARISONS = (ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq, ast.NotEq)


@rule(ast.For, safety=Safety.CHECK, gain=20.0, hints=("for ",))
def flag_loop_to_any(node: ast.For, facts: Facts) -> Rewrite | None:
    """Ask an array whether any of its numbers is beyond a limit, or how many are.

    What it does:
        A loop over an array of floats or whole numbers that compares each with numbers, and at the
        first that fits sets names and breaks, becomes `if (…).any():` with the same consequence;
        one that counts those that fit becomes a sum. A guard keeps the loop for what isn't such
        an array.

    Why it is slow:
        Each element that is taken from an array becomes an object of its own; the comparison of
        two such objects takes longer than that of a hundred elements at once.

    Before:
        bad = False
        for value in batch:
            if value < low or value > high:
                bad = True
                break

    After:
        bad = False
        if type(batch) is np.ndarray and batch.ndim == 1 and batch.dtype == np.float64:
            if ((batch < low) | (batch > high)).any():
                bad = True
        else:
            for value in batch:
                if value < low or value > high:
                    bad = True
                    break

    When not:
        The element is used in what is done, or afterwards; a test of anything else than the
        element and numbers; other data than arrays; an `else`.

    Source:
        The numpy documentation of `ndarray.any`.
    """
    if node.orelse or not isinstance(node.target, ast.Name) or is_kept(node, facts):
        return None
    test = sole(node.body)
    if not isinstance(test, ast.If) or test.orelse or not isinstance(node.iter, ast.Name):
        return None
    name = node.target.id
    lines = _consequence(test.body, name, facts)
    if not lines or is_fallback(node, facts):
        return None
    if read_elsewhere(name, [node], facts):
        raise Decline("the element is used afterwards")
    dtype = _dtype(node.iter, facts)
    kept = facts.source.block_text(node)
    if not dtype or kept is None:
        return None
    array = node.iter.id
    found = _form(test.test, name, array, facts)
    np, line = facts.module("numpy", "np")
    guard = f"type({array}) is {np}.ndarray and {array}.ndim == 1"
    guard += f" and {array}.dtype == {np}.{dtype}"
    fast = "\n".join(lines).format(f"({found})")
    text = f"if {guard}:\n{indented(fast)}\nelse:\n{indented(kept)}"
    return Rewrite((Instead(node, text),), (line,) if line else ())


def is_kept(node: ast.For, facts: Facts) -> bool:
    """True for a loop that stands beside its array form."""
    parent = facts.source.parents[node]
    if not isinstance(parent, ast.If) or node not in parent.orelse:
        return False
    return any(f".{name}()" in ast.unparse(parent) for name in ("any", "sum"))


def _consequence(body: list[ast.stmt], name: str, facts: Facts) -> list[str]:
    """The lines for an array's test `{}`; none where more is done than setting flags, counting."""
    *done, last = body
    if isinstance(last, ast.Break) and _plain(done, name):
        lines = [f"    {facts.source.segment(stmt)}" for stmt in done]
        return [] if any("{" in line for line in lines) else ["if {}.any():", *lines]
    added = flow.accumulation(last) if not done else None
    one = added[1] if added is not None else None
    if not (isinstance(one, ast.Constant) and type(one.value) is int and one.value == 1):
        return []
    target = last.targets[0] if isinstance(last, ast.Assign) else last.target  # type: ignore[attr-defined]
    if not isinstance(target, ast.Name) or not shapes.within(shapes_of(target, facts), "int"):
        return []
    return [f"{target.id} += int({{}}.sum())"]


def _plain(done: list[ast.stmt], name: str) -> bool:
    """True for assignments of constants, which is what flags are."""
    return bool(done) and all(
        isinstance(stmt, ast.Assign)
        and isinstance(stmt.value, ast.Constant)
        and all(isinstance(t, ast.Name) and t.id != name for t in stmt.targets)
        for stmt in done
    )


def _dtype(items: ast.Name, facts: Facts) -> str:
    """The type of the elements of arrays that a name stands for; empty for anything else."""
    known = facts.samples(items) or _row(items, facts) or _elements(items, facts)
    kinds = {str(v.dtype) if values.kind_of(v) == "ndarray" and v.ndim == 1 else "" for v in known}
    if len(kinds) != 1 or sum(map(len, known)) < LEAST * len(known):
        return ""
    found = kinds.pop()
    return found if found in ("float64", "int64") else ""


def _row(items: ast.Name, facts: Facts) -> list[Any]:
    """The first row of a grid of which a name is given one: `day = days[i]`."""
    value = facts.assigned(items)
    if not isinstance(value, ast.Subscript) or isinstance(value.slice, ast.Slice | ast.Tuple):
        return []
    known = facts.samples(value.value)
    rows = [v for v in known if values.kind_of(v) == "ndarray" and v.ndim == 2 and len(v)]
    return [v[0] for v in rows] if len(rows) == len(known) else []


def _elements(items: ast.Name, facts: Facts) -> list[Any]:
    """The arrays in a list that a loop around goes through under this name."""
    for loop in facts.source.loops(items):
        outer = isinstance(loop, ast.For) and loop.iter is not items
        if not outer or items.id not in flow.stores([loop.target]):  # type: ignore[union-attr]
            continue
        assert isinstance(loop, ast.For)
        target, held = loop.target, loop.iter
        if isinstance(held, ast.Call) and ast.unparse(held.func) == "enumerate" and held.args:
            counted = isinstance(target, ast.Tuple) and len(target.elts) == 2
            target, held = (target.elts[1], held.args[0]) if counted else (target, held)  # type: ignore[attr-defined]
        known = facts.samples(held)
        if isinstance(target, ast.Name) and len(known) == 1:
            is_list = values.kind_of(known[0]) in ("list", "tuple")
            grid = values.kind_of(known[0]) == "ndarray" and known[0].ndim == 2
            return list(known[0])[:1000] if is_list or grid else []
        return []
    return []


def _form(node: ast.expr, name: str, array: str, facts: Facts) -> str:
    """A test of the element as one of the whole array."""
    if isinstance(node, ast.BoolOp):
        symbol = " & " if isinstance(node.op, ast.And) else " | "
        return symbol.join(f"({_form(part, name, array, facts)})" for part in node.values)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return f"~({_form(node.operand, name, array, facts)})"
    if isinstance(node, ast.Compare):
        parts = [node.left, *node.comparators]
        if not all(isinstance(op, _COMPARISONS) for op in node.ops):
            raise Decline("a test that isn't a comparison of numbers")
        texts = [_number(part, name, array, facts) for part in parts]
        if any(array not in pair for pair in itertools.pairwise(texts)):
            raise Decline("a comparison without the element")
        symbols = [
            ast.unparse(ast.Compare(ast.Name("a"), [op], [ast.Name("b")])) for op in node.ops
        ]
        pairs = zip(texts, (s[2:-2] for s in symbols), texts[1:], strict=False)
        made = [f"{left} {symbol} {right}" for left, symbol, right in pairs]
        return made[0] if len(made) == 1 else " & ".join(f"({one})" for one in made)
    raise Decline("a test that isn't a comparison of numbers")


def _number(node: ast.expr, name: str, array: str, facts: Facts) -> str:
    if isinstance(node, ast.Name) and node.id == name:
        return array
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return f"-{_number(node.operand, name, '', facts)}"
    known = facts.samples(node) if isinstance(node, ast.Name | ast.Constant) else []
    small = [v for v in known if type(v) in (int, float) and abs(v) < 2**53]
    if not known or len(small) < len(known):
        raise Decline("a comparison with what isn't known to be a number")
    return facts.source.segment(node)
