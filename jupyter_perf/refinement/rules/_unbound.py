"""Which names statements may read before they are bound: what a local variable must not be."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence

from .. import flow
from ..facts import Facts
from ..source import COMPREHENSIONS, FUNCTIONS

Bound = frozenset[str] | None
"""Names that are surely bound at a place; None where it is never reached."""


def maybe_unbound(body: Sequence[ast.stmt]) -> set[str]:
    """Names that `body` may read or delete before it has bound them, whatever way it takes."""
    walker = _Walker()
    walker.block(body, frozenset())
    return walker.unsure


def is_bound_at(name: ast.Name, stmt: ast.stmt, facts: Facts) -> bool:
    """True where what `name` stands for is surely bound when a statement above it is reached."""
    scope = facts.scope(name.id, name)
    binders = facts.binders(name.id, scope)
    if any(isinstance(getattr(binder, "ctx", None), ast.Del) for binder in binders):
        return False
    if isinstance(scope, FUNCTIONS) and name.id in flow.parameters(scope):
        return True
    if isinstance(scope, ast.Module) and name.id in facts.namespace:
        return True
    if facts.source.function(stmt) is not (None if isinstance(scope, ast.Module) else scope):
        # The function around may be called at any time after what is bound on the way.
        return any(facts.source.parents[facts.source.statement(b)] is scope for b in binders)
    around: ast.AST = stmt
    while isinstance(around, ast.stmt) and around is not scope:
        if any(_binds(one, name.id, facts) for one in facts.source.before(around)):
            return True
        around = facts.source.parents[around]
        while not isinstance(around, ast.stmt | ast.Module):
            around = facts.source.parents[around]
        if isinstance(around, ast.For) and name.id in flow.stores(around.target):
            return True
    return False


def _binds(stmt: ast.stmt, name: str, facts: Facts) -> bool:
    if isinstance(stmt, ast.With):
        # A file, unlike other managers, swallows no exception.
        files = [getattr(item.context_expr, "func", None) for item in stmt.items]
        if all(isinstance(f, ast.Name) and f.id == "open" for f in files):
            plain = facts.is_builtin("open", at=stmt)
            return plain and any(_binds(one, name, facts) for one in stmt.body)
    return name not in maybe_unbound([stmt, ast.Expr(ast.Name(name, ast.Load()))])


def _both(left: Bound, right: Bound) -> Bound:
    if left is None or right is None:
        return left if right is None else right
    return left & right


class _Walker:
    def __init__(self) -> None:
        self.unsure: set[str] = set()

    def block(self, body: Iterable[ast.stmt], bound: Bound) -> Bound:
        for stmt in body:
            if bound is None:
                # Never reached, but a look does no harm: all it reads counts as unbound.
                self.statement(stmt, frozenset())
            else:
                bound = self.statement(stmt, bound)
        return bound

    def statement(self, stmt: ast.stmt, bound: frozenset[str]) -> Bound:
        method = getattr(self, f"_{type(stmt).__name__.lower()}", self._other)
        found: Bound = method(stmt, bound)
        return found

    def read(self, node: ast.AST | None, bound: frozenset[str]) -> None:
        """All names that evaluating `node` may take, now or later, must be bound."""
        if node is None:
            return
        if isinstance(node, COMPREHENSIONS):
            own = flow.stores([g.target for g in node.generators])
            self.read(node.generators[0].iter, bound)
            for part in ast.iter_child_nodes(node):
                self.read(part, bound | own)
            return
        if isinstance(node, ast.Lambda):
            self.read(node.args, bound)
            self.read(node.body, bound | set(flow.parameters(node)))
            return
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load | ast.Del):
            self.unsure |= {node.id} - bound
        for part in ast.iter_child_nodes(node):
            self.read(part, bound)

    # ---- statements ---------------------------------------------------------------------------

    def _other(self, stmt: ast.stmt, bound: frozenset[str]) -> Bound:
        self.read(stmt, bound)
        if isinstance(stmt, ast.Expr | ast.Assign):
            bound |= _named(stmt.value)
        if isinstance(stmt, ast.Break | ast.Continue | ast.Return | ast.Raise):
            return None
        if isinstance(stmt, ast.Delete):
            return bound - flow.stores(stmt)
        if isinstance(stmt, ast.Assign | ast.Import | ast.ImportFrom):
            return bound | flow.stores(stmt)
        return bound

    def _annassign(self, stmt: ast.AnnAssign, bound: frozenset[str]) -> Bound:
        self.read(stmt, bound)
        return bound | flow.stores(stmt.target) if stmt.value is not None else bound

    def _augassign(self, stmt: ast.AugAssign, bound: frozenset[str]) -> Bound:
        self.read(stmt, bound)
        self.unsure |= flow.stores(stmt.target) - bound
        return bound

    def _for(self, stmt: ast.For, bound: frozenset[str]) -> Bound:
        self.read(stmt.iter, bound)
        self.read(stmt.target, bound)
        self.block(stmt.body, bound | flow.stores(stmt.target))
        self.block(stmt.orelse, bound)
        return bound - _deleted(stmt)

    def _while(self, stmt: ast.While, bound: frozenset[str]) -> Bound:
        bound -= _deleted(stmt)
        self.read(stmt.test, bound)
        tested = bound | (_named(stmt.test) - _deleted(stmt))
        self.block(stmt.body, tested)
        self.block(stmt.orelse, tested)
        return tested

    def _if(self, stmt: ast.If, bound: frozenset[str]) -> Bound:
        self.read(stmt.test, bound)
        bound |= _named(stmt.test)
        return _both(self.block(stmt.body, bound), self.block(stmt.orelse, bound))

    def _try(self, stmt: ast.Try, bound: frozenset[str]) -> Bound:
        left = bound - _deleted(stmt)
        ends = self.block([*stmt.body, *stmt.orelse], bound)
        for handler in stmt.handlers:
            self.read(handler.type, left)
            own = {handler.name} if handler.name else set()
            end = self.block(handler.body, left | own)
            ends = _both(ends, None if end is None else end - own)
        self.block(stmt.finalbody, left)
        if ends is None:
            return None
        # What an `except … as name` leaves is unbound again, whoever bound it before.
        named = {h.name for h in stmt.handlers if h.name}
        return (ends | _assigned(stmt.finalbody)) - named - _deleted(stmt)

    def _trystar(self, stmt: ast.stmt, bound: frozenset[str]) -> Bound:
        self.read(stmt, frozenset())
        return bound - _deleted(stmt)

    def _with(self, stmt: ast.With, bound: frozenset[str]) -> Bound:
        for item in stmt.items:
            self.read(item, bound)
            if item.optional_vars is not None:
                bound |= flow.stores(item.optional_vars)
        # The manager may swallow an exception: the body need not have come to its end.
        self.block(stmt.body, bound)
        return bound - _deleted(stmt)

    def _match(self, stmt: ast.Match, bound: frozenset[str]) -> Bound:
        self.read(stmt.subject, bound)
        for case in stmt.cases:
            inside = bound | flow.stores(case.pattern)
            self.read(case.pattern, inside)
            self.read(case.guard, inside)
            self.block(case.body, inside)
        return bound - _deleted(stmt)


def _named(node: ast.expr) -> frozenset[str]:
    """What `:=` surely binds when an expression is evaluated."""
    if isinstance(node, ast.NamedExpr):
        return _named(node.value) | flow.stores(node.target)
    if isinstance(node, ast.BoolOp):
        return _named(node.values[0])
    if isinstance(node, ast.IfExp):
        return _named(node.test)
    if isinstance(node, ast.Compare):
        # The third and later of a chain are reached only where the first two compare.
        return _named(node.left) | _named(node.comparators[0])
    if isinstance(node, (ast.Lambda, *COMPREHENSIONS)):
        return frozenset()
    parts = [part for part in ast.iter_child_nodes(node) if isinstance(part, ast.expr)]
    return frozenset().union(*map(_named, parts))


def _deleted(stmt: ast.stmt) -> frozenset[str]:
    """Names that may be unbound again somewhere in a statement."""
    found = {
        node.id
        for node in ast.walk(stmt)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Del)
    }
    handlers = [node for node in ast.walk(stmt) if isinstance(node, ast.ExceptHandler)]
    return frozenset(found | {node.name for node in handlers if node.name})


def _assigned(body: Iterable[ast.stmt]) -> frozenset[str]:
    """What the plain assignments at the top of a block bind."""
    return frozenset(flow.stores([stmt for stmt in body if isinstance(stmt, ast.Assign)]))
