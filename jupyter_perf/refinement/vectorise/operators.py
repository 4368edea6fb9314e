"""Arithmetic and comparisons of vectors, with what Python does and numpy does not."""

from __future__ import annotations

import ast
import operator
from dataclasses import dataclass, replace

from ..source import Decline
from .bytes import operated_bytes
from .context import Context
from .inputs import FINITE
from .math_calls import of_math
from .places import Place
from .types import BYTE
from .vector import (
    COMPARISON,
    EITHER,
    INNER,
    POWER,
    PRODUCT,
    SUM,
    Vector,
    joined,
    limited,
    natural,
    positive,
)

OVERFLOW = 2**62
_SYMBOLS = {
    ast.Add: ("+", SUM), ast.Sub: ("-", SUM), ast.Mult: ("*", PRODUCT), ast.Div: ("/", PRODUCT),
    ast.FloorDiv: ("//", PRODUCT), ast.Mod: ("%", PRODUCT),
}  # fmt: skip
_ORDER = {
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=",
}  # fmt: skip
_HOLDS = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
          "==": operator.eq, "!=": operator.ne}  # fmt: skip


@dataclass
class Operators(Context):
    """Elementwise operators."""

    def operated(self, op: ast.operator, left: Vector, right: Vector) -> Vector:
        """`left op right`, elementwise."""
        if BYTE in (left.kind, right.kind):
            return operated_bytes(op, left, right)
        if not (left.number and right.number):
            raise Decline("arithmetic on what aren't numbers")
        if isinstance(op, ast.Pow):
            return self._power(left, right)
        if type(op) not in _SYMBOLS:
            raise Decline("an operator that isn't arithmetic")
        symbol, rank = _SYMBOLS[type(op)]
        numpy = left.numpy or right.numpy
        whole = left.kind == right.kind == "int" and symbol != "/"
        if symbol in ("/", "//", "%"):
            if not numpy:
                self._divisor(right, left)
            self.quiet = self.quiet or (self.mask is not None and not right.value)
        if whole and symbol in "+-":
            plain = _nothing_added(symbol, left, right)
            if plain is not None:
                return plain
        bound = 0 if numpy or not whole else self._bound(symbol, left, right)
        axes, (a, b) = joined(left, right)
        mixed = (left.mixed or right.mixed) and not left.numpy and not right.numpy
        if mixed and not whole:
            mixed = not (
                (left.kind == "float" and left.own) or (right.kind == "float" and right.own)
            )
            mixed = mixed and symbol != "/"
        text = f"{a.tight(rank)} {symbol} {b.tight(rank + 1)}"
        if symbol == "+" and type(right.value) is int and right.value < 0:
            text = f"{a.tight(rank)} - {-right.value}"
        return Vector(text, "int" if whole else "float", numpy, axes, rank, bound,
                      self._sum(symbol, left, right), mixed,
                      factors=(left, right) if symbol == "*" else None,
                      natural=symbol not in "-/" and natural(left) and natural(right),
                      positive=whole and _positive(symbol, left, right),
                      only=_scaled(text, left, right) if symbol == "*" else None,
                      differs=_differs(text, left, right) if symbol == "+" else None,
                      unsigned=text if symbol == "+" and _unsigned(left) else "",
                      plus=(text, left, right) if symbol == "+" else None,
                      around=_around(text, left, right) if symbol == "%" else None)  # fmt: skip

    def _sum(self, symbol: str, left: Vector, right: Vector) -> Place | None:
        if symbol not in "+-" or left.place is None or right.place is None:
            return None
        return left.place.plus(right.place, 1 if symbol == "+" else -1)

    def _divisor(self, divisor: Vector, divided: Vector) -> None:
        """Python raises where its own numbers are divided by zero."""
        if positive(divisor) or self._is_rounds(divisor, divided):
            return
        if isinstance(divisor.value, int | float):
            if not divisor.value:
                raise Decline("a division by zero")
        else:
            self.guard("{0} == 0", divisor)

    def _is_rounds(self, divisor: Vector, divided: Vector) -> bool:
        """True for the number of rounds of a loop: where that is 0, there is no round."""
        if divisor.axes or divisor.place is None:
            return False
        size = self.inputs.settled(divisor.place)
        axes = [self.axes[axis] for axis in divided.axes if axis in self.axes]
        return any(
            axis.start == Place() and axis.step == 1 and self.inputs.settled(axis.stop) == size
            for axis in axes
        )

    def _bound(self, symbol: str, left: Vector, right: Vector) -> int:
        """How large a whole number of Python's own can get, guards being kept."""
        if symbol == "%":
            return max(right.bound, 1)
        if symbol == "//" and type(right.value) is int and right.value > 0 and left.natural:
            return left.bound // right.value
        if symbol in "+-" and left.place and right.place:
            return left.bound + right.bound
        found = {"*": left.bound * right.bound, "//": max(left.bound, 1)}.get(
            symbol, left.bound + right.bound
        )
        if found >= OVERFLOW:
            raise Decline("whole numbers that may overflow")
        for side in (left, right):
            if side.axes or not side.place or side.value is not None:
                continue
            self.inputs.guard(f"abs({side.text}) <= 2**20")
        for axis in {a for v in (left, right) for a in v.axes if a < INNER}:
            self._keep_small(axis)
        return found

    def _keep_small(self, number: int) -> None:
        stop = self.axes[number].stop
        if stop.base:
            self.inputs.guard(f"{stop.base} <= 2**20")

    def _power(self, left: Vector, right: Vector) -> Vector:
        exponent = right.value
        if right.axes:
            return self._moving_power(left, right)
        if exponent == 0.5 and left.axes and not left.numpy and not left.mixed and left.number:
            return of_math("sqrt", [left], self, "")  # type: ignore[arg-type]
        if type(exponent) is float and left.kind == "int" and left.numpy and exponent >= 0:
            text = f"{left.tight(POWER + 1)} ** {right.tight(POWER)}"
            return Vector(text, "float", True, left.axes, POWER)
        if type(exponent) is float and left.kind == "float" and left.numpy:
            kind = "float"
        elif type(exponent) is not int or not 0 <= exponent <= 16:
            if not (left.numpy and left.kind == "float" and right.number and not right.axes):
                raise Decline("a power with another exponent")
            kind = "float"
        else:
            kind = left.kind
        bound = 0
        if not left.numpy or left.mixed:
            if left.mixed or type(exponent) is not int:
                raise Decline("a power of what may be a whole number")
            if left.kind == "int":
                bound = max(left.bound, 1) ** exponent
                if bound >= OVERFLOW:
                    raise Decline("whole numbers that may overflow")
                self._bound("+", left, replace(right, bound=0))
            else:
                if exponent > 3:
                    raise Decline("a power that may overflow")
                self._keep_finite(left)
        text = f"{left.tight(POWER + 1)} ** {right.tight(POWER)}"
        return Vector(text, kind, left.numpy, left.axes, POWER, bound)

    def _keep_finite(self, one: Vector) -> None:
        """Keep to the loop where a number is so large that a power of it could overflow."""
        self.guard(f"abs({{0}}) > {FINITE}", one)

    def _moving_power(self, left: Vector, right: Vector) -> Vector:
        """`(-1) ** i` and `x ** i`, by the loop's variable."""
        place = right.place
        axis = self.axes.get(place.axes[0]) if place and len(place.axes) == 1 else None
        if axis is None or place is None or place.base or axis.start.base or axis.origin:
            raise Decline("a power whose exponent changes")
        if axis.start.offset + place.offset < 0:
            raise Decline("a power whose exponent may be negative")
        if left.value == -1 and left.kind == "int":
            np = self.inputs.numpy()
            text = f"{np}.where({right.tight(PRODUCT)} % 2 == 0, 1, -1)"
            return Vector(text, "int", False, right.axes, bound=1)
        if not (left.numpy and left.kind == "float"):
            raise Decline("a power that may overflow")
        axes, (a, b) = joined(left, right)
        return Vector(f"{a.tight(POWER + 1)} ** {b.tight(POWER)}", "float", True, axes, POWER)

    def compared(self, op: ast.cmpop, left: Vector, right: Vector) -> Vector:
        """`left op right` of numbers."""
        symbol = _ORDER.get(type(op))
        if symbol is None or not all(one.number or one.kind == BYTE for one in (left, right)):
            raise Decline("a comparison that isn't of numbers")
        axes, (a, b) = joined(left, right)
        text = f"{a.tight(EITHER)} {symbol} {b.tight(EITHER)}"
        found = Vector(text, "bool", left.numpy or right.numpy, axes, COMPARISON)
        return limited(found, _fails_at_zero(symbol, left, right))


