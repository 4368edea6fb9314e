"""Where an expression that has just been worked out surely still has the same value."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from .. import flow, shapes
from ..facts import Facts
from ..shaping import shapes_of
from ..source import COMPREHENSIONS, FUNCTIONS
from ._slots import changed_places, is_fresh, is_other, is_quiet, stays_home

_PLAIN = (ast.Assign, ast.AugAssign, ast.Expr, ast.Return, ast.Assert, ast.Raise, ast.Pass,
          ast.Break, ast.Continue)  # fmt: skip
_HIDDEN = (*FUNCTIONS, ast.ClassDef, ast.Yield, ast.YieldFrom, ast.Await)
_LOAD = ast.Load()
_NO_LISTS = ("deque", "set", "dict", "Counter", "defaultdict", "frozenset")


@dataclass
class Uses:
    """The places that say the same as `first`, as long as nothing has changed what it reads."""

    first: ast.expr
    facts: Facts
    found: list[ast.expr] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.text = ast.unparse(self.first)
        self.names = flow.loads(self.first)
        inside = [p for p in ast.walk(self.first) if isinstance(p, ast.Subscript)]
        self.held = [
            p.value
            for p in inside
            if not shapes.within(shapes_of(p.value, self.facts), "str", "tuple")
        ]

    def follow(self, block: Sequence[ast.stmt]) -> bool:
        """Collect the uses in statements; False once the value may have become another one."""
        return all(self._statement(stmt) for stmt in block)

    def collect(self, part: ast.AST, after: ast.expr | None = None) -> None:
        """Collect the uses in an expression, or only those that come after one of its parts."""
        for use in self._alike(part):
            if after is None or _ends(after) <= (use.lineno, use.col_offset):
                self.found.append(use)

    def changes(self, part: ast.AST) -> bool:
        """True where running a part may give the expression another value."""
        if self.names & flow.stores(part) or flow.has(part, *_HIDDEN):
            return True
        calls = [call for call in ast.walk(part) if isinstance(call, ast.Call)]
        if (self.held or not self._is_local()) and not all(self._is_quiet(c) for c in calls):
            return True
        return any(self._reaches(place) for place in changed_places(part))  # type: ignore[arg-type]

    def _is_local(self) -> bool:
        """True where no function that is called can bind one of the names."""
        scopes = [self.facts.scope(name, self.first) for name in self.names]
        return all(isinstance(s, FUNCTIONS) for s in scopes) and not self.facts.source.all(
            ast.Nonlocal
        )

    def _is_quiet(self, call: ast.Call) -> bool:
        """False for a method that a class of the user's may have, too."""
        if isinstance(call.func, ast.Attribute) and any(
            own.name == call.func.attr for own in self.facts.source.all(ast.FunctionDef)
        ):
            return False
        return is_quiet(call, self.facts)

    def _statement(self, stmt: ast.stmt) -> bool:
        if isinstance(stmt, ast.If):
            if self.changes(stmt.test):
                return False
            self.collect(stmt.test)
            ways = [self.follow(stmt.body), self.follow(stmt.orelse)]
            return all(ways)
        if isinstance(stmt, ast.For | ast.While):
            if self.changes(stmt):
                return False
            self.collect(stmt)
            return True
        if not isinstance(stmt, _PLAIN):
            return False
        return self._plain(stmt)

    def _plain(self, stmt: ast.stmt) -> bool:
        if not self.changes(stmt):
            self.collect(stmt)
            return True
        if not flow.has(stmt, ast.NamedExpr):
            for part in self._before_the_change(stmt):
                self.collect(part)
        return False

    def _before_the_change(self, stmt: ast.stmt) -> Iterator[ast.AST]:
        """What a statement works out before it sets or changes anything."""
        if isinstance(stmt, ast.Expr) and isinstance(stmt.value, ast.Call):
            for argument in stmt.value.args:
                if self._calls_change(argument):
                    return
                yield argument
        elif isinstance(stmt, ast.Assign) and not self._calls_change(stmt.value):
            yield stmt.value
            only = stmt.targets[0] if len(stmt.targets) == 1 else None
            if isinstance(only, ast.Subscript) and not self._calls_change(only.slice):
                yield only.slice
        elif isinstance(stmt, ast.AugAssign) and not self._calls_change(stmt):
            yield stmt

    def _calls_change(self, part: ast.AST) -> bool:
        return any(isinstance(p, ast.Call) and self.changes(p) for p in ast.walk(part))

    def _alike(self, part: ast.AST) -> Iterator[ast.expr]:
        kind = type(self.first)
        for one in ast.walk(part):
            if isinstance(one, kind) and isinstance(getattr(one, "ctx", _LOAD), ast.Load):
                same = one is not self.first and ast.unparse(one) == self.text
                if same and self._own(one, part):
                    yield one

    def _own(self, use: ast.expr, whole: ast.AST) -> bool:
        """False in a comprehension or a lambda, whose names may be others, and in an f-string."""
        for parent in self.facts.source.ancestors(use):
            if isinstance(parent, (*COMPREHENSIONS, *FUNCTIONS, ast.JoinedStr)):
                return False
            if parent is whole or isinstance(parent, ast.stmt):
                return True
        return True

    def _reaches(self, place: ast.expr) -> bool:
        """True where setting a part of a container may show in what the expression reads."""
        return any(not self._apart(place, held) for held in self.held)

    def _apart(self, place: ast.expr, held: ast.expr) -> bool:
        root, other = flow.root(held), flow.root(place)
        if root is None:
            return False
        lists = shapes.within(shapes_of(held, self.facts), "list")
        if lists and shapes.within(shapes_of(place, self.facts), *_NO_LISTS):
            return True
        if other is None or other.id == root.id:
            return False
        if isinstance(held, ast.Name) and is_fresh(held, self.facts) and (
            stays_home(held, self.facts)
        ):  # fmt: skip
            return True
        return stays_home(other, self.facts) and is_other(place, root.id, self.facts)


def _ends(part: ast.expr) -> tuple[int, int]:
    return (part.end_lineno or part.lineno, part.end_col_offset or 0)
