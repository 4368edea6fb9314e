"""Numbers of 8 bits, of which images are made: what numpy's scalars and arrays of them do alike.

Sums, differences and products of two of them wrap around beyond 255, in scalars and in arrays;
with a float they are 64-bit floats; with a whole number of Python's own, which has to fit in,
they stay what they are.
"""

from __future__ import annotations

import ast
from dataclasses import replace

from ..source import Decline
from .types import BYTE
from .vector import PRODUCT, SUM, Vector, joined, limited

MOST = 255
_SYMBOLS = {
    ast.Add: ("+", SUM), ast.Sub: ("-", SUM), ast.Mult: ("*", PRODUCT), ast.Div: ("/", PRODUCT),
    ast.FloorDiv: ("//", PRODUCT), ast.Mod: ("%", PRODUCT),
}  # fmt: skip


def operated_bytes(op: ast.operator, left: Vector, right: Vector) -> Vector:
    """`left op right` where at least one of them is of bytes."""
    if type(op) not in _SYMBOLS or left.mixed or right.mixed:
        raise Decline("an operator that bytes don't have alike")
    symbol, rank = _SYMBOLS[type(op)]
    if symbol in ("/", "//", "%") and not (right.value and right.kind in ("int", "float")):
        raise Decline("a division by what may be zero")
    kind = _kind(symbol, left, right)
    axes, (a, b) = joined(left, right)
    text = f"{a.tight(rank)} {symbol} {b.tight(rank + 1)}"
    return Vector(text, kind, True, axes, rank)


def _kind(symbol: str, left: Vector, right: Vector) -> str:
    """What numbers come out."""
    other = right if left.kind == BYTE else left
    if other.kind == BYTE:
        return BYTE
    if other.kind == "float":
        if symbol in ("//", "%"):
            raise Decline("a remainder of bytes and floats")
        return "float"
    if not fits(other):
        raise Decline("a whole number that may not fit in a byte")
    return "float" if symbol == "/" else BYTE


def fits(one: Vector) -> bool:
    """True for a whole number that is written out and that a byte can hold."""
    return type(one.value) is int and 0 <= one.value <= MOST


def whole(one: Vector) -> Vector:
    """`int(x)` of bytes."""
    if not one.axes:
        raise Decline("a byte that is the same in all rounds")
    text = f"{one.tight()}.astype(int)"
    made = Vector(text, "int", False, one.axes, bound=MOST, natural=True)
    return limited(made, one.only_where)


def floating(one: Vector) -> Vector:
    """`float(x)` of bytes."""
    return replace(whole(one), text=f"{one.tight()}.astype(float)", kind="float", bound=0)
