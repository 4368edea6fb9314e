"""Comprehensions over a range as the sum of two, split where a test of the index turns."""

from __future__ import annotations

import ast

from .. import flow
from ..concrete import Around, Swap
from ..facts import Facts
from ._clamps import clamp_in
from ._guarded import is_fallback
from ._hot import is_compiled
from ._index_tests import Cut, index_test
from ._range_parts import ends_of, parts_of
from ._rule import Rewrite


def split_list(node: ast.ListComp, facts: Facts) -> Rewrite | None:
    """`[a if i < k else b for i in range(n)]`, and such of windows, as the sum of two lists."""
    part = node.generators[0]
    if len(node.generators) > 1 or part.ifs or part.is_async or is_fallback(node, facts):
        return None
    stmt = facts.source.parents[node]
    while isinstance(stmt, ast.BinOp) and isinstance(stmt.op, ast.Add):
        stmt = facts.source.parents[stmt]
    if not (isinstance(part.target, ast.Name) and isinstance(stmt, ast.Assign)):
        return None
    index, ends = part.target.id, ends_of(part.iter, facts.changed(node), facts)
    if ends is None or index in flow.stores(node.elt) or is_compiled(node, facts):
        return None
    choice = _choice(node.elt, index, ends[0], facts)
    parts = None if choice is None else parts_of(index, choice[0], ends, facts)
    if choice is None or parts is None or choice[0].names & facts.changed(node):
        return None
    (first, second), line = parts
    low, high = choice[1]
    new = f"{_list_of(low, index, first, facts)} + {_list_of(high, index, second, facts)}"
    before = (Around(stmt, before=line),) if line else ()
    return Rewrite((*before, Swap(node, new)))


def _choice(
    element: ast.expr, index: str, start: str, facts: Facts
) -> tuple[Cut, tuple[str, str]] | None:
    """(cut, elements in both parts of the range) where a test of the index makes a difference."""
    source = facts.source
    if isinstance(element, ast.IfExp):
        cut = index_test(element.test, index, start, facts)
        if cut is None or cut.rest:
            return None
        yes, no = source.segment(element.body), source.segment(element.orelse)
        return cut, (yes, no) if cut.below else (no, yes)
    clamp = clamp_in([element], index, start, facts)
    if clamp is None:
        return None
    low, high = (
        source.render(element, dict.fromkeys(clamp.calls, text)) for text in (clamp.low, clamp.high)
    )
    return clamp.cut, (low, high)


def _list_of(text: str, index: str, ends: str, facts: Facts) -> str:
    """What a comprehension over a part of the range makes."""
    element = ast.parse(text, mode="eval").body
    plain = isinstance(element, ast.Constant) or facts.full_name(element) == "numpy.nan"
    if plain and len(ast.parse(f"range({ends})", mode="eval").body.args) == 1:  # type: ignore[attr-defined]
        return f"[{text}] * {ends}"
    return f"[{text} for {index} in range({ends})]"
