"""Expressions: arithmetic, comparisons, conditions, elements of arrays, over all rounds at once."""

from __future__ import annotations

import ast
import math
from dataclasses import dataclass, replace
from typing import Any

from .. import flow
from ..source import Decline
from .bounds import held_below
from .elements import element, read
from .inputs import FINITE, LARGE
from .operators import OVERFLOW, Operators
from .padded import NEGATED, always
from .parts import Part
from .places import Place
from .states import Carried, State, Update
from .types import Many, One
from .unrolled import known
from .vector import (
    ATOM,
    COMPARISON,
    FALSE,
    INNER,
    LAST,
    SIGN,
    TRUE,
    Vector,
    both,
    choose,
    either,
    inverse,
    refuse_whole,
    truth,
)


@dataclass
class Terms(Operators):
    """Translates expressions in the middle of a body, whose names stand for `env`."""

    def __call__(self, node: ast.expr) -> Vector:
        method: Any = getattr(self, f"_{type(node).__name__.lower()}", None)
        if method is None:
            raise Decline(f"no form for arrays of {type(node).__name__}")
        found: Vector = method(node)
        return found

    def condition(self, node: ast.expr) -> Vector:
        """A test."""
        if isinstance(node, ast.BoolOp):
            return self._boolop(node, tests=True)
        return truth(self(node))

    # ---- names and constants -----------------------------------------------------------------

    def _constant(self, node: ast.Constant) -> Vector:
        if isinstance(node.value, bool):
            return TRUE if node.value else FALSE
        kind = type(node.value).__name__
        if kind not in ("int", "float", "bool", "str"):
            raise Decline(f"a constant of type {kind}")
        if isinstance(node.value, str) and ("\0" in node.value or not node.value.isprintable()):
            raise Decline("a string that arrays don't keep")
        if isinstance(node.value, int) and abs(node.value) >= OVERFLOW:
            raise Decline("a very large constant")
        place = Place(offset=node.value) if type(node.value) is int else None
        size = abs(node.value) if isinstance(node.value, int) else 0
        return Vector(
            self.inputs.facts.source.segment(node), kind, bound=size, place=place, value=node.value
        )

    def _name(self, node: ast.Name) -> Vector:
        if node.id in self.env:
            state = self.env[node.id]
            if isinstance(state, Vector):
                return state
            if isinstance(state, Carried | Update):
                return self.running(node.id, state)
            raise Decline(f"{node.id} isn't known here")
        if node.id in self.rows:
            return read(self.rows[node.id], self)
        if node.id in self.changed:
            raise Decline(f"{node.id} changes in the loop")
        return self.invariant(node)

    def running(self, name: str, state: State) -> Vector:
        """What a name that goes from round to round holds in each of them."""
        raise Decline(f"{name} goes from round to round")

    def invariant(self, node: ast.expr) -> Vector:
        """A number, or a whole array, that is the same in all rounds."""
        found = self.inputs.type_of(node)
        text = self.inputs.facts.source.segment(node)
        if isinstance(found, One):
            bound = LARGE if found.kind == "int" and not found.numpy else 0
            plain = found.kind == "int" and not found.numpy
            place = Place(base=text) if plain else None
            rank = ATOM if isinstance(node, ast.Name | ast.Call | ast.Subscript) else 0
            return Vector(text, found.kind, found.numpy, (), rank, bound, place, found.either)
        if isinstance(found, Many) and found.form == "array" and isinstance(node, ast.Name):
            self.note(text, found)
            axes = tuple(range(LAST - found.depth + 1, LAST + 1))
            return Vector(text, found.kind, True, axes)
        raise Decline(f"{text} isn't known to be a number")

    # ---- operators ---------------------------------------------------------------------------

    def _unaryop(self, node: ast.UnaryOp) -> Vector:
        inverted = isinstance(node.op, ast.Not)
        inner = self.condition(node.operand) if inverted else self(node.operand)
        if isinstance(node.op, ast.Not):
            return inverse(truth(inner))
        if isinstance(node.op, ast.USub) and inner.number:
            value = -inner.value if isinstance(inner.value, int | float) else None
            place = Place(offset=value) if type(value) is int else None
            return replace(inner, text=f"-{inner.tight(SIGN)}", rank=SIGN, place=place,
                           value=value, factors=None)  # fmt: skip
        raise Decline("an operator that arrays don't have")

    def _binop(self, node: ast.BinOp) -> Vector:
        left, right = self(node.left), self(node.right)
        if isinstance(node.op, ast.MatMult):
            from .rows import dot

            return dot(left, right, self)
        return self.operated(node.op, left, right)

    # ---- comparisons and conditions ----------------------------------------------------------

    def _compare(self, node: ast.Compare) -> Vector:
        found: Vector | None = None
        settled = known(node, self)
        if settled is not None:
            return TRUE if settled else FALSE
        if len(node.ops) == 1 and isinstance(node.left, ast.Tuple):
            return self._both_compared(node)
        left = self(node.left)
        if len(node.ops) == 1 and isinstance(node.ops[0], ast.In | ast.NotIn):
            return self._member(left, node.ops[0], node.comparators[0])
        for op, right_node in zip(node.ops, node.comparators, strict=True):
            right = self(right_node)
            one, holds = self.compared(op, left, right), always(op, left, right, self)
            fails = type(op) in NEGATED and always(NEGATED[type(op)](), left, right, self)
            left = right
            if fails:
                return FALSE
            if holds:
                continue
            if len(node.ops) > 1:
                refuse_whole(one)
            if found is not None and not (found.axes or one.axes):
                found = replace(one, text=f"({found.text}) and ({one.text})", rank=0)
            else:
                found = both(found, one)
        return TRUE if found is None else found

    def _both_compared(self, node: ast.Compare) -> Vector:
        """`(i, j) != (r, c)`."""
        sides = [getattr(side, "elts", []) for side in (node.left, node.comparators[0])]
        equal = isinstance(node.ops[0], ast.Eq)
        if not (equal or isinstance(node.ops[0], ast.NotEq)) or len(sides[0]) != len(sides[1]):
            raise Decline("tuples that are compared otherwise")
        found = TRUE
        for left, right in zip(*sides, strict=True):
            pair = ast.copy_location(ast.Compare(left, [ast.Eq()], [right]), node)
            one = both(found, self._compare(pair))
            assert one is not None
            found = one
        return found if equal else inverse(found)

    def _member(self, left: Vector, op: ast.cmpop, held: ast.expr) -> Vector:
        """`n in (2, 3)`, of numbers."""
        if not isinstance(held, ast.Tuple | ast.List | ast.Set) or not 0 < len(held.elts) < 9:
            raise Decline("membership in what isn't written out")
        if not left.number or not left.axes or left.axes[-1] >= INNER:
            raise Decline("membership of what aren't numbers")
        found: Vector | None = None
        for part in held.elts:
            one = self(part)
            if one.value is None or not one.number:
                raise Decline("membership in what isn't written out")
            equal = self.compared(ast.Eq(), left, one)
            found = equal if found is None else either(found, equal)
        assert found is not None
        found = replace(found, numpy=False, mixed=False)
        return inverse(found) if isinstance(op, ast.NotIn) else found

    def _boolop(self, node: ast.BoolOp, *, tests: bool = False) -> Vector:
        every = isinstance(node.op, ast.And)
        outer, found, kinds = self.mask, None, []
        try:
            for value in node.values:
                one = self.condition(value) if tests else self(value)
                if one.kind != "bool":
                    raise Decline("and, or between numbers")
                refuse_whole(one)
                if one == (TRUE if every else FALSE):
                    continue
                if one == (FALSE if every else TRUE):
                    return one
                kinds.append(one.numpy)
                if found is not None and not found.axes and not one.axes:
                    word = "and" if every else "or"
                    text = f"({found.tight(COMPARISON)}) {word} ({one.tight(COMPARISON)})"
                    found = Vector(text, "bool", axes=(), rank=0)
                elif found is None or every:
                    found = both(found, one)
                else:
                    found = either(found, one)
                assert found is not None
                reached = found if every else inverse(found)
                assert reached is not None
                self.mask = both(outer, reached) if reached.axes else outer
        finally:
            self.mask = outer
        if found is None:
            return TRUE if every else FALSE
        return found if len(set(kinds)) == 1 else replace(found, mixed=True)

    def _ifexp(self, node: ast.IfExp) -> Vector:
        test = self.condition(node.test)
        if test in (TRUE, FALSE):
            return self(node.body if test == TRUE else node.orelse)
        yes = self.under(test, lambda: self(node.body))
        no = self.under(inverse(test), lambda: self(node.orelse))
        return choose(test, yes, no, self.inputs.numpy())

    # ---- parts and calls ---------------------------------------------------------------------

    def _subscript(self, node: ast.Subscript) -> Vector:
        return element(node, self)

    def _attribute(self, node: ast.Attribute) -> Vector:
        if self.inputs.facts.full_name(node) in ("math.inf", "numpy.inf"):
            return Vector(self.inputs.facts.source.segment(node), "float", value=math.inf)
        return self.invariant(node)

    def _call(self, node: ast.Call) -> Vector:
        from .calls import called

        return called(node, self)

    # ---- what a body adds --------------------------------------------------------------------

    def state(self, name: str) -> Vector:
        """The value of a name, or of an element that this round has written."""
        state = self.env[name]
        if isinstance(state, Vector):
            return state
        if isinstance(state, Carried | Update):
            return self.running(name, state)
        raise Decline(f"{name} isn't known here")

    def statements(self, body: list[ast.stmt]) -> None:
        """Run statements of a function that is written out."""
        raise Decline("a function that does more than return a number")

    def filled_by(self, name: str, node: ast.ListComp | ast.GeneratorExp) -> None:
        """`name = [… for … in …]` inside a loop."""
        raise Decline("a list that is made inside an expression")

    def summed(self, node: ast.ListComp | ast.GeneratorExp) -> Vector:
        """`sum(… for … in …)` inside a loop."""
        raise Decline("a sum that is made inside an expression")

    def _keep_finite(self, one: Vector) -> None:
        if not held_below(float(FINITE), 1e30, one, self):
            super()._keep_finite(one)

    def now(self, part: Part) -> Vector | None:
        """Elements of an array that the loop writes as they are at this point; None: unknown."""
        return None

    def drawn(self, node: ast.Call) -> Vector | None:
        """What a call draws in all rounds; None where it isn't one of a random generator."""
        return None

    def shortened(self, name: str, value: Vector) -> Vector:
        """The value, under a name of its own where its text is long."""
        return value

    def row_of(self, node: ast.expr) -> Part | None:
        """The row that an expression is, where it is one."""
        return None

    def invariant_call(self, node: ast.Call, inner: Vector) -> Vector:
        """`int(x)` and the like of what is the same in all rounds."""
        if flow.loads(node) & (set(self.env) | self.changed):
            raise Decline("a number that is worked out in each round")
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        kind = {"int": "int", "float": "float", "round": "int"}.get(name, inner.kind)
        text = self.inputs.facts.source.segment(node)
        place = Place(base=text) if kind == "int" else None
        return Vector(text, kind, name == "abs" and inner.numpy, bound=LARGE, place=place)
