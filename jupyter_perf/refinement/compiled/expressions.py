"""The kinds of expressions, with the operators that Python and the machine share."""

from __future__ import annotations

import ast
from abc import ABC, abstractmethod
from typing import Any

from .. import flow
from ..facts import Facts
from ..source import Decline
from .bounds import EXACT_BITS, LENGTH_BITS, LOCAL_LENGTH_BITS, MOST_BITS, Bounds, TooWide, bits_of
from .kinds import (
    FLOATS,
    NONE,
    NUMBERS,
    TRUTHS,
    WHOLE,
    Num,
    Seq,
    Tup,
    Value,
    is_numpy,
    join,
    join_all,
    num,
    number,
    numeric,
    whole,
)  # fmt: skip
from .text_helpers import POWER_BITS

State = dict[str, Value]
_ORDER = (ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq, ast.NotEq)
_CONSTANTS = frozenset({"math.pi", "math.e", "math.inf", "math.tau", "math.nan", "numpy.pi",
    "numpy.e", "numpy.inf", "numpy.nan"})  # fmt: skip


class Unknown(Exception):
    """Not known yet: what a list holds that is still empty in this round."""


class Expressions(ABC):
    """Finds the kind of each expression; raises Decline where that isn't certain.

    `marks` say how the kernel's text of a node differs from the original's; `function` is the
    name of the function whose body is read.
    """

    def __init__(self, facts: Facts, bounds: Bounds) -> None:
        self.facts = facts
        self.bounds = bounds
        self.marks: dict[ast.AST, str] = {}
        self.function = ""
        self.assigned: set[str] = set()
        self.holdable: set[str] = set()
        """Whole numbers that statements assign, so that a test can follow them."""
        self.looked_up: dict[ast.AST, set[str]] = {}
        """The variables of the lists that an index looks into."""
        self.unknown = False
        """True in a round that met a list of which it isn't known yet what it holds."""
        self.reads: dict[str, set[str]] = {}
        """Globals that each function reads."""
        self.made: dict[ast.expr, Seq] = {}
        self.module: dict[str, Value] = {}

    def key(self, name: str) -> str:
        return f"{self.function}.{name}"

    def of(self, node: ast.expr, state: State) -> Value:
        handler: Any = getattr(self, f"_of_{type(node).__name__.lower()}", None)
        if handler is None:
            raise Decline(f"{type(node).__name__} isn't compiled")
        found: Value = handler(node, state)
        return found

    def _fits(self, bits: int, most: int, *nodes: ast.AST) -> int:
        if bits <= most:
            return bits
        names = {self.key(n) for n in flow.loads(nodes)} & self.holdable
        for part in flow.walk(nodes):
            names |= self.looked_up.get(part, set())
        raise TooWide(frozenset(names))

    # ---- leaves ----------------------------------------------------------------------------------

    def _of_constant(self, node: ast.Constant, state: State) -> Value:
        value = node.value
        if isinstance(value, bool):
            return num("bool")
        if isinstance(value, int):
            return num("int", bits=self._fits(bits_of(value), MOST_BITS))
        if isinstance(value, float):
            return num("float")
        if isinstance(value, str):
            return num("str")
        if value is None:
            return NONE
        raise Decline("a constant of another kind")

    def _of_name(self, node: ast.Name, state: State) -> Value:
        found = state.get(node.id)
        if found is None:
            found = self._global(node)
        if isinstance(found, Num) and found.tags & WHOLE and self.key(node.id) in self.assigned:
            return Num(found.tags, self.bounds.of(self.key(node.id)))
        return found

    def _global(self, node: ast.Name) -> Value:
        if node.id not in self.module or self._is_local(node.id):
            if self.unknown:
                raise Unknown
            raise Decline(f"{node.id} may not be bound")
        self.reads.setdefault(self.function, set()).add(node.id)
        return self.module[node.id]

    @abstractmethod
    def _is_local(self, name: str) -> bool:
        """Whether `name` is bound in the function that is looked at."""

    def _of_attribute(self, node: ast.Attribute, state: State) -> Value:
        if self.facts.full_name(node) in _CONSTANTS:
            return num("float")
        shape = self._of_attribute_shape(node, state)
        if shape is not None:
            return shape
        raise Decline("an attribute")

    def _of_tuple(self, node: ast.Tuple, state: State) -> Value:
        return Tup(tuple(self.of(part, state) for part in node.elts))

    def _of_attribute_shape(self, node: ast.Attribute, state: State) -> Value | None:
        shape = self._shape(node, state)
        if shape is None:
            return None
        size = num("int", bits=LOCAL_LENGTH_BITS if shape.root.long else LENGTH_BITS)
        return Tup((size, size) if isinstance(shape.item, Seq) else (size,))

    def _of_list(self, node: ast.List, state: State) -> Value:
        return self._list(node, [self.of(part, state) for part in node.elts])

    def _list(self, node: ast.expr, items: list[Value], form: str = "list") -> Seq:
        """The list that is made at `node`, the same one in every round."""
        if node not in self.made:
            key = f"[{node.lineno}:{node.col_offset}:{type(node).__name__}]"
            self.made[node] = Seq(form, key=key)
        found = self.made[node]
        for item in items:
            self.fill(found, item)
        return found

    def fill(self, seq: Seq, item: Value) -> None:
        """Note what a list is made of, which no test can follow."""
        if self.put(seq, item):
            raise TooWide(frozenset())

    def put(self, seq: Seq, item: Value) -> bool:
        """Note that a list gets an item; True where the kernel has to test how large it is."""
        if isinstance(item, Num):
            if "none" in item.tags:
                raise Decline("None in a list")
            seq.hold(Num(item.tags))
            return self._hold(seq, item)
        if isinstance(item, Seq) and item.given:
            raise Decline("an input in a list")
        if isinstance(item, Seq) and item.form in ("text", "set"):
            raise Decline("a text or a set in a list")
        if isinstance(item, Seq):
            item.row = True
        for part in item.items if isinstance(item, Tup) else ():
            if not isinstance(part, Num) or "none" in part.tags:
                raise Decline("a list in a tuple")
            if self._hold(seq, part):
                raise TooWide(frozenset())
        seq.hold(item)
        return False

    def _hold(self, seq: Seq, item: Num) -> bool:
        if not item.tags & WHOLE:
            return False
        return self.bounds.assign(self.key_of(seq), item.bits)

    def key_of(self, seq: Seq) -> str:
        """The variable for the whole numbers in a list; one that is tested, if any is."""
        keys = sorted(seq.root.keys)
        return next((key for key in keys if key in self.bounds.held), keys[0])

    def _bits(self, seq: Seq) -> int:
        root = seq.root
        held = self.key_of(seq) in self.bounds.held
        bits = self.bounds.held_bits
        if not held:
            bits = max(self.bounds.of(key) for key in root.keys)
        return max(bits, self.bounds.input_bits) if root.given else bits

    def item(self, seq: Seq) -> Value:
        """What a sequence holds."""
        found = seq.item
        if found is None:
            raise Unknown
        return self._sized(found, seq)

    def _sized(self, value: Value, seq: Seq) -> Value:
        if isinstance(value, Num):
            return Num(value.tags, self._bits(seq) if value.tags & WHOLE else 0)
        if isinstance(value, Tup):
            return Tup(tuple(self._sized(part, seq) for part in value.items))
        return value

    # ---- operators -------------------------------------------------------------------------------

    def _of_binop(self, node: ast.BinOp, state: State) -> Value:
        left, right = self.of(node.left, state), self.of(node.right, state)
        if isinstance(left, Seq) or isinstance(right, Seq):
            return self._of_lists(node, left, right)
        return self.operated(node.op, number(left), number(right), node.left, node.right, node)

    def _of_lists(self, node: ast.BinOp, left: Value, right: Value) -> Value:
        """`[0] * n`, and one list after another."""
        if isinstance(node.op, ast.Mult):
            lists, count = (left, right) if isinstance(left, Seq) else (right, left)
            whole(count)
            fresh = isinstance(lists, Seq) and not lists.given and lists.form == "list"
            if fresh and isinstance(lists, Seq) and not isinstance(lists.item, Seq):
                made = self._list(node, [self.item(lists)])
                single = isinstance(node.left, ast.List) and len(node.left.elts) == 1
                made.root.long |= not single or whole(count).bits > LENGTH_BITS
                return made
        both = isinstance(left, Seq) and isinstance(right, Seq)
        if isinstance(node.op, ast.Add) and both:
            for one in (left, right):
                assert isinstance(one, Seq)
                if one.given or one.form != "list" or isinstance(one.item, Seq):
                    raise Decline("inputs or rows put together")
            assert isinstance(left, Seq)
            assert isinstance(right, Seq)
            left.is_one_with(right)
            made = self._list(node, [self.item(left)])
            made.root.long = True
            return made
        raise Decline("an operator on lists")

    def operated(
        self, op: ast.operator, left: Num, right: Num, a: ast.expr, b: ast.expr, at: ast.AST
    ) -> Num:
        """The kind of `a op b`, marked at `at` where the machine can do otherwise."""
        if left.only(WHOLE | TRUTHS) and right.only(WHOLE | TRUTHS):
            return self._whole(op, left, right, a, b, at)
        if isinstance(op, ast.Pow):
            self._exponent(left, b)
            self.marks[at] = "finite"
            return numeric("float", left, right)
        if not isinstance(op, ast.Add | ast.Sub | ast.Mult | ast.Div | ast.FloorDiv | ast.Mod):
            raise Decline("an operator on the bits of a float")
        sure = any(v.only(FLOATS) for v in (left, right)) or isinstance(op, ast.Div)
        if not sure:
            self._signless(op, left, right, b)
            found = numeric("float", left, right)
            return Num(found.tags | left.plain | right.plain, max(left.bits, right.bits) * 2 + 1)
        return numeric("float", left, right)

    def _exponent(self, base: Num, exponent: ast.expr) -> None:
        if base.only(WHOLE | TRUTHS) and not isinstance(exponent, ast.Constant):
            return
        if not base.only(FLOATS) and not base.only(WHOLE | TRUTHS):
            raise Decline("a power of what may be whole or not")

    def _signless(self, op: ast.operator, left: Num, right: Num, b: ast.expr) -> None:
        """Where a number may be an int 0 it has no sign, which the machine's 0.0 would have."""
        plain = isinstance(b, ast.Constant) and isinstance(b.value, int) and b.value >= 0
        if isinstance(op, ast.Mult | ast.FloorDiv | ast.Mod) and not plain:
            raise Decline("a zero whose sign isn't certain")

    def _whole(
        self, op: ast.operator, left: Num, right: Num, a: ast.expr, b: ast.expr, at: ast.AST
    ) -> Num:
        x, y = left.bits, right.bits
        constant = b.value if isinstance(b, ast.Constant) and type(b.value) is int else None
        if is_numpy(left, right) and any(v.plain & TRUTHS for v in (left, right)):
            raise Decline("arithmetic on numpy's truth values")
        if isinstance(op, ast.Div):
            self._fits(x, EXACT_BITS, a)
            self._fits(y, EXACT_BITS, b)
            return numeric("float", left, right)
        if isinstance(op, ast.Add | ast.Sub):
            bits = max(x, y) + 1
        elif isinstance(op, ast.Mult):
            bits = x + y
        elif isinstance(op, ast.FloorDiv):
            bits = x
        elif isinstance(op, ast.Mod):
            bits = y
        elif isinstance(op, ast.Pow):
            if constant is None:
                if is_numpy(left, right) or not isinstance(at, ast.BinOp):
                    raise Decline("a power of numpy's numbers")
                self.marks[at] = "power_of"
                return num("int", bits=POWER_BITS)
            if not 0 <= constant < MOST_BITS:
                raise Decline("a power that may be large or a fraction")
            bits = x * constant
        elif isinstance(op, ast.BitAnd | ast.BitOr | ast.BitXor):
            if left.plain <= TRUTHS and right.plain <= TRUTHS:
                return numeric("bool", left, right)
            masked = isinstance(op, ast.BitAnd) and constant is not None and constant >= 0
            bits = y if masked else max(x, y) + 1
        elif isinstance(op, ast.LShift | ast.RShift):
            if constant is None:
                return self._shifted(op, left, right, at)
            if not 0 <= constant < MOST_BITS:
                raise Decline("a shift of a number of places that isn't known")
            bits = x + constant if isinstance(op, ast.LShift) else x
        else:
            raise Decline("an operator that isn't compiled")
        return numeric("int", left, right, bits=self._fits(bits, MOST_BITS, a, b))

    def _shifted(self, op: ast.operator, left: Num, right: Num, at: ast.AST) -> Num:
        """A shift by a variable number of places, by the helper that tests it."""
        plain = left.only(frozenset({"int"})) and right.only(frozenset({"int"}))
        if not plain or not isinstance(at, ast.BinOp):
            raise Decline("a shift of numpy's numbers")
        if isinstance(op, ast.RShift):
            self.marks[at] = "right_shifted"
            return num("int", bits=left.bits)
        self.marks[at] = "left_shifted"
        return num("int", bits=POWER_BITS)

    def _of_unaryop(self, node: ast.UnaryOp, state: State) -> Value:
        if isinstance(node.op, ast.Not):
            self.test(node.operand, state)
            return num("bool")
        found = number(self.of(node.operand, state))
        if isinstance(node.op, ast.Invert):
            bits = self._fits(whole(found).bits + 1, MOST_BITS, node)
            if found.plain & TRUTHS:
                raise Decline("~ of a truth value")
            return numeric("int", found, bits=bits)
        if found.plain & TRUTHS:
            raise Decline("a sign before a truth value")
        if found.only(WHOLE) or found.only(FLOATS):
            return Num(found.plain, found.bits)
        raise Decline("a zero whose sign isn't certain")

    def _of_boolop(self, node: ast.BoolOp, state: State) -> Value:
        parts = [self.of(part, state) for part in node.values]
        if not all(isinstance(p, Num) and p.only(NUMBERS) for p in parts):
            raise Decline("and, or between other things than numbers")
        found = join_all(parts)
        if found is None or not isinstance(found, Num) or len(found.tags) != 1:
            raise Decline("and, or between several types")
        return found

    def _of_ifexp(self, node: ast.IfExp, state: State) -> Value:
        self.test(node.test, state)
        found = join(self.of(node.body, state), self.of(node.orelse, state))
        assert found is not None
        return found

    def test(self, node: ast.expr, state: State) -> None:
        """Check what stands where a truth value is asked for."""
        if isinstance(node, ast.BoolOp):
            for part in node.values:
                self.test(part, state)
            return
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            self.test(node.operand, state)
            return
        found = self.of(node, state)
        if isinstance(found, Seq) and found.form != "ndarray":
            self.marks[node] = "filled"
        elif not isinstance(found, Num) or not found.tags <= NUMBERS:
            raise Decline("the truth of something else than a number")

    # ---- comparisons -----------------------------------------------------------------------------

    @abstractmethod
    def in_set(self, left: Value, container: Value) -> bool:
        """Whether whole numbers, or tuples of them, are looked up in a set of such."""

    @abstractmethod
    def same_texts(self, node: ast.Compare, left: Value, right: Value) -> bool:
        """Whether a comparison asks if two texts are equal."""

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

    # ---- parts of sequences ----------------------------------------------------------------------

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
        if base.form == "text":
            made = self._list(node, [num("char")], "text")
            made.root.long |= bool(base.given) or base.root.long
            return made
        if isinstance(base.item, Seq):
            raise Decline("a part of a list of lists")
        parent = self.facts.source.parents.get(node)
        # An array in the kernel stands for a given list: its parts are copies, not views.
        if base.given and not _at_once(node, parent):
            self.marks[node] = "list"
        return self._list(node, [self.item(base)])


def _at_once(node: ast.AST, parent: ast.AST | None) -> bool:
    """True for a part of a list that a built-in function only looks at."""
    called = parent.func if isinstance(parent, ast.Call) else None
    return isinstance(called, ast.Name) and called.id in ("sum", "min", "max", "len")
