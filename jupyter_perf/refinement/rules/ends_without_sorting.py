from __future__ import annotations

import ast
from collections.abc import Iterable

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Change, Instead, Swap
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ..source import FUNCTIONS
from ._hot import is_compiled, is_hot
from ._place import library
from ._rule import Rewrite, rule
from ._slots import is_fresh, stays_home

_MOST = 3
"""More elements than this are as soon found by sorting."""
_NEEDED: dict[type[ast.cmpop], int] = {ast.Gt: 1, ast.LtE: 1, ast.Eq: 1, ast.NotEq: 1,
                                       ast.GtE: 0, ast.Lt: 0}  # fmt: skip
"""How many elements more than the number it is compared with tell what a length's test gives."""


@rule(
    *(ast.Assign, ast.Expr),
    safety=Safety.CHECK,
    gain=1.9,
    hints=("sort",),
    kinds=("function", "program"),
)
def ends_without_sorting(node: ast.Assign | ast.Expr, facts: Facts) -> Rewrite | None:
    """Find the first one, two or three elements without sorting all.

    What it does:
        A list that is sorted again and again, and of which only the first few are looked at, and
        whether there are so many, becomes the list of these few: `heapq.nsmallest`, or `nlargest`
        for what is sorted in reverse.

    Why it is slow:
        Sorting compares each element many times; for the first few, most are compared once.

    Before:
        for name, times in races:
            ranked = sorted(times)
            if len(ranked) > 1:
                margins[name] = ranked[1] - ranked[0]

    After:
        from heapq import nsmallest
        for name, times in races:
            ranked = nsmallest(2, times)
            if len(ranked) > 1:
                margins[name] = ranked[1] - ranked[0]

    When not:
        Elements or keys that may not have one order (floats may be NaN); a list that is used in
        another way, or known elsewhere. For short lists it is slower, which measuring finds out.

    Source:
        The Python documentation of `heapq`: `nsmallest(n, items, key)` is `sorted(items,
        key=key)[:n]`, of several that are alike the first ones first.
    """
    found = _sorting(node, facts)
    if found is None or not is_hot(node, facts) or is_compiled(node, facts):
        return None
    call, name, items = found
    order = _order(call, items, facts)
    few = _few(name, node, facts)
    if order is None or few is None:
        return None
    backwards, key = order
    function, imports = library(f"heapq.{'nlargest' if backwards else 'nsmallest'}", facts)
    given = [str(few), facts.source.segment(items), *([f"key={key}"] if key else [])]
    text = f"{function}({', '.join(given)})"
    change: Change = Swap(call, text)
    if isinstance(node, ast.Expr):
        change = Instead(node, f"{name.id} = {text}")
    return Rewrite((change,), imports)


def _sorting(
    node: ast.Assign | ast.Expr, facts: Facts
) -> tuple[ast.Call, ast.Name, ast.expr] | None:
    """(the call, the sorted list's name, what is sorted) of `a = sorted(b)` and `a.sort()`."""
    call = node.value
    if not isinstance(call, ast.Call):
        return None
    called = call.func
    if isinstance(node, ast.Assign):
        target = node.targets[0]
        plain = isinstance(called, ast.Name) and called.id == "sorted" and len(call.args) == 1
        if not plain or len(node.targets) > 1 or not isinstance(target, ast.Name):
            return None
        return (call, target, call.args[0]) if facts.is_builtin("sorted", at=call) else None
    if not (isinstance(called, ast.Attribute) and called.attr == "sort") or call.args:
        return None
    name = called.value
    if not isinstance(name, ast.Name) or not shapes.within(shapes_of(name, facts), "list"):
        return None
    return (call, name, name) if is_fresh(name, facts) and stays_home(name, facts) else None


def _order(call: ast.Call, items: ast.expr, facts: Facts) -> tuple[bool, str] | None:
    """(whether it is backwards, the key's text) where what is compared has one order."""
    options = {k.arg: k.value for k in call.keywords}
    backwards, key = options.pop("reverse", None), options.pop("key", None)
    if options or isinstance(items, ast.Starred):
        return None
    if backwards is not None and not isinstance(backwards, ast.Constant):
        return None
    reverse = backwards is not None and bool(backwards.value)
    if key is None:
        return (reverse, "") if shapes.comparable(elements_of(items, facts)) else None
    if not (isinstance(key, ast.Lambda) and len(key.args.args) == 1 and not key.args.defaults):
        return None
    if flow.has(key.body, ast.NamedExpr, ast.Await, ast.Yield):
        return None
    compared = shapes.comparable(shapes_of(key.body, facts))
    return (reverse, facts.source.segment(key)) if compared else None


