from __future__ import annotations

import ast
from dataclasses import dataclass, field

from ...core.code import Safety
from .. import flow, shapes
from ..call_sites import argument_of, call_sites, taken_as
from ..concrete import Change, Swap
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ..source import FUNCTIONS
from ._hot import is_compiled
from ._rule import Rewrite, rule


@rule(
    ast.Assign, safety=Safety.CHECK, gain=48.0, hints=(".append(",), kinds=("function", "program")
)
def passed_list_to_set(node: ast.Assign, facts: Facts) -> Rewrite | None:
    """Note what has been seen in a set where functions hand a list on to ask it.

    What it does:
        An empty list that is handed to functions of the source, themselves again or others, all
        of which only append to it and look things up with `in`, is made a set from the start.

    Why it is slow:
        `in` compares with one element after another, and the list gets longer.

    Before:
        def visit(place, visited):
            visited.append(place)
            for other in roads[place]:
                if other not in visited:
                    visit(other, visited)

        def explore(place):
            visited = []
            visit(place, visited)

    After:
        def visit(place, visited):
            visited.add(place)
            for other in roads[place]:
                if other not in visited:
                    visit(other, visited)

        def explore(place):
            visited = set()
            visit(place, visited)

    When not:
        A list that is gone through, counted or returned anywhere; a function that is given another
        list elsewhere, or is called from outside; elements that may not be hashable.

    Source:
        The Python wiki, "TimeComplexity"; depth-first search: Tarjan, SIAM Journal on Computing 1
        (1972).
    """
    target, value = node.targets[0], node.value
    if len(node.targets) > 1 or not isinstance(target, ast.Name) or is_compiled(node, facts):
        return None
    if not isinstance(value, ast.List) or value.elts or not facts.is_builtin("set", at=node):
        return None
    scope = facts.scope(target.id, target)
    if not isinstance(scope, FUNCTIONS) and facts.kind != "program":
        return None
    names = _Names(facts, [Swap(value, "set()")], {target})
    if not names.follow(target.id, scope) or len(names.known) < 2 or not names.agree():
        return None
    return Rewrite(tuple(names.changes)) if names.hashed() else None


@dataclass
class _Names:
    """The names under which one list is known, and what becomes of their uses."""

    facts: Facts
    changes: list[Change]
    bound: set[ast.Name]
    known: list[tuple[str, ast.AST]] = field(default_factory=list)
    tests: list[ast.Compare] = field(default_factory=list)

    def follow(self, name: str, scope: ast.AST) -> bool:
        """Whether each use is one that a set has, too; under the names of parameters as well."""
        if any(name == known and scope is where for known, where in self.known):
            return True
        self.known.append((name, scope))
        facts = self.facts
        if any(name in outer.names for outer in facts.source.all(ast.Nonlocal)):
            return False
        if any(name in outer.names for outer in facts.source.all(ast.Global)):
            return False
        for use in facts.source.all(ast.Name):
            if use.id != name or use in self.bound or facts.scope(name, use) is not scope:
                continue
            if not isinstance(use.ctx, ast.Load) or not self._use(use):
                return False
        return True

    def _use(self, use: ast.Name) -> bool:
        parent = self.facts.source.parents[use]
        if isinstance(parent, ast.Compare):
            self.tests.append(parent)
            member = len(parent.ops) == 1 and isinstance(parent.ops[0], ast.In | ast.NotIn)
            return member and parent.comparators == [use]
        if isinstance(parent, ast.Attribute):
            call = self.facts.source.parents[parent]
            alone = isinstance(self.facts.source.parents[call], ast.Expr)
            called = isinstance(call, ast.Call) and call.func is parent and len(call.args) == 1
            self.changes.append(Swap(parent, f"{use.id}.add"))
            return parent.attr == "append" and called and alone
        taken = taken_as(parent, use, self.facts) if isinstance(parent, ast.Call) else None
        return taken is not None and self._handed_on(*taken)

    def _handed_on(self, function: ast.FunctionDef, name: str) -> bool:
        spec = function.args
        odd = spec.vararg or spec.kwarg or function.decorator_list
        outside = function.name == self.facts.entry
        return not odd and not outside and self.follow(name, function)

    def agree(self) -> bool:
        """Whether all calls of the functions give them this very list."""
        for name, scope in self.known:
            if not isinstance(scope, ast.FunctionDef) or name not in flow.parameters(scope):
                continue
            sites = call_sites(scope, self.facts)
            given = [argument_of(call, scope, name, shift) for call, shift in sites or ()]
            if not given or not all(self._is_it(one) for one in given):
                return False
        return True

    def _is_it(self, given: ast.expr | None) -> bool:
        if not isinstance(given, ast.Name):
            return False
        where = self.facts.scope(given.id, given)
        return any(given.id == name and where is scope for name, scope in self.known)

    def hashed(self) -> bool:
        """True where all that is in the list, or looked for there, can be hashed."""
        return bool(self.tests) and all(
            shapes.hashable(elements_of(test.comparators[0], self.facts))
            and shapes.hashable(shapes_of(test.left, self.facts))
            for test in self.tests
        )
