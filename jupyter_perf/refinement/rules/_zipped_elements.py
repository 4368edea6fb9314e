"""Loops through several lists or columns side by side, as loops through one list of their rows."""

from __future__ import annotations

import ast
from collections.abc import Callable

from .. import flow
from ..concrete import Around, Change, Swap
from ..facts import Facts
from ._as_if import facts_with
from ._element_samples import column_of
from ._place import place
from ._rule import Rewrite


def rows_once(
    loop: ast.For, facts: Facts, then: Callable[[ast.For, Facts], Rewrite | None]
) -> Rewrite | None:
    """Make the rows of an inner loop over `zip(…)` once; None where `then` has no use for them."""
    zipped = loop.iter
    called = zipped.func if isinstance(zipped, ast.Call) else None
    if not (isinstance(called, ast.Name) and called.id == "zip") or loop.orelse:
        return None
    given = zipped.args  # type: ignore[attr-defined]
    if zipped.keywords or len(given) < 2 or not facts.is_builtin("zip", "list", at=loop):  # type: ignore[attr-defined]
        return None
    if not all(column_of(one, facts) for one in given):
        return None
    before = place(zipped, flow.loads(zipped) - {"zip"}, facts)
    if before is None or not facts.source.loops(loop) or facts.source.inside(before, loop):
        return None
    name = facts.fresh("pairs" if len(given) == 2 else "rows")
    text = f"{name} = list({facts.source.segment(zipped)})"
    changes: list[Change] = [Around(before, text), Swap(zipped, name)]
    new, number = facts_with(changes, facts), facts.source.all(ast.For).index(loop)
    return Rewrite(tuple(changes)) if then(new.source.all(ast.For)[number], new) else None
