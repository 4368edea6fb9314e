"""How people write what `math` has: patterns for `_alike` of whole functions without docstrings."""

from __future__ import annotations

from dataclasses import dataclass

from ._bit_patterns import DIFFERENT, MODULAR_POWERS, ONES, POWERS, WRITTEN
from ._common_patterns import COMMON_DIVISOR, COMMON_MULTIPLE

_TYPES = "type(v_a) is type(v_b) is int"
_BOTH = f"{_TYPES} and v_a >= 0 and v_b >= 0"
_ABOVE = f"{_TYPES} and v_a > 0 and v_b > 0"
_SMALL = f"{_TYPES} and 0 <= v_a < 2**64 and 0 <= v_b < 2**64"
"""Euclid's algorithm calls itself fewer than 100 times for numbers below that (Lamé)."""


@dataclass(frozen=True)
class Form:
    """A way to write a function of `math`'s: its parameters in the pattern, and when it agrees.

    Where it is no function of `math`, `made` is the expression instead.
    """

    pattern: str
    function: str
    given: tuple[str, ...]
    test: str
    made: str = ""


def _gcd(pattern: str, test: str) -> Form:
    return Form(pattern, "gcd", ("v_a", "v_b"), test)


_TESTS = ("v_b", "v_b != 0", "v_b > 0")
_LOOPS = tuple(
    f"while {test}:\n    {step}\nreturn v_a"
    for test in _TESTS
    for step in (
        "v_a, v_b = v_b, v_a % v_b",
        "v_r = v_a % v_b\n    v_a = v_b\n    v_b = v_r",
        "v_r = v_b\n    v_b = v_a % v_b\n    v_a = v_r",
    )
)
_AGAIN = "v_f(v_b, v_a % v_b)"
_RECURSIVE = tuple(
    text
    for zero, other in (("v_b == 0", "v_b != 0"), ("not v_b", "v_b"))
    for text in (
        f"if {zero}:\n    return v_a\nreturn {_AGAIN}",
        f"if {zero}:\n    return v_a\nelse:\n    return {_AGAIN}",
        f"return v_a if {zero} else {_AGAIN}",
        f"return {_AGAIN} if {other} else v_a",
    )
)
_SUBTRACTING = tuple(
    f"while v_a != v_b:\n    if v_a > v_b:\n        v_a -= v_b\n    else:\n        v_b -= v_a\n"
    f"return {end}"
    for end in ("v_a", "v_b")
)
_PRODUCTS = (
    *(
        f"v_r = 1\nfor v_k in range({first}, v_a + 1):\n    {step}\nreturn v_r"
        for first in ("1", "2")
        for step in ("v_r *= v_k", "v_r = v_k * v_r")
    ),
    "v_r = 1\nwhile v_a > 1:\n    v_r *= v_a\n    v_a -= 1\nreturn v_r",
    "v_r = 1\nwhile v_a > 0:\n    v_r *= v_a\n    v_a -= 1\nreturn v_r",
)
_LAST = ("v_a == 0", "v_a <= 1", "v_a < 2")
_PRODUCTS_BY_ITSELF = tuple(
    text
    for last in _LAST
    for text in (
        f"if {last}:\n    return 1\nreturn v_a * v_f(v_a - 1)",
        f"if {last}:\n    return 1\nelse:\n    return v_a * v_f(v_a - 1)",
        f"return 1 if {last} else v_a * v_f(v_a - 1)",
    )
)

FORMS = (
    *(_gcd(text, _BOTH) for text in _LOOPS),
    *(_gcd(text, _SMALL) for text in _RECURSIVE),
    *(_gcd(text, _ABOVE) for text in (*_SUBTRACTING, *COMMON_DIVISOR)),
    *(Form(text, "lcm", ("v_a", "v_b"), _ABOVE) for text in COMMON_MULTIPLE),
    *(
        Form(text, "factorial", ("v_a",), "type(v_a) is int and 0 <= v_a < 10**6")
        for text in _PRODUCTS
    ),
    *(
        Form(text, "factorial", ("v_a",), "type(v_a) is int and 0 <= v_a < 200")
        for text in _PRODUCTS_BY_ITSELF
    ),
    *(
        Form(text, "", ("v_a",), "type(v_a) is int and v_a >= 0", "v_a.bit_count()")
        for text in ONES
    ),
    *(Form(text, "", ("v_a", "v_b"), _BOTH, "(v_a ^ v_b).bit_count()") for text in DIFFERENT),
    *(
        Form(text, "", ("v_a",), "type(v_a) is int and v_a > 0", 'format(v_a, "b")')
        for text in WRITTEN
    ),
    *(Form(text, "", ("v_a", "v_b"), f"{_TYPES} and v_b >= 0", "v_a**v_b") for text in POWERS),
    *(
        Form(text, "", ("v_a", "v_b"), f"{_TYPES} and v_b > 0", "pow(v_a, v_b, E_m)")
        for text in MODULAR_POWERS
    ),
)
