"""The kinds of complex numbers: arithmetic that the machine rounds exactly as Python does.

Products, quotients and absolute values are the same to the last bit. A power isn't, but Python
and numpy make squares and cubes by multiplying, which helpers of the kernel do in the same order.
"""

from __future__ import annotations

import ast

from ..source import Decline
from .bounds import EXACT_BITS
from .kinds import COMPLEX, ENDLESS, FLOATS, WHOLE, Num, Value, numeric

_POWERS = {("complex", 2): "squared", ("complex", 3): "cubed", ("npcomplex", 2): "times_itself",
           ("npcomplex", 3): "times_its_square"}  # fmt: skip
COMPLEX_HELPERS = {
    "squared": (
        "squared",
        '''@{numba}.njit
def {name}(z):
    """`z ** 2` as Python makes it of a complex number; raises where it may be too large."""
    found = (1 + 0j) * (z * z)
    if not abs(found) < {np}.inf:
        raise OverflowError
    return found
''',
    ),
    "cubed": (
        "cubed",
        '''@{numba}.njit
def {name}(z):
    """`z ** 3` as Python makes it of a complex number; raises where it may be too large."""
    found = ((1 + 0j) * z) * (z * z)
    if not abs(found) < {np}.inf:
        raise OverflowError
    return found
''',
    ),
    "times_itself": (
        "times_itself",
        '''@{numba}.njit
def {name}(z):
    """`z ** 2` as numpy makes it of a complex number."""
    return z * z
''',
    ),
    "times_its_square": (
        "times_its_square",
        '''@{numba}.njit
def {name}(z):
    """`z ** 3` as numpy makes it of a complex number."""
    return z * (z * z)
''',
    ),
}
"""Use → (usual name, text), as in `inputs.HELPERS`."""
_LIKE = COMPLEX | FLOATS | WHOLE


def is_complex(value: Value | None) -> bool:
    """True for a number that may be complex."""
    return isinstance(value, Num) and bool(value.tags & COMPLEX)


def complex_or_real(value: Value | None, *, real: bool = True) -> Num:
    """`value` as a number that is or becomes complex; raises Decline where it isn't one."""
    allowed = _LIKE if real else COMPLEX
    if not isinstance(value, Num) or not value.only(allowed) or value.tags & ENDLESS:
        raise Decline("complex numbers beside something else")
    if value.bits > EXACT_BITS:
        raise Decline("a whole number that complex ones can't hold")
    return value


def operated_complex(op: ast.operator, left: Num, right: Num, exponent: ast.expr) -> Num:
    """The kind of `left op right`, of which one may be complex."""
    if isinstance(op, ast.Pow):
        return _power(left, exponent)
    left, right = complex_or_real(left), complex_or_real(right)
    found = numeric("complex", left, right)
    if isinstance(op, ast.Div):
        # Of numpy's own the quotient is rounded otherwise.
        if "npcomplex" in found.tags or not (left.only(COMPLEX) or right.only(COMPLEX)):
            raise Decline("a quotient of complex numbers that the machine makes otherwise")
        return found
    if not isinstance(op, ast.Add | ast.Sub | ast.Mult):
        raise Decline("an operator that complex numbers don't have")
    if left.only(COMPLEX) or right.only(COMPLEX):
        return found
    # `z = 0` before a loop makes z * z a whole number in the first round; a sum of two such
    # would be larger than what is told apart from a complex number.
    bare = left.tags | right.tags
    if bare & FLOATS or not isinstance(op, ast.Mult) or left.bits or right.bits:
        raise Decline("a number that is complex at one time and real at another")
    return Num(found.tags | {"int"})


def _power(base: Num, exponent: ast.expr) -> Num:
    helper_for(base, exponent)
    return Num(base.plain)


def helper_for(base: Num, exponent: ast.expr) -> str:
    """The helper that makes a power of a complex number; raises Decline where there is none."""
    known = exponent.value if isinstance(exponent, ast.Constant) else None
    kinds = base.plain - {"int"}
    one = next(iter(kinds)) if len(kinds) == 1 and not base.bits else ""
    if type(known) is not int or (one, known) not in _POWERS:
        raise Decline("a power of a complex number")
    return _POWERS[one, known]


def absolute(value: Num) -> Num:
    """The kind of `abs(z)`."""
    kinds = {"complex": "float", "npcomplex": "npfloat"}
    return Num(frozenset(kinds.get(tag, tag) for tag in value.plain), value.bits)


def part_of(value: Value) -> Num:
    """The kind of `z.real` and `z.imag`."""
    return absolute(complex_or_real(value, real=False))
