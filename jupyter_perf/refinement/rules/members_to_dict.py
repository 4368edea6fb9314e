from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..callees import reads
from ..concrete import Around, Change, Instead, Swap
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ..source import Loop
from ._helper_functions import defined_first
from ._hot import is_compiled
from ._member_uses import FUNCTIONS, Uses, is_unique
from ._place import library, start
from ._rule import Rewrite, rule

_LEAVING = (ast.Return, ast.Yield, ast.YieldFrom, ast.Raise)


@rule(ast.For, ast.While, safety=Safety.CHECK, gain=60.0, hints=(".remove(", ".pop(0)"))
def members_to_dict(node: Loop, facts: Facts) -> Rewrite | None:
    """Keep members that come and go in a dict instead of a list.

    What it does:
        Where a loop removes from a list what is known to be in it, and appends what is known not
        to be, so that nothing is ever in it twice, the members are the keys of a dict, which keeps
        their order. They go back into the list afterwards. So it does where a loop asks for members
        of a queue, from which it takes the first by `pop(0)`: with an `OrderedDict`.

    Why it is slow:
        `in` and `remove` compare with one element after another, and `remove` moves those behind.

    Before:
        online = []
        for action, name in events:
            if action == "login" and name not in online:
                online.append(name)
            elif action == "logout" and name in online:
                online.remove(name)

    After:
        online = []
        online_members = dict.fromkeys(online)
        for action, name in events:
            if action == "login" and name not in online_members:
                online_members[name] = None
            elif action == "logout" and name in online_members:
                del online_members[name]
        online[:] = online_members

    When not:
        A list that may hold something twice, or that is read by position; a change that no test
        stands before, another name for the list, elements that can't be hashed.

    Source:
        The Python wiki, "TimeComplexity"; dicts keep the order of insertion since Python 3.7.
    """
    if flow.has(node, ast.Await, ast.Try, ast.With) or is_compiled(node, facts):
        return None
    # What goes on after an exception would find the list as it was before the loop.
    if any(isinstance(outer, ast.Try | ast.With) for outer in facts.source.ancestors(node)):
        return None
    changes: list[Change] = []
    imports: list[str] = []
    asked: set[str] = set()
    for name in _changed_in(node):
        found = _fitting(name, node, facts)
        if found is None or _is_wider(name, node, facts):
            continue
        if flow.has(node, *_LEAVING) and not _is_own(name, node, facts):
            continue
        maker = "dict"
        if found.firsts:
            maker, lines = library("collections.OrderedDict", facts)
            imports += lines
        back = f"{name}[:] = {found.new}"
        changes.append(Around(node, f"{found.new} = {maker}.fromkeys({name})", back))
        changes += _written(found, facts)
        asked |= set(found.firsts.values())
    made = [
        text.format(name=facts.fresh(name))
        for name, text in FUNCTIONS.items()
        if facts.fresh(name) in asked
    ]
    changes += [defined_first(made, facts)] if made else []
    return Rewrite(tuple(changes), tuple(imports)) if changes else None


def _written(found: Uses, facts: Facts) -> list[Change]:
    """The list's uses with the dict in its place."""
    changes: list[Change] = [Swap(use, text) for use, text in found.swaps.items()]
    for stmt, member in found.put.items():
        changes.append(Instead(stmt, f"{found.new}[{facts.source.segment(member)}] = None"))
    for stmt, member in found.taken.items():
        changes.append(Instead(stmt, f"del {found.new}[{facts.source.segment(member)}]"))
    return changes


def _changed_in(loop: Loop) -> list[str]:
    """Names of what the loop calls `remove` or `pop` of."""
    methods = [part for part in ast.walk(loop) if isinstance(part, ast.Attribute)]
    taking = [method.value for method in methods if method.attr in ("remove", "pop")]
    return list(dict.fromkeys(name.id for name in taking if isinstance(name, ast.Name)))


def _fitting(name: str, loop: Loop, facts: Facts) -> Uses | None:
    """The uses of a list in a loop where a dict can take its place; else None."""
    given = start(name, loop, facts)
    if given is None or not is_unique(given, facts) or not facts.is_builtin("dict", at=loop):
        return None
    found = Uses(name, facts.fresh(f"{name}_members"), loop, facts)
    if not found.fit() or not found.asked:
        return None
    listed = next(iter(found.swaps))
    if not shapes.within(shapes_of(listed, facts), "list"):
        return None
    if not shapes.hashable(elements_of(listed, facts)):
        return None
    others = facts.aliases_of(name) - {name}
    return None if others & flow.loads(loop) or reads([loop], name, facts) else found


def _is_wider(name: str, loop: Loop, facts: Facts) -> bool:
    """True where a loop around this one allows it too, and so makes one dict for all rounds."""
    return any(_fitting(name, outer, facts) is not None for outer in facts.source.loops(loop))


def _is_own(name: str, loop: Loop, facts: Facts) -> bool:
    """True for a function's own list, which nobody sees once the function has returned."""
    function = facts.source.function(loop)
    if not isinstance(function, ast.FunctionDef) or name in flow.parameters(function):
        return False
    uses = [n for n in ast.walk(function) if isinstance(n, ast.Name) and n.id == name]
    if any(facts.source.function(use) is not function for use in uses):
        return False
    outside = [use for use in uses if not facts.source.inside(use, loop)]
    return facts.scope(name, loop) is function and not any(
        isinstance(use.ctx, ast.Load) and use.lineno < loop.lineno for use in outside
    )
