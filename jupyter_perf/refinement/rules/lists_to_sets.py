from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Around, Change, Swap
from ..facts import Facts
from ..shaping import shapes_of
from ..source import COMPREHENSIONS, FUNCTIONS
from ._leftovers import read_elsewhere
from ._place import place
from ._reach import reached
from ._rule import Rewrite, rule
from .list_to_set import WORTHWHILE, is_unhashable

_HOLDERS = ("list", "tuple", "dict")


@rule(ast.Compare, safety=Safety.CHECK, gain=30.0, hints=(" in ",))
def lists_to_sets(node: ast.Compare, facts: Facts) -> Rewrite | None:
    """Look members up in sets where a list or dict of lists is searched again and again.

    What it does:
        `x in lists[i]`, and `x in row` where `row` goes through `lists` in an inner loop or
        comprehension, look into sets that are made of all the lists once, before the outer loop.

    Why it is slow:
        `in` compares with one element after another, and does so again for the same lists in
        every round of the outer loop.

    Before:
        for word in vocabulary:
            for doc in docs:
                if word in doc:
                    found[word] += 1

    After:
        docs_sets = [set(doc) for doc in docs]
        for word in vocabulary:
            for doc_set in docs_sets:
                if word in doc_set:
                    found[word] += 1

    When not:
        Lists that the loop may change, elements that can't be hashed, short lists, lists that are
        searched once each.

    Source:
        The Python wiki, "TimeComplexity"; measured: 3 to 30 times.
    """
    if len(node.ops) != 1 or not isinstance(node.ops[0], ast.In | ast.NotIn):
        return None
    if not facts.is_builtin("set", at=node) or is_unhashable(node.left, facts):
        return None
    if isinstance(node.comparators[0], ast.Subscript):
        return _looked_up(node, facts)
    return _gone_through(node, facts)


# ---- x in lists[i] ----------------------------------------------------------------------------


def _looked_up(node: ast.Compare, facts: Facts) -> Rewrite | None:
    searched = node.comparators[0]
    assert isinstance(searched, ast.Subscript)
    base = searched.value
    if not isinstance(base, ast.Name) or isinstance(searched.slice, ast.Slice):
        return None
    if len(_loops_around(node, facts)) < 2 or not _holds_lists(base, facts):
        return None
    before = place(node, {base.id}, facts)
    if before is None or not _untouched(before, base, facts):
        return None
    name = facts.fresh(f"{base.id}_sets")
    swaps = [Swap(one, name) for one in _same_bases(before, base, facts)]
    return Rewrite((Around(before, f"{name} = {_made(base, facts)}"), *swaps))


def _same_bases(stmt: ast.stmt, base: ast.Name, facts: Facts) -> list[ast.Name]:
    """The name in all searches of its lists that a statement makes."""
    found = []
    for one in ast.walk(stmt):
        if not (isinstance(one, ast.Compare) and len(one.ops) == 1):
            continue
        searched = one.comparators[0]
        if not (
            isinstance(one.ops[0], ast.In | ast.NotIn)
            and isinstance(searched, ast.Subscript)
            and isinstance(searched.value, ast.Name)
            and searched.value.id == base.id
            and not isinstance(searched.slice, ast.Slice)
            and facts.scope(base.id, searched) is facts.scope(base.id, base)
        ):
            continue
        if not is_unhashable(one.left, facts):
            found.append(searched.value)
    return found


# ---- for row in lists: x in row ---------------------------------------------------------------


def _gone_through(node: ast.Compare, facts: Facts) -> Rewrite | None:
    row = node.comparators[0]
    loops = _loops_around(node, facts)
    if not isinstance(row, ast.Name) or len(loops) < 2:
        return None
    loop = next((one for one in loops if row.id in flow.stores([one.target])), None)
    held = None if loop is None else _source_of(row.id, loop, facts)
    if loop is None or held is None or loop is loops[-1] or not _holds_lists(held, facts):
        return None
    uses = _searches(row.id, loop, facts)
    if uses is None:
        return None
    before = place(held, {held.id}, facts)
    if before is None or before is loop or not _untouched(before, held, facts):
        return None
    name = facts.fresh(f"{held.id}_sets")
    changes: list[Change] = [Around(before, f"{name} = {_made(held, facts)}"), Swap(held, name)]
    if isinstance(loop, ast.For):
        # Under the old name the last set would be left where a list was.
        changes += [Swap(use, f"{row.id}_set") for use in [*uses, _bound(row.id, loop)]]
        if not facts.is_free(f"{row.id}_set"):
            return None
    return Rewrite(tuple(changes))


