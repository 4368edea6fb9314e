from __future__ import annotations

import ast
from dataclasses import dataclass

from ...core.code import Safety
from .. import flow
from ..concrete import Around, Change, Instead, Swap
from ..facts import Facts
from ._draws import always
from ._models import asks_about_rows
from ._reach import mutated
from ._rule import Rewrite, rule
from ._table_rows import Rows, batch_of, rows_of, spelled

_NAMES = {"predict": "predicted", "predict_proba": "probabilities"}


@dataclass(frozen=True)
class Asked:
    """`model.predict(<one row>)[0]`: the whole expression, the call, and what follows the 0.

    `whole` where no 0 follows, so that the answer stays a table of one row.
    """

    node: ast.expr
    call: ast.Call
    model: ast.Name
    then: str
    whole: bool = False


@rule(ast.For, ast.ListComp, safety=Safety.CHECK, gain=100.0, hints=("predict", "transform",
      "decision_function", "score_samples"))  # fmt: skip
def predict_at_once(node: ast.For | ast.ListComp, facts: Facts) -> Rewrite | None:
    """Ask a fitted model about all rows in one call.

    What it does:
        `model.predict([row])[0]` for each row of an array or a frame (and `predict_proba`,
        `decision_function`, `transform`) becomes one call with all rows before the loop. The row
        may have a name, and models may be asked several things.

    Why it is slow:
        Each call checks and converts its input anew, some 50 to 500 microseconds for a single row.

    Before:
        for row in X:
            labels.append(model.predict([row])[0])

    After:
        predicted = iter(model.predict(X) if len(X) else ())
        for row in X:
            labels.append(next(predicted))

    When not:
        A model that isn't scikit-learn's, or that the loop fits again; rows that are changed
        before they are asked about; a call in some rounds only, unless rows are taken by number.

    Source:
        The scikit-learn documentation, "Prediction latency" ("bulk versus atomic mode"); seen
        gain 144 times.
    """
    asked = _asked(node, facts)
    if not asked or not facts.is_builtin("iter", "next", "len", at=node):
        return None
    if isinstance(node, ast.ListComp) and (len(node.generators) > 1 or node.generators[0].ifs):
        return None
    only = node.generators[0] if isinstance(node, ast.ListComp) else node
    rows = rows_of(only.target, only.iter, facts)
    if rows is None or not _stays(asked, rows, node, facts):
        return None
    asked = _not_for_others(asked, node, facts)
    batches = [batch_of(one.call.args[0], rows, node, facts) for one in asked]
    known = [(one, batch) for one, batch in zip(asked, batches, strict=True) if batch is not None]
    return _rewritten(node, known, rows, facts) if len(known) == len(asked) else None


def _asked(node: ast.AST, facts: Facts) -> list[Asked]:
    """All that a loop asks of models, each answer as far as it is taken apart."""
    parts = list(ast.walk(node))
    found = [asked for part in parts if (asked := asked_about(part, facts)) is not None]
    known = {asked.call for asked in found}
    found += [
        Asked(part, part, part.func.value, "", whole=True)  # type: ignore[attr-defined]
        for part in parts
        if isinstance(part, ast.Call) and part not in known and asks_about_rows(part, facts)
    ]
    return sorted(found, key=lambda asked: (asked.call.lineno, asked.call.col_offset))


def _not_for_others(asked: list[Asked], loop: ast.AST, facts: Facts) -> list[Asked]:
    """Without what is asked only to ask again: `scaler.transform(row)`, given to `predict`."""
    given = {one.call: one.call.args[0] for one in asked}
    served: set[ast.AST] = set()
    for argument in given.values():
        made = spelled(argument, loop, facts)
        names = [n for n in facts.source.all(ast.Name) if isinstance(argument, ast.Name) and (
            n.id == argument.id and isinstance(n.ctx, ast.Load))]  # fmt: skip
        if made in given and all(name in given.values() for name in names):
            served.add(made)
    return [one for one in asked if one.call not in served]


