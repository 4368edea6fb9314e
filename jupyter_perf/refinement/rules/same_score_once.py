from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow
from ..concrete import Around, Change, Swap
from ..facts import Facts
from ._draws import always
from ._models import asks_a_model, gives_number
from ._reach import mutated
from ._rule import Rewrite, rule

_LOOKING = flow.words("argmax argmin max mean min round std sum tolist var")
_QUIET = flow.words("append print round float int len max min")


@rule(
    ast.For,
    safety=Safety.CHECK,
    gain=2.5,
    hints=("score", "predict", "_error", "decision_function"),
)
def same_score_once(node: ast.For, facts: Facts) -> Rewrite | None:
    """Score a model once in a round instead of again for each use of the score.

    What it does:
        `cross_val_score(model, X, y)`, `model.score(X, y)`, `accuracy_score(y, model.predict(X))`
        that a loop's body says several times gets a name where it is said first.

    Why it is slow:
        Each cross-validation fits a model several times, and each score predicts everything.

    Before:
        for k in range(1, 20):
            model = KNeighborsClassifier(k)
            if cross_val_score(model, X, y).mean() > best:
                best = cross_val_score(model, X, y).mean()

    After:
        for k in range(1, 20):
            model = KNeighborsClassifier(k)
            cross_val_scores = cross_val_score(model, X, y)
            if cross_val_scores.mean() > best:
                best = cross_val_scores.mean()

    When not:
        Estimators that draw random numbers without a fixed `random_state`, a model that is fitted
        or data that changes in between, an array of answers that is kept.

    Source:
        The scikit-learn documentation, "Controlling randomness"; measured: 2 to 3 times.
    """
    for number, stmt in enumerate(node.body):
        for first in _asked_first(stmt, facts):
            after = node.body[number:]
            calls = [
                part
                for part in flow.walk(after)
                if isinstance(part, ast.Call) and ast.unparse(part) == ast.unparse(first)
            ]
            if len(calls) > 1 and _stays(calls, after, facts):
                name = facts.fresh(_name(first))
                changes: list[Change] = [Around(stmt, f"{name} = {facts.source.segment(first)}")]
                return Rewrite((*changes, *(Swap(call, name) for call in calls)))
    return None


def _name(call: ast.Call) -> str:
    """`model_score`, `cross_val_scores`, `accuracy`; `answer` for what has no such name."""
    full = ast.unparse(call.func)
    owner, _, last = full.rpartition(".")
    if last == "score":
        return f"{owner}_score"
    if last == "cross_val_score":
        return "cross_val_scores"
    return last.removesuffix("_score") if last.endswith("_score") else "answer"


def _asked_first(stmt: ast.stmt, facts: Facts) -> list[ast.Call]:
    """What a statement asks a model whatever happens, and before it does anything else."""
    if isinstance(stmt, ast.If):
        whole: ast.AST = stmt.test
    elif isinstance(stmt, ast.Assign | ast.Expr):
        whole = stmt.value
    else:
        return []
    calls = [part for part in ast.walk(whole) if isinstance(part, ast.Call)]
    asked = [part for part in calls if asks_a_model(part, facts)]
    inner = {part for one in asked for part in ast.walk(one)}
    others = [part for part in calls if part not in inner]
    if not all(_is_quiet(part) for part in others):
        return []
    return [one for one in asked if always(one, stmt, facts)]


def _is_quiet(call: ast.Call) -> bool:
    called = call.func
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
    return name in _QUIET | _LOOKING


def _stays(calls: list[ast.Call], after: list[ast.stmt], facts: Facts) -> bool:
    """True where nothing that the answer hangs on changes, and nobody keeps the answer itself."""
    if not all(_is_looked_at(call, facts) for call in calls):
        return False
    asked = [p for p in flow.walk(after) if isinstance(p, ast.Call) and asks_a_model(p, facts)]
    names = flow.expression_loads(calls[0])
    return not names & (mutated(after, facts, asked) | flow.stores(after))


def _is_looked_at(call: ast.Call, facts: Facts) -> bool:
    parent = facts.source.parents[call]
    if gives_number(call, facts) or isinstance(parent, ast.Compare):
        return True
    if isinstance(parent, ast.Attribute):
        used = facts.source.parents[parent]
        return parent.attr in _LOOKING and isinstance(used, ast.Call) and used.func is parent
    return isinstance(parent, ast.Call) and asks_a_model(parent, facts)
