"""Whether two rewrites of one source can be made at once."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence

from ..concrete import Around, Change, Swap
from ..source import Source
from ._rule import Rewrite


def apart(new: Rewrite, others: Sequence[Rewrite], source: Source) -> bool:
    """True where a rewrite touches nothing that another one replaces or wraps."""
    taken = [source.span(c.node) for one in others for c in one.changes if not _point(c)]
    named = {_new_name(c): c for one in others for c in one.changes if isinstance(c, Around)}
    for change in new.changes:
        if isinstance(change, Around):
            # One new name for two different things: the later waits for the next round.
            other = named.get(_new_name(change))
            if other is not None and other.before != change.before:
                return False
        start, end = source.span(change.node)
        if _point(change):
            continue
        if any(start < right and left < end for left, right in taken):
            return False
    return not any(_shadows(new, other, source) for other in others)


def _shadows(one: Rewrite, other: Rewrite, source: Source) -> bool:
    """True where both give variables of loops, one of them in the other, the same new name."""
    return any(
        names & others and (source.inside(loop, around) or source.inside(around, loop))
        for loop, names in _new_targets(one, source)
        for around, others in _new_targets(other, source)
    )


def _new_targets(one: Rewrite, source: Source) -> list[tuple[ast.AST, set[str]]]:
    """(loop, new names of its variables) of each loop whose target a rewrite replaces."""
    found: list[tuple[ast.AST, set[str]]] = []
    for change in one.changes:
        loop = source.parents.get(change.node) if isinstance(change, Swap) else None
        target = isinstance(loop, ast.For | ast.comprehension) and loop.target is change.node
        if isinstance(change, Swap) and loop is not None and target:
            names = set(re.findall(r"\w+", change.text)) - source.variables
            around = loop if isinstance(loop, ast.For) else source.parents[loop]
            found.append((around, names))
    return found


def _new_name(change: Around) -> str:
    return change.before.partition(" = ")[0]


def _point(change: Change) -> bool:
    """True for changes that leave their node as it is."""
    return isinstance(change, Around)
