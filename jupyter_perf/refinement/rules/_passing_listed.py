"""Comprehensions that keep the elements that pass a test, of those alone that may pass."""

from __future__ import annotations

import ast

from .. import flow
from ..facts import Facts
from ._element_chosen import numpy_name
from ._element_loops import element_loop
from ._element_tests import ands, passing_tests
from ._key_extremes import changes_first, simple_statement
from ._narrowed import Place, narrowed
from ._record_columns import Columns
from ._rounds import is_pure
from ._rule import Rewrite

Kept = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp

_USED_UP = flow.words("sum any all min max list set frozenset tuple sorted dict")


def passing_listed(node: Kept, facts: Facts) -> Rewrite | None:
    """`[q for q in items if distance(p, q) < radius]`, and the same in `sum(…)` and the like."""
    part = node.generators[0]
    if len(node.generators) > 1 or part.is_async or not part.ifs:
        return None
    if isinstance(node, ast.GeneratorExp) and not _is_used_up(node, facts):
        return None
    made = [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]
    if not all(is_pure(one, facts) for one in made):
        return None
    stmt = simple_statement(node, facts)
    walk = element_loop(part, facts)
    if stmt is None or walk is None or changes_first(stmt, node, facts):
        return None
    tests = [one for test in part.ifs for one in ands(test)]
    chosen = passing_tests(tests, {}, Columns(walk, facts, numpy_name(facts)))
    return None if chosen is None else narrowed(Place(stmt, part.iter), walk, chosen, facts)


def _is_used_up(node: ast.GeneratorExp, facts: Facts) -> bool:
    """True for a generator that is gone through where it stands."""
    call = facts.source.parents[node]
    if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name)):
        return False
    return call.func.id in _USED_UP and facts.is_builtin(call.func.id, at=call)
