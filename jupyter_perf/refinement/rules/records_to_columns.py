from __future__ import annotations

import ast
from collections.abc import Iterator

from ...core.code import Safety
from .. import flow
from ..concrete import Around, Instead, rewrite
from ..facts import Facts
from ..source import COMPREHENSIONS, Decline
from ..vectorise.loop import vectorised
from ._as_if import facts_of
from ._field_columns import FieldColumns
from ._kept_labels import kept_labels
from ._leftovers import only_there, read_elsewhere
from ._rule import Rewrite, rule
from .function_to_numba import is_compiled_around


@rule(ast.For, safety=Safety.CHECK, gain=69.0, hints=("for ",), kinds=("cell", "function"))
def records_to_columns(node: ast.For, facts: Facts) -> Rewrite | None:
    """Compute nested loops over records on arrays of their fields.

    What it does:
        Loops in one another, of which one or more go through records (tuples, dicts) and only read
        numbers from them, are computed on whole arrays, as `vectorise-loop` does; each field that
        is read becomes a list of its own first.

    Why it is slow:
        Each round takes records apart, and works on their numbers one by one.

    Before:
        for start, end in visits:
            count = 0
            for moment, kind in events:
                if start <= moment < end:
                    count += 1
            counts.append(count)

    After:
        visits_start = [start for start, end in visits]
        visits_end = [end for start, end in visits]
        events_moment = [moment for moment, kind in events]
        if len(visits_start) == len(visits_end):
            counts.extend(
                ((np.array(visits_start)[:, None] <= np.array(events_moment))
                 & (np.array(events_moment) < np.array(visits_end)[:, None])).sum(axis=1).tolist()
            )

    When not:
        A single loop, which is done before its records were taken apart; records that are kept,
        compared or changed; what `vectorise-loop` has no form for.

    Source:
        Stonebraker et al., "C-Store: a column-oriented DBMS", VLDB 2005.
    """
    if is_compiled_around(node, facts) or not _nested(node):
        return None
    labels = kept_labels(node, facts)
    if labels is None:
        return _taken_apart(node, facts)
    code = rewrite(facts.source, [*labels.changes, Around(node, labels.before)])
    found = _taken_apart(*_found_again(node, code, facts))
    if found is None:
        return None
    changes = [
        Around(node, change.before, change.after) if isinstance(change, Around) else change
        for change in found.changes
    ]
    texts = [change.text for change in changes if isinstance(change, Instead)]
    lines = [change for change in changes if isinstance(change, Around)]
    kept = Around(node, labels.before, labels.after)
    return Rewrite((kept, *lines, *(Instead(node, text) for text in texts)), found.imports)


def _taken_apart(node: ast.For, facts: Facts) -> Rewrite | None:
    columns = FieldColumns(node, facts)
    columns.gather(_goes_through(node))
    if not columns.lines or not _unread(columns.dropped, node, facts):
        return None
    lines = [Around(node, f"{name} = {text}") for name, text in columns.lines.items()]
    code = rewrite(facts.source, [*lines, *columns.changes])
    found = vectorised(*_found_again(node, code, facts))
    if found is None or len(found.changes) != 1 or not isinstance(found.changes[0], Instead):
        return None
    return Rewrite((*lines, Instead(node, found.changes[0].text)), found.imports)


def _found_again(node: ast.For, code: str, facts: Facts) -> tuple[ast.For, Facts]:
    """The same loop in a source that has become `code`."""
    number, new = facts.source.all(ast.For).index(node), facts_of(code, facts)
    return new.source.all(ast.For)[number], new


def _nested(node: ast.For) -> bool:
    return any(isinstance(part, (ast.For, *COMPREHENSIONS)) for part in flow.walk(node.body))


def _goes_through(node: ast.For) -> Iterator[ast.For | ast.comprehension]:
    for part in ast.walk(node):
        if isinstance(part, ast.For | ast.comprehension):
            yield part


def _unread(names: set[str], node: ast.For, facts: Facts) -> bool:
    """True where nobody misses what the records' names hold after the loop."""
    if facts.source.function(node) is None and facts.kind == "cell":
        return only_there(names, node, facts)
    if any(read_elsewhere(name, [node], facts) for name in names):
        raise Decline("a record that is read afterwards")
    return True
