from __future__ import annotations

import ast
from dataclasses import dataclass

from ...core.code import Safety
from .. import callees, flow
from ..concrete import Around, Change, Instead
from ..facts import Facts
from ..source import Loop
from ._grown_frames import CONCAT, row_of
from ._place import start
from ._rule import Rewrite, rule


@rule(ast.If, ast.Assign, safety=Safety.CHECK, gain=120.0, hints=("is None", "is not None"))
def first_row_to_frame(node: ast.If | ast.Assign, facts: Facts) -> Rewrite | None:
    """Collect rows in a list where a frame grows from None, and make it of them once.

    What it does:
        `df = row if df is None else pd.concat([df, row])` in a loop, with frames of one row each,
        becomes `rows.append(…)`; one frame is made of all rows after the loop. Where a column's
        values aren't all of one type, rows are added one by one as before.

    Why it is slow:
        Each row is made into a frame of its own (100 microseconds and more), and each `concat`
        copies all the rows that there are so far.

    Before:
        df = None
        for line in lines:
            row = pd.DataFrame([{'n': len(line)}])
            df = row if df is None else pd.concat([df, row], ignore_index=True)

    After:
        df = None
        df_rows = []
        for line in lines:
            df_rows.append({'n': len(line)})
        if df_rows and all(len(set(map(type, v))) == 1 for v in zip(*map(dict.values, df_rows))):
            df = pd.DataFrame(df_rows)

    When not:
        The frame is used in any other way in the loop, it doesn't start as None, rows keep labels
        of their own, a loop that may be left by `return` or an exception that is caught.

    Source:
        The pandas documentation of `concat` ("copies all the data"); seen gain 269 times.
    """
    found = _growth(node, facts)
    loops = facts.source.loops(node)
    if found is None or not loops or not _alone(found, node, loops[0], facts):
        return None
    if not facts.is_builtin("all", "len", "set", "map", "type", "zip", at=node):
        return None
    loop, name = loops[0], found.name
    rows, one = facts.fresh(f"{name}_rows"), facts.fresh(f"{name}_row")
    pandas, line = facts.module("pandas", "pd")
    uniform = f"len(set(map(type, values))) == 1 for values in zip(*(r.values() for r in {rows}))"
    made = f"{pandas}.DataFrame([{one}])"
    after = (
        f"if {rows} and all({uniform}):\n"
        f"    {name} = {pandas}.DataFrame({rows})\n"
        f"else:\n"
        f"    for {one} in {rows}:\n"
        f"        {name} = {made} if {name} is None else "
        f"{pandas}.concat([{name}, {made}], ignore_index=True)"
    )
    changes: list[Change] = [
        Around(loop, f"{rows} = []", after),
        Instead(node, f"{rows}.append({found.row})"),
    ]
    changes += [Instead(stmt, "") for stmt in found.dropped]
    return Rewrite(tuple(changes), (line,) if line else ())


@dataclass(frozen=True)
class _Growth:
    """A statement that adds a row, a dictionary by its text, to the frame `name`."""

    name: str
    row: str
    dropped: tuple[ast.stmt, ...]


def _growth(node: ast.If | ast.Assign, facts: Facts) -> _Growth | None:
    parts = _branches(node)
    if parts is None:
        return None
    name, first, more = parts
    if not (isinstance(more, ast.Call) and facts.full_name(more.func) in CONCAT):
        return None
    listed = more.args[0] if len(more.args) == 1 else None
    if not isinstance(listed, ast.List | ast.Tuple) or len(listed.elts) != 2:
        return None
    options = [(k.arg, ast.unparse(k.value)) for k in more.keywords]
    if ast.unparse(listed.elts[0]) != name or options != [("ignore_index", "True")]:
        return None
    if ast.unparse(listed.elts[1]) != ast.unparse(first):
        return None
    dropped: tuple[ast.stmt, ...] = ()
    if isinstance(first, ast.Name):
        made = _made(first, node, facts)
        if made is None:
            return None
        first, dropped = made.value, (made,)
    own_label = isinstance(first, ast.Call) and any(k.arg == "index" for k in first.keywords)
    row = None if own_label else row_of(first, node, facts)
    return None if row is None else _Growth(name, row, dropped)


def _branches(node: ast.If | ast.Assign) -> tuple[str, ast.expr, ast.expr] | None:
    """(name, what it is where it was None, what it is otherwise)."""
    if isinstance(node, ast.If):
        sides = [_assigned(node.body), _assigned(node.orelse)]
        if sides[0] is None or sides[1] is None or sides[0][0] != sides[1][0]:
            return None
        name, test, values = sides[0][0], node.test, [sides[0][1], sides[1][1]]
    elif isinstance(node.value, ast.IfExp) and isinstance(node.targets[0], ast.Name):
        if len(node.targets) > 1:
            return None
        name, test = node.targets[0].id, node.value.test
        values = [node.value.body, node.value.orelse]
    else:
        return None
    tests = {f"{name} is None": values, f"{name} is not None": values[::-1]}
    chosen = tests.get(ast.unparse(test))
    return None if chosen is None else (name, chosen[0], chosen[1])


def _assigned(block: list[ast.stmt]) -> tuple[str, ast.expr] | None:
    stmt = block[0] if len(block) == 1 else None
    if not (isinstance(stmt, ast.Assign) and len(stmt.targets) == 1):
        return None
    target = stmt.targets[0]
    return (target.id, stmt.value) if isinstance(target, ast.Name) else None


def _made(name: ast.Name, node: ast.stmt, facts: Facts) -> ast.Assign | None:
    """The statement right above that makes the row's frame, if nothing else uses it."""
    above = facts.source.before(node)[:1]
    if not (above and isinstance(above[0], ast.Assign) and len(above[0].targets) == 1):
        return None
    target = above[0].targets[0]
    uses = [n for n in facts.source.all(ast.Name) if n.id == name.id and n is not target]
    own = isinstance(target, ast.Name) and target.id == name.id and name.id not in facts.namespace
    return above[0] if own and all(facts.source.inside(use, node) for use in uses) else None


def _alone(found: _Growth, node: ast.stmt, loop: Loop, facts: Facts) -> bool:
    """True where the frame is None before the loop, and used for nothing else in it."""
    begun = start(found.name, loop, facts)
    if not (isinstance(begun, ast.Constant) and begun.value is None):
        return False
    if flow.has(loop, ast.Return, ast.Yield, ast.YieldFrom, ast.Await, ast.Try, ast.Raise):
        return False
    if isinstance(loop, ast.While) and found.name in flow.loads(loop.test):
        return False
    own = set(ast.walk(node))
    mentions = [n for n in ast.walk(loop) if isinstance(n, ast.Name) and n.id == found.name]
    return own.issuperset(mentions) and not callees.reads([loop], found.name, facts)
