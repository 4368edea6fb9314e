"""Loops over elements of arrays that could as well be over lists."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from .. import flow
from ..facts import Facts
from ..source import FUNCTIONS, Decline
from ..vectorise.types import Many
from ._element_kinds import Kinds
from ._leftovers import read_elsewhere

_MAKERS = flow.words("zeros ones empty full zeros_like ones_like empty_like full_like array")
_STATEMENTS = (ast.Assign, ast.AugAssign, ast.If, ast.For, ast.While, ast.Pass, ast.Continue,
               ast.Break)  # fmt: skip
_PLAIN = ("int", "float", "bool")


@dataclass
class Listing(Kinds):
    """One loop, the arrays that it goes through element by element, and who else knows them."""

    def find(self) -> None:
        """Find the arrays; Decline where one is used otherwise than element by element."""
        for part in flow.walk(self.loop.body):
            if isinstance(part, ast.stmt) and not isinstance(part, _STATEMENTS):
                raise Decline("a statement that may do anything")
        self.counters = {
            name
            for loop in [self.loop, *self.facts.source.loops(self.loop), *self._inner()]
            if isinstance(loop, ast.For) and ast.unparse(loop.iter).startswith("range(")
            for name in flow.stores(loop.target)
        }
        bound = flow.stores(self.loop)
        for name in sorted({n.id for n in ast.walk(self.loop) if isinstance(n, ast.Name)} - bound):
            uses = [n for n in ast.walk(self.loop) if isinstance(n, ast.Name) and n.id == name]
            found = self.inputs.type_of(uses[0])
            if isinstance(found, Many) and found.form == "array" and found.depth < 3:
                self.arrays[name] = found
        for name in list(self.arrays):
            self._look(name)

    def _inner(self) -> list[ast.For]:
        return [node for node in flow.walk(self.loop.body) if isinstance(node, ast.For)]

    def _look(self, name: str) -> None:
        moving = flow.stores(self.loop)
        found = False
        for use in ast.walk(self.loop):
            if not (isinstance(use, ast.Name) and use.id == name):
                continue
            top = self.top(use)
            if top is not None:
                if self.arrays[name].kind not in _PLAIN:
                    raise Decline("elements of another type")
                found = found or bool(flow.loads(top) & moving)
                if not isinstance(top.ctx, ast.Load):
                    self.written.add(name)
            elif not self._about_size(use):
                raise Decline("an array that is used as a whole")
        if not found:
            del self.arrays[name]
        elif name in self.written and not self._fresh(name):
            raise Decline("an array that others know")

    def _fresh(self, name: str) -> bool:
        """True for an array that is made in the same scope, and known by this name alone."""
        facts, scope = self.facts, self.facts.scope(name, self.loop)
        if isinstance(scope, FUNCTIONS) and name in flow.parameters(scope):
            return False
        binders = facts.binders(name, scope)
        for binder in binders:
            stmt = facts.source.parents.get(binder)
            made = stmt.value if isinstance(stmt, ast.Assign) and binder in stmt.targets else None
            if not isinstance(made, ast.Call) or len(getattr(stmt, "targets", ())) > 1:
                return False
            module, _, maker = (facts.full_name(made.func) or "").rpartition(".")
            copied = isinstance(made.func, ast.Attribute) and made.func.attr == "copy"
            if not copied and not (module == "numpy" and maker in _MAKERS):
                return False
            if any(keyword.arg == "copy" for keyword in made.keywords):
                return False
        others = (facts.aliases_of(name) | _views(name, facts)) - {name}
        return bool(binders) and not others & flow.loads(self.loop)

    def hidden(self, name: str) -> bool:
        """True for a name that the loop alone knows."""
        facts = self.facts
        binders = facts.binders(name, facts.scope(name, self.loop))
        inside = all(facts.source.inside(binder, self.loop) for binder in binders)
        return (
            inside and name not in facts.namespace and not read_elsewhere(name, [self.loop], facts)
        )


def _views(name: str, facts: Facts) -> set[str]:
    """Names that may stand for parts of an array, which change with it."""
    found, before = {name}, 0
    while len(found) > before:
        before = len(found)
        for stmt in facts.source.all(ast.Assign):
            value = stmt.value
            called = value.func if isinstance(value, ast.Call) else None
            copied = isinstance(called, ast.Attribute) and called.attr in ("copy", "tolist", "sum")
            new = copied or isinstance(value, ast.BinOp | ast.Compare)
            if isinstance(called, ast.Name | ast.Attribute) and not new:
                module, _, maker = (facts.full_name(called) or "").rpartition(".")
                new = (module == "numpy" and maker in _MAKERS) or ast.unparse(called) == "len"
            if not new and flow.loads(value) & found:
                found |= flow.stores(stmt)
    return found