def _few(name: ast.Name, node: ast.stmt, facts: Facts) -> int | None:
    """How many of the first elements are enough for all that is done with the list; None where
    more of it may be seen."""
    scope = facts.scope(name.id, name)
    if not isinstance(scope, ast.FunctionDef) and facts.kind != "program":
        return None
    rest = _rest(name, node, facts)
    if rest is None:
        return None
    most = 0
    for use in facts.source.all(ast.Name):
        if use.id != name.id or not isinstance(use.ctx, ast.Load):
            continue
        if facts.scope(use.id, use) is not scope:
            continue
        if any(facts.source.inside(use, stmt) for stmt in rest[1]):
            continue
        seen = any(facts.source.inside(use, stmt) for stmt in rest[0])
        enough = _enough(use, facts) if seen else None
        if enough is None:
            return None
        most = max(most, enough)
    return most if 0 < most <= _MOST else None


def _rest(
    name: ast.Name, node: ast.stmt, facts: Facts
) -> tuple[list[ast.stmt], list[ast.stmt]] | None:
    """(statements behind the sorting, those from where the name is bound up to it) of one block.

    None where the name is bound otherwise, or a function may ask for it later.
    """
    block = facts.source.block(node)
    at = block.index(node)
    begun = at
    if isinstance(node, ast.Expr):
        bound = [i for i in range(at) if _binds(block[i], name.id)]
        begun = bound[-1] if bound else -1
    rest = block[at + 1 :]
    if begun < 0 or name.id in flow.stores(rest) or _is_put_off(name.id, rest):
        return None
    if isinstance(node, ast.Assign) and name.id in flow.loads(node.value):
        begun = next((i for i in range(at - 1, -1, -1) if _binds(block[i], name.id)), -1)
        if begun < 0:
            return None
    return rest, block[begun : at + 1]


def _binds(stmt: ast.stmt, name: str) -> bool:
    return isinstance(stmt, ast.Assign) and [ast.unparse(t) for t in stmt.targets] == [name]


def _is_put_off(name: str, stmts: Iterable[ast.stmt]) -> bool:
    """True where a function that is made there reads the name."""
    return any(
        name in flow.loads(part)
        for stmt in stmts
        for part in ast.walk(stmt)
        if isinstance(part, (*FUNCTIONS, ast.GeneratorExp))
    )


def _enough(use: ast.Name, facts: Facts) -> int | None:
    """So many first elements are enough for one use of a sorted list."""
    parent = facts.source.parents[use]
    if isinstance(parent, ast.Subscript):
        return _taken(parent) if parent.value is use else None
    if isinstance(parent, ast.Call):
        told = ast.unparse(parent.func) == "len" and facts.is_builtin("len", at=parent)
        return _counted(facts.source.parents[parent]) if told else None
    return 1 if _asks_for_any(use, facts) else None


def _asks_for_any(use: ast.expr, facts: Facts) -> bool:
    """True where only emptiness matters: `not items`, `if items`, `items and …`, which gives an
    empty list or something else."""
    parent = facts.source.parents[use]
    if isinstance(parent, ast.BoolOp):
        first = isinstance(parent.op, ast.And) and parent.values[-1] is not use
        return first or _asks_for_any(parent, facts)
    if isinstance(parent, ast.UnaryOp):
        return isinstance(parent.op, ast.Not)
    return isinstance(parent, ast.If | ast.While | ast.IfExp) and parent.test is use


def _taken(part: ast.Subscript) -> int | None:
    """3 for `items[2]` and `items[:3]`."""
    if not isinstance(part.ctx, ast.Load):
        return None
    if isinstance(part.slice, ast.Slice):
        plain = part.slice.lower is None and part.slice.step is None
        return _number(part.slice.upper) if plain else None
    at = _number(part.slice)
    return None if at is None else at + 1


def _counted(test: ast.AST) -> int | None:
    """2 for `len(items) > 1`."""
    if not isinstance(test, ast.Compare) or len(test.ops) != 1:
        return None
    number = _number(test.comparators[0])
    needed = _NEEDED.get(type(test.ops[0]))
    return None if number is None or needed is None else max(1, number + needed)


def _number(node: ast.expr | None) -> int | None:
    found = node.value if isinstance(node, ast.Constant) and type(node.value) is int else None
    return found if found is not None and found >= 0 else None
