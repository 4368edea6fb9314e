from __future__ import annotations

import ast
from dataclasses import dataclass

from ...core.code import Safety
from .. import flow, shapes
from ..call_sites import argument_of, called_function
from ..callees import called
from ..concrete import Around, Swap
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ..source import COMPREHENSIONS
from ._hot import is_compiled
from ._key_work import is_known
from ._leftovers import missed_elsewhere
from ._place import place
from ._rule import Rewrite, rule
from ._steady_keys import is_own

_PLAIN = (ast.Name, ast.Subscript, ast.Constant, ast.expr_context)
_CHANGERS = frozenset({"update", "pop", "popitem", "clear", "setdefault", "insert"})
_SHORT = 12
"""Up to so many elements, going through all of them takes no longer."""


@rule(ast.Call, ast.For, safety=Safety.CHECK, gain=28.0, hints=("==",))
def either_key_to_index(node: ast.Call | ast.For, facts: Facts) -> Rewrite | None:
    """Go only through those pairs of which one or the other side is what is looked for.

    What it does:
        An inner loop over a list that does something only where one of two or more keys of an
        element equals something, as one does for the edges of a graph, goes through the elements
        that a dict has for it, made once before. So does a function that is called again and again
        with the same list: it is handed these elements alone, and stays as it is.

    Why it is slow:
        Each round, or call, compares all elements with what is looked for.

    Before:
        def neighbours(edges, node):
            found = []
            for u, v in edges:
                if u == node:
                    found.append(v)
                elif v == node:
                    found.append(u)
            return found
        for node in nodes:
            degrees.append(len(neighbours(edges, node)))

    After:
        def neighbours(edges, node):
            found = []
            for u, v in edges:
                if u == node:
                    found.append(v)
                elif v == node:
                    found.append(u)
            return found
        edges_by_key = {}
        for u, v in edges:
            for key in {u, v}:
                edges_by_key.setdefault(key, []).append((u, v))
        for node in nodes:
            degrees.append(len(neighbours(edges_by_key.get(node, ()), node)))

    When not:
        The list is used otherwise, or something is done with elements that don't match; keys that
        can't be hashed, that some elements lack, or that change meanwhile.

    Source:
        Adjacency lists: Cormen et al., "Introduction to Algorithms", 20.1.
    """
    if is_compiled(node, facts):
        return None
    return _in_loop(node, facts) if isinstance(node, ast.For) else _in_call(node, facts)


def _in_loop(node: ast.For, facts: Facts) -> Rewrite | None:
    """An inner loop that searches the list itself."""
    items, scope = node.iter, facts.source.function(node)
    if not isinstance(items, ast.Name) or not facts.source.loops(node):
        return None
    if scope is None and facts.kind == "cell":
        # The loop's variables outlive it there.
        return None
    found = _asked(node, None, facts)
    if found is None or not _fits(items, found, facts):
        return None
    before = place(items, {items.id}, facts)
    return None if before is None else _written(items, found.wanted, before, found, facts)


def _in_call(node: ast.Call, facts: Facts) -> Rewrite | None:
    """A call of a function that searches the list."""
    function = called_function(node, facts)
    if function is None or facts.source.inside(node, function):
        return None
    for parameter in flow.parameters(function):
        items = argument_of(node, function, parameter, 0)
        if not isinstance(items, ast.Name) or items not in node.args:
            continue
        found = _search(function, parameter, facts)
        if found is None or not _fits(items, found, facts):
            continue
        wanted = argument_of(node, function, ast.unparse(found.wanted), 0)
        if wanted is None or wanted not in node.args or not _is_quiet(wanted, facts):
            continue
        before = place(node, {items.id}, facts)
        if before is not None:
            return _written(items, wanted, before, found, facts)
    return None


@dataclass(frozen=True)
class _Search:
    """What a function binds to each element, by which keys it is known, and what is wanted."""

    target: ast.expr
    keys: tuple[ast.expr, ...]
    wanted: ast.expr


def _search(function: ast.FunctionDef, name: str, facts: Facts) -> _Search | None:
    """How a function searches one of its arguments, where that is all that it does with it."""
    uses = [use for use in ast.walk(function) if isinstance(use, ast.Name) and use.id == name]
    if len(uses) != 1 or function.args.vararg or flow.has(function, ast.Yield, ast.YieldFrom):
        return None
    loop = facts.source.parents[uses[0]]
    if facts.source.function(uses[0]) is not function or not isinstance(loop, ast.For):
        return None
    fixed = set(flow.parameters(function)) - flow.stores(function.body) - {name}
    return _asked(loop, fixed, facts) if loop.iter is uses[0] else None


def _asked(loop: ast.For, fixed: set[str] | None, facts: Facts) -> _Search | None:
    """What a loop looks for, by which keys; nothing that its rounds change, or one of `fixed`."""
    names = flow.stores([loop.target])
    if loop.orelse or len(loop.body) != 1 or flow.has(loop, ast.Await):
        return None
    if any(missed_elsewhere(one, [loop], facts) for one in names):
        return None
    changed = facts.changed(loop)
    found = [_equality(test, names, changed) for test in _tests(loop.body[0])]
    keys = [one for one in found if one is not None]
    if len(keys) < 2 or len(keys) < len(found):
        return None
    wanted = {ast.unparse(one) for _, one in keys}
    if len(wanted) > 1 or (fixed is not None and not wanted <= fixed):
        return None
    return _Search(loop.target, tuple(key for key, _ in keys), keys[0][1])


