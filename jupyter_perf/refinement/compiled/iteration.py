"""The kinds of what loops and comprehensions go through."""

from __future__ import annotations

import ast
from abc import abstractmethod
from collections.abc import Sequence

from ..source import Decline
from .bounds import LENGTH_BITS, LOCAL_LENGTH_BITS, MOST_BITS
from .comparisons import Comparisons
from .expressions import State
from .kinds import WHOLE, Num, Seq, Tup, Value, join_all, num, whole
from .sets import is_set
from .texts import is_text


class Iteration(Comparisons):
    """Adds comprehensions, and what a round gets, to `Comparisons`."""

    iterating: Sequence[Seq] = ()

    @abstractmethod
    def bind(self, target: ast.expr, value: Value, state: State, at: ast.AST) -> None:
        """Give `target` the value in `state`."""

    def _one(self, node: ast.Call) -> ast.expr:
        if len(node.args) != 1:
            raise Decline("a call with another number of arguments")
        return node.args[0]

    def _of_listcomp(self, node: ast.ListComp, state: State) -> Value:
        made = self._list(node, [self._elements(node, state)])
        made.root.long |= not self._is_short(node, state)
        return made

    def _is_short(self, node: ast.ListComp | ast.GeneratorExp, state: State) -> bool:
        """True for a list of no more elements than an input, or a range that is as short."""
        source = node.generators[0].iter
        called = source.func if isinstance(source, ast.Call) else None
        if len(node.generators) > 1:
            return False
        if isinstance(called, ast.Name) and isinstance(source, ast.Call):
            if self.mapped_digits(source, state) is not None:
                return True
            if called.id in ("zip", "enumerate", "reversed"):
                _, _, seqs = self.iterated(source, state)
                return any(not seq.root.long for seq in seqs)
            parts = [self.of(part, state) for part in source.args[:2]]
            small = all(isinstance(p, Num) and p.bits < LENGTH_BITS for p in parts)
            if called.id != "range":
                return is_text(self.of(source, state))
            start = source.args[0]
            upward = isinstance(start, ast.Constant) and len(parts) == 2
            last = self._last(source.args[len(parts) - 1], parts[-1], state)
            return small or ((upward or len(parts) == 1) and last <= LENGTH_BITS)
        found = self.of(source, state)
        return isinstance(found, Seq) and not found.root.long

    def _elements(self, node: ast.ListComp | ast.GeneratorExp, state: State) -> Value:
        inner = dict(state)
        for part in node.generators:
            if part.is_async:
                raise Decline("an asynchronous loop")
            item, _, _ = self.iterated(part.iter, inner)
            self.bind(part.target, item, inner, part.iter)
            for test in part.ifs:
                self.test(test, inner)
        return self.character(node.elt, inner)

    def iterated(self, node: ast.expr, state: State) -> tuple[Value, bool, list[Seq]]:
        """(what each round gets, whether there is a round for sure, the sequences)."""
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and _positional(node):
            name = node.func.id
            if self.facts.is_builtin(name, at=node.func):
                if name == "range":
                    return self._range(node, state)
                if name == "enumerate" and node.args:
                    item, sure, seqs = self.iterated(node.args[0], state)
                    starts = [*node.args[1:], *(k.value for k in node.keywords)]
                    sizes = [whole(self.of(start, state)).bits for start in starts]
                    most = max([LOCAL_LENGTH_BITS, *sizes]) + 1
                    count = num("int", bits=self._fits(most, MOST_BITS, *starts))
                    return Tup((count, item)), sure, seqs
                if name == "zip" and node.args:
                    return self._zipped(node.args, state)
                if name == "reversed" and len(node.args) == 1:
                    return self._reversed(node, state)
                digits = self.mapped_digits(node, state)
                if digits is not None:
                    return digits, False, []
        value = self.of(node, state)
        if is_set(value):
            raise Decline("the order of a set")
        if isinstance(value, Tup):
            one = join_all(value.items)
            parts = one.items if isinstance(one, Tup) else (one,)
            if one is None or not all(isinstance(p, Num) and len(p.tags) == 1 for p in parts):
                raise Decline("a loop over a tuple of several types")
            return one, bool(value.items), []
        if not isinstance(value, Seq):
            raise Decline("a loop over something else")
        sure = bool(value.given) and isinstance(node, ast.Name) and not value.root.ragged
        called = node.func if isinstance(node, ast.Call) else None
        # str(n) has a digit.
        sure |= is_text(value) and isinstance(called, ast.Name) and called.id == "str"
        return self.item(value), sure, [value]

    def _zipped(self, parts: Sequence[ast.expr], state: State) -> tuple[Value, bool, list[Seq]]:
        found = [self.iterated(part, state) for part in parts]
        seqs = [seq for one in found for seq in one[2]]
        return Tup(tuple(one[0] for one in found)), all(one[1] for one in found), seqs

    def _reversed(self, node: ast.Call, state: State) -> tuple[Value, bool, list[Seq]]:
        inner = node.args[0]
        found = self.iterated(inner, state)
        if isinstance(inner, ast.Call):
            plain = isinstance(inner.func, ast.Name) and inner.func.id == "range"
            if not plain or len(inner.args) > 2:
                raise Decline("something else backwards")
        self.marks[node] = "backwards"
        return found

    def _range(self, node: ast.Call, state: State) -> tuple[Value, bool, list[Seq]]:
        parts = [self.of(part, state) for part in node.args]
        if not parts or not all(isinstance(p, Num) and p.only(WHOLE) for p in parts):
            raise Decline("a range of other things than whole numbers")
        bits = max(
            whole(part).bits if at != len(parts[:2]) - 1 else self._last(node.args[at], part, state)
            for at, part in enumerate(parts)
        )
        if len(parts) == 3:
            # The first number past the end is worked out too, in the machine.
            self._fits(bits + 1, MOST_BITS, *node.args)
        # Python's range gives ints, whatever its ends are.
        return num("int", bits=bits), self._has_a_round(node.args, state), []

    def _last(self, stop: ast.expr, value: Value, state: State) -> int:
        """Bits of the last number before `stop`: of n, where a range ends before n + 1."""
        one = isinstance(stop, ast.BinOp) and isinstance(stop.right, ast.Constant)
        if one and isinstance(stop, ast.BinOp) and isinstance(stop.op, ast.Add):
            assert isinstance(stop.right, ast.Constant)
            if stop.right.value == 1:
                return whole(self.of(stop.left, state)).bits
        return whole(value).bits

    def _has_a_round(self, args: Sequence[ast.expr], state: State) -> bool:
        start, stop = (None, args[0]) if len(args) == 1 else (args[0], args[1])
        if len(args) > 2 or (start is not None and not _is_zero(start)):
            if all(isinstance(a, ast.Constant) for a in args):
                return len(range(*[a.value for a in args])) > 0  # type: ignore[attr-defined]
            return False
        if isinstance(stop, ast.Constant):
            return type(stop.value) is int and stop.value > 0
        length = stop
        if isinstance(stop, ast.Name):
            length = self.facts.assigned(stop) or stop
        called = length.func if isinstance(length, ast.Call) else None
        if isinstance(called, ast.Name) and called.id == "len" and isinstance(length, ast.Call):
            return bool(length.args) and self._filled(length.args[0], state)
        return False

    def _filled(self, node: ast.expr, state: State) -> bool:
        """True for an input as it came: the kernel isn't called with an empty one."""
        found = self.of(node, state) if isinstance(node, ast.Name) else None
        return isinstance(found, Seq) and bool(found.given) and not found.root.ragged


def _positional(node: ast.Call) -> bool:
    """True for a call without keywords, but for what `enumerate` starts with."""
    named = [keyword.arg for keyword in node.keywords]
    enumerated = isinstance(node.func, ast.Name) and node.func.id == "enumerate"
    return not named or (enumerated and named == ["start"] and len(node.args) == 1)


def _is_zero(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value == 0 and type(node.value) is int
