from __future__ import annotations

import ast
import keyword

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Change, Swap
from ..facts import Facts
from ..shaping import shapes_of
from ..source import Decline
from ._hot import is_compiled
from ._rule import Rewrite, rule
from ._size_changes import another_shrinks
from ._slots import is_fresh

_ENOUGH = 2
"""Where the index is needed too, so many look-ups a turn pay for counting along."""


@rule(ast.For, safety=Safety.CHECK, gain=1.28, hints=("range(len(",))
def index_to_items(node: ast.For, facts: Facts) -> Rewrite | None:
    """Go through a list's elements instead of through its indices.

    What it does:
        `for i in range(len(names)): … names[i] …` becomes `for name in names: … name …`, or, where
        the index is needed too and elements are looked up more than once,
        `for i, name in enumerate(names)`.

    Why it is slow:
        Each `names[i]` makes a number and looks an element up that the loop could have at hand.

    Before:
        for i in range(len(names)):
            total += len(names[i])

    After:
        for name in names:
            total += len(name)

    When not:
        What isn't known to be a list, tuple or string; a list that changes in the loop; an index
        that is bound in the loop or read behind it.

    Source:
        The Python tutorial, "Looping techniques"; seen gains 1.1 to 1.8 times.
    """
    name, index = _gone_through(node, facts), node.target
    if name is None or not isinstance(index, ast.Name) or is_compiled(node, facts):
        return None
    if not shapes.within(shapes_of(name, facts), "list", "tuple", "str"):
        return None
    body = [*node.body, *node.orelse]
    if {name.id, index.id} & (facts.changed(body) | flow.stores(body)):
        return None
    if is_read_elsewhere(index, node, facts):
        return None
    scope = facts.scope(name.id, name)
    own = isinstance(scope, ast.Module) or is_fresh(name, facts)
    if not own and another_shrinks(scope, facts):
        raise Decline("another name of the list may make it shorter")
    items = _items(name.id, index.id, node)
    uses = [n for n in flow.walk(body) if isinstance(n, ast.Name) and n.id == index.id]
    if not items:
        return None
    item = element_name(name.id, _taken(node, facts), facts)
    changes: list[Change] = [Swap(found, item) for found in items]
    if len(uses) == len(items):
        changes += [Swap(index, item), Swap(node.iter, name.id)]
        return Rewrite(tuple(changes))
    if len(items) < _ENOUGH or not facts.is_builtin("enumerate", at=node):
        return None
    changes += [Swap(index, f"{index.id}, {item}"), Swap(node.iter, f"enumerate({name.id})")]
    return Rewrite(tuple(changes))


def _gone_through(node: ast.For, facts: Facts) -> ast.Name | None:
    """`names` of `range(len(names))`."""
    made = node.iter
    for called in ("range", "len"):
        if not (isinstance(made, ast.Call) and isinstance(made.func, ast.Name)):
            return None
        if made.func.id != called or len(made.args) != 1 or made.keywords:
            return None
        if not facts.is_builtin(called, at=node):
            return None
        made = made.args[0]
    return made if isinstance(made, ast.Name) else None


def _items(name: str, index: str, node: ast.For) -> list[ast.Subscript]:
    """Every `names[i]` that is read in the body."""
    return [
        part
        for part in flow.walk(node.body)
        if isinstance(part, ast.Subscript)
        and isinstance(part.ctx, ast.Load)
        and isinstance(part.value, ast.Name)
        and part.value.id == name
        and isinstance(part.slice, ast.Name)
        and part.slice.id == index
    ]


def is_read_elsewhere(index: ast.Name, node: ast.For, facts: Facts) -> bool:
    """True where the index's last value, or its name in another scope, may be read."""
    scope = facts.scope(index.id, index)
    bound_again = _loops(index.id, facts)
    for use in facts.source.all(ast.Name):
        if use.id != index.id or not isinstance(use.ctx, ast.Load):
            continue
        if facts.source.inside(use, node):
            if facts.source.function(use) is not facts.source.function(node):
                return True
            continue
        if facts.scope(use.id, use) is not scope:
            continue
        # Another loop's own variable of the same name is bound before it is read.
        own = [loop for loop in bound_again if facts.source.inside(use, loop)]
        if not any(loop is not node and not facts.source.inside(node, loop) for loop in own):
            return True
    return False


def _loops(name: str, facts: Facts) -> list[ast.For]:
    return [f for f in facts.source.all(ast.For) if name in flow.stores([f.target])]


def _taken(node: ast.For, facts: Facts) -> set[str]:
    """Names that loops around this one may get for their elements at the same time."""
    found: set[str] = set()
    for loop in reversed(facts.source.loops(node)):
        name = _gone_through(loop, facts) if isinstance(loop, ast.For) else None
        if loop is not node and name is not None:
            found.add(element_name(name.id, found, facts))
    return found


def element_name(name: str, taken: set[str], facts: Facts) -> str:
    """`word` for `words`, else `item`; none of `taken`."""
    short = name[:-1] if name.endswith("s") and not name.endswith("ss") else ""
    good = len(short) > 1 and short.isidentifier() and not keyword.iskeyword(short)
    first = short if good and facts.is_free(short) else facts.fresh("item")
    found, number = first, 2
    while found in taken or not facts.is_free(found):
        found, number = f"{first}_{number}", number + 1
    return found