def _around(text: str, left: Vector, right: Vector) -> tuple[str, Place, Place] | None:
    """The place and the size that a remainder is of."""
    known = left.place is not None and right.place is not None and not right.axes
    return (text, left.place, right.place) if known else None  # type: ignore[return-value]


def _nothing_added(symbol: str, left: Vector, right: Vector) -> Vector | None:
    """The other side of a whole number that 0 is added to; None where there is no 0."""
    if right.value == 0 and not right.numpy:
        return left
    if symbol != "+" or left.value != 0 or left.numpy or not (right.axes or right.value):
        return None
    only = right.only_where
    return replace(right, differs=(right.text, left, only)) if only else right


def _scaled(text: str, left: Vector, right: Vector) -> tuple[str, str] | None:
    """Where a multiple of what is 0 elsewhere isn't 0."""
    for one, other in ((left, right), (right, left)):
        number = isinstance(other.value, int | float) and abs(other.value) < 2**62
        if number and one.only_where:
            return text, one.only_where
    return None


def _differs(text: str, left: Vector, right: Vector) -> tuple[str, Vector, str] | None:
    """Where adding to a number changes it; adding 0.0 doesn't, but for -0.0."""
    if not right.only_where or left.kind not in ("int", right.kind):
        return None
    plain = left.kind == "int" or _unsigned(left)
    return (text, left, right.only_where) if plain else None


def _unsigned(one: Vector) -> bool:
    """True for floats none of which is -0.0."""
    if isinstance(one.value, int | float):
        return one.value > 0 or str(one.value) in ("0", "0.0")
    return one.unsigned == one.text


def _fails_at_zero(symbol: str, left: Vector, right: Vector) -> str:
    """The test outside which `left` is 0 where, for 0, a comparison with a constant fails."""
    if not left.only_where or not isinstance(right.value, int | float):
        return ""
    return "" if _HOLDS[symbol](0, right.value) else left.only_where


def _positive(symbol: str, left: Vector, right: Vector) -> bool:
    """True for a sum of natural numbers, and a product, that is more than 0."""
    if symbol == "+":
        known = natural(left) and natural(right)
        return known and (positive(left) or positive(right))
    return symbol == "*" and positive(left) and positive(right)
