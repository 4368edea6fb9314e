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
    if not shapes.within(shapes_of(node.args[0], facts), "str"):
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
