from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Around, Swap
from ..facts import Facts
from ..shaping import shapes_of
from ._place import library, place
from ._rule import Rewrite, rule


@rule(ast.Call, safety=Safety.CHECK, gain=8.0, hints=("strptime(",))
def parse_once(node: ast.Call, facts: Facts) -> Rewrite | None:
    """Parse each date once, however often its text occurs.

    What it does:
        `datetime.strptime(text, "…")` that is repeated goes through a cache made just before the
        loop. Dates can't be changed, so one object may stand in many places.

    Why it is slow:
        `strptime` takes some microseconds; the days of a table repeat, and a cache is a look-up.

    Before:
        dates = [datetime.strptime(t, "%Y-%m-%d") for t in texts]

    After:
        from functools import cache
        strptime_cached = cache(datetime.strptime)
        dates = [strptime_cached(t, "%Y-%m-%d") for t in texts]

    When not:
        A format that isn't constant, texts that aren't known to be strings, a single call.

    Source:
        The Python documentation of `functools.cache`.
    """
    if facts.full_name(node.func) not in ("datetime.datetime.strptime", "time.strptime"):
        return None
    if len(node.args) != 2 or node.keywords or not isinstance(node.args[1], ast.Constant):
        return None
    if not _is_text(node.args[0], facts):
        return None
    base = flow.root(node.func)
    # Nothing but a binding can change what the function is: classes of libraries stay as they are.
    before = place(node, (), facts)
    if before is None or base is None or base.id in flow.stores(before):
        return None
    cache, imports = library("functools.cache", facts)
    name = facts.fresh("strptime_cached")
    made = Around(before, f"{name} = {cache}({facts.source.segment(node.func)})")
    return Rewrite((made, Swap(node.func, name)), imports)


_TEXTS = flow.words("strip lstrip rstrip replace lower upper join removeprefix removesuffix")
_LISTS = flow.words("split rsplit splitlines groups partition rpartition")


def _is_text(node: ast.expr, facts: Facts) -> bool:
    """True for strings by their shape, and for what methods of texts and matches give.

    A match's missing group is None, with which the original fails just as the cached one does.
    """
    if shapes.within(shapes_of(node, facts), "str"):
        return True
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.func.attr in _TEXTS or (node.func.attr == "group" and len(node.args) < 2)
    if isinstance(node, ast.Name):
        value = facts.assigned(node)
        return value is not None and _is_text(value, facts)
    if isinstance(node, ast.Subscript) and not isinstance(node.slice, ast.Slice):
        held = facts.assigned(node.value) if isinstance(node.value, ast.Name) else node.value
        if isinstance(held, ast.Call) and isinstance(held.func, ast.Attribute):
            return held.func.attr in _LISTS
    return False
