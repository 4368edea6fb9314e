from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow
from ..concrete import Around, Change, Instead
from ..facts import Facts
from ..source import COMPREHENSIONS, Loop
from ._reach import mutated
from ._rule import Rewrite, rule
from ._table_rows import single_row
from .predict_at_once import asked_about


@rule(ast.For, ast.While, safety=Safety.CHECK, gain=80.0, hints=("predict", "transform"))
def predict_after_loop(node: Loop, facts: Facts) -> Rewrite | None:
    """Collect rows in a loop and ask a fitted model about all of them after it.

    What it does:
        Where a loop makes a row, asks `model.predict([row])[0]` and appends the answer to a list,
        it only collects the rows, and one call after the loop answers for all.

    Why it is slow:
        Each call checks and converts its input anew, some 50 to 500 microseconds for a single row.

    Before:
        for client in clients:
            row = [client["age"], client["calls"]]
            labels.append(model.predict([row])[0])

    After:
        labels_rows = []
        for client in clients:
            row = [client["age"], client["calls"]]
            labels_rows.append(np.array([row]))
        if labels_rows:
            labels.extend(model.predict(np.concatenate(labels_rows)))

    When not:
        The list or the answer is read in the loop, a model that isn't scikit-learn's or that the
        loop fits again, a loop that may be left by `return`, errors that are caught in it.

    Source:
        The scikit-learn documentation, "Prediction latency" ("bulk versus atomic mode").
    """
    if flow.has(node, ast.Return, ast.Yield, ast.YieldFrom, ast.Await, ast.Try, ast.With):
        return None
    found = [(part, a) for part in ast.walk(node) if (a := asked_about(part, facts)) is not None]
    if len(found) != 1 or facts.source.loops(node):
        return None
    asked = found[0][1]
    if asked.then or single_row(asked.call.args[0], facts) is None:
        return None
    stmt = facts.source.statement(asked.node)
    last, collected = _appended(stmt, asked.node, facts)
    if last is None or facts.source.function(stmt) is not facts.source.function(node):
        return None
    changed = mutated([node], facts, [asked.call]) | flow.stores([node])
    uses = [n for n in ast.walk(node) if isinstance(n, ast.Name) and n.id == collected]
    if asked.model.id in changed or len(uses) != 1 or collected in flow.stores([node]):
        return None
    if (facts.aliases_of(collected) - {collected}) & flow.loads(node):
        return None
    np, line = facts.module("numpy", "np")
    rows = facts.fresh(f"{collected}_rows")
    row = facts.source.segment(asked.call.args[0])
    made = row if row.startswith(f"{np}.array(") else f"{np}.array({row})"
    method = facts.source.segment(asked.call.func)
    after = f"if {rows}:\n    {collected}.extend({method}({np}.concatenate({rows})))"
    changes: list[Change] = [
        Around(node, f"{rows} = []", after),
        Instead(stmt, f"{rows}.append({made})"),
    ]
    if last is not stmt:
        changes.append(Instead(last, ""))
    return Rewrite(tuple(changes), (line,) if line else ())


def _appended(stmt: ast.stmt, answer: ast.expr, facts: Facts) -> tuple[ast.stmt | None, str]:
    """(the statement that appends the answer, the list's name); (None, "") for other uses."""
    if isinstance(stmt, ast.Assign) and stmt.value is answer and len(stmt.targets) == 1:
        target = stmt.targets[0]
        block = facts.source.block(stmt)
        at = block.index(stmt) + 1
        following = block[at] if at < len(block) else None
        if not isinstance(target, ast.Name) or following is None:
            return None, ""
        names = [n for n in facts.source.all(ast.Name) if n.id == target.id]
        reads = [n for n in names if not _is_comprehensions_own(n, facts)]
        if len(reads) != 2 or not isinstance(following, ast.Expr):
            return None, ""
        answer, stmt = reads[1], following
    call = stmt.value if isinstance(stmt, ast.Expr) else None
    if not isinstance(call, ast.Call) or call.args != [answer] or call.keywords:
        return None, ""
    called = call.func
    if not (isinstance(called, ast.Attribute) and called.attr == "append"):
        return None, ""
    named = isinstance(called.value, ast.Name) and facts.kind_of(called.value) == "list"
    return (stmt, called.value.id) if named else (None, "")  # type: ignore[attr-defined]


def _is_comprehensions_own(name: ast.Name, facts: Facts) -> bool:
    """True for a name that a comprehension around it binds for itself."""
    return any(
        isinstance(parent, COMPREHENSIONS)
        and name.id in flow.stores([part.target for part in parent.generators])
        for parent in facts.source.ancestors(name)
    )
