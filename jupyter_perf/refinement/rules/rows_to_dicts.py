from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow
from ..concrete import Around, Change, Swap
from ..facts import Facts
from ..source import COMPREHENSIONS, Comprehension
from ._columns import Columns, row_parts
from ._fstrings import lifted
from ._guarded import is_fallback
from ._known_frames import cells_written
from ._row_clauses import body_of, frame_name, leftovers_unseen, outside, row_clause
from ._row_uses import as_mapping
from ._rule import Rewrite, rule


@rule(ast.For, *COMPREHENSIONS, safety=Safety.CHECK, gain=12.0, hints=("iterrows",))
def rows_to_dicts(node: ast.For | Comprehension, facts: Facts) -> Rewrite | None:
    """Loop over rows as dictionaries where parts of them are looked up by label.

    What it does:
        A loop or comprehension over `iterrows` whose body looks values up in the row, also by
        labels in variables or in functions that it hands the row to, goes through dictionaries
        instead.

    Why it is slow:
        Each row is made into a Series (20 microseconds), and looking a label up in it takes some 2
        microseconds; a dictionary takes some 30 nanoseconds.

    Before:
        for i, row in df.iterrows():
            out.append(describe(row))

    After:
        df_labels = list(df.columns)
        for row_values in (dict(zip(df_labels, values)) for values in df.to_numpy()):
            out.append(describe(row_values))

    When not:
        The row is kept or changed, or something else is done with it than a dictionary can do; the
        frame changes in the loop.

    Source:
        The pandas documentation on `DataFrame.iterrows`.
    """
    clause = row_clause(node if isinstance(node, ast.For) else node.generators[0], facts)
    if clause is None or clause.form != "series" or clause.counter is not None:
        return None
    body = body_of(clause, facts)
    frame, bound = frame_name(clause, facts)
    columns = Columns(frame, "series", clause.known, facts)
    # What takes known columns alone is left to lists, which are faster still.
    if is_fallback(node, facts) or row_parts(clause.row, body, columns) is not None:
        return None
    root = flow.root(clause.frame)
    if root is None or cells_written(root.id, body, facts):
        return None
    names = {clause.row, *([clause.label] if clause.label not in (None, "_") else [])}
    if not as_mapping(clause.row, body, facts) or not leftovers_unseen(clause, names, facts):
        return None
    if not facts.is_builtin("zip", "dict", "list", at=node):
        return None
    rows, row = columns.mappings(), facts.fresh(f"{clause.row}_values")
    setup = [line for line in (bound, *columns.setup) if line]
    uses = [n for n in flow.walk(body) if isinstance(n, ast.Name) and n.id == clause.row]
    swaps: dict[ast.expr, str] = dict.fromkeys(uses, row)
    labelled = clause.label in flow.loads(body)
    if labelled:
        rows = f"zip({frame}.index, {rows})"
    changes: list[Change] = [Around(outside(clause, facts), "\n".join(setup))]
    changes += [Swap(clause.node.iter, rows)]
    changes.append(Swap(clause.node.target, f"{clause.label}, {row}" if labelled else row))
    return Rewrite((*changes, *(Swap(p, text) for p, text in lifted(swaps, facts).items())))
