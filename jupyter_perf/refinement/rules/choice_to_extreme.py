from __future__ import annotations

import ast
import re

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Instead
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ._alike import which_match
from ._hot import is_compiled
from ._leftovers import read_elsewhere
from ._place import library, start
from ._rule import Rewrite, rule

_PATTERNS = (
    "for v_x in v_items:\n    if E_less < E_more:\n        v_best = v_x",
    "for v_x in v_items:\n    if v_best is None or E_less < E_more:\n        v_best = v_x",
    "for v_x in v_items:\n    if v_best is None:\n        v_best = v_x\n"
    "    elif E_less < E_more:\n        v_best = v_x",
)
_THROUGH = ("list", "tuple", "set", "frozenset", "dict", "deque")


@rule(ast.For, safety=Safety.CHECK, gain=1.2, hints=("for ",), kinds=("function", "program"))
def choice_to_extreme(node: ast.For, facts: Facts) -> Rewrite | None:
    """Let `min` or `max` choose an element by its key.

    What it does:
        A loop that keeps the element whose length, part or entry in a table is the least or the
        greatest so far becomes `min` or `max` with that as the `key`. The first of several that
        are alike is chosen, as before.

    Why it is slow:
        The interpreter looks the key of the best element up again for each other one.

    Before:
        nearest = places[0]
        for place in places:
            if distance[place] < distance[nearest]:
                nearest = place

    After:
        nearest = places[0]
        if places:
            nearest = min([nearest, *places], key=distance.__getitem__)

    When not:
        Keys that aren't numbers or texts, or are worked out otherwise; `<=`, which chooses the last
        of several; a loop variable that is read afterwards.

    Source:
        The Python documentation of `min`.
    """
    at, found = which_match([node], _PATTERNS)
    if at < 0 or is_compiled(node, facts) or not facts.is_builtin("min", "max", at=node):
        return None
    x, best, items = (ast.unparse(found[name]) for name in ("v_x", "v_best", "v_items"))
    less, more = ast.unparse(found["E_less"]), ast.unparse(found["E_more"])
    chooses = "min" if re.search(rf"\b{x}\b", less) else "max"
    mine, other = (less, more) if chooses == "min" else (more, less)
    key = _expression(node, mine)
    if re.sub(rf"\b{x}\b", best, mine) != other or key is None or len({x, best, items}) < 3:
        return None
    if not isinstance(node.iter, ast.Name) or read_elsewhere(x, [node], facts):
        return None
    if not shapes.within(shapes_of(node.iter, facts), *_THROUGH):
        return None
    held = shapes_of(key, facts)
    if not (shapes.numeric(held) or shapes.within(held, "str")):
        return None
    function, imports = _function(key, x, facts)
    if not function or {best, items} & flow.loads(key) or best in facts.aliases_of(items):
        return None
    if at == 0:
        text = f"if {items}:\n    {best} = {chooses}([{best}, *{items}], key={function})"
        return Rewrite((Instead(node, text),), imports)
    begun = start(best, node, facts)
    given = elements_of(node.iter, facts)
    if not (isinstance(begun, ast.Constant) and begun.value is None) or not given:
        return None
    if any(shape.kind == "NoneType" for shape in given):
        return None
    text = f"{best} = {chooses}({items}, key={function}, default=None)"
    before = facts.source.before(node)[0]
    gone = (Instead(before, ""),) if best in flow.stores(before) else ()
    return Rewrite((*gone, Instead(node, text)), imports)


def _expression(node: ast.For, text: str) -> ast.expr | None:
    """The expression of the source that reads like one that was found."""
    parts = (part for part in ast.walk(node) if isinstance(part, ast.expr))
    return next((part for part in parts if ast.unparse(part) == text), None)


def _function(key: ast.expr, x: str, facts: Facts) -> tuple[str, tuple[str, ...]]:
    """(what gives the key of an element, imports); empty where it takes more than a look-up."""
    if isinstance(key, ast.Call) and ast.unparse(key) == f"len({x})":
        return ("len", ()) if facts.is_builtin("len", at=key) else ("", ())
    if not isinstance(key, ast.Subscript) or not isinstance(key.value, ast.Name):
        return "", ()
    table, place = key.value, key.slice
    if isinstance(place, ast.Name) and place.id == x and table.id != x:
        plain = shapes.within(shapes_of(table, facts), "dict", "list", "tuple")
        return (f"{table.id}.__getitem__", ()) if plain else ("", ())
    known = shapes.within(shapes_of(table, facts), "tuple", "list", "dict", "str")
    if table.id != x or not isinstance(place, ast.Constant) or not known:
        return "", ()
    getter, imports = library("operator.itemgetter", facts)
    return f"{getter}({facts.source.segment(place)})", imports