def _tests(stmt: ast.stmt) -> list[ast.expr]:
    """The tests of which one must hold for a statement to do anything; empty where none must."""
    found: list[ast.expr] = []
    while isinstance(stmt, ast.If):
        either = isinstance(stmt.test, ast.BoolOp) and isinstance(stmt.test.op, ast.Or)
        found += stmt.test.values if either else [stmt.test]  # type: ignore[attr-defined]
        if not stmt.orelse:
            return found
        if len(stmt.orelse) > 1:
            return []
        stmt = stmt.orelse[0]
    return []


def _equality(test: ast.expr, own: set[str], changed: set[str]) -> tuple[ast.expr, ast.expr] | None:
    """(key of the element, what it must equal), the first thing that a test asks."""
    both = isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And)
    first = test.values[0] if both else test  # type: ignore[attr-defined]
    if not (isinstance(first, ast.Compare) and len(first.ops) == 1):
        return None
    if not isinstance(first.ops[0], ast.Eq):
        return None
    left, right = first.left, first.comparators[0]
    for key, wanted in ((left, right), (right, left)):
        plain = all(isinstance(part, _PLAIN) for side in (key, wanted) for part in ast.walk(side))
        mine = bool(flow.loads(key)) and flow.loads(key) <= own
        if plain and mine and not flow.loads(wanted) & (changed | own):
            return key, wanted
    return None


def _fits(items: ast.Name, found: _Search, facts: Facts) -> bool:
    """True for a list or tuple of elements that all have keys which can be hashed."""
    if not shapes.within(shapes_of(items, facts), "list", "tuple"):
        return False
    if not all(
        is_known(key, facts) and shapes.hashable(shapes_of(key, facts)) for key in found.keys
    ):
        return False
    if not shapes.hashable(shapes_of(found.wanted, facts)):
        return False
    known = facts.samples(items)
    if known and max(map(len, known)) <= _SHORT:
        return False
    if isinstance(found.target, ast.Name):
        return True
    # Each element must come apart into as many names.
    rows = elements_of(items, facts)
    parts = found.target.elts if isinstance(found.target, ast.Tuple) else []
    plain = bool(parts) and all(isinstance(part, ast.Name) for part in parts)
    return plain and rows is not None and all(len(row.parts) == len(parts) for row in rows)


def _is_quiet(wanted: ast.expr, facts: Facts) -> bool:
    """True for what may be worked out twice."""
    for part in ast.walk(wanted):
        if isinstance(part, ast.Call):
            plain = isinstance(part.func, ast.Name) and part.func.id in ("int", "str", "len")
            if not plain or not facts.is_builtin(part.func.id, at=part):  # type: ignore[attr-defined]
                return False
    return not flow.has(wanted, ast.NamedExpr, ast.Await, ast.Lambda, *COMPREHENSIONS)


def _keys_change(items: ast.Name, before: ast.stmt, found: _Search, facts: Facts) -> bool:
    """True where an element may get another key while the dict is in use."""
    if shapes.hashable(elements_of(items, facts)):
        return False
    parts = [part for key in found.keys for part in ast.walk(key)]
    used = {ast.dump(part.slice) for part in parts if isinstance(part, ast.Subscript)}
    for part in flow.walk([before, *called([before], facts)]):
        if isinstance(part, ast.Subscript) and not isinstance(part.ctx, ast.Load):
            other = used and isinstance(part.slice, ast.Constant)
            if not (other and ast.dump(part.slice) not in used) and not is_own(part.value, facts):
                return True
        method = part.func if isinstance(part, ast.Call) else None
        changes = isinstance(method, ast.Attribute) and method.attr in _CHANGERS
        if changes and not is_own(method.value, facts):  # type: ignore[union-attr]
            return True
    return False


def _written(
    items: ast.Name, wanted: ast.expr, before: ast.stmt, found: _Search, facts: Facts
) -> Rewrite | None:
    if _keys_change(items, before, found, facts) or items.id in flow.stores(before):
        return None
    index = facts.fresh(f"{items.id}_by_key")
    names = {name: facts.fresh(f"{name}_each") for name in flow.stores([found.target])}
    target = _renamed(found.target, names, facts)
    element = f"({target})" if isinstance(found.target, ast.Tuple) else target
    keys = ", ".join(dict.fromkeys(_renamed(key, names, facts) for key in found.keys))
    key = facts.fresh("key")
    made = f"""{index} = {{}}
for {target} in {items.id}:
    for {key} in {{{keys}}}:
        {index}.setdefault({key}, []).append({element})"""
    text = f"{index}.get({facts.source.segment(wanted)}, ())"
    return Rewrite((Around(before, made), Swap(items, text)))


def _renamed(node: ast.expr, names: dict[str, str], facts: Facts) -> str:
    parts = [part for part in ast.walk(node) if isinstance(part, ast.Name)]
    text = facts.source.render(node, {part: names[part.id] for part in parts})
    return text[1:-1] if text.startswith("(") and isinstance(node, ast.Tuple) else text
