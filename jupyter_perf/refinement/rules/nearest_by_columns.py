from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from ...core.code import Safety
from ..facts import Facts
from ..source import Decline
from ._comprehension_rounds import as_loop
from ._element_best import best_of
from ._element_loops import element_loop
from ._element_tests import passing
from ._hot import is_compiled
from ._key_extremes import by_key
from ._narrowed import narrowed_loop
from ._passing_listed import Kept, passing_listed
from ._rule import Rewrite, rule
from ._smallest_generated import smallest_generated
from ._smallest_kept import smallest_appended, smallest_listed
from ._zipped_elements import rows_once

Node = ast.For | ast.Call | ast.Subscript | Kept


@rule(
    *(ast.For, ast.Call, ast.Subscript, ast.ListComp),
    *(ast.SetComp, ast.DictComp, ast.GeneratorExp),
    safety=Safety.CHECK,
    gain=30.0,
    hints=("for ",),
    kinds=("cell", "function"),
)
def nearest_by_columns(node: Node, facts: Facts) -> Rewrite | None:
    """Work the distances to all records out at once, and look at the few that count alone.

    What it does:
        An inner loop over records that does something only where a number that is worked out of
        the record's fields is small (or large) enough, or that keeps the record for which it is
        smallest (or largest), first works that number out for all records, on arrays of their
        fields. The loop then goes through those that pass, or may be nearest. What it does with
        these, and its own test, stay as they are; so the last digit of numpy doesn't count. The
        same for `min(records, key=…)`, `max` and `sorted(records, key=…)`, whole or `[:k]`, for
        `min(distance(p, q) for q in records)` and comprehensions that keep what is near, and for
        a list of all numbers that is sorted and of which only the first few are read. Rows of
        several lists in `zip` are made once before. Fields that may be no numbers are tested.

    Why it is slow:
        The interpreter takes the fields of every record apart and works on them one by one.

    Before:
        for x, y in customers:
            for name, sx, sy in shops:
                if math.sqrt((sx - x) ** 2 + (sy - y) ** 2) < radius:
                    reached.append(name)

    After:
        shops_sx = np.array([sx for name, sx, sy in shops], dtype=float)
        shops_sy = np.array([sy for name, sx, sy in shops], dtype=float)
        shops_usual = all((abs(one) < 2**50).all() for one in (shops_sx, shops_sy))
        for x, y in customers:
            near = shops
            if near and shops_usual and abs(x) < 2**50 and abs(y) < 2**50 and abs(radius) < 2**50:
                passes = np.sqrt((shops_sx - x) ** 2 + (shops_sy - y) ** 2) < radius * (1 + 1e-6)
                near = [near[at] for at in np.flatnonzero(passes).tolist()]
            for name, sx, sy in near:
                if math.sqrt((sx - x) ** 2 + (sy - y) ** 2) < radius:
                    reached.append(name)

    When not:
        Few records, or records that the loops change; fields that aren't numbers; a loop that is
        left early; anything that is done for records that don't pass.

    Source:
        Harris et al., "Array programming with NumPy", Nature 585 (2020).
    """
    if is_compiled(node, facts):
        return None
    if not isinstance(node, ast.For):
        found = _in_expression(node, facts)
        if found is None and isinstance(node, ast.ListComp):
            return as_loop(node, facts, _in_expression)
        return found
    walk = element_loop(node, facts) if not node.orelse else None
    if walk is None:
        return rows_once(node, facts, nearest_in)
    return nearest_in(node, facts)


def nearest_in(node: ast.For, facts: Facts) -> Rewrite | None:
    """A loop through the elements that may count alone."""
    walk = element_loop(node, facts)
    if walk is None:
        return None
    for choose in (best_of, passing):
        try:
            found = choose(node, walk, facts)
        except Decline:
            continue
        if found is not None:
            return narrowed_loop(node, walk, found, facts)
    return smallest_appended(node, walk, facts)


def _in_expression(node: ast.expr, facts: Facts) -> Rewrite | None:
    """A call or comprehension that sees the elements that may count alone."""
    for look in _WAYS.get(type(node), ()):
        try:
            found = look(node, facts)
        except Decline:
            continue
        if found is not None:
            return found
    return None


_WAYS: dict[type[ast.expr], tuple[Callable[[Any, Facts], Rewrite | None], ...]] = {
    ast.ListComp: (smallest_listed, passing_listed),
    ast.GeneratorExp: (passing_listed,),
    ast.SetComp: (passing_listed,),
    ast.DictComp: (passing_listed,),
    ast.Call: (smallest_generated, by_key),
    ast.Subscript: (by_key,),
}
