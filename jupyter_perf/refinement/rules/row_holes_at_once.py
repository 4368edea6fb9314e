from __future__ import annotations

import ast

from ...core.code import Safety
from ..concrete import Around, Swap
from ..facts import Facts
from ._cell_keys import is_scalar
from ._cells import Reader
from ._guarded import is_kept
from ._named_rows import named_in
from ._place import place
from ._row_holes import Holes, holes_asked
from ._rule import Rewrite, rule


@rule(ast.Call, safety=Safety.CHECK, gain=18.0, hints=("isn", "isna", "notn"))
def row_holes_at_once(node: ast.Call, facts: Facts) -> Rewrite | None:
    """Find the rows with missing values at once, instead of asking each row.

    What it does:
        `df.iloc[i].isnull().any()`, `df.loc[i].notna().all()`, `pd.isna(row).sum()` and the like
        in a loop become items of an array that is made before it for all rows. So do those of the
        rows that `iterrows` gives, which the array is zipped with.

    Why it is slow:
        Each row is made as a Series of its own, tested, and reduced: some 100 microseconds.

    Before:
        for i in range(len(df)):
            if df.iloc[i].isnull().any():
                bad.append(i)

    After:
        df_isnull_any = df.isnull().any(axis=1).to_numpy()
        for i in range(len(df)):
            if df_isnull_any[i]:
                bad.append(i)

    When not:
        The frame, or the row, changes in the loop; a row by its label of which more is asked than
        whether anything is missing.

    Source:
        The pandas user guide, "Working with missing data".
    """
    asked = holes_asked(node, facts)
    if asked is None or is_kept(node, facts):
        return None
    row = asked.row
    if isinstance(row, ast.Name):
        made = _made_row(row, facts)
        if made is None:
            return _of_iterated(node, row, asked, facts)
        row = made
    if not (isinstance(row, ast.Subscript) and isinstance(row.value, ast.Attribute)):
        return None
    frame = row.value.value
    if not isinstance(frame, ast.Name) or not _is_frame(frame, node, facts):
        return None
    before = place(node, {frame.id, *asked.names}, facts)
    if before is None or isinstance(before, ast.While):
        return None
    name = facts.fresh(f"{frame.id}_{asked.method}_{asked.reduction}".lower())
    flags, key = asked.of(frame.id), facts.source.segment(row.slice)
    if row.value.attr == "loc":
        # A label that comes twice gives several rows, which no test takes for true or false.
        if not _is_tested(node, facts):
            return None
        return Rewrite((Around(before, f"{name} = {flags}"), Swap(node, f"{name}.at[{key}]")))
    lines = Around(before, f"{name} = {flags}.to_numpy()")
    return Rewrite((lines, Swap(node, f"{name}[{key}]")))


def _is_tested(node: ast.expr, facts: Facts) -> bool:
    """True for what a statement or a comprehension only asks whether it is true."""
    parent = facts.source.parents[node]
    if isinstance(parent, ast.UnaryOp):
        return isinstance(parent.op, ast.Not) and _is_tested(parent, facts)
    if isinstance(parent, ast.BoolOp):
        return _is_tested(parent, facts)
    if isinstance(parent, ast.comprehension):
        return node in parent.ifs
    return isinstance(parent, ast.If | ast.While | ast.IfExp) and parent.test is node


def _made_row(row: ast.Name, facts: Facts) -> ast.expr | None:
    """`df.iloc[i]`, which a loop's round calls by a name and leaves as it is."""
    for loop in facts.source.loops(row)[:1]:
        stmt = named_in(loop, row, facts)
        if stmt is not None and row.id not in facts.mutated(loop):
            subscript = stmt.value
            fits = isinstance(subscript, ast.Subscript) and is_scalar(subscript.slice, facts)
            located = fits and ast.unparse(subscript.value).endswith((".iloc", ".loc"))  # type: ignore[attr-defined]
            return subscript if located else None
    return None


def _of_iterated(node: ast.Call, row: ast.Name, asked: Holes, facts: Facts) -> Rewrite | None:
    """The same of a row that `for label, row in df.iterrows()` gives."""
    binders = facts.binders(row.id, facts.scope(row.id, row))
    target = facts.source.parents[binders[0]] if len(binders) == 1 else None
    if not isinstance(target, ast.Tuple) or len(target.elts) != 2:
        return None
    loop = facts.source.parents[target]
    if not isinstance(loop, ast.For) or loop.target is not target or loop.orelse:
        return None
    call = loop.iter
    owner = call.func if isinstance(call, ast.Call) else None
    if not (isinstance(owner, ast.Attribute) and owner.attr == "iterrows"):
        return None
    frame, changed = owner.value, facts.changed(loop.body)
    if not isinstance(frame, ast.Name) or target.elts[1] is not binders[0]:
        return None
    if {frame.id, row.id, *asked.names} & changed or not facts.is_builtin("zip", at=loop):
        return None
    name = facts.fresh(f"{row.id}_{asked.method}_{asked.reduction}".lower())
    segment = facts.source.segment
    head = f"({', '.join(segment(part) for part in target.elts)}), {name}"
    items = f"zip({segment(call)}, {asked.of(frame.id)}.to_numpy())"
    return Rewrite((Swap(target, head), Swap(call, items), Swap(node, name)))


def _is_frame(frame: ast.Name, node: ast.Call, facts: Facts) -> bool:
    if facts.kind_of(frame) == "DataFrame":
        return True
    loops = facts.source.loops(node)
    used = loops[0] if loops else None
    return used is not None and Reader(used, facts).kind(frame) == "DataFrame"
