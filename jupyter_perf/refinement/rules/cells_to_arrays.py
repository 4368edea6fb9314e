from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow
from ..concrete import Around, Change, Instead, Swap
from ..facts import Facts
from ..source import COMPREHENSIONS, Comprehension, Decline, Loop
from ..vectorise.loop import is_kept
from ..writing import indented
from ._bodies import text_without
from ._cell_plan import Plan
from ._cells import Cell, Reader
from ._fstrings import lifted
from ._guarded import is_fallback
from ._guarded import is_kept as is_original
from ._known_frames import cells_written
from ._rule import Rewrite, rule


@rule(ast.For, ast.While, *COMPREHENSIONS, safety=Safety.CHECK, gain=25.0, hints=("[",))
def cells_to_arrays(node: Loop | Comprehension, facts: Facts) -> Rewrite | None:
    """Take columns out of a frame once, and read and set their values there.

    What it does:
        `df['c'].iloc[i]`, `df.loc[i, 'c']`, `df.at[i, 'c']`, `df['c'][i]`, `df.iloc[i]['c']` (or
        parts of a row that has a name), and means, sums and the like of `df['c'].iloc[a:b]`, in a
        loop or comprehension become items of arrays or lists that are made before it. Values that
        are set come back into the frame after it.

    Why it is slow:
        Each such access looks up the column, checks the key and the type: 2 to 100 microseconds
        for one number.

    Before:
        for i in range(1, len(df)):
            df.loc[i, 'change'] = df.loc[i, 'close'] - df.loc[i - 1, 'close']

    After:
        if len(df) and df.index.equals(df.reset_index(drop=True).index):
            close_values = df['close'].to_numpy()
            change_values = df['change'].to_numpy(copy=True)
            for i in range(1, len(df)):
                change_values[i] = close_values[i] - close_values[i - 1]
            df['change'] = change_values
        else:
            for i in range(1, len(df)):
                df.loc[i, 'change'] = df.loc[i, 'close'] - df.loc[i - 1, 'close']

    When not:
        The frame changes in the loop in any other way, or is used as a whole while it changes; the
        type of a column that is set isn't known.

    Source:
        The pandas documentation, "Indexing and selecting data"; seen gains 10 to 877 times.
    """
    if is_fallback(node, facts) or (isinstance(node, ast.For) and is_kept(node, facts)):
        return None
    if isinstance(node, COMPREHENSIONS):
        return _in_comprehension(node, facts)
    return _rewritten(node, _plans(node, facts), facts)


def _in_comprehension(node: Comprehension, facts: Facts) -> Rewrite | None:
    """The same for the outermost comprehension of a statement that no loop repeats."""
    stmt = facts.source.statement(node)
    around = [
        p for p in facts.source.ancestors(node) if isinstance(p, (*COMPREHENSIONS, ast.Lambda))
    ]
    if (
        around
        or facts.source.loops(node)
        or not isinstance(stmt, ast.Assign | ast.Expr | ast.Return)
    ):
        return None
    several = [p for p in ast.walk(stmt) if isinstance(p, COMPREHENSIONS)]
    if several[0] is not node:
        return None
    return _rewritten(stmt, _plans(stmt, facts), facts)


def _rewritten(node: Loop | ast.stmt, plans: list[Plan], facts: Facts) -> Rewrite | None:
    if not plans:
        return None
    swaps = {part: text for plan in plans for part, text in plan.swaps.items()}
    swaps = lifted(_outer(swaps, facts), facts)
    setup = list(dict.fromkeys(line for plan in plans for line in plan.setup))
    after = [line for plan in plans for line in plan.after]
    guards = [guard for plan in plans for guard in plan.guards]
    imports = tuple(dict.fromkeys(line for plan in plans for line in plan.imports))
    dropped = list(dict.fromkeys(stmt for plan in plans for stmt in plan.dropped))
    swaps = {p: t for p, t in swaps.items() if not any(facts.source.inside(p, s) for s in dropped)}
    if not guards:
        changes: list[Change] = [Swap(part, text) for part, text in swaps.items()]
        changes += [Instead(stmt, "") for stmt in dropped]
        around = Around(node, "\n".join(setup), "\n".join(after))
        return Rewrite((around, *changes), imports)
    if not facts.is_builtin("len", "range", "dict", "zip", "max", at=node):
        return None
    sizes = [f"len({plan.name})" for plan in plans if plan.guards]
    test = " and ".join(dict.fromkeys([*sizes, *guards]))
    new, old = text_without(node, dropped, facts.source, swaps), facts.source.block_text(node)
    if new is None or old is None:
        return None
    body = "\n".join([*setup, new.rstrip("\n"), *after])
    return Rewrite(
        (Instead(node, f"if {test}:\n{indented(body)}\nelse:\n{indented(old)}"),), imports
    )


def _plans(loop: Loop | ast.stmt, facts: Facts) -> list[Plan]:
    reader = Reader(loop, facts)  # type: ignore[arg-type]
    roots = {cell.root.id: cell.root for cell in _cells(loop, reader)}
    found: list[Plan] = []
    taken: set[str] = set()
    for root in roots.values():
        if not any(_plan(one, root, set(), facts) for one in facts.source.loops(loop)):
            plan = _plan(loop, root, taken, facts)
            found += [plan] if plan is not None else []
    return found


def _plan(loop: Loop | ast.stmt, root: ast.Name, taken: set[str], facts: Facts) -> Plan | None:
    reader = Reader(loop, facts)  # type: ignore[arg-type]
    cells = [cell for cell in _cells(loop, reader) if cell.root.id == root.id]
    if not cells or root.id in flow.stores(_body(loop)):
        return None
    plan = Plan(loop, root, reader, facts, cells, taken)  # type: ignore[arg-type]
    try:
        by_node = {cell.node: cell.column for cell in cells}
        written = cells_written(root.id, _body(loop), facts, lambda node, _: by_node.get(node))
        if written and reader.kind(root) == "Series":
            return None
        plan.make()
    except Decline:
        return None
    return plan


def _body(loop: Loop | ast.stmt) -> list[ast.AST]:
    if not isinstance(loop, ast.For | ast.While):
        found: list[ast.AST] = [p for p in ast.walk(loop) if isinstance(p, COMPREHENSIONS)]
        return found[:1]
    test = [loop.test] if isinstance(loop, ast.While) else [loop.target]
    return [*test, *loop.body, *loop.orelse]


def _cells(loop: Loop | ast.stmt, reader: Reader) -> list[Cell]:
    """Cells in a loop, the outermost of each expression."""
    found: list[Cell] = []
    inside: set[ast.AST] = set()
    for node in flow.walk(_body(loop)):
        cell = reader.cell(node) if node not in inside else None
        if cell is not None and not is_original(cell.node, reader.facts):
            found.append(cell)
            taken = set(ast.walk(cell.node)) - set(ast.walk(cell.key))
            inside |= taken
    return found


def _outer(swaps: dict[ast.expr, str], facts: Facts) -> dict[ast.expr, str]:
    """Declines where one part lies in another: both can't be written at once."""
    for part in swaps:
        if any(parent in swaps for parent in facts.source.ancestors(part)):
            raise Decline("a value's place is another such value")
    return swaps