def _bound(row: str, loop: ast.For) -> ast.Name:
    """The place where a loop binds its variable."""
    parts = [part for part in ast.walk(loop.target) if isinstance(part, ast.Name)]
    return next(part for part in parts if part.id == row)


def _source_of(row: str, loop: ast.For | ast.comprehension, facts: Facts) -> ast.Name | None:
    """What a loop goes through whose variable `row` is an element; through dicts, a value."""
    target, iterated = loop.target, loop.iter
    if isinstance(target, ast.Name):
        if isinstance(iterated, ast.Call) and _method(iterated) == "values":
            return _of_dict(iterated, facts)
        plain = isinstance(iterated, ast.Name) and not shapes.within(
            shapes_of(iterated, facts), "dict"
        )
        return iterated if plain and isinstance(iterated, ast.Name) else None
    if not (isinstance(target, ast.Tuple) and len(target.elts) == 2):
        return None
    last = target.elts[1]
    if not (isinstance(last, ast.Name) and last.id == row and isinstance(iterated, ast.Call)):
        return None
    if _method(iterated) == "items":
        return _of_dict(iterated, facts)
    called = iterated.func
    counted = isinstance(called, ast.Name) and called.id == "enumerate"
    held = iterated.args[0] if iterated.args else None
    plain = counted and facts.is_builtin("enumerate", at=iterated) and isinstance(held, ast.Name)
    return held if plain and not shapes.within(shapes_of(held, facts), "dict") else None  # type: ignore[arg-type,return-value]


def _method(call: ast.Call) -> str:
    bare = isinstance(call.func, ast.Attribute) and not call.args and not call.keywords
    return call.func.attr if bare and isinstance(call.func, ast.Attribute) else ""


def _of_dict(call: ast.Call, facts: Facts) -> ast.Name | None:
    base = call.func.value if isinstance(call.func, ast.Attribute) else None
    known = isinstance(base, ast.Name) and shapes.within(shapes_of(base, facts), "dict")
    return base if known and isinstance(base, ast.Name) else None


def _searches(row: str, loop: ast.For | ast.comprehension, facts: Facts) -> list[ast.Name] | None:
    """Where a loop's variable is searched; None where it serves for anything else."""
    found: list[ast.Name] = []
    around = loop if isinstance(loop, ast.For) else facts.source.parents[loop]
    for use in ast.walk(around):
        if isinstance(use, ast.Name) and use.id == row and isinstance(use.ctx, ast.Load):
            parent = facts.source.parents[use]
            if not (isinstance(parent, ast.Compare) and parent.comparators == [use]):
                return None
            searched = isinstance(parent.ops[0], ast.In | ast.NotIn)
            if not searched or is_unhashable(parent.left, facts):
                return None
            found.append(use)
    if isinstance(loop, ast.For) and read_elsewhere(row, [loop], facts):
        return None
    return found


# ---- both -------------------------------------------------------------------------------------


def _loops_around(node: ast.AST, facts: Facts) -> list[ast.For | ast.comprehension]:
    """Loops and parts of comprehensions in which a test is made, the innermost first."""
    found: list[ast.For | ast.comprehension] = []
    for parent in facts.source.ancestors(node):
        if isinstance(parent, FUNCTIONS):
            break
        if isinstance(parent, COMPREHENSIONS):
            found += reversed(parent.generators)
        elif isinstance(parent, ast.For) and not facts.source.inside(node, parent.iter):
            found.append(parent)
    return found


def _holds_lists(node: ast.Name, facts: Facts) -> bool:
    """True for a list or dict of lists of what can be hashed, which aren't all short."""
    found = shapes_of(node, facts)
    if not shapes.within(found, *_HOLDERS) or found is None or len(found) != 1:
        return False
    (one,) = found
    rows = one.to if one.kind == "dict" else one.of
    if not shapes.within(rows, "list", "tuple") or not shapes.hashable(shapes.elements(rows)):
        return False
    for value in facts.samples(node):
        lists = list(value.values()) if isinstance(value, dict) else list(value)
        if sum(map(len, lists)) < WORTHWHILE * len(lists):
            return False
    return True


def _untouched(before: ast.stmt, base: ast.Name, facts: Facts) -> bool:
    """True where a statement can't change the lists, by another name either."""
    return not (base.id in facts.changed(before) or reached([before], {base.id}, facts))


def _made(base: ast.Name, facts: Facts) -> str:
    if shapes.within(shapes_of(base, facts), "dict"):
        key, held = facts.fresh("key"), facts.fresh("held")
        return f"{{{key}: set({held}) for {key}, {held} in {base.id}.items()}}"
    return f"[set({facts.fresh('one')}) for {facts.fresh('one')} in {base.id}]"
