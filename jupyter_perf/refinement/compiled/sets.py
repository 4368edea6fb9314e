"""The kinds of sets of whole numbers, and of tuples of them, that a function makes and keeps."""

from __future__ import annotations

import ast

from .. import flow
from ..source import Decline
from .bounds import TooWide
from .expressions import Expressions, State
from .kinds import NONE, WHOLE, Num, Seq, Tup, Value


def is_set(value: Value | None) -> bool:
    """True for a set, whose order isn't the same in the machine."""
    return isinstance(value, Seq) and value.form == "set"


class Sets(Expressions):
    """Adds sets that grow and are asked for their members to `Expressions`."""

    def _call_set(self, node: ast.Call, state: State) -> Value:
        if node.args:
            raise Decline("a set of something")
        made = self._list(node, [], "set")
        made.root.long = True
        return made

    def _of_set(self, node: ast.Set, state: State) -> Value:
        """`{start}`: what it holds is known from the beginning."""
        values = [self.of(part, state) for part in node.elts]
        if not all(_is_whole(value) for value in values):
            raise Decline("a set of something else than whole numbers")
        made = self._list(node, values, "set")
        made.root.long = True
        return made

    def set_method(self, base: Seq, name: str, node: ast.Call, state: State) -> Value:
        """`seen.add(x)`; raises Decline for whatever else."""
        if name != "add" or len(node.args) != 1:
            raise Decline(f"the method {name} of a set")
        value = self.of(node.args[0], state)
        if not _is_whole(value):
            raise Decline("a set of something else than whole numbers")
        base.root.stored = True
        if self.put(base, value):
            # No test can follow in the set: what is put there is tested where it is assigned.
            raise TooWide(frozenset({self.key(n) for n in flow.loads(node.args)} & self.holdable))
        return NONE

    def in_set(self, left: Value, container: Value) -> bool:
        """True for a membership test of the kind that the set holds; raises Decline for others."""
        if not isinstance(container, Seq) or not is_set(container):
            return False
        held = self.item(container)
        alike = isinstance(left, Tup) == isinstance(held, Tup)
        if isinstance(left, Tup) and isinstance(held, Tup):
            alike = len(left.items) == len(held.items)
        if not (alike and _is_whole(left) and _is_whole(held)):
            raise Decline("something else than what a set holds")
        return True


def _is_whole(value: Value) -> bool:
    parts = value.items if isinstance(value, Tup) else (value,)
    return bool(parts) and all(isinstance(p, Num) and p.tags <= WHOLE for p in parts)
