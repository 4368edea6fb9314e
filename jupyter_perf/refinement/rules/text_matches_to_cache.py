from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Around, Swap
from ..facts import Facts
from ..shaping import shapes_of
from ._come_again import comes_again
from ._hot import is_compiled
from ._place import library, place
from ._rounds import is_pure
from ._rule import Rewrite, rule
from ._sorted_views import looks

_RATIOS = frozenset({"ratio", "quick_ratio", "real_quick_ratio"})


@rule(
    ast.Call,
    safety=Safety.CHECK,
    gain=60.5,
    hints=("get_close_matches", "SequenceMatcher", "ratio("),
)
def text_matches_to_cache(node: ast.Call, facts: Facts) -> Rewrite | None:
    """Compare the same texts once where `difflib` is asked about them again and again.

    What it does:
        `difflib.get_close_matches(…)` and `SequenceMatcher(None, a, b).ratio()`, which a loop asks
        for texts that come again, go through `functools.cache`, made anew before the loop.

    Why it is slow:
        Finding what two texts have in common takes time that grows with the product of their
        lengths.

    Before:
        for name in typed:
            found = difflib.get_close_matches(name, known)
            fixed.append(found[0] if found else name)

    After:
        from functools import cache
        matches_of = cache(lambda name: difflib.get_close_matches(name, known))
        for name in typed:
            found = matches_of(name)
            fixed.append(found[0] if found else name)

    When not:
        Texts that are new each time, anything else that the loop changes, a list of matches that
        is changed or kept.

    Source:
        Michie, "Memo Functions and Machine Learning", Nature 218, 1968.
    """
    name = _asked(node, facts)
    loops = facts.source.loops(node)
    if not name or is_compiled(node, facts):
        return None
    names = flow.loads(node)
    bound = {one for loop in loops for one in flow.stores(loop)} | _targets(node, facts)
    keys = [part for part in ast.walk(node) if isinstance(part, ast.Name) and part.id in bound]
    given = dict.fromkeys(sorted(key.id for key in keys))
    if not given or not all(shapes.within(shapes_of(key, facts), "str") for key in keys):
        return None
    if not comes_again(node, set(given), facts):
        return None
    before = place(node, names - given.keys(), facts)
    if before is None or (name == "matches_of" and not _only_read(node, facts)):
        return None
    cache, imports = library("functools.cache", facts)
    made = facts.fresh(name)
    listed = ", ".join(given)
    line = f"{made} = {cache}(lambda {listed}: {facts.source.segment(node)})"
    return Rewrite((Around(before, line), Swap(node, f"{made}({listed})")), imports)


def _asked(node: ast.Call, facts: Facts) -> str:
    """What a cache of such calls is called; "" for other calls, and in a cache."""
    if any(isinstance(parent, ast.Lambda) for parent in facts.source.ancestors(node)):
        return ""
    arguments = [*node.args, *(keyword.value for keyword in node.keywords)]
    if facts.full_name(node.func) == "difflib.get_close_matches":
        return "matches_of" if all(is_pure(a, facts) for a in arguments) else ""
    made = node.func.value if isinstance(node.func, ast.Attribute) else None
    if not isinstance(made, ast.Call) or node.func.attr not in _RATIOS or arguments:  # type: ignore[attr-defined]
        return ""
    if facts.full_name(made.func) != "difflib.SequenceMatcher":
        return ""
    parts = [*made.args, *(keyword.value for keyword in made.keywords)]
    return "ratio_of" if all(is_pure(part, facts) for part in parts) else ""


def _targets(node: ast.expr, facts: Facts) -> set[str]:
    """Names that comprehensions around an expression bind."""
    return {
        name
        for parent in facts.source.ancestors(node)
        for part in getattr(parent, "generators", ())
        for name in flow.stores([part.target])
    }


def _only_read(node: ast.Call, facts: Facts) -> bool:
    """True where nobody changes or keeps the list that is found."""
    parent = facts.source.parents[node]
    if isinstance(parent, ast.Subscript):
        return not isinstance(parent.slice, ast.Slice)
    if isinstance(parent, ast.UnaryOp):
        return isinstance(parent.op, ast.Not)
    if isinstance(parent, ast.If | ast.IfExp | ast.While):
        return parent.test is node
    target = parent.targets[0] if isinstance(parent, ast.Assign) else None
    if not isinstance(target, ast.Name) or len(parent.targets) > 1:  # type: ignore[attr-defined]
        return False
    scope = facts.scope(target.id, target)
    for use in facts.source.all(ast.Name):
        if use.id != target.id or facts.scope(use.id, use) is not scope:
            continue
        if isinstance(use.ctx, ast.Load) and not (looks(use, facts) or _is_asked(use, facts)):
            return False
    return True


def _is_asked(use: ast.Name, facts: Facts) -> bool:
    """True where only the list's emptiness is asked for."""
    parent = facts.source.parents[use]
    if isinstance(parent, ast.UnaryOp):
        return isinstance(parent.op, ast.Not)
    return isinstance(parent, ast.If | ast.IfExp | ast.While) and parent.test is use
