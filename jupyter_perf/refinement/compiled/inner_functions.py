"""Functions within functions: compiled beside them, and given what they read around them."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

from .. import flow
from ..facts import Facts
from ..source import Decline
from .bounds import Bounds
from .expressions import State
from .kinds import Value
from .statements import Statements


@dataclass
class Callee:
    """A function that is compiled, with what it is called with and returns."""

    node: ast.FunctionDef
    parameters: State = field(default_factory=dict)
    returned: list[tuple[ast.AST, Value]] = field(default_factory=list)
    result: Value | None = None
    round: int = -1
    active: bool = False


class InnerFunctions(Statements):
    """Adds functions within functions to `Statements`."""

    def __init__(self, facts: Facts, bounds: Bounds) -> None:
        super().__init__(facts, bounds)
        self.callees: dict[str, Callee] = {}
        self.closed: dict[str, set[str]] = {}
        """The names of a function that one within it reads."""
        self._inner: dict[str, ast.FunctionDef] = {}
        self._locals: set[str] = set()

    def _do_functiondef(self, stmt: ast.FunctionDef, state: State) -> State | None:
        """A helper within the function: it is compiled beside it, and given what it reads."""
        outer = self.callees[self.function].node
        inner = flow.loads(stmt.body) - flow.local_names(stmt)
        locals_ = flow.local_names(outer)
        bound = [
            n for n in ast.walk(outer) if isinstance(n, ast.FunctionDef) and n.name == stmt.name
        ]
        again = flow.has(stmt.body, ast.Nonlocal, ast.Global, ast.FunctionDef, ast.Lambda)
        alone = stmt in outer.body and len(bound) == 1 and not stmt.decorator_list
        if again or not alone or self.facts.definition(stmt.name) is not None:
            raise Decline("a function in a function that isn't compiled")
        used = inner & locals_
        others = {n.name for n in outer.body if isinstance(n, ast.FunctionDef)}
        if used & others or stmt.name in flow.stores([s for s in outer.body if s is not stmt]):
            raise Decline("functions in a function that call one another")
        self.closed[stmt.name] = used
        self._inner[stmt.name] = stmt
        return state

    def _called(self, name: str) -> ast.AST | None:
        inner = self._inner.get(name)
        if inner is not None and self.facts.source.function(inner) is self._node():
            return inner
        return self.facts.definition(name) if name and name not in self._locals else None

    def _node(self) -> ast.FunctionDef:
        return self.callees[self.function].node
