from __future__ import annotations

import ast
from collections.abc import Sequence

from ...core.code import Safety
from ..concrete import Around, Swap
from ..facts import Facts
from ..shaping import shapes_of
from ..source import COMPREHENSIONS, Decline
from ._hot import is_compiled
from ._item_names import Caches, Names
from ._item_work import Work, parts_of, work_in
from ._items_apart import are_apart
from ._looked_at import is_fixed, only_looks
from ._place import library
from ._rule import Rewrite, rule
from .recursion_to_memo import keyable


@rule(ast.For, ast.While, *COMPREHENSIONS, safety=Safety.CHECK, gain=5.5, hints=("for ",))
def pair_work_once(node: ast.For | ast.While | ast.expr, facts: Facts) -> Rewrite | None:
    """Work out once per item what loops over pairs of items work out for each pair.

    What it does:
        In loops in loops (over numbers, elements, a dict's items, `combinations`, `product`), and
        in comprehensions of several `for`s, work that hangs on one of the items alone goes through
        `functools.cache`, made anew before the outermost loop in which it stays the same. Items
        that can't be keys are known by their number: a loop that doesn't count yet is made to.

    Why it is slow:
        With n items each of them is split, parsed, summed, sorted n times instead of once.

    Before:
        for i in range(len(texts)):
            for j in range(len(texts)):
                if i != j:
                    a = set(texts[i].split())
                    b = set(texts[j].split())
                    score[i, j] = len(a & b) / len(a | b)

    After:
        from functools import cache
        set_of = cache(lambda i: set(texts[i].split()))
        for i in range(len(texts)):
            for j in range(len(texts)):
                if i != j:
                    a = set_of(i)
                    b = set_of(j)
                    score[i, j] = len(a & b) / len(a | b)

    When not:
        Work with an effect, that reads what the loops change, or on both items; a result that is
        changed or kept; items that change, that can't be told apart, or that are new each time.

    Source:
        Michie, "Memo Functions and Machine Learning", Nature 218, 1968; measured: 1.5 to 15 times.
    """
    if is_compiled(node, facts):
        return None
    every = _works(node, facts)
    found = [work for work in every if not _is_shared(work, every, facts)]
    if not found:
        return None
    cache, imports = library("functools.cache", facts)
    names = Names(facts)
    changes = names.count(found)
    caches = Caches(cache, names)
    for work in found:
        name = caches.of_work(work, work.made, work.node, _kept_as(work, found, facts))
        changes.append(Swap(work.node, f"{name}({names.key(work)})"))
    before = Around(found[0].stmt, before="\n".join(caches.lines))
    return Rewrite((before, *changes), imports)


def _works(node: ast.AST, facts: Facts) -> list[Work]:
    """The largest expressions whose outermost loop `node` is."""
    found: list[Work] = []
    parts = parts_of(node)
    part = next(parts, None)
    while part is not None:
        work = _work(part, node, facts)
        found += [work] if work is not None else []
        try:
            part = parts.send(work is not None)
        except StopIteration:
            break
    return found


def _work(part: ast.expr, region: ast.AST, facts: Facts) -> Work | None:
    try:
        work = work_in(part, facts)
    except Decline:
        return None
    if work is None or work.region.node is not region:
        return None
    return work if is_fixed(part, facts) or only_looks(part, facts) else None


def _is_shared(work: Work, found: Sequence[Work], facts: Facts) -> bool:
    """True for a call of a function that is called with other things too, which can be keys.

    One cache for all of these serves better.
    """
    call = work.node
    if not (
        isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and is_fixed(call, facts)
    ):
        return False
    known = {one.node for one in found}
    others = [
        part
        for part in ast.walk(work.region.node)
        if isinstance(part, ast.Call) and part not in known
    ]
    same = [part for part in others if ast.unparse(part.func) == call.func.id]
    return any(all(keyable(shapes_of(a, facts)) for a in (*call.args, *p.args)) for p in same)


def _kept_as(work: Work, found: Sequence[Work], facts: Facts) -> str:
    """The name that a result keeps where it must not be another name's object as well.

    Names of a cell outlive it, and that two of them stand for one set would show.
    """
    name = _name_given(work.node, facts)
    outlives = isinstance(facts.scope(name, work.node), ast.Module) and facts.kind != "program"
    if not name or not outlives or is_fixed(work.node, facts):
        return ""
    others = [
        w for w in found if w.made == work.made and _name_given(w.node, facts) not in ("", name)
    ]
    return "" if all(are_apart(work, other, facts) for other in others) else name


def _name_given(node: ast.expr, facts: Facts) -> str:
    """`a` in `a = work` and `a, b = work, work`."""
    parent = facts.source.parents[node]
    stmt = facts.source.parents[parent] if isinstance(parent, ast.Tuple) else parent
    if not isinstance(stmt, ast.Assign):
        return ""
    target = stmt.targets[0]
    if isinstance(parent, ast.Tuple):
        same = isinstance(target, ast.Tuple) and len(target.elts) == len(parent.elts)
        target = target.elts[parent.elts.index(node)] if same else target  # type: ignore[attr-defined]
    return target.id if isinstance(target, ast.Name) else ""
