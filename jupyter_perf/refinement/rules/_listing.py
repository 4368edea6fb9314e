"""Loops over elements of arrays that could as well be over lists."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from .. import flow
from ..facts import Facts
from ..source import FUNCTIONS, Decline
from ..syntax import is_name
from ..vectorise.starts import shared_start, type_before
from ..vectorise.types import Many, One, Type
from ._element_kinds import Kinds, keys_of
from ._leftovers import read_elsewhere
from ._place import start

_MAKERS = flow.words("zeros ones empty full zeros_like ones_like empty_like full_like array")
_GROW = ("append", "add")
_STATEMENTS = (ast.Assign, ast.AugAssign, ast.If, ast.For, ast.While, ast.Pass, ast.Continue,
               ast.Break)  # fmt: skip
_PLAIN = ("int", "float", "bool")


@dataclass
class Listing(Kinds):
    """One loop, the arrays that it goes through element by element, and who else knows them."""

    def find(self) -> None:
        """Find the arrays; Decline where one is used otherwise than element by element."""
        for part in flow.walk(self.loop.body):
            known = isinstance(part, _STATEMENTS) or self._grows(part)
            if isinstance(part, ast.stmt) and not known:
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

    def _grows(self, part: ast.AST) -> bool:
        """True for `found.append(…)` of a list, and `found.add(…)` of a set."""
        called = (
            part.value.func
            if isinstance(part, ast.Expr) and isinstance(part.value, ast.Call)
            else None
        )
        if not isinstance(called, ast.Attribute) or called.attr not in _GROW:
            return False
        return self.facts.kind_of(called.value) in ("list", "set")

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
                if self._is_part(top, moving):
                    raise Decline("a part of an array, in each round of a loop around")
                found = found or bool(flow.loads(top) & moving)
                if not isinstance(top.ctx, ast.Load):
                    self.written.add(name)
            elif not self._about_size(use):
                raise Decline("an array that is used as a whole")
        if not found:
            del self.arrays[name]
        elif name in self.written and not self._fresh(name):
            raise Decline("an array that others know")

    def _is_part(self, top: ast.Subscript, moving: set[str]) -> bool:
        """True for `a[i][j]` where the loop goes through the `j` alone, and one around through `i`:
        to list all of the array each time would take longer."""
        keys: list[ast.expr] = []
        one: ast.expr = top
        while isinstance(one, ast.Subscript):
            keys += keys_of(one)
            one = one.value
        moved = [bool(flow.loads(key) & moving) for key in keys]
        return bool(self.facts.source.loops(self.loop)) and any(moved) and not all(moved)

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

    def running(self) -> None:
        """Find the names that hold a number before the loop and are made of elements in it."""
        for part in flow.walk(self.loop.body):
            if not isinstance(part, ast.Assign | ast.AugAssign) or not self.touched(part.value):
                continue
            target = part.targets[0] if isinstance(part, ast.Assign) else part.target
            before = self._before(target.id) if isinstance(target, ast.Name) else None
            if not isinstance(target, ast.Name) or not isinstance(before, One):
                continue
            if before.kind == "float" or self._has_floats(part.value):
                self.locals[target.id] = "float"

    def _has_floats(self, node: ast.expr) -> bool:
        """True where an element of an array of floats is in it, so that the whole is one."""
        names = flow.loads(node) & set(self.arrays)
        return any(self.arrays[name].kind == "float" for name in names)

    def brought_back(self, name: str) -> bool:
        """True for a name that held a number before the loop, and gets what elements make alone."""
        if self.locals[name] != "float" or not isinstance(self._before(name), One):
            return False
        scope = self.facts.scope(name, self.loop)
        binders = self.facts.binders(name, scope)
        inside = [binder for binder in binders if self.facts.source.inside(binder, self.loop)]
        made = [self.facts.source.parents.get(binder) for binder in inside]
        return all(
            isinstance(stmt, ast.Assign | ast.AugAssign) and self._is_numpys(stmt.value)
            for stmt in made
        )

    def passes_by(self, name: str) -> bool:
        """True for a number that nothing asks for after the loop."""
        known = self.locals[name] == "float" and isinstance(self._before(name), One)
        return known and not self.facts.used_after(name, self.loop)

    def _is_numpys(self, node: ast.expr) -> bool:
        """True for an element, or arithmetic that has one in it: what numpy made a number of."""
        if isinstance(node, ast.Subscript):
            base = flow.root(node)
            return base is not None and base.id in self.arrays
        if isinstance(node, ast.BinOp):
            return self._is_numpys(node.left) or self._is_numpys(node.right)
        if isinstance(node, ast.UnaryOp):
            return self._is_numpys(node.operand)
        if isinstance(node, ast.Call):
            named = isinstance(node.func, ast.Name) and node.func.id == "abs"
            return named and len(node.args) == 1 and self._is_numpys(node.args[0])
        if isinstance(node, ast.Name) and node.id in self.locals:
            return self._made_before(node)
        return False

    def _made_before(self, node: ast.Name) -> bool:
        """True where a name has been made of elements by then, in the same round."""
        stmt: ast.AST = self.facts.source.statement(node)
        while stmt is not self.loop:
            outer = self.facts.source.parents[stmt]
            for block in (getattr(outer, "body", []), getattr(outer, "orelse", [])):
                for one in block[: block.index(stmt)] if stmt in block else []:
                    made = isinstance(one, ast.Assign) and is_name(one.targets[0], node.id)
                    if made and self._is_numpys(one.value):
                        return True
            stmt = outer
        return False

    def _before(self, name: str) -> Type | None:
        """The type of what a name holds when the loop starts."""
        value = start(name, self.loop, self.facts) or shared_start(name, self.loop, self.facts)
        if value is None:
            return type_before(name, self.loop, self.facts)
        return self.inputs.type_of(value)

    def hidden(self, name: str) -> bool:
        """True for a name that the loop alone knows."""
        facts = self.facts
        binders = facts.binders(name, facts.scope(name, self.loop))
        inside = all(facts.source.inside(binder, self.loop) for binder in binders)
        return (
            inside and name not in facts.namespace and not read_elsewhere(name, [self.loop], facts)
        )


def beside_lists(node: ast.AST, facts: Facts) -> bool:
    """True for a loop that is kept beside the one over lists, and for that one."""
    return any(
        isinstance(parent, ast.If) and ".tolist()" in ast.unparse(parent)
        for parent in facts.source.ancestors(node)
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
