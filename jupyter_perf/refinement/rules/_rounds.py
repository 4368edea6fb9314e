"""Rounds of a loop that know nothing of each other: what one does hangs on its element alone."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence

from .. import flow
from ..facts import Facts
from ..local_names import generator_of
from ..source import Decline

_EXPRESSIONS = (
    *(ast.Name, ast.Constant, ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare, ast.IfExp, ast.Call),
    *(ast.Subscript, ast.Slice, ast.Attribute, ast.Tuple, ast.List, ast.Set, ast.Dict),
    *(ast.JoinedStr, ast.FormattedValue, ast.expr_context, ast.operator, ast.unaryop, ast.boolop),
    *(ast.cmpop, ast.keyword, ast.ListComp, ast.GeneratorExp, ast.SetComp, ast.comprehension),
)


def is_pure(node: ast.expr, facts: Facts) -> bool:
    """True for an expression that changes nothing and gives the same as long as its names do."""
    for part in ast.walk(node):
        if not isinstance(part, _EXPRESSIONS):
            return False
        if isinstance(part, ast.Call) and not _quiet(part, facts):
            return False
    return True


def _quiet(call: ast.Call, facts: Facts) -> bool:
    called = call.func
    if isinstance(called, ast.Attribute):
        full = facts.full_name(called)
        if full is not None:
            return full.startswith(("math.", "operator."))
        return called.attr in flow.QUIET_METHODS
    if not isinstance(called, ast.Name):
        return False
    if facts.is_builtin(called.id, at=called):
        return called.id in flow.QUIET_BUILTINS and called.id != "print"
    function = facts.definition(called.id)
    return function is not None and facts.pure(function)


class Rounds:
    """What the body of a loop binds, reads from around it, and reads of earlier rounds."""

    def __init__(
        self, loop: ast.For, target: set[str], facts: Facts, with_calls: bool = False
    ) -> None:
        """`with_calls`: statements that are calls are let pass; the caller looks at them."""
        self.loop, self.facts, self.with_calls = loop, facts, with_calls
        self.own = flow.stores(loop.body) | target
        self.carried: set[str] = set()
        """Names that are read before the round itself has bound them."""
        self._block(loop.body, set(target))

    def _block(self, body: Sequence[ast.stmt], known: set[str]) -> set[str] | None:
        """Names bound for certain after a block; None where its end isn't reached."""
        for stmt in body:
            if isinstance(stmt, ast.Continue | ast.Break | ast.Return | ast.Raise):
                return None
            after = self._statement(stmt, known)
            if after is None:
                return None
            known = after
        return known

    def _statement(self, stmt: ast.stmt, known: set[str]) -> set[str] | None:
        if isinstance(stmt, ast.If):
            self._read(stmt.test, known)
            ways = [self._block(way, set(known)) for way in (stmt.body, stmt.orelse)]
            reached = [way for way in ways if way is not None]
            return set.intersection(*reached) if reached else None
        if isinstance(stmt, ast.For):
            self._read(stmt.iter, known)
            self._block(stmt.body, known | flow.stores([stmt.target]))
            return known
        if isinstance(stmt, ast.Assign):
            self._read(stmt.value, known)
            self._read_all([t for t in stmt.targets if not isinstance(t, ast.Name)], known)
            return known | flow.stores(stmt.targets)
        if isinstance(stmt, ast.AugAssign):
            self._read(stmt.value, known)
            if isinstance(stmt.target, ast.Name):
                self.carried |= {stmt.target.id} - known
                return known
            self._read(stmt.target, known)
            return known
        if isinstance(stmt, ast.Expr) and self.with_calls:
            self._read(stmt.value, known)
            return known
        if isinstance(stmt, ast.Pass):
            return known
        raise Decline(f"{type(stmt).__name__} in the loop")

    def _read(self, node: ast.AST, known: set[str]) -> None:
        self.carried |= (flow.expression_loads(node) & self.own) - known

    def _read_all(self, nodes: Iterable[ast.AST], known: set[str]) -> None:
        for node in nodes:
            self._read(node, known)

    def renamed(self, kept: set[str]) -> dict[str, str]:
        """New names for what the rounds bind, where they'd outlive the loop with other values.

        Declines where one of them is used afterwards.
        """
        found: dict[str, str] = {}
        outlive = self.facts.source.function(self.loop) is None and self.facts.kind != "program"
        for name in sorted(self.own - kept):
            if outlive:
                if self._read_outside(name):
                    raise Decline(f"{name} is read outside of the loop")
                found[name] = self.facts.fresh(f"{name}_each")
            elif self.facts.used_after(name, self.loop):
                raise Decline(f"{name} is used afterwards")
        return found

    def _read_outside(self, name: str) -> bool:
        own = self.facts.scope(name, self.loop)
        for use in self.facts.source.all(ast.Name):
            if use.id != name or not isinstance(use.ctx, ast.Load):
                continue
            if self.facts.scope(name, use) is not own or generator_of(use, self.facts.source):
                continue
            if not self.facts.source.inside(use, self.loop) and not any(
                isinstance(outer, ast.For) and name in flow.stores([outer.target])
                for outer in self.facts.source.ancestors(use)
            ):
                return True
        return False


def element(loop: ast.For, facts: Facts) -> tuple[ast.expr, str, list[ast.expr]] | None:
    """(what a loop goes through, its element's name, places `items[i]` that mean the element).

    The name is empty where the loop counts through places; they are then all that counts.
    """
    if not isinstance(loop.target, ast.Name) or loop.orelse:
        return None
    called = loop.iter
    if not (isinstance(called, ast.Call) and isinstance(called.func, ast.Name)):
        return loop.iter, loop.target.id, []
    if called.func.id != "range":
        return loop.iter, loop.target.id, []
    if not facts.is_builtin("range", "len", at=loop):
        return None
    stop = called.args[-1] if len(called.args) in (1, 2) and not called.keywords else None
    if len(called.args) == 2 and ast.unparse(called.args[0]) != "0":
        return None
    if not (isinstance(stop, ast.Call) and ast.unparse(stop.func) == "len" and len(stop.args) == 1):
        return None
    items, name = stop.args[0], loop.target.id
    if not isinstance(items, ast.Name) or items.id in flow.stores(loop.body):
        return None
    uses = [n for n in flow.walk(loop.body) if isinstance(n, ast.Name) and n.id == name]
    places: list[ast.expr] = []
    for use in uses:
        place = facts.source.parents[use]
        fits = isinstance(place, ast.Subscript) and place.slice is use
        if not fits or not isinstance(place.ctx, ast.Load) or ast.unparse(place.value) != items.id:  # type: ignore[attr-defined]
            return None
        places.append(place)  # type: ignore[arg-type]
    return (items, "", places) if places else None
