from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Around, Swap
from ..facts import Facts
from ..shaping import shapes_of
from ..shaping.helpers import Helper, helper_of
from ._come_again import comes_again
from ._helpers import module_left_alone
from ._hot import is_compiled
from ._place import library, place
from ._rule import Rewrite, rule
from .recursion_to_memo import keyable
from .repeated_calls_to_cache import LEAST_STEPS, is_costly


@rule(ast.Call, safety=Safety.CHECK, gain=61.0, hints=("(",))
def helper_calls_to_cache(node: ast.Call, facts: Facts) -> Rewrite | None:
    """Remember, while a loop lasts, what a helper from elsewhere said for the same arguments.

    What it does:
        A pure function of an earlier cell or of a module of yours, which a loop calls with
        arguments that come again, is called through `functools.cache`, made anew before the loop.

    Why it is slow:
        The same is worked out from the same again and again.

    Before:
        from text_tools import edit_distance
        for word in words:
            for known in dictionary:
                distances.append(edit_distance(word, known))

    After:
        from functools import cache
        from text_tools import edit_distance
        edit_distance_cached = cache(edit_distance)
        for word in words:
            for known in dictionary:
                distances.append(edit_distance_cached(word, known))

    When not:
        A function whose text can't be read, one with effects, one that reads what the loop changes
        or that returns something that could be changed, arguments that are floats, of several
        types, or new each time.

    Source:
        Michie, "Memo Functions and Machine Learning", Nature 218, 1968.
    """
    called = node.func
    if not isinstance(called, ast.Name) or node.keywords or not node.args:
        return None
    if called.id not in facts.namespace or is_compiled(node, facts):
        return None
    given = [shapes_of(argument, facts) for argument in node.args]
    if not all(map(keyable, given)) or not comes_again(node, flow.loads(node.args), facts):
        return None
    helper = helper_of(called, given, facts)
    if helper is None or not (is_costly(helper.definition) or _has_steps(helper)):
        return None
    if helper.home.purity(helper.definition).impure or not shapes.hashable(
        shapes_of(helper.call, helper.home)
    ):
        return None
    before = place(node, {called.id, *(helper.data & facts.namespace.keys())}, facts)
    if before is None or not module_left_alone(helper, before, facts):
        return None
    cache, imports = library("functools.cache", facts)
    name = facts.fresh(f"{called.id}_cached")
    return Rewrite((Around(before, f"{name} = {cache}({called.id})"), Swap(called, name)), imports)


def _has_steps(helper: Helper) -> bool:
    """True for many operations, and for a search through a long list."""
    steps = 0
    for part in ast.walk(helper.definition):
        steps += isinstance(part, ast.BinOp | ast.Call | ast.Compare)
        if isinstance(part, ast.Compare) and isinstance(part.ops[0], ast.In | ast.NotIn):
            asked = part.comparators[0]
            value = helper.home.namespace.get(asked.id) if isinstance(asked, ast.Name) else None
            if isinstance(value, list | tuple) and len(value) > LEAST_STEPS:
                return True
    return steps >= LEAST_STEPS
