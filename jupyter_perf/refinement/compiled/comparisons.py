"""The kinds of comparisons: of numbers, characters, texts and tuples, and membership."""

from __future__ import annotations

import ast

from ..source import Decline
from .bounds import EXACT_BITS
from .complexes import complex_or_real, is_complex
from .expressions import State
from .kinds import FLOATS, NONE, WHOLE, Num, Seq, Tup, Value, is_numpy, num, number, whole
from .parts import Parts
from .sets import Sets
from .texts import Texts

_ORDER = (ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq, ast.NotEq)


class Comparisons(Texts, Sets, Parts):
    """Adds comparisons to `Texts`, `Sets` and `Parts`."""

    def _of_compare(self, node: ast.Compare, state: State) -> Value:
        left, left_node = self.of(node.left, state), node.left
        numpy = False
        for op, right_node in zip(node.ops, node.comparators, strict=True):
            if isinstance(op, ast.In | ast.NotIn):
                self._member(left, left_node, right_node, state)
                return num("bool")
            right = self.of(right_node, state)
            if isinstance(op, ast.Is | ast.IsNot):
                if right != NONE or len(node.ops) > 1 or not isinstance(left, Num):
                    raise Decline("identity of other things than None")
                return num("bool")
            if not self.same_texts(node, left, right):
                self._compared(op, left, right, left_node, right_node)
            numpy |= any(isinstance(v, Num) and is_numpy(v) for v in (left, right))
            left, left_node = right, right_node
        if numpy and len(node.ops) > 1:
            raise Decline("a chain of comparisons of numpy's numbers")
        return num("npbool" if numpy else "bool")

    def _compared(self, op: ast.cmpop, left: Value, right: Value, a: ast.expr, b: ast.expr) -> None:
        if not isinstance(op, _ORDER):
            raise Decline("a comparison that isn't by size")
        if self._characters(left, right, a, b):
            return
        if isinstance(left, Tup) and isinstance(right, Tup) and isinstance(op, ast.Eq | ast.NotEq):
            for x, y in zip(left.items, right.items, strict=False):
                self._compared(op, x, y, a, b)
            if len(left.items) == len(right.items):
                return
        if is_complex(left) or is_complex(right):
            complex_or_real(left), complex_or_real(right)
            if not isinstance(op, ast.Eq | ast.NotEq):
                raise Decline("an order of complex numbers")
            return
        x, y = number(left), number(right)
        if x.tags & FLOATS or y.tags & FLOATS:
            for one, at in ((x, a), (y, b)):
                self._fits(one.bits if one.tags & WHOLE else 0, EXACT_BITS, at)

    def _characters(self, left: Value, right: Value, a: ast.expr, b: ast.expr) -> bool:
        kinds = [v.tags if isinstance(v, Num) else None for v in (left, right)]
        char, text = frozenset({"char"}), frozenset({"str"})
        if char not in kinds:
            return False
        for kind, at in zip(kinds, (a, b), strict=True):
            single = (
                isinstance(at, ast.Constant) and isinstance(at.value, str) and len(at.value) == 1
            )
            if kind == text and single:
                self.marks[at] = "code"
            elif kind != char:
                raise Decline("characters beside something else")
        return True

    def _member(self, left: Value, a: ast.expr, container: ast.expr, state: State) -> None:
        """`x in …`: whole numbers in lists of them, characters in a constant text."""
        if isinstance(left, Num) and left.tags == {"char"}:
            if isinstance(container, ast.Constant) and isinstance(container.value, str):
                self.marks[container] = "codes"
                if container.value:
                    return
            if isinstance(container, ast.Tuple | ast.List | ast.Set) and container.elts:
                parts = container.elts
                if all(isinstance(p, ast.Constant) and isinstance(p.value, str) for p in parts):
                    self.marks[container] = "codes"
                    return
            raise Decline("characters in something else than a text")
        if isinstance(a, ast.Constant) and isinstance(a.value, str):
            seq = self.of(container, state)
            if len(a.value) == 1 and isinstance(seq, Seq) and seq.form == "text":
                self.marks[a] = "code"
                return
        if isinstance(container, ast.Name) and self.in_set(left, self.of(container, state)):
            return
        whole(left)
        if isinstance(container, ast.Tuple | ast.List | ast.Set) and container.elts:
            for part in container.elts:
                whole(self.of(part, state))
            self.marks[container] = "tuple"
            return
        seq = self.of(container, state)
        if not isinstance(seq, Seq) or seq.form == "text" or isinstance(seq.item, Tup | Seq):
            raise Decline("membership in something else than a list of numbers")
        whole(self.item(seq))
