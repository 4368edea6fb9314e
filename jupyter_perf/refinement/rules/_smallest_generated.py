"""`min(distance(p, q) for q in items)`, of the elements that may give the smallest alone."""

from __future__ import annotations

import ast

from ..facts import Facts
from ._element_chosen import Chosen, extreme_steps, numpy_name
from ._element_loops import ElementLoop, element_loop
from ._element_masks import mask_of
from ._element_tests import ands
from ._key_extremes import changes_first, first_of, simple_statement
from ._narrowed import Place, narrowed
from ._record_columns import Columns
from ._rounds import is_pure
from ._rule import Rewrite


def smallest_generated(node: ast.Call, facts: Facts) -> Rewrite | None:
    """The rewrite of such a call, or of `max`; None for another one."""
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    inside = node.args[0] if len(node.args) == 1 else None
    if name not in ("min", "max") or not facts.is_builtin(name, at=node):
        return None
    if not isinstance(inside, ast.GeneratorExp | ast.ListComp) or len(inside.generators) > 1:
        return None
    if any(one.arg != "default" for one in node.keywords):
        return None
    part = inside.generators[0]
    stmt, walk = simple_statement(node, facts), element_loop(part, facts)
    if stmt is None or walk is None or part.is_async or changes_first(stmt, node, facts):
        return None
    if not is_pure(inside, facts):
        return None
    chosen = _chosen(inside.elt, part, name == "min", walk, facts)
    return None if chosen is None else narrowed(Place(stmt, part.iter), walk, chosen, facts)


def _chosen(
    elt: ast.expr, part: ast.comprehension, smallest: bool, walk: ElementLoop, facts: Facts
) -> Chosen | None:
    columns = Columns(walk, facts, numpy_name(facts))
    tests = [one for test in part.ifs for one in ands(test)]
    columns.sure = not tests
    number = columns.number(first_of(elt, walk, facts))
    masks = [mask_of(test, columns) for test in tests]
    if not number.own or not number.telling or None in masks:
        return None
    text = str(number)
    if masks:
        both = " & ".join(f"({mask[0]})" for mask in masks if mask is not None)
        rest = f"{columns.numpy}.inf" if smallest else f"-{columns.numpy}.inf"
        text = f"{columns.numpy}.where({both}, {text}, {rest})"
    steps = extreme_steps(number, text, "min()" if smallest else "max()", smallest)
    is_open = number.open or any(mask[1] for mask in masks if mask is not None)
    return Chosen(columns, steps, is_open, tests=tuple(tests))
