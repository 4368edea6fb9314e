from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow
from ..concrete import Around, Instead
from ..facts import Facts
from ..source import Loop
from ..writing import indented
from ._concat_tails import chain, tail_of
from ._rule import Rewrite, rule


@rule(ast.For, ast.While, safety=Safety.CHECK, gain=100.0, hints=("concat(",))
def concat_once(node: Loop, facts: Facts) -> Rewrite | None:
    """Collect frames in a list and concatenate them once.

    What it does:
        `df = pd.concat([df, part])` in a loop becomes `frames.append(part)`, and one `pd.concat`
        follows the loop. A `drop_duplicates` of the grown frame in each round follows it, too.

    Why it is slow:
        Each `concat` copies all the rows that there are so far.

    Before:
        for part in parts:
            df = pd.concat([df, part], ignore_index=True)

    After:
        df_parts = [df]
        for part in parts:
            df_parts.append(part)
        if len(df_parts) > 1:
            df = pd.concat(df_parts, ignore_index=True)

    When not:
        The frame is read in the loop, what is added changes afterwards, other options than
        `ignore_index` and `sort`, a loop that may be left by `return`.

    Source:
        The pandas documentation of `concat` ("copies all the data"); seen gain 269 times.
    """
    if flow.has(node, ast.Return, ast.Yield, ast.YieldFrom, ast.Await):
        return None
    found = [stmt for stmt in flow.walk(node.body) if _concat(stmt, facts)]
    if len(found) != 1 or node not in facts.source.loops(found[0]):
        return None
    stmt = found[0]
    assert isinstance(stmt, ast.Assign)
    matched = _concat(stmt, facts)
    assert matched is not None
    name, part, call = matched
    tail = tail_of(stmt, name, node, facts)
    if tail is None:
        return None
    own = {n for one in (stmt, *tail.stmts) for n in ast.walk(one)}
    mentions = [n for n in ast.walk(node) if isinstance(n, ast.Name) and n.id == name]
    if (
        not own.issuperset(mentions)
        or name in flow.loads(part)
        or not _stays(part, stmt, node, facts)
        or not _one_list(call)
    ):
        return None
    if facts.source.loops(node) and not _started_above(name, node, facts):
        return None
    parts = facts.fresh(f"{name}_parts")
    listed = call.args[0]
    lines = [facts.source.render(stmt, {listed: parts}), *map(facts.source.segment, tail.stmts)]
    after = f"if len({parts}) > 1:\n" + indented("\n".join(lines))
    if tail.dropped is not None and not tail.numbered and _numbers(call):
        after = f"{_earlier(parts, call, tail.dropped, listed, facts)}\n{after}"
    return Rewrite(
        (
            Around(node, f"{parts} = [{name}]", after),
            Instead(stmt, f"{parts}.append({facts.source.segment(part)})"),
            *(Instead(one, "") for one in tail.stmts),
        )
    )


def _numbers(call: ast.Call) -> bool:
    """True where `concat` numbers the rows anew."""
    return any(k.arg == "ignore_index" and ast.unparse(k.value) == "True" for k in call.keywords)


def _earlier(parts: str, call: ast.Call, dropped: ast.Call, listed: ast.expr, facts: Facts) -> str:
    """Statements that drop the doubles before the last round, which counts rows for its labels."""
    whole = facts.source.render(call, {listed: f"{parts}[:-1]"})
    text = facts.source.segment
    options = [*map(text, dropped.args)]
    options += [f"{k.arg}={text(k.value)}" for k in dropped.keywords if k.arg != "inplace"]
    made = f"{whole}.drop_duplicates({', '.join(options)})"
    return f"if len({parts}) > 2:\n    {parts}[:-1] = [{made}]"


def _concat(stmt: ast.AST, facts: Facts) -> tuple[str, ast.expr, ast.Call] | None:
    """(name, what is added, call) of `name = pd.concat([name, part], …)`."""
    if not (isinstance(stmt, ast.Assign) and len(stmt.targets) == 1):
        return None
    target, call = stmt.targets[0], chain(stmt.value)[0]
    if not (isinstance(target, ast.Name) and isinstance(call, ast.Call)):
        return None
    if (facts.full_name(call.func) or "").partition(".")[0] != "pandas":
        return None
    if not (isinstance(call.func, ast.Attribute) and call.func.attr == "concat"):
        return None
    if len(call.args) != 1 or not isinstance(call.args[0], ast.List | ast.Tuple):
        return None
    items = call.args[0].elts
    if len(items) != 2 or not (isinstance(items[0], ast.Name) and items[0].id == target.id):
        return None
    return target.id, items[1], call


def _one_list(call: ast.Call) -> bool:
    return all(
        k.arg in ("ignore_index", "sort") and isinstance(k.value, ast.Constant)
        for k in call.keywords
    )


def _stays(part: ast.expr, stmt: ast.stmt, loop: Loop, facts: Facts) -> bool:
    """True where what is added is a new object each time, or one that the loop doesn't change."""
    if isinstance(part, ast.Call):
        # A new frame, or one that the function keeps: judged by what the loop could change.
        return isinstance(part.func, ast.Attribute | ast.Name) and not _cached(part, facts)
    if not isinstance(part, ast.Name):
        return False
    changed = facts.changed(loop.body)
    if part.id not in changed:
        return True
    # Bound anew in each round and not touched once it has been added.
    later = _behind(stmt, loop, facts)
    bound = any(
        isinstance(s, ast.Assign)
        and any(isinstance(t, ast.Name) and t.id == part.id for t in s.targets)
        and isinstance(s.value, ast.Call)
        for s in facts.source.before(stmt)
    )
    return bound and part.id not in facts.changed(later)


def _behind(stmt: ast.stmt, loop: Loop, facts: Facts) -> list[ast.stmt]:
    """What runs in this loop after a statement, before the statement's block starts again."""
    found: list[ast.stmt] = []
    here: ast.AST = stmt
    while here is not loop:
        if isinstance(here, ast.stmt):
            block = facts.source.block(here)
            found += block[block.index(here) + 1 :]
        here = facts.source.parents[here]
    return found


def _cached(part: ast.Call, facts: Facts) -> bool:
    """True where a call may give the same object again: a function of the user's not known pure."""
    if isinstance(part.func, ast.Name):
        body = facts.definition(part.func.id)
        full = facts.full_name(part.func) or ""
        return not full.startswith("pandas") and (body is None or not _builds(body))
    return False


def _builds(body: ast.AST) -> bool:
    returned = [n.value for n in ast.walk(body) if isinstance(n, ast.Return)]
    return bool(returned) and all(isinstance(value, ast.Call) for value in returned)


def _started_above(name: str, loop: Loop, facts: Facts) -> bool:
    """True where the frame starts right above this loop, in the same round of an outer one."""
    return any(name in flow.stores(stmt) for stmt in facts.source.before(loop))
