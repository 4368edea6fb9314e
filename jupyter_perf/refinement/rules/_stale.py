"""Names of a cell that a rewrite would leave with a value from earlier in it.

A loop's variable that a rewrite does without may be missing afterwards. But where an earlier
statement of the cell binds the same name, it would be there, with another value than before.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence

from .. import flow
from ..concrete import Around, Change, Instead, Swap, Whole
from ..facts import Facts
from ..source import COMPREHENSIONS

_WORD = re.compile(r"[^\W\d]\w*")


def leaves_stale(changes: Sequence[Change], facts: Facts) -> bool:
    """True where the last place that binds a name goes, and one before it stays."""
    if facts.kind != "cell" or any(isinstance(each, Whole) for each in changes):
        return False
    spans = [facts.source.span(c.node) for c in changes if isinstance(c, Swap | Instead)]
    anew = {name for each in changes for name in _kept_up_by(each)}
    places: dict[str, list[int]] = {}
    for bound in _bound(facts):
        places.setdefault(bound.id, []).append(facts.source.span(bound)[0])
    for name, found in places.items():
        gone = [any(start <= at < end for start, end in spans) for at in found]
        if gone[-1] and not all(gone) and name not in anew:
            return True
    return False


def _bound(facts: Facts) -> Iterator[ast.Name]:
    """Where names of the cell's own are bound, in their order; functions and comprehensions have
    theirs."""
    source = facts.source
    for name in source.all(ast.Name):
        if not isinstance(name.ctx, ast.Store) or source.function(name) is not None:
            continue
        if not any(isinstance(outer, COMPREHENSIONS) for outer in source.ancestors(name)):
            yield name


def _kept_up_by(change: Change) -> set[str]:
    """Names that the text which a change puts there binds, or goes on with in place."""
    if isinstance(change, Around):
        return _names(change.before) | _names(change.after)
    node = change.node
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        return set(_WORD.findall(change.text))
    return _names(change.text)


def _names(text: str) -> set[str]:
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        return set(_WORD.findall(text))
    targets = [n.target for n in ast.walk(tree) if isinstance(n, ast.comprehension)]
    return flow.stores(tree) | (flow.loads(tree) - flow.stores(targets))
