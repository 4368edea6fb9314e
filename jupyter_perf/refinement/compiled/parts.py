"""The kinds of parts of sequences: elements, slices, shapes of arrays."""

from __future__ import annotations

import ast

from ..source import Decline
from .bounds import LENGTH_BITS, LOCAL_LENGTH_BITS
from .complexes import part_of
from .expressions import State
from .kinds import WHOLE, Num, Seq, Tup, Value, num, whole
from .operators import Operators

_CONSTANTS = frozenset({"math.pi", "math.e", "math.inf", "math.tau", "math.nan", "numpy.pi",
    "numpy.e", "numpy.inf", "numpy.nan"})  # fmt: skip


class Parts(Operators):
    """Adds `x[…]`, `x.shape` and constants of modules to `Operators`."""

    def _of_attribute(self, node: ast.Attribute, state: State) -> Value:
        if self.facts.full_name(node) in _CONSTANTS:
            endless = self.facts.full_name(node) in ("math.inf", "numpy.inf")
            return num("inf" if endless else "float")
        shape = self._of_attribute_shape(node, state)
        if shape is not None:
            return shape
        if node.attr in ("real", "imag"):
            return part_of(self.of(node.value, state))
        raise Decline("an attribute")

    def _of_attribute_shape(self, node: ast.Attribute, state: State) -> Value | None:
        shape = self._shape(node, state)
        if shape is None:
            return None
        size = num("int", bits=LOCAL_LENGTH_BITS if shape.root.long else LENGTH_BITS)
        return Tup((size, size) if isinstance(shape.item, Seq) else (size,))

    def _of_subscript(self, node: ast.Subscript, state: State) -> Value:
        shape = self._shape(node.value, state)
        if shape is not None and isinstance(node.slice, ast.Constant):
            return num("int", bits=LOCAL_LENGTH_BITS if shape.root.long else LENGTH_BITS)
        base = self.of(node.value, state)
        if isinstance(base, Tup):
            at = node.slice.value if isinstance(node.slice, ast.Constant) else None
            if type(at) is not int or not 0 <= at < len(base.items):
                raise Decline("a part of a tuple that isn't known")
            return base.items[at]
        if not isinstance(base, Seq) or base.form == "set":
            raise Decline("a part of a number or a set")
        if not base.root.given or base.root.stored:
            self.looked_up[node] = set(base.root.keys)
        return self.part(node, base, state)

    def _shape(self, node: ast.expr, state: State) -> Seq | None:
        if isinstance(node, ast.Attribute) and node.attr == "shape":
            found = self.of(node.value, state)
            return found if isinstance(found, Seq) and found.form == "ndarray" else None
        return None

    def part(self, node: ast.Subscript, base: Seq, state: State) -> Value:
        """The kind of `base[…]`."""
        place = node.slice
        if isinstance(place, ast.Slice):
            return self._slice(node, base, place, state)
        if isinstance(place, ast.Tuple):
            rows = base.item
            if base.form != "ndarray" or not isinstance(rows, Seq) or len(place.elts) != 2:
                raise Decline("an index of several parts")
            row, column = place.elts
            if isinstance(column, ast.Slice):
                self._slice(node, base, column, state)
                whole(self.of(row, state))
                return rows
            if isinstance(row, ast.Slice):
                self._slice(node, base, row, state)
                whole(self.of(column, state))
                return rows
            for part in place.elts:
                self._index(self.of(part, state))
            return self.item(rows)
        self._index(self.of(place, state))
        return self.item(base)

    def _index(self, value: Value) -> None:
        if not isinstance(value, Num) or not value.only(WHOLE):
            raise Decline("an index that isn't a whole number")

    def _slice(self, node: ast.Subscript, base: Seq, place: ast.Slice, state: State) -> Value:
        for part in (place.lower, place.upper, place.step):
            if part is not None:
                self._index(self.of(part, state))
        if base.form == "ndarray":
            return base
        if base.form == "deque":
            raise Decline("a part of a deque")
        if base.form == "text":
            made = self._list(node, [num("char")], "text")
            made.root.long |= bool(base.given) or base.root.long
            return made
        if isinstance(base.item, Seq):
            raise Decline("a part of a list of lists")
        parent = self.facts.source.parents.get(node)
        # An array in the kernel stands for a given list: its parts are copies, not views.
        if base.given and not _at_once(parent):
            self.marks[node] = "list"
        return self._list(node, [self.item(base)])


def _at_once(parent: ast.AST | None) -> bool:
    """True for a part of a list that a built-in function only looks at."""
    called = parent.func if isinstance(parent, ast.Call) else None
    return isinstance(called, ast.Name) and called.id in ("sum", "min", "max", "len", "sorted")
