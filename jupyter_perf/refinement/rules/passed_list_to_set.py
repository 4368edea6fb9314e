from __future__ import annotations

import ast
from dataclasses import dataclass, field

from ...core.code import Safety
from .. import flow, shapes
from ..argument_values import given_to_entry
from ..call_sites import argument_of, call_sites, default_of, taken_as
from ..concrete import Change, Swap
from ..facts import Facts
from ..shaping import shapes_of
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
    if not names.follow(target.id, scope) or not names.handed or not names.agree():
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
    handed: bool = False
    """Whether functions are handed the list."""

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
            if ast.unparse(parent) == f"{use.id} is None":
                return True
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
        self.handed = True
        return not (odd or self._from_outside(function, name)) and self.follow(name, function)

    def _from_outside(self, function: ast.FunctionDef, name: str) -> bool:
        """True where somebody else may hand the function a list."""
        if function.name != self.facts.entry:
            return False
        default = default_of(function, name)
        if not isinstance(default, ast.Constant) or default.value is not None:
            return True
        return any(given.get(name) is not None for given in given_to_entry(function, self.facts))

    def agree(self) -> bool:
        """Whether all calls of the functions give them this very list."""
        for name, scope in self.known:
            if not isinstance(scope, ast.FunctionDef) or name not in flow.parameters(scope):
                continue
            sites = call_sites(scope, self.facts)
            given = [argument_of(call, scope, name, shift) for call, shift in sites or ()]
            if not given or not all(self._is_it(one) or self._is_new(one, scope) for one in given):
                return False
        return not any(self._is_given(target) for target in self.bound)

    def _is_given(self, target: ast.Name) -> bool:
        """True where an argument may be a list that the new one takes the place of."""
        scope = self.facts.scope(target.id, target)
        if not isinstance(scope, FUNCTIONS) or target.id not in flow.parameters(scope):
            return False
        around = self.facts.source.parents[self.facts.source.parents[target]]
        asked = isinstance(around, ast.If) and ast.unparse(around.test) == f"{target.id} is None"
        outside = isinstance(scope, ast.FunctionDef) and self._from_outside(scope, target.id)
        return outside or not asked

    def _is_new(self, given: ast.expr | None, scope: ast.FunctionDef) -> bool:
        """True for None, for which a function makes the list."""
        made_here = any(self.facts.source.function(target) is scope for target in self.bound)
        return made_here and isinstance(given, ast.Constant) and given.value is None

    def _is_it(self, given: ast.expr | None) -> bool:
        if not isinstance(given, ast.Name):
            return False
        where = self.facts.scope(given.id, given)
        return any(given.id == name and where is scope for name, scope in self.known)

    def _held(self, listed: ast.expr) -> shapes.Shapes | None:
        """What the list holds where there is one, not None."""
        found = shapes_of(listed, self.facts)
        return found and shapes.elements(frozenset(s for s in found if s.kind != "NoneType"))

    def hashed(self) -> bool:
        """True where all that is in the list, or looked for there, can be hashed."""
        return bool(self.tests) and all(
            shapes.hashable(self._held(test.comparators[0]))
            and shapes.hashable(shapes_of(test.left, self.facts))
            for test in self.tests
        )
