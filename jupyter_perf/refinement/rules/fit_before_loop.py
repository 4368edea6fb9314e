from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow
from ..concrete import Around, Change, Instead
from ..facts import Facts
from ._models import asks_a_model, fits_alike, is_made_alike
from ._reach import mutated
from ._rule import Rewrite, rule

_LOOKING = flow.words("all any argmax argmin argsort max mean min round std sum tolist var")
_READERS = ("numpy.", "sklearn.metrics.", "collections.Counter")
_SPACES = ("numpy.linspace", "numpy.logspace")


@rule(ast.For, safety=Safety.CHECK, gain=30.0, hints=(".fit(",))
def fit_before_loop(node: ast.For, facts: Facts) -> Rewrite | None:
    """Fit a model before a loop that would fit the same one in every round.

    What it does:
        Statements at a loop's start that make an estimator, fit it, and ask it, all with what the
        loop leaves as it is, are moved before the loop.

    Why it is slow:
        Each round fits the same model to the same data.

    Before:
        for t in [0.3, 0.5, 0.7]:
            model = LogisticRegression()
            model.fit(X, y)
            chances = model.predict_proba(X_new)[:, 1]
            hits.append((chances > t).sum())

    After:
        model = LogisticRegression()
        model.fit(X, y)
        chances = model.predict_proba(X_new)[:, 1]
        for t in [0.3, 0.5, 0.7]:
            hits.append((chances > t).sum())

    When not:
        A loop that may have no rounds, an estimator that draws random numbers without a fixed
        `random_state`, a model or an answer that the loop changes, keeps or hands on.

    Source:
        Aho, Lam, Sethi and Ullman, "Compilers", loop-invariant code motion.
    """
    if node.orelse or not _has_rounds(node.iter, facts):
        return None
    moved = _steady_start(node, facts)
    rest = node.body[len(moved) :]
    if not rest or not any(_fits(stmt) for stmt in moved):
        return None
    made = flow.stores(moved)
    asked = [p for p in flow.walk(rest) if isinstance(p, ast.Call) and asks_a_model(p, facts)]
    if made & (flow.stores(rest) | mutated(rest, facts, asked)):
        return None
    uses = [n for n in flow.walk(rest) if isinstance(n, ast.Name) and n.id in made]
    if not all(_is_looked_at(use, asked, facts) for use in uses):
        return None
    lines = "\n".join(facts.source.segment(stmt) for stmt in moved)
    removed: list[Change] = [Instead(stmt, "") for stmt in moved]
    return Rewrite((Around(node, before=lines), *removed))


def _has_rounds(iterated: ast.expr, facts: Facts) -> bool:
    """True for what is written out and isn't empty."""
    if isinstance(iterated, ast.List | ast.Tuple):
        return bool(iterated.elts) and not flow.has(iterated, ast.Starred)
    if not isinstance(iterated, ast.Call) or iterated.keywords:
        return False
    ends = [_number(argument) for argument in iterated.args]
    known = [end for end in ends if end is not None]
    if len(known) != len(ends) or not known:
        return False
    named = isinstance(iterated.func, ast.Name) and iterated.func.id == "range"
    full = facts.full_name(iterated.func)
    if full == "numpy.arange" or (named and facts.is_builtin("range", at=iterated)):
        start, stop, step = [0, *known, 1] if len(known) == 1 else [*known, 1][:3]
        return (stop - start) * step > 0
    return full in _SPACES and (len(known) < 3 or known[2] > 0)


def _number(node: ast.expr) -> float | None:
    value = ast.literal_eval(node) if isinstance(node, ast.Constant | ast.UnaryOp) else None
    return value if isinstance(value, int | float) else None


def _steady_start(loop: ast.For, facts: Facts) -> list[ast.stmt]:
    """The statements at a loop's start that make and ask a model alike in each round."""
    moved: list[ast.stmt] = []
    made: set[str] = set()
    inside = flow.stores([loop])
    touched = mutated(loop.body, facts, [p for p in ast.walk(loop) if _is_known(p, facts)])
    for stmt in loop.body:
        if not _is_steady(stmt, facts) or stmt.lineno != stmt.end_lineno:
            break
        read = flow.loads(stmt) - made
        if read & (inside | touched):
            break
        for name in flow.stores(stmt):
            if len(facts.binders(name, facts.scope(name, stmt))) != 1:
                return moved
            made.add(name)
        moved.append(stmt)
    return moved


def _is_known(part: ast.AST, facts: Facts) -> bool:
    """True for calls that change no data: of an estimator's class, its `fit`, its answers."""
    if not isinstance(part, ast.Call):
        return False
    return is_made_alike(part, facts) or asks_a_model(part, facts) or _fitted(part, facts)


def _fitted(call: ast.Call, facts: Facts) -> bool:
    called = call.func
    plain = isinstance(called, ast.Attribute) and called.attr == "fit" and not call.keywords
    if not plain or not all(isinstance(a, ast.Name) for a in call.args):
        return False
    model = called.value  # type: ignore[attr-defined]
    if isinstance(model, ast.Name):
        return fits_alike(model, facts)
    return is_made_alike(model, facts)


def _is_steady(stmt: ast.stmt, facts: Facts) -> bool:
    if isinstance(stmt, ast.Expr):
        return isinstance(stmt.value, ast.Call) and _fitted(stmt.value, facts)
    if not isinstance(stmt, ast.Assign) or len(stmt.targets) != 1:
        return False
    value = stmt.value
    if isinstance(value, ast.Subscript):
        # `model.predict_proba(X)[:, 1]`
        parts = [p for p in ast.walk(value.slice) if not isinstance(p, ast.expr_context)]
        if not all(isinstance(p, ast.Tuple | ast.Slice | ast.Constant) for p in parts):
            return False
        value = value.value
        return isinstance(stmt.targets[0], ast.Name) and asks_a_model(value, facts)
    return isinstance(stmt.targets[0], ast.Name) and _is_known(value, facts)


def _fits(stmt: ast.stmt) -> bool:
    calls = [part for part in ast.walk(stmt) if isinstance(part, ast.Call)]
    return any(isinstance(c.func, ast.Attribute) and c.func.attr == "fit" for c in calls)


def _is_looked_at(use: ast.Name, asked: list[ast.Call], facts: Facts) -> bool:
    """True where a use neither changes nor keeps what a name holds."""
    parent = facts.source.parents[use]
    if isinstance(parent, ast.Compare | ast.BinOp):
        return True
    if isinstance(parent, ast.Attribute):
        call = facts.source.parents[parent]
        called = isinstance(call, ast.Call) and call.func is parent
        return called and (call in asked or parent.attr in _LOOKING)
    if isinstance(parent, ast.Subscript):
        return parent.value is use and isinstance(parent.slice, ast.Constant | ast.Compare)
    if not isinstance(parent, ast.Call):
        return False
    full = facts.full_name(parent.func) or ""
    builtin = isinstance(parent.func, ast.Name) and parent.func.id in ("len", "sum", "zip", "max")
    return parent in asked or full.startswith(_READERS) or builtin
