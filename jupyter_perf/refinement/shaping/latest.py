"""Which statement a name's value comes from, where it is surely one, as after `n = int(n)`."""

from __future__ import annotations

import ast

from .. import flow
from ..facts import Facts
from ..source import FUNCTIONS

_LATER = (*FUNCTIONS, ast.Lambda, ast.GeneratorExp, ast.ClassDef)
"""What is in these may be evaluated when the name stands for something else already."""
_ROUND = (
    *(ast.For, ast.AsyncFor, ast.While, ast.Try, ast.TryStar, ast.ExceptHandler),
    *(ast.With, ast.AsyncWith, ast.Match, ast.match_case),
)
"""What binds a name in these may come before what stands above it: by a next round, a handler."""


def latest(node: ast.Name, facts: Facts) -> ast.Assign | ast.For | None:
    """The assignment, of one target, or loop that gave `node` its value; None where it may be
    another.

    None too for a loop's `todo = sorted(todo)`, which needs all that the name may stand for.
    """
    found = _nearest(node, facts)
    if found is None or not facts.source.loops(found):
        return found
    value = found.iter if isinstance(found, ast.For) else found.value
    own = [n for n in ast.walk(value) if isinstance(n, ast.Name) and n.id == node.id]
    return found if all(latest(n, facts) is not None for n in own) else None


def _nearest(node: ast.Name, facts: Facts) -> ast.Assign | ast.For | None:
    if not isinstance(node.ctx, ast.Load) or _is_shared(node, facts):
        return None
    name = node.id
    child: ast.AST = node
    for parent in facts.source.ancestors(node):
        if isinstance(child, ast.stmt):
            for stmt in facts.source.before(child):
                if name in _bound_by(stmt, facts):
                    if isinstance(stmt, ast.Assign) and len(stmt.targets) == 1:
                        return stmt
                    return None
        if isinstance(parent, _LATER) and not _is_used_up(parent, facts):
            return None
        bound = _bound_by(parent, facts) if isinstance(parent, (ast.stmt, *_ROUND)) else set()
        if isinstance(parent, ast.stmt) and name in bound and _named_inside(parent, name):
            return None
        if isinstance(parent, ast.For) and name in bound and _only_counts(parent, child, name):
            return parent
        if isinstance(parent, _ROUND) and name in bound:
            return None
        child = parent
    return None


def _bound_by(node: ast.AST, facts: Facts) -> set[str]:
    """`flow.stores`, found once for each node of a source."""
    known = facts.kept(_known_stores)
    if node not in known:
        known[node] = flow.stores(node)
    return known[node]


def _known_stores(facts: Facts) -> dict[ast.AST, set[str]]:
    return {}


def _is_shared(node: ast.Name, facts: Facts) -> bool:
    """True for a name that a function elsewhere may bind anew, when it is called."""
    where = facts.source.function(node)
    said: list[ast.Global | ast.Nonlocal] = [*facts.source.all(ast.Global)]
    said += facts.source.all(ast.Nonlocal)
    return any(node.id in one.names and facts.source.function(one) is not where for one in said)


def _is_used_up(node: ast.AST, facts: Facts) -> bool:
    """True for a generator that is gone through where it stands: `sum(x < limit for x in xs)`."""
    user = facts.source.parents.get(node)
    if not (isinstance(node, ast.GeneratorExp) and isinstance(user, ast.Call)):
        return False
    called = user.func
    if isinstance(called, ast.Attribute):
        return called.attr == "join" and isinstance(called.value, ast.Constant)
    if not isinstance(called, ast.Name) or called.id not in _EAGER:
        return False
    return facts.is_builtin(called.id, at=called)


_EAGER = flow.words("sum any all max min list set frozenset tuple sorted dict")


def _only_counts(loop: ast.For, child: ast.AST, name: str) -> bool:
    """True in the body of a loop whose variable a name is, and that binds it in no other way."""
    if child not in loop.body or name not in flow.stores([loop.target]):
        return False
    return name not in flow.stores([*loop.body, loop.iter])


def _named_inside(stmt: ast.stmt, name: str) -> bool:
    """True where a statement's own expressions, or what they test, bind the name by `:=`."""
    return any(
        isinstance(part, ast.NamedExpr) and part.target.id == name for part in ast.walk(stmt)
    )
