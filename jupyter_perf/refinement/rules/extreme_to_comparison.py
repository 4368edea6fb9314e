from __future__ import annotations

import ast

from ...core.code import Safety
from ..concrete import Instead, Swap
from ..facts import Facts
from ..source import Decline
from ._hot import is_cheap, is_hot, is_quiet, runs_first
from ._rule import Rewrite, rule

_SIGNS = {"max": ">", "min": "<"}
_NAMES = {"max": "larger", "min": "smaller"}
_MOST = 4


@rule(ast.Call, safety=Safety.CHECK, gain=1.35, hints=("max(", "min("))
def extreme_to_comparison(node: ast.Call, facts: Facts) -> Rewrite | None:
    """Compare two values instead of calling `max` or `min`.

    What it does:
        In a loop, `best = max(best, x)` becomes `if x > best: best = x`, and other calls with two
        to four values a comparison of them, in the order in which `max` and `min` compare.

    Why it is slow:
        Calling `max` with two numbers takes as long as three or four comparisons.

    Before:
        for x in data:
            best = max(best, x)

    After:
        for x in data:
            if x > best:
                best = x

    When not:
        A `key`, a `default`, a single argument (which is gone through), calls that run once.

    Source:
        The Python documentation of `max`; the call takes about 80 ns, a comparison 20 ns.
    """
    if not isinstance(node.func, ast.Name) or node.func.id not in _SIGNS or node.keywords:
        return None
    if not 2 <= len(node.args) <= _MOST or any(isinstance(a, ast.Starred) for a in node.args):
        return None
    if not facts.is_builtin(node.func.id, at=node) or not is_hot(node, facts):
        return None
    if any(a.lineno != a.end_lineno for a in node.args):
        return None
    kept = _kept(node, facts)
    if kept is not None:
        return kept
    if len(node.args) == 2 and all(is_cheap(a, facts) for a in node.args):
        first, second = (facts.source.segment(a) for a in node.args)
        chosen = f"{second} if {second} {_SIGNS[node.func.id]} {first} else {first}"
        return Rewrite((Swap(node, chosen if _alone(node, facts) else f"({chosen})"),))
    return _worked_out(node, facts)


def _kept(node: ast.Call, facts: Facts) -> Rewrite | None:
    """`x = max(x, e)` and `x = max(e, x)`, where `x` is a name."""
    stmt = facts.source.parents[node]
    if not (isinstance(stmt, ast.Assign) and len(stmt.targets) == 1 and len(node.args) == 2):
        return None
    target = stmt.targets[0]
    assert isinstance(node.func, ast.Name)
    if not isinstance(target, ast.Name):
        return None
    at = [isinstance(a, ast.Name) and a.id == target.id for a in node.args]
    if sum(at) != 1:
        return None
    other = node.args[at.index(False)]
    # The value that is kept is read first by `max`, and here after the other.
    if target.id in facts.changed(other) or not is_quiet(other):
        return None
    if target.id in {n.id for n in ast.walk(other) if isinstance(n, ast.Name)}:
        return None
    text, before = facts.source.segment(other), ""
    if not is_cheap(other, facts):
        new = facts.fresh("new")
        before, text = f"{new} = {text}\n", new
    sign = _SIGNS[node.func.id]
    test = f"{text} {sign} {target.id}" if at[0] else f"not {target.id} {sign} {text}"
    return Rewrite((Instead(stmt, f"{before}if {test}:\n    {target.id} = {text}"),))


def _worked_out(node: ast.Call, facts: Facts) -> Rewrite | None:
    """The statement with the extreme worked out before it, one comparison after another."""
    stmt = facts.source.statement(node)
    assert isinstance(node.func, ast.Name)
    if not runs_first(node, stmt, facts):
        return None
    best = facts.fresh(_NAMES[node.func.id])
    first, *others = [facts.source.segment(a) for a in node.args]
    lines = [f"{best} = {first}"]
    for argument, text in zip(node.args[1:], others, strict=True):
        sign = _SIGNS[node.func.id]
        if isinstance(argument, ast.Name | ast.Constant):
            lines.append(f"if {text} {sign} {best}:\n    {best} = {text}")
        else:
            other = facts.fresh("other")
            lines.append(f"if ({other} := {text}) {sign} {best}:\n    {best} = {other}")
    changed = facts.source.block_text(stmt, {node: best})
    if changed is None:
        raise Decline("the statement can't be written again")
    return Rewrite((Instead(stmt, "\n".join([*lines, changed])),))


def _alone(node: ast.expr, facts: Facts) -> bool:
    """True where a conditional expression needs no brackets."""
    parent = facts.source.parents[node]
    return isinstance(parent, ast.Return | ast.keyword) or (
        isinstance(parent, ast.Assign | ast.AugAssign) and parent.value is node
    )
