"""Deques that a function makes and empties: lists in the kernel, whose both ends are used."""

from __future__ import annotations

import ast
from abc import abstractmethod

from ..source import Decline
from .bounds import TooWide
from .expressions import Expressions, State
from .kinds import NONE, Seq, Value

QUEUE, POPLEFT, APPENDLEFT = "queue", "popleft", "appendleft"


def is_queue(value: Value | None) -> bool:
    """True for a deque, which a kernel can't give back."""
    return isinstance(value, Seq) and value.form == "deque"


class Queues(Expressions):
    """Adds deques to `Expressions`."""

    @abstractmethod
    def _changing(self, base: Seq, name: str, node: ast.Call, state: State) -> Value:
        """The kind of what a method gives that changes a list."""

    def queue(self, node: ast.Call, state: State) -> Value:
        """`deque()`, or `deque([…])` of elements that are written out."""
        first = node.args[0] if node.args else None
        written = first is None or isinstance(first, ast.List | ast.Tuple)
        if node.keywords or len(node.args) > 1 or not written:
            raise Decline("a deque of something else")
        elements = first.elts if isinstance(first, ast.List | ast.Tuple) else []
        if any(isinstance(part, ast.Starred) for part in elements):
            raise Decline("a deque of something else")
        made = self._list(node, [self.character(part, state) for part in elements], "deque")
        made.root.long = True
        self.marks[node] = QUEUE
        return made

    def queue_method(self, base: Seq, name: str, node: ast.Call, state: State) -> Value:
        if name in ("append", "clear") or (name == "pop" and not node.args):
            return self._changing(base, name, node, state)
        if name == "popleft" and not node.args:
            self.marks[node] = POPLEFT
            return self._changing(base, "pop", node, state)
        if name == "appendleft" and len(node.args) == 1:
            if base in self._gone_through():
                raise Decline("a deque that grows while it is gone through")
            base.root.stored = True
            if self.put(base, self.character(node.args[0], state)):
                raise TooWide(frozenset())
            self.marks[node] = APPENDLEFT
            return NONE
        raise Decline(f"the method {name} of a deque")

    @abstractmethod
    def _gone_through(self) -> list[Seq]:
        """What the loops around a place go through."""


def as_list(call: ast.Call, mark: str) -> ast.expr:
    """What is done with a deque, done with a list."""
    if mark == QUEUE:
        first = call.args[0] if call.args else None
        elements = first.elts if isinstance(first, ast.List | ast.Tuple) else []
        return ast.List(list(elements), ast.Load())
    assert isinstance(call.func, ast.Attribute)
    method = "pop" if mark == POPLEFT else "insert"
    called = ast.Attribute(call.func.value, method, ast.Load())
    return ast.Call(called, [ast.Constant(0), *call.args], [])
