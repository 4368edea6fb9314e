"""What names and attributes stand for, by all that binds them."""

from __future__ import annotations

import ast
from typing import Any

from .. import flow, shapes
from ..facts import Facts
from ..local_names import generator_of, is_comprehension_target
from ..scopes import Scope
from ..shapes import Shapes, holding, only, union
from ..source import FUNCTIONS
from .ask import Ask
from .attributes import attribute_uses, attribute_values, of_field
from .changes import Changes
from .latest import latest
from .operators import operated
from .parameters import given_to_key, parameter_shapes
from .settling import Settling
from .targets import assigned, bound_by, unpacked

_TEXTS = frozenset({"string.ascii_letters", "string.ascii_lowercase", "string.ascii_uppercase",
                    "string.digits", "string.punctuation", "string.whitespace"})  # fmt: skip


class Names:
    """The names of one source."""

    def __init__(self, facts: Facts, ask: Ask, changes: Changes, settling: Settling) -> None:
        self._facts = facts
        self._ask = ask
        self._changes = changes
        self._settling = settling
        self._scanned: dict[int, tuple[Any, Shapes | None]] = facts.scans

    def of_name(self, node: ast.Name) -> Shapes | None:
        """Shapes of what a name holds where it stands."""
        generator = generator_of(node, self._facts.source)
        if generator is not None:
            return unpacked(generator.target, node.id, shapes.elements(self._ask(generator.iter)))
        opened = _opened(node, self._facts)
        if opened is not None:
            # A file is what the block around gives the name, whatever else it stands for elsewhere.
            found = self._ask(opened)
            if shapes.within(found, "file"):
                return found
        scope = self._facts.scope(node.id, node)
        last = latest(node, self._facts) if self._bound_again(node.id, scope) else None

        def work_out() -> Shapes | None:
            if last is None:
                given = self._bound(node.id, scope)
                if given is None:
                    given = self._scan_made(node)
            elif isinstance(last, ast.For):
                given = unpacked(last.target, node.id, shapes.elements(self._ask(last.iter)))
            else:
                given = assigned(last.targets[0], node.id, last.value, self._ask)
            return self._changes.of_name(node.id, scope, given)

        return self._settling.once((id(last or scope), node.id), work_out)

    def of_attribute(self, node: ast.Attribute) -> Shapes | None:
        """What `self.name` holds: all that the source gives attributes of that name."""
        full = self._facts.full_name(node)
        if full == "sys.stdin":
            return holding("iterator", only("str"))
        if full in _TEXTS:
            return only("str")
        given = attribute_values(node, self._facts)
        if given is None:
            return of_field(node, self._ask(node.value), self._facts)

        def work_out() -> Shapes | None:
            found: list[Shapes | None] = []
            for target, value in given:
                now = self._ask(value)
                stmt = self._facts.source.parents[target]
                if isinstance(stmt, ast.AugAssign):
                    now = operated(stmt.op, self._ask(node), now)
                found.append(now)
            return self._changes.of_uses(union(*found), attribute_uses(node.attr, self._facts))

        return self._settling.once((0, node.attr), work_out)

    def _bound_again(self, name: str, scope: Scope) -> bool:
        """True where a name is bound in several places, all of them in its own scope's text."""
        binders = self._facts.binders(name, scope)
        if any(isinstance(b, ast.Global | ast.Nonlocal) for b in binders):
            return False
        given = isinstance(scope, FUNCTIONS) and name in flow.parameters(scope)
        kept = isinstance(scope, ast.Module) and name in self._facts.namespace
        return len(binders) + given + kept > 1

    def _bound(self, name: str, scope: Scope) -> Shapes | None:
        """What all that binds a name in a scope gives it; what is put into it comes later."""
        facts = self._facts
        if isinstance(scope, ast.Lambda):
            return given_to_key(scope, facts, self._ask)
        found: list[Shapes | None] = []
        if isinstance(scope, FUNCTIONS) and name in flow.parameters(scope):
            found.append(parameter_shapes(scope, name, facts, self._ask, self._scan))
        elif isinstance(scope, ast.Module) and name in facts.namespace:
            found.append(self._scan([facts.namespace[name]]))
        for binder in facts.binders(name, scope):
            if not is_comprehension_target(binder, facts.source):
                found.append(bound_by(binder, name, facts, self._ask))
        return union(*found) if found else None

    def _scan_made(self, node: ast.Name) -> Shapes | None:
        """Shapes of the value that a name was seen to get."""
        made = self._facts.made(node)
        return self._scan(made) if made else None

    def _scan(self, given: list[Any]) -> Shapes | None:
        """Shapes of values of the user's, each of which is gone through once."""
        found: list[Shapes | None] = []
        for value in given:
            if id(value) not in self._scanned:
                self._scanned[id(value)] = value, shapes.of_value(value)
            found.append(self._scanned[id(value)][1])
        return union(*found)


def _opened(node: ast.Name, facts: Facts) -> ast.expr | None:
    """What the nearest `with … as name:` opens that a name stands in, and that alone binds it."""
    child: ast.AST = node
    for parent in facts.source.ancestors(node):
        if isinstance(parent, (*FUNCTIONS, ast.ClassDef)):
            return None
        if isinstance(parent, ast.With) and child in parent.body:
            for item in parent.items:
                target = item.optional_vars
                if isinstance(target, ast.Name) and target.id == node.id:
                    again = node.id in flow.stores(parent.body)
                    return None if again else item.context_expr
        child = parent
    return None
