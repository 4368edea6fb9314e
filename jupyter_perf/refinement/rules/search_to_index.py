from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Change, Instead
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ._given_before import given_before
from ._hot import is_compiled
from ._leftovers import read_elsewhere
from ._place import sole
from ._rule import Rewrite, rule


@rule(ast.For, safety=Safety.CHECK, gain=2.0, hints=("break", "return"))
def search_to_index(node: ast.For, facts: Facts) -> Rewrite | None:
    """Let a list find the place of a value itself.

    What it does:
        A loop that goes through places until an element equals something, and keeps or returns
        that place, becomes `items.index(y)`, with what holds where nothing is found after
        `except ValueError`.

    Why it is slow:
        The interpreter runs several instructions for each element; `index` compares in C.

    Before:
        place = -1
        for i in range(len(items)):
            if items[i] == y:
                place = i
                break

    After:
        try:
            place = items.index(y)
        except ValueError:
            place = -1

    When not:
        Elements that may be NaN (which isn't equal to itself, but is found), a wanted string that
        may be none or several characters, loop variables that are used afterwards.

    Source:
        The Python documentation, "Common Sequence Operations"; measured: 2 to 3 times.
    """
    search = searched(node, facts)
    only = sole(node.body)
    if search is None or not isinstance(only, ast.If) or only.orelse:
        return None
    items, counter, names = search
    wanted = _wanted(only.test, items, counter, names)
    if wanted is None or is_compiled(node, facts) or not _comparable(items, wanted, facts):
        return None
    own = {items.id, *names} | flow.loads(wanted)
    found = place_kept(only.body, counter)
    if found is None or found in own or any(read_elsewhere(n, [node], facts) for n in names):
        return None
    call = f"{items.id}.index({facts.source.segment(wanted)})"
    other, removed = _otherwise(node, found, facts)
    if other is None or not facts.is_builtin("ValueError", at=node):
        return None
    kept = f"{found} = {call}" if found else f"return {call}"
    text = f"try:\n    {kept}\nexcept ValueError:\n    {other}"
    return Rewrite((*removed, Instead(node, text)))


def searched(loop: ast.For, facts: Facts) -> tuple[ast.Name, str, list[str]] | None:
    """(what is searched, the counter, all the loop's variables) of `range(len())`, `enumerate`."""
    called, target = loop.iter, loop.target
    if not isinstance(called, ast.Call) or called.keywords or len(called.args) != 1:
        return None
    function, given = ast.unparse(called.func), called.args[0]
    if function == "range" and isinstance(target, ast.Name) and isinstance(given, ast.Call):
        held = given.args[0] if len(given.args) == 1 and not given.keywords else None
        if ast.unparse(given.func) != "len" or not facts.is_builtin("range", "len", at=loop):
            return None
        return (held, target.id, [target.id]) if isinstance(held, ast.Name) else None
    if function != "enumerate" or not isinstance(target, ast.Tuple) or len(target.elts) != 2:
        return None
    names = [part.id for part in target.elts if isinstance(part, ast.Name)]
    fits = len(set(names)) == 2 and facts.is_builtin("enumerate", at=loop)
    return (given, names[0], names) if fits and isinstance(given, ast.Name) else None


def _wanted(test: ast.expr, items: ast.Name, counter: str, names: list[str]) -> ast.expr | None:
    """The name or constant that the element is compared with."""
    if not isinstance(test, ast.Compare) or len(test.ops) != 1:
        return None
    if not isinstance(test.ops[0], ast.Eq):
        return None
    elements = {f"{items.id}[{counter}]", *names[1:]}
    for one, other in ((test.left, test.comparators[0]), (test.comparators[0], test.left)):
        bare = other.operand if isinstance(other, ast.UnaryOp) else other
        still = isinstance(bare, ast.Name | ast.Constant) and not flow.loads(bare) & {*names}
        if ast.unparse(one) in elements and still:
            return other
    return None


def _comparable(items: ast.Name, wanted: ast.expr, facts: Facts) -> bool:
    kinds = shapes_of(items, facts)
    if shapes.within(kinds, "str"):
        value = wanted.value if isinstance(wanted, ast.Constant) else None
        return isinstance(value, str) and len(value) == 1
    return (
        shapes.within(kinds, "list", "tuple")
        and shapes.hashable(elements_of(items, facts))
        and shapes.selfequal(shapes_of(wanted, facts))
    )


def place_kept(body: list[ast.stmt], counter: str) -> str | None:
    """The name that keeps the place, "" where it is returned, None where more is done."""
    first, *rest = body
    if isinstance(first, ast.Return) and not rest:
        value: ast.expr | None = first.value
        name = ""
    elif isinstance(first, ast.Assign) and [type(s) for s in rest] == [ast.Break]:
        value, target = first.value, first.targets[0]
        if len(first.targets) != 1 or not isinstance(target, ast.Name):
            return None
        name = target.id
    else:
        return None
    return name if isinstance(value, ast.Name) and value.id == counter else None


def _otherwise(loop: ast.For, found: str, facts: Facts) -> tuple[str | None, tuple[Change, ...]]:
    """(what is done where nothing is found, the statement that this takes the place of)."""
    if loop.orelse:
        stmt = sole(loop.orelse)
        simple = isinstance(stmt, ast.Assign | ast.Return | ast.Expr | ast.Raise)
        if not simple or stmt is None or stmt.lineno != stmt.end_lineno:
            return None, ()
        # An error raised there would show the other one as its context.
        quiet = not isinstance(stmt, ast.Raise | ast.Expr) and not flow.has(stmt, ast.Call)
        return (facts.source.segment(stmt) if quiet else None), ()
    last = given_before(found, loop, facts) if found else None
    return (facts.source.segment(last), (Instead(last, ""),)) if last else ("pass", ())
