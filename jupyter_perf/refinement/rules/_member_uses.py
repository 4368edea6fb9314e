"""What a loop does with a list whose members a dict could keep as its keys."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

from .. import shapes
from ..facts import Facts
from ..shaping import shapes_of
from ..source import Loop
from ._membership_known import is_known
from ._place import is_empty_list

_READERS = frozenset({"len", "list", "tuple", "set", "sorted", "sum", "max", "min", "any", "all",
                      "enumerate", "iter"})  # fmt: skip


@dataclass
class Uses:
    """Uses of the list `name` in a loop, as they are to be with a dict called `new`."""

    name: str
    new: str
    loop: Loop
    facts: Facts
    swaps: dict[ast.expr, str] = field(default_factory=dict)
    put: dict[ast.stmt, ast.expr] = field(default_factory=dict)
    """Statement → what it appends, which wasn't in the list."""
    taken: dict[ast.stmt, ast.expr] = field(default_factory=dict)
    """Statement → what it removes, which was in the list."""
    firsts: dict[ast.expr, str] = field(default_factory=dict)
    """`items.pop(0)` and `items[0]` → the name of the function to ask instead."""
    gone_through: list[ast.For] = field(default_factory=list)
    asked: int = 0

    def fit(self) -> bool:
        """Collect all uses; False where one of them needs a list."""
        function = self.facts.source.function(self.loop)
        for node in ast.walk(self.loop):
            if not (isinstance(node, ast.Name) and node.id == self.name):
                continue
            if not isinstance(node.ctx, ast.Load) or self.facts.source.function(node) != function:
                return False
            if not self._use(node):
                return False
        changes: list[ast.AST] = [*self.put, *self.taken, *self.firsts]
        return bool(self.taken or self.firsts) and not any(
            self.facts.source.inside(stmt, loop) for stmt in changes for loop in self.gone_through
        )

    def _use(self, node: ast.Name) -> bool:
        parent, source = self.facts.source.parents[node], self.facts.source
        self.swaps[node] = self.new
        if isinstance(parent, ast.Attribute):
            return self._method(node, parent)
        if isinstance(parent, ast.Subscript):
            if isinstance(parent.ctx, ast.Load) and _is_zero(parent.slice):
                return self._first(node, parent, FIRST)
            self.swaps[node] = f"list({self.new})"
            return isinstance(parent.slice, ast.Slice) and isinstance(parent.ctx, ast.Load)
        if isinstance(parent, ast.Compare):
            return self._is_asked(parent, node)
        if isinstance(parent, ast.Call):
            return self._given(parent, node)
        if isinstance(parent, ast.Starred):
            return isinstance(source.parents[parent], ast.Call | ast.List | ast.Tuple | ast.Set)
        if isinstance(parent, ast.For):
            self.gone_through.append(parent)
            return parent.iter is node
        if isinstance(parent, ast.While | ast.If | ast.IfExp):
            return parent.test is node
        if isinstance(parent, ast.UnaryOp):
            return isinstance(parent.op, ast.Not)
        if isinstance(parent, ast.BoolOp):
            test = source.parents[parent]
            return isinstance(test, ast.While | ast.If) and test.test is parent
        return isinstance(parent, ast.comprehension) and parent.iter is node

    def _is_asked(self, test: ast.Compare, node: ast.Name) -> bool:
        self.asked += 1
        member = isinstance(test.ops[-1], ast.In | ast.NotIn) and test.comparators[-1] is node
        hashable = shapes.hashable(shapes_of(test.left, self.facts))
        return member and len(test.ops) == 1 and hashable

    def _given(self, call: ast.Call, node: ast.Name) -> bool:
        called = call.func
        if isinstance(called, ast.Attribute):
            return called.attr == "join" and call.args == [node]
        if not isinstance(called, ast.Name) or not self.facts.is_builtin(called.id, at=node):
            return False
        if called.id == "print":
            self.swaps[node] = f"list({self.new})"
            return self.facts.is_builtin("list", at=node)
        return called.id in _READERS and call.args[:1] == [node]

    def _method(self, node: ast.Name, method: ast.Attribute) -> bool:
        call = self.facts.source.parents[method]
        stmt = self.facts.source.parents[call]
        if not isinstance(call, ast.Call) or call.func is not method or call.keywords:
            return False
        if len(call.args) != 1:
            return False
        if method.attr == "pop" and _is_zero(call.args[0]):
            return self._first(node, call, POP_FIRST)
        if not isinstance(stmt, ast.Expr):
            return False
        (member,), there = call.args, method.attr == "remove"
        del self.swaps[node]
        if method.attr not in ("append", "remove") or self.name in ast.unparse(member):
            return False
        if not shapes.hashable(shapes_of(member, self.facts)):
            return False
        if not is_known(stmt, member, self.name, self.facts, there=there):
            return False
        (self.taken if there else self.put)[stmt] = member
        return True

    def _first(self, node: ast.Name, whole: ast.expr, function: str) -> bool:
        del self.swaps[node]
        self.firsts[whole] = name = self.facts.fresh(function)
        self.swaps[whole] = f"{name}({self.new})"
        return True


def _is_zero(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) is int and node.value == 0


FIRST, POP_FIRST = "first_of", "pop_first"
FUNCTIONS = {
    FIRST: """def {name}(members):
    for first in members:
        return first
    raise IndexError("list index out of range")
""",
    POP_FIRST: """def {name}(members):
    for first in members:
        del members[first]
        return first
    raise IndexError("pop from empty list")
""",
}


def is_unique(value: ast.expr, facts: Facts) -> bool:
    """True for an expression that makes a list in which nothing comes twice."""
    if is_empty_list(value, facts):
        return True
    if isinstance(value, ast.List):
        return len(value.elts) == 1 and not isinstance(value.elts[0], ast.Starred)
    if isinstance(value, ast.ListComp):
        part = value.generators[0]
        same = len(value.generators) == 1 and ast.unparse(value.elt) == ast.unparse(part.target)
        return same and _is_set(part.iter, facts)
    if not (isinstance(value, ast.Call) and isinstance(value.func, ast.Name)):
        return False
    makes = value.func.id in ("list", "sorted") and facts.is_builtin(value.func.id, at=value)
    return makes and len(value.args) == 1 and _is_set(value.args[0], facts)


def _is_set(value: ast.expr, facts: Facts) -> bool:
    """True for a range, a set or a dict, whose elements all differ."""
    return shapes.within(shapes_of(value, facts), "range", "set", "frozenset", "dict")
