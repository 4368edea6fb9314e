"""The kinds of what operators give, with those that Python and the machine share."""

from __future__ import annotations

import ast

from ..source import Decline
from .bounds import EXACT_BITS, LENGTH_BITS, MOST_BITS
from .complexes import complex_or_real, helper_for, is_complex, operated_complex
from .expressions import Expressions, State
from .kinds import (
    ENDLESS,
    FLOATS,
    NUMBERS,
    TRUTHS,
    WHOLE,
    Num,
    Seq,
    Value,
    is_numpy,
    join,
    join_all,
    num,
    number,
    numeric,
    whole,
)
from .text_helpers import POWER_BITS


class Operators(Expressions):
    """Adds operators and truth values to `Expressions`."""

    def _of_binop(self, node: ast.BinOp, state: State) -> Value:
        left, right = self.of(node.left, state), self.of(node.right, state)
        if isinstance(left, Seq) or isinstance(right, Seq):
            return self._of_lists(node, left, right)
        if is_complex(left) or is_complex(right):
            return self._of_complex(node, left, right)
        return self.operated(node.op, number(left), number(right), node.left, node.right, node)

    def _of_complex(self, node: ast.BinOp, left: Value, right: Value) -> Num:
        if not (isinstance(left, Num) and isinstance(right, Num)):
            raise Decline("complex numbers beside something else")
        if isinstance(node.op, ast.Pow):
            self.marks[node] = helper_for(left, node.right)
        return operated_complex(node.op, left, right, node.right)

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
        endless = self._with_infinite(op, left, right, a, b)
        if endless is not None:
            return endless
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

    def _with_infinite(
        self, op: ast.operator, left: Num, right: Num, a: ast.expr, b: ast.expr
    ) -> Num | None:
        """The kind of a sum of whole numbers of which some may be infinite; None for others."""
        tags = left.plain | right.plain
        endless = tags & ENDLESS
        if len(endless) != 1 or not tags <= endless | {"int"}:
            return None
        if not isinstance(op, ast.Add) and not (isinstance(op, ast.Sub) and right.only(WHOLE)):
            return None
        both = left.tags & WHOLE and right.tags & WHOLE
        bits = self._fits(max(left.bits, right.bits) + 1, EXACT_BITS, a, b)
        return Num(endless | ({"int"} if both else set()), bits)

    def _signed(self, found: Num) -> Num:
        other = {"inf": "-inf", "-inf": "inf"}
        return Num(frozenset(other.get(tag, tag) for tag in found.plain), found.bits)

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
        operand = self.of(node.operand, state)
        if is_complex(operand) and isinstance(node.op, ast.USub | ast.UAdd):
            return complex_or_real(operand, real=False)
        found = number(operand)
        if isinstance(node.op, ast.Invert):
            bits = self._fits(whole(found).bits + 1, MOST_BITS, node)
            if found.plain & TRUTHS:
                raise Decline("~ of a truth value")
            return numeric("int", found, bits=bits)
        if found.plain & TRUTHS:
            raise Decline("a sign before a truth value")
        if found.only(WHOLE) or found.only(FLOATS):
            minus = isinstance(node.op, ast.USub)
            return self._signed(found) if minus else Num(found.plain, found.bits)
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
        found = join(self.character(node.body, state), self.character(node.orelse, state))
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
