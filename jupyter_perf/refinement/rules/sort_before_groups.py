from __future__ import annotations

import ast
from dataclasses import dataclass, replace

from ...core.code import Safety
from .. import flow
from ..concrete import Around, Change, Instead, Swap
from ..facts import Facts
from ..source import Decline
from ..syntax import is_name, text_of
from ._guarded import is_fallback
from ._known_frames import frame_at
from ._rule import Rewrite, rule

_KINDS = frozenset({"int", "float", "str", "bool", "datetime"})
_SAID = frozenset({"by", "ascending", "kind", "na_position"})
_STABLE = ("stable", "mergesort")


@rule(ast.Call, safety=Safety.CHECK, gain=10.0, hints=(".sort_values(",))
def sort_before_groups(node: ast.Call, facts: Facts) -> Rewrite | None:
    """Sort a frame once before it is split into groups, instead of each group.

    What it does:
        Where each group of `df.groupby(key)`, from a loop or a dictionary of groups, is put in
        order by the same columns, the whole frame is put in that order first: groups keep it.

    Why it is slow:
        Sorting a frame by several columns takes half a millisecond, however few rows it has.

    Before:
        for shop, part in df.groupby('shop'):
            part = part.sort_values(['price', 'name'])
            best.append(part.head(3))

    After:
        for shop, part in df.sort_values(['price', 'name']).groupby('shop'):
            best.append(part.head(3))

    When not:
        A group is used before it is in order, for more than its length; a single column by which
        rows are sorted in no stable way, so that ties could come out otherwise; the order of
        groups would change (`sort=False` in a loop).

    Source:
        The pandas user guide, "Group by", "GroupBy sorting": the order of rows in each group is
        kept; measured: 3 times for 350 groups of 70 rows.
    """
    if not (isinstance(node.func, ast.Attribute) and node.func.attr == "sort_values"):
        return None
    labels = _stable_by(node)
    found = _groups(node.func.value, facts) if labels else None
    if found is None or is_fallback(node, facts):
        return None
    known = frame_at(found.frame, facts.source.statement(found.call), facts)
    if known is None or any(known.columns.get(label) not in _KINDS for label in labels):
        return None
    segment = facts.source.segment
    given = segment(node)[len(segment(node.func)) :]
    ordered = f"{found.frame.id}.sort_values{given}"
    if found.lookup is not None:
        return _looked_up_in_order(node, found, ordered, facts)
    changes: list[Change] = [Swap(found.frame, ordered)]
    stmt = facts.source.parents[node]
    if isinstance(stmt, ast.Assign) and found.bound and is_name(stmt.targets[0], found.bound.id):
        if len(facts.source.block(stmt)) < 2:
            return None
        # The name stays bound where it was, to what is in order by then.
        changes += [Instead(stmt, ""), Swap(found.bound, found.bound.id)]
    else:
        changes.append(Swap(node, segment(node.func.value)))
    return Rewrite(tuple(changes))


def _looked_up_in_order(node: ast.Call, found: _Found, ordered: str, facts: Facts) -> Rewrite:
    """A second dictionary, of groups in order."""
    segment = facts.source.segment
    made = facts.source.statement(found.call)
    assert isinstance(made, ast.Assign)
    assert found.lookup is not None
    old = segment(found.lookup.func.value)  # type: ignore[attr-defined]
    new = facts.fresh(f"{old}_in_order")
    line = facts.source.render(made, {made.targets[0]: new, found.frame: ordered})
    text = f"{new}{segment(found.lookup)[len(old) :]}"
    # What is sorted is a frame of its own, which may be given further columns.
    kept = isinstance(facts.source.parents[node], ast.Assign)
    return Rewrite((Around(made, after=line), Swap(node, f"{text}.copy()" if kept else text)))


@dataclass(frozen=True)
class _Found:
    frame: ast.Name
    call: ast.Call
    """The call of `groupby`."""
    lookup: ast.Call | None = None
    """`groups.get(key, …)`, where the group comes from a dictionary."""
    bound: ast.Name | None = None
    """Where it gets the name that it has."""


def _stable_by(node: ast.Call) -> list[str]:
    """The columns by which rows are sorted, where ties stay in their order; else nothing."""
    options = {k.arg: k.value for k in node.keywords}
    by = node.args[0] if len(node.args) == 1 else options.get("by")
    if by is None or len(node.args) > 1 or not set(options) <= _SAID:
        return []
    parts = by.elts if isinstance(by, ast.List) else [by]
    names = [text_of(part) for part in parts]
    constant = all(
        isinstance(part, ast.Constant | ast.List | ast.Load)
        for value in options.values()
        for part in ast.walk(value)
    )
    # Several columns are sorted by one after another, whatever kind is asked for.
    stable = len(names) > 1 or ("kind" in options and text_of(options["kind"]) in _STABLE)
    if None in names or not constant or not stable:
        return []
    return [name for name in names if name is not None]