def _rewritten(
    node: ast.For | ast.ListComp, known: list[tuple[Asked, str]], rows: Rows, facts: Facts
) -> Rewrite | None:
    stmt = node if isinstance(node, ast.For) else facts.source.statement(node)
    if isinstance(node, ast.ListComp):
        plain = isinstance(stmt, ast.Assign | ast.Expr | ast.Return | ast.AugAssign)
        if not plain or not always(node, stmt, facts):
            return None
    straight = not flow.has(stmt, ast.Continue, ast.Break)
    changes: list[Change] = []
    names: dict[str, str] = {}
    for asked, batch in known:
        method = facts.source.segment(asked.call.func)
        answers = f"{method}({batch}) if len({facts.source.segment(rows.table)}) else ()"
        if rows.index:
            place = f"{rows.index}:{rows.index} + 1" if asked.whole else rows.index
            got = f"{{}}[{place}]"
        elif straight and not asked.whole and always(asked.node, node, facts):
            answers, got = f"iter({answers})", "next({})"
        else:
            return None
        # Answers that are taken one after another can't be shared.
        name = names.get(answers) if rows.index else None
        if name is None:
            name = _fresh(asked, set(names.values()), facts)
            names[answers if rows.index else name] = name
            changes.append(Around(stmt, f"{name} = {answers}"))
        changes.append(Swap(asked.node, got.format(name) + asked.then))
    swapped = [asked.node for asked, _ in known]
    return Rewrite((*changes, *_unused(node, swapped, facts)))


def _unused(loop: ast.AST, swapped: list[ast.expr], facts: Facts) -> list[Change]:
    """Removals of what a loop's body gives a name only to ask a model about it."""
    removed: list[ast.stmt] = []
    body = loop.body if isinstance(loop, ast.For) else []
    for stmt in reversed(body):
        target = stmt.targets[0] if isinstance(stmt, ast.Assign) else None
        if (
            not isinstance(target, ast.Name)
            or len(facts.binders(target.id, facts.scope(target.id, target))) != 1
        ):
            continue
        uses = [n for n in facts.source.all(ast.Name) if n.id == target.id and n is not target]
        gone = [*swapped, *removed]
        given = all(any(facts.source.inside(use, part) for part in gone) for use in uses)
        if uses and given and not any(facts.source.inside(part, stmt) for part in swapped):
            removed.append(stmt)
    return [Instead(stmt, "") for stmt in removed] if len(removed) < len(body) else []


def _fresh(asked: Asked, taken: set[str], facts: Facts) -> str:
    method = asked.call.func.attr  # type: ignore[attr-defined]
    stem = _NAMES.get(method, "results")
    found, number = facts.fresh(stem), 2
    while found in taken:
        found, number = facts.fresh(f"{stem}_{number}"), number + 1
    return found


def asked_about(node: ast.AST, facts: Facts) -> Asked | None:
    """What a node asks a model of scikit-learn's about one row, or None."""
    if not (isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load)):
        return None
    call, index = node.value, node.slice
    then = ""
    if isinstance(index, ast.Tuple) and len(index.elts) == 2:
        index, second = index.elts
        then = f"[{facts.source.segment(second)}]"
        if not isinstance(second, ast.Constant):
            return None
    if not (isinstance(index, ast.Constant) and index.value == 0 and isinstance(call, ast.Call)):
        return None
    called = call.func
    return Asked(node, call, called.value, then) if asks_about_rows(call, facts) else None  # type: ignore[attr-defined]


def _stays(asked: list[Asked], rows: Rows, loop: ast.AST, facts: Facts) -> bool:
    """True where the loop changes neither a model, nor the table, nor a row."""
    changed = mutated([loop], facts, [one.call for one in asked])
    inside = loop.body if isinstance(loop, ast.For) else []
    names = flow.expression_loads(rows.table) | {one.model.id for one in asked}
    if names & (changed | flow.stores([loop])) or {rows.row, rows.index} & flow.stores(inside):
        return False
    given = {one.call.args[0].id for one in asked if isinstance(one.call.args[0], ast.Name)}
    return not ({rows.row} | given) & changed
