from __future__ import annotations

import ast

from ...core.code import Safety
from .. import callees, flow
from ..concrete import Instead
from ..facts import Facts
from ..source import Decline
from ..writing import indented
from ._bodies import body_text
from ._cells import Cell, Reader
from ._chosen_numbers import is_number
from ._guarded import is_fallback
from ._place_counts import rows_counted
from ._rule import Rewrite, rule

_WIDE = 90
_LEAVES = (ast.Return, ast.Yield, ast.YieldFrom, ast.Await, ast.Try, ast.Raise, ast.Delete)


@rule(ast.For, safety=Safety.CHECK, gain=26.0, hints=("loc[", "at["))
def chosen_column_to_array(node: ast.For, facts: Facts) -> Rewrite | None:
    """Take the column that an outer loop chooses out of its frame, and set its values there.

    What it does:
        A loop over rows that sets `df.loc[i, name]`, `df.at[i, name]` or `df.iloc[i, number]`,
        where a loop around it says which column that is, works on an array of this column, which
        comes back into the frame afterwards. Values that it reads from such a column are items of
        arrays too.

    Why it is slow:
        Each access looks up the column, checks the key and the type: 5 to 100 microseconds for
        one number.

    Before:
        for name in df.columns:
            mean = df[name].mean()
            for i in range(len(df)):
                df.loc[i, name] = df.loc[i, name] - mean

    After:
        for name in df.columns:
            mean = df[name].mean()
            if len(df) and df[name].dtype == float and df.index.equals(pd.RangeIndex(len(df))):
                df_values = df[name].to_numpy(copy=True)
                for i in range(len(df)):
                    df_values[i] = df_values[i] - mean
                df[name] = df_values
            else:
                for i in range(len(df)):
                    df.loc[i, name] = df.loc[i, name] - mean

    When not:
        Rows that aren't counted from 0; columns that don't hold floats; values that may be
        anything else than numbers; a frame that is used in any other way in the loop.

    Source:
        The pandas documentation, "Indexing and selecting data".
    """
    if node.orelse or is_fallback(node, facts) or flow.has(node, *_LEAVES):
        return None
    rows = rows_counted(node, facts)
    if rows is None:
        return None
    cells = _cells(node, facts)
    written = [cell for cell in cells if not isinstance(cell.node.ctx, ast.Load)]  # type: ignore[attr-defined]
    if not written or len({ast.unparse(cell.chosen) for cell in cells if cell.chosen}) != 1:
        return None
    if not all(isinstance(cell.key, ast.Name) and cell.key.id == rows.name for cell in cells):
        raise Decline("a row that isn't the loop's own")
    frames = {cell.root.id: cell for cell in cells}
    _check(node, cells, written, facts)
    names = {frame: facts.fresh(f"{frame}_values") for frame in frames}
    set_here = {cell.root.id for cell in written}
    pandas, line = facts.module("pandas", "pd")
    first = rows.frame if rows.frame in frames else next(iter(frames))
    guards = [f"len({first})"]
    for frame, cell in frames.items():
        kinds = "== float" if frame in set_here else "in (float, int)"
        guards += [] if cell.by_number else [f"{_chosen(cell)} in {frame}.columns"]
        guards.append(f"{_whole(cell)}.dtype {kinds}")
        guards.append(f"{frame}.index.equals({pandas}.RangeIndex(len({first})))")
    if rows.stop:
        guards.append(f"{rows.stop} <= len({first})")
    elif rows.frame not in frames:
        guards.append(f"len({rows.frame}) == len({first})")
    swaps = {cell.node: f"{names[cell.root.id]}[{rows.name}]" for cell in cells}
    lines = [
        f"{names[frame]} = {_whole(cell)}.to_numpy({'copy=True' if frame in set_here else ''})"
        for frame, cell in frames.items()
    ]
    lines.append(body_text([node], facts.source, swaps))
    lines += [_put_back(frames[frame], names[frame]) for frame in frames if frame in set_here]
    new, old = "\n".join(lines), body_text([node], facts.source)
    test = " and ".join(guards)
    test = test if len(test) < _WIDE else "(\n    " + "\n    and ".join(guards) + "\n)"
    text = f"if {test}:\n{indented(new)}\nelse:\n{indented(old)}"
    return Rewrite((Instead(node, text),), (line,) if line else ())


def _cells(node: ast.For, facts: Facts) -> list[Cell]:
    """The values of columns that the loop's rounds don't choose."""
    reader, bound = Reader(node, facts), flow.stores(node)
    found: list[Cell] = []
    for part in flow.walk(node.body):
        cell = reader.cell(part) if isinstance(part, ast.Subscript) else None
        if cell is None or cell.chosen is None:
            continue
        if cell.window or not isinstance(cell.chosen, ast.Name) or cell.chosen.id in bound:
            raise Decline("a column that changes in the loop")
        if reader.kind(cell.root) != "DataFrame":
            raise Decline("what isn't known to be a frame")
        found.append(cell)
    return found


def _check(node: ast.For, cells: list[Cell], written: list[Cell], facts: Facts) -> None:
    """Declines where a frame is used otherwise, or set to what may be no number."""
    if len({cell.by_number for cell in cells}) > 1:
        raise Decline("a column by its place and by its label")
    inside = {name for cell in cells for name in ast.walk(cell.node)}
    frames = {cell.root.id for cell in cells}
    for part in flow.walk(node.body):
        if isinstance(part, ast.Name) and part.id in frames and part not in inside:
            raise Decline("the frame is used otherwise in the loop")
    for frame in frames:
        others = facts.aliases_of(frame) - {frame}
        if others & flow.loads(node) or callees.reads([node], frame, facts):
            raise Decline("the frame is seen by another name")
    for cell in written:
        stmt = facts.source.parents[cell.node]
        single = isinstance(stmt, ast.AugAssign) or (
            isinstance(stmt, ast.Assign) and len(stmt.targets) == 1
        )
        direct = isinstance(cell.node, ast.Subscript) and isinstance(cell.node.slice, ast.Tuple)
        if not (single and direct and is_number(stmt.value, cells, facts)):  # type: ignore[attr-defined]
            raise Decline("a value that may be no number")


def _chosen(cell: Cell) -> str:
    assert cell.chosen is not None
    return ast.unparse(cell.chosen)


def _whole(cell: Cell) -> str:
    frame, label = cell.root.id, _chosen(cell)
    return f"{frame}.iloc[:, {label}]" if cell.by_number else f"{frame}[{label}]"


def _put_back(cell: Cell, values: str) -> str:
    if cell.by_number:
        return f"{cell.root.id}.isetitem({_chosen(cell)}, {values})"
    return f"{_whole(cell)} = {values}"