def _groups(owner: ast.expr, facts: Facts) -> _Found | None:
    """Where the group that an expression stands for is made."""
    if not isinstance(owner, ast.Name):
        return _looked_up(owner, facts)
    parents, made, bound = facts.source.parents, list[_Found | None](), None
    for binder in facts.binders(owner.id, facts.scope(owner.id, owner)):
        parent = parents.get(binder)
        if isinstance(parent, ast.Assign) and _sorts(parent.value, owner):
            continue
        bound = binder
        if isinstance(parent, ast.Assign) and parent.targets[0] is binder:
            made.append(_looked_up(parent.value, facts))
        elif isinstance(parent, ast.Tuple) and parent.elts[-1] is binder:
            made.append(_gone_through(parents[parent], facts))
        else:
            return None
    found = made[0] if len(made) == 1 else None
    if found is None or not isinstance(bound, ast.Name):
        return None
    alike = _stays(owner, bound, facts) if found.lookup is not None else _counted(owner, facts)
    return replace(found, bound=bound) if alike else None


def _stays(owner: ast.Name, bound: ast.Name, facts: Facts) -> bool:
    """True where a group that was looked up is still the same when it is put in order: nothing
    between has changed it, or the names of its key."""
    made, stmt = facts.source.statement(bound), facts.source.statement(owner)
    block = facts.source.block(made)
    if stmt not in block:
        return False
    again = isinstance(stmt, ast.Assign) and is_name(stmt.targets[0], owner.id)
    if not again and any(owner.id in facts.mutated(loop) for loop in facts.source.loops(owner)):
        return False
    between = block[block.index(made) + 1 : block.index(stmt)]
    fixed = flow.loads(made.value) | {owner.id}  # type: ignore[attr-defined]
    return not fixed & facts.changed(list(between))


def _sorts(value: ast.expr, owner: ast.Name) -> bool:
    """True for the statement that puts the group in order, under its own name."""
    called = value.func if isinstance(value, ast.Call) else None
    return isinstance(called, ast.Attribute) and called.value is owner


def _gone_through(loop: ast.AST, facts: Facts) -> _Found | None:
    """`for key, name in frame.groupby(…)`, with groups in the order of their keys."""
    if not isinstance(loop, ast.For) or not isinstance(loop.iter, ast.Call):
        return None
    if any(k.arg == "sort" for k in loop.iter.keywords):
        return None
    return _split(loop.iter)


def _looked_up(value: ast.expr, facts: Facts) -> _Found | None:
    """`groups.get(key, frame.iloc[:0])`, where `groups = dict(list(frame.groupby(…)))`."""
    if not (isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute)):
        return None
    groups = value.func.value
    if value.func.attr != "get" or not isinstance(groups, ast.Name):
        return None
    uses = [n for n in facts.source.all(ast.Name) if n.id == groups.id]
    made = facts.assigned(groups)
    for wanted in ("dict", "list"):
        plain = isinstance(made, ast.Call) and is_name(made.func, wanted) and len(made.args) == 1
        if not plain or not isinstance(made, ast.Call):
            return None
        made = made.args[0]
    if len(uses) != 2 or not isinstance(made, ast.Call):
        return None
    found = _split(made)
    stmt = facts.source.statement(made)
    plain = isinstance(stmt, ast.Assign) and len(stmt.targets) == 1
    return replace(found, lookup=value) if found is not None and plain else None


def _split(call: ast.Call) -> _Found | None:
    owner = call.func.value if isinstance(call.func, ast.Attribute) else None
    if not isinstance(owner, ast.Name) or ast.unparse(call.func) != f"{owner.id}.groupby":
        return None
    if any(isinstance(part, ast.Lambda) for part in ast.walk(call)):
        return None
    labels = [text_of(part) for part in _keys(call)]
    # Other keys might be columns, whose rows don't come along.
    return None if None in labels or not labels else _Found(owner, call)


def _keys(call: ast.Call) -> list[ast.expr]:
    by = (
        call.args[0] if call.args else next((k.value for k in call.keywords if k.arg == "by"), None)
    )
    if by is None:
        return []
    return list(by.elts) if isinstance(by, ast.List) else [by]


def _counted(owner: ast.Name, facts: Facts) -> bool:
    """True where the group is asked for nothing but its length before it is in order."""
    stmt = facts.source.statement(owner)
    again = isinstance(stmt, ast.Assign) and is_name(stmt.targets[0], owner.id)
    if again and not (isinstance(stmt, ast.Assign) and _sorts(stmt.value, owner)):
        raise Decline("a group whose name gets another value")
    if not again and facts.kind == "cell" and facts.source.function(owner) is None:
        # The last group stays behind in its own order.
        return False
    block = facts.source.block(stmt)
    later = block[block.index(stmt) + 1 :] if stmt in block else []
    for use in facts.source.all(ast.Name):
        if use.id != owner.id or use is owner or not isinstance(use.ctx, ast.Load):
            continue
        if again and any(facts.source.inside(use, one) for one in later):
            continue
        parent = facts.source.parents[use]
        counted = isinstance(parent, ast.Call) and is_name(parent.func, "len")
        empty = isinstance(parent, ast.Attribute) and parent.attr == "empty"
        if not counted and not empty:
            return False
    return True
